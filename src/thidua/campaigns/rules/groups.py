"""Who is ranked against whom: the units of each peer group on the plan's day of the tree."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from thidua.campaigns.rules import Group, Plan
from thidua.campaigns.rules.reading import Path, Problem
from thidua.kernel.errors import RuleBroken
from thidua.units.rules import Tree, parse_reference

GSO = "gso"


def references(plan: Plan) -> Iterator[tuple[Path, str]]:
    """Give every unit that the plan names, with its place."""
    yield ("root",), plan.root
    for index, group in enumerate(plan.groups):
        for place, unit in enumerate(group.units):
            yield ("groups", index, "units", place), unit
        for place, unit in enumerate(group.except_units):
            yield ("groups", index, "except", place), unit


def reference_flaw(reference: str, tree_day: date) -> str | None:
    """Name what is wrong with a unit's id or `gso:93@2024-12-10`; None where nothing is."""
    try:
        named = parse_reference(reference)
    except RuleBroken:
        return "campaigns.bad-reference"
    if isinstance(named, str):
        return None
    if named.scheme != GSO or named.day is None:
        return "campaigns.bad-reference"
    return None if named.day == tree_day else "campaigns.reference-day"


def find_unit(reference: str, tree: Tree) -> str | None:
    """Give the id of the unit that is meant; None where it does not stand on the tree."""
    if reference_flaw(reference, tree.day):
        return None
    named = parse_reference(reference)
    if isinstance(named, str):
        return named if named in tree.nodes else None
    return next((node.id for node in tree.nodes.values() if node.code == named.code), None)


def settle(plan: Plan, units: Mapping[str, str]) -> Plan:
    """Put ids in place of references, for those that `units` gives."""

    def ids(named: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(units.get(reference, reference) for reference in named)

    groups = tuple(
        replace(group, units=ids(group.units), except_units=ids(group.except_units))
        for group in plan.groups
    )
    return replace(plan, root=units.get(plan.root, plan.root), groups=groups)


def group_members(plan: Plan, group: Group, tree: Tree) -> list[str]:
    """List the units of a settled plan's group: under the root or overseen by it, in id order."""
    under = set(tree.territory(plan.root)) - {plan.root} if plan.root in tree.nodes else set()
    under |= {node.id for node in tree.nodes.values() if node.overseen_by == plan.root}
    if group.units:
        return sorted(under.intersection(group.units))
    chosen = (tree.nodes[unit] for unit in under.difference(group.except_units))
    return sorted(
        node.id
        for node in chosen
        if group.level in (None, node.level) and (not group.kinds or node.kind in group.kinds)
    )


def check_groups(plan: Plan, tree: Tree) -> tuple[Problem, ...]:
    """Find what only the tree can tell: units that do not stand on it, overlaps, empty groups."""
    found = {reference: find_unit(reference, tree) for _, reference in references(plan)}
    missing = tuple(
        Problem(path, "campaigns.unit-not-on-tree", {"value": reference, "day": tree.day})
        for path, reference in references(plan)
        if found[reference] is None
    )
    if missing:
        return missing
    settled = settle(plan, {name: unit for name, unit in found.items() if unit is not None})
    return (*_strangers(settled, tree), *_crowding(settled, tree))


def _strangers(plan: Plan, tree: Tree) -> Iterator[Problem]:
    """Find listed units that stand on the tree, but not under the root."""
    for index, group in enumerate(plan.groups):
        inside = group_members(plan, group, tree) if group.units else ()
        for place, unit in enumerate(group.units):
            if unit not in inside:
                facts = {"value": unit, "day": tree.day}
                path = ("groups", index, "units", place)
                yield Problem(path, "campaigns.unit-not-on-tree", facts)


def _crowding(plan: Plan, tree: Tree) -> Iterator[Problem]:
    taken: dict[str, str] = {}
    for index, group in enumerate(plan.groups):
        members = group_members(plan, group, tree)
        if not members:
            yield Problem(("groups", index), "campaigns.group-empty", {"group": group.code})
        if twice := [unit for unit in members if unit in taken]:
            facts = {
                "group": group.code,
                "other": taken[twice[0]],
                "unit": twice[0],
                "n": len(twice),
            }
            yield Problem(("groups", index), "campaigns.groups-overlap", facts)
        taken |= dict.fromkeys(members, group.code)
