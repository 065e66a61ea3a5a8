"""What is remembered of campaigns: the published versions of their plans, never edited."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from django.db import models

from thidua.campaigns.rules import cascade
from thidua.kernel.errors import RuleBroken
from thidua.ledger.models import Entry
from thidua.plans.rules import Plan
from thidua.plans.rules.groups import settle
from thidua.plans.rules.parse import parse
from thidua.plans.rules.reading import Problem
from thidua.units.models import Unit, tree
from thidua.units.rules import Tree

PUBLISHED = "campaigns.plan-published"


class Campaign(models.Model):
    """A campaign (phong trào thi đua); its name is that of its newest plan."""

    code = models.CharField(max_length=60, primary_key=True)
    name = models.CharField(max_length=300)
    root = models.CharField(max_length=64, blank=True)  # the unit whose campaign it is

    def __str__(self) -> str:
        return self.code


class PlanVersionQuerySet(models.QuerySet["PlanVersion"]):
    """Plans by campaign and day."""

    def of(self, code: str) -> "PlanVersionQuerySet":
        """Select the versions of a campaign's plan, newest first."""
        return self.filter(campaign=code).order_by("-version")

    def in_force(self, code: str, on: date | None = None) -> "PlanVersion":
        """Give a campaign's plan in force on a day; None: the newest, whenever it begins."""
        versions = self.filter(campaign=code).order_by("-version")
        if on is not None and versions:
            versions = versions.filter(effective_from__lte=on)
            if not versions:
                raise RuleBroken("campaigns.not-in-force", campaign=code, day=on)
        found = versions.first()
        if found is None:
            raise RuleBroken("campaigns.no-campaign", campaign=code)
        return found


class PlanVersion(models.Model):
    """A published version of a plan (kế hoạch): its bytes, and the units that it names."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="versions")
    version = models.PositiveIntegerField()
    effective_from = models.DateField()
    sha256 = models.CharField(max_length=64, unique=True)
    content = models.BinaryField()
    units = models.JSONField(default=dict)  # the id of every unit that is named by a code
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="named_by")

    objects = PlanVersionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["campaign", "version"], name="one_plan_a_version"),
            models.UniqueConstraint(fields=["campaign", "effective_from"], name="one_plan_a_day"),
            models.CheckConstraint(condition=models.Q(version__gte=1), name="versions_start_at_1"),
        )

    def __str__(self) -> str:
        return self.subject

    @property
    def subject(self) -> str:
        """What the ledger calls it."""
        return f"plan:{self.campaign_id}@{self.version}"

    @property
    def entry(self) -> Entry:
        """The ledger's entry of its publication."""
        return Entry.objects.get(kind=PUBLISHED, subject=self.subject)

    def children(self) -> "list[PlanVersion]":
        """Give the newest plans that stand under any version of this one, by campaign.

        Where `parent` is not this version, a child is still under another one.
        """
        under = PlanVersion.objects.filter(parent__campaign=self.campaign_id)
        newest = PlanVersion.objects.filter(campaign__in=under.values("campaign"))
        found = {each.campaign_id: each for each in newest.order_by("campaign", "version")}
        return [each for each in found.values() if each.under == self.campaign_id]

    @property
    def under(self) -> str:
        """The campaign that this plan stands under; empty where it stands under none."""
        return self.parent.campaign_id if self.parent else ""

    @property
    def plan(self) -> Plan:
        """The plan as a value, with ids for all units that it names."""
        return _plan(bytes(self.content), tuple(sorted(self.units.items())))


def find_parent(plan: Plan) -> PlanVersion | Problem | None:
    """Find the published plan that a plan names as its parent, or say why it is not there."""
    named = cascade.parent_of(plan)
    if named is None:
        return None
    versions = PlanVersion.objects.filter(campaign=named.code).order_by("version")
    newest = versions.last()
    if newest is None:
        return Problem(("parent",), "campaigns.parent-unknown", {"parent": named.code})
    found = versions.filter(version=named.number).first()
    facts = {"parent": named.code, "version": named.number, "newest": newest.version}
    return found or Problem(("parent",), "campaigns.parent-version-unknown", facts)


def problems_under(plan: Plan) -> tuple[Problem, ...]:
    """Find what a plan breaks of the plan that it stands under; nothing where it names none."""
    above = find_parent(plan)
    if above is None or isinstance(above, Problem):
        return (above,) if above else ()
    parent = above.plan
    stands = Unit.objects.on(plan.tree_day).filter(pk=parent.root).exists()
    under = tree(plan.tree_day, parent.root) if stands else Tree(plan.tree_day, {})
    return cascade.check(plan, parent, under)


@lru_cache(maxsize=64)
def _plan(content: bytes, units: tuple[tuple[str, str], ...]) -> Plan:
    plan, problems = parse(tomllib.loads(content.decode()))
    if plan is None:
        raise ValueError(problems)
    ids: Mapping[str, str] = dict(units)
    return settle(plan, ids)
