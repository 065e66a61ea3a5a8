"""Campaigns as a reader may see them: every page and feed about a campaign asks here first."""

from thidua.accounts.rules import Role
from thidua.campaigns.models import PlanVersion
from thidua.campaigns.rules import may_see
from thidua.kernel.errors import RuleBroken
from thidua.plans.rules import Plan
from thidua.standings.models.live import plan_of


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
