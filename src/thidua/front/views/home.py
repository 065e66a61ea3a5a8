"""The home page: what runs now in one screen, then what comes and what is over."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from thidua.accounts.models import role_of
from thidua.campaigns.models.seeing import visible
from thidua.conduct.rules.calendar import days_away
from thidua.front.views.overview import Final, final, map_of, newest_editions, overview
from thidua.plans.rules import Plan
from thidua.proofs.models.campaigns import as_of, editions
from thidua.proofs.outside import checkpoint
from thidua.reading.forms.words import EDITIONS
from thidua.standings.models import Edition


@dataclass(frozen=True, slots=True)
class Earlier:
    """A campaign that is over, with its official results once there are any."""

    plan: Plan
    edition: Edition | None
    final: Final | None


@dataclass(frozen=True, slots=True)
class Coming:
    """A campaign that has not begun; `until` is how many days that takes."""

    plan: Plan
    until: int


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show who leads where, how far the province is, and how sure that is."""
    plans, today = visible(role_of(request)), timezone.localdate()
    newest = newest_editions(editions([plan.code for plan in plans]))
    first, coming, closed = _sorted(plans, today)
    found = [overview(plan, today, newest.get(plan.code)) for plan in first]
    page = {
        "campaigns": found,
        "map": map_of(found[0]) if len(found) == 1 else None,
        "several": len(first) > 1,
        "coming": [Coming(plan, (plan.period.first - today).days) for plan in coming],
        "closed": [
            Earlier(plan, edition, final(plan, edition))
            for plan in closed
            for edition in [newest.get(plan.code)]
        ],
        "as_of": as_of(),
        "checkpoint": checkpoint(),
        "states": EDITIONS,
    }
    return render(request, "front/home.html", page)


def _sorted(plans: list[Plan], today: date) -> tuple[list[Plan], list[Plan], list[Plan]]:
    """Tell what the page is about from what comes and from what is over.

    It is about what runs; else about what begins next; else about what ended last.
    """
    by_state: dict[str, list[Plan]] = {"running": [], "ahead": [], "over": []}
    for plan in plans:
        by_state[days_away(plan.period, today)[0]].append(plan)
    running, coming, closed = by_state.values()
    coming.sort(key=lambda plan: (plan.period.first, plan.code))
    if running:
        return running, coming, closed
    if coming:
        return coming[:1], coming[1:], closed
    return closed[:1], [], closed[1:]
