"""Who is behind on a criterion, by how many items, and at what pace it could still be reached.

Pace: items a day. What is counted is whole; a pace is rounded up, so that it is enough.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil

from thidua.plans.rules import Criterion, Group
from thidua.plans.rules.criteria import is_for
from thidua.points.rules.marks import plain, short
from thidua.points.rules.methods import LOWER_IS_BETTER
from thidua.points.rules.sheet import Line, Verdict
from thidua.standings.rules.board import Board, GroupBoard

DAYS = 7  # that a pace looks back on


@dataclass(frozen=True, slots=True)
class Lag:
    """A unit below its target: `gap` in items, None where it is not in items.

    `pace` is what it did a day lately, None where it was not known then; `needed` is what it
    must do a day from now on, None where no day is left or less would be better.
    """

    unit: str
    numerator: int | Decimal | None
    denominator: int | Decimal | None
    gap: int | None
    pace: Fraction | None
    needed: int | None
    rank: int


@dataclass(frozen=True, slots=True)
class Behind:
    """A criterion in a group: who is below its target, and who has no numbers at all."""

    criterion: Criterion
    ranked: int
    lags: tuple[Lag, ...]
    missing: tuple[str, ...]

    @property
    def items(self) -> int:
        """All that is still asked for, in items."""
        return sum(lag.gap or 0 for lag in self.lags)


def group_of(board: Board, code: str) -> GroupBoard | None:
    """Find a group by its code; None where there is none."""
    return next((each for each in board.groups if each.group.code == code), None)


def targets(board: Board, group: Group) -> list[Criterion]:
    """Give the criteria of a group that have a target."""
    return [each for each in board.plan.criteria if each.target and is_for(each, group)]


def behind(
    now: GroupBoard, before: GroupBoard | None, criterion: Criterion, days_left: int
) -> Behind:
    """List the units below a criterion's target, the largest gap first, ties by rank.

    `before` is the group as it stood `DAYS` days ago; None: there is no such day.
    """
    earlier = _lines(before, criterion) if before else {}
    lags, missing = [], []
    for standing in now.standings:
        line = _line(standing.sheet.lines, criterion)
        if line is None:
            continue
        if line.verdict is Verdict.MISSING:
            missing.append(standing.sheet.unit)
        elif line.verdict is Verdict.MISSED:
            then = earlier.get(standing.sheet.unit)
            unit, rank = standing.sheet.unit, standing.rank
            lags.append(_lag(unit, rank, criterion, (line, then), days_left))
    lags.sort(key=lambda lag: (lag.gap is None, -(lag.gap or 0), lag.rank, lag.unit))
    return Behind(criterion, len(now.standings), tuple(lags), tuple(missing))


def _lag(
    unit: str, rank: int, criterion: Criterion, lines: tuple[Line, Line | None], days_left: int
) -> Lag:
    line, then = lines
    gap = short(criterion, line)
    return Lag(
        unit=unit,
        numerator=plain(line.numerator),
        denominator=plain(line.denominator),
        gap=gap,
        pace=_pace(line, then) if gap is not None else None,
        needed=_needed(criterion, gap, days_left),
        rank=rank,
    )


def _pace(line: Line, then: Line | None) -> Fraction | None:
    if line.numerator is None or then is None or then.numerator is None:
        return None
    return Fraction(Fraction(line.numerator) - Fraction(then.numerator), DAYS)


def _needed(criterion: Criterion, gap: int | None, days_left: int) -> int | None:
    if gap is None or days_left < 1 or criterion.method in LOWER_IS_BETTER:
        return None
    return ceil(Fraction(gap, days_left))


def _lines(group: GroupBoard, criterion: Criterion) -> dict[str, Line]:
    found = {
        standing.sheet.unit: _line(standing.sheet.lines, criterion) for standing in group.standings
    }
    return {unit: line for unit, line in found.items() if line is not None}


def _line(lines: Iterable[Line], criterion: Criterion) -> Line | None:
    return next((line for line in lines if line.criterion == criterion.code), None)
