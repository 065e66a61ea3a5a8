"""What a plan owes the plan above it: its criteria are carried on, its targets only raised.

Parent plan: kế hoạch cấp trên. Child plan: kế hoạch cấp dưới. A child names a version of its
parent, so a new version of the parent breaks nothing below it. What a child may do and what not:
docs/reference/plan-format.md, "A plan under another".
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import cast

from thidua.kernel.periods import Period
from thidua.plans.rules import (
    Criterion,
    Effect,
    Group,
    Indicator,
    Measure,
    Part,
    Plan,
    Scope,
    Target,
)
from thidua.plans.rules.check import PARENT
from thidua.plans.rules.criteria import is_for, is_share, measure_keys
from thidua.plans.rules.groups import find_unit, members
from thidua.plans.rules.reading import LONGEST_CODE, Path, Problem, plain
from thidua.units.rules import KINDS, Level, Tree

LOWER_IS_BETTER = frozenset({"inverse"})
AS_IT_IS = ("values", "scale")  # parameters that say what a number means, and so stay the same
BOUNDS = ("best", "worst")
DOWNWARDS = (Level.COUNTRY, Level.PROVINCE, Level.DISTRICT, Level.COMMUNE, Level.HAMLET)

GROUP_NAMES: Mapping[Level, str] = {
    Level.DISTRICT: "Khối huyện, thị xã, thành phố",
    Level.COMMUNE: "Khối xã, phường",
    Level.HAMLET: "Khối ấp, thôn, khu vực, tổ dân phố",
    Level.DEPARTMENT: "Khối sở, ban, ngành",
    Level.ENTERPRISE: "Khối doanh nghiệp",
}

Bands = tuple[tuple[Fraction, Fraction], ...]


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a plan, as a child names it."""

    code: str
    number: int


def parent_of(plan: Plan) -> Version | None:
    """Read which plan a plan stands under; None where it names none, or not in good form."""
    found = PARENT.fullmatch(plan.parent)
    return Version(found["code"], int(found["version"])) if found else None


def eases(criterion: Criterion, asked: Fraction, given: Fraction) -> bool:
    """Whether `given` asks less of a unit than `asked`, on this criterion."""
    return given > asked if _lower_is_stricter(criterion) else given < asked


def check(child: Plan, parent: Plan, tree: Tree) -> tuple[Problem, ...]:
    """Find where a child breaks what its parent asks.

    `tree` is what the parent's root has under it, and oversees, on the child's day of the tree.
    """
    owed = _owed(child, parent, tree)
    return (
        *_place(child, parent, tree),
        *_days(child, parent),
        *_measures(child.measures, parent.measures),
        *_missing(child, owed),
        *_changed(child, owed),
    )


def inherit(parent: Plan, *, root: str, level: Level, period: Period, tree: Tree) -> Plan:
    """Draft a child plan for the units of a level under `root`, with what it has to carry on.

    Where the parent ranks no such units, the criteria of the nearest level above them are
    proposed, without those of an office of its own: a proposal, which no check asks for.
    """
    group = Group(level.value, GROUP_NAMES.get(level, level.value), level, (), (), (), ())
    draft = replace(parent, root=root, tree_day=tree.day, groups=(group,))
    chosen = tuple(_owed(draft, parent, tree)[group.code]) or tuple(_proposed(parent, level))
    criteria = tuple(replace(criterion, applies_to=()) for criterion in chosen)
    known = {criterion.code for criterion in criteria}
    counting = (each.points for each in criteria if each.effect is Effect.CRITERION)
    return replace(
        draft,
        code=f"{parent.code}-{re.sub('[^a-z0-9]+', '-', root)}"[:LONGEST_CODE].rstrip("-"),
        version=1,
        parent=f"{parent.code}@{parent.version}",
        effective_from=period.first,
        period=period,
        freeze_at=None,
        total_points=sum(counting, Fraction(0)),
        incomplete="",
        tie_breaks=tuple(each for each in parent.tie_breaks if each.partition(":")[2] in known),
        measures=_needed(parent, criteria),
        stages=(),
        criteria=criteria,
    )


def _lower_is_stricter(criterion: Criterion) -> bool:
    """Where less is better, or where reaching a number costs points, a lower one asks more."""
    return (criterion.method in LOWER_IS_BETTER) != (criterion.effect is Effect.DEDUCTION)


# ---- who owes what ----


def _owed(child: Plan, parent: Plan, tree: Tree) -> dict[str, list[Criterion]]:
    """Give for each group of the child the criteria by which the parent ranks its units."""
    mine, theirs = members(child, tree), members(parent, tree)
    owed: dict[str, list[Criterion]] = {}
    for group in child.groups:
        near = [
            above
            for above in parent.groups
            if _meet(group, above, mine[group.code], theirs[above.code])
        ]
        owed[group.code] = [
            criterion
            for criterion in parent.criteria
            if any(is_for(criterion, above) for above in near)
        ]
    return owed


def _meet(group: Group, above: Group, mine: Iterable[str], theirs: Iterable[str]) -> bool:
    """Whether two groups rank the same: the units of a list, else units of the same kinds."""
    if group.units or above.units:
        return not set(mine).isdisjoint(theirs)
    return not _kinds(group).isdisjoint(_kinds(above))


def _kinds(group: Group) -> frozenset[str]:
    return frozenset(
        name
        for name, kind in KINDS.items()
        if group.level in (None, kind.level) and (not group.kinds or name in group.kinds)
    )


def _proposed(parent: Plan, level: Level) -> Iterator[Criterion]:
    """Give what the nearest level above is ranked by; what only its own office does stays there."""
    if level not in DOWNWARDS:
        return
    for upper in reversed(DOWNWARDS[: DOWNWARDS.index(level)]):
        near = [group for group in parent.groups if not group.units and _reaches(group, upper)]
        if near:
            yield from (
                criterion
                for criterion in parent.criteria
                if criterion.scope is not Scope.OWN and any(is_for(criterion, one) for one in near)
            )
            return


def _reaches(group: Group, level: Level) -> bool:
    return any(KINDS[kind].level is level for kind in _kinds(group))


def _needed(parent: Plan, criteria: Iterable[Criterion]) -> Mapping[str, Measure]:
    """Take the measures that some criteria read, with the wholes that these lie within."""
    keys = {key for criterion in criteria for key in measure_keys(criterion.indicator)}
    while more := {whole for key in keys if (whole := parent.measures[key].within)} - keys:
        keys |= more
    return {key: measure for key, measure in parent.measures.items() if key in keys}


# ---- what is checked ----


def _place(child: Plan, parent: Plan, tree: Tree) -> Iterator[Problem]:
    root, above = find_unit(child.root, tree), find_unit(parent.root, tree)
    if root is None or above is None or not _is_under(root, above, tree):
        facts = {"root": child.root, "above": parent.root, "day": tree.day}
        yield Problem(("root",), "campaigns.root-not-under-parent", facts)


def _is_under(unit: str, above: str, tree: Tree) -> bool:
    """Whether a unit is part of another or overseen by it, over any number of steps."""
    node = tree.nodes[unit]
    upper = node.parent or node.overseen_by
    return upper is not None and (upper == above or _is_under(upper, above, tree))


def _days(child: Plan, parent: Plan) -> Iterator[Problem]:
    if child.period.first < parent.period.first or child.period.end > parent.period.end:
        facts = {"first": parent.period.first, "last": parent.period.last, "parent": child.parent}
        yield Problem(("period",), "campaigns.period-outside-parent", facts)


def _measures(mine: Mapping[str, Measure], theirs: Mapping[str, Measure]) -> Iterator[Problem]:
    for index, (key, measure) in enumerate(mine.items()):
        above = theirs.get(key)
        if above is None:
            continue
        for field in ("kind", "unit", "within"):
            found, asked = getattr(measure, field), getattr(above, field)
            if found != asked:
                facts = {"measure": key, "key": field, "asked": asked or "–", "found": found or "–"}
                yield Problem(("measures", index, field), "campaigns.measure-not-parents", facts)


def _missing(child: Plan, owed: Mapping[str, Iterable[Criterion]]) -> Iterator[Problem]:
    """Find the parent's criteria that a group is not ranked by."""
    places = {criterion.code: index for index, criterion in enumerate(child.criteria)}
    for index, group in enumerate(child.groups):
        for above in owed[group.code]:
            place = places.get(above.code)
            facts = {"criterion": above.code, "label": above.label, "group": group.code}
            if place is None:
                yield Problem(("groups", index), "campaigns.parents-criterion-missing", facts)
            elif not is_for(child.criteria[place], group):
                path: Path = ("criteria", place, "applies_to")
                yield Problem(path, "campaigns.parents-criterion-not-for-group", facts)


def _changed(child: Plan, owed: Mapping[str, Iterable[Criterion]]) -> Iterator[Problem]:
    """Find what is not as the parent has it, or asks less, in the criteria that are carried on."""
    inherited = {above.code: above for listed in owed.values() for above in listed}
    for index, mine in enumerate(child.criteria):
        if (above := inherited.get(mine.code)) is None:
            continue
        write = as_share if is_share(above.indicator, child.measures) else plain
        found = tuple(_kept(mine, above)) or tuple(
            one for find in EASED for one in find(mine, above, write)
        )
        for path, code, facts in found:
            yield Problem(("criteria", index, *path), code, {"criterion": mine.code, **facts})


Writer = Callable[[Fraction], str]  # a value in the notation of its criterion
Found = Iterator[tuple[Path, str, Mapping[str, object]]]


def _kept(mine: Criterion, above: Criterion) -> Found:
    for field, read in SAME.items():
        if read(mine) != read(above):
            facts = {"key": field, "asked": _said(above, field)}
            yield (field,), "campaigns.parents-criterion-changed", facts


def _points(mine: Criterion, above: Criterion, _write: Writer) -> Found:
    """Points may differ, as every plan has its own total; none at all would drop the criterion."""
    if above.points and not mine.points:
        yield ("points",), "campaigns.parents-criterion-without-points", {}


def _target(mine: Criterion, above: Criterion, _write: Writer) -> Found:
    if above.target is None:
        return
    asked = text(above.target)
    if mine.target is None:
        yield ("target",), "campaigns.parents-target-missing", {"asked": asked}
    elif eases(above, above.target.value, mine.target.value):
        code = (
            "campaigns.target-above-parents"
            if _lower_is_stricter(above)
            else "campaigns.target-below-parents"
        )
        yield ("target",), code, {"asked": asked, "found": text(mine.target)}


def _values(mine: Criterion, above: Criterion, _write: Writer) -> Found:
    for key in AS_IT_IS:
        if mine.params.get(key) != above.params.get(key):
            yield ("params", key), "campaigns.parents-values-changed", {"key": key}


def _bounds(mine: Criterion, above: Criterion, write: Writer) -> Found:
    """Hold what earns all and what earns none to the parent's two values."""
    for key in BOUNDS:
        asked = cast("Fraction | None", above.params.get(key))
        found = cast("Fraction | None", mine.params.get(key))
        if asked is None or found is None:
            is_eased = asked is not found
        else:
            is_eased = eases(above, asked, found)
        if is_eased:
            facts = {"key": key, "asked": "–" if asked is None else write(asked)}
            yield ("params", key), "campaigns.parents-bound-eased", facts


def _bands(mine: Criterion, above: Criterion, write: Writer) -> Found:
    """Hold the part of the points that each value earns to what it earns in the parent's bands."""
    if "bands" not in above.params:
        return
    ours, theirs = _parts(mine), _parts(above)
    starts = {start for start, _ in (*ours, *theirs)}
    gains = [_at(ours, start) - _at(theirs, start) for start in starts]
    is_eased = min(gains) < 0 if above.effect is Effect.DEDUCTION else max(gains) > 0
    if is_eased:
        listed = (f"{write(start)} → {as_share(part)}" for start, part in theirs)
        yield ("params", "bands"), "campaigns.parents-bands-eased", {"asked": "; ".join(listed)}


def _parts(criterion: Criterion) -> Bands:
    """Give each band with the part of the criterion's points that it earns."""
    bands = cast("Bands", criterion.params["bands"])
    return tuple((start, points / (criterion.points or 1)) for start, points in bands)


def _at(bands: Bands, value: Fraction) -> Fraction:
    return max((part for start, part in bands if start <= value), default=Fraction(0))


EASED = (_points, _target, _values, _bounds, _bands)


def text(target: Target) -> str:
    """Write a target as a plan's file does: `90%`, or a number."""
    return as_share(target.value) if target.is_share else plain(target.value)


def as_share(value: Fraction) -> str:
    """Write a share as a percentage: `87.5%`."""
    return f"{plain(value * 100)}%"


SAME: Mapping[str, Callable[[Criterion], object]] = {
    "indicator": lambda criterion: _sums(criterion.indicator),
    "scope": lambda criterion: criterion.scope,
    "method": lambda criterion: criterion.method,
    "effect": lambda criterion: criterion.effect,
}


def _sums(indicator: Indicator) -> Indicator:
    """Put what is added up in one order."""
    parts = (
        Part(tuple(sorted(part.numerator)), tuple(sorted(part.denominator)))
        for part in indicator.parts
    )
    return replace(indicator, parts=tuple(parts))


def _said(criterion: Criterion, field: str) -> str:
    """Say a field as the file writes it; an indicator by its form and measures."""
    if field != "indicator":
        return str(getattr(criterion, field))
    indicator = criterion.indicator
    sides = (
        " / ".join(" + ".join(side) for side in (part.numerator, part.denominator) if side)
        for part in indicator.parts
    )
    more = f", norm = {indicator.norm}" if indicator.norm else ""
    return f"{indicator.form}: {'; '.join(sides)}{more}{', at_end' if indicator.at_end else ''}"
