"""The working time of an office as one line of minutes, so that deadlines are sums.

The position of an instant is the working minutes of the calendar that lie before it. Night, lunch
and days of rest have no length: the evening of a Friday and the morning of the Monday after it
share a position, which is why the way back asks for a side. What is below a minute is cut off.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from itertools import accumulate, pairwise

from thidua.kernel.calendar import Calendar
from thidua.kernel.errors import RuleBroken

VIETNAM = timezone(timedelta(hours=7))  # without summer time since 1975
HOUR = 60
DAY = 24 * HOUR


@dataclass(frozen=True, slots=True)
class Hours:
    """The office hours (giờ hành chính) of a working day: spans of whole minutes, in order."""

    spans: tuple[tuple[time, time], ...]

    def __post_init__(self) -> None:
        edges = [edge for span in self.spans for edge in span]
        broken = any(edge.second or edge.microsecond for edge in edges)
        if not edges or broken or any(one >= other for one, other in pairwise(edges)):
            raise RuleBroken(
                "deadlines.bad-hours", spans=[f"{a:%H:%M}-{b:%H:%M}" for a, b in self.spans]
            )

    @property
    def opening(self) -> time:
        """When a working day begins."""
        return self.spans[0][0]

    @property
    def closing(self) -> time:
        """When it ends."""
        return self.spans[-1][1]

    def worked(self) -> tuple[int, ...]:
        """Say for each minute of the day, and its end, how many working minutes lie before it."""
        spans = [(_minute(first), _minute(end)) for first, end in self.spans]
        open_at = (any(first <= minute < end for first, end in spans) for minute in range(DAY))
        return tuple(accumulate(open_at, initial=0))


@dataclass(frozen=True, slots=True)
class Line:
    """The positions of an office, looked up instead of counted: built once for each office.

    `before` holds the working days before each day that is known; `opens` and `closes` the minute
    of the day after which, and by which, so many minutes of it have been worked.
    """

    calendar: Calendar
    days: tuple[date, ...]
    before: tuple[int, ...]
    worked: tuple[int, ...]
    opens: tuple[int, ...]
    closes: tuple[int, ...]

    @classmethod
    def of(cls, calendar: Calendar, hours: Hours) -> "Line":
        """Lay the line of these hours on a calendar."""
        works = [calendar.is_working(day) for day in calendar.known]
        worked = hours.worked()
        last = {count: minute for minute, count in enumerate(worked)}
        first = {count: DAY - minute for minute, count in enumerate(reversed(worked))}
        return cls(
            calendar,
            tuple(day for day, at_work in zip(calendar.known, works, strict=True) if at_work),
            tuple(accumulate(works, initial=0)),
            worked,
            tuple(last.values()),
            tuple(reversed(first.values())),
        )

    @property
    def day(self) -> int:
        """The working minutes of a day."""
        return self.worked[-1]

    def number(self, day: date) -> tuple[int, bool]:
        """Count the working days before a day, and say whether it is one itself."""
        index = day.toordinal() - self.calendar.known.first.toordinal()
        if not 0 <= index < len(self.before) - 1:
            raise self._unknown(day)
        return self.before[index], self.before[index + 1] > self.before[index]

    def position(self, at: datetime) -> int:
        """Count the working minutes before an instant of the office's own zone."""
        number, works = self.number(at.date())
        return number * self.day + (self.worked[at.hour * HOUR + at.minute] if works else 0)

    def opening(self, position: int) -> tuple[date, int]:
        """Find the last minute at this position: the next one is worked."""
        number, rest = divmod(position, self.day)
        return self._day(number), self.opens[rest]

    def closing(self, position: int) -> tuple[date, int]:
        """Find the first minute at this position: the one before it was worked."""
        number, rest = divmod(position - 1, self.day)
        return self._day(number), self.closes[rest + 1]

    def _day(self, number: int) -> date:
        if number >= len(self.days):
            raise self._unknown(self.calendar.known.end)
        return self.days[number]

    def _unknown(self, day: date) -> RuleBroken:
        known = self.calendar.known
        return RuleBroken("kernel.calendar-unknown", day=day, first=known.first, last=known.last)


@dataclass(frozen=True, slots=True)
class Office:
    """An agency's calendar and hours; a receipt from `cut` on is taken as one of the next day.

    The years of `forecast` are not announced yet: their days off are what the law leads to expect.
    """

    calendar: Calendar
    hours: Hours
    cut: time = time(15)
    zone: tzinfo = VIETNAM
    forecast: frozenset[int] = frozenset()
    line: Line = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not self.hours.opening < self.cut <= self.hours.closing:
            raise RuleBroken(
                "deadlines.bad-cut",
                cut=f"{self.cut:%H:%M}",
                opening=f"{self.hours.opening:%H:%M}",
                closing=f"{self.hours.closing:%H:%M}",
            )
        object.__setattr__(self, "line", Line.of(self.calendar, self.hours))

    def is_forecast(self, at: datetime) -> bool:
        """Whether an instant lies in a year whose days off nobody has announced."""
        return self.local(at).year in self.forecast

    def serves(self, at: datetime) -> bool:
        """Whether an instant lies in office hours, both ends included."""
        local = self.local(at).replace(tzinfo=None)
        works = self.line.number(local.date())[1]
        return works and any(first <= local.time() <= end for first, end in self.hours.spans)

    def local(self, at: datetime) -> datetime:
        """Tell an instant by the office's clock, to the minute."""
        if at.tzinfo is None:
            raise RuleBroken("deadlines.no-zone", at=at)
        return at.astimezone(self.zone).replace(second=0, microsecond=0)

    def instant(self, day: date, minute: int) -> datetime:
        """Give the instant of a minute of a day, by the office's clock."""
        hour, rest = divmod(minute, HOUR)
        return datetime(day.year, day.month, day.day, hour, rest, tzinfo=self.zone)


def _minute(at: time) -> int:
    return at.hour * HOUR + at.minute
