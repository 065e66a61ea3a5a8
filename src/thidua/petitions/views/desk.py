"""The unit's desk of petitions: what waits, by when; each is read, accepted or refused, answered."""

from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thidua.accounts.models import Seat, SeatedRequest
from thidua.accounts.rules import Role
from thidua.counting.models.known import local_day
from thidua.counting.models.naming import names
from thidua.kernel.errors import RuleBroken
from thidua.ledger.rules import Event, Receipt
from thidua.petitions import actions
from thidua.petitions.forms import AnswerForm, ReasonForm
from thidua.petitions.models import Petition, and_before
from thidua.petitions.rules import ROLES, Act, State, open_acts
from thidua.petitions.views import words
from thidua.tracking.forms import KeyForm
from thidua.tracking.models import Rating
from thidua.tracking.outside import unlisted

A_PAGE = 50
TITLE = "Phản ánh, kiến nghị"
Does = Callable[..., tuple[Receipt, Event]]

DOES: Mapping[Act, tuple[Does, type[KeyForm]]] = {
    Act.ACCEPT: (actions.accept, KeyForm),
    Act.REFUSE: (actions.refuse, ReasonForm),
    Act.ASK_SUPPLEMENT: (actions.ask_supplement, ReasonForm),
    Act.LAPSE: (actions.lapse, KeyForm),
    Act.ANSWER: (actions.answer, AnswerForm),
}


@require_safe
@unlisted
def inbox(request: SeatedRequest, unit: str) -> HttpResponse:
    """List what waits, by when it is due, and what has ended."""
    now = timezone.now()
    rows = Petition.objects.filter(unit__in=and_before(unit, local_day(now)))
    page = {
        "unit": unit,
        "name": names([unit])[unit],
        "waiting": Paginator(rows.waiting(), A_PAGE).get_page(request.GET.get("page")),
        "ended": rows.ended()[:A_PAGE],
        "now": now,
        "ratings": Rating.objects.filter(dossier__holder=unit).order_by("-at", "pk")[:A_PAGE],
        "trail": [(_(TITLE), "")],
    }
    return render(request, "petitions/inbox.html", page)


@require_safe
@unlisted
def petition(request: SeatedRequest, unit: str, petition: UUID) -> HttpResponse:
    """Show a petition to the unit."""
    now = timezone.now()
    row = _row(unit, petition, now)
    page = {
        **_page(request, unit, row, now),
        "acts": [(act, words.ACTS[act]) for act in _acts(request.seat, row)],
    }
    return render(request, "petitions/handle.html", page)


@require_http_methods(["GET", "POST"])
@unlisted
def act(request: SeatedRequest, unit: str, petition: UUID, act: str) -> HttpResponse:
    """Do something with a petition."""
    now = timezone.now()
    row = _row(unit, petition, now)
    chosen = next((each for each in DOES if each.value == act), None)
    if chosen is None or request.seat is None:
        raise RuleBroken("petitions.unknown")
    does, shape = DOES[chosen]
    form = shape(request.POST or None)
    if form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "key"}
        receipt, _event = does(
            petition=str(row.pk),
            actor=request.seat.id,
            at=now,
            key=f"petition {form.cleaned_data['key']}",
            **given,
        )
        words.said(request, _("Đã ghi: %(act)s.") % {"act": words.ACTS[chosen]}, receipt)
        return redirect("petitions:handle", unit, row.pk)
    page = {**_page(request, unit, row, now), "form": form, "act_name": words.ACTS[chosen]}
    return render(request, "petitions/act.html", page)


def _row(unit: str, petition: UUID, at: datetime) -> Petition:
    rows = Petition.objects.select_related("dossier", "person")
    row = rows.filter(pk=petition, unit__in=and_before(unit, local_day(at))).first()
    if row is None:
        raise RuleBroken("petitions.unknown")
    return row


def _acts(seat: Seat | None, row: Petition) -> tuple[Act, ...]:
    owner = ROLES.get(Role(seat.role)) if seat else None
    return open_acts(State(row.state), owner)


def _page(request: SeatedRequest, unit: str, row: Petition, at: datetime) -> dict[str, object]:
    """Gather what a page about a petition shows; the look is remembered."""
    if request.seat is not None:
        actions.look_at(petition=str(row.pk), seat=request.seat.id, at=at)
    called = names({row.unit_id, unit})
    return {
        "unit": unit,
        "row": row,
        "unit_name": called[row.unit_id],
        "state": words.state(row),
        "late": row.due_at is not None and row.due_at < at,
        "moves": words.moves(row),
        "texts": [each for each in row.moves.order_by("nr") if each.text],
        "trail": [
            (_(TITLE), reverse("petitions:inbox", args=[unit])),
            (f"{row.filed_at:%d/%m/%Y}", ""),
        ],
    }
