"""What waits for a seat, by what is due; and finding a dossier by code or name."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thidua.accounts.models import SeatedRequest
from thidua.counter import models
from thidua.counter.forms.choosing import SearchForm
from thidua.counter.views import acting, looked, trail
from thidua.counting.models.naming import names
from thidua.dossiers.forms import STATUSES
from thidua.dossiers.rules.steps import Owner, Status
from thidua.onestop.models import Dossier, is_master
from thidua.onestop.rules import Purpose

FIND = gettext_lazy("Mã hồ sơ, hoặc những chữ đầu của họ tên hay của tên gọi")
ASKED = gettext_lazy("Ý kiến được hỏi")


@require_safe
def inbox(request: SeatedRequest, unit: str) -> HttpResponse:
    """List what waits for the seat, what is due first at the top; or what waits for applicants."""
    seat, now = acting(request), timezone.now()
    owner = models.owner_of(seat)
    paused = request.GET.get("show") == "paused"
    mine, waits = Dossier.objects.at_desk(seat, owner), Dossier.objects.waiting(seat, owner)
    page = {
        "unit": unit,
        "unit_name": names([unit])[unit],
        "slice": models.inbox(waits if paused else mine, request.GET.get("after", ""), now),
        "paused": paused,
        "counts": models.counts(mine, waits, now),
        "asked": models.asked_of(unit).count(),
        "statuses": STATUSES,
        "form": SearchForm(FIND),
        "takes_in": owner is Owner.ONE_STOP,
        "master": is_master(unit, timezone.localdate(now)),
        "filed": Status.FILED,
        "trail": trail(unit),
    }
    return render(request, "counter/inbox.html", page)


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
        "rows": [(row, STATUSES[Status(row.status)]) for row in found],
        "most": models.MOST_FOUND,
        "trail": trail(unit, (_("Tìm hồ sơ"), "")),
    }
    return render(request, "counter/find.html", page)


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
