"""Curves of criteria: looked up, computed by the rules, as exact as the figures beside them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from thidua.charts.models.counts import counts_of
from thidua.charts.models.happenings import happenings, settled
from thidua.charts.rules.band import Spread, band
from thidua.charts.rules.curve import Curve, tell
from thidua.charts.rules.drawn import Drawn, Earlier, Siblings
from thidua.charts.rules.series import Counts, Measuring, Point, measuring, points
from thidua.charts.rules.telling import Goal
from thidua.counting.models.known import local_day
from thidua.counting.rules import MeasureKind, Window
from thidua.plans.rules import Criterion, Form, Plan
from thidua.points.rules.methods import LOWER_IS_BETTER
from thidua.reading.forms.looking import Look, place_of
from thidua.reading.models import drill
from thidua.standings.models.live import live
from thidua.standings.rules.board import Board, window
from thidua.units.models import successions
from thidua.units.rules import predecessors

MOST_SIBLINGS = 500


@dataclass(frozen=True, slots=True)
class Against:
    """The same criterion of an earlier campaign."""

    board: Board
    criterion: Criterion


def curve_of(
    seen: Look,
    criterion: Criterion,
    unit: str,
    *,
    today: date,
    against: Against | None = None,
    beside: bool = True,
) -> Curve:
    """Draw a criterion of a unit over the days of what is looked at.

    `beside` asks for comparable units too; `against` for an earlier campaign.
    """
    board = seen.board
    days = window(board.plan, board.stage, seen.view.until)
    whole = window(board.plan, board.stage)
    how = measuring(board.plan, criterion)
    last = min(days.period.last, local_day(seen.as_of.at)) if seen.as_of else days.period.last
    found = _points(board, days, criterion, how, [unit], last)[unit]
    others = _siblings(board, criterion, how, days, unit, last) if beside else None
    drawn = Drawn(
        period=whole.period,
        points=found,
        share=criterion.indicator.form is not Form.COUNT,
        steps=_holds(board, criterion),
        goal=_goal(criterion),
        spreads=_spreads(others),
        earlier=_earlier(against, unit, len(whole.period)) if against else None,
        events=happenings(seen, unit, whole.period),
        settled=settled(seen),
        today=today,
    )
    first = board.plan.measures[how.first[0]]
    return Curve(
        key=criterion.code,
        named=board.tree.nodes[unit].label,
        label=criterion.label,
        counted=", ".join(board.plan.measures[key].label for key in how.first),
        item=first.unit,
        generated=drill.made(board).at(criterion, unit),
        drawn=drawn,
        siblings=others,
        story=tell(drawn),
    )


def _points(
    board: Board,
    days: Window,
    criterion: Criterion,
    how: Measuring,
    units: Iterable[str],
    last: date,
) -> dict[str, tuple[Point, ...]]:
    """Give the days of some units, each measure asked for once."""
    parts = {unit: _parts(board, criterion, unit) for unit in units}
    areas = {name: area for found in parts.values() for name, area in found.items()}
    counts = counts_of(board, days, drill.measures(board, criterion), areas)
    nothing = Counts({}, {})
    return {
        unit: points(how, days.period, last, [counts.get(name, nothing) for name in found])
        for unit, found in parts.items()
    }


def _parts(board: Board, criterion: Criterion, unit: str) -> dict[str, list[str]]:
    """Name the areas that make a unit's value: itself, or each of the units below it."""
    if criterion.indicator.form is not Form.MEMBERS_REACHING:
        return {unit: drill.counted(board, criterion, unit)}
    return {child: list(board.tree.territory(child)) for child in board.tree.children.get(unit, ())}


def _holds(board: Board, criterion: Criterion) -> bool:
    """Whether what is counted holds until it is counted again, so that it goes in steps."""
    above = criterion.indicator.parts[0].numerator
    return all(board.plan.measures[key].kind is MeasureKind.STOCK for key in above)


def _goal(criterion: Criterion) -> Goal | None:
    if criterion.target is None:
        return None
    return Goal(criterion.target.value, criterion.method in LOWER_IS_BETTER)


def _siblings(
    board: Board, criterion: Criterion, how: Measuring, days: Window, unit: str, last: date
) -> Siblings | None:
    among, units = _comparable(board, unit)
    if not units:
        return None
    if len(units) > MOST_SIBLINGS:
        return Siblings(among, len(units), too_many=True)
    found = _points(board, days, criterion, how, units, last)
    amounts = tuple(tuple(each.amount for each in mine) for mine in found.values())
    return Siblings(among, len(units), too_many=False, amounts=amounts)


def _comparable(board: Board, unit: str) -> tuple[str, list[str]]:
    """Find who a unit is compared with: its group, or where that is too large those beside it."""
    group = place_of(board, unit)
    parent = board.tree.nodes[unit].parent
    beside = [each for each in board.tree.children.get(parent or "", ()) if each != unit]
    if group is None:
        return "parent", beside
    mine = {each.sheet.unit for each in group.standings} - {unit}
    if len(mine) > MOST_SIBLINGS:
        return "parent", [each for each in beside if each in mine]
    return "group", sorted(mine)


def _spreads(others: Siblings | None) -> tuple[Spread | None, ...]:
    return band(others.amounts) if others and others.amounts else ()


def against(campaign: str, criterion: Criterion, seen: Look, unit: str) -> Against | None:
    """Look up an earlier campaign that has the whole of a unit; None where it has not.

    A unit that was formed since is whole where all that went into it took part.
    """
    board = live(campaign)
    if unit not in board.tree.nodes:
        if not _took_part(unit, board):
            return None
        board = live(campaign, on=seen.board.tree.day)
    found = alike(board.plan, criterion)
    return Against(board, found) if found and unit in board.tree.nodes else None


def _took_part(unit: str, board: Board) -> bool:
    since = [each for each in predecessors(unit, successions([unit])) if each.on > board.tree.day]
    formed = {each.successor for each in since}
    came = {each.predecessor for each in since} - formed
    return bool(came) and came <= board.tree.nodes.keys()


def alike(plan: Plan, criterion: Criterion) -> Criterion | None:
    """Find the criterion of another campaign that counts the same, or goes by the same code."""
    return next((each for each in plan.criteria if is_alike(each, criterion)), None)


def is_alike(one: Criterion, other: Criterion) -> bool:
    """Whether two criteria are made of the same measures, or go by the same code and form."""
    if one.indicator.form is not other.indicator.form:
        return False
    return one.indicator.parts == other.indicator.parts or one.code == other.code


def _earlier(found: Against, unit: str, length: int) -> Earlier:
    board, criterion = found.board, found.criterion
    days = window(board.plan, None)
    how = measuring(board.plan, criterion)
    mine = _points(board, days, criterion, how, [unit], days.period.last)[unit]
    return Earlier(
        board.plan.code,
        board.plan.name,
        days.period.first,
        tuple(each.amount for each in mine[:length]),
        drill.made(board).at(criterion, unit),
    )
