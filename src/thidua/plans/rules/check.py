"""What must hold between the parts of a plan: references, points, groups, calendar, tie-breaks.

A check runs only where everything it reads was itself well written, so that one slip of the
pen is one problem. The checks of a single criterion: `plans.rules.fit`.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from thidua.plans.rules import Criterion, Effect, Group, Plan
from thidua.plans.rules.criteria import is_for, measure_keys
from thidua.plans.rules.fit import CHECKS as CRITERION_CHECKS
from thidua.plans.rules.groups import reference_flaw, references
from thidua.plans.rules.reading import Problem, plain, shown, strangers, unknown

PARENT = re.compile(r"(?P<code>[a-z0-9]+(?:-[a-z0-9]+)*)@(?P<version>[1-9]\d{0,3})", re.ASCII)
TIE_BREAK = re.compile(r"(volume|ratio|points):(?P<criterion>.+)")
NAMED_DAYS = re.compile(r"(\d{1,4})\s+ngày", re.IGNORECASE)


def check(plan: Plan, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Find what is wrong between the parts, given what was wrong within them."""
    broken = _fields(problems)
    found = [
        problem
        for needs, find in PLAN_CHECKS
        if not _touched(needs, broken)
        for problem in find(plan)
    ]
    for index, criterion in enumerate(plan.criteria):
        found += _check_criterion(plan, criterion, index, problems)
    return tuple(found)


def _check_criterion(
    plan: Plan, criterion: Criterion, index: int, problems: tuple[Problem, ...]
) -> Iterator[Problem]:
    """Check one criterion, whatever is wrong with the others."""
    own = ("criteria", index)
    near = (
        problem
        for problem in problems
        if problem.path[:1] != ("criteria",)
        or len(problem.path) <= len(own)
        or problem.path[:2] == own
    )
    broken = _fields(tuple(near))
    for needs, find in CRITERION_CHECKS:
        if not _touched(needs, broken):
            for problem in find(plan, criterion):
                yield replace(problem, path=(*own, *problem.path))


def _fields(problems: tuple[Problem, ...]) -> frozenset[str]:
    """Name the fields that are badly written, without their places in lists."""
    return frozenset(
        ".".join(part for part in problem.path if isinstance(part, str)) for problem in problems
    )


def _touched(needs: tuple[str, ...], broken: frozenset[str]) -> bool:
    return any(
        f"{field}.".startswith(f"{need}.") or f"{need}.".startswith(f"{field}.")
        for field in broken
        for need in needs
    )


def _references(plan: Plan) -> Iterator[Problem]:
    for path, reference in references(plan):
        if flaw := reference_flaw(reference, plan.tree_day):
            yield Problem(path, flaw, {"value": reference, "day": plan.tree_day})


def _parent(plan: Plan) -> Iterator[Problem]:
    """Read the name of the plan above; what that plan asks: `campaigns.rules.cascade`."""
    found = PARENT.fullmatch(plan.parent)
    if plan.parent and found is None:
        yield Problem(("parent",), "campaigns.bad-parent", {"value": shown(plan.parent)})
    elif found is not None and found["code"] == plan.code:
        yield Problem(("parent",), "campaigns.parent-is-itself", {"value": plan.parent})


def _within(plan: Plan) -> Iterator[Problem]:
    for index, measure in enumerate(plan.measures.values()):
        path = ("measures", index, "within")
        whole = measure.within
        if whole is None:
            continue
        if whole not in plan.measures:
            yield unknown(path, "measure", whole, plan.measures)
        elif whole == measure.key or plan.measures[whole].unit != measure.unit:
            yield Problem(path, "campaigns.bad-whole", {"measure": measure.key, "whole": whole})


def _unused(plan: Plan) -> Iterator[Problem]:
    used = {measure.within for measure in plan.measures.values()}.union(
        *(measure_keys(criterion.indicator) for criterion in plan.criteria)
    )
    for index, key in enumerate(plan.measures):
        if key not in used:
            yield Problem(("measures", index), "campaigns.unused-measure", {"measure": key})


def _points(plan: Plan) -> Iterator[Problem]:
    for index, group in enumerate(plan.groups):
        if not any(_counts(criterion, group) for criterion in plan.criteria):
            facts = {"group": group.code}
            yield Problem(("groups", index), "campaigns.group-without-criteria", facts)
        else:
            yield from _off(plan, group)


def _counts(criterion: Criterion, group: Group) -> bool:
    return criterion.effect is Effect.CRITERION and is_for(criterion, group)


def _off(plan: Plan, group: Group) -> Iterator[Problem]:
    """Say so where a group's points are not the total, or less without a declared reason."""
    counting = (criterion.points for criterion in plan.criteria if _counts(criterion, group))
    found = sum(counting, Fraction(0))
    if found > plan.total_points or (found < plan.total_points and not plan.incomplete):
        facts = {"group": group.code, "found": plain(found), "total": plain(plan.total_points)}
        yield Problem(("total_points",), "campaigns.points-do-not-add-up", facts)


def _groups(plan: Plan) -> Iterator[Problem]:
    listed: dict[str, str] = {}
    for index, group in enumerate(plan.groups):
        for place, unit in enumerate(group.units):
            if unit in listed:
                facts = {"unit": unit, "group": group.code, "other": listed[unit]}
                yield Problem(
                    ("groups", index, "units", place), "campaigns.unit-in-two-groups", facts
                )
            listed[unit] = group.code
    for (_, first), (index, second) in combinations(enumerate(plan.groups), 2):
        if _choose_alike(first, second):
            facts = {"group": second.code, "other": first.code}
            yield Problem(("groups", index), "campaigns.groups-choose-alike", facts)


def _choose_alike(first: Group, second: Group) -> bool:
    """Say whether two groups take the same units by level or kind, whatever the tree."""
    if first.kinds and second.kinds:
        return bool(set(first.kinds) & set(second.kinds))
    return first.level is not None and first.level == second.level


def _calendar(plan: Plan) -> Iterator[Problem]:
    days = {"first": plan.period.first, "last": plan.period.last}
    if plan.tree_day not in plan.period:
        facts = {"day": plan.tree_day, **days}
        yield Problem(("tree_day",), "campaigns.tree-day-outside", facts)
    if plan.effective_from > plan.period.last:
        facts = {"day": plan.effective_from, **days}
        yield Problem(("effective_from",), "campaigns.effective-too-late", facts)
    if plan.freeze_at and plan.freeze_at.date() < plan.period.last:
        facts = {"day": plan.freeze_at.date(), **days}
        yield Problem(("freeze_at",), "campaigns.freeze-too-early", facts)


def _stage_days(plan: Plan) -> Iterator[Problem]:
    for index, stage in enumerate(plan.stages):
        if stage.period.first < plan.period.first or stage.period.end > plan.period.end:
            facts = {"stage": stage.code, "first": plan.period.first, "last": plan.period.last}
            yield Problem(("stages", index), "campaigns.stage-outside", facts)
    for (_, first), (index, second) in combinations(enumerate(plan.stages), 2):
        apart = first.cumulative or second.cumulative
        if not apart and first.period.overlaps(second.period):
            facts = {"stage": second.code, "other": first.code}
            yield Problem(("stages", index), "campaigns.stages-overlap", facts)


def _stage_names(plan: Plan) -> Iterator[Problem]:
    criteria = [criterion.code for criterion in plan.criteria]
    groups = [group.code for group in plan.groups]
    for index, stage in enumerate(plan.stages):
        path = ("stages", index)
        named = (((*path, "criteria", place), code) for place, code in enumerate(stage.criteria))
        yield from strangers("criterion", named, criteria)
        prized = (((*path, "prizes", group), group) for group in stage.prizes)
        yield from strangers("group", prized, groups)


def _tie_breaks(plan: Plan) -> Iterator[Problem]:
    known = [criterion.code for criterion in plan.criteria]
    for index, tie_break in enumerate(plan.tie_breaks):
        match = TIE_BREAK.fullmatch(tie_break)
        if match is None:
            yield Problem(("tie_breaks", index), "campaigns.bad-tie-break", {"value": tie_break})
        elif match["criterion"] not in known:
            yield unknown(("tie_breaks", index), "criterion", match["criterion"], known)


def _name(plan: Plan) -> Iterator[Problem]:
    match = NAMED_DAYS.search(plan.name)
    if match and int(match[1]) != len(plan.period):
        facts = {"said": int(match[1]), "days": len(plan.period)}
        yield Problem(("name",), "campaigns.name-says-days", facts)


PLAN_CHECKS: tuple[tuple[tuple[str, ...], Callable[[Plan], Iterator[Problem]]], ...] = (
    (("root", "tree_day", "groups.units", "groups.except"), _references),
    (("parent", "code"), _parent),
    (("measures",), _within),
    (("measures", "criteria.indicator"), _unused),
    (
        (
            "total_points",
            "groups.code",
            "criteria.points",
            "criteria.effect",
            "criteria.applies_to",
        ),
        _points,
    ),
    (("groups",), _groups),
    (("period", "tree_day", "effective_from", "freeze_at"), _calendar),
    (("period", "stages"), _stage_days),
    (("stages", "criteria.code", "groups.code"), _stage_names),
    (("tie_breaks", "criteria.code"), _tie_breaks),
    (("name", "period"), _name),
)
