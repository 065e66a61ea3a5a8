"""The writers of a campaign's reporting route and of the days that its office sets."""

from datetime import date, datetime

from thidua.campaigns.models import Campaign
from thidua.campaigns.models.seeing import plan_of
from thidua.conduct.models import CampaignDay, RouteStep
from thidua.conduct.models import Route as StoredRoute
from thidua.conduct.models.route import SET_DAYS
from thidua.conduct.rules.route import Route, check_route
from thidua.kernel.errors import RuleBroken
from thidua.ledger.actions import action
from thidua.ledger.rules import Event
from thidua.plans.rules import Plan


@action
def set_route(*, campaign: str, route: Route, actor: str, at: datetime) -> Event:
    """Set by when each level sends its numbers; it replaces the route that was set before."""
    plan, root = _running(campaign)
    check_route(route, plan)
    StoredRoute.objects.filter(pk=campaign).delete()
    stored = StoredRoute.objects.create(
        campaign=campaign, every=route.every.value, weekday=route.weekday
    )
    RouteStep.objects.bulk_create(
        RouteStep(
            route=stored,
            place=place,
            level=step.level.value,
            weekday=step.weekday,
            days_before=step.days_before,
            minute=step.minute,
        )
        for place, step in enumerate(route.steps)
    )
    public: dict[str, object] = {
        "campaign": campaign,
        "every": route.every.value,
        "weekday": route.weekday,
        "steps": [
            [step.level.value, step.weekday, step.days_before, f"{step.clock:%H:%M}"]
            for step in route.steps
        ],
    }
    return Event("conduct.route-set", f"campaign:{campaign}", root, actor, at, public)


@action
def set_day(
    *, campaign: str, kind: str, stage: str, day: date | None, actor: str, at: datetime
) -> Event:
    """Set the day of a publication or of the prizes, of the whole or of a stage; None clears it."""
    plan, root = _running(campaign)
    if stage and stage not in {each.code for each in plan.stages}:
        raise RuleBroken("standings.stage-unknown", campaign=campaign, stage=stage)
    if kind not in SET_DAYS:
        raise RuleBroken("conduct.day-kind", kind=kind)
    if day is not None and day < plan.period.first:
        raise RuleBroken(
            "conduct.day-too-early",
            day=f"{day:%d/%m/%Y}",
            first=f"{plan.period.first:%d/%m/%Y}",
        )
    CampaignDay.objects.filter(campaign=campaign, kind=kind, stage=stage).delete()
    if day is not None:
        CampaignDay.objects.create(campaign=campaign, kind=kind, stage=stage, day=day)
    public = {
        "campaign": campaign,
        "kind": kind,
        "stage": stage,
        "day": day.isoformat() if day else None,
    }
    return Event("conduct.day-set", f"campaign:{campaign}", root, actor, at, public)


def _running(campaign: str) -> tuple[Plan, str]:
    """Hold a campaign, so that its route is set by one after the other."""
    held = Campaign.objects.select_for_update().filter(pk=campaign).first()
    if held is None:
        raise RuleBroken("portal.campaign-unknown", campaign=campaign)
    return plan_of(campaign), held.root
