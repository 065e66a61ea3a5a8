"""What is remembered of dossiers that live here; personal data stand in a table of their own."""

from thidua.onestop.models.dossiers import Dossier, DossierQuerySet, Move, Party, given_first
from thidua.onestop.models.tables import (
    Attestation,
    Consultation,
    Demand,
    Numbering,
    Paper,
    Seen,
    Signatory,
    Way,
    demands,
    is_master,
    serials,
)

__all__ = [
    "Attestation",
    "Consultation",
    "Demand",
    "Dossier",
    "DossierQuerySet",
    "Move",
    "Numbering",
    "Paper",
    "Party",
    "Seen",
    "Signatory",
    "Way",
    "demands",
    "given_first",
    "is_master",
    "serials",
]
