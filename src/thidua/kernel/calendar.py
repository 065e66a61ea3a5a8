"""Working days, by a table of holidays that is passed in.

Holiday: ngày nghỉ lễ, Tết. Swapped day: ngày làm bù, a day of rest that is worked in exchange
for one that is not. Tables are issued year by year, so a calendar says which days it knows and
refuses the others.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from thidua.kernel.errors import RuleBroken
from thidua.kernel.periods import ONE_DAY, Period

SATURDAY = 5  # as `date.weekday` counts


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working days of `known`: Monday to Friday without `holidays`, and the `swapped`."""

    known: Period
    holidays: frozenset[date]
    swapped: frozenset[date]

    def __post_init__(self) -> None:
        if both := sorted(self.holidays & self.swapped):
            raise RuleBroken("kernel.calendar-contradicts", days=both)

    def is_working(self, day: date) -> bool:
        """Whether offices work on `day`."""
        if day not in self.known:
            raise RuleBroken(
                "kernel.calendar-unknown", day=day, first=self.known.first, last=self.known.last
            )
        return day in self.swapped or (day.weekday() < SATURDAY and day not in self.holidays)

    def working_days(self, period: Period) -> int:
        """Count the working days in a period."""
        return sum(self.is_working(day) for day in period)

    def add_working_days(self, day: date, count: int) -> date:
        """Find the `count`-th working day after `day`, which itself is not counted."""
        if count < 1:
            raise RuleBroken("kernel.no-working-days", count=count)
        return next(islice(self._working_after(day), count - 1, None))

    def _working_after(self, day: date) -> Iterator[date]:
        while True:
            day += ONE_DAY
            if self.is_working(day):
                yield day
