"""Campaigns as a reader may see them, and how far the numbers on a page go."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from thidua.accounts.rules import Role
from thidua.campaigns.models import PlanVersion
from thidua.kernel.errors import RuleBroken
from thidua.ledger.models import Entry
from thidua.plans.rules import Plan
from thidua.proofs.rules import may_see
from thidua.standings.models import Edition
from thidua.standings.models.live import plan_of


@dataclass(frozen=True, slots=True)
class AsOf:
    """The newest entry that a running figure may contain."""

    entries: int
    at: datetime


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


def versions(code: str) -> "list[PlanVersion]":
    """Give the versions of a plan, newest first."""
    return list(PlanVersion.objects.filter(campaign__code=code).order_by("-version"))


def editions(codes: Collection[str]) -> list[Edition]:
    """Give the editions of some campaigns, newest first."""
    return list(Edition.objects.filter(campaign__in=codes).order_by("-at", "-nr"))


def as_of() -> AsOf | None:
    """Say how far running figures go; None before the first entry."""
    newest = Entry.objects.order_by("-pk").values_list("pk", "recorded_at").first()
    return AsOf(*newest) if newest else None
