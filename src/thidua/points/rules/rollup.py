"""Add counts up the tree: numerators and denominators, never ratios.

A unit's territory is the unit and all below it; what it only oversees stays out.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Context, Decimal, Inexact
from functools import reduce

from thidua.plans.rules import Plan, Scope
from thidua.points.rules.values import Tally, tally_keys
from thidua.units.rules import Tree

Sum = int | Decimal
Sums = dict[str, Sum]

_NOTHING: Mapping[str, Sum] = {}
_EXACT = Context(prec=2000, traps=[Inexact])  # a sum that would need rounding is a bug


def roll_up(
    plan: Plan, tree: Tree, ranked: Iterable[str], own: Mapping[str, Mapping[str, Sum]]
) -> dict[str, Sums]:
    """Give each ranked unit its tallies, by tally key, out of what the units counted themselves.

    A stock is the sum of last values. A tally that nobody reported stays absent. Counts of a unit
    that does not stand on the tree belong to nobody on it: re-express them first.
    """
    tallies = tuple(tally_keys(plan).values())
    measures = frozenset(measure for tally in tallies for measure in tally.measures)
    ranked = tuple(ranked)
    territory = _territories(tree, ranked, own, measures)
    found: dict[str, Sums] = {}
    for unit in ranked:
        mine: Sums = {}
        below = [territory[child] for child in tree.children.get(unit, ())]
        for tally in tallies:
            over = territory[unit] if tally.scope is Scope.TERRITORY else own.get(unit, _NOTHING)
            taken = _below(tally, below) if _looks_below(tally) else over.get(tally.measures[0])
            if taken is not None:
                mine[tally.key] = taken
        found[unit] = mine
    return found


def add(left: Sum, right: Sum) -> Sum:
    """Add two quantities exactly; Decimal's own `+` would round to the context's digits."""
    if isinstance(left, int) and isinstance(right, int):
        return left + right
    return _EXACT.add(Decimal(left), Decimal(right))


def _add_to(sums: Sums, measure: str, quantity: Sum) -> None:
    sums[measure] = add(sums[measure], quantity) if measure in sums else quantity


def _children_first(tree: Tree, units: Iterable[str]) -> list[str]:
    """List some units and all below them, each once and after those below it."""
    wanted = set(units)
    tops = [unit for unit in sorted(wanted) if wanted.isdisjoint(_above(tree, unit))]
    order: list[str] = []
    while tops:
        unit = tops.pop()
        order.append(unit)
        tops.extend(tree.children.get(unit, ()))
    order.reverse()
    return order


def _above(tree: Tree, unit: str) -> Iterator[str]:
    parent = tree.nodes[unit].parent
    while parent is not None and parent in tree.nodes:
        yield parent
        parent = tree.nodes[parent].parent


def _territories(
    tree: Tree,
    units: Iterable[str],
    own: Mapping[str, Mapping[str, Sum]],
    measures: frozenset[str],
) -> dict[str, Sums]:
    """Sum up the territory of each unit, and of all below, in one pass."""
    found: dict[str, Sums] = {}
    for unit in _children_first(tree, units):
        sums = found.setdefault(unit, {})
        for measure, quantity in own.get(unit, {}).items():
            if measure in measures:
                _add_to(sums, measure, quantity)
        parent = tree.nodes[unit].parent
        if parent is not None and parent in tree.nodes:
            above = found.setdefault(parent, {})
            for measure, quantity in sums.items():
                _add_to(above, measure, quantity)
    return found


def _looks_below(tally: Tally) -> bool:
    return tally.norm is not None or tally.scope is Scope.CHILDREN


def _below(tally: Tally, below: Collection[Mapping[str, Sum]]) -> Sum | None:
    if tally.norm is None:
        return _sum(tally, below)
    if tally.norm == 0:
        return len(below)
    each = [quantity for sums in below if (quantity := _sum(tally, [sums])) is not None]
    return sum(quantity >= tally.norm for quantity in each) if each else None


def _sum(tally: Tally, over: Iterable[Mapping[str, Sum]]) -> Sum | None:
    found = [sums[measure] for sums in over for measure in tally.measures if measure in sums]
    return reduce(add, found) if found else None
