"""Who is behind on a criterion, by how many items, and at what pace it could still be reached.

Pace: items a day. What is counted is whole; a pace is rounded up, so that it is enough. Lists are
made light, for groups of ten thousand units; what is shown of a unit is made for the page only.
"""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import ceil

from thidua.plans.rules import Criterion, Group
from thidua.plans.rules.criteria import is_for
from thidua.points.rules.chances import Step, next_rank
from thidua.points.rules.marks import plain, short
from thidua.points.rules.methods import LEADERS, LOWER_IS_BETTER
from thidua.points.rules.ranking import Standing, key, tie_places
from thidua.points.rules.sheet import Line, Verdict, applicable, appoint, sheet
from thidua.points.rules.values import exact
from thidua.standings.rules.board import Board, GroupBoard

DAYS = 7  # that a pace looks back on
MOST_TRIED = 500  # units whose points may hang on each other and that are tried one by one


@dataclass(frozen=True, slots=True)
class Short:
    """A unit below its target: `gap` in items, None where it is not in items."""

    unit: str
    gap: int | None
    rank: int


@dataclass(frozen=True, slots=True)
class Lag:
    """What is shown of a unit that is behind.

    `pace` is what it did a day lately, None where it was not known then; `needed` is what it
    must do a day from now on, None where no day is left or less would be better.
    """

    unit: str
    rank: int
    gap: int | None
    numerator: int | Decimal | None
    denominator: int | Decimal | None
    pace: Fraction | None
    needed: int | None


@dataclass(frozen=True, slots=True)
class Behind:
    """A criterion in a group: who is below its target, and who has no numbers at all."""

    criterion: Criterion
    ranked: int
    below: tuple[Short, ...]
    missing: tuple[str, ...]

    @property
    def items(self) -> int:
        """All that is still asked for, in items."""
        return sum(each.gap or 0 for each in self.below)


def group_of(board: Board, code: str) -> GroupBoard | None:
    """Find a group by its code; None where there is none."""
    return next((each for each in board.groups if each.group.code == code), None)


def targets(board: Board, group: Group) -> list[Criterion]:
    """Give the criteria of a group that have a target."""
    return [each for each in board.plan.criteria if each.target and is_for(each, group)]


def behind(group: GroupBoard, criterion: Criterion) -> Behind:
    """List the units below a criterion's target, the largest gap first, ties by rank."""
    below, missing = [], []
    for unit, rank, line in _lines(group, criterion):
        if line.verdict is Verdict.MISSING:
            missing.append(unit)
        elif line.verdict is Verdict.MISSED:
            below.append(Short(unit, short(criterion, line), rank))
    below.sort(key=lambda each: (each.gap is None, -(each.gap or 0), each.rank, each.unit))
    return Behind(criterion, len(group.standings), tuple(below), tuple(missing))


def lags(
    shown: list[Short],
    criterion: Criterion,
    groups: tuple[GroupBoard, GroupBoard | None],
    days_left: int,
) -> list[Lag]:
    """Say of some units how far and how fast they are; the second group is as `DAYS` days ago."""
    now, before = groups
    wanted = {each.unit for each in shown}
    then = (
        {unit: line for unit, _rank, line in _lines(before, criterion) if unit in wanted}
        if before
        else {}
    )
    lines = {unit: line for unit, _rank, line in _lines(now, criterion) if unit in wanted}
    return [
        Lag(
            unit=each.unit,
            rank=each.rank,
            gap=each.gap,
            numerator=plain(lines[each.unit].numerator),
            denominator=plain(lines[each.unit].denominator),
            pace=_pace(each, lines[each.unit], then.get(each.unit)),
            needed=_needed(criterion, each.gap, days_left),
        )
        for each in shown
    ]


def helper(board: Board, group: GroupBoard) -> Callable[[str], Step | None]:
    """Give the function from a unit to the smallest change that gains it the next rank.

    To gain a rank is to reach the unit right above, so two units are looked at, unless points
    hang on the best of the group; then all are, or nobody in a group that is too large for it.
    """
    order, plan = group.standings, board.plan
    quantities = {each.sheet.unit: board.quantities[each.sheet.unit] for each in order}
    if any(each.method in LEADERS for each in applicable(plan, group.group)):
        if len(order) > MOST_TRIED:
            return lambda _unit: None
        return lambda unit: next_rank(plan, group.group, order, unit, quantities)
    by_unit = {each.sheet.unit: each for each in order}
    judges = appoint(plan, group.group, ())
    places = tie_places(plan, group.group)
    place_of = range(len(order))  # worst first

    def found(unit: str) -> Step | None:
        mine = by_unit[unit]
        if mine.rank == 1:
            return None
        above = order[mine.rank - 2]
        pair = {each.sheet.unit: quantities[each.sheet.unit] for each in (above, mine)}
        two = (replace(above, rank=1), replace(mine, rank=2))
        step = next_rank(plan, group.group, two, unit, pair)
        if step is None:
            return None
        moved = {
            **quantities[unit],
            step.key: exact(quantities[unit].get(step.key, 0)) + step.change,
        }
        reached = key(plan, places, sheet(plan, judges, unit, moved))
        not_better = bisect_right(
            place_of, reached, key=lambda place: key(plan, places, order[-1 - place].sheet)
        )
        return replace(step, rank=1 + len(order) - not_better)

    return found


def _lines(group: GroupBoard, criterion: Criterion) -> list[tuple[str, int, Line]]:
    """Give each unit's line; every sheet of a group has the same criteria at the same places."""
    order: tuple[Standing, ...] = group.standings
    codes = [line.criterion for line in order[0].sheet.lines] if order else []
    if criterion.code not in codes:
        return []
    place = codes.index(criterion.code)
    return [(each.sheet.unit, each.rank, each.sheet.lines[place]) for each in order]


def _pace(each: Short, line: Line, then: Line | None) -> Fraction | None:
    if each.gap is None or line.numerator is None or then is None or then.numerator is None:
        return None
    return Fraction(Fraction(line.numerator) - Fraction(then.numerator), DAYS)


def _needed(criterion: Criterion, gap: int | None, days_left: int) -> int | None:
    if gap is None or days_left < 1 or criterion.method in LOWER_IS_BETTER:
        return None
    return ceil(Fraction(gap, days_left))
