"""Look at a draft as publishing will: its own check, the units of its day, the versions before it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from thidua.campaigns.models import Campaign, PlanVersion
from thidua.counting.models import sums
from thidua.kernel.errors import RuleBroken
from thidua.plans.rules import Plan
from thidua.plans.rules.groups import check_groups
from thidua.plans.rules.parse import parse
from thidua.plans.rules.reading import Problem
from thidua.standings.rules.board import Board, board, window
from thidua.units.models import resolve, successions, tree


@dataclass(frozen=True, slots=True)
class Looked:
    """A draft as a plan, None while anything is wrong with it, and all that was found."""

    plan: Plan | None
    problems: tuple[Problem, ...]

    @property
    def wrong(self) -> tuple[Problem, ...]:
        """What has to be mended before it can be handed in."""
        return tuple(problem for problem in self.problems if not problem.is_remark)


def look(data: Mapping[str, Any], unit: str) -> Looked:
    """Check a draft of a unit's desk."""
    plan, problems = parse(data)
    if plan is None:
        return Looked(None, problems)
    found = (*problems, *_beside(plan, unit))
    ready = all(problem.is_remark for problem in found)
    return Looked(plan if ready else None, found)


def _beside(plan: Plan, unit: str) -> Iterator[Problem]:
    """Find what the plan alone cannot tell."""
    try:
        root = resolve(plan.root)
        standing = tree(plan.tree_day, root)
    except RuleBroken as broken:
        yield Problem(("root",), broken.code, broken.facts)
        return
    if root != unit:
        yield Problem(("root",), "planning.root-not-yours", {"root": plan.root, "unit": unit})
    yield from check_groups(plan, standing)
    yield from _versions(plan, unit)


def _versions(plan: Plan, unit: str) -> Iterator[Problem]:
    campaign = Campaign.objects.filter(pk=plan.code).first()
    if campaign and campaign.root != unit:
        yield Problem(("code",), "planning.code-taken", {"campaign": plan.code})
        return
    following = campaign.versions.count() + 1 if campaign else 1
    if plan.version != following:
        facts = {"campaign": plan.code, "version": plan.version, "next": following}
        yield Problem(("version",), "campaigns.version-not-next", facts)
    later = PlanVersion.objects.filter(
        campaign=plan.code, effective_from__gte=plan.effective_from
    ).last()
    if later is not None:
        facts = {"campaign": plan.code, "before": later.effective_from, "day": plan.effective_from}
        yield Problem(("effective_from",), "campaigns.effective-not-later", facts)


def would_have_ranked(plan: Plan, earlier: PlanVersion) -> Board:
    """Rank the units and counts of an earlier campaign by a plan in the making.

    The plan's own days, root and stages give way to the earlier campaign's; its groups are taken
    as they choose on that tree, so a group that lists other units stays empty.
    """
    base = earlier.plan
    tried = replace(plan, root=base.root, tree_day=base.tree_day, period=base.period, stages=())
    own = sums.by_unit(sums.of_tallies(window(tried, None)))
    standing = tree(base.tree_day, resolve(base.root))
    gone = own.keys() - standing.nodes.keys()
    return board(tried, None, standing, successions(gone) if gone else (), own)
