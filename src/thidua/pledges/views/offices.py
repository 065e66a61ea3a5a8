"""The campaign office assigns targets; everybody sees who has registered."""

from collections import Counter
from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thidua.accounts.models import SeatedRequest
from thidua.plans.rules import Criterion, Plan
from thidua.pledges import actions, rules
from thidua.pledges.forms import AssignForm, PasteForm
from thidua.pledges.models import registrations, targets
from thidua.pledges.rules import Kind, Row
from thidua.pledges.views.frame import Seen, campaign_trail, seen

CELL = "target-"
A_PAGE = 200  # rows, each a field


@require_safe
def registered(request: HttpRequest, campaign: str) -> HttpResponse:
    """Show which units have registered, and when: one group's, and how many of each."""
    here = seen(request, campaign)
    found, units = registrations(campaign), here.units()
    aims = Counter(unit for unit, _code in targets(campaign, Kind.SELF_SET))
    groups = [
        (group, sum(unit in found for unit in units[group.code]), len(units[group.code]))
        for group in here.plan.groups
    ]
    wanted = request.GET.get("group", "")
    shown = next((each for each in groups if each[0].code == wanted), groups[0])
    rows = [
        (here.tree.nodes[unit].label, unit, found.get(unit), aims[unit])
        for unit in units[shown[0].code]
    ]
    page = {
        "plan": here.plan,
        "groups": groups,
        "shown": shown,
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "trail": campaign_trail(here.plan, (_("Đăng ký thi đua"), "")),
    }
    return render(request, "pledges/registered.html", page)


@require_http_methods(["GET", "POST"])
def assign(request: SeatedRequest, campaign: str) -> HttpResponse:
    """Assign targets on one criterion to the units of the groups that it is for."""
    here = seen(request, campaign)
    criteria = [each for each in here.plan.criteria if rules.has_target(each)]
    wanted = request.GET.get("criterion", "")
    criterion = next(
        (each for each in criteria if each.code == wanted), criteria[0] if criteria else None
    )
    form = AssignForm(request.POST or None, initial={"key": uuid4()})
    if criterion and form.is_valid() and request.seat is not None:
        actions.assign_targets(
            campaign=campaign,
            rows=_typed(request, criterion),
            reason=form.cleaned_data["reason"],
            actor=request.seat.id,
            at=timezone.now(),
            key=str(form.cleaned_data["key"]),
        )
        return _done(request, campaign)
    rows = _rows(here, criterion, request) if criterion else []
    page = {
        **_office_page(here.plan),
        "form": form,
        "criteria": criteria,
        "criterion": criterion,
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "pledges/assign.html", page)


@require_http_methods(["GET", "POST"])
def paste(request: SeatedRequest, campaign: str) -> HttpResponse:
    """Assign targets from rows of a spreadsheet: all of them or none."""
    here = seen(request, campaign)
    form = PasteForm(request.POST or None, initial={"key": uuid4()})
    if form.is_valid() and request.seat is not None:
        actions.assign_targets(
            campaign=campaign,
            rows=rules.pasted(form.cleaned_data["rows"]),
            reason=form.cleaned_data["reason"],
            actor=request.seat.id,
            at=timezone.now(),
            key=str(form.cleaned_data["key"]),
        )
        return _done(request, campaign)
    criteria = [each for each in here.plan.criteria if rules.has_target(each)]
    page = {**_office_page(here.plan), "form": form, "criteria": criteria}
    return render(request, "pledges/paste.html", page)


def _done(request: HttpRequest, campaign: str) -> HttpResponse:
    messages.success(request, _("Đã giao chỉ tiêu. Việc này đã được ghi vào sổ."))
    return redirect("pledges:assign", campaign)


def _office_page(plan: Plan) -> dict[str, object]:
    over = timezone.localdate() >= plan.period.end
    return {"plan": plan, "open": not over, "trail": campaign_trail(plan, (_("Giao chỉ tiêu"), ""))}


def _typed(request: HttpRequest, criterion: Criterion) -> tuple[Row, ...]:
    """Give the rows of the table that are filled in, in its order."""
    return tuple(
        Row(name.removeprefix(CELL), criterion.code, str(value))
        for name, value in request.POST.items()
        if name.startswith(CELL) and str(value).strip()
    )


def _rows(here: Seen, criterion: Criterion, request: HttpRequest) -> list[tuple[str, str, str]]:
    """List unit, name and what stands in its cell: what was typed, else what is in force."""
    assigned, units = targets(here.plan.code, Kind.ASSIGNED), here.units()
    rows = []
    for group in here.plan.groups:
        for unit in units[group.code] if criterion in rules.criteria_of(here.plan, group) else ():
            known = assigned.get((unit, criterion.code))
            written = rules.typed(known.target) if known else ""
            cell = request.POST.get(f"{CELL}{unit}", written)
            rows.append((unit, here.tree.nodes[unit].label, cell))
    return rows
