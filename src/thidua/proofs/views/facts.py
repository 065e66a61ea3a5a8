"""One fact: what was counted, how it came to be, what corrects it, and where it is in the ledger."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thidua.accounts.models import role_of
from thidua.counting.models import KIND_NAMES, Measure
from thidua.proofs.models import log
from thidua.proofs.models.naming import name_on
from thidua.proofs.models.walk import counted_in, entry_steps, figure_steps, walk


@require_safe
def fact(request: HttpRequest, fact: str) -> HttpResponse:
    """Show a fact; its key in the source stays private, as in the log."""
    found = log.fact(fact)
    measure = Measure.objects.get(pk=found.measure).value()
    chain = log.corrections(found)
    leaf = log.leaf_of(found.entry)
    figures = counted_in(found, role_of(request))
    steps = figure_steps(figures) | entry_steps(leaf.index, fact)
    page = {
        "figures": figures,
        "walk": walk("fact", steps),
        "check": steps.get("check", ""),
        "fact": found,
        "measure": measure,
        "kind": KIND_NAMES[measure.kind],
        "unit": name_on(found.unit, found.day),
        "chain": chain,
        "live": chain[-1] == found,
        "newest": chain[-1],
        "leaf": leaf,
        "batch": log.batch_of(found.entry),
        "line": log.line_of(found),
        "trail": [(_("Số liệu"), ""), (found.public_id, "")],
    }
    return render(request, "proofs/fact.html", page)
