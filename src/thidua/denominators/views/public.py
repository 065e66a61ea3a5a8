"""What everybody sees of denominators: what is in use, where it comes from, and what changed."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thidua.counting.models.naming import names
from thidua.denominators import rules
from thidua.denominators.models import Candidate, frozen_from, in_use, listing, measures, used
from thidua.denominators.outside import catalogue
from thidua.kernel.errors import RuleBroken
from thidua.units.models import Unit, tree

A_PAGE = 50
LATEST = 20  # events on the page of a measure
LONGEST_SEARCH = 100


@require_safe
def denominators(request: HttpRequest) -> HttpResponse:
    """List the denominators in use by province, with source, day and version."""
    shown = Paginator(listing.places(timezone.localdate()), A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {"page": shown, "trail": [(_("Mẫu số"), "")]}
    return render(request, "denominators/public.html", context)


@require_safe
def measure(request: HttpRequest, measure: str) -> HttpResponse:
    """Show a denominator unit by unit; `of` narrows it to what a unit holds today."""
    known = measures(catalogue()).get(measure)
    if known is None:
        raise RuleBroken("denominators.measure-unknown", measure=measure)
    today = timezone.localdate()
    of = request.GET.get("of", "")[:LONGEST_SEARCH]
    units = listing.counted_units(measure)
    if of and Unit.objects.on(today).filter(pk=of).exists():
        units &= tree(today, of).nodes.keys()
    else:
        of = ""
    now = in_use(measure, units, today)
    wanted = request.GET.get("q", "")[:LONGEST_SEARCH].strip()
    shown = Paginator(listing.in_order(now, wanted), A_PAGE).get_page(request.GET.get("page"))
    found = listing.candidates(measure, units) if of else listing.all_of(measure)
    told = listing.happened(found, units, measure)
    # a label that only a plan has given may be one that is not shown to everybody
    label = known.label if found or measure in catalogue() else measure
    context = {
        "measure": known,
        "of": of,
        "name": names([of])[of],
        "used": used([measure], units, today)[measure],
        "frozen_from": frozen_from(measure, units),
        "wanted": wanted,
        "page": shown,
        "rows": [(name, now[unit]) for unit, name in shown],
        "label": label,
        "candidates": found,
        "told": told[:LATEST],
        "trail": [(_("Mẫu số"), reverse("denominators:public")), (label, "")],
    }
    return render(request, "denominators/public_measure.html", context)


@require_safe
def lines(_request: HttpRequest, candidate: str) -> HttpResponse:
    """Give the file of a candidate: the bytes that its SHA-256 in the ledger is of."""
    found = Candidate.objects.filter(pk=candidate).first()
    if found is None:
        raise RuleBroken("denominators.candidate-unknown", candidate=candidate)
    answer = HttpResponse(rules.lines(found.values()), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="denominator-{found.pk}.csv"'
    return answer
