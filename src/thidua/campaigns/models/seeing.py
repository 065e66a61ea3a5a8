"""Campaigns as a reader may see them; one that may not be seen is not there."""

from datetime import date

from thidua.accounts.rules import Role
from thidua.campaigns.models import PlanVersion
from thidua.campaigns.rules import may_see
from thidua.counting.models.known import local_day
from thidua.kernel.errors import RuleBroken
from thidua.ledger.models import Entry
from thidua.plans.rules import Plan


def plan_of(campaign: str) -> Plan:
    """Give the plan in force on the day of the newest entry; before its first day, the newest."""
    newest = Entry.objects.order_by("-pk").values_list("recorded_at", flat=True).first()
    versions = PlanVersion.objects.filter(campaign=campaign)
    on = local_day(newest) if newest else date.max
    begun = versions.filter(effective_from__lte=on).exists()
    return PlanVersion.objects.in_force(campaign, on if begun else None).plan


def visible(role: Role | None) -> list[Plan]:
    """Give the newest plan of each campaign that somebody may see, the latest first."""
    codes = PlanVersion.objects.order_by().values_list("campaign__code", flat=True).distinct()
    plans = [plan_of(code) for code in codes]
    seen = [plan for plan in plans if may_see(plan.visibility, role)]
    return sorted(seen, key=lambda plan: (plan.period.end, plan.code), reverse=True)


def open_plan(code: str, role: Role | None) -> Plan:
    """Give the newest plan of a campaign; one that may not be seen is not there."""
    if not PlanVersion.objects.filter(campaign__code=code).exists():
        raise RuleBroken("portal.campaign-unknown", campaign=code)
    plan = plan_of(code)
    if not may_see(plan.visibility, role):
        raise RuleBroken("portal.campaign-unknown", campaign=code)
    return plan
