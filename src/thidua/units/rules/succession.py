"""Counts carried from the units of any day to the tree of another, their sum unchanged."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Context, Decimal, Inexact
from operator import attrgetter
from typing import Any

from thidua.units.rules.tree import Succession, Tree

EXACT = Context(prec=1_000, traps=[Inexact])
ONE = Decimal(1)
Parts = Mapping[str, list[tuple[str, Decimal]]]


@dataclass(frozen=True, slots=True)
class Reexpressed:
    """Counts on the tree of a day.

    `stayed` are the units of `quantities` that do not stand on that day: their counts could be
    carried no further, because a split's shares were not declared, a merge cannot be undone, or
    nobody succeeded them.
    """

    quantities: Mapping[str, Decimal]
    stayed: tuple[str, ...]


def reexpress(
    quantities: Mapping[str, Decimal | int],
    successions: Iterable[Succession],
    tree: Tree,
    replaced_at: Collection[str] = (),
    ways: Collection[Parts] | None = None,
) -> Reexpressed:
    """Carry each count to the units that stand on the tree's day.

    What comes to a unit of `replaced_at` is dropped: what is there takes its place. `ways` are the
    `steps` of these successions to this tree, for who carries many measures.
    """
    amounts = {unit: Decimal(quantity) for unit, quantity in quantities.items()}
    for parts in steps(successions, tree) if ways is None else ways:
        _move(amounts, parts, replaced_at)
    return Reexpressed(amounts, tuple(sorted(amounts.keys() - tree.nodes.keys())))


def steps(successions: Iterable[Succession], tree: Tree) -> list[Parts]:
    """Give who goes into whom on the way to a tree, one generation after the other.

    Forwards by declared shares; backwards only where a unit came from one other.
    """
    days = sorted(_by(successions, "on").items())
    ways = [_forward(group) for day, group in days if day <= tree.day]
    ways += [_backward(group) for day, group in reversed(days) if day > tree.day]
    return [{unit: way[unit] for unit in way if unit not in tree.nodes} for way in ways]


def predecessors(unit: str, successions: Iterable[Succession]) -> tuple[Succession, ...]:
    """Give the successions that led to a unit over all generations, nearest first."""
    return tuple(_walk(unit, _by(successions, "successor"), attrgetter("predecessor")))


def successors(unit: str, successions: Iterable[Succession]) -> tuple[Succession, ...]:
    """Give the successions that lead from a unit over all generations, nearest first."""
    return tuple(_walk(unit, _by(successions, "predecessor"), attrgetter("successor")))


def _by(successions: Iterable[Succession], side: str) -> dict[Any, list[Succession]]:
    groups = defaultdict(list)
    for each in successions:
        groups[getattr(each, side)].append(each)
    return groups


def _forward(successions: Iterable[Succession]) -> Parts:
    """Give the parts of every predecessor whose shares are declared in full."""
    return {
        unit: parts
        for unit, group in _by(successions, "predecessor").items()
        if (parts := [(each.successor, each.share) for each in group if each.share is not None])
        and len(parts) == len(group)
        and sum((share for _, share in parts), Decimal(0)) == ONE
    }


def _backward(successions: Iterable[Succession]) -> Parts:
    """Give the one predecessor of every successor that has only one."""
    groups = _by(successions, "successor")
    return {unit: [(each[0].predecessor, ONE)] for unit, each in groups.items() if len(each) == 1}


def _move(amounts: dict[str, Decimal], parts: Parts, replaced_at: Collection[str]) -> None:
    leaving = {unit: amounts.pop(unit) for unit in parts if unit in amounts}
    for unit, quantity in leaving.items():
        for target, share in parts[unit]:
            if target not in replaced_at:
                part = EXACT.multiply(quantity, share)
                amounts[target] = EXACT.add(amounts[target], part) if target in amounts else part


def _walk(
    unit: str, steps: Mapping[str, list[Succession]], onward: Callable[[Succession], str]
) -> Iterator[Succession]:
    seen, edge = {unit}, [unit]
    while edge:
        found = [
            each
            for one in edge
            for each in sorted(
                steps.get(one, ()), key=lambda each: (each.on, each.predecessor, each.successor)
            )
        ]
        yield from found
        edge = [one for one in dict.fromkeys(map(onward, found)) if one not in seen]
        seen.update(edge)
