"""What must hold within one criterion: measures, units of count, kinds, method, parameters."""

from collections.abc import Callable, Iterator
from fractions import Fraction

from thidua.plans.rules import Criterion, Form, MeasureKind, Plan
from thidua.plans.rules.criteria import MANY_PARTS, is_share, units
from thidua.plans.rules.methods import METHODS, Taken
from thidua.plans.rules.reading import Path, Problem, plain, strangers


def _problem(path: Path, code: str, **facts: object) -> Problem:
    return Problem(path, code, facts)


def _sides(criterion: Criterion) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Give each list of measures with its place in the criterion."""
    for index, part in enumerate(criterion.indicator.parts):
        many = criterion.indicator.form in MANY_PARTS
        path: Path = ("indicator", "parts", index) if many else ("indicator",)
        yield (*path, "numerator"), part.numerator
        yield (*path, "denominator"), part.denominator


def _measures(plan: Plan, criterion: Criterion) -> Iterator[Problem]:
    for path, keys in _sides(criterion):
        named = (((*path, place), key) for place, key in enumerate(keys))
        yield from strangers("measure", named, plan.measures)


def _sums(plan: Plan, criterion: Criterion) -> Iterator[Problem]:
    """Check that only like is added to like."""
    for path, keys in _sides(criterion):
        counted = sorted(units(keys, plan.measures))
        if len(counted) > 1:
            yield _problem(path, "campaigns.mixed-units", units=counted)
        kinds = sorted(_kinds(plan, keys))
        if len(kinds) > 1:
            yield _problem(path, "campaigns.mixed-kinds", kinds=kinds)


def _kinds(plan: Plan, keys: tuple[str, ...]) -> frozenset[MeasureKind]:
    return frozenset(plan.measures[key].kind for key in keys if key in plan.measures)


def _flow_over_stock(plan: Plan, criterion: Criterion) -> Iterator[Problem]:
    if criterion.indicator.at_end:
        return
    for part in criterion.indicator.parts:
        above, below = _kinds(plan, part.numerator), _kinds(plan, part.denominator)
        flows = (MeasureKind.FLOW in above, MeasureKind.FLOW in below)
        if above and below and flows[0] != flows[1]:
            yield _problem(
                ("indicator",),
                "campaigns.flow-over-stock",
                measures=part.numerator + part.denominator,
            )
            return


def _method(plan: Plan, criterion: Criterion) -> Iterator[Problem]:
    takes = METHODS[criterion.method].value
    shares = is_share(criterion.indicator, plan.measures)
    if takes is Taken.SHARE and not shares:
        yield _problem(("method",), "campaigns.method-needs-share", method=criterion.method)
    elif takes is Taken.NUMBER and shares:
        yield _problem(("method",), "campaigns.method-needs-number", method=criterion.method)


def _bands(_: Plan, criterion: Criterion) -> Iterator[Problem]:
    bands = criterion.params.get("bands")
    if not isinstance(bands, tuple):
        return
    starts = [start for start, _ in bands]
    earned = [points for _, points in bands]
    if starts != sorted(set(starts)) or earned != sorted(earned):
        yield _problem(("params", "bands"), "campaigns.bands-not-rising")
    if max(earned, default=Fraction(0)) > criterion.points:
        facts = {"found": plain(max(earned)), "points": plain(criterion.points)}
        yield _problem(("params", "bands"), "campaigns.above-own-points", key="bands", **facts)


def _limits(_: Plan, criterion: Criterion) -> Iterator[Problem]:
    """Check that no limit lets a criterion earn more than its points."""
    for key in ("cap", "min", "max"):
        value = criterion.params.get(key)
        if isinstance(value, Fraction) and value > criterion.points:
            facts = {"found": plain(value), "points": plain(criterion.points)}
            yield _problem(("params", key), "campaigns.above-own-points", key=key, **facts)
    least, most = criterion.params.get("min"), criterion.params.get("max")
    if isinstance(least, Fraction) and isinstance(most, Fraction) and least > most:
        yield _problem(
            ("params", "min"), "campaigns.min-above-max", least=plain(least), most=plain(most)
        )


def _inverse(_: Plan, criterion: Criterion) -> Iterator[Problem]:
    if criterion.method != "inverse":
        return
    best, worst = criterion.params.get("best"), criterion.params.get("worst")
    if best is None and worst is None:
        if criterion.target is None:
            yield _problem(("method",), "campaigns.inverse-needs-bounds")
    elif not (isinstance(best, Fraction) and isinstance(worst, Fraction) and best < worst):
        yield _problem(("params",), "campaigns.inverse-needs-order")


def _groups(plan: Plan, criterion: Criterion) -> Iterator[Problem]:
    named = ((("applies_to", place), code) for place, code in enumerate(criterion.applies_to))
    return strangers("group", named, [group.code for group in plan.groups])


def _whole(plan: Plan, criterion: Criterion) -> Iterator[Problem]:
    """Remark a share that nothing keeps below 100 %."""
    if criterion.indicator.form is not Form.RATIO or not is_share(
        criterion.indicator, plan.measures
    ):
        return
    (part,) = criterion.indicator.parts
    if len(part.numerator) > 1:
        return
    if not _wholes(plan, part.numerator[0]) & set(part.denominator):
        facts = {"measure": part.numerator[0], "whole": part.denominator}
        yield _problem(("indicator",), "campaigns.may-exceed-whole", **facts)


def _wholes(plan: Plan, key: str) -> frozenset[str]:
    """Give the measure and all that it may not exceed, one within the other."""
    found: set[str] = set()
    step: str | None = key
    while step is not None and step in plan.measures and step not in found:
        found.add(step)
        step = plan.measures[step].within
    return frozenset(found)


CHECKS: tuple[tuple[tuple[str, ...], Callable[[Plan, Criterion], Iterator[Problem]]], ...] = (
    (("measures.key", "criteria.indicator"), _measures),
    (("measures", "criteria.indicator"), _sums),
    (("measures", "criteria.indicator"), _flow_over_stock),
    (("measures", "criteria.indicator", "criteria.method"), _method),
    (("criteria.params", "criteria.points"), _bands),
    (("criteria.params", "criteria.points"), _limits),
    (("criteria.params", "criteria.method", "criteria.target"), _inverse),
    (("groups.code", "criteria.applies_to"), _groups),
    (("measures", "criteria.indicator"), _whole),
)
