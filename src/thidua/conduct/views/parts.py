"""What each of these pages asks first: which campaign, seen by whom."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.accounts.models import Seat, SeatedRequest, role_of
from thidua.campaigns.models.seeing import open_plan
from thidua.kernel.errors import RuleBroken
from thidua.plans.rules import Plan

CAMPAIGNS = _("Phong trào")


def plan_for(request: HttpRequest, campaign: str) -> Plan:
    """Give the plan of a campaign that this reader may see."""
    return open_plan(campaign, role_of(request))


def trail(plan: Plan, *steps: tuple[str | Promise, str]) -> list[tuple[str | Promise, str]]:
    """Lead from the campaigns to a page of one; the last step is the page itself."""
    first: list[tuple[str | Promise, str]] = [
        (CAMPAIGNS, reverse("front:campaigns")),
        (plan.name, reverse("front:campaign", args=[plan.code])),
    ]
    found = [*first, *steps]
    return [*found[:-1], (found[-1][0], "")]


def acting(request: SeatedRequest) -> Seat:
    """Give the seat that acts."""
    if request.seat is None:
        raise RuleBroken("accounts.sign-in-first")
    return request.seat
