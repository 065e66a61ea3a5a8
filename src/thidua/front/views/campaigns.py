"""A campaign's own page: its plan in words, its versions and its editions."""

from collections.abc import Container

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from thidua.accounts.models import role_of
from thidua.campaigns.models import PlanVersion
from thidua.campaigns.models.seeing import open_plan, visible
from thidua.conduct.rules.calendar import days_away
from thidua.front.views.overview import map_of, newest_editions, overview
from thidua.plans.rules import Criterion, Plan
from thidua.proofs.models.campaigns import as_of, editions
from thidua.proofs.models.naming import names
from thidua.proofs.outside import checkpoint
from thidua.reading.forms import words
from thidua.reading.forms.looking import CAMPAIGNS, trail
from thidua.standings.models.live import live


@require_safe
def campaigns(request: HttpRequest) -> HttpResponse:
    """List the campaigns, the latest first."""
    plans = visible(role_of(request))
    newest = newest_editions(editions([plan.code for plan in plans]))
    today = timezone.localdate()
    rows = [(plan, *days_away(plan.period, today), newest.get(plan.code)) for plan in plans]
    page = {
        "rows": rows,
        "trail": [(CAMPAIGNS, "")],
        "states": words.EDITIONS,
        "visibility": words.VISIBILITY,
    }
    return render(request, "front/campaigns.html", page)


@require_safe
def campaign(request: HttpRequest, campaign: str) -> HttpResponse:
    """Show a plan: who competes, when, on what, for which prizes, and where that is said."""
    plan = open_plan(campaign, role_of(request))
    board = live(campaign)
    published = editions([campaign])
    one = overview(plan, timezone.localdate(), newest_editions(published).get(campaign))
    page = {
        "one": one,
        "map": map_of(one),
        "plan": plan,
        "trail": trail(plan),
        "root": names([board.plan.root], board.tree)[board.plan.root],
        "root_href": reverse("portal:sheet", args=[plan.code, board.plan.root]),
        "groups": [(group.group, len(group.standings)) for group in board.groups],
        "criteria": [_criterion(plan, criterion) for criterion in plan.criteria],
        "tie_breaks": [words.tie_break(entry, _labels(plan)) for entry in plan.tie_breaks],
        "overflows": words.OVERFLOWS,
        "versions": PlanVersion.objects.of(campaign),
        "family": _family(campaign, {each.code for each in visible(role_of(request))}),
        "editions": published,
        "stages": {stage.code: stage.name for stage in plan.stages},
        "states": words.EDITIONS,
        "visibility": words.VISIBILITY[plan.visibility],
        "as_of": as_of(),
        "checkpoint": checkpoint(),
    }
    return render(request, "front/campaign.html", page)


def _family(campaign: str, seen: Container[str]) -> dict[str, object]:
    """Give the plans above and below that a reader may see."""
    newest = PlanVersion.objects.in_force(campaign)
    below = [each for each in newest.children() if each.campaign_id in seen]
    above = newest.parent if newest.under in seen else None
    return {"above": above, "below": below, "version": newest.version}


def _labels(plan: Plan) -> dict[str, str]:
    return {criterion.code: criterion.label for criterion in plan.criteria}


def _criterion(plan: Plan, criterion: Criterion) -> dict[str, object]:
    groups = {group.code: group.name for group in plan.groups}
    return {
        "criterion": criterion,
        "method": words.METHODS[criterion.method],
        "form": words.FORMS[criterion.indicator.form],
        "scope": words.SCOPES[criterion.scope],
        "parts": [
            (
                [plan.measures[key].label for key in part.numerator],
                [plan.measures[key].label for key in part.denominator],
            )
            for part in criterion.indicator.parts
        ],
        "groups": [groups[code] for code in criterion.applies_to],
    }
