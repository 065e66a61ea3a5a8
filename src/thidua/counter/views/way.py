"""Where the dossiers of a unit live: said by who runs the system or oversees procedures."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.accounts.models import SeatedRequest
from thidua.counter.forms.choosing import WayForm
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
    rows = Way.objects.filter(unit=unit).order_by("-first")
    page = {
        "unit": unit,
        "unit_name": names([unit])[unit],
        "ways": [(row, WAYS[Kind(row.kind)]) for row in rows],
        "form": form,
        "trail": [(_("Nơi giữ hồ sơ"), "")],
    }
    return render(request, "counter/way.html", page, status=422 if form.is_bound else 200)
