"""What is remembered of appeals, and what may still be appealed against.

Editions belong to `standings`, above this app: here they are what the ledger says of them.
"""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from thidua.accounts.rules import Role
from thidua.campaigns.models import Campaign, PlanVersion
from thidua.campaigns.rules import may_see
from thidua.counting.models.known import local_day
from thidua.counting.models.naming import names
from thidua.kernel.errors import RuleBroken
from thidua.ledger.models import Entry
from thidua.plans.rules import Criterion, Group, Plan
from thidua.plans.rules.criteria import is_for
from thidua.plans.rules.groups import members
from thidua.questions.rules import AppealTime, Published, State, Verdict, check_gate
from thidua.units.models import resolve, tree

EDITION = "standings.edition-published"


class AppealWindow(models.Model):
    """From when to when units may appeal in a campaign, or in one of its stages."""

    campaign = models.CharField(max_length=80)
    stage = models.CharField(max_length=80, blank=True)
    first = models.DateTimeField()
    last = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["campaign", "stage"], name="one_appeal_window"),
            models.CheckConstraint(
                condition=Q(last__gt=models.F("first")), name="appeal_window_ends_after_it_begins"
            ),
        )

    def __str__(self) -> str:
        return f"{self.campaign} {self.stage}"

    @property
    def time(self) -> AppealTime:
        """The window as a value."""
        return AppealTime(self.first, self.last)


class AppealQuerySet(models.QuerySet["Appeal"]):
    """Filters over appeals."""

    def of(self, campaign: str, stage: str = "") -> Self:
        """Keep the appeals of a campaign or of one of its stages, oldest first."""
        return self.filter(campaign=campaign, stage=stage).order_by("nr")

    def waiting(self) -> Self:
        """Keep those that wait for their answer."""
        return self.filter(state=State.OPEN)


class Appeal(models.Model):
    """What a unit brings forward against its place in a provisional edition (kiến nghị).

    The words, the evidence and the answer stand here only: the ledger holds their commitment.
    """

    campaign = models.CharField(max_length=80)
    nr = models.PositiveIntegerField()  # in its campaign, from 1
    stage = models.CharField(max_length=80, blank=True)
    edition = models.PositiveIntegerField()
    unit = models.CharField(max_length=64, db_index=True)
    criterion = models.CharField(max_length=80, blank=True)  # empty: the place as a whole
    text = models.TextField()
    evidence = models.TextField(blank=True)
    opened_at = models.DateTimeField()
    state = models.CharField(max_length=16, choices=[(each.value, each.value) for each in State])
    verdict = models.CharField(
        max_length=16, blank=True, choices=[(each.value, each.value) for each in Verdict]
    )
    answer = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)  # answered, or withdrawn

    objects = AppealQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["campaign", "nr"], name="appeal_number_once"),
            models.UniqueConstraint(
                fields=["campaign", "stage", "unit", "criterion"],
                condition=Q(state=State.OPEN.value),
                name="one_open_appeal_on_a_criterion",
            ),
            models.CheckConstraint(
                condition=Q(state=State.ANSWERED.value) ^ Q(verdict="", answer=""),
                name="answered_with_verdict_and_words",
            ),
            models.CheckConstraint(
                condition=Q(state=State.OPEN.value) ^ Q(closed_at__isnull=False),
                name="open_until_closed",
            ),
        )

    def __str__(self) -> str:
        return self.subject

    @property
    def subject(self) -> str:
        """What the ledger calls it."""
        return f"appeal:{self.campaign}:{self.nr}"


def window_of(campaign: str, stage: str) -> AppealTime | None:
    """Give the time for appeals, None where the office has set none."""
    found = AppealWindow.objects.filter(campaign=campaign, stage=stage).first()
    return found.time if found else None


def check_appeals(campaign: str, stage: str, at: datetime) -> None:
    """Refuse an official edition while an appeal waits for its answer, or may still come.

    The campaign is held until the transaction ends, so that no appeal is opened meanwhile.
    """
    Campaign.objects.select_for_update().get(pk=campaign)
    units = list(Appeal.objects.of(campaign, stage).waiting().values_list("unit", flat=True))
    named = names(units)
    waiting = [named[unit] for unit in units]
    check_gate(campaign, waiting, window_of(campaign, stage), at)


def editions(campaign: str) -> list[Published]:
    """Give the editions of a campaign as the ledger names them, newest first."""
    found = Entry.objects.filter(kind=EDITION, subject__startswith=f"edition:{campaign}:")
    return [_published(entry) for entry in found.order_by("-pk")]


def edition_of(campaign: str, nr: int) -> Published:
    """Give one edition."""
    entry = Entry.objects.filter(kind=EDITION, subject=f"edition:{campaign}:{nr}").first()
    if entry is None:
        raise RuleBroken("questions.edition-unknown", campaign=campaign, nr=nr)
    return _published(entry)


def _published(entry: Entry) -> Published:
    said = entry.event.public
    return Published(
        str(said["campaign"]),
        str(said["stage"]),
        int(str(said["nr"])),
        said["state"] == "official",
        str(said["plan"]),
        entry.recorded_at,
    )


def plan_by(edition: Published) -> Plan:
    """Give the plan that an edition ranks by."""
    return PlanVersion.objects.get(sha256=edition.plan).plan


def group_of(plan: Plan, unit: str) -> Group | None:
    """Give the group that a unit is ranked in, None if in none."""
    found = members(plan, tree(plan.tree_day, resolve(plan.root)))
    return next((group for group in plan.groups if unit in found[group.code]), None)


def criteria_of(plan: Plan, group: Group, stage: str) -> list[Criterion]:
    """Give the criteria that a group is ranked on, in the whole campaign or in a stage."""
    chosen = next((one.criteria for one in plan.stages if one.code == stage), ())
    return [
        criterion
        for criterion in plan.criteria
        if is_for(criterion, group) and (not chosen or criterion.code in chosen)
    ]


def seen_plan(campaign: str, role: Role | None, at: datetime) -> Plan:
    """Give the plan of a campaign; one that may not be seen is not there."""
    versions = PlanVersion.objects.filter(campaign=campaign).order_by("-version")
    begun = versions.filter(effective_from__lte=local_day(at)).first()
    version = begun or versions.first()
    if version is None or not may_see(version.plan.visibility, role):
        raise RuleBroken("portal.campaign-unknown", campaign=campaign)
    return version.plan
