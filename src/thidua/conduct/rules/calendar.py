"""A campaign's days: first and last, stages, reports, freeze, publications, prizes.

Every period is shown with both its days, and counted with both: 10/10 to 10/12/2024 is 62 days.
"""

from calendar import Calendar as MonthCalendar
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from thidua.conduct.rules.route import VIETNAM, Reporting
from thidua.kernel.periods import ONE_DAY, Period
from thidua.plans.rules import Plan


class Kind(StrEnum):
    """What a day of the calendar is for."""

    FIRST = "first"
    LAST = "last"
    STAGE = "stage"
    REPORT = "report"
    FREEZE = "freeze"
    PUBLICATION = "publication"
    PRIZE = "prize"


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the calendar: `name` is the plan's own word (a stage), a level, or empty.

    `uid` stays the same as long as it is the same thing, whatever its day; `at` is its instant.
    """

    uid: str
    kind: Kind
    name: str
    period: Period
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Marked:
    """A day that the office set, or on which something was published."""

    kind: Kind
    code: str
    name: str
    day: date


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of a month's picture; `inside`: of the month that is drawn."""

    day: date
    inside: bool
    running: bool
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the picture, week by week, Monday first."""

    first: date
    weeks: tuple[tuple[Cell, ...], ...]


def happenings(
    plan: Plan, reports: Iterable[Reporting], marked: Iterable[Marked]
) -> tuple[Happening, ...]:
    """Put a campaign's days in order."""
    found = [
        Happening("first", Kind.FIRST, "", _day(plan.period.first)),
        Happening("last", Kind.LAST, "", _day(plan.period.last)),
    ]
    found += [
        Happening(f"stage-{stage.code}", Kind.STAGE, stage.name, stage.period)
        for stage in plan.stages
    ]
    found += [
        Happening(f"report-{each.key}", Kind.REPORT, each.level, _day(_local(each.at)), each.at)
        for each in reports
    ]
    if plan.freeze_at:
        day = _day(_local(plan.freeze_at))
        found.append(Happening("freeze", Kind.FREEZE, "", day, plan.freeze_at))
    found += [
        Happening(f"{each.kind.value}-{each.code}", each.kind, each.name, _day(each.day))
        for each in marked
    ]
    order = list(Kind)
    return tuple(sorted(found, key=lambda one: (one.period, order.index(one.kind), one.uid)))


def months(plan: Plan, found: Iterable[Happening]) -> tuple[Month, ...]:
    """Draw the months from the first thing that happens to the last."""
    listed = list(found)
    kinds: dict[date, list[Kind]] = {}
    for one in listed:
        for day in _marks(one):
            kinds.setdefault(day, []).append(one.kind)
    first = min(one.period.first for one in listed)
    last = max(one.period.last for one in listed)
    return tuple(_month(month, plan.period, kinds) for month in _firsts(first, last))


def uid(campaign: str, happening: Happening, origin: str) -> str:
    """Name an event of the feed, for ever."""
    return f"{happening.uid}.{campaign}@{origin}"


def stamp(at: datetime) -> datetime:
    """Give an instant in UTC, to the second."""
    return at.astimezone(UTC).replace(microsecond=0)


def days_away(period: Period, today: date) -> tuple[str, int]:
    """Say how a campaign stands to today: days until it begins, days left, or days since."""
    if today < period.first:
        return "ahead", (period.first - today).days
    if today in period:
        return "running", (period.end - today).days
    return "over", (today - period.last).days


def _marks(one: Happening) -> tuple[date, ...]:
    """Mark a stage where it begins and where it ends, everything else on its day."""
    return tuple(dict.fromkeys((one.period.first, one.period.last)))


def _firsts(first: date, last: date) -> Iterator[date]:
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = (month.replace(day=28) + 4 * ONE_DAY).replace(day=1)


def _month(first: date, running: Period, kinds: Mapping[date, list[Kind]]) -> Month:
    weeks = MonthCalendar().monthdatescalendar(first.year, first.month)
    return Month(
        first,
        tuple(
            tuple(
                Cell(
                    day,
                    day.month == first.month,
                    day in running,
                    tuple(dict.fromkeys(kinds.get(day, ()))),
                )
                for day in week
            )
            for week in weeks
        ),
    )


def _day(day: date) -> Period:
    return Period.inclusive(day, day)


def _local(at: datetime) -> date:
    return at.astimezone(VIETNAM).date()
