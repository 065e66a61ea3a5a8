"""What a criterion was worth at the end of each day, out of what was counted on the days."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from thidua.kernel.periods import Period
from thidua.plans.rules import Criterion, Form, Plan
from thidua.points.rules.values import (
    Number,
    Reader,
    Tally,
    Value,
    exact,
    read,
    readers,
    tally_keys,
)

By = Mapping[str, Mapping[date, Number]]  # by measure, then day


@dataclass(frozen=True, slots=True)
class Counts:
    """What one unit, or one area, counted.

    `added` is what each day brought; of household states also days before the period count.
    `levels` is what there is from a day on, until the next.
    """

    added: By
    levels: By


@dataclass(frozen=True, slots=True)
class Measuring:
    """How a criterion is read from measures; `first` is what its bars show, day by day."""

    reader: Reader
    tallies: tuple[Tally, ...]
    first: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """The end of a day: the value so far, and what the day added; None: nothing was reported."""

    day: date
    value: Value
    added: Number | None

    @property
    def amount(self) -> Fraction | None:
        """What is drawn: the share, or the number where there is nothing to divide by."""
        return self.value.amount


def measuring(plan: Plan, criterion: Criterion) -> Measuring:
    """Say how a criterion of a plan is read."""
    reader = readers(plan)[criterion.code]
    tallies = tuple(tally for key, tally in tally_keys(plan).items() if key in reader.keys)
    return Measuring(reader, tallies, criterion.indicator.parts[0].numerator)


def points(
    how: Measuring, period: Period, last: date, parts: Sequence[Counts]
) -> tuple[Point, ...]:
    """Give each day from the first to `last`.

    `parts` is the unit alone, or every unit directly below it where those that reached a norm
    are counted.
    """
    days = [day for day in period if day <= last]
    running = [_running(each, days) for each in parts]
    found = []
    for place, day in enumerate(days):
        now = [each[place] for each in running]
        fresh = [
            part.added[key][day]
            for part in parts
            for key in how.first
            if day in part.added.get(key, ())
        ]
        value = read(how.reader, _quantities(how, now))
        found.append(Point(day, value, exact(sum(fresh, Fraction(0))) if fresh else None))
    return tuple(found)


def _running(counts: Counts, days: Sequence[date]) -> list[Mapping[str, Number]]:
    if not days:
        return []
    known: dict[str, Number] = {}
    for key, by_day in counts.added.items():
        before = [quantity for day, quantity in by_day.items() if day < days[0]]
        if before:
            known[key] = sum(before)
    for key, by_day in counts.levels.items():
        if earlier := [day for day in by_day if day < days[0]]:
            known[key] = by_day[max(earlier)]
    return list(_days(counts, days, known))


def _days(
    counts: Counts, days: Sequence[date], known: dict[str, Number]
) -> Iterator[Mapping[str, Number]]:
    for day in days:
        for key, by_day in counts.added.items():
            if day in by_day:
                known[key] = known.get(key, 0) + by_day[day]
        for key, by_day in counts.levels.items():
            if day in by_day:
                known[key] = by_day[day]
        yield dict(known)


def _quantities(how: Measuring, now: Sequence[Mapping[str, Number]]) -> dict[str, Number]:
    found: dict[str, Number] = {}
    for tally in how.tallies:
        if how.reader.form is Form.MEMBERS_REACHING:
            taken = _members(tally, now)
        else:
            taken = now[0].get(tally.measures[0])
        if taken is not None:
            found[tally.key] = taken
    return found


def _members(tally: Tally, now: Sequence[Mapping[str, Number]]) -> Number | None:
    if not tally.norm:
        return len(now)
    each = [[sums[key] for key in tally.measures if key in sums] for sums in now]
    reported = [sum(found) for found in each if found]
    return sum(total >= tally.norm for total in reported) if reported else None
