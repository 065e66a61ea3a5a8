"""Which class a value falls in, and what a legend says of it."""

from fractions import Fraction

import pytest

from thidua.maps.rules.classes import around, equal, legend, moves
from thidua.maps.rules.values import Value, colour, scale
from thidua.plans.rules import Target

F = Fraction
ONE = F(1)
PERCENT = F(1, 100)


def described(made, values):
    return [(c.colour, c.low, c.high, c.units) for c in legend(made, values)]


@pytest.mark.parametrize(
    ("values", "limits", "colours"),
    [
        ([], (), (3,)),
        ([F(7)], (), (3,)),
        ([F(7), F(7)], (), (3,)),
        ([F(0), F(1)], (F(1),), (2, 4)),
        ([F(0), F(100)], (F(20), F(40), F(60), F(80)), (1, 2, 3, 4, 5)),
    ],
)
def test_equal_parts(values, limits, colours):
    made = equal(values, ONE)
    assert (made.family, made.limits, made.colours) == ("map", limits, colours)


def test_around_a_target_the_classes_are_those_of_the_marks():
    values = [F(10, 100), F(53, 100), F(54, 100), F(59, 100), F(60, 100), F(90, 100)]
    made = around(values, F(3, 5), PERCENT)
    assert [made.colour(each) for each in values] == [
        "div-1", "div-2", "div-3", "div-3", "div-4", "div-5",
    ]  # fmt: skip
    assert described(made, values) == [
        ("div-5", F(75, 100), None, 1),
        ("div-4", F(60, 100), F(75, 100), 1),
        ("div-3", F(54, 100), F(60, 100), 2),
        ("div-2", F(32, 100), F(54, 100), 1),
        ("div-1", None, F(32, 100), 1),
    ]


def test_where_less_is_better_the_lowest_is_best_and_a_limit_belongs_to_it():
    values = [F(0), F(10), F(11), F(12), F(40)]
    made = around(values, F(10), ONE, less_is_better=True)
    assert [made.colour(each) for each in values] == ["div-5", "div-4", "div-3", "div-2", "div-1"]
    best, *_, worst = legend(made, values)
    assert (best.low, best.high) == (None, F(5))
    assert (worst.low, worst.high) == (F(26), None)


def test_a_target_of_nothing_has_no_near():
    made = around([F(0), F(3)], F(0), ONE)
    assert made.limits[0] == 0
    assert made.colour(F(0)) == "div-4"


@pytest.mark.parametrize(
    ("values", "colours"),
    [
        ([], []),
        ([F(0)], ["div-3"]),
        ([F(-1), F(0), F(1)], ["div-2", "div-3", "div-4"]),
        ([F(-9), F(-1), F(0), F(4), F(5)], ["div-1", "div-2", "div-3", "div-4", "div-5"]),
    ],
)
def test_changes_of_rank(values, colours):
    made = moves(values)
    assert [made.colour(each) for each in values] == colours


def test_a_legend_of_changes_speaks_of_whole_ranks():
    lines = legend(moves([F(-9), F(9)]), [F(-9), F(9)])
    assert [(line.first, line.last) for line in lines] == [
        (5, None), (1, 4), (0, 0), (-4, -1), (None, -5),
    ]  # fmt: skip
    assert [line.place for line in lines] == ["5", "4", "3", "2", "1"]


def test_what_has_no_value_has_a_pattern_and_what_takes_no_part_another():
    made = equal([F(1), F(9)], ONE)
    shown = [
        Value("a", F(9), ranked=True),
        Value("b", None, ranked=True),
        Value("c", None, ranked=False),
        Value("d", None, ranked=True, counts=(0, 0)),
    ]
    assert [colour(made, each) for each in shown] == ["map-5", "none", "out", "none"]
    assert [each.divided_by_nothing for each in shown] == [False, False, False, True]


class _Criterion:
    """Only what a scale asks of a criterion."""

    def __init__(self, target, method="attainment"):
        self.target, self.method = target, method


def test_the_scale_of_what_is_shown():
    values = [Value(str(nth), F(nth), ranked=True) for nth in range(0, 1001, 100)]
    assert scale("points", None, values).limits == (200, 400, 600, 800)
    assert scale("change", None, values).family == "div"
    assert scale("x", _Criterion(None), values).family == "map"
    aimed = scale("x", _Criterion(Target(F(500), is_share=False)), values)
    assert (aimed.family, F(500) in aimed.limits) == ("div", True)
    tiny = [Value(str(nth), F(nth, 1000), ranked=True) for nth in range(6)]
    assert scale("points", None, tiny).limits == (F(1, 1000), F(2, 1000), F(3, 1000), F(4, 1000))
    huge = [Value("a", F(0), ranked=True), Value("b", F(1_000_000), ranked=True)]
    assert scale("points", None, huge).limits == (200_000, 400_000, 600_000, 800_000)
    assert scale("points", None, []).limits == ()
