"""The reporting route: set by the campaign's office; period by period, who sent and who did not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from thidua.accounts.models import SeatedRequest
from thidua.conduct.actions.route import set_day, set_route
from thidua.conduct.forms.route import DayForm, RouteForm, opened
from thidua.conduct.models import CampaignDay
from thidua.conduct.models.route import LEVEL_NAMES, SET_DAYS, WEEKDAYS, came, route_of, senders
from thidua.conduct.rules.route import (
    Arrival,
    Arrived,
    Every,
    Reporting,
    Route,
    Step,
    arrivals,
    count,
    period_on,
    periods,
    reportings,
)
from thidua.conduct.views.parts import acting, plan_for, trail
from thidua.kernel.errors import RuleBroken
from thidua.kernel.text import sort_key
from thidua.plans.rules import Plan
from thidua.standings.models.live import live

ROUTE = _("Luồng báo cáo")
A_PAGE = 100
ORDER = (Arrived.MISSING, Arrived.LATE, Arrived.AWAITED, Arrived.IN_TIME)
STATES: Mapping[Arrived, tuple[str, str, Promise]] = {
    Arrived.IN_TIME: ("reached", "✓", _("đúng hạn")),
    Arrived.LATE: ("near", "△", _("muộn")),
    Arrived.MISSING: ("missed", "✕", _("chưa gửi")),
    Arrived.AWAITED: ("unknown", "–", _("chưa đến hạn")),
}


@require_safe
def route(request: SeatedRequest, campaign: str) -> HttpResponse:
    """Show who sends by when, and lead to every period."""
    plan = plan_for(request, campaign)
    found = route_of(plan.code)
    steps = reportings(found, plan) if found else ()
    page = {
        "plan": plan,
        "route": found,
        "weekly": found is not None and found.every is Every.WEEK,
        "ends": WEEKDAYS[found.weekday] if found else "",
        "steps": [(LEVEL_NAMES[step.level], _when(step), step.clock) for step in _steps(found)],
        "periods": [
            (nr, period, [each for each in steps if each.nr == nr])
            for nr, period in enumerate(periods(found, plan) if found else (), start=1)
        ],
        "levels": LEVEL_NAMES,
        "days": _days(plan),
        "trail": trail(plan, (ROUTE, "")),
    }
    return render(request, "conduct/route.html", page)


@require_http_methods(["GET", "POST"])
def change(request: SeatedRequest, campaign: str) -> HttpResponse:
    """Set the route."""
    plan = plan_for(request, campaign)
    form = RouteForm(request.POST or None, initial=opened(route_of(plan.code)))
    if form.is_valid():
        set_route(
            campaign=plan.code,
            route=form.route(),
            actor=acting(request).id,
            at=timezone.now(),
            key=form.sent,
        )
        messages.success(request, str(_("Đã đặt luồng báo cáo.")))
        return redirect("conduct:route", plan.code)
    title = _("Đặt luồng báo cáo")
    return _form(request, plan, form, title)


@require_http_methods(["GET", "POST"])
def day(request: SeatedRequest, campaign: str) -> HttpResponse:
    """Set the day of a publication or of the prizes."""
    plan = plan_for(request, campaign)
    form = DayForm(request.POST or None, initial=opened(None), plan=plan)
    if form.is_valid():
        data = form.cleaned_data
        set_day(
            campaign=plan.code,
            kind=data["kind"],
            stage=data["stage"],
            day=data["day"],
            actor=acting(request).id,
            at=timezone.now(),
            key=form.sent,
        )
        messages.success(request, str(_("Đã ghi vào lịch.")))
        return redirect("conduct:calendar", plan.code)
    return _form(request, plan, form, _("Đặt ngày công bố, ngày trao giải"))


@dataclass(frozen=True, slots=True)
class Part:
    """One level in a period: its instant, and how each of its units did."""

    step: Reporting
    name: Promise
    names: Mapping[str, str]
    arrived: tuple[Arrival, ...]

    @property
    def counts(self) -> list[tuple[Arrived, tuple[str, str, Promise], int]]:
        """Count its units by how they did, the worst first."""
        found = count(self.arrived)
        return [(state, STATES[state], found[state]) for state in ORDER]

    @property
    def said(self) -> str:
        """Say the counts that there are in a row of words."""
        return ", ".join(f"{n} {mark[2]}" for _state, mark, n in self.counts if n)

    def rows(self, state: str) -> list[tuple[str, Arrival, tuple[str, str, Promise]]]:
        """List its units by name, the worst first; only those in a state where one is named."""
        chosen = [each for each in self.arrived if not state or each.state.value == state]
        chosen.sort(key=lambda each: (ORDER.index(each.state), sort_key(self.names[each.unit])))
        return [(self.names[each.unit], each, STATES[each.state]) for each in chosen]


@require_safe
def period(request: SeatedRequest, campaign: str, nr: int) -> HttpResponse:
    """Show for a period, level by level, whose numbers came in time, late or not at all."""
    plan = plan_for(request, campaign)
    found = route_of(plan.code)
    if found is None:
        raise RuleBroken("conduct.no-route")
    spans = periods(found, plan)
    if nr > len(spans):
        raise RuleBroken("conduct.no-period", nr=nr, most=len(spans))
    now = timezone.now()
    parts = _parts(plan, [each for each in reportings(found, plan) if each.nr == nr], now)
    asked = request.GET.get("level", "")
    shown = next((part for part in parts if part.step.level == asked), parts[-1])
    state = request.GET.get("state", "")
    page = {
        "plan": plan,
        "nr": nr,
        "period": spans[nr - 1],
        "most": len(spans),
        "current": period_on(spans, timezone.localdate(now)) + 1,
        "parts": parts,
        "shown": shown,
        "page": Paginator(shown.rows(state), A_PAGE).get_page(request.GET.get("page", "1")[:9]),
        "state": state,
        "states": [(each.value, STATES[each]) for each in ORDER],
        "trail": trail(
            plan,
            (ROUTE, reverse("conduct:route", args=[plan.code])),
            (_("Kỳ %(nr)s") % {"nr": nr}, ""),
        ),
    }
    return render(request, "conduct/route_period.html", page)


def _parts(plan: Plan, steps: list[Reporting], now: datetime) -> list[Part]:
    tree = live(plan.code).tree
    found = []
    for step in steps:
        named = senders(tree, plan.root, step.level)
        arrived = arrivals(named, came(plan, step.period, step.at), step.at, now)
        found.append(Part(step, LEVEL_NAMES[step.level], named, arrived))
    return found


def _form(
    request: SeatedRequest, plan: Plan, form: RouteForm | DayForm, title: Promise
) -> HttpResponse:
    page = {
        "plan": plan,
        "form": form,
        "title": title,
        "trail": trail(plan, (ROUTE, reverse("conduct:route", args=[plan.code])), (title, "")),
    }
    return render(request, "conduct/route_form.html", page)


def _steps(found: Route | None) -> tuple[Step, ...]:
    return found.steps if found else ()


def _when(step: Step) -> Promise | str:
    if step.days_before is None:
        return WEEKDAYS[step.weekday or 0]
    if not step.days_before:
        return _("ngày cuối kỳ")
    return _("%(n)s ngày trước ngày cuối kỳ") % {"n": step.days_before}


def _days(plan: Plan) -> list[tuple[Promise, str, date]]:
    """List the days that the office set."""
    stages = {stage.code: stage.name for stage in plan.stages}
    mine = CampaignDay.objects.filter(campaign=plan.code).order_by("day")
    return [(SET_DAYS[each.kind], stages.get(each.stage, ""), each.day) for each in mine]
