"""The desk of the mirror: send a list, look at what it says, take it."""

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods

from thidua.accounts.models import SeatedRequest
from thidua.counting.models.naming import names
from thidua.dossiers.forms import STATUSES
from thidua.kernel.errors import RuleBroken
from thidua.mirror import actions
from thidua.mirror.models import KEPT, Kept, Listing, Mirrored
from thidua.mirror.models.opening import opened
from thidua.mirror.models.summing import Look, looked_at
from thidua.mirror.rules import Declared, Source
from thidua.reconciling.forms import KIND_NAMES, SOURCE_NAMES, ListForm
from thidua.spreadsheets.rules import Mark

TITLE = _lazy("Bản soi hồ sơ")
SHOWN = 50
LISTINGS = 30


@require_http_methods(["GET", "POST"])
def desk(request: SeatedRequest, unit: str) -> HttpResponse:
    """Take a list in and lead to its look; list what was taken, and how much differs."""
    sent = request.method == "POST"  # a form without its file is empty, and still sent
    form = ListForm(request.POST, request.FILES) if sent else ListForm()
    marks: tuple[Mark, ...] = ()
    if form.is_valid():
        kept, marks = _kept(form, unit, timezone.now())
        if kept is not None:
            return redirect("reconciling:look", unit, kept.pk)
    mine = Mirrored.objects.filter(sender=unit)
    page = {
        "unit": unit,
        "unit_name": names([unit])[unit],
        "form": form,
        "marks": _shown(marks[:SHOWN]),
        "more": max(len(marks) - SHOWN, 0),
        "listings": Listing.objects.filter(unit=unit).order_by("-pk")[:LISTINGS],
        "source_names": SOURCE_NAMES,
        "dossiers": mine.count(),
        "differing": list(_differing(unit)),
        "generated": mine.filter(generated=True).exists(),
        "trail": [(TITLE, "")],
    }
    return render(request, "reconciling/desk.html", page, status=422 if marks else 200)


def _kept(form: ListForm, unit: str, at: datetime) -> tuple[Kept | None, tuple[Mark, ...]]:
    name, content = form.cleaned_data["file"]
    read = opened(content, name, unit, at)
    if read.marks:
        return None, read.marks
    declared = Declared(
        Source(form.cleaned_data["source"]),
        form.cleaned_data["first"],
        form.cleaned_data["last"],
        sha256(content).hexdigest(),
    )
    return actions.keep(read=read, declared=declared, name=name[:200], unit=unit, at=at), ()


def _shown(marks: tuple[Mark, ...]) -> list[tuple[str, str]]:
    language = get_language() or "vi"
    return [(mark.place, mark.reason.text(language)) for mark in marks]


def _differing(unit: str) -> Iterator[tuple[str, Promise, int]]:
    """Count the dossiers of each kind of difference, where there is any."""
    rows = Mirrored.objects.filter(sender=unit)
    for kind, name in KIND_NAMES.items():
        if number := rows.differing(kind).count():
            yield kind.value, name, number


@require_http_methods(["GET", "POST"])
def look(request: SeatedRequest, unit: str, kept: str) -> HttpResponse:
    """Show what a list says and would change; take it when a person says so."""
    now = timezone.now()
    found = Kept.objects.filter(pk=kept, unit=unit, at__gt=now - KEPT).first()
    if found is None:
        raise RuleBroken("mirror.unknown")
    if request.method == "POST":
        return _taken(request, found, now)
    seen: Look = looked_at(found)
    page = {
        "unit": unit,
        "kept": found,
        "look": seen,
        "by_status": [(STATUSES[status], number) for status, number in seen.by_status],
        "source_name": SOURCE_NAMES[found.source],
        "trail": [(TITLE, reverse("reconciling:desk", args=[unit])), (_("Xem trước"), "")],
    }
    return render(request, "reconciling/look.html", page)


def _taken(request: SeatedRequest, kept: Kept, now: datetime) -> HttpResponse:
    """Take the list once, and lead back to the desk with the receipt."""
    if request.seat is None:
        raise RuleBroken("accounts.sign-in-first")
    receipt = actions.finish(kept=kept, actor=request.seat.id, at=now)
    said = _("Đã ghi danh sách. Biên nhận: %(receipt)s.")
    messages.success(request, said % {"receipt": receipt.id})
    return redirect("reconciling:desk", kept.unit_id)
