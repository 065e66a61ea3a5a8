"""The trees that a campaign can be shown on: its own, and those of other days of its period."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache

from django.db.models import Count, Max

from thidua.campaigns.models import PlanVersion
from thidua.kernel.errors import RuleBroken
from thidua.kernel.periods import Period
from thidua.ledger.models import Entry
from thidua.plans.rules import Plan
from thidua.plans.rules.groups import members
from thidua.units.models import Unit, resolve, successions, tree
from thidua.units.rules import Succession, Tree, predecessors, successors


def tree_of(on: date, root: str) -> Tree:
    """Give the tree of a day, read anew only after an event of units."""
    edits = _edits()
    return _tree_after(on, root, *edits) if edits else tree(on, root)


def _edits() -> tuple[int, str] | None:
    """Say how far the tree is known: how many events of units there are, and the newest."""
    edits = Entry.objects.filter(kind__startswith="units.")
    known = edits.aggregate(count=Count("pk"), newest=Max("pk"))
    if not known["count"]:
        return None
    newest = Entry.objects.values_list("public_id", flat=True).get(pk=known["newest"])
    return known["count"], newest


@lru_cache(maxsize=8)
def _tree_after(on: date, root: str, _count: int, _newest: str) -> Tree:
    return tree(on, root)


def tree_under(plan: Plan, on: date) -> tuple[Tree, str]:
    """Give the tree of a day below what is the plan's root on it, with that root.

    Where several units together were, or became, the root, they stand under it as its parts.
    """
    root = resolve(plan.root)
    if Unit.objects.on(on).filter(pk=root).exists():
        return tree_of(on, root), root
    heirs = _heirs(root, on, successions({root}))
    if len(heirs) == 1:
        return tree_of(on, heirs[0]), heirs[0]
    own = tree_of(plan.tree_day, root).nodes[root]
    nodes = {root: replace(own, parent=None, overseen_by=None)}
    for heir in heirs:
        found = dict(tree_of(on, heir).nodes)
        nodes |= found | {heir: replace(found[heir], parent=root)}
        nodes |= {
            unit: replace(node, overseen_by=root)
            for unit, node in found.items()
            if node.overseen_by == heir
        }
    return Tree(on, nodes), root


def other_trees(plan: Plan, period: Period) -> list[tuple[Tree, str]]:
    """Give the trees of the first and last day where they rank other units than the plan's own."""
    seen = [_ranked(plan, *tree_under(plan, plan.tree_day))]
    found = []
    for day in (period.first, period.last):
        try:
            standing, root = tree_under(plan, day)
        except RuleBroken:  # nothing of that day carries on the root
            continue
        ranked = _ranked(plan, standing, root)
        if ranked not in seen:
            seen.append(ranked)
            found.append((standing, root))
    return found


def other_days(plan: Plan) -> list[date]:
    """Give the days of a campaign's period whose trees rank other units than its own."""
    edits = _edits()
    return _days_after(plan.code, plan.version, *edits) if edits else _days(plan)


@lru_cache(maxsize=32)
def _days_after(campaign: str, number: int, _count: int, _newest: str) -> list[date]:
    return _days(PlanVersion.objects.get(campaign=campaign, version=number).plan)


def _days(plan: Plan) -> list[date]:
    return [standing.day for standing, _root in other_trees(plan, plan.period)]


def _ranked(plan: Plan, standing: Tree, root: str) -> frozenset[str]:
    found = members(replace(plan, root=root), standing)
    return frozenset(unit for units in found.values() for unit in units)


def _heirs(root: str, on: date, chain: Iterable[Succession]) -> list[str]:
    """Give the units that carry on the plan's root on a day: what it came from, or went into."""
    family = [*successors(root, chain), *predecessors(root, chain)]
    near = {unit for each in family for unit in (each.successor, each.predecessor)}
    heirs = Unit.objects.on(on).filter(pk__in=near).order_by("pk").values_list("pk", flat=True)
    if not heirs:
        raise RuleBroken("standings.no-heir", root=root, day=on)
    return list(heirs)
