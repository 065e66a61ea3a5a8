"""What is remembered of units, and how it is read: the dated tree, successions, references."""

from thidua.units.models.reading import (
    GSO,
    above,
    check_stands,
    resolve,
    standing,
    successions,
    tree,
)
from thidua.units.models.tables import (
    Edge,
    Identifier,
    Relation,
    Succession,
    Unit,
    UnitName,
)

__all__ = [
    "GSO",
    "Edge",
    "Identifier",
    "Relation",
    "Succession",
    "Unit",
    "UnitName",
    "above",
    "check_stands",
    "resolve",
    "standing",
    "successions",
    "tree",
]
