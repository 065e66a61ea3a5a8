"""Counts carried from the units of any day to the tree of another, their sum unchanged."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal, Inexact

from thidua.units.rules.tree import Succession, Tree

EXACT = Context(prec=1_000, traps=[Inexact])
ONE = Decimal(1)


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
    quantities: Mapping[str, Decimal | int], successions: Iterable[Succession], tree: Tree
) -> Reexpressed:
    """Carry each count to the units that stand on the tree's day.

    Forwards by declared shares; backwards only where a unit came from one other.
    """
    amounts = {unit: Decimal(quantity) for unit, quantity in quantities.items()}
    listed = list(successions)
    for _, forward in _by_day(each for each in listed if each.on <= tree.day):
        _move(amounts, tree, _forward(forward))
    for _, backward in reversed(_by_day(each for each in listed if each.on > tree.day)):
        _move(amounts, tree, _backward(backward))
    return Reexpressed(amounts, tuple(sorted(amounts.keys() - tree.nodes.keys())))


def predecessors(unit: str, successions: Iterable[Succession]) -> tuple[Succession, ...]:
    """Give the successions that led to a unit over all generations, nearest first."""
    into = defaultdict(list)
    for each in successions:
        into[each.successor].append(each)
    return tuple(_walk(unit, into, lambda each: each.predecessor))


def successors(unit: str, successions: Iterable[Succession]) -> tuple[Succession, ...]:
    """Give the successions that lead from a unit over all generations, nearest first."""
    out_of = defaultdict(list)
    for each in successions:
        out_of[each.predecessor].append(each)
    return tuple(_walk(unit, out_of, lambda each: each.successor))


Parts = Mapping[str, list[tuple[str, Decimal]]]


def _by_day(successions: Iterable[Succession]) -> list[tuple[date, list[Succession]]]:
    days: dict[date, list[Succession]] = defaultdict(list)
    for each in successions:
        days[each.on].append(each)
    return sorted(days.items())


def _forward(successions: Iterable[Succession]) -> Parts:
    """Give the parts of every predecessor whose shares are declared in full."""
    groups: dict[str, list[Succession]] = defaultdict(list)
    for each in successions:
        groups[each.predecessor].append(each)
    return {
        unit: parts
        for unit, group in groups.items()
        if (parts := [(each.successor, each.share) for each in group if each.share is not None])
        and len(parts) == len(group)
        and sum((share for _, share in parts), Decimal(0)) == ONE
    }


def _backward(successions: Iterable[Succession]) -> Parts:
    """Give the one predecessor of every successor that has only one."""
    groups: dict[str, list[Succession]] = defaultdict(list)
    for each in successions:
        groups[each.successor].append(each)
    return {
        unit: [(group[0].predecessor, ONE)] for unit, group in groups.items() if len(group) == 1
    }


def _move(amounts: dict[str, Decimal], tree: Tree, parts: Parts) -> None:
    leaving = {
        unit: amounts.pop(unit) for unit in parts if unit in amounts and unit not in tree.nodes
    }
    for unit, quantity in leaving.items():
        for target, share in parts[unit]:
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
