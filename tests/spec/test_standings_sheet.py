"""The sheet of a unit: one line a criterion, adding up to the total like a receipt.

A line says what was reached, the verdict on its target, the points, and what a reader should
know: what was missing, a count above its whole, points taken over from another criterion.
"""

from fractions import Fraction

import pytest

from standings_plans import criterion, group, plan, stage, table
from thidua.points.rules import Remark, Verdict, sheets


def sheet(made, text, **stages):
    """Make the sheet of the only unit of a table."""
    (found,) = sheets(made, made.groups[0], table(text), **stages)
    return found


def shown(made, text, **stages):
    """Show a sheet's lines and its total."""
    found = sheet(made, text, **stages)
    rows = [
        f"{line.criterion} {line.verdict.value} {line.published}/{line.most}"
        + "".join(f" {remark.value}" for remark in line.remarks)
        for line in found.lines
    ]
    return [*rows, f"total {found.published}"]


def test_lines_stand_in_the_plans_order_and_add_up():
    made = plan(
        criterion("online", points=60, method="attainment", target="80%"),
        criterion("paid", points=40, method="attainment", target="50%"),
    )
    assert shown(made, "unit | paid.n | paid.d | online.n | online.d\n u | 30 | 50 | 70 | 100") == [
        "online missed 52.50/60",
        "paid exceeded 40.00/40",
        "total 92.50",
    ]


@pytest.mark.parametrize(
    ("count", "verdict"),
    [(59, Verdict.MISSED), (60, Verdict.MET), (61, Verdict.EXCEEDED), ("", Verdict.MISSING)],
)
def test_a_verdict_says_whether_the_target_was_reached(count, verdict):
    made = plan(criterion("a", method="attainment", target="60%"))
    assert sheet(made, f"unit | a.n | a.d\n u | {count} | 100").lines[0].verdict is verdict


@pytest.mark.parametrize(
    ("count", "verdict"), [(4, Verdict.EXCEEDED), (5, Verdict.MET), (6, Verdict.MISSED)]
)
def test_where_lower_is_better_the_verdict_turns_round(count, verdict):
    made = plan(criterion("a", form="count", method="inverse", target=5))
    assert sheet(made, f"unit | a\n u | {count}").lines[0].verdict is verdict


def test_without_a_target_there_is_no_verdict():
    made = plan(criterion("a"))
    assert shown(made, "unit | a.n | a.d\n u | 1 | 2") == [
        "a not_applicable 50.00/100",
        "total 50.00",
    ]


def test_what_was_not_reported_earns_nothing_and_is_named():
    made = plan(criterion("a", points=60), criterion("b", points=40))
    found = sheet(made, "unit | a.n | a.d | b.n | b.d\n u | 1 | 2 | | 9")
    assert [line.missing for line in found.lines] == [(), ("b.n",)]
    assert (found.lines[1].numerator, found.lines[1].points, found.published) == (None, 0, 30)


def test_a_count_above_its_whole_earns_no_more_than_all_and_is_remarked():
    made = plan(criterion("a", method="attainment", target="100%"))
    found = sheet(made, "unit | a.n | a.d\n u | 110 | 100").lines[0]
    assert (found.points, found.ratio, found.verdict) == (100, Fraction(11, 10), Verdict.MET)
    assert found.remarks == (Remark.ABOVE_WHOLE,)


def test_parts_that_take_more_than_all_leave_nothing_and_a_remark():
    made = plan(criterion("a", form="complement", parts=[(("x",), ("w",)), (("y",), ("w",))]))
    found = sheet(made, "unit | x | y | w\n u | 60 | 50 | 100").lines[0]
    assert (found.points, found.remarks) == (0, (Remark.ABOVE_WHOLE,))


def test_one_thing_per_another_may_well_be_above_one():
    made = plan(criterion("a", method="threshold", target=2), people=("a.n",))
    found = sheet(made, "unit | a.n | a.d\n u | 30 | 10").lines[0]
    assert (found.points, found.remarks) == (100, ())


def test_a_value_that_the_table_does_not_know_is_remarked():
    params = {"values": {Fraction(1): Fraction(1)}}
    made = plan(criterion("a", form="count", method="role", params=params))
    assert sheet(made, "unit | a\n u | 3").lines[0].remarks == (Remark.UNKNOWN_VALUE,)


@pytest.mark.parametrize(
    ("zero", "points", "total"), [("full", "30.00", "65.00"), ("zero", "0.00", "35.00")]
)
def test_a_zero_denominator_gives_what_the_criterion_declares(zero, points, total):
    made = plan(criterion("a", points=30, zero=zero), criterion("b", points=70))
    assert shown(made, "unit | a.n | a.d | b.n | b.d\n u | 0 | 0 | 1 | 2") == [
        f"a not_applicable {points}/30 zero-denominator",
        "b not_applicable 35.00/70",
        f"total {total}",
    ]


def test_points_that_do_not_apply_are_spread_over_the_other_criteria():
    """100 points on 30 + 20 that are left: each counts double. A bonus is not touched."""
    bonus = {"form": "count", "method": "per_item", "params": {"each": Fraction(1)}}
    made = plan(
        criterion("a", points=50),
        criterion("b", points=30),
        criterion("c", points=20),
        criterion("d", points=5, effect="bonus", **bonus),
    )
    text = "unit | a.n | a.d | b.n | b.d | c.n | c.d | d\n u | 0 | 0 | 1 | 2 | 4 | 4 | 3"
    assert shown(made, text) == [
        "a not_applicable 0.00/0 zero-denominator",
        "b not_applicable 30.00/60 reweighted",
        "c not_applicable 40.00/40 reweighted",
        "d not_applicable 3.00/5",
        "total 73.00",
    ]


def test_where_nothing_applies_there_are_no_points():
    made = plan(criterion("a", points=50), criterion("b", points=50))
    text = "unit | a.n | a.d | b.n | b.d\n u | 0 | 0 | 0 | 0"
    assert shown(made, text)[-1] == "total 0.00"


def test_a_bonus_that_does_not_apply_is_spread_over_nothing():
    made = plan(criterion("a", points=100), criterion("b", points=5, effect="bonus"))
    assert shown(made, "unit | a.n | a.d | b.n | b.d\n u | 1 | 2 | 0 | 0") == [
        "a not_applicable 50.00/100",
        "b not_applicable 0.00/0 zero-denominator",
        "total 50.00",
    ]


def test_a_deduction_of_everything_for_a_zero_denominator_takes_its_points():
    made = plan(criterion("a"), criterion("b", points=5, effect="deduction", zero="full"))
    assert shown(made, "unit | a.n | a.d | b.n | b.d\n u | 1 | 2 | 0 | 0")[-1] == "total 45.00"


def test_a_criterion_counts_only_for_the_groups_it_applies_to():
    made = plan(
        criterion("a"),
        criterion("b", applies_to=("wards",)),
        criterion("c", applies_to=("communes",)),
    )
    assert [line.criterion for line in sheet(made, "unit | a.n\n u | 1").lines] == ["a", "c"]


def test_a_stage_counts_its_own_criteria():
    made = plan(criterion("a", points=60), criterion("b", points=40))
    text = "unit | a.n | a.d | b.n | b.d\n u | 1 | 1 | 1 | 1"
    assert shown(made, text, stage=stage(criteria=("b",)))[-1] == "total 40.00"
    assert shown(made, text, stage=stage())[-1] == "total 100.00"


def test_two_groups_are_measured_each_against_its_own_best():
    made = plan(criterion("a", method="best_in_group"), groups=(group("x"), group("y")))
    assert shown(made, "unit | a.n | a.d\n u | 1 | 4")[-1] == "total 100.00"
