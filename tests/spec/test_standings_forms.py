"""How tallies become a value: the forms of an indicator, and which tally each reads.

Shares are shown as `numerator/denominator = ratio`; a count as its number alone.
"""

from decimal import Decimal
from fractions import Fraction

import pytest

from standings_plans import criterion, plan
from thidua.plans.rules import Scope
from thidua.points.rules import Tally, tally_keys, value


def valued(one, **quantities):
    """Show the value of one criterion."""
    found = value(plan(one), one, {key.replace("_", "."): n for key, n in quantities.items()})
    if found.missing:
        return f"missing {', '.join(found.missing)}"
    if found.denominator is None:
        return str(found.numerator)
    return f"{found.numerator}/{found.denominator} = {found.ratio}"


def test_a_ratio_is_a_count_over_a_count():
    assert valued(criterion("a"), a_n=7875, a_d=9026) == "7875/9026 = 7875/9026"
    assert valued(criterion("a"), a_n=3548, a_d=3548) == "3548/3548 = 1"


def test_measures_of_one_side_are_added_up():
    one = criterion("a", parts=[(("on.time", "early"), ("all",))])
    assert valued(one, on_time=5, early=3, all=10) == "8/10 = 4/5"


def test_a_count_is_the_number_alone():
    assert valued(criterion("a", form="count"), a=820174) == "820174"


def test_ratio_times_multiplies_two_ratios():
    """766, 3.3: online dossiers over all received × the rate of synchronisation."""
    one = criterion(
        "a", form="ratio_times", parts=[(("online",), ("all",)), (("synced",), ("due",))]
    )
    assert valued(one, online=80, all=100, synced=9, due=10) == "720/1000 = 18/25"
    assert valued(one, online=80, all=100, synced=0, due=0) == "0/0 = None"


def test_complement_takes_every_part_from_all():
    """766, 5.4: 100 % − overdue − disliked."""
    one = criterion(
        "a", form="complement", parts=[(("late",), ("all",)), (("disliked",), ("all",))]
    )
    assert valued(one, late=10, disliked=5, all=100) == "85/100 = 17/20"
    assert valued(one, late=0, disliked=0, all=0) == "0/0 = None"


def test_complement_of_parts_over_different_wholes_is_exact():
    one = criterion("a", form="complement", parts=[(("x",), ("y",)), (("z",), ("w",))])
    assert valued(one, x=1, y=3, z=1, w=7) == "11/21 = 11/21"


def test_greater_denominator_divides_by_the_larger_of_two():
    """766, 1.4: over the larger of what the province and what the portal counted."""
    one = criterion("a", form="greater_denominator", parts=[(("synced",), ("ours", "portal"))])
    assert valued(one, synced=90, ours=95, portal=100) == "90/100 = 9/10"


def test_members_reaching_counts_the_members_that_reached_the_norm():
    """Each member at least seven people: how many members did, over how many there are."""
    one = criterion("people", form="members_reaching", norm=7)
    made = plan(one)
    assert value(made, one, {"people@reached:7": 6, "people@members": 8}).ratio == Fraction(3, 4)
    assert list(tally_keys(made).values()) == [
        Tally("people@reached:7", ("people",), Scope.TERRITORY, 7),
        Tally("people@members", ("people",), Scope.TERRITORY, 0),
    ]


def test_a_tally_key_is_the_bare_measure_unless_a_plan_takes_it_under_two_scopes():
    def keys(*scopes):
        made = plan(*(criterion(f"c{n}", parts=[(("x",), ("y",))], scope=scope)
                      for n, scope in enumerate(scopes)))  # fmt: skip
        return list(tally_keys(made))

    assert keys("territory") == ["x", "y"]
    assert keys("own", "own") == ["x", "y"]
    assert keys("own", "children", "territory") == [
        "x@own", "y@own", "x@children", "y@children", "x@territory", "y@territory",
    ]  # fmt: skip


def test_missing_is_not_zero_and_names_what_is_missing():
    assert valued(criterion("a"), a_n=0, a_d=10) == "0/10 = 0"
    assert valued(criterion("a"), a_d=10) == "missing a.n"
    assert valued(criterion("a")) == "missing a.d, a.n"


def test_a_zero_denominator_has_no_ratio():
    assert valued(criterion("a"), a_n=0, a_d=0) == "0/0 = None"


@pytest.mark.parametrize(
    ("above", "below", "shown"),
    [
        (Decimal("12.5"), Decimal("25.0"), "25/2/25 = 1/2"),
        (Decimal("0.1"), Decimal("0.3"), "1/10/3/10 = 1/3"),
        (Decimal("2.00"), 4, "2/4 = 1/2"),
    ],
)
def test_shares_of_split_units_stay_exact(above, below, shown):
    assert valued(criterion("a"), a_n=above, a_d=below) == shown


def test_the_volume_is_the_first_denominator_or_the_count():
    times = criterion("t", form="ratio_times", parts=[(("a",), ("b",)), (("c",), ("d",))])
    four = {"a": 1, "b": 20, "c": 3, "d": 4}
    assert value(plan(times), times, four).volume == 20
    count = criterion("n", form="count")
    assert value(plan(count), count, {"n": 9}).volume == 9
