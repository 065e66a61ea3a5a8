"""A unit's own pages: its campaigns, its pledge, its targets, its people."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thidua.accounts.models import SeatedRequest, role_of
from thidua.campaigns.models.seeing import visible
from thidua.plans.rules import Plan
from thidua.pledges import actions, models, rules
from thidua.pledges.forms import BODIES, Members, PledgeForm, TargetForm, TeamForm, members_of
from thidua.pledges.rules import Body, Row
from thidua.pledges.views.frame import aims, seen, unit_name, unit_trail
from thidua.units.models import tree


@require_safe
def unit(request: SeatedRequest, unit: str) -> HttpResponse:
    """List the campaigns that a unit is ranked in, with whether it has registered."""
    plans = [plan for plan in visible(role_of(request)) if _is_ranked(plan, unit)]
    rows = [(plan, models.registration(plan.code, unit), _is_open(plan)) for plan in plans]
    page = {"unit": unit, "name": unit_name(unit), "rows": rows, "trail": unit_trail(unit)}
    return render(request, "pledges/unit.html", page)


@require_safe
def pledge(request: SeatedRequest, unit: str, campaign: str) -> HttpResponse:
    """Show what a unit has registered for a campaign."""
    return render(request, "pledges/pledge.html", _page(request, unit, campaign))


@require_safe
def printed(request: SeatedRequest, unit: str, campaign: str) -> HttpResponse:
    """Show a pledge as a sheet to be printed and signed."""
    return render(request, "pledges/printed.html", _page(request, unit, campaign))


@require_http_methods(["GET", "POST"])
def register(request: SeatedRequest, unit: str, campaign: str) -> HttpResponse:
    """Register a unit with its pledge, or pledge anew."""
    page = _page(request, unit, campaign, _("Giao ước"))
    last = models.registration(campaign, unit)
    initial = {"key": uuid4(), "pledge": last.pledge if last else ""}
    form = PledgeForm(request.POST or None, initial=initial)
    if form.is_valid() and request.seat is not None:
        actions.register(
            campaign=campaign,
            unit=unit,
            pledge=form.cleaned_data["pledge"],
            reason=form.cleaned_data["reason"],
            actor=request.seat.id,
            at=timezone.now(),
            key=str(form.cleaned_data["key"]),
        )
        messages.success(request, _("Đã đăng ký. Việc này đã được ghi vào sổ."))
        return redirect("pledges:pledge", unit, campaign)
    return render(request, "pledges/register.html", page | {"form": form})


@require_http_methods(["GET", "POST"])
def target(request: SeatedRequest, unit: str, campaign: str) -> HttpResponse:
    """Set a unit's own target on one criterion."""
    page = _page(request, unit, campaign, _("Chỉ tiêu tự đặt"))
    here = seen(request, campaign)
    criteria = rules.criteria_of(here.plan, here.group(unit))
    initial = {"key": uuid4(), "criterion": request.GET.get("criterion", "")}
    form = TargetForm(criteria, request.POST or None, initial=initial)
    if form.is_valid() and request.seat is not None:
        actions.set_target(
            campaign=campaign,
            unit=unit,
            row=Row(unit, form.cleaned_data["criterion"], form.cleaned_data["target"]),
            reason=form.cleaned_data["reason"],
            actor=request.seat.id,
            at=timezone.now(),
            key=str(form.cleaned_data["key"]),
        )
        messages.success(request, _("Đã ghi chỉ tiêu tự đặt."))
        return redirect("pledges:pledge", unit, campaign)
    return render(request, "pledges/target.html", page | {"form": form})


@require_http_methods(["GET", "POST"])
def team(request: SeatedRequest, unit: str, campaign: str) -> HttpResponse:
    """Name who directs and who does the work; the list is replaced as a whole."""
    page = _page(request, unit, campaign, _("Ban chỉ đạo, tổ giúp việc"))
    known = models.team(campaign, unit)
    people = known.members.order_by("place") if known else models.TeamMember.objects.none()
    initial = list(people.values("body", "duty", "name", "office"))
    lines = Members(request.POST or None, initial=initial, prefix="people")
    form = TeamForm(request.POST or None, initial={"key": uuid4()})
    if form.is_valid() and lines.is_valid() and request.seat is not None:
        actions.name_team(
            campaign=campaign,
            unit=unit,
            members=members_of(lines),
            reason=form.cleaned_data["reason"],
            actor=request.seat.id,
            at=timezone.now(),
            key=str(form.cleaned_data["key"]),
        )
        messages.success(request, _("Đã ghi danh sách. Tên người không đưa vào sổ công khai."))
        return redirect("pledges:pledge", unit, campaign)
    return render(request, "pledges/team.html", page | {"form": form, "lines": lines})


def _page(request: SeatedRequest, unit: str, campaign: str, step: str = "") -> dict[str, object]:
    """Gather what every page about a unit in a campaign shows."""
    here = seen(request, campaign)
    group = here.group(unit)
    team = models.team(campaign, unit)
    people = list(team.members.order_by("place")) if team else []
    steps = [(here.plan.name, "")]
    if step:
        steps = [(here.plan.name, f"/units/{unit}/pledges/{campaign}/"), (step, "")]
    return {
        "plan": here.plan,
        "unit": unit,
        "name": here.tree.nodes[unit].label,
        "group": group,
        "registration": models.registration(campaign, unit),
        "aims": aims(here.plan, group, unit),
        "team": team,
        "bodies": [(BODIES[body], [one for one in people if one.body == body]) for body in Body],
        "open": _is_open(here.plan),
        "trail": unit_trail(unit, *steps),
    }


def _is_ranked(plan: Plan, unit: str) -> bool:
    return rules.group_of(plan, tree(plan.tree_day, plan.root), unit) is not None


def _is_open(plan: Plan) -> bool:
    return timezone.localdate() < plan.period.end
