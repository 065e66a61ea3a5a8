"""What standings remember: published editions with their files, and the council's results."""

import zlib
from typing import Self

from django.db import models
from django.db.models import Q

from thidua.ledger.models import Entry
from thidua.standings.rules.turn import State, Turn

__all__ = ["State"]

PUBLISHED = "standings.edition-published"
COUNCIL = "standings.council-result-recorded"


class EditionQuerySet(models.QuerySet["Edition"]):
    """Filters over editions."""

    def of(self, campaign: str, stage: str = "") -> Self:
        """Keep the editions of a campaign or of one of its stages, newest first."""
        return self.filter(campaign=campaign, stage=stage).order_by("-nr")


class Edition(models.Model):
    """A published standings at a ledger size (một lần công bố)."""

    campaign = models.CharField(max_length=80)
    stage = models.CharField(max_length=80, blank=True)
    nr = models.PositiveIntegerField()
    state = models.CharField(max_length=16, choices=[(state.value, state.value) for state in State])
    size = models.BigIntegerField()
    plan_version = models.PositiveIntegerField()
    until = models.DateField()
    reason = models.TextField(blank=True)
    at = models.DateTimeField()

    objects = EditionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["campaign", "nr"], name="edition_number_once"),
            models.CheckConstraint(condition=Q(nr__gte=1), name="edition_numbers_start_at_1"),
        )

    def __str__(self) -> str:
        return f"{self.campaign} {self.nr}"

    @property
    def subject(self) -> str:
        """What its event in the ledger is about."""
        return f"edition:{self.campaign}:{self.nr}"

    @property
    def entry(self) -> Entry:
        """Its event in the ledger."""
        return Entry.objects.get(kind=PUBLISHED, subject=self.subject)

    @property
    def turn(self) -> Turn:
        """Its place among the editions of its campaign."""
        return Turn(self.stage, self.nr, State(self.state), self.size, self.at, self.reason)


class EditionFile(models.Model):
    """One file of an edition, as published."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64)
    packed = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["edition", "name"], name="edition_file_once"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def content(self) -> bytes:
        """The bytes of the file."""
        return zlib.decompress(self.packed)


class Placement(models.Model):
    """A unit's place in an edition, for its history and for what changed since."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="placements")
    group = models.CharField(max_length=80)
    unit = models.CharField(max_length=64, db_index=True)
    rank = models.PositiveIntegerField()
    points = models.CharField(max_length=24)  # as published; no database rounds it
    prize = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["edition", "unit"], name="placed_once_an_edition"),
        )

    def __str__(self) -> str:
        return f"{self.rank} {self.unit}"


def council_subject(campaign: str, stage: str) -> str:
    """Name what the event of a council's result is about."""
    return f"council:{campaign}:{stage}"


class CouncilResultQuerySet(models.QuerySet["CouncilResult"]):
    """Filters over the council's results."""

    def newest(self, campaign: str, stage: str = "") -> Self:
        """Keep the result in force: a later one replaces an earlier one whole."""
        mine = self.filter(campaign=campaign, stage=stage)
        return mine.filter(nr=mine.aggregate(nr=models.Max("nr"))["nr"])


class CouncilResult(models.Model):
    """The council's official place of a unit, recorded beside the computed one (hội đồng)."""

    campaign = models.CharField(max_length=80)
    stage = models.CharField(max_length=80, blank=True)
    nr = models.PositiveIntegerField()
    group = models.CharField(max_length=80)
    unit = models.CharField(max_length=64)
    rank = models.PositiveIntegerField()
    prize = models.CharField(max_length=80, blank=True)
    decision = models.CharField(max_length=200)
    reason = models.TextField()

    objects = CouncilResultQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["campaign", "stage", "nr", "unit"], name="council_places_a_unit_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.rank} {self.unit}"
