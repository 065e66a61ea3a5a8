"""The only writers of ratings and attempts.

The ledger gets stars and hashes of comments, never what people wrote nor who they are. Whoever lets
a person act has made sure that the dossier is theirs.
"""

from thidua.tracking.actions.rating import rate
from thidua.tracking.actions.trying import attempt, forgive

__all__ = ["attempt", "forgive", "rate"]
