"""Who stands before whom: by points, then by the plan's own list, and equals share a rank.

Each example is a table of counts and the standings it makes: `rank | unit | points`.
"""

from standings_plans import criterion, group, lines, plan, shown, stage, standings
from thidua.points.rules import rank, sheets

TWO = (
    criterion("online", points=60, method="attainment", target="80%"),
    criterion("on-time", points=40, method="threshold", target="95%"),
)


def ranked(given, text, **stages):
    """Show the standings of a table."""
    return shown(standings(given, text, **stages))


def test_points_are_capped_and_equals_share_a_rank():
    assert ranked(
        plan(*TWO),
        """
        unit    | online.n | online.d | on-time.n | on-time.d
        An Phú  | 80       | 100      | 95        | 100
        Bình An | 120      | 100      | 99        | 100
        Cẩm Hà  | 40       | 100      | 95        | 100
        Đại Lộc | 40       | 100      | 90        | 100
        """,
    ) == lines("""
        1 | An Phú  | 100.00
        1 | Bình An | 100.00
        3 | Cẩm Hà  | 70.00
        4 | Đại Lộc | 30.00
    """)


def test_ranks_count_on_after_a_shared_rank():
    """1-2-2-4."""
    assert ranked(plan(criterion("a")), "unit|a.n|a.d\n w|1|4\n x|4|4\n y|2|4\n z|2|4") == lines("""
        1 | x | 100.00
        2 | y | 50.00
        2 | z | 50.00
        4 | w | 25.00
    """)


def test_a_ratio_breaks_a_tie_as_it_earns_points_no_further_than_all():
    one = criterion("online", method="attainment", target="60%")
    text = """
        unit | online.n | online.d
        x    | 150      | 100
        y    | 100      | 100
        z    | 99       | 100
    """
    assert ranked(plan(one, tie_breaks=["ratio:online"]), text) == lines("""
        1 | x | 100.00
        1 | y | 100.00
        3 | z | 100.00
    """)


def test_a_tie_is_broken_by_the_volume_where_the_plan_says_so():
    """Đông Thạnh with 3,548 dossiers stands before Thuận Hưng with 962, both at 100 %."""
    one = criterion("online", method="attainment", target="60%")
    text = """
        unit       | online.n | online.d
        Thuận Hưng | 962      | 962
        Đông Thạnh | 3548     | 3548
        Hòa Mỹ     | 300      | 962
    """
    found = standings(plan(one, tie_breaks=["volume:online"]), text)
    assert shown(found) == lines("""
        1 | Đông Thạnh | 100.00
        2 | Thuận Hưng | 100.00
        3 | Hòa Mỹ     | 51.98
    """)
    assert [one.tie_break for one in found] == ["volume:online", "volume:online", None]
    assert [one.rank for one in standings(plan(one), text)] == [1, 1, 3]


def test_tie_breaks_are_asked_in_order_and_what_they_leave_stays_a_tie():
    one = criterion("a", method="threshold", target="50%")
    found = standings(
        plan(one, tie_breaks=["ratio:a", "volume:a"]),
        "unit|a.n|a.d\n u|3|4\n v|6|8\n w|6|8\n x|8|8\n y|1|8",
    )
    assert [(one.rank, one.sheet.unit, one.tie_break) for one in found] == [
        (1, "x", "ratio:a"),
        (2, "v", "ratio:a"),
        (2, "w", "ratio:a"),
        (4, "u", "volume:a"),
        (5, "y", None),
    ]


def test_points_of_a_criterion_may_break_a_tie():
    made = plan(criterion("a", points=50), criterion("b", points=50), tie_breaks=["points:b"])
    assert ranked(made, "unit|a.n|a.d|b.n|b.d\n u|4|4|2|4\n v|2|4|4|4") == lines("""
        1 | v | 75.00
        2 | u | 75.00
    """)


def test_points_break_a_tie_as_they_are_published_where_ranks_look_at_published_points():
    made = plan(
        criterion("a", points=50),
        criterion("b", points=50),
        rounding=(0, "half_up", "line", "published"),
        tie_breaks=["points:b"],
    )
    text = "unit|a.n|a.d|b.n|b.d\n u|100|100|500|1000\n v|100|100|501|1000"
    assert ranked(made, text) == ["1 | u | 75", "1 | v | 75"]


def test_a_ratio_of_unlike_things_breaks_a_tie_also_above_one():
    one = criterion("a", method="threshold", target=1)
    made = plan(one, people=["a.d"], tie_breaks=["ratio:a"])
    assert ranked(made, "unit|a.n|a.d\n u|30|10\n v|20|10") == ["1 | u | 100.00", "2 | v | 100.00"]


def test_a_smaller_ratio_wins_where_lower_is_better():
    late = criterion("late", points=5, method="threshold", target="50%", effect="deduction")
    slow = criterion("slow", method="inverse", target="50%")
    text = "unit|late.n|late.d|slow.n|slow.d\n u|2|10|3|10\n v|1|10|4|10"
    assert ranked(plan(late, slow, tie_breaks=["ratio:late"]), text)[0] == "1 | v | 100.00"
    assert ranked(plan(late, slow, tie_breaks=["ratio:slow"]), text)[0] == "1 | u | 100.00"


def test_a_count_breaks_ties_by_its_number_and_what_is_missing_comes_last():
    made = plan(
        criterion("a", method="threshold", target="10%"),
        criterion("n", form="count", points=0, method="per_item", params={"each": 0}),
        tie_breaks=["volume:n"],
    )
    assert ranked(made, "unit|a.n|a.d|n\n u|1|1|\n v|1|1|0\n w|1|1|7") == lines("""
        1 | w | 100.00
        2 | v | 100.00
        3 | u | 100.00
    """)


def test_missing_ratios_come_last_both_ways():
    slow = criterion("slow", points=0, method="inverse", target="50%")
    fast = criterion("fast", points=0, method="attainment", target="50%")
    text = "unit|slow.n|slow.d|fast.n|fast.d\n u||||\n v|9|9|0|9"
    for tie_break in ("ratio:slow", "ratio:fast"):
        assert ranked(plan(slow, fast, tie_breaks=[tie_break]), text)[0] == "1 | v | 0.00"


def test_ranks_look_at_full_points_or_at_those_that_are_shown():
    text = "unit|a.n|a.d\n u|66666|100000\n v|66667|100000"
    full = plan(criterion("a"), rounding=(2, "half_up", "line", "full"))
    published = plan(criterion("a"), rounding=(1, "half_up", "line", "published"))
    assert ranked(full, text) == ["1 | v | 66.67", "2 | u | 66.67"]
    assert ranked(published, text) == ["1 | u | 66.7", "1 | v | 66.7"]


def test_shown_points_break_ties_where_ranks_look_at_shown_points():
    made = plan(
        criterion("a", points=50), criterion("b", points=50),
        rounding=(0, "half_up", "line", "published"), tie_breaks=["points:a"],
    )  # fmt: skip
    text = "unit|a.n|a.d|b.n|b.d\n u|501|1000|499|1000\n v|499|1000|501|1000"
    assert ranked(made, text) == ["1 | u | 50", "1 | v | 50"]


def test_a_tie_break_on_a_criterion_that_is_not_counted_breaks_nothing():
    made = plan(
        criterion("a", applies_to=("wards",)), criterion("b"), tie_breaks=["volume:a", "volume:b"]
    )
    assert [one.rank for one in standings(made, "unit|a.d|b.n|b.d\n u|9|1|2\n v|1|2|4")] == [1, 2]


def test_a_stage_is_ranked_by_its_own_criteria():
    made = plan(criterion("a", points=60), criterion("b", points=40), tie_breaks=["volume:a"])
    text = "unit|a.n|a.d|b.n|b.d\n u|9|9|1|2\n v|1|2|2|2"
    assert ranked(made, text, stage=stage(criteria=("b",))) == ["1 | v | 40.00", "2 | u | 20.00"]


def test_a_group_without_units_has_no_standings():
    made = plan(criterion("a"), groups=(group(),))
    assert rank(made, made.groups[0], sheets(made, made.groups[0], {})) == ()
