"""Laws of periods, instants, arrivals and the feed, over routes and campaigns of every shape."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import groupby

from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from standings_plans import criterion, plan
from thidua.conduct.rules.calendar import Kind, Marked, happenings, months
from thidua.conduct.rules.feed import Head, feed
from thidua.conduct.rules.route import (
    SENDERS,
    UPWARDS,
    VIETNAM,
    Arrived,
    Came,
    Every,
    Route,
    Step,
    arrivals,
    check_route,
    count,
    period_on,
    periods,
    reportings,
)
from thidua.kernel.errors import RuleBroken
from thidua.kernel.periods import Period

DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))
CAMPAIGNS = st.builds(
    lambda first, days: replace(
        plan(criterion("a")), period=Period(first, first + timedelta(days=days))
    ),
    DAYS,
    st.integers(1, 130),
)
STEPS = st.builds(
    lambda level, on, clock: Step(
        level, on if on < 7 else None, on - 7 if on >= 7 else None, clock
    ),
    st.sampled_from(SENDERS),
    st.integers(0, 20),
    st.integers(0, 24 * 60 - 1),
)
ROUTES = st.builds(
    Route,
    st.just(Every.WEEK),
    st.integers(0, 6),
    st.lists(STEPS, min_size=1, max_size=5, unique_by=lambda step: step.level).map(tuple),
)
INSTANTS = st.datetimes(datetime(2024, 1, 1), datetime(2024, 2, 1), timezones=st.just(UTC))  # noqa: DTZ001 - Hypothesis adds the zone

FEW = settings(deadline=None, max_examples=40)  # an example draws a whole campaign


@FEW
@given(CAMPAIGNS, ROUTES)
def test_the_periods_are_all_the_days_of_a_campaign_once(campaign, route):
    found = periods(route, campaign)
    assert [day for period in found for day in period] == list(campaign.period)
    assert all(len(period) <= 7 for period in found)
    assert all(period.last.weekday() == route.weekday for period in found[:-1])
    assert all(day in found[period_on(found, day)] for day in campaign.period)


@FEW
@given(CAMPAIGNS, ROUTES)
def test_an_instant_lies_in_its_period_at_the_clock_of_its_step(campaign, route):
    clocks = {step.level: step.clock for step in route.steps}
    for each in reportings(route, campaign):
        assert each.at.date() in each.period
        assert each.at.utcoffset() == timedelta(hours=7)
        assert each.at.time() == clocks[each.level]


@FEW
@given(CAMPAIGNS, ROUTES)
def test_a_route_that_is_kept_never_asks_an_upper_level_first(campaign, route):
    try:
        check_route(route, campaign)
    except RuleBroken:
        return
    by_period = groupby(reportings(route, campaign), key=lambda each: each.nr)
    for _nr, steps in by_period:
        at = {each.level: each.at for each in steps}
        line = [at[level] for level in UPWARDS if level in at]
        assert line == sorted(line)


@FEW
@given(
    st.dictionaries(
        st.sampled_from("abcdef"), st.builds(Came, st.none() | INSTANTS, st.none() | INSTANTS)
    ),
    INSTANTS,
    INSTANTS,
)
def test_every_unit_is_judged_once_and_who_sent_nothing_is_never_in_time(came, due, now):
    units = list("abcdefgh")
    found = arrivals(units, came, due, now)
    assert [each.unit for each in found] == units
    assert sum(count(found).values()) == len(units)
    for each in found:
        silent = each.state in {Arrived.MISSING, Arrived.AWAITED}
        assert silent == (each.at is None)
        if each.state is Arrived.MISSING:
            assert now > due


@FEW
@given(CAMPAIGNS, ROUTES, DAYS)
def test_every_day_that_something_happens_on_is_in_the_picture(campaign, route, prize):
    marked = [Marked(Kind.PRIZE, "whole", "", prize)]
    found = happenings(campaign, reportings(route, campaign), marked)
    drawn = {
        cell.day: cell.kinds
        for month in months(campaign, found)
        for week in month.weeks
        for cell in week
        if cell.inside
    }
    assert all(one.kind in drawn[one.period.first] for one in found)
    assert all(one.kind in drawn[one.period.last] for one in found)


@FEW
@given(
    CAMPAIGNS,
    ROUTES,
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=90),
)
def test_a_feed_reads_back_as_what_was_written(campaign, route, name):
    found = happenings(campaign, reportings(route, campaign)[:6], ())
    head = Head("sixty", name, "example.vn", datetime(2024, 10, 9, 1, 2, 3, 4, UTC))
    written = feed(head, found, lambda one: f"{one.kind.value}; {one.name}, \\ x")
    events = Calendar.from_ical(written).walk("VEVENT")
    assert len({str(event["uid"]) for event in events}) == len(events) == len(found)
    for one, event in zip(found, events, strict=True):
        assert str(event["summary"]) == f"{one.kind.value}; {one.name}, \\ x – {name}"
        assert event["dtstamp"].dt == datetime(2024, 10, 9, 1, 2, 3, tzinfo=UTC)
        if one.at is None:
            assert (event["dtstart"].dt, event["dtend"].dt) == (one.period.first, one.period.end)
        else:
            assert event["dtstart"].dt == one.at.astimezone(VIETNAM)
            assert event["dtstart"].params["TZID"] == "Asia/Ho_Chi_Minh"
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
