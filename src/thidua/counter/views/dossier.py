"""A dossier on its page: where it stands, whose it is, what can be done; and doing it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from thidua.accounts.models import SeatedRequest
from thidua.counter import models
from thidua.counter.forms.acts import FORMS, ActForm
from thidua.counter.forms.intake import AmendForm
from thidua.counter.forms.words import ACTS, CHANNELS, FILERS, PAID, TIMINGS
from thidua.counter.views import acting, looked, step_sheet, trail
from thidua.counting.models.naming import names
from thidua.deadlines.rules.judging import Timing
from thidua.dossiers.forms import STATUSES, STEPS
from thidua.dossiers.rules import Channel, Filer
from thidua.dossiers.rules.steps import Act, Owner, Status, Step, open_acts
from thidua.kernel.errors import RuleBroken
from thidua.onestop import actions
from thidua.onestop.models import Dossier
from thidua.onestop.rules import APPLICANT, Beside, Paid, Purpose
from thidua.slips.models import stages
from thidua.units.models import Succession

DONE = _("Đã ghi.")
DOES: Mapping[str, Callable[..., object]] = {
    **{act: getattr(actions, act.replace("-", "_")) for act in FORMS if act != Act.RETURN},
    Act.RETURN: actions.return_result,
    Beside.AMEND: actions.amend,
}
FIRST: tuple[str, ...] = (  # the act that leads on, shown as the main button
    Act.RECEIVE,
    Act.FORWARD,
    Act.PROPOSE,
    Act.APPROVE,
    Act.SIGN,
    Act.RETURN,
    Act.SUPPLEMENT,
    Act.PAY,
    Beside.ANSWER,
    Beside.TAKE_OVER,
)
SLIPS: Mapping[str, tuple[str, Promise]] = {
    "receipt": (Act.RECEIVE, _("Giấy tiếp nhận và hẹn trả (mẫu 01)")),
    "supplement": (Act.ASK_SUPPLEMENT, _("Phiếu yêu cầu bổ sung (mẫu 02)")),
    "refusal": (Act.REFUSE, _("Phiếu từ chối (mẫu 03)")),
    "apology": (Act.APOLOGISE, _("Phiếu xin lỗi và hẹn lại (mẫu 04)")),
    "stop": (Act.STOP, _("Thông báo dừng (mẫu 05)")),
}
Form = ActForm | AmendForm


@require_safe
def dossier(request: SeatedRequest, unit: str, dossier: UUID) -> HttpResponse:
    """Show a dossier to whoever has a part in it, and what they can do."""
    now = timezone.now()
    row = models.mine(unit, dossier)
    looked(request, [row], Purpose.HANDLING, now)
    page = {
        **_facts(row),
        "unit": unit,
        "row": row,
        "left": models.time_left(row, now),
        "steps": _steps(row),
        "acts": [_shown(act, form) for act, form in _forms(request, row).items()],
        "papers": row.papers.order_by("result", "pk").select_related("held__file"),
        "consultations": row.consultations.order_by("asked_at"),
        "moves": stages(row),
        "slips": _slips(row),
        "now": now,
        "trail": trail(unit, (row.code, "")),
    }
    return render(request, "counter/dossier.html", page)


@require_http_methods(["GET", "POST"])
def act(request: SeatedRequest, unit: str, dossier: UUID, act: str) -> HttpResponse:
    """Do something with a dossier; what cannot be done is refused by the action itself."""
    now = timezone.now()
    row = models.mine(unit, dossier)
    if act not in DOES:
        raise RuleBroken("onestop.unknown")
    form = _form(act, row, request)
    if form.is_valid():
        _attest(request, form, act, now)
        DOES[act](
            dossier=str(row.pk),
            actor=acting(request).pk,
            at=now,
            key=f"{act}:{form.sent}",
            **form.given(now),
        )
        messages.success(request, str(DONE))
        return redirect("counter:dossier", unit, dossier)
    looked(request, [row], Purpose.HANDLING, now)
    page = {
        "unit": unit,
        "row": row,
        "act": _shown(act, form),
        "trail": trail(
            unit,
            (row.code, reverse("counter:dossier", args=[unit, dossier])),
            (ACTS[act], ""),
        ),
    }
    return render(request, "counter/act.html", page, status=422 if form.is_bound else 200)


def _attest(request: SeatedRequest, form: Form, act: str, now: datetime) -> None:
    """Keep the sheet that was signed for the act, where one is asked for."""
    if file := form.cleaned_data.get("attested"):
        actions.attest(
            dossier=str(form.row.pk),
            act=Act(act),
            sheet=step_sheet(form.row, act),
            content=file[1],
            actor=acting(request).pk,
            at=now,
        )


def _form(act: str, row: Dossier, request: SeatedRequest) -> Form:
    sent = request.method == "POST"
    given = (request.POST, request.FILES) if sent else (None, None)
    return _made(act, row, *given)


def _made(act: str, row: Dossier, *given: Any, **more: Any) -> Form:  # noqa: ANN401 - a form's arguments
    """Make the form of an act, with the signature that the procedure asks for."""
    kind = AmendForm if act == Beside.AMEND else FORMS[act]
    form = kind(row, timezone.localdate(), *given, **more)
    if isinstance(form, ActForm) and act in row.signed:
        form.ask_signature()
    return form


def _forms(request: SeatedRequest, row: Dossier) -> dict[str, Form]:
    """Give a form for each thing that the seat can do now; the one that leads on comes first."""
    found = sorted(_can(request, row), key=lambda act: act not in FIRST)
    return {act: _made(act, row, auto_id=f"{act}-%s") for act in found}


def _can(request: SeatedRequest, row: Dossier) -> list[str]:
    seat = acting(request)
    owner = models.owner_of(seat)
    found: list[str] = []
    if row.consultations.filter(agency=seat.unit, answered_at=None).exists():
        found.append(Beside.ANSWER)
    here = {row.holder_id, row.receipt_unit_id} if owner is Owner.ONE_STOP else {row.holder_id}
    if seat.unit in here:
        found += _acts_of(row, owner, seat.pk)
    elif owner is Owner.LEADER and models.is_open(row) and _succeeds(row, seat.unit):
        found.append(Beside.TAKE_OVER)
    return found


def _acts_of(row: Dossier, owner: Owner, seat: str) -> list[str]:
    if owner is Owner.OFFICER and row.assigned_id not in {None, seat}:
        return []
    found: list[str] = list(open_acts(row.state, owner))
    if models.is_open(row) and owner is not Owner.LEADER:
        found.append(Beside.DIGITISE)
    if models.is_open(row) and owner is Owner.ONE_STOP:
        found.append(Beside.AMEND)
    if row.apologised_at is not None and Act.APOLOGISE in found:
        found.remove(Act.APOLOGISE)
    return found


def _succeeds(row: Dossier, unit: str) -> bool:
    return Succession.objects.filter(predecessor=row.holder_id, successor=unit).exists()


def _shown(act: str, form: Form) -> dict[str, Any]:
    return {
        "act": act,
        "name": ACTS[act],
        "form": form,
        "first": act in FIRST,
        "files": form.is_multipart(),
        "signed": "attested" in form.fields,
    }


def _facts(row: Dossier) -> dict[str, Any]:
    units = (row.unit_id, row.holder_id, row.receipt_unit_id, row.support_unit_id, row.hamlet_id)
    asked = row.consultations.values_list("agency", flat=True)
    return {
        "names": names({unit for unit in (*units, *asked) if unit}),
        "status": STATUSES[Status(row.status)],
        "channel": CHANNELS[Channel(row.channel)],
        "filer": FILERS[Filer(row.filer)],
        "paid": PAID[Paid(row.paid)] if row.paid else "",
        "timing": TIMINGS[Timing(row.timing)] if row.timing else "",
        "applicant": APPLICANT,
    }


def _steps(row: Dossier) -> list[dict[str, object]]:
    """Tell the five steps: when each was begun, and which one the dossier is at."""
    begun: dict[str, object] = {}
    for move in sorted(row.moves.all(), key=lambda each: each.nr):
        begun.setdefault(move.step, move.at)
    places = list(Step)
    here = places.index(Step(row.step))
    return [
        {
            "what": STEPS[step],
            "at": begun.get(step) if place <= here else None,
            "who": "",
            "state": "",
            "here": place == here and models.is_open(row),
        }
        for place, step in enumerate(places)
    ]


def _slips(row: Dossier) -> list[tuple[str, Promise]]:
    done = {move.act for move in row.moves.all()}
    return [(form, label) for form, (needed, label) in SLIPS.items() if needed in done]
