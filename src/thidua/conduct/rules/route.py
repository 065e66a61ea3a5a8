"""The reporting route: which level sends its numbers by which instant, period by period.

Route: luồng báo cáo. An instant is a time of day in Vietnam. A week's period ends on the route's
weekday; the campaign's first and last day cut the first and the last period short, and a step
never falls before its period begins.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum
from itertools import pairwise

from thidua.kernel.errors import RuleBroken
from thidua.kernel.periods import ONE_DAY, Period
from thidua.plans.rules import Plan
from thidua.units.rules import Level

VIETNAM = timezone(timedelta(hours=7))  # no other offset since 1975
WEEK = 7
HOUR = 60  # minutes
MOST_DAYS_BEFORE = 60
UPWARDS = (Level.HAMLET, Level.COMMUNE, Level.DISTRICT)  # each sends to the next
SENDERS = (*UPWARDS, Level.DEPARTMENT, Level.ENTERPRISE)


class Every(StrEnum):
    """How often is reported."""

    WEEK = "week"
    STAGE = "stage"


class Arrived(StrEnum):
    """How a unit's numbers of a period came in."""

    IN_TIME = "in-time"
    LATE = "late"
    MISSING = "missing"  # its instant is over and nothing came
    AWAITED = "awaited"  # its instant is still to come


@dataclass(frozen=True, slots=True)
class Step:
    """By when one level sends: on a day of the week, or so many days before the period's last."""

    level: Level
    weekday: int | None  # Monday is 0
    days_before: int | None
    minute: int  # of the day, counted from midnight

    @property
    def clock(self) -> time:
        """The time of day."""
        return time(*divmod(self.minute, HOUR))


@dataclass(frozen=True, slots=True)
class Route:
    """A campaign's route; `weekday` is the day that a week's period ends on."""

    every: Every
    weekday: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Reporting:
    """One step in one period, with its instant."""

    nr: int
    period: Period
    level: Level
    at: datetime

    @property
    def key(self) -> str:
        """Name it within the campaign."""
        return f"{self.nr}-{self.level.value}"


@dataclass(frozen=True, slots=True)
class Came:
    """When a unit's numbers came: the latest before the instant, and the first after it."""

    before: datetime | None
    after: datetime | None
    by_other: bool = False  # another unit sent them


@dataclass(frozen=True, slots=True)
class Arrival:
    """How a unit did in a period; `at` is the instant that decided it, None where nothing came."""

    unit: str
    state: Arrived
    at: datetime | None
    by_other: bool


def periods(route: Route, plan: Plan) -> tuple[Period, ...]:
    """Cut a campaign into what is reported on; together they are all its days, or its stages."""
    if route.every is Every.STAGE:
        return tuple(sorted(stage.period for stage in plan.stages)) or (plan.period,)
    return tuple(_weeks(plan.period, route.weekday))


def reportings(route: Route, plan: Plan) -> tuple[Reporting, ...]:
    """Give every step of every period with its instant, in the order of periods and steps."""
    return tuple(
        Reporting(nr, period, step.level, instant(step, period))
        for nr, period in enumerate(periods(route, plan), start=1)
        for step in route.steps
    )


def instant(step: Step, period: Period) -> datetime:
    """Say when a level's numbers of a period are due."""
    if step.days_before is not None:
        day = period.last - step.days_before * ONE_DAY
    else:
        day = _latest(period.last, step.weekday or 0)
    return datetime.combine(max(day, period.first), step.clock, VIETNAM)


def check_route(route: Route, plan: Plan) -> None:
    """Refuse a route that cannot be kept: a level twice, an upper level due before a lower one."""
    if not route.steps:
        raise RuleBroken("conduct.route-empty")
    levels = [step.level for step in route.steps]
    if twice := sorted({level.value for level in levels if levels.count(level) > 1}):
        raise RuleBroken("conduct.level-twice", levels=twice)
    for step in route.steps:
        _check_step(step)
    for period in periods(route, plan):
        _check_upwards(route, period)


def period_on(found: Sequence[Period], day: date) -> int:
    """Give the place of the period of a day; before the first the first, after the last the last."""
    for place, period in enumerate(found):
        if day < period.end:
            return place
    return len(found) - 1


def arrivals(
    units: Iterable[str], came: Mapping[str, Came], due: datetime, now: datetime
) -> tuple[Arrival, ...]:
    """Judge each unit that is asked; one that nothing came from is missing, never zero."""
    return tuple(_arrival(unit, came.get(unit), due, now) for unit in units)


def count(found: Iterable[Arrival]) -> dict[Arrived, int]:
    """Count units by how they did."""
    states = [arrival.state for arrival in found]
    return {state: states.count(state) for state in Arrived}


def _arrival(unit: str, came: Came | None, due: datetime, now: datetime) -> Arrival:
    if came is not None and came.before is not None:
        return Arrival(unit, Arrived.IN_TIME, came.before, came.by_other)
    if came is not None and came.after is not None:
        return Arrival(unit, Arrived.LATE, came.after, came.by_other)
    return Arrival(unit, Arrived.AWAITED if now <= due else Arrived.MISSING, None, by_other=False)


def _weeks(whole: Period, weekday: int) -> Iterator[Period]:
    first = whole.first
    while first < whole.end:
        last = first + ((weekday - first.weekday()) % WEEK) * ONE_DAY
        end = min(last + ONE_DAY, whole.end)
        yield Period(first, end)
        first = end


def _latest(last: date, weekday: int) -> date:
    """Give the latest such day of the week on or before a day."""
    return last - ((last.weekday() - weekday) % WEEK) * ONE_DAY


def _check_step(step: Step) -> None:
    if step.level not in SENDERS:
        raise RuleBroken("conduct.level-does-not-send", level=step.level.value)
    if (step.weekday is None) == (step.days_before is None):
        raise RuleBroken("conduct.step-day", level=step.level.value)
    if step.weekday is not None and step.weekday not in range(WEEK):
        raise RuleBroken("conduct.step-day", level=step.level.value)
    if step.days_before is not None and not 0 <= step.days_before <= MOST_DAYS_BEFORE:
        raise RuleBroken("conduct.days-before", most=MOST_DAYS_BEFORE)


def _check_upwards(route: Route, period: Period) -> None:
    by_level = {step.level: instant(step, period) for step in route.steps}
    line = [level for level in UPWARDS if level in by_level]
    for lower, upper in pairwise(line):
        if by_level[upper] < by_level[lower]:
            raise RuleBroken(
                "conduct.route-out-of-order",
                lower=lower.value,
                upper=upper.value,
                last=f"{period.last:%d/%m/%Y}",
            )
