"""What is a resident's, what they are writing, and where it can be filed."""

from thidua.filing.models.owning import (
    dossiers_of,
    mine,
    moves_for,
    own_dossier,
    owners,
    papers_of,
    results_of,
)
from thidua.filing.models.places import open_units
from thidua.filing.models.tables import Download, Draft

__all__ = [
    "Download",
    "Draft",
    "dossiers_of",
    "mine",
    "moves_for",
    "open_units",
    "own_dossier",
    "owners",
    "papers_of",
    "results_of",
]
