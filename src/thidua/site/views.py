"""How the site says no: as a page, or as problem+json to whoever prefers that."""

from datetime import date

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from thidua.kernel.errors import RuleBroken

HTML = "text/html"
PROBLEM = "application/problem+json"


def today() -> date:
    """Read the clock for what happens around every view."""
    return timezone.localdate()


def wants_json(request: HttpRequest) -> bool:
    """Whether whoever asks prefers JSON to a page."""
    return request.get_preferred_type([HTML, PROBLEM, "application/json"]) not in {HTML, None}


def refused(request: HttpRequest, broken: RuleBroken) -> HttpResponse:
    """Say what happened, what was kept and what to do, with the status of the catalogue."""
    words = broken.text(get_language() or "vi")
    if wants_json(request):
        problem = {
            "type": f"urn:thidua:{broken.code}",
            "title": broken.code,
            "status": broken.status,
            "detail": words,
        }
        return JsonResponse(problem, status=broken.status, content_type=PROBLEM)
    page = {"words": words, "code": broken.code, "status": broken.status}
    return render(request, "refused.html", page, status=broken.status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer what cannot be read."""
    return refused(request, RuleBroken("portal.bad-request"))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer what is not allowed."""
    return refused(request, RuleBroken("accounts.not-yours"))


def form_expired(request: HttpRequest, reason: str) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer a form without its token."""
    return refused(request, RuleBroken("accounts.form-expired"))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer an address without a page."""
    return refused(request, RuleBroken("portal.no-such-page"))


def too_many(request: HttpRequest) -> HttpResponse:
    """Answer whoever tries too often."""
    return refused(request, RuleBroken("accounts.too-many-tries"))


def bug(request: HttpRequest) -> HttpResponse:
    """Answer after a bug, with a page that needs nothing but its template."""
    broken = RuleBroken("portal.bug")
    if wants_json(request):
        return refused(request, broken)
    return render(None, "500.html", {"words": broken.text(get_language() or "vi")}, status=500)
