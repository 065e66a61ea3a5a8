"""People open their dossier by its code and a second factor, see how it stands, and rate it."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thidua.accounts.models import SeatedRequest
from thidua.dossiers.rules.steps import PROCESSED, Act, Status
from thidua.kernel.errors import RuleBroken
from thidua.onestop.models import Dossier, Move
from thidua.tracking import actions, outside
from thidua.tracking.forms import RatingForm, TrackForm
from thidua.tracking.models import Rating, found, opened, receipts_of
from thidua.tracking.outside import unlisted
from thidua.tracking.rules import MOST_BY_ADDRESS, MOST_BY_CODE, Factor
from thidua.tracking.views import words

UNPROCESSABLE = 422
READ = (  # what the page of a dossier tells; nothing of whose it is
    *("code", "generated", "status", "step", "desk", "unit", "receipt_unit", "holder", "owed"),
    *("filed_at", "received_at", "appointed_at", "due_at", "again_at", "resolved_at"),
    *("version__name", "version__time", "version__time_unit"),
    *("rating__stars", "rating__at"),
)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@unlisted
def track(request: HttpRequest) -> HttpResponse:
    """Ask for the code and the second factor; the QR code of a receipt fills both in."""
    sent = request.method == "POST"
    given = {"code": request.GET.get("code", ""), "factor": request.GET.get("ticket", "")}
    form = TrackForm(request.POST) if sent else TrackForm(initial=given)
    if form.is_valid():
        now = timezone.now()
        code, factor = form.cleaned_data["code"], form.cleaned_data["factor"]
        row = _tried(code, factor, _address(request), now)
        if row is not None:
            return _opened(request, row, now)
        form.add_error(
            None,
            _("Không có hồ sơ nào khớp cả mã hồ sơ và số đã nhập. Hãy xem lại giấy tiếp nhận."),
        )
    page = {"form": form, "trail": [(_("Tra cứu hồ sơ"), "")]}
    return render(request, "tracking/track.html", page, status=UNPROCESSABLE if sent else None)


def _tried(code: str, factor: Factor, address: str, at: datetime) -> Dossier | None:
    """Count the attempt, then compare; an unknown code and a wrong factor take the same way."""
    most: Mapping[str, int] = {outside.masked(f"address {address}"): MOST_BY_ADDRESS}
    if factor.digits:
        most = {**most, outside.masked(f"code {code}"): MOST_BY_CODE}
    if minutes := actions.attempt(most=most, at=at):
        raise RuleBroken("tracking.too-many-tries", minutes=minutes)
    row = found(code, factor)
    if row is not None:
        actions.forgive(keys=most)
    return row


def _opened(request: HttpRequest, row: Dossier, at: datetime) -> HttpResponse:
    """Open a dossier in this browser, and lead to it."""
    handle = outside.handle()
    opened.remember(request.session, handle, str(row.pk), at)
    return redirect("tracking:dossier", handle)


def _address(request: HttpRequest) -> str:
    return str(get_adapter().get_client_ip(request))


@require_safe
@unlisted
def own(request: SeatedRequest, dossier: UUID) -> HttpResponse:
    """Open a dossier of whoever is signed in."""
    row = Dossier.objects.filter(pk=dossier, party__person=request.user).first()
    if row is None:
        raise RuleBroken("onestop.unknown")
    return _opened(request, row, timezone.now())


@require_safe
@unlisted
def dossier(request: HttpRequest, handle: str) -> HttpResponse:
    """Show how a dossier stands; nothing of whose it is."""
    row = _open(request, handle)
    if row is None:
        return _over(request)
    rating = _rating(row)
    rates = Status(row.status) in PROCESSED and rating is None
    return _page(request, handle, row, RatingForm() if rates else None, rating)


@require_POST
@unlisted
def rate(request: HttpRequest, handle: str) -> HttpResponse:
    """Take the rating of a finished dossier."""
    row = _open(request, handle)
    if row is None:
        return _over(request)
    form = RatingForm(request.POST)
    if not form.is_valid():
        return _page(request, handle, row, form, _rating(row), status=UNPROCESSABLE)
    receipt, _event = actions.rate(
        dossier=str(row.pk),
        stars=form.cleaned_data["stars"],
        comment=form.cleaned_data["comment"],
        at=timezone.now(),
        key=f"rating {form.cleaned_data['key']}",
    )
    words.said(request, _("Cảm ơn ông/bà đã đánh giá."), receipt)
    return redirect("tracking:dossier", handle)


@require_POST
@unlisted
def close(request: HttpRequest, handle: str) -> HttpResponse:
    """Close a dossier in this browser, for the next person at it."""
    opened.forget(request.session, handle)
    messages.info(request, _("Đã đóng hồ sơ trên máy này."))
    return redirect("tracking:track")


def _open(request: HttpRequest, handle: str) -> Dossier | None:
    which = opened.dossier_of(request.session, handle, timezone.now())
    rows = Dossier.objects.select_related("version", "rating").only(*READ)
    return next(iter(rows.filter(pk=which)), None) if which else None


def _rating(row: Dossier) -> Rating | None:
    """Give the rating that was read with a dossier, if it has one."""
    rating: Rating | None = getattr(row, "rating", None)
    return rating


def _over(request: HttpRequest) -> HttpResponse:
    messages.info(request, _("Hồ sơ chưa mở trên máy này, hoặc đã quá 30 phút. Hãy nhập lại."))
    return redirect("tracking:track")


def _page(
    request: HttpRequest,
    handle: str,
    row: Dossier,
    form: RatingForm | None,
    rating: Rating | None,
    status: int | None = None,
) -> HttpResponse:
    now, moves = timezone.now(), list(row.moves.order_by("nr"))
    count, looks = words.looks(row)
    seats, called = words.called(row, moves, looks)
    receipts = receipts_of(row.subject)
    page = {
        "handle": handle,
        "row": row,
        "name": row.version.name,
        "sentence": words.SENTENCES[Status(row.status)],
        "holder": words.holder(row, called),
        "holder_unit": called[row.holder_id],
        "receipt_unit": called[row.receipt_unit_id],
        "left": words.time_left(row, moves, now),
        "missing": _missing(row, moves),
        "reason": words.last_reason(moves, Act.REFUSE, Act.STOP) if not row.desk else "",
        "steps": words.steps(row, moves),
        "history": words.history(moves, seats),
        "receipts": _receipts(receipts),
        "looks": words.looked(looks, seats),
        "look_count": count,
        "form": form,
        "rating": rating,
        "rating_receipt": receipts.get("tracking.rated", ""),
        "trail": [(_("Tra cứu hồ sơ"), reverse("tracking:track")), (row.code, "")],
    }
    return render(request, "tracking/dossier.html", page, status=status)


def _missing(row: Dossier, moves: list[Move]) -> str:
    """Give what the applicant has to bring, while the office waits for it."""
    if Status(row.status) is not Status.SUPPLEMENT:
        return ""
    return words.last_reason(moves, Act.ASK_SUPPLEMENT)


def _receipts(given: Mapping[str, str]) -> list[tuple[str, str]]:
    """Name the receipts of the filing and of the receipt at the counter."""
    kinds = (
        (pgettext("receipt", "Nộp hồ sơ"), "onestop.filed"),
        (_("Tiếp nhận hồ sơ"), "onestop.received"),
    )
    return [(name, given[kind]) for name, kind in kinds if kind in given]
