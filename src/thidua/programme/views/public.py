"""What everybody sees: programmes with their goals, committees by duty, campaigns by pillar."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from thidua.accounts.models import role_of
from thidua.campaigns.models.seeing import visible
from thidua.counting.models.naming import names
from thidua.plans.rules import Plan
from thidua.programme.forms.asking import PROGRAMME
from thidua.programme.models import (
    PILLAR_NAMES,
    Committee,
    Member,
    Programme,
    find_programme,
    goal_lines,
    goal_rows,
    simulated,
)
from thidua.programme.rules.goals import GoalLine
from thidua.programme.rules.reached import Reached, reached
from thidua.standings.models.live import live

PILLARS = _("Ba trụ cột")
MOST_COMMITTEES = 200


@dataclass(frozen=True, slots=True)
class PillarPart:
    """One campaign's criteria under a pillar."""

    plan: Plan
    rows: list[Reached]


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the programmes and the committees at work."""
    today = timezone.localdate()
    programmes = list(Programme.objects.order_by("-last_year", "code"))
    duties = Prefetch("members", Member.objects.on(today).order_by("pk"), "at_work")
    committees = list(
        Committee.objects.on(today)
        .prefetch_related(duties)
        .order_by("unit", "nr")[:MOST_COMMITTEES]
    )
    page = {
        "programmes": programmes,
        "committees": committees,
        "names": names({row.unit for row in programmes} | {row.unit for row in committees}),
        "trail": [(PROGRAMME, "")],
        "most": MOST_COMMITTEES if len(committees) == MOST_COMMITTEES else None,
    }
    return render(request, "programme/index.html", page)


@require_safe
def programme(request: HttpRequest, programme: str) -> HttpResponse:
    """Show a programme: what it asks year by year, and what was reached."""
    found = find_programme(programme)
    page = {
        "programme": found,
        "issuer": names([found.unit])[found.unit],
        "goals": goal_rows(found),
        "trail": [(PROGRAMME, reverse("programme:index")), (found.name, "")],
    }
    return render(request, "programme/programme.html", page)


@require_safe
def pillars(request: HttpRequest) -> HttpResponse:
    """Show by pillar where the campaigns' criteria stand, and what the programmes ask this year."""
    today = timezone.localdate()
    boards = [(plan, live(plan.code)) for plan in visible(role_of(request))]
    parts = [(plan, reached(board, simulated(board))) for plan, board in boards]
    asked = [row for _plan, rows in parts for row in rows]
    lines = goal_lines(today.year, today.year)
    tables = [
        _pillar(pillar, name, parts, lines)
        for pillar, name in (*PILLAR_NAMES.items(), ("", _("Chưa gắn với trụ cột nào")))
    ]
    page = {
        "pillars": [each for each in tables if each["named"] or each["parts"] or each["lines"]],
        "year": today.year,
        "asked": [row for row in asked if row.state],
        "met": [row for row in asked if row.state in {"reached", "exceeded"}],
        "any": any(each["parts"] or each["lines"] for each in tables),
        "generated": any(row.generated for row in asked),
        "trail": [(PROGRAMME, reverse("programme:index")), (PILLARS, "")],
    }
    return render(request, "programme/pillars.html", page)


def _pillar(
    pillar: str,
    name: Promise,
    parts: list[tuple[Plan, tuple[Reached, ...]]],
    lines: list[GoalLine],
) -> dict[str, object]:
    mine = [
        PillarPart(plan, [row for row in rows if (row.pillar or "") == pillar])
        for plan, rows in parts
    ]
    return {
        "named": bool(pillar),
        "code": pillar or "none",
        "name": name,
        "parts": [part for part in mine if part.rows],
        "lines": [line for line in lines if line.pillar == pillar],
    }
