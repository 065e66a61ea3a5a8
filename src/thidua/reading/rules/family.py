"""A unit's family over mergers and divisions: who it came from and what it went into.

Predecessor: đơn vị trước sắp xếp. Successor: đơn vị sau sắp xếp.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import attrgetter

from thidua.units.rules import Succession

Side = Callable[[Succession], str]
OLD: Side = attrgetter("predecessor")
NEW: Side = attrgetter("successor")


@dataclass(frozen=True, slots=True)
class Kin:
    """A relative and how it is tied to the nearer one, with its own relatives beyond.

    `share` is how much of the older unit went into the younger one, None where it was not declared.
    `beside` names the others at the same change: who else went into a successor, or came out of a
    predecessor.
    """

    unit: str
    label: str
    on: date
    share: Decimal | None
    beside: tuple[str, ...]
    beyond: tuple["Kin", ...]


@dataclass(frozen=True, slots=True)
class Family:
    """A unit with its predecessors and successors, nearest first."""

    unit: str
    label: str
    before: tuple[Kin, ...]
    after: tuple[Kin, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One merger or division that a unit came from or ended in, with all who took part."""

    on: date
    before: tuple[str, ...]
    after: tuple[str, ...]
    steps: tuple[Succession, ...]

    @property
    def is_merger(self) -> bool:
        """Whether several became one."""
        return len(self.after) == 1

    @property
    def undivided(self) -> tuple[str, ...]:
        """Those before it whose shares were not declared: what they counted stays with them."""
        return tuple(dict.fromkeys(OLD(step) for step in self.steps if step.share is None))


def family(unit: str, successions: Iterable[Succession], labels: Mapping[str, str]) -> Family:
    """Draw the tree of a unit's relatives; on one line nobody comes twice."""
    chain, seen = tuple(successions), frozenset({unit})
    before = _kin(unit, (NEW, OLD), chain, labels, seen)
    after = _kin(unit, (OLD, NEW), chain, labels, seen)
    return Family(unit, labels[unit], before, after)


def changes(unit: str, successions: Iterable[Succession]) -> tuple[Change, ...]:
    """List what a unit itself went through: how it came to be, and how it ended."""
    chain = tuple(successions)
    old = {OLD(each) for each in chain if NEW(each) == unit}
    new = {NEW(each) for each in chain if OLD(each) == unit}
    origin = [each for each in chain if OLD(each) in old]
    end = [each for each in chain if NEW(each) in new]
    return tuple(_change(steps) for steps in (origin, end) if steps)


def _change(steps: list[Succession]) -> Change:
    before, after = (tuple(dict.fromkeys(map(side, steps))) for side in (OLD, NEW))
    return Change(max(step.on for step in steps), before, after, tuple(steps))


def _kin(
    unit: str,
    way: tuple[Side, Side],
    chain: tuple[Succession, ...],
    labels: Mapping[str, str],
    seen: frozenset[str],
) -> tuple[Kin, ...]:
    """Give the relatives on one way: from the near side of every step to its far side."""
    near, far = way
    return tuple(
        Kin(
            other,
            labels[other],
            step.on,
            step.share,
            tuple(labels[near(e)] for e in chain if far(e) == other and near(e) != unit),
            _kin(other, way, chain, labels, seen | {other}),
        )
        for step in chain
        if near(step) == unit
        for other in [far(step)]
        if other not in seen
    )
