"""What a criterion was worth at the end of each day: counts in, values out."""

from datetime import date
from fractions import Fraction

import pytest

from plan_example import example
from thidua.charts.rules.series import Counts, Measuring, measuring, points
from thidua.kernel.periods import Period
from thidua.plans.rules import Form, Part, Scope
from thidua.plans.rules.parse import parse
from thidua.points.rules.values import Reader, Tally

FIRST = date(2024, 10, 10)
DAYS = [date(2024, 10, day) for day in range(8, 20)]
PERIOD = Period.inclusive(FIRST, date(2024, 10, 14))
LAST = PERIOD.last
B2, B1, D1, D2, D3, D4, D5 = DAYS[:7]


def how(form=Form.RATIO, above=("a",), below=("b",), norm=None):
    if form is Form.MEMBERS_REACHING:
        tallies = (
            Tally("reached", above, Scope.TERRITORY, norm),
            Tally("all", above, Scope.TERRITORY, 0),
        )
        parts = (Part(("reached",), ("all",)),)
        return Measuring(Reader(form, parts, frozenset({"reached", "all"})), tallies, above)
    keys = (*above, *below)
    tallies = tuple(Tally(key, (key,), Scope.TERRITORY) for key in keys)
    return Measuring(Reader(form, (Part(above, below),), frozenset(keys)), tallies, above)


def amounts(measuring, *parts, last=LAST):
    return [each.amount for each in points(measuring, PERIOD, last, parts)]


@pytest.mark.parametrize(
    ("added", "levels", "expected"),
    [
        # a share of what has come in so far, not the mean of the days' shares
        ({"a": {D1: 1, D3: 5}, "b": {D1: 4, D3: 4}}, {}, ["1/4", "1/4", "6/8", "6/8", "6/8"]),
        # nothing to divide by yet: no value, which is not zero
        ({"a": {D1: 0, D2: 1}, "b": {D1: 0, D2: 2}}, {}, [None, "1/2", "1/2", "1/2", "1/2"]),
        # one side was not reported yet
        ({"a": {D1: 1}, "b": {D4: 2}}, {}, [None, None, None, "1/2", "1/2"]),
        # a denominator that was there before, and is counted anew on the fourth day
        ({"a": {D1: 1}}, {"b": {B2: 3, B1: 10, D4: 5}}, ["1/10", "1/10", "1/10", "1/5", "1/5"]),
        # a denominator that is there only from the second day on
        ({"a": {D1: 1}}, {"b": {D2: 10}}, [None, "1/10", "1/10", "1/10", "1/10"]),
        # a state of households: changes of before count, and it may go down
        ({"a": {B2: 1, B1: 2, D2: 1, D3: -2}, "b": {B1: 4}}, {},
         ["3/4", "4/4", "2/4", "2/4", "2/4"]),
        ({}, {}, [None] * 5),
    ],
)  # fmt: skip
def test_values_by_day(added, levels, expected):
    wanted = [None if each is None else Fraction(each) for each in expected]
    assert amounts(how(), Counts(added, levels)) == wanted


def test_a_count_has_no_share_and_a_share_of_a_commune_may_be_a_part():
    count = how(Form.COUNT, below=())
    carried = Counts({"a": {D1: Fraction(3, 2), D2: Fraction(1, 2)}}, {})
    assert amounts(count, carried) == [Fraction(3, 2), 2, 2, 2, 2]


def test_units_that_reached_a_norm_are_counted_among_all_below():
    members = how(Form.MEMBERS_REACHING, norm=2)
    below = [Counts({"a": {D1: 1, D3: 1}}, {}), Counts({"a": {D2: 2}}, {}), Counts({}, {})]
    assert amounts(members, *below) == [
        0,
        Fraction(1, 3),
        Fraction(2, 3),
        Fraction(2, 3),
        Fraction(2, 3),
    ]
    silent = points(members, PERIOD, LAST, [Counts({}, {})])
    assert [each.amount for each in silent] == [None] * 5
    assert points(members, PERIOD, LAST, [])[0].amount is None


def test_a_day_tells_what_it_added_and_a_day_without_counts_says_nothing():
    found = points(how(), PERIOD, D3, [Counts({"a": {D1: 2, D3: 0}, "b": {D1: 4}}, {})])
    assert [(each.day, each.added) for each in found] == [(D1, 2), (D2, None), (D3, 0)]


def test_before_the_first_day_there_is_nothing():
    assert points(how(), PERIOD, B1, [Counts({"a": {D1: 2}}, {})]) == ()


def test_a_criterion_of_a_plan_is_read_by_its_tallies_and_its_bars_show_the_numerator():
    plan, _problems = parse(example())
    criterion = plan.criteria[0]
    found = measuring(plan, criterion)
    assert found.reader.keys == {tally.key for tally in found.tallies}
    assert found.first == criterion.indicator.parts[0].numerator
