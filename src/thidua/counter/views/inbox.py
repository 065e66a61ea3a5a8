"""What waits for a seat, by what is due; and finding a dossier by code or name."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thidua.accounts.models import SeatedRequest
from thidua.counter import models
from thidua.counter.forms.choosing import SearchForm
from thidua.counter.views import acting, addresses, called, looked, trail
from thidua.counting.models.naming import names
from thidua.deadlines.rules import Left
from thidua.dossiers.forms import STATUSES
from thidua.dossiers.rules.steps import Owner, Status
from thidua.onestop.models import Dossier
from thidua.onestop.rules import Purpose

FIND = gettext_lazy("Mã hồ sơ, hoặc những chữ đầu của họ tên hay của tên gọi")
ASKED = gettext_lazy("Ý kiến được hỏi")
Row = TypeVar("Row", models.Listed, models.Found)
# A row as its page shows it: address, dossier, status in words; in an inbox, what is left of its time.
InboxLine = tuple[str, models.Listed, str, Left | None]
FoundLine = tuple[str, models.Found, str]


@require_safe
def inbox(request: SeatedRequest, unit: str) -> HttpResponse:
    """List what waits for the seat, what is due first at the top; or what waits for applicants."""
    seat, now = acting(request), timezone.now()
    owner = models.owner_of(seat)
    paused = request.GET.get("show") == "paused"
    rows = Dossier.objects
    shown = rows.waiting(seat, owner) if paused else rows.at_desk(seat, owner)
    found = models.inbox(shown, request.GET.get("after", ""), now)
    page = {
        "unit": unit,
        "unit_name": called(request, unit),
        "rows": _waiting(unit, found),
        "after": found.after,
        "paused": paused,
        "counts": models.at_a_glance(seat, owner, now),
        "form": SearchForm(FIND),
        "takes_in": owner is Owner.ONE_STOP,
        "trail": trail(unit),
    }
    return render(request, "counter/inbox.html", page)


def _waiting(unit: str, found: models.Slice) -> list[InboxLine]:
    lines = zip(_lines(unit, found.rows), found.left, strict=True)
    return [(*line, left) for line, left in lines]


@require_safe
def find(request: SeatedRequest, unit: str) -> HttpResponse:
    """Find dossiers by code or by the beginning of a name; names that are shown are remembered."""
    form = SearchForm(FIND, request.GET)
    words = form.words
    found, now = models.find(unit, words), timezone.now()
    looked(request, found, Purpose.FINDING, now)
    page = {
        "unit": unit,
        "form": form,
        "words": words,
        "rows": [*_lines(unit, found)],
        "most": models.MOST_FOUND,
        "trail": trail(unit, (_("Tìm hồ sơ"), "")),
    }
    return render(request, "counter/find.html", page)


def _lines(unit: str, rows: Sequence[Row]) -> Iterator[tuple[str, Row, str]]:
    """Give each dossier of a list between its address and its status in words."""
    said = {status: str(STATUSES[Status(status)]) for status in {row.status for row in rows}}
    hrefs = addresses(unit, (row.pk for row in rows))
    return ((href, row, said[row.status]) for href, row in zip(hrefs, rows, strict=True))


@require_safe
def asked(request: SeatedRequest, unit: str) -> HttpResponse:
    """List what the unit was asked about and has not answered."""
    rows = list(models.asked_of(unit))
    page = {
        "unit": unit,
        "rows": rows,
        "names": names({row.dossier.holder_id for row in rows}),
        "now": timezone.now(),
        "trail": trail(unit, (ASKED, "")),
    }
    return render(request, "counter/asked.html", page)
