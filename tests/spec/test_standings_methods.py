"""How a value becomes points.

Each example gives the values that units reached, one after the other, and the points that they
earn. A share is written as its count over its whole, a number alone is a count.
"""

from fractions import Fraction

import pytest

from standings_plans import criterion, number, plan, table
from thidua.plans.rules import methods as asked
from thidua.points.rules import sheets
from thidua.points.rules.methods import LEADERS, LOWER_IS_BETTER, METHODS


def earned(method, values, **given):
    """Give the points of units that reached `values`, as shown, in order."""
    cells = [value.partition("/") for value in values.split()]
    share = "/" in values
    one = criterion("c", form="ratio" if share else "count", method=method, **given)
    heading = "unit | c.n | c.d" if share else "unit | c"
    rows = [
        f"u{place:02} | {above}" + (f" | {below}" if share else "")
        for place, (above, _, below) in enumerate(cells)
    ]
    made = plan(one)
    found = sheets(made, made.groups[0], table("\n".join([heading, *rows])))
    return " ".join(str(sheet.published) for sheet in found)


def test_every_method_that_a_plan_may_name_has_its_rule():
    assert METHODS.keys() == asked.METHODS.keys()
    assert LEADERS.keys() | LOWER_IS_BETTER <= METHODS.keys()


def test_proportional_gives_points_by_the_ratio():
    assert earned("proportional", "0/10 5/10 1/3 10/10", points=60) == "0.00 30.00 20.00 60.00"


def test_proportional_never_gives_more_than_all():
    assert earned("proportional", "11/10", points=60) == "60.00"


def test_attainment_gives_all_at_the_target_and_less_in_proportion_below():
    """766: P = Pmax if R ≥ T, else Pmax · R / T."""
    assert (
        earned("attainment", "0/100 40/100 79/100 80/100 100/100 120/100", points=60, target="80%")
        == "0.00 30.00 59.25 60.00 60.00 60.00"
    )


def test_attainment_gives_chau_thanh_a_all_points_with_its_published_counts():
    assert earned("attainment", "7875/9026", points=100, target="60%") == "100.00"
    assert earned("attainment", "7875/9026", points=100, target="90%") == "96.94"


def test_threshold_gives_all_or_nothing():
    assert earned("threshold", "79/100 80/100 81/100", points=10, target="80%") == (
        "0.00 10.00 10.00"
    )
    assert earned("threshold", "4 5 6", points=10, target=5) == "0.00 10.00 10.00"


def test_steps_gives_the_points_of_the_highest_band_that_is_reached():
    """DTI: four meetings a year 20, three 15, two 10, one 5, else none."""
    bands = tuple((Fraction(n), Fraction(5 * n)) for n in (1, 2, 3, 4))
    assert earned("steps", "0 1 2 3 4 9", points=20, params={"bands": bands}) == (
        "0.00 5.00 10.00 15.00 20.00 20.00"
    )
    shares = ((number("50%"), Fraction(5)), (number("80%"), Fraction(10)))
    assert earned("steps", "49/100 50/100 80/100", points=10, params={"bands": shares}) == (
        "0.00 5.00 10.00"
    )


def test_count_target_gives_points_by_the_number_up_to_the_target():
    assert earned("count_target", "0 450 900 1200", points=20, target=900) == (
        "0.00 10.00 20.00 20.00"
    )


def test_per_item_gives_so_much_for_each_up_to_its_cap():
    each = {"each": Fraction(1, 2)}
    assert earned("per_item", "0 1 7 30", points=10, params=each) == "0.00 0.50 3.50 10.00"
    capped = {"each": Fraction(1, 2), "cap": Fraction(3)}
    assert earned("per_item", "5 6 7", points=10, params=capped) == "2.50 3.00 3.00"


def test_inverse_gives_all_up_to_the_best_and_none_from_the_worst():
    params = {"best": number("5%"), "worst": number("25%")}
    assert earned(
        "inverse", "0/100 5/100 10/100 24/100 25/100 60/100", points=20, params=params
    ) == ("20.00 20.00 15.00 1.00 0.00 0.00")


def test_inverse_with_a_target_alone_gives_points_by_target_over_value():
    assert earned("inverse", "0 4 5 10 50", points=20, target=5) == "20.00 20.00 20.00 10.00 2.00"


def test_inverse_with_nothing_allowed_gives_all_or_nothing():
    assert earned("inverse", "0 1", points=20, target=0) == "20.00 0.00"


def test_best_in_group_gives_points_by_the_groups_best():
    """DTI: a unit's ratio over the largest ratio among all."""
    assert earned("best_in_group", "40/100 80/100 20/100", points=30) == "15.00 30.00 7.50"
    assert earned("best_in_group", "0 12 6", points=30) == "0.00 30.00 15.00"


def test_best_in_group_gives_nothing_where_nobody_has_anything():
    assert earned("best_in_group", "0 0", points=30) == "0.00 0.00"


def test_best_in_group_is_not_spoilt_by_a_count_above_its_whole():
    assert earned("best_in_group", "300/100 50/100", points=30) == "30.00 15.00"


def test_leader_excess_gives_half_at_the_target_and_all_to_the_leader():
    """A < T: half · A/T. A = T: half. A > T: half + half · excess / the leader's excess."""
    assert earned("leader_excess", "0 50 100 125 150 200", points=20, target=100) == (
        "0.00 5.00 10.00 12.50 15.00 20.00"
    )


def test_leader_excess_gives_at_most_half_where_nobody_exceeds():
    assert earned("leader_excess", "50 100", points=20, target=100) == "5.00 10.00"


def test_role_gives_the_part_of_the_points_that_the_table_says():
    """DTI: headed by the chair all, by a deputy half, by nobody none."""
    values = {Fraction(2): Fraction(1), Fraction(1): Fraction(1, 2), Fraction(0): Fraction(0)}
    assert earned("role", "2 1 0", points=30, params={"values": values}) == "30.00 15.00 0.00"


def test_role_gives_nothing_for_a_value_that_is_not_in_the_table():
    assert earned("role", "7", points=30, params={"values": {Fraction(1): Fraction(1)}}) == "0.00"


def test_judged_gives_what_the_council_entered_over_its_scale():
    assert earned("judged", "0 85 100 130", points=20, params={"scale": Fraction(100)}) == (
        "0.00 17.00 20.00 20.00"
    )


@pytest.mark.parametrize(
    ("effect", "shown"), [("bonus", "0.00 1.00 3.00 5.00"), ("deduction", "0.00 -1.00 -3.00 -5.00")]
)
def test_a_bonus_adds_and_a_deduction_takes_at_most_its_points(effect, shown):
    given = {"points": 5, "params": {"each": Fraction(1)}, "effect": effect}
    assert earned("per_item", "0 1 3 9", **given) == shown


def test_a_bonus_stays_between_its_bounds():
    params = {"each": Fraction(1), "min": Fraction(2), "max": Fraction(4)}
    given = {"points": 5, "params": params}
    assert earned("per_item", "0 3 9", effect="bonus", **given) == "2.00 3.00 4.00"
    assert earned("per_item", "0 3 9", effect="deduction", **given) == "-2.00 -3.00 -4.00"
