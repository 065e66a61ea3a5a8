"""The pages on which a unit appeals against its result, and withdraws an appeal."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thidua.accounts.models import SeatedRequest, role_of
from thidua.campaigns.models import Campaign
from thidua.campaigns.rules import may_see
from thidua.counting.models.naming import names
from thidua.kernel.errors import RuleBroken
from thidua.plans.rules import Plan
from thidua.questions import actions
from thidua.questions.forms import KeyForm, appeal_form
from thidua.questions.models import (
    Appeal,
    criteria_of,
    edition_of,
    editions,
    group_of,
    plan_by,
    seen_plan,
    window_of,
)
from thidua.questions.outside import published_sheet
from thidua.questions.rules import AppealTime, Published, State
from thidua.questions.views import words


@dataclass(frozen=True, slots=True)
class Chance:
    """An edition that a unit may appeal against."""

    edition: Published
    plan: Plan
    stage: str
    time: AppealTime | None
    now: bool  # whether the time for it is now


@require_safe
def unit(request: HttpRequest, unit: str) -> HttpResponse:
    """List what the unit may appeal against, and its appeals."""
    name = names([unit])[unit]
    mine = Appeal.objects.filter(unit=unit).order_by("-opened_at", "-nr")
    plans = {code: seen_plan(code, role_of(request), timezone.now()) for code in _seen(request)}
    context = {
        "unit": unit,
        "name": name,
        "chances": _chances(plans, unit),
        "appeals": [
            (plans[each.campaign], words.row(plans[each.campaign], each, {unit: name}))
            for each in mine
            if each.campaign in plans
        ],
        "trail": [*_trail(unit)[:-1], (_("Kiến nghị"), "")],
    }
    return render(request, "questions/unit.html", context)


@require_http_methods(["GET", "POST"])
def open_one(request: SeatedRequest, unit: str, campaign: str, edition: int) -> HttpResponse:
    """Show the unit's sheet as it was published, and take its appeal."""
    seen_plan(campaign, role_of(request), timezone.now())
    published = edition_of(campaign, edition)
    plan = plan_by(published)
    group = group_of(plan, unit)
    if group is None:
        raise RuleBroken("questions.not-ranked", unit=unit, nr=edition)
    criteria = criteria_of(plan, group, published.stage)
    form = appeal_form(criteria, request.POST or None)
    if form.is_valid() and request.seat is not None:
        given = form.cleaned_data
        receipt, event = actions.open_appeal(
            against=actions.Against(campaign, edition, given["criterion"]),
            unit=unit,
            text=given["text"],
            evidence=given["evidence"],
            actor=request.seat.id,
            at=timezone.now(),
            key=str(given["key"]),
        )
        words.said(request, _("Đã gửi kiến nghị."), receipt)
        return redirect("questions:own", unit, campaign, event.public["nr"])
    sheet = published_sheet(campaign, edition, unit)
    context = {
        "unit": unit,
        "name": names([unit])[unit],
        "plan": plan,
        "edition": published,
        "stage": words.stage_name(plan, published.stage),
        "time": window_of(campaign, published.stage),
        "form": form,
        "group": group,
        "sheet": sheet,
        "lines": words.lines(plan, sheet),
        "trail": [*_trail(unit), (_("Kiến nghị mới"), "")],
    }
    return render(request, "questions/open.html", context)


@require_http_methods(["GET", "POST"])
def own(request: SeatedRequest, unit: str, campaign: str, nr: int) -> HttpResponse:
    """Show an appeal of the unit with its answer; withdraw it while it waits."""
    plan = seen_plan(campaign, role_of(request), timezone.now())
    appeal = Appeal.objects.filter(campaign=campaign, nr=nr, unit=unit).first()
    if appeal is None:
        raise RuleBroken("questions.appeal-unknown", campaign=campaign, nr=nr)
    form = KeyForm(request.POST or None)
    if form.is_valid() and request.seat is not None:
        receipt, _event = actions.withdraw_appeal(
            campaign=campaign,
            nr=nr,
            unit=unit,
            actor=request.seat.id,
            at=timezone.now(),
            key=str(form.cleaned_data["key"]),
        )
        words.said(request, _("Đã rút kiến nghị."), receipt)
        return redirect("questions:own", unit, campaign, nr)
    context = {
        "plan": plan,
        "unit": unit,
        "row": words.row(plan, appeal, names([unit])),
        "stage": words.stage_name(plan, appeal.stage),
        "waits": appeal.state == State.OPEN,
        "form": form,
        "trail": [*_trail(unit), (_("Kiến nghị số %(nr)s") % {"nr": nr}, "")],
    }
    return render(request, "questions/own.html", context)


def _seen(request: HttpRequest) -> list[str]:
    """Give the campaigns that the reader may see."""
    found = Campaign.objects.filter(versions__isnull=False).distinct().order_by("code")
    newest = [(each.code, each.versions.order_by("-version")[0].plan) for each in found]
    return [code for code, plan in newest if may_see(plan.visibility, role_of(request))]


def _chances(plans: dict[str, Plan], unit: str) -> list[Chance]:
    now = timezone.now()
    found = []
    for code in plans:
        for published in _newest(editions(code)):
            plan = plan_by(published)
            if published.official or group_of(plan, unit) is None:
                continue
            time = window_of(code, published.stage)
            stage = words.stage_name(plan, published.stage)
            found.append(Chance(published, plan, stage, time, time is None or now in time))
    return found


def _newest(published: list[Published]) -> list[Published]:
    """Keep the newest edition of the campaign and of each stage."""
    by_stage: dict[str, Published] = {}
    for each in published:
        by_stage.setdefault(each.stage, each)
    return list(by_stage.values())


def _trail(unit: str) -> words.Trail:
    name = names([unit])[unit]
    return [
        (_("Đơn vị"), reverse("portal:units")),
        (name, reverse("portal:unit", args=[unit])),
        (_("Kiến nghị"), reverse("questions:unit", args=[unit])),
    ]
