"""Pages on the reader's own seats, and on the seats of a unit."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from thidua.accounts.forms import ChooseForm
from thidua.accounts.models import Seat, SeatedRequest, seats_of
from thidua.kernel.errors import RuleBroken
from thidua.units.models import UnitName


@require_http_methods(["GET", "POST"])
def choose(request: SeatedRequest) -> HttpResponse:
    """Show the seats that the reader holds today, and take the one to act in."""
    held = seats_of(request.user, on=timezone.localdate())
    form = ChooseForm(request.POST or None)
    if form.is_valid():
        seat = form.cleaned_data["seat"]
        if seat not in {each.pk for each in held}:
            raise RuleBroken("accounts.not-your-seat", seat=seat)
        request.session.cycle_key()
        request.session["seat"] = seat
        return redirect("accounts:choose")
    return render(request, "accounts/choose.html", {"held": held})


@require_GET
def seats(request: HttpRequest, unit: str) -> HttpResponse:
    """List the seats of a unit, oldest first."""
    name = UnitName.objects.filter(unit=unit).order_by("-pk").first()
    if name is None:
        raise RuleBroken("units.unknown", reference=unit)
    found = Seat.objects.filter(unit=unit).select_related("person").order_by("first", "id")
    return render(request, "accounts/seats.html", {"name": name, "seats": found})
