"""What shrank, what grew, and what is worth a look: worked examples."""

from datetime import date
from fractions import Fraction

import pytest

from thidua.denominators.rules import (
    Known,
    digest,
    is_frozen,
    lines,
    nested,
    problem_of,
    simulated,
    totals,
)
from thidua.denominators.rules.comparing import compare, shrink, tail, worth_a_look


def told(found):
    return [(each.unit, each.difference) for each in found]


def test_two_counts_are_compared_by_unit():
    found = compare({"a": 100, "b": 80, "c": 60, "d": 5}, {"a": 90, "b": 95, "c": 60, "e": 7})
    assert told(found.shrunk) == [("a", -10)]
    assert told(found.grown) == [("b", 15)]
    assert told(found.same) == [("c", 0)]
    assert told(found.fresh) == [("e", None)]
    assert (found.before, found.after) == (240, 245)
    assert [each.unit for each in compare({"a": 1}, {"b": 2}, ["b"]).lines] == ["b"]


def test_the_largest_changes_stand_first():
    found = compare({"a": 10, "b": 10, "c": 10, "d": 10}, {"a": 9, "b": 2, "c": 11, "d": 19})
    assert [each.unit for each in found.shrunk] == ["b", "a"]
    assert [each.unit for each in found.grown] == ["d", "c"]


def test_a_change_is_told_as_an_exact_share():
    assert Known("a", 300, 200).share == Fraction(-1, 3)
    assert Known("a", 0, 5).share is None
    assert Known("a", None, 5).share is None


def test_gains_hide_no_loss():
    found = shrink({"a": 100, "b": 100, "c": 10}, {"a": 60, "b": 200})
    assert (len(found.lines), found.before, found.after, found.loss) == (1, 100, 60, 40)
    assert shrink({"a": 1}, {"a": 1}) is None


@pytest.mark.parametrize(
    ("before", "after", "thousandths"),
    [
        (100, 60, 1),  # the figures of the simulation that the method was chosen by
        (1000, 900, 12),
        (100, 80, 78),
        (30, 15, 18),
        (10, 4, 90),
    ],
)
def test_how_often_chance_makes_so_small_a_later_count(before, after, thousandths):
    assert round(tail(before, after) * 1000) == thousandths


def test_the_tail_is_exact():
    assert tail(2, 0) == Fraction(1, 4)
    assert tail(2, 1) == Fraction(4, 8)
    assert tail(0, 0) == 1


@pytest.mark.parametrize(
    ("before", "after", "remark"),
    [
        (100, 60, True),
        (100, 70, True),
        (100, 80, False),
        (1000, 900, True),
        (30, 15, True),
        (29, 1, False),  # below 30 it is only shown
        (100, 100, False),
        (100, 130, False),
        (None, 5, False),
        (100, None, False),
        (200_000, 198_000, True),  # by the bound, without summing 400,000 terms
        (200_000, 199_500, False),
    ],
)
def test_what_is_worth_a_look(before, after, remark):
    assert worth_a_look(Known("a", before, after)) is remark


def test_a_row_of_totals_is_the_sum_of_two_or_more_below_it():
    parents = {"a": "x", "b": "x", "c": "b", "x": "p", "p": None}
    assert totals({"p": 30, "a": 10, "b": 20}, parents) == {"p": 2}
    assert totals({"p": 31, "a": 10, "b": 20}, parents) == {}
    assert totals({"p": 10, "a": 10}, parents) == {}
    assert totals({"x": 30, "a": 10, "b": 20, "c": 20}, parents) == {"x": 2}


def test_a_counted_unit_inside_another_is_named_with_it():
    parents = {"a": "x", "x": "p", "p": None, "b": None}
    assert nested(["a", "p", "b"], parents) == [("a", "p")]


def test_the_file_of_a_candidate_is_in_the_order_of_units():
    assert lines({"b": 2, "a": 1}) == b"a;1\nb;2\n"
    assert digest({"b": 2, "a": 1}) == digest({"a": 1, "b": 2})
    assert lines({}) == b""


def test_a_source_says_itself_that_it_is_simulated():
    assert simulated("Số mô phỏng", "x")
    assert simulated("x", "MÔ PHỎNG 2024")
    assert not simulated("Cục Thống kê", "Niên giám")


def test_counts_that_nothing_has_are_refused():
    assert problem_of(-1).code == "denominators.below-zero"
    assert problem_of(10**9 + 1).code == "denominators.too-large"
    assert problem_of(0) is None


def test_the_freeze_day_itself_is_frozen():
    day = date(2024, 10, 15)
    assert is_frozen(day, day)
    assert not is_frozen(day, day.replace(day=14))
    assert not is_frozen(None, day)
