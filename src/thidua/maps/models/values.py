"""The values of the units of a map, read from a board."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from fractions import Fraction

from thidua.basis.models.trees import other_days
from thidua.counting.models import Tally
from thidua.kernel.errors import RuleBroken
from thidua.maps.rules.days import steps
from thidua.maps.rules.values import CHANGE, POINTS, Value
from thidua.plans.rules import Criterion
from thidua.points.rules.ranking import Standing
from thidua.points.rules.sheet import Line
from thidua.reading.forms.asking import View
from thidua.reading.forms.looking import Look, lines_of_each, whole
from thidua.reading.models.drill import Made, made
from thidua.reading.rules.marks import figure
from thidua.standings.models import Edition, Placement
from thidua.standings.rules.board import Board, GroupBoard, window
from thidua.units.models import successions


def criterion_of(board: Board, what: str) -> Criterion | None:
    """Find the criterion that a map shows; None for points and changes of rank."""
    if what in {POINTS, CHANGE}:
        return None
    for found in board.plan.criteria:
        if found.code == what:
            return found
    raise RuleBroken("portal.criterion-unknown", criterion=what)


def previous_edition(campaign: str, view: View) -> Edition | None:
    """Find the edition that ranks are compared with; none on another day's tree."""
    if view.on:
        return None
    editions = Edition.objects.of(campaign, view.stage)
    return (editions.filter(until__lt=view.until) if view.until else editions).first()


def values(board: Board, view: View, units: Iterable[str], what: str) -> dict[str, Value]:
    """Give what every unit is worth, in the order given."""
    chosen, simulated = criterion_of(board, what), made(board)
    placed = {each.sheet.unit: (group, each) for group in board.groups for each in group.standings}
    before = _ranks(previous_edition(board.plan.code, view)) if what == CHANGE else {}
    found, area, wanted = {}, whole(board), list(units)
    beside = [unit for unit in wanted if unit not in placed] if chosen else []
    lines = lines_of_each(area, beside)
    for unit in wanted:
        if unit not in placed:
            found[unit] = _outside(area, simulated, chosen, unit, lines.get(unit, {}))
        elif chosen is None:
            found[unit] = _place(*placed[unit], before.get(unit), what, simulated)
        else:
            found[unit] = _figure(board, simulated, chosen, placed[unit])
    return found


def days_of(board: Board) -> list[date]:
    """List the days that a map can be turned back to, at most one a week."""
    period = window(board.plan, board.stage).period
    rows = Tally.objects.filter(
        measure__in=list(board.plan.measures), day__gte=period.first, day__lt=period.end
    )
    return steps(rows.order_by().values_list("day", flat=True).distinct(), period.first)


def _ranks(edition: Edition | None) -> Mapping[str, int]:
    if edition is None:
        return {}
    return dict(Placement.objects.filter(edition=edition).values_list("unit", "rank"))


def _place(
    group: GroupBoard, standing: Standing, before: int | None, what: str, simulated: Made
) -> Value:
    counted = any(line.numerator is not None for line in standing.sheet.lines)
    amount = Fraction(standing.sheet.published) if counted else None
    if what == CHANGE:
        moved = None if before is None or not counted else before - standing.rank
        amount = None if moved is None else Fraction(moved)
    return Value(
        standing.sheet.unit,
        amount,
        ranked=True,
        rank=standing.rank,
        group=group.group.name,
        generated=bool(simulated.by_unit),
    )


def _figure(
    board: Board, simulated: Made, chosen: Criterion, placed: tuple[GroupBoard, Standing]
) -> Value:
    group, standing = placed
    line = next((each for each in standing.sheet.lines if each.criterion == chosen.code), None)
    rank, unit = standing.rank, standing.sheet.unit
    if line is None:
        return Value(unit, None, ranked=False, rank=rank, group=group.group.name)
    found = _judged(board, simulated, chosen, unit, line)
    return Value(unit, found.amount, True, rank, group.group.name, found.state, found.counts, found.generated)  # noqa: FBT003 - fields in order  # fmt: skip


def _outside(
    area: Board, simulated: Made, chosen: Criterion | None, unit: str, lines: Mapping[str, Line]
) -> Value:
    """Judge a unit without a rank on a criterion; it has no points."""
    line = lines.get(chosen.code) if chosen else None
    if chosen is None or line is None:
        return Value(unit, None, ranked=False)
    return _judged(area, simulated, chosen, unit, line)


def _judged(board: Board, simulated: Made, chosen: Criterion, unit: str, line: Line) -> Value:
    generated = simulated.at(chosen, unit)
    shown = figure(board.plan, chosen, line, generated=generated)
    amount = line.numerator if line.denominator is None else line.ratio
    return Value(
        unit,
        None if amount is None else Fraction(amount),
        ranked=True,
        state=shown.state,
        counts=(shown.numerator, shown.denominator),
        generated=generated,
    )


def merged_on(seen: Look) -> list[date]:
    """List the days on which other units stand than on the tree that is shown: mergers, splits."""
    plan, shown = seen.plan, seen.board.tree.day
    chain = successions({plan.root, seen.board.plan.root})
    turned = {each.on if shown < each.on else each.on - timedelta(days=1) for each in chain}
    days = turned | set(other_days(seen.board.plan)) | {plan.tree_day}
    return sorted(days - {shown})
