"""The home page: the running campaigns first, the closed ones beside."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from thidua.accounts.models import role_of
from thidua.campaigns.models.seeing import visible
from thidua.plans.rules import Plan
from thidua.proofs.models.campaigns import as_of, editions
from thidua.reading.forms.looking import days_left, figures, lines_of, whole
from thidua.reading.forms.words import EDITIONS
from thidua.reading.models.drill import Made, made
from thidua.reading.rules.marks import Figure
from thidua.standings.models import Edition
from thidua.standings.models.live import live
from thidua.standings.rules.board import GroupBoard
from thidua.units.rules import Node

LEADERS = 3
MOST_LEADERS = 6


@dataclass(frozen=True, slots=True)
class Leader:
    """Who stands at the top of a group."""

    node: Node
    rank: int
    points: Decimal
    prize: str
    generated: bool


@dataclass(frozen=True, slots=True)
class Leading:
    """A group with the units at its top; `ranked` is how many compete."""

    code: str
    name: str
    ranked: int
    leaders: tuple[Leader, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """A campaign as the home page shows it."""

    plan: Plan
    stands: str  # "ahead", "running" or "over"
    left: int
    nth: int
    root: Node | None
    figures: list[Figure]
    groups: list[Leading]
    edition: Edition | None
    generated: bool


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show who leads where, how far the province is, and how sure that is."""
    plans = visible(role_of(request))
    today = timezone.localdate()
    newest = newest_editions(editions([plan.code for plan in plans]))
    running = [plan for plan in plans if plan.period.last >= today]
    closed = [plan for plan in plans if plan.period.last < today]
    first = running or closed[:1]
    page = {
        "campaigns": [overview(plan, today, newest.get(plan.code)) for plan in first],
        "closed": [overview(plan, today, newest.get(plan.code)) for plan in closed if running],
        "as_of": as_of(),
        "states": EDITIONS,
    }
    return render(request, "portal/home.html", page)


def newest_editions(found: Iterable[Edition]) -> dict[str, Edition]:
    """Pick the newest edition of each whole campaign."""
    newest: dict[str, Edition] = {}
    for edition in found:
        if not edition.stage:
            newest.setdefault(edition.campaign, edition)
    return newest


def overview(plan: Plan, today: date, edition: Edition | None) -> Overview:
    """Gather what the home page says of a campaign."""
    board = live(plan.code)
    simulated, area = made(board), whole(board)
    root = board.tree.nodes.get(board.plan.root)
    return Overview(
        plan=plan,
        stands=stands(plan, today),
        left=days_left(plan, today),
        nth=(today - plan.period.first).days + 1,
        root=root,
        figures=figures(replace(simulated, board=area), root.id, lines_of(area, root.id).values())
        if root
        else [],
        groups=[
            _leading(simulated, group, over=today > plan.period.last) for group in board.groups
        ],
        edition=edition,
        generated=bool(simulated.by_unit),
    )


def stands(plan: Plan, today: date) -> str:
    """Say whether a campaign is ahead, running or over."""
    if today < plan.period.first:
        return "ahead"
    return "running" if today in plan.period else "over"


def _leading(simulated: Made, group: GroupBoard, *, over: bool) -> Leading:
    """Name who leads, and who has a prize once the campaign is over."""
    nodes = simulated.board.tree.nodes
    prizes = {prize.code: prize.name for prize in group.group.prizes if over}
    top = [
        Leader(
            nodes[standing.sheet.unit],
            standing.rank,
            standing.sheet.published,
            prizes.get(standing.prize or "", ""),
            bool(simulated.by_unit),
        )
        for standing in group.standings[:MOST_LEADERS]
        if (standing.rank <= LEADERS or standing.prize in prizes)
        and any(line.numerator is not None for line in standing.sheet.lines)
    ]
    return Leading(group.group.code, group.group.name, len(group.standings), tuple(top))
