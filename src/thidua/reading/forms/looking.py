"""What every public page asks first: who looks, at which campaign, at which standings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.accounts.models import role_of
from thidua.basis.rules import frozen_at
from thidua.campaigns.models.seeing import open_plan
from thidua.kernel.errors import RuleBroken
from thidua.plans.rules import Plan
from thidua.plans.rules.criteria import is_for
from thidua.points.rules.overall import overall
from thidua.points.rules.rollup import roll_up
from thidua.points.rules.sheet import Line, sheets
from thidua.proofs.models.campaigns import AsOf, as_of
from thidua.proofs.models.naming import Trail, names
from thidua.reading.forms.asking import View, ViewForm, view
from thidua.reading.models.drill import Made, area_sums
from thidua.reading.rules.marks import Figure, figure
from thidua.standings.models.live import left_out, live
from thidua.standings.rules.board import Board, GroupBoard
from thidua.units.models import Unit
from thidua.units.rules import Node

CAMPAIGNS = _("Phong trào")


@dataclass(frozen=True, slots=True)
class Look:
    """Standings as a reader asked for them."""

    plan: Plan
    form: ViewForm
    view: View
    board: Board
    as_of: AsOf | None
    left_out: int | None  # how many late facts wait; None while figures are still open

    @property
    def stayed(self) -> list[str]:
        """Name the units whose counts could not be carried to the tree that is shown."""
        return sorted(names(self.board.stayed, self.board.tree).values())

    def address(self, name: str, *names: str) -> str:
        """Give the address of a page, by its route, on the same view of the same campaign."""
        return reverse(name, args=[self.plan.code, *names]) + self.view.query


def look(request: HttpRequest, campaign: str, at: datetime) -> Look:
    """Compute the standings that a page is about, as they are at an instant."""
    plan = open_plan(campaign, role_of(request))
    form, asked = view(plan, request.GET)
    board = live(plan.code, stage=asked.stage, until=asked.until, on=asked.on)
    late = left_out(board.plan) if frozen_at(board.plan, at) else None
    return Look(plan, form, asked, board, as_of(), late)


def plainly(plan: Plan) -> Look:
    """Look at a campaign as it stands, with nothing asked for."""
    view = View("", None, None)
    return Look(plan, ViewForm(plan), view, live(plan.code), as_of(), None)


def group_of(board: Board, code: str) -> GroupBoard:
    """Find a peer group."""
    for found in board.groups:
        if found.group.code == code:
            return found
    raise RuleBroken("portal.group-unknown", group=code)


def place_of(board: Board, unit: str) -> GroupBoard | None:
    """Find the group that a unit is ranked in, None if in none."""
    for found in board.groups:
        if unit in _units(found):
            return found
    return None


def node_of(seen: Look, unit: str) -> Node:
    """Find a unit on the tree that the board stands on; one that is not there is not guessed."""
    if node := seen.board.tree.nodes.get(unit):
        return node
    if not Unit.objects.filter(pk=unit).exists():
        raise RuleBroken("portal.unit-unknown", unit=unit)
    day = seen.board.tree.day
    raise RuleBroken("portal.unit-outside", name=names([unit])[unit], day=f"{day:%d/%m/%Y}")


def shown_for(seen: Look, unit: str) -> Look:
    """Show a unit without a rank over its whole area."""
    return seen if place_of(seen.board, unit) else replace(seen, board=whole(seen.board))


def whole(board: Board) -> Board:
    """Read a board's criteria over whole areas; its ranks stay as they are."""
    return replace(board, plan=overall(board.plan))


def lines_of(board: Board, unit: str) -> dict[str, Line]:
    """Judge any unit of the tree, without a rank, on the criteria of the groups that are in it."""
    return lines_of_each(board, [unit])[unit]


def lines_of_each(board: Board, units: Sequence[str]) -> dict[str, dict[str, Line]]:
    """Judge some units of the tree as `lines_of` does, their counts added up in one pass."""
    sums = roll_up(board.plan, board.tree, units, board.own) if units else {}
    return {unit: _lines(board, unit, sums[unit]) for unit in units}


def _lines(board: Board, unit: str, mine: Mapping[str, int | Decimal]) -> dict[str, Line]:
    inside = set(board.tree.territory(unit))
    groups = [each.group for each in board.groups if inside & _units(each)]
    found: dict[str, Line] = {}
    for criterion in board.plan.criteria:
        group = next((each for each in groups if is_for(criterion, each)), None)
        if group is not None:
            quantities = {unit: {**mine, **area_sums(board, criterion, unit)}}
            lines = sheets(board.plan, group, quantities, stage=board.stage)[0].lines
            found |= {line.criterion: line for line in lines if line.criterion == criterion.code}
    return found


def _units(found: GroupBoard) -> set[str]:
    return {standing.sheet.unit for standing in found.standings}


def figures(made: Made, unit: str, lines: Iterable[Line]) -> list[Figure]:
    """Make what is shown of a unit's lines."""
    criteria = {criterion.code: criterion for criterion in made.board.plan.criteria}
    return [
        figure(made.board.plan, criteria[code], line, generated=made.at(criteria[code], unit))
        for line in lines
        for code in [line.criterion]
    ]


def trail(plan: Plan, *steps: tuple[str | Promise, str]) -> Trail:
    """Lead from the campaigns down to a page; the last step is the page itself."""
    campaign = (plan.name, reverse("front:campaign", args=[plan.code]))
    found: Trail = [(CAMPAIGNS, reverse("front:campaigns")), campaign, *steps]
    return [*found[:-1], (found[-1][0], "")]


def sheet_trail(seen: Look, found: GroupBoard | None, *steps: tuple[str | Promise, str]) -> Trail:
    """Lead down to a unit through its group, if it is ranked in one."""
    if found is None:
        return trail(seen.plan, *steps)
    group = (found.group.name, seen.address("portal:standings", found.group.code))
    return trail(seen.plan, group, *steps)


def days_left(plan: Plan, today: date) -> int:
    """Count the days until the campaign is over, today included; none afterwards."""
    return max((plan.period.end - max(today, plan.period.first)).days, 0)
