"""Who stands next to a unit, and where on its sheet most is still to be had."""

from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace

import pytest

from thidua.plans.rules import Effect
from thidua.points.rules.ranking import Standing
from thidua.points.rules.sheet import Line, Sheet, Verdict
from thidua.portal.rules.places import Loss, Neighbour, most_lost, neighbours

CRITERIA = {
    "online": SimpleNamespace(effect=Effect.CRITERION),
    "paid": SimpleNamespace(effect=Effect.CRITERION),
    "late": SimpleNamespace(effect=Effect.DEDUCTION),
    "extra": SimpleNamespace(effect=Effect.BONUS),
}


def standing(unit, rank, points, full=None):
    total = Decimal(points)
    return Standing(rank, Sheet(unit, (), Fraction(full or total), total))


ORDER = [standing("a", 1, 90), standing("b", 2, 80), standing("c", 2, 80), standing("d", 4, 80)]


@pytest.mark.parametrize(
    ("unit", "above", "below"),
    [
        ("a", None, Neighbour("b", 2, Decimal(10), exact=False)),
        (
            "b",
            Neighbour("a", 1, Decimal(10), exact=False),
            Neighbour("d", 4, Decimal(0), exact=True),
        ),
        (
            "c",
            Neighbour("a", 1, Decimal(10), exact=False),
            Neighbour("d", 4, Decimal(0), exact=True),
        ),
        ("d", Neighbour("c", 2, Decimal(0), exact=True), None),
    ],
)
def test_equals_are_no_neighbours(unit, above, below):
    assert neighbours(ORDER, unit) == (above, below)


@pytest.mark.parametrize(
    ("full", "rank_on", "level", "rounded_alike"),
    [
        ("80", "full", True, False),
        ("80", "published", True, False),
        ("80.004", "full", False, True),
        ("80.004", "published", True, False),
    ],
)
def test_points_that_look_equal_are_told_from_points_that_are(full, rank_on, level, rounded_alike):
    above, _below = neighbours([standing("a", 1, 80, full), standing("b", 2, 80)], "b")
    assert above.is_level(rank_on=rank_on) is level
    assert above.is_rounded_alike(rank_on=rank_on) is rounded_alike


def test_points_apart_are_neither_level_nor_rounded_alike():
    above, _below = neighbours(ORDER, "b")
    assert not above.is_level(rank_on="published")
    assert not above.is_rounded_alike(rank_on="full")


def line(code, points, most):
    return Line(
        criterion=code, numerator=1, denominator=None, ratio=None, volume=1, target=None,
        verdict=Verdict.MISSED, points=Fraction(0), published=Decimal(points), most=Fraction(most),
        missing=(), remarks=(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "lost"),
    [
        ([("online", "40", 60), ("paid", "15.5", 40)], Loss("paid", Decimal("24.50"))),
        ([("online", "50", 60), ("paid", "30", 40)], Loss("online", 10)),
        ([("online", "58", 60), ("late", "-5", 0)], Loss("late", 5)),
        ([("online", "60", 60), ("extra", "0", 10)], None),
        ([("online", "33.33", Fraction(100, 3))], None),
        ([("online", "60", 60), ("late", "0", 0)], None),
        ([], None),
    ],
)
def test_most_is_lost_where_the_most_is_farthest_away(lines, lost):
    assert most_lost([line(*each) for each in lines], CRITERIA) == lost
