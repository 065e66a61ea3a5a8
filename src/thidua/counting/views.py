"""The page on which a unit sends a file of counts."""

from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from thidua.accounts.models import SeatedRequest
from thidua.counting import actions
from thidua.counting.forms import CountsForm
from thidua.counting.models import Fact, Measure
from thidua.counting.rules import Origin
from thidua.ledger.rules import Grade
from thidua.units.models import UnitName


@require_http_methods(["GET", "POST"])
def take(request: SeatedRequest, unit: str) -> HttpResponse:
    """Show the form; take a file whole and show its receipt."""
    form = CountsForm(request.POST or None, request.FILES or None, initial={"key": uuid4()})
    page = {
        "form": form,
        "unit": unit,
        "name": UnitName.objects.filter(unit=unit).order_by("pk").last(),
        "measures": Measure.objects.all(),
        "today": timezone.localdate(),
    }
    if form.is_valid() and request.seat is not None:
        receipt, _event = actions.take_file(
            content=form.cleaned_data["file"],
            origin=Origin(f"report.{unit}", Grade.REPORTED, generated=False),
            unit=unit,
            actor=request.seat.id,
            at=timezone.now(),
            key=str(form.cleaned_data["key"]),
        )
        counted = Fact.objects.filter(entry__public_id=receipt.id).count()
        return render(request, "counting/taken.html", page | {"receipt": receipt, "facts": counted})
    return render(request, "counting/take.html", page)
