"""Make a unit's sheet: the line of each criterion with what explains it, adding up to the total.

Sheet: phiếu điểm. Verdict: kết luận (vượt, đạt, chưa đạt, chưa có số liệu).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from thidua.plans.rules import Criterion, Effect, Group, Plan, Stage, Target, Zero
from thidua.plans.rules.criteria import is_for, is_share
from thidua.points.rules.methods import (
    LEADERS,
    LOWER_IS_BETTER,
    METHODS,
    ZERO,
    Terms,
    as_share,
    between,
    gap,
)
from thidua.points.rules.rounding import add_up, publish
from thidua.points.rules.values import Number, Quantity, Reader, Value, read, readers


class Verdict(StrEnum):
    """Whether the target was reached."""

    EXCEEDED = "exceeded"  # vượt
    MET = "met"  # đạt
    MISSED = "missed"  # chưa đạt
    MISSING = "missing"  # chưa có số liệu
    NOT_APPLICABLE = "not_applicable"  # no target, or nothing to be counted


class Remark(StrEnum):
    """What a reader of a line should know."""

    ABOVE_WHOLE = "numerator-above-denominator"
    ZERO_DENOMINATOR = "zero-denominator"
    REWEIGHTED = "reweighted"  # carries points of criteria that do not apply
    UNKNOWN_VALUE = "unknown-value"  # the method's table has no such value


@dataclass(frozen=True, slots=True)
class Line:
    """The points on one criterion, with what is needed to explain them.

    `most` is what the line could earn at most; a deduction's points are zero or below.
    """

    criterion: str
    numerator: Number | None
    denominator: Number | None
    ratio: Fraction | None
    volume: Number | None
    target: Target | None
    verdict: Verdict
    points: Fraction
    published: Decimal
    most: Fraction
    missing: tuple[str, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines of a unit in the plan's order; published lines add up to the published total."""

    unit: str
    lines: tuple[Line, ...]
    total: Fraction
    published: Decimal


@dataclass(frozen=True, slots=True)
class Judge:
    """A criterion made ready for one group's units; its method's points are kept between bounds."""

    criterion: Criterion
    reader: Reader
    in_shares: bool
    terms: Terms
    least: Fraction
    most: Fraction


class _Earned(NamedTuple):
    """What a line earned before points of other criteria are spread over it."""

    points: Fraction
    most: Fraction
    verdict: Verdict
    remarks: tuple[Remark, ...] = ()
    applies: bool = True


def applicable(plan: Plan, group: Group, *, stage: Stage | None = None) -> tuple[Criterion, ...]:
    """Give the criteria that count for a group, in the whole campaign or in a stage."""
    return tuple(
        criterion
        for criterion in plan.criteria
        if is_for(criterion, group) and is_asked(criterion, stage)
    )


def is_asked(criterion: Criterion, stage: Stage | None) -> bool:
    """Whether a criterion counts in a stage; None: in the whole campaign, where all do."""
    return stage is None or not stage.criteria or criterion.code in stage.criteria


def sheets(
    plan: Plan,
    group: Group,
    quantities_by_unit: Mapping[str, Mapping[str, Quantity]],
    *,
    stage: Stage | None = None,
) -> tuple[Sheet, ...]:
    """Make the sheets of a group's units, in the order of their ids."""
    judges = appoint(plan, group, quantities_by_unit.values(), stage=stage)
    return tuple(
        sheet(plan, judges, unit, quantities_by_unit[unit]) for unit in sorted(quantities_by_unit)
    )


def appoint(
    plan: Plan,
    group: Group,
    quantities: Iterable[Mapping[str, Quantity]],
    *,
    stage: Stage | None = None,
) -> tuple[Judge, ...]:
    """Make the group's criteria ready: who reads what, and what the best of the group reached."""
    reads = readers(plan)
    everyone = tuple(quantities)
    return tuple(
        _led(_judge(plan, criterion, reads[criterion.code]), everyone)
        for criterion in applicable(plan, group, stage=stage)
    )


def sheet(
    plan: Plan, judges: tuple[Judge, ...], unit: str, quantities: Mapping[str, Quantity]
) -> Sheet:
    """Make one unit's sheet. Points of criteria that do not apply are spread over the others."""
    values = [read(judge.reader, quantities) for judge in judges]
    earned = [_earned(judge, value) for judge, value in zip(judges, values, strict=True)]
    if not all(one.applies for one in earned):
        earned = _reweighted(judges, earned)
    points = [one.points for one in earned]
    total = add_up(points)
    published, shown = publish(points, total, plan.rounding)
    return Sheet(unit, tuple(map(_line, judges, values, earned, published)), total, shown)


def amount(judge: Judge, value: Value) -> Fraction | None:
    """Take the value as methods see it: a share stays between none and all."""
    if judge.in_shares and value.ratio is not None:
        return as_share(value.ratio)
    return value.amount


def _judge(plan: Plan, criterion: Criterion, reader: Reader) -> Judge:
    least, most = ZERO, criterion.points
    target = criterion.target.value if criterion.target else None
    terms = Terms(most, target, criterion.params)
    if criterion.effect is not Effect.CRITERION:
        least = terms.given("min") if "min" in criterion.params else least
        most = terms.given("max") if "max" in criterion.params else most
    in_shares = is_share(criterion.indicator, plan.measures)
    return Judge(criterion, reader, in_shares, terms, least, most)


def _led(judge: Judge, everyone: Iterable[Mapping[str, Quantity]]) -> Judge:
    """Let a method that is relative know the best of the group."""
    reach = LEADERS.get(judge.criterion.method)
    if reach is None:
        return judge
    amounts = (amount(judge, read(judge.reader, quantities)) for quantities in everyone)
    reached = [reach(found, judge.terms) for found in amounts if found is not None]
    return replace(judge, terms=replace(judge.terms, leader=max(reached, default=ZERO)))


def _earned(judge: Judge, value: Value) -> _Earned:
    deducts = judge.criterion.effect is Effect.DEDUCTION
    best = ZERO if deducts else judge.most
    if value.missing:
        return _Earned(ZERO, best, Verdict.MISSING)
    found = amount(judge, value)
    if found is None:
        return _by_zero_policy(judge, best)
    method = METHODS[judge.criterion.method]
    points = between(judge.least, method(found, judge.terms), judge.most)
    verdict = _verdict(judge, found)
    return _Earned(-points if deducts else points, best, verdict, _remarks(judge, value, found))


def _by_zero_policy(judge: Judge, best: Fraction) -> _Earned:
    remarks = (Remark.ZERO_DENOMINATOR,)
    if judge.criterion.zero is Zero.NOT_APPLICABLE:
        return _Earned(ZERO, ZERO, Verdict.NOT_APPLICABLE, remarks, applies=False)
    full = judge.criterion.zero is Zero.FULL
    sign = -1 if judge.criterion.effect is Effect.DEDUCTION else 1
    return _Earned(sign * judge.most if full else ZERO, best, Verdict.NOT_APPLICABLE, remarks)


def _verdict(judge: Judge, found: Fraction) -> Verdict:
    target = judge.terms.target
    if target is None:
        return Verdict.NOT_APPLICABLE
    above = gap(found, target)
    if not above:
        return Verdict.MET
    better = (above < 0) == (judge.criterion.method in LOWER_IS_BETTER)
    return Verdict.EXCEEDED if better else Verdict.MISSED


def _remarks(judge: Judge, value: Value, found: Fraction) -> tuple[Remark, ...]:
    if judge.in_shares and found is not value.ratio:  # it had to be kept within all and none
        return (Remark.ABOVE_WHOLE,)
    if judge.criterion.method == "role" and found not in judge.terms.values:
        return (Remark.UNKNOWN_VALUE,)
    return ()


def _reweighted(judges: tuple[Judge, ...], earned: list[_Earned]) -> list[_Earned]:
    pairs = [
        (judge.most, one)
        for judge, one in zip(judges, earned, strict=True)
        if judge.criterion.effect is Effect.CRITERION
    ]
    kept = sum(most for most, one in pairs if one.applies)
    if not kept:
        return earned
    factor = sum(most for most, _ in pairs) / Fraction(kept)
    return [
        one._replace(
            points=one.points * factor,
            most=one.most * factor,
            remarks=(*one.remarks, Remark.REWEIGHTED),
        )
        if one.applies and judge.criterion.effect is Effect.CRITERION and factor != 1
        else one
        for judge, one in zip(judges, earned, strict=True)
    ]


def _line(judge: Judge, value: Value, earned: _Earned, published: Decimal) -> Line:
    points, most, verdict, remarks, _ = earned
    return Line(
        judge.criterion.code,
        value.numerator,
        value.denominator,
        value.ratio,
        value.volume,
        judge.criterion.target,
        verdict,
        points,
        published,
        most,
        value.missing,
        remarks,
    )
