"""Narrow and order the standings of a peer group as a reader asks for it.

Standings: bảng xếp hạng. Whatever a table is sorted by, equals stand by rank and then by name in
the order of a Vietnamese dictionary, and what has no value stands last in either direction.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from thidua.kernel.text import fold, sort_key
from thidua.units.rules import Tree

MET = frozenset({"exceeded", "reached"})
BEHIND = frozenset({"near", "missed"})
MISSING = "unknown"

RANK, NAME, POINTS, CHANGE = "rank", "name", "points", "change"
VALUE = "value"  # of a criterion: "value.online"
WHOLE = 100  # the length of the longest bar

_TINY = 2**64  # values are first compared as whole numbers of parts so tiny
_NAMES = 2**14

Above = Mapping[str, tuple[str, ...]]  # the units that a unit stands under, the highest first


@dataclass(frozen=True, slots=True)
class Row:
    """What a unit is found and placed by.

    `change` is how many ranks it gained, None without an earlier rank. `value` is of the criterion
    that is sorted by, `states` are the marks of the criteria that are narrowed by.
    """

    unit: str
    name: str
    rank: int
    points: Decimal
    change: int | None = None
    above: tuple[str, ...] = ()
    value: Fraction | None = None
    states: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Order:
    """What a table is sorted by, and from which end."""

    by: str
    criterion: str = ""
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows are looked for; empty is all. `text` is a part of a name."""

    text: str = ""
    under: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """How long the bars of one criterion are, and where its target stands; None: it has none."""

    whole: Fraction
    tick: int | None

    def length(self, value: Fraction | None) -> int:
        """Give the length of a value's bar; what is longer than the scale is cut."""
        if value is None or not self.whole:
            return 0
        return max(0, min(WHOLE, int(value * WHOLE / self.whole)))


@lru_cache(maxsize=_NAMES)
def name_key(name: str) -> str:
    """Give what a name is sorted by."""
    return sort_key(name)


@lru_cache(maxsize=_NAMES)
def folded(name: str) -> str:
    """Give what a name is found by."""
    return fold(name)


STATES: Mapping[str, Callable[[Row], bool]] = {
    "reached": lambda row: bool(_judged(row)) and MET.issuperset(_judged(row)),
    "behind": lambda row: not BEHIND.isdisjoint(row.states),
    "near": lambda row: "near" in row.states,
    "missed": lambda row: "missed" in row.states,
    "missing": lambda row: MISSING in row.states,
    "up": lambda row: row.change is not None and row.change > 0,
    "down": lambda row: row.change is not None and row.change < 0,
}
MARKS = STATES.keys() - {"up", "down"}  # what is asked of the criteria
_KEYS: Mapping[str, Callable[[Row], Any]] = {
    RANK: lambda row: row.rank,
    NAME: lambda row: name_key(row.name),
    POINTS: lambda row: row.points,
    CHANGE: lambda row: row.change,
    VALUE: lambda row: None if row.value is None else _comparable(row.value),
}


def order(asked: str) -> Order:
    """Read `-value.online`: the value of a criterion, the greatest first; empty: the rank."""
    by, _dot, criterion = asked.removeprefix("-").partition(".")
    return Order(by or RANK, criterion, asked.startswith("-"))


def narrowed(rows: Iterable[Row], wanted: Wanted) -> list[Row]:
    """Keep the rows that are looked for, in the order that they have."""
    text = fold(wanted.text)
    found = list(rows)
    if text:
        found = [row for row in found if text in folded(row.name)]
    if wanted.under:
        found = [row for row in found if wanted.under in row.above]
    if wanted.state:
        found = [row for row in found if STATES[wanted.state](row)]
    return found


def ordered(rows: Iterable[Row], order: Order) -> list[Row]:
    """Put rows in order; equals by rank, then by name."""
    placed = sorted(rows, key=lambda row: (row.rank, name_key(row.name), row.unit))
    keyed = [(_KEYS[order.by](row), row) for row in placed]
    known = [pair for pair in keyed if pair[0] is not None]
    known.sort(key=lambda pair: pair[0], reverse=order.descending)
    return [row for _, row in known] + [row for key, row in keyed if key is None]


def scale(
    target: Fraction | None, values: Iterable[Fraction | None], *, most: Fraction | None = None
) -> Scale:
    """Make the scale of a group's bars: the longest is its largest value, or the target.

    Values above `most` count as that.
    """
    longest = max((_comparable(value) for value in values if value is not None), default=None)
    reached = longest[1] if longest else Fraction(0)
    reached = reached if most is None else min(reached, most)
    whole = max(reached, target or Fraction(0))
    return Scale(whole, None if target is None else Scale(whole, None).length(target))


def above(tree: Tree, root: str, units: Iterable[str]) -> Above:
    """Say under which units of the tree each unit stands, below a root."""
    known: dict[str | None, tuple[str, ...]] = {None: (), root: ()}

    def chain(unit: str | None) -> tuple[str, ...]:
        if unit not in known:
            node = tree.nodes.get(unit or "")
            known[unit] = (*chain(node.parent), node.id) if node else ()
        return known[unit]

    return {unit: chain(tree.nodes[unit].parent) for unit in units}


def offered(chains: Iterable[tuple[str, ...]], names: Mapping[str, str], chosen: str) -> list[str]:
    """Give the units to narrow by: the way to the chosen one, and those below it by name."""
    found = set(chains)
    way = next((chain[: chain.index(chosen) + 1] for chain in found if chosen in chain), ())
    depth = len(way)
    below = {chain[depth] for chain in found if chain[:depth] == way and len(chain) > depth}
    return [*way, *sorted(below, key=lambda unit: (name_key(names[unit]), unit))]


def namesakes(names: Iterable[str]) -> frozenset[str]:
    """Give the names that several units bear."""
    return frozenset(name for name, times in Counter(names).items() if times > 1)


def places(rows: Sequence[Row], size: int) -> dict[str, int]:
    """Say on which page of a list each unit stands."""
    return {row.unit: index // size + 1 for index, row in enumerate(rows)}


def _judged(row: Row) -> list[str]:
    return [state for state in row.states if state]


def _comparable(value: Fraction) -> tuple[int, Fraction]:
    return value.numerator * _TINY // value.denominator, value
