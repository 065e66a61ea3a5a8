"""What a curve shows, as facts that a page says in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from thidua.charts.rules.band import Spread
from thidua.charts.rules.series import Point
from thidua.points.rules.values import Number

A_STRETCH = 5  # days in a row without anything new that are worth saying


class Place(StrEnum):
    """Where a unit stands to the middle half of comparable ones."""

    ABOVE = "above"
    WITHIN = "within"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Goal:
    """A target on the scale of the curve; with `lower` it is reached from above."""

    value: Fraction
    lower: bool

    def met(self, amount: Fraction | None) -> bool:
        """Whether an amount reaches it."""
        if amount is None:
            return False
        return amount <= self.value if self.lower else amount >= self.value


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days in a row, both ends included."""

    first: date
    last: date
    days: int


@dataclass(frozen=True, slots=True)
class Story:
    """What there is to say of a curve; None is what there is nothing to say of.

    `reached` is the day since which the target has been reached without a break, `lost` the last
    day on which it was, where it no longer is; `apart` is how far the last value is from the
    target. `silent` counts the days without any count of the numerator, `flat` is the longest
    such stretch, `taken_back` the days that brought less than nothing.
    """

    first: date
    last: date
    end: Point | None
    strongest: Point | None
    reached: date | None
    lost: date | None
    apart: Fraction | None
    silent: int
    flat: Stretch | None
    taken_back: tuple[date, ...]
    place: Place | None
    middle: Fraction | None
    ahead: Fraction | None  # of the earlier campaign on the same day of it; below zero: behind


def telling(
    points: Sequence[Point],
    goal: Goal | None,
    spreads: Sequence[Spread | None],
    earlier: Sequence[Fraction | None],
) -> Story | None:
    """Find what is worth saying; None where no day has come yet."""
    if not points:
        return None
    end = points[-1] if points[-1].amount is not None else None
    amount = end.amount if end else None
    spread = spreads[len(points) - 1] if len(spreads) >= len(points) else None
    before = earlier[len(points) - 1] if len(earlier) >= len(points) else None
    met = goal is not None and goal.met(amount)
    return Story(
        first=points[0].day,
        last=points[-1].day,
        end=end,
        strongest=_strongest(points),
        reached=_since(points, goal) if goal and met else None,
        lost=_lost(points, goal) if goal and end and not met else None,
        apart=abs(amount - goal.value) if goal and amount is not None else None,
        silent=sum(not point.added for point in points),
        flat=_flat(points),
        taken_back=tuple(each.day for each in points if each.added is not None and each.added < 0),
        place=_place(amount, spread),
        middle=spread.middle if spread and amount is not None else None,
        ahead=None if amount is None or before is None else amount - before,
    )


def _strongest(points: Sequence[Point]) -> Point | None:
    found: Point | None = None
    most: Number = 0
    for point in points:
        if point.added is not None and point.added > most:
            found, most = point, point.added
    return found


def _since(points: Sequence[Point], goal: Goal) -> date:
    since = points[-1].day
    for point in reversed(points):
        if not goal.met(point.amount):
            break
        since = point.day
    return since


def _lost(points: Sequence[Point], goal: Goal) -> date | None:
    return next((each.day for each in reversed(points) if goal.met(each.amount)), None)


def _flat(points: Sequence[Point]) -> Stretch | None:
    longest: list[date] = []
    here: list[date] = []
    for point in points:
        here = [] if point.added else [*here, point.day]
        if len(here) > len(longest):
            longest = here
    if len(longest) < A_STRETCH or len(longest) == len(points):
        return None
    return Stretch(longest[0], longest[-1], len(longest))


def _place(amount: Fraction | None, spread: Spread | None) -> Place | None:
    if amount is None or spread is None:
        return None
    if amount > spread.high:
        return Place.ABOVE
    return Place.BELOW if amount < spread.low else Place.WITHIN
