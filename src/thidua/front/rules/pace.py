"""Whether a value is behind plan on a day: below its target, or below the pace that leads to it.

A value that only grows is asked for in equal parts, day by day: the target times the days that
are over, by all days. Any other is held against its target itself, on every day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

from thidua.kernel.periods import Period
from thidua.plans.rules import Criterion, MeasureKind, Plan
from thidua.points.rules.marks import IN_ITEMS, short
from thidua.points.rules.methods import LOWER_IS_BETTER
from thidua.points.rules.sheet import Line, Verdict

ALL, NOTHING = Fraction(1), Fraction(0)


class Pace(StrEnum):
    """How a value stands to what is asked of it on a day."""

    REACHED = "reached"  # the target is reached already
    ON_PACE = "on-pace"  # it grows, and is where an even pace would be, or further
    BEHIND = "behind"  # it grows, and an even pace would be further
    BELOW = "below"  # it does not grow by itself, and the target is not reached
    UNKNOWN = "unknown"  # nothing is counted yet
    FREE = "free"  # there is no target


@dataclass(frozen=True, slots=True)
class Progress:
    """A criterion on a day. `gap`: items to the target; `lag`: items to the even pace.

    Both are None where there is no such gap, or where it is not in items. `done` is how much of
    the target is there, for putting criteria in order.
    """

    criterion: Criterion
    pace: Pace
    gap: int | None
    lag: int | None
    done: Fraction

    @property
    def is_late(self) -> bool:
        """Whether it is behind plan."""
        return self.pace in {Pace.BEHIND, Pace.BELOW}


def elapsed(period: Period, today: date) -> Fraction:
    """Give the part of a campaign that is over; a day that still runs is not."""
    over = (min(max(today, period.first), period.end) - period.first).days
    return Fraction(over, len(period))


def progress(plan: Plan, criterion: Criterion, line: Line, part: Fraction) -> Progress:
    """Hold a value against its target, once a part of the campaign is over."""
    if criterion.target is None or line.verdict is Verdict.NOT_APPLICABLE:
        return Progress(criterion, Pace.FREE, None, None, ALL)
    amount = line.numerator if line.denominator is None else line.ratio
    if line.verdict is Verdict.MISSING or amount is None:
        return Progress(criterion, Pace.UNKNOWN, None, None, NOTHING)
    if line.verdict is not Verdict.MISSED:
        return Progress(criterion, Pace.REACHED, None, None, ALL)
    return _missed(plan, criterion, (line, Fraction(amount), criterion.target.value), part)


def _missed(
    plan: Plan, criterion: Criterion, found: tuple[Line, Fraction, Fraction], part: Fraction
) -> Progress:
    """Say of a value that missed its target whether that is late already."""
    line, value, target = found
    gap = short(criterion, line)
    if criterion.method in LOWER_IS_BETTER:
        return Progress(criterion, Pace.BELOW, gap, None, target / value)
    if not grows(plan, criterion):
        return Progress(criterion, Pace.BELOW, gap, None, value / target)
    if value >= target * part:
        return Progress(criterion, Pace.ON_PACE, gap, None, value / target)
    whole = 1 if line.denominator is None else line.denominator
    lag = ceil(target * part * whole) - floor(value * whole)
    return Progress(criterion, Pace.BEHIND, gap, lag, value / target)


def grows(plan: Plan, criterion: Criterion) -> bool:
    """Whether a value starts at nothing and only grows: counts, and shares of what is there."""
    if criterion.method in LOWER_IS_BETTER or criterion.indicator.form not in IN_ITEMS:
        return False
    parts = criterion.indicator.parts
    above = {plan.measures[key].kind for part in parts for key in part.numerator}
    below = {plan.measures[key].kind for part in parts for key in part.denominator}
    return above == {MeasureKind.FLOW} and below <= {MeasureKind.STOCK}


def late(found: Iterable[Progress]) -> list[Progress]:
    """List what is behind plan, the furthest from its target first, else in the plan's order."""
    return sorted((each for each in found if each.is_late), key=lambda each: each.done)
