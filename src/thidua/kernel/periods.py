"""Periods as ranges of days: half-open in code, both days included where people read them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from thidua.kernel.errors import RuleBroken

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from `first` up to, and without, `end`."""

    first: date
    end: date

    def __post_init__(self) -> None:
        if self.end <= self.first:
            raise RuleBroken("kernel.empty-period", first=self.first, last=self.end - ONE_DAY)

    @classmethod
    def inclusive(cls, first: date, last: date) -> Self:
        """Make a period as an official reads it, with its last day in it."""
        return cls(first, last + ONE_DAY)

    @property
    def last(self) -> date:
        """The last day in it."""
        return self.end - ONE_DAY

    def __len__(self) -> int:
        return (self.end - self.first).days

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day < self.end

    def __iter__(self) -> Iterator[date]:
        return (self.first + timedelta(days=n) for n in range(len(self)))

    def overlaps(self, other: "Period") -> bool:
        """Whether the two share a day."""
        return self.first < other.end and other.first < self.end
