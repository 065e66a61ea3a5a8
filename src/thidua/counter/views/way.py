"""Where the dossiers of a unit live, and under which agency's code: said by who oversees procedures."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.accounts.models import SeatedRequest
from thidua.agencies.actions import give
from thidua.agencies.models import of_unit
from thidua.counter.forms.choosing import AgencyForm, WayForm
from thidua.counter.forms.words import WAYS
from thidua.counter.views import acting
from thidua.counting.models.naming import names
from thidua.onestop import actions
from thidua.onestop.models import Way
from thidua.onestop.rules import Way as Kind


@require_http_methods(["GET", "POST"])
def way(request: SeatedRequest, unit: str) -> HttpResponse:
    """Show since when a unit is mirror or master, and switch it."""
    form = WayForm(request.POST or None)
    if form.is_valid():
        actions.switch(
            unit=unit,
            kind=form.cleaned_data["kind"],
            first=form.cleaned_data["first"],
            actor=acting(request).pk,
            at=timezone.now(),
            key=f"switch:{form.sent}",
        )
        messages.success(request, _("Đã ghi."))
        return redirect("counter:way", unit)
    return _page(request, unit, form, AgencyForm())


@require_POST
def agency(request: SeatedRequest, unit: str) -> HttpResponse:
    """Give a unit the code that stands in front of its dossiers' numbers from a day on."""
    form = AgencyForm(request.POST)
    if not form.is_valid():
        return _page(request, unit, WayForm(), form)
    give(
        unit=unit,
        code=form.cleaned_data["code"],
        first=form.cleaned_data["first"],
        actor=acting(request).pk,
        at=timezone.now(),
        key=f"agency:{form.sent}",
    )
    messages.success(request, _("Đã ghi."))
    return redirect("counter:way", unit)


def _page(
    request: SeatedRequest, unit: str, form: WayForm, agency_form: AgencyForm
) -> HttpResponse:
    rows = Way.objects.filter(unit=unit).order_by("-first")
    page = {
        "unit": unit,
        "unit_name": names([unit])[unit],
        "ways": [(row, WAYS[Kind(row.kind)]) for row in rows],
        "codes": of_unit(unit),
        "form": form,
        "agency_form": agency_form,
        "trail": [(_("Nơi giữ hồ sơ"), "")],
    }
    bound = form.is_bound or agency_form.is_bound
    return render(request, "counter/way.html", page, status=422 if bound else 200)
