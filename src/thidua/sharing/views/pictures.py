"""Cards and QR codes of pages."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from thidua.accounts.models import role_of
from thidua.campaigns.models.seeing import open_plan
from thidua.kernel.errors import RuleBroken
from thidua.sharing.models.cards import KINDS, card_of
from thidua.sharing.outside import png, qr
from thidua.standings.models.live import live


@require_safe
def card(
    request: HttpRequest, campaign: str, kind: str = "campaign", which: str = ""
) -> HttpResponse:
    """Draw the card of a page."""
    if kind not in KINDS:
        raise RuleBroken("portal.no-such-page")
    return HttpResponse(png(card_of(kind, campaign, which, role_of(request))), "image/png")


@require_safe
def code(request: HttpRequest, campaign: str, unit: str) -> HttpResponse:
    """Draw the address of a unit's page in a campaign as a QR code."""
    plan = open_plan(campaign, role_of(request))
    if unit not in live(plan.code).tree.nodes:
        raise RuleBroken("portal.unit-unknown", unit=unit)
    address = request.build_absolute_uri(reverse("portal:sheet", args=[plan.code, unit]))
    return HttpResponse(qr(address), "image/svg+xml")
