"""What is remembered of dossiers that live here; personal data stand in a table of their own."""

from thidua.onestop.models.dossiers import Dossier, Move, Party, given_first
from thidua.onestop.models.tables import (
    AGENCY,
    Consultation,
    Demand,
    Numbering,
    Paper,
    Seen,
    Way,
    demands,
    is_master,
)

__all__ = [
    "AGENCY",
    "Consultation",
    "Demand",
    "Dossier",
    "Move",
    "Numbering",
    "Paper",
    "Party",
    "Seen",
    "Way",
    "demands",
    "given_first",
    "is_master",
]
