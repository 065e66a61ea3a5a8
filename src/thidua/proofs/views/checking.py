"""How anybody checks what is published here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from thidua.accounts.models import role_of
from thidua.campaigns.models.seeing import visible
from thidua.proofs import outside
from thidua.proofs.models.campaigns import editions


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
