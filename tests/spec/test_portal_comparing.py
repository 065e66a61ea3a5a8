"""Who is best among a few units, and what the others lack in points and in items."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from thidua.plans.rules import (
    Criterion,
    Effect,
    Form,
    Indicator,
    Measure,
    MeasureKind,
    Part,
    Period,
    Plan,
    Rounding,
    Scope,
    Zero,
)
from thidua.points.rules.sheet import Line, Verdict
from thidua.portal.rules.comparing import beside, value

RATIO = Criterion(
    code="online", label="", source="", our_reading=False,
    indicator=Indicator(Form.RATIO, (Part(("online",), ("received",)),)),
    scope=Scope.OWN, universe="", date_basis="", target=None, method="attainment", params={},
    points=Fraction(10), zero=Zero.ZERO, effect=Effect.CRITERION, applies_to=(),
    pillar=None, evidence=(),
)  # fmt: skip
COUNT = replace(RATIO, indicator=Indicator(Form.COUNT, (Part(("online",)),)))
TIMES = replace(RATIO, indicator=replace(RATIO.indicator, form=Form.RATIO_TIMES))
LATE = replace(COUNT, effect=Effect.DEDUCTION, method="per_item")
INVERSE = replace(RATIO, method="inverse")
ROLE = replace(COUNT, method="role")
MEASURES = {
    key: Measure(key, key, "hồ sơ", MeasureKind.FLOW, within=within)
    for key, within in (("online", "received"), ("received", None))
}
PLAN = Plan(
    code="sixty", version=1, name="", effective_from=date(2024, 10, 10), root="p93",
    period=Period.inclusive(date(2024, 10, 10), date(2024, 12, 10)),
    tree_day=date(2024, 12, 10), freeze_at=None, visibility="public", generated=False,
    total_points=Fraction(10), incomplete="", rounding=Rounding(2, "half_up", "line", "full"),
    tie_breaks=(), sources=(), measures=MEASURES, groups=(), stages=(), criteria=(RATIO,),
)  # fmt: skip


def line(numerator, denominator, points):
    ratio = Fraction(numerator, denominator) if numerator is not None and denominator else None
    return Line(
        criterion="online", numerator=numerator, denominator=denominator, ratio=ratio,
        volume=denominator, target=None, verdict=Verdict.MISSED, points=Fraction(points),
        published=Decimal(points), most=Fraction(10), missing=(), remarks=(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("criterion", "lines", "found"),
    [
        # the best value is the best; others need items over their own denominator
        (RATIO, [(8, 10, "8"), (1, 3, "3")], [(True, "0", None), (False, "-5", 2)]),
        # the same points, another value: still not the best
        (RATIO, [(9, 10, "10"), (8, 10, "10")], [(True, "0", None), (False, "0", 1)]),
        # equals are all the best
        (RATIO, [(1, 2, "5"), (5, 10, "5")], [(True, "0", None), (True, "0", None)]),
        # more than all counts as all
        (RATIO, [(12, 10, "10"), (10, 10, "10")], [(True, "0", None), (True, "0", None)]),
        # what is missing, and a zero denominator, are not compared
        (
            RATIO,
            [(None, None, "0"), (0, 0, "0"), (1, 2, "5"), (1, 4, "2")],
            [(False, None, None)] * 2 + [(True, "0", None), (False, "-3", 1)],
        ),
        # nobody is best alone
        (RATIO, [(None, None, "0"), (1, 2, "5")], [(False, None, None)] * 2),
        (RATIO, [(None, None, "0")] * 2, [(False, None, None)] * 2),
        # counts are compared as they are
        (COUNT, [(40, None, "4"), (15, None, "1.5")], [(True, "0", None), (False, "-2.5", 25)]),
        # less is better where it is taken off, and where the method says so
        (LATE, [(3, None, "-1.5"), (1, None, "-0.5")], [(False, "-1.0", -2), (True, "0", None)]),
        (INVERSE, [(5, 10, "2"), (1, 10, "10")], [(False, "-8", -4), (True, "0", None)]),
        # a product of shares has no items; the value of a role has no order, its points have
        (TIMES, [(1, 2, "5"), (1, 4, "2.5")], [(True, "0", None), (False, "-2.5", None)]),
        (ROLE, [(1, None, "10"), (2, None, "5")], [(True, "0", None), (False, "-5", None)]),
    ],
)
def test_lines_are_compared_with_the_best(criterion, lines, found):
    stood = beside(PLAN, criterion, [line(*each) for each in lines])
    expected = [
        (best, None if more is None else Decimal(more), items) for best, more, items in found
    ]
    assert [(each.best, each.points, each.items) for each in stood] == expected


def test_a_share_above_all_is_all():
    assert value(PLAN, RATIO, line(12, 10, "10")) == 1
    apart = replace(MEASURES["received"], unit="hộ")  # dossiers a household are no share
    per_household = replace(PLAN, measures=MEASURES | {"received": apart})
    assert value(per_household, RATIO, line(12, 10, "10")) == Fraction(6, 5)
