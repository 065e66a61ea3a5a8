"""Families of units, looked up with their names."""

from thidua.proofs.models.naming import names
from thidua.reading.rules.family import Family, family
from thidua.units.models import successions
from thidua.units.rules import Succession


def family_of(unit: str) -> Family:
    """Draw a unit's relatives over all generations."""
    chain = successions([unit])
    return family(unit, chain, names(_all(chain) | {unit}))


def _all(chain: list[Succession]) -> set[str]:
    return {each for step in chain for each in (step.predecessor, step.successor)}
