"""Who is ranked against whom: the units of each peer group on the plan's day of the tree."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256
from operator import attrgetter

from thidua.kernel.canonical import canonical
from thidua.kernel.errors import RuleBroken
from thidua.plans.rules import Group, Plan
from thidua.plans.rules.reading import Path, Problem
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


def tree_mark(tree: Tree) -> str:
    """Give the fingerprint of a tree: the SHA-256 of its units in id order, as canonical JSON."""
    fields = attrgetter("id", "code", "name", "kind", "level", "parent", "overseen_by")
    return sha256(canonical(sorted(map(fields, tree.nodes.values())))).hexdigest()


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


def members(plan: Plan, tree: Tree) -> Mapping[str, tuple[str, ...]]:
    """Give the units of each group, in id order: under the root or overseen by it."""
    root = find_unit(plan.root, tree)
    if root is None:
        return {group.code: () for group in plan.groups}
    under = {node.id for node in tree.nodes.values() if node.overseen_by == root}
    under |= set(tree.territory(root)) - {root}
    return {group.code: tuple(sorted(_chosen(group, under, tree))) for group in plan.groups}


def _chosen(group: Group, under: set[str], tree: Tree) -> Iterator[str]:
    if group.units:
        yield from under.intersection(find_unit(unit, tree) or "" for unit in group.units)
        return
    left_out = {find_unit(unit, tree) for unit in group.except_units}
    for unit in under - left_out:
        node = tree.nodes[unit]
        if group.level in (None, node.level) and (not group.kinds or node.kind in group.kinds):
            yield unit


def check_groups(plan: Plan, tree: Tree) -> tuple[Problem, ...]:
    """Find what only the tree can tell: units that do not stand on it, overlaps, empty groups."""
    found = members(plan, tree)
    return (*_strangers(plan, tree, found), *_crowding(plan, found))


def _strangers(plan: Plan, tree: Tree, found: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
    """Find what does not stand on the tree, or is listed without standing under the root."""
    ranked = {unit for units in found.values() for unit in units}
    for path, reference in references(plan):
        unit = find_unit(reference, tree)
        if unit is None or ("units" in path and unit not in ranked):
            facts = {"value": reference, "day": tree.day}
            yield Problem(path, "campaigns.unit-not-on-tree", facts)


def _crowding(plan: Plan, found: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
    taken: dict[str, str] = {}
    for index, group in enumerate(plan.groups):
        path, units = ("groups", index), found[group.code]
        if not units:
            yield Problem(path, "campaigns.group-empty", {"group": group.code})
        if twice := [unit for unit in units if unit in taken]:
            facts = {
                "group": group.code,
                "other": taken[twice[0]],
                "unit": twice[0],
                "n": len(twice),
            }
            yield Problem(path, "campaigns.groups-overlap", facts)
        taken |= dict.fromkeys(units, group.code)
