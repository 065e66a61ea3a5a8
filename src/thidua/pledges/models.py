"""What is remembered of pledges: every registration, target and list of people, none ever edited.

Of each there is a series of numbered rows; the one with the highest number is in force.
"""

from collections.abc import Iterable
from fractions import Fraction

from django.db import models

from thidua.campaigns.models import Campaign
from thidua.plans.rules import Target
from thidua.pledges.rules import Body, Kind


class Numbered(models.Model):
    """What all rows say: of which unit in which campaign, the how manieth, by which seat, when."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    unit = models.CharField(max_length=64, db_index=True)
    nr = models.PositiveIntegerField()
    reason = models.TextField(blank=True)  # why it takes the place of the one before
    seat = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.campaign_id} {self.unit} {self.nr}"


class Registration(Numbered):
    """That a unit takes part (đăng ký thi đua), with its pledge in its own words."""

    group = models.CharField(max_length=60)
    pledge = models.TextField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["campaign", "unit", "nr"], name="one_registration_a_number"
            ),
        )


class UnitTarget(Numbered):
    """A target of one unit on one criterion, assigned or self-set; `value` is exact: `9/10`."""

    criterion = models.CharField(max_length=60)
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in Kind])
    value = models.CharField(max_length=80)
    is_share = models.BooleanField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["campaign", "unit", "criterion", "kind", "nr"], name="one_target_a_number"
            ),
        )

    @property
    def target(self) -> Target:
        """The target as a plan has it."""
        return Target(Fraction(self.value), self.is_share)


class Team(Numbered):
    """Who does the work of a campaign at a unit: a list that is replaced as a whole."""

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["campaign", "unit", "nr"], name="one_team_a_number"),
        )


class TeamMember(models.Model):
    """Somebody on a list, in its order. Their name stands here alone: no event and no page for
    the public has it.
    """  # noqa: D205 - one sentence after the other

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="members")
    place = models.PositiveIntegerField()
    body = models.CharField(max_length=20, choices=[(body.value, body.value) for body in Body])
    duty = models.CharField(max_length=200)
    name = models.CharField(max_length=200)
    office = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["team", "place"], name="one_member_a_place"),
        )

    def __str__(self) -> str:
        return f"{self.team_id}.{self.place}"


Targets = dict[tuple[str, str], UnitTarget]  # by unit and criterion


def targets(campaign: str, kind: Kind, units: Iterable[str] | None = None) -> Targets:
    """Give the targets in force, of all units or of some."""
    rows = UnitTarget.objects.filter(campaign=campaign, kind=kind).order_by("nr")
    if units is not None:
        rows = rows.filter(unit__in=list(units))
    return {(row.unit, row.criterion): row for row in rows}


def beside(campaign: str, unit: str) -> dict[str, list[UnitTarget]]:
    """Give what was set for a unit beside the plan's targets, by criterion: assigned, self-set."""
    found: dict[str, list[UnitTarget]] = {}
    for kind in Kind:
        for row in targets(campaign, kind, [unit]).values():
            found.setdefault(row.criterion, []).append(row)
    return found


def registrations(campaign: str) -> dict[str, Registration]:
    """Give the registration in force of every unit that has one."""
    rows = Registration.objects.filter(campaign=campaign).order_by("nr")
    return {row.unit: row for row in rows}


def registration(campaign: str, unit: str) -> Registration | None:
    """Give a unit's registration in force."""
    return Registration.objects.filter(campaign=campaign, unit=unit).order_by("nr").last()


def team(campaign: str, unit: str) -> Team | None:
    """Give a unit's list in force."""
    return Team.objects.filter(campaign=campaign, unit=unit).order_by("nr").last()
