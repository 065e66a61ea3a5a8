"""The smallest change that gains a unit the next rank.

Each example says which tally has to move and by how many items: `so many` of one measure, all
else as it is. One item fewer does not gain the rank.
"""

from decimal import Decimal
from fractions import Fraction

from standings_plans import criterion, plan, stage, standings, table
from thidua.points.rules import next_rank


def step(made, text, unit="u", **stages):
    """Show what `unit` has to do: `+12 online.n → 3`."""
    first = made.groups[0]
    found = next_rank(made, first, standings(made, text, **stages), unit, table(text), **stages)
    return found and f"{found.change:+} {found.key} ({found.criterion}) → {found.rank}"


def test_the_first_has_nothing_to_gain():
    text = "unit|a.n|a.d\n u|9|10\n v|8|10"
    assert step(plan(criterion("a")), text) is None
    assert step(plan(criterion("a")), text, "v") == "+1 a.n (a) → 1"


def test_a_share_grows_item_by_item_up_to_the_unit_ahead():
    """87.25 % of 9,026: level with 97.5 % after 926 further dossiers, not after 925."""
    made = plan(criterion("online"))
    text = "unit|online.n|online.d\n u|7875|9026\n v|975|1000"
    assert step(made, text) == "+926 online.n (online) → 1"


def test_the_criterion_that_needs_fewest_items_is_chosen():
    made = plan(criterion("a", points=50), criterion("b", points=50))
    text = "unit|a.n|a.d|b.n|b.d\n u|10|1000|5|10\n v|100|1000|5|10"
    assert step(made, text) == "+1 b.n (b) → 1"


def test_a_cap_is_no_way_up():
    """All points on `a` are earned already; only `b` can move, over the unit's own tie."""
    made = plan(
        criterion("a", points=50, method="attainment", target="50%"), criterion("b", points=50)
    )
    text = "unit|a.n|a.d|b.n|b.d\n u|60|100|2|100\n v|100|100|40|100"
    assert step(made, text) == "+38 b.n (b) → 1"


def test_a_share_that_is_whole_cannot_grow():
    made = plan(criterion("a", points=60), criterion("b", points=40))
    text = "unit|a.n|a.d|b.n|b.d\n u|1|2|0|0\n v|2|2|1|2\n w|4|4|9|9"
    assert step(made, text, "v") == "+1 b.n (b) → 1"
    assert step(plan(criterion("a")), "unit|a.n|a.d\n u|2|2\n v|3|2") is None


def test_ties_are_broken_on_the_way():
    """Equal points are not enough where the other has the larger volume."""
    made = plan(criterion("a", points=50), criterion("n", form="count", method="count_target",
                points=50, target=100), tie_breaks=["volume:n"])  # fmt: skip
    text = "unit|a.n|a.d|n\n u|10|10|100\n v|10|10|250"
    assert step(made, text) == "+150 n (n) → 1"


def test_where_lower_is_better_items_have_to_go():
    made = plan(criterion("late", form="count", method="inverse", target=2))
    assert step(made, "unit|late\n u|9\n v|4") == "-5 late (late) → 1"


def test_a_deduction_and_a_complement_want_fewer_items():
    deducted = {"form": "count", "method": "per_item", "params": {"each": Fraction(1)}}
    made = plan(criterion("a"), criterion("late", points=10, effect="deduction", **deducted))
    assert step(made, "unit|a.n|a.d|late\n u|1|1|4\n v|1|1|2") == "-2 late (late) → 1"
    rest = plan(criterion("c", form="complement", parts=[(("x",), ("w",)), (("y",), ("w",))]))
    assert step(rest, "unit|x|y|w\n u|5|1|10\n v|1|2|10") == "-3 x (c) → 1"


def test_where_points_depend_on_the_best_everybody_is_recounted():
    """Overtaking the best lowers the best's own points as well: four more do, not forty."""
    made = plan(criterion("n", form="count", method="best_in_group", points=50),
                criterion("a", points=50))  # fmt: skip
    text = "unit|n|a.n|a.d\n u|9|900|1000\n v|10|900|1000\n w|1|0|1000"
    assert step(made, text) == "+1 n (n) → 1"
    assert step(plan(criterion("n", form="count", method="leader_excess", target=100)),
                "unit|n\n u|120\n v|150") == "+30 n (n) → 1"  # fmt: skip


def test_other_criteria_keep_their_best_while_one_moves():
    made = plan(criterion("n", form="count", method="best_in_group", points=50),
                criterion("a", points=50))  # fmt: skip
    assert step(made, "unit|n|a.n|a.d\n u|100|0|10\n v|50|6|10") == "+1 a.n (a) → 1"


def test_the_larger_denominator_limits_what_can_be_added():
    one = criterion("a", form="greater_denominator", parts=[(("n",), ("x", "y"))])
    assert step(plan(one), "unit|n|x|y\n u|5|6|10\n v|9|5|10") == "+4 n (a) → 1"


def test_either_ratio_of_a_product_may_grow():
    one = criterion("a", form="ratio_times", parts=[(("n",), ("d",)), (("m",), ("e",))])
    assert step(plan(one), "unit|n|d|m|e\n u|50|100|9|10\n v|50|100|1|1") == "+1 m (a) → 1"


def test_what_was_not_reported_counts_from_nothing_and_needs_its_whole():
    made = plan(criterion("a"))
    assert step(made, "unit|a.n|a.d\n u||10\n v|4|10") == "+4 a.n (a) → 1"
    assert step(made, "unit|a.n|a.d\n u|||\n v|4|10".replace("|||", "||")) is None


def test_the_councils_points_and_roles_are_no_items():
    judged = criterion("j", form="count", method="judged", params={"scale": Fraction(100)})
    assert step(plan(judged), "unit|j\n u|50\n v|60") is None


def test_shares_of_split_units_grow_by_whole_items():
    text = "unit|a.n|a.d\n u|2.5|10.0\n v|5|10"
    assert step(plan(criterion("a")), text) == "+3 a.n (a) → 1"
    assert table(text)["u"]["a.n"] == Decimal("2.5")


def test_a_shared_rank_is_left_upwards():
    made = plan(criterion("a"))
    text = "unit|a.n|a.d\n u|5|10\n v|5|10\n w|7|10\n x|7|10"
    assert step(made, text) == "+2 a.n (a) → 1"


def test_a_stage_is_judged_by_its_own_criteria():
    made = plan(criterion("a", points=60), criterion("b", points=40))
    text = "unit|a.n|a.d|b.n|b.d\n u|0|10|3|10\n v|9|10|5|10"
    assert step(made, text, stage=stage(criteria=("b",))) == "+2 b.n (b) → 1"


def test_a_count_that_two_criteria_read_and_that_gains_nothing_is_no_step():
    twice = [
        criterion(
            code, form="count", parts=[(("n",), ())], method="count_target", target=5, points=40
        )
        for code in ("a", "b")
    ]
    council = criterion(
        "c", form="count", method="judged", params={"scale": Fraction(10)}, points=20
    )
    assert step(plan(*twice, council), "unit|n|c\n u|5|3\n v|5|9", "u") is None
