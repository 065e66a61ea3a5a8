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
from thidua.kernel.errors import RuleBroken
from thidua.plans.rules import Plan
from thidua.programme.models import Committee, Goal, GoalYear, Member, Programme
from thidua.programme.models.frame import PILLAR_NAMES
from thidua.programme.rules.goals import GoalLine
from thidua.programme.rules.reached import Reached, reached
from thidua.programme.views.common import PROGRAMME
from thidua.standings.models.live import live
from thidua.standings.models.seen import visible
from thidua.units.models.naming import names

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
    parts = [(plan, reached(live(plan.code))) for plan in visible(role_of(request))]
    lines = goal_lines(today.year, today.year)
    tables = [
        _pillar(pillar, name, parts, lines)
        for pillar, name in (*PILLAR_NAMES.items(), ("", _("Chưa gắn với trụ cột nào")))
    ]
    page = {
        "pillars": [each for each in tables if each["named"] or each["parts"] or each["lines"]],
        "year": today.year,
        "any": any(each["parts"] or each["lines"] for each in tables),
        "generated": any(plan.generated for plan, _rows in parts),
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


def find_programme(code: str, unit: str | None = None) -> Programme:
    """Find a programme, of a unit where one is named."""
    found = Programme.objects.filter(code=code, **({"unit": unit} if unit else {})).first()
    if found is None:
        raise RuleBroken("programme.no-programme", programme=code)
    return found


def goal_rows(of: Programme) -> list[tuple[Goal, Promise | str, list[GoalYear]]]:
    """Give a programme's goals, with their pillar in words and their numbers by year."""
    years = Prefetch("years", GoalYear.objects.select_related("goal").order_by("year"))
    goals = of.goals.prefetch_related(years).order_by("nr")
    return [(goal, PILLAR_NAMES.get(goal.pillar, ""), list(goal.years.all())) for goal in goals]


def goal_lines(first: int, last: int) -> list[GoalLine]:
    """Give what programmes ask in some years, by programme, goal and year."""
    rows = GoalYear.objects.filter(year__range=(first, last)).select_related("goal")
    ordered = rows.order_by("goal__programme_id", "goal__nr", "year")
    return [row.line for row in ordered]
