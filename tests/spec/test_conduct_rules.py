"""The reporting route, the calendar and who is behind, by examples."""

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from standings_plans import criterion, group, plan, stage
from thidua.conduct.rules.behind import behind, group_of, helper, lags, targets
from thidua.conduct.rules.calendar import Kind, Marked, days_away, happenings, months, stamp, uid
from thidua.conduct.rules.route import (
    VIETNAM,
    Arrived,
    Came,
    Every,
    Route,
    Step,
    arrivals,
    check_route,
    count,
    instant,
    period_on,
    periods,
    reportings,
)
from thidua.kernel.errors import RuleBroken
from thidua.kernel.periods import Period
from thidua.points.rules.chances import next_rank
from thidua.standings.rules.board import board
from thidua.units.rules import Level, Node, Tree

FRIDAY = 4
GIVEN = plan(criterion("a"))  # 10/10/2024, a Thursday, to 10/12/2024, a Tuesday
OCTOBER = Period.inclusive(date(2024, 10, 10), date(2024, 10, 31))
STAGED = replace(GIVEN, stages=(replace(stage("october"), period=OCTOBER),))
HAMLET = Step(Level.HAMLET, 3, None, 960)
COMMUNE = Step(Level.COMMUNE, None, 0, 630)
ROUTE = Route(Every.WEEK, FRIDAY, (HAMLET, COMMUNE))


def refused(code, route, given=GIVEN):
    with pytest.raises(RuleBroken) as broken:
        check_route(route, given)
    assert broken.value.code == f"conduct.{code}"


def at(day, hour, minute=0, month=10):
    return datetime(2024, month, day, hour, minute, tzinfo=VIETNAM)


def test_weeks_end_on_the_routes_weekday_and_the_campaign_cuts_the_first_and_the_last():
    found = periods(ROUTE, GIVEN)
    assert [(f"{each.first:%d/%m}", f"{each.last:%d/%m}") for each in found[:2]] == [
        ("10/10", "11/10"),
        ("12/10", "18/10"),
    ]
    assert (found[-1].first, found[-1].last) == (date(2024, 12, 7), date(2024, 12, 10))


def test_periods_may_be_the_stages_or_the_whole_campaign():
    by_stage = replace(ROUTE, every=Every.STAGE)
    assert periods(by_stage, STAGED) == (OCTOBER,)
    assert periods(by_stage, GIVEN) == (GIVEN.period,)


@pytest.mark.parametrize(
    ("step", "first", "last", "expected"),
    [
        (COMMUNE, 12, 18, at(18, 10, 30)),
        (HAMLET, 12, 18, at(17, 16)),
        (replace(COMMUNE, days_before=2), 12, 18, at(16, 10, 30)),
        (replace(HAMLET, weekday=5), 12, 18, at(12, 16)),
        (HAMLET, 11, 11, at(11, 16)),  # no Thursday in it: not before the period begins
    ],
)
def test_an_instant_is_a_time_of_day_in_vietnam(step, first, last, expected):
    period = Period.inclusive(date(2024, 10, first), date(2024, 10, last))
    assert instant(step, period) == expected


def test_every_step_of_every_period_has_its_instant():
    first, second, third, *_rest = reportings(ROUTE, GIVEN)
    assert (first.key, first.at) == ("1-hamlet", at(10, 16))
    assert (second.key, second.at) == ("1-commune", at(11, 10, 30))
    assert (third.nr, third.level) == (2, Level.HAMLET)


def test_a_route_that_cannot_be_kept_is_refused():
    check_route(ROUTE, GIVEN)
    refused("route-empty", replace(ROUTE, steps=()))
    refused("level-twice", replace(ROUTE, steps=(HAMLET, HAMLET)))
    refused("level-does-not-send", replace(ROUTE, steps=(replace(HAMLET, level=Level.COUNTRY),)))
    refused("step-day", replace(ROUTE, steps=(replace(HAMLET, days_before=1),)))
    refused("step-day", replace(ROUTE, steps=(replace(HAMLET, weekday=None),)))
    refused("step-day", replace(ROUTE, steps=(replace(HAMLET, weekday=7),)))
    refused("days-before", replace(ROUTE, steps=(replace(COMMUNE, days_before=61),)))
    refused("days-before", replace(ROUTE, steps=(replace(COMMUNE, days_before=-1),)))
    early = replace(COMMUNE, days_before=3)
    refused("route-out-of-order", replace(ROUTE, steps=(HAMLET, early)))
    beside = replace(early, level=Level.DEPARTMENT)
    check_route(replace(ROUTE, steps=(HAMLET, beside)), GIVEN)


@pytest.mark.parametrize(
    ("day", "place"),
    [(date(2024, 10, 1), 0), (date(2024, 10, 12), 1), (date(2025, 1, 1), 9)],
)
def test_the_period_of_a_day_is_found(day, place):
    assert period_on(periods(ROUTE, GIVEN), day) == place


def test_what_came_is_judged_by_the_instant_and_nothing_is_missing_not_zero():
    due = at(18, 10, 30)
    came = {
        "c1": Came(at(18, 10, 30), at(19, 8)),
        "c2": Came(None, at(18, 10, 31)),
        "c4": Came(at(17, 8), None, by_other=True),
        "c5": Came(None, None),
    }
    found = arrivals(["c1", "c2", "c3", "c4", "c5"], came, due, at(20, 8))
    assert [(each.unit, each.state.value, each.at, each.by_other) for each in found] == [
        ("c1", "in-time", at(18, 10, 30), False),
        ("c2", "late", at(18, 10, 31), False),
        ("c3", "missing", None, False),
        ("c4", "in-time", at(17, 8), True),
        ("c5", "missing", None, False),
    ]
    assert count(found) == {
        Arrived.IN_TIME: 2, Arrived.LATE: 1, Arrived.MISSING: 2, Arrived.AWAITED: 0,
    }  # fmt: skip
    assert arrivals(["c3"], came, due, due)[0].state is Arrived.AWAITED


def test_sixty_days_and_nights_are_62_days_with_both_counted():
    assert len(GIVEN.period) == 62


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2024, 10, 9), ("ahead", 1)),
        (date(2024, 10, 10), ("running", 62)),
        (date(2024, 12, 10), ("running", 1)),
        (date(2024, 12, 11), ("over", 1)),
    ],
)
def test_days_are_counted_to_today(today, expected):
    assert days_away(GIVEN.period, today) == expected


def test_the_calendar_puts_everything_in_order():
    frozen = replace(STAGED, freeze_at=datetime(2024, 12, 12, 10, tzinfo=UTC))
    marked = [Marked(Kind.PRIZE, "whole", "", date(2024, 12, 20))]
    found = happenings(frozen, reportings(replace(ROUTE, steps=(COMMUNE,)), frozen)[:1], marked)
    assert [(one.kind.value, one.uid, f"{one.period.first:%d/%m}") for one in found] == [
        ("first", "first", "10/10"),
        ("stage", "stage-october", "10/10"),
        ("report", "report-1-commune", "11/10"),
        ("last", "last", "10/12"),
        ("freeze", "freeze", "12/12"),
        ("prize", "prize-whole", "20/12"),
    ]
    assert uid("sixty", found[0], "example.vn") == "first.sixty@example.vn"
    assert stamp(at(10, 7, 30)) == datetime(2024, 10, 10, 0, 30, tzinfo=UTC)


def test_the_picture_has_a_month_for_every_month_and_marks_both_ends_of_a_stage():
    drawn = months(STAGED, happenings(STAGED, (), ()))
    assert [f"{month.first:%m/%Y}" for month in drawn] == ["10/2024", "11/2024", "12/2024"]
    cells = {cell.day: cell for week in drawn[0].weeks for cell in week}
    assert cells[date(2024, 9, 30)].inside is False
    assert cells[date(2024, 10, 10)].kinds == (Kind.FIRST, Kind.STAGE)
    assert cells[date(2024, 10, 31)].kinds == (Kind.STAGE,)
    assert (cells[date(2024, 10, 9)].running, cells[date(2024, 10, 10)].running) == (False, True)


NODES = [
    Node("p", "Hậu Sông", "province", Level.PROVINCE, None, None, None),
    *(Node(f"c{n}", f"Xã {n}", "commune", Level.COMMUNE, "p") for n in range(1, 5)),
]
TREE = Tree(date(2024, 12, 10), {node.id: node for node in NODES})
ONLINE = criterion("a", target="60%", method="attainment")


def standing_board(own, one=ONLINE):
    return board(plan(one), None, TREE, (), own)


def counts(**online):
    return {unit: {"a.n": n, "a.d": 100} for unit, n in online.items()}


def shown(made, then=None, *, one=ONLINE, days=3):
    found = behind(made.groups[0], one)
    return lags(list(found.below), one, (made.groups[0], then and then.groups[0]), days)


def test_who_is_behind_goes_by_items_and_a_pace_is_rounded_up():
    made = standing_board(counts(c1=50, c2=59, c3=60))
    then = standing_board(counts(c1=36, c3=60))
    assert [(lag.unit, lag.gap, lag.pace, lag.needed, lag.rank) for lag in shown(made, then)] == [
        ("c1", 10, Fraction(2), 4, 3),
        ("c2", 1, None, 1, 2),
    ]
    found = behind(made.groups[0], ONLINE)
    assert (found.items, found.ranked, found.missing) == (11, 4, ("c4",))


def test_no_pace_is_asked_for_when_no_day_is_left_or_less_would_be_better():
    assert shown(standing_board(counts(c1=50)), days=0)[0].needed is None
    lower = criterion("a", target="10%", method="inverse", params={"worst": Fraction(1, 2)})
    lag = shown(standing_board(counts(c1=15), lower), one=lower)[0]
    assert (lag.gap, lag.needed) == (5, None)


def test_what_is_not_in_items_stands_last_and_without_a_gap():
    product = criterion(
        "a", form="ratio_times", parts=[(("x",), ("y",)), (("z",), ("w",))], target="60%",
        method="attainment",
    )  # fmt: skip
    made = standing_board({"c1": {"x": 1, "y": 2, "z": 1, "w": 2}}, product)
    lag = shown(made, made, one=product)[0]
    assert (lag.gap, lag.pace, lag.needed) == (None, None, None)


def test_groups_and_their_criteria_with_targets_are_found():
    other = criterion("b", target="5", form="count", method="count_target", applies_to=("x",))
    made = board(plan(ONLINE, other, criterion("c")), None, TREE, (), {})
    assert group_of(made, "communes") is made.groups[0]
    assert group_of(made, "nothing") is None
    assert targets(made, group()) == [ONLINE]
    assert behind(made.groups[0], other).missing == ()
    empty = board(plan(ONLINE, groups=(group(level="district"),)), None, TREE, (), {})
    assert behind(empty.groups[0], ONLINE).ranked == 0


def test_what_gains_a_rank_is_what_the_rules_of_the_standings_say():
    made = standing_board(counts(c1=10, c2=30, c3=30, c4=50))
    group_board, quantities = made.groups[0], made.quantities
    helped = helper(made, group_board)
    for unit in ("c1", "c2", "c3", "c4"):
        mine = {each: quantities[each] for each in ("c1", "c2", "c3", "c4")}
        whole = next_rank(made.plan, group_board.group, group_board.standings, unit, mine)
        assert helped(unit) == whole
    assert (helped("c1").change, helped("c1").rank) == (20, 2)
    assert helped("c4") is None


def test_one_more_may_pass_several_and_may_not_be_enough():
    few = {"c1": {"a.n": 0, "a.d": 3}, "c2": {"a.n": 20, "a.d": 100},
           "c3": {"a.n": 25, "a.d": 100}, "c4": {"a.n": 60, "a.d": 100}}  # fmt: skip
    made = standing_board(few)
    step = helper(made, made.groups[0])("c1")
    assert (step.change, step.rank) == (1, 2)
    counted = criterion("a", form="count", method="judged", params={"scale": Fraction(10)})
    made = standing_board({"c1": {"a": 1}, "c2": {"a": 2}}, counted)
    assert helper(made, made.groups[0])("c1") is None


def test_points_that_hang_on_the_best_are_tried_over_the_whole_group(monkeypatch):
    relative = criterion("a", target="60%", method="best_in_group")
    made = standing_board(counts(c1=10, c2=30), relative)
    assert helper(made, made.groups[0])("c1").rank == 1
    monkeypatch.setattr("thidua.conduct.rules.behind.MOST_TRIED", 1)
    assert helper(made, made.groups[0])("c1") is None
