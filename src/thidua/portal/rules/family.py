"""A unit's family: what it came from and what came of it, by generation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thidua.units.rules import Succession, predecessors, successors


@dataclass(frozen=True, slots=True)
class Relative:
    """A unit before or after; `share` of the counts goes along, None: nobody declared it."""

    unit: str
    on: date
    share: Decimal | None
    generation: int


@dataclass(frozen=True, slots=True)
class Family:
    """All that came before a unit, and all that came after it, the nearest first."""

    before: tuple[Relative, ...]
    after: tuple[Relative, ...]


def family(unit: str, kin: Iterable[Succession]) -> Family:
    """Put a unit's relatives in their generations."""
    chain = tuple(kin)
    return Family(
        _relatives(unit, [(one.predecessor, one.successor, one) for one in predecessors(unit, chain)]),
        _relatives(unit, [(one.successor, one.predecessor, one) for one in successors(unit, chain)]),
    )  # fmt: skip


def _relatives(unit: str, steps: Iterable[tuple[str, str, Succession]]) -> tuple[Relative, ...]:
    """Count generations outwards; the steps come nearest first."""
    generations = {unit: 0}
    found = []
    for away, towards, one in steps:
        generations.setdefault(away, generations[towards] + 1)
        found.append(Relative(away, one.on, one.share, generations[towards] + 1))
    return tuple(found)
