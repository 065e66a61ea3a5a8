"""Taking a dossier in at the counter: which procedure, then for whom and with which papers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thidua.accounts.models import SeatedRequest
from thidua.counter.forms.choosing import SearchForm
from thidua.counter.forms.intake import IntakeForm
from thidua.counter.models import level_of
from thidua.counter.views import acting, trail
from thidua.kernel.errors import RuleBroken
from thidua.kernel.text import sort_key
from thidua.onestop import actions
from thidua.onestop.models import Dossier
from thidua.onestop.rules import COMPETENT
from thidua.procedures.models import Stored
from thidua.procedures.rules import Level
from thidua.units.rules import Level as UnitLevel

MOST = 40


@require_safe
def choose(request: SeatedRequest, unit: str) -> HttpResponse:
    """Choose the procedure; those that the unit itself decides come first."""
    form = SearchForm(_("Tên hoặc mã thủ tục, có dấu hay không dấu"), request.GET)
    own = _levels(unit)
    rows = Stored.objects.on(timezone.localdate()).saying(form.words)
    found = sorted(rows, key=lambda row: (row.level not in own, sort_key(row.name), row.code))
    page = {
        "unit": unit,
        "form": form,
        "rows": found[:MOST],
        "more": max(len(found) - MOST, 0),
        "trail": trail(unit, (_("Nhận hồ sơ mới"), "")),
    }
    return render(request, "counter/choose.html", page)


@require_http_methods(["GET", "POST"])
def intake(request: SeatedRequest, unit: str, procedure: str) -> HttpResponse:
    """Write a dossier down; it is filed once, and received at once when that is asked for."""
    now = timezone.now()
    version = Stored.objects.on(timezone.localdate(now)).filter(code=procedure).first()
    if version is None:
        raise RuleBroken("onestop.procedure-not-in-force", procedure=procedure[:40])
    form = IntakeForm(
        version, unit, timezone.localdate(now), request.POST or None, request.FILES or None
    )
    if form.is_valid():
        return _taken(request, unit, form)
    page = {
        "unit": unit,
        "version": version,
        "form": form,
        "trail": trail(
            unit,
            (_("Nhận hồ sơ mới"), reverse("counter:choose", args=[unit])),
            (version.name, ""),
        ),
    }
    return render(request, "counter/intake.html", page, status=422 if form.is_bound else 200)


def _taken(request: SeatedRequest, unit: str, form: IntakeForm) -> HttpResponse:
    now, actor = timezone.now(), acting(request).pk
    dossier = str(form.cleaned_data["dossier"])
    actions.file(
        dossier=dossier,
        application=form.application(now),
        party=form.party(),
        actor=actor,
        at=now,
        key=f"file:{dossier}",
    )
    if "receive" in request.POST:
        appointed = form.cleaned_data.get("appointed")
        key = f"receive:{dossier}"
        actions.receive(dossier=dossier, actor=actor, at=now, appointed=appointed, key=key)
    said = _("Đã ghi hồ sơ %(code)s. Hãy in giấy tiếp nhận cho người nộp.")
    messages.success(request, said % {"code": Dossier.objects.get(pk=dossier).code})
    return redirect("counter:dossier", unit, dossier)


def _levels(unit: str) -> set[str]:
    """Give the levels of procedures that a unit decides itself."""
    level = UnitLevel(level_of(unit))
    return {each.value for each in Level if level in COMPETENT[each]}
