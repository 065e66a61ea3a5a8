"""Appeals of a campaign: what everybody sees, and where the office answers."""

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thidua.accounts.models import SeatedRequest, role_of
from thidua.counting.models.naming import names
from thidua.kernel.errors import RuleBroken
from thidua.plans.rules import Plan
from thidua.questions import actions
from thidua.questions.forms import AnswerForm, window_form
from thidua.questions.models import Appeal, AppealWindow, seen_plan
from thidua.questions.outside import published_sheet
from thidua.questions.rules import AppealTime, State, Verdict
from thidua.questions.views import words


@require_safe
def appeals(request: HttpRequest, campaign: str) -> HttpResponse:
    """Show how many appeals there are and what became of each; nobody's words."""
    plan = seen_plan(campaign, role_of(request), timezone.now())
    found = list(Appeal.objects.filter(campaign=campaign).order_by("-nr"))
    context = {
        "plan": plan,
        "counts": _counts(found),
        "rows": words.rows(plan, found),
        "windows": _windows(plan),
        "trail": words.campaign_trail(plan, (_("Kiến nghị về kết quả"), "")),
    }
    return render(request, "questions/appeals.html", context)


@require_http_methods(["GET", "POST"])
def desk(request: SeatedRequest, campaign: str) -> HttpResponse:
    """List what waits for an answer, and set the time that units have."""
    plan = seen_plan(campaign, role_of(request), timezone.now())
    form = window_form(plan, request.POST or None)
    if form.is_valid() and request.seat is not None:
        given = form.cleaned_data
        receipt, _event = actions.set_window(
            campaign=campaign,
            stage=given["stage"],
            time=AppealTime(given["first"], given["last"]),
            actor=request.seat.id,
            at=timezone.now(),
            key=str(given["key"]),
        )
        words.said(request, _("Đã đặt thời hạn kiến nghị."), receipt)
        return redirect("questions:desk", campaign)
    found = list(Appeal.objects.filter(campaign=campaign).order_by("nr"))
    listed = words.rows(plan, found)
    context = {
        "plan": plan,
        "form": form,
        "waiting": [each for each in listed if each.appeal.state == State.OPEN],
        "closed": [each for each in listed if each.appeal.state != State.OPEN],
        "windows": _windows(plan),
        "trail": [*_trail(plan)[:-1], (_("Trả lời kiến nghị"), "")],
    }
    return render(request, "questions/desk.html", context)


@require_http_methods(["GET", "POST"])
def answer(request: SeatedRequest, campaign: str, nr: int) -> HttpResponse:
    """Show an appeal beside the unit's published sheet, and take the answer."""
    plan = seen_plan(campaign, role_of(request), timezone.now())
    appeal = Appeal.objects.filter(campaign=campaign, nr=nr).first()
    if appeal is None:
        raise RuleBroken("questions.appeal-unknown", campaign=campaign, nr=nr)
    form = AnswerForm(request.POST or None)
    if form.is_valid() and request.seat is not None:
        receipt, _event = actions.answer_appeal(
            campaign=campaign,
            nr=nr,
            verdict=Verdict(form.cleaned_data["verdict"]),
            answer=form.cleaned_data["answer"],
            actor=request.seat.id,
            at=timezone.now(),
            key=str(form.cleaned_data["key"]),
        )
        words.said(request, _("Đã trả lời kiến nghị số %(nr)s.") % {"nr": nr}, receipt)
        return redirect("questions:desk", campaign)
    sheet = published_sheet(campaign, appeal.edition, appeal.unit)
    context = {
        "plan": plan,
        "row": words.row(plan, appeal, names([appeal.unit])),
        "stage": words.stage_name(plan, appeal.stage),
        "waits": appeal.state == State.OPEN,
        "form": form,
        "sheet": sheet,
        "lines": words.lines(plan, sheet),
        "trail": [*_trail(plan), (_("Kiến nghị số %(nr)s") % {"nr": nr}, "")],
    }
    return render(request, "questions/answer.html", context)


def _trail(plan: Plan) -> words.Trail:
    desk_at = reverse("questions:desk", args=[plan.code])
    return words.campaign_trail(plan, (_("Trả lời kiến nghị"), desk_at))


def _counts(found: list[Appeal]) -> list[tuple[object, int]]:
    """Count appeals by what became of them, in a fixed order."""
    outcomes = Counter(each.verdict or each.state for each in found)
    order = [State.OPEN.value, *words.VERDICTS, State.WITHDRAWN.value]
    named = {**words.STATES, **words.VERDICTS}
    return [(named[code], outcomes[code]) for code in order]


def _windows(plan: Plan) -> list[tuple[str, AppealTime]]:
    found = {each.stage: each.time for each in AppealWindow.objects.filter(campaign=plan.code)}
    stages = ["", *(each.code for each in plan.stages)]
    return [(words.stage_name(plan, code), found[code]) for code in stages if code in found]
