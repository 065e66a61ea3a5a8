"""Who is ranked against whom: the units of each peer group on the plan's day of the tree."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from thidua.campaigns.rules import Group, Plan
from thidua.campaigns.rules.reading import Problem
from thidua.units.rules import Node, Tree

REFERENCE = re.compile(
    r"(?P<scheme>[a-z0-9-]+):(?P<code>[^@\s]+)@(?P<day>\d{4}-\d\d-\d\d)", re.ASCII
)
UNIT_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
GSO = "gso"


def reference_flaw(reference: str, tree_day: date) -> str | None:
    """Name what is wrong with a unit's id or `gso:93@2024-12-10`; None where nothing is."""
    if UNIT_ID.fullmatch(reference):
        return None
    match = REFERENCE.fullmatch(reference)
    if match is None or match["scheme"] != GSO:
        return "campaigns.bad-reference"
    return None if match["day"] == tree_day.isoformat() else "campaigns.reference-day"


def find_unit(reference: str, tree: Tree) -> str | None:
    """Give the id of the unit that is meant; None where it does not stand on the tree."""
    if reference in tree.nodes:
        return reference
    match = REFERENCE.fullmatch(reference)
    if match is None or match["scheme"] != GSO or match["day"] != tree.day.isoformat():
        return None
    return next((node.id for node in tree.nodes.values() if node.code == match["code"]), None)


def members(plan: Plan, tree: Tree) -> Mapping[str, tuple[str, ...]]:
    """Give the units of each group, in id order, in the plan's order of groups."""
    competing = _competing(plan, tree)
    return {group.code: _members(group, competing, tree) for group in plan.groups}


def check_groups(plan: Plan, tree: Tree) -> tuple[Problem, ...]:
    """Find what only the tree can tell: units that do not stand on it, empty groups, overlaps."""
    if find_unit(plan.root, tree) is None:
        facts = {"value": plan.root, "day": tree.day}
        return (Problem(("root",), "campaigns.unit-not-on-tree", facts),)
    return (*_missing_units(plan, tree), *_crowding(plan, members(plan, tree)))


def _competing(plan: Plan, tree: Tree) -> Mapping[str, Node]:
    """Give all units under the root, and those that it or a unit under it oversees."""
    root = find_unit(plan.root, tree)
    if root is None:
        return {}
    under = set(tree.territory(root))
    overseen = [node.id for node in tree.nodes.values() if node.overseen_by in under]
    for unit in overseen:
        under.update(tree.territory(unit))
    return {unit: tree.nodes[unit] for unit in sorted(under - {root})}


def _members(group: Group, competing: Mapping[str, Node], tree: Tree) -> tuple[str, ...]:
    if group.units:
        listed = {find_unit(reference, tree) for reference in group.units}
        return tuple(unit for unit in competing if unit in listed)
    left_out = {find_unit(reference, tree) for reference in group.except_units}
    return tuple(
        node.id
        for node in competing.values()
        if node.id not in left_out
        and group.level in (None, node.level)
        and (not group.kinds or node.kind in group.kinds)
    )


def _missing_units(plan: Plan, tree: Tree) -> Iterator[Problem]:
    competing = _competing(plan, tree)
    for index, group in enumerate(plan.groups):
        for key, references in (("units", group.units), ("except", group.except_units)):
            for place, reference in enumerate(references):
                if find_unit(reference, tree) not in competing:
                    facts = {"value": reference, "day": tree.day}
                    path = ("groups", index, key, place)
                    yield Problem(path, "campaigns.unit-not-on-tree", facts)


def _crowding(plan: Plan, found: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
    taken: dict[str, str] = {}
    for index, group in enumerate(plan.groups):
        path = ("groups", index)
        if not found[group.code]:
            yield Problem(path, "campaigns.group-empty", {"group": group.code})
        twice = [unit for unit in found[group.code] if unit in taken]
        if twice:
            facts = {
                "group": group.code,
                "other": taken[twice[0]],
                "unit": twice[0],
                "n": len(twice),
            }
            yield Problem(path, "campaigns.groups-overlap", facts)
        taken |= dict.fromkeys(found[group.code], group.code)
