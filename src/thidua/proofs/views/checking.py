"""How anybody checks what is published here: in the browser, or with files taken home."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from thidua.accounts.models import role_of
from thidua.campaigns.models.seeing import visible
from thidua.proofs import outside
from thidua.proofs.forms import WalkForm, asked
from thidua.proofs.models import log
from thidua.proofs.models.campaigns import editions
from thidua.proofs.models.naming import name_on
from thidua.proofs.models.walk import counted_in, entry_steps, figure_steps, walk


@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """Say what can be checked, with which commands, and what no check can tell."""
    plans = visible(role_of(request))
    newest = editions([plan.code for plan in plans])
    page = {
        "checkpoint": outside.checkpoint(),
        "verifier": outside.verifier(),
        "edition": newest[0] if newest else None,
        "host": request.build_absolute_uri("/"),
        "trail": [(_("Kiểm chứng"), "")],
    }
    return render(request, "proofs/verify.html", page)


@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """Lay out the check of an entry, and of a fact in it, that the reader's browser does itself.

    What is looked up here is only what the check starts from; it believes nothing of it.
    """
    wanted = asked(WalkForm(request.GET))
    checkpoint = outside.checkpoint()
    found = log.fact(wanted["fact"]) if wanted["fact"] else None
    index = wanted["entry"]
    if found and index is None:
        index = log.leaf_of(found.entry).index
    if index is not None:
        leaf = log.leaf(index, checkpoint.head.size if checkpoint else 0)
        log.holds(leaf, found)
    doors = figure_steps(counted_in(found, role_of(request))) if found else {}
    page = {
        "index": index,
        "fact": found,
        "line": log.line_of(found) if found else "",
        "unit": name_on(found.unit, found.day) if found else "",
        "checkpoint": checkpoint,
        "verifier": outside.verifier(),
        "host": request.build_absolute_uri("/").rstrip("/"),
        "scripts": outside.scripts(),
        "walk": walk("check", doors | entry_steps(index, wanted["fact"])),
        "trail": [(_("Kiểm chứng"), reverse("proofs:verify")), (_("Tự kiểm tra"), "")],
    }
    return render(request, "proofs/check.html", page)
