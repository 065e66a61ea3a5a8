"""What is remembered of denominators: candidates with their counts, adoptions, single changes.

The counts that rates divide by are facts of counting; these tables say where they come from.
"""

from django.db import models

from thidua.denominators.rules import (
    LONGEST_DOCUMENT,
    LONGEST_REASON,
    LONGEST_SOURCE,
    simulated,
)


class Candidate(models.Model):
    """A dated count of one measure at many units, as one source says it (bản mẫu số)."""

    measure = models.CharField(max_length=80)
    day = models.DateField()
    source = models.CharField(max_length=LONGEST_SOURCE)
    document = models.CharField(max_length=LONGEST_DOCUMENT)
    version = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    n = models.PositiveIntegerField()
    unit = models.CharField(max_length=64, db_index=True)  # whose office registered it

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["measure", "source", "version"], name="candidate_version_once"
            ),
            models.UniqueConstraint(
                fields=["measure", "source", "day", "sha256"], name="candidate_counts_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.measure} {self.day} {self.source} {self.version}"

    @property
    def subject(self) -> str:
        """What the event of its registration is about."""
        return f"candidate:{self.pk}"

    @property
    def public(self) -> dict[str, object]:
        """What the ledger shows of it to everybody."""
        shown = {"measure": self.measure, "day": self.day.isoformat(), "version": self.version}
        return {**shown, "n": self.n, "sha256": self.sha256}

    @property
    def is_simulated(self) -> bool:
        """Whether its source says of itself that the counts are simulated."""
        return simulated(self.source, self.document)

    def values(self) -> dict[str, int]:
        """Give its counts by unit."""
        return dict(self.counts.order_by("unit").values_list("unit", "quantity"))


class CandidateCount(models.Model):
    """How many a candidate counts at a unit."""

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="counts")
    unit = models.CharField(max_length=64)
    quantity = models.BigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["candidate", "unit"], name="candidate_count_once"),
        )

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.unit}: {self.quantity}"


class Adoption(models.Model):
    """That a candidate's counts became facts (chọn bản mẫu số), and from when they are frozen."""

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="adoptions")
    unit = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField()
    frozen_from = models.DateField(null=True)
    after_freeze = models.BooleanField()
    reason = models.CharField(max_length=LONGEST_REASON, blank=True)

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.at:%Y-%m-%d}"

    @property
    def subject(self) -> str:
        """What the event of it is about."""
        return f"adoption:{self.pk}"


class Change(models.Model):
    """That one unit's count was changed by itself, with the reason."""

    measure = models.CharField(max_length=80)
    of_unit = models.CharField(max_length=64)
    day = models.DateField()
    before = models.BigIntegerField(null=True)
    quantity = models.BigIntegerField()
    candidate = models.ForeignKey(
        Candidate, null=True, on_delete=models.PROTECT, related_name="changes"
    )
    unit = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField()
    after_freeze = models.BooleanField()
    reason = models.CharField(max_length=LONGEST_REASON)

    class Meta:
        indexes = (models.Index(fields=["measure", "of_unit"], name="denominator_change_place"),)

    def __str__(self) -> str:
        return f"{self.measure} {self.of_unit} {self.day}: {self.quantity}"

    @property
    def subject(self) -> str:
        """What the event of it is about."""
        return f"denominator-change:{self.pk}"
