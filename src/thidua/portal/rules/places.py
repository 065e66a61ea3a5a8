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
    """The unit next above or below, and by how many published points."""

    unit: str
    rank: int
    gap: Decimal


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
    return Neighbour(other.sheet.unit, other.rank, gap)


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
