"""Where a unit stands in its group, and on what it lost most."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from thidua.plans.rules import Criterion, Effect
from thidua.points.rules.ranking import Standing
from thidua.points.rules.sheet import Line
from thidua.reading.rules.marks import plain


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The unit next above or below, and by how many published points.

    `exact`: the points before rounding are equal, too.
    """

    unit: str
    rank: int
    gap: Decimal
    exact: bool

    def is_level(self, *, rank_on: str) -> bool:
        """Whether the points that the plan ranks on are equal, so that tie-breaks decided."""
        return not self.gap and (self.exact or rank_on == "published")

    def is_rounded_alike(self, *, rank_on: str) -> bool:
        """Whether points that look equal were ranked by what rounding hides."""
        return not self.gap and not self.is_level(rank_on=rank_on)


@dataclass(frozen=True, slots=True)
class Loss:
    """The criterion on which a unit is furthest from the most that it gives."""

    criterion: str
    points: int | Decimal


def neighbours(
    standings: Sequence[Standing], unit: str
) -> tuple[Neighbour | None, Neighbour | None]:
    """Give the nearest unit of a better rank and the nearest of a worse one."""
    mine = next(each for each in standings if each.sheet.unit == unit)
    better = [each for each in standings if each.rank < mine.rank]
    worse = [each for each in standings if each.rank > mine.rank]
    return (
        _neighbour(better[-1], mine) if better else None,
        _neighbour(worse[0], mine) if worse else None,
    )


def _neighbour(other: Standing, mine: Standing) -> Neighbour:
    gap = abs(other.sheet.published - mine.sheet.published)
    exact = other.sheet.total == mine.sheet.total
    return Neighbour(other.sheet.unit, other.rank, gap, exact)


def most_lost(lines: Sequence[Line], criteria: Mapping[str, Criterion]) -> Loss | None:
    """Name where most points are missing, the first of equals in the plan's order; None: nowhere.

    A deduction loses what it takes off; a bonus that was not earned is no loss.
    """
    missing = [
        (line.most - Fraction(line.published), line)
        for line in lines
        if criteria[line.criterion].effect is not Effect.BONUS
    ]
    lost, line = max(missing, key=lambda each: each[0], default=(Fraction(0), None))
    points = plain(lost)
    return Loss(line.criterion, points) if line is not None and points and points > 0 else None
