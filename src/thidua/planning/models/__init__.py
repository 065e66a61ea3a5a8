"""What the plan desk remembers: drafts, and what was handed to a second person."""

from typing import Any

from django.conf import settings
from django.db import models

from thidua.campaigns.models import PlanVersion
from thidua.plans.outside import Located, tables


class Draft(models.Model):
    """A plan in the making (dự thảo), saved in the one form of a plan's file.

    `turn` counts its saves, so that two people never write over each other unseen.
    """

    unit = models.CharField(max_length=64, db_index=True)
    content = models.BinaryField()
    base = models.CharField(max_length=120, blank=True)  # what it was made from
    turn = models.PositiveIntegerField(default=1)
    seat = models.CharField(max_length=64)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"draft {self.pk} of {self.unit}"

    @property
    def data(self) -> dict[str, Any]:
        """The tables that it holds."""
        found = tables(bytes(self.content))
        if isinstance(found, Located):
            raise TypeError(found)
        return dict(found)

    @property
    def name(self) -> str:
        """What the plan is called so far; empty while it has no name."""
        return str(self.data.get("name", ""))


class SubmissionQuerySet(models.QuerySet["Submission"]):
    """Filters by what became of it."""

    def waiting(self, unit: str) -> "SubmissionQuerySet":
        """Select what a second person has to look at: not sent back, not published."""
        published = PlanVersion.objects.values("sha256")
        return self.filter(unit=unit, sent_back_at=None).exclude(sha256__in=published)


class Submission(models.Model):
    """A draft as it was handed to a second person (bản trình): its bytes are fixed.

    Who handed it in is personal data: this table alone knows, for the rule of two persons.
    """

    unit = models.CharField(max_length=64, db_index=True)
    draft = models.ForeignKey(
        Draft, null=True, on_delete=models.SET_NULL, related_name="submissions"
    )
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    campaign = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    seat = models.CharField(max_length=64)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    sent_back_at = models.DateTimeField(null=True)
    sent_back_by = models.CharField(max_length=64, blank=True)
    reason = models.TextField(blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(sent_back_at=None) | ~models.Q(reason=""),
                name="sent_back_with_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.campaign}@{self.version}"

    @property
    def published(self) -> PlanVersion | None:
        """The version that it became."""
        return PlanVersion.objects.filter(sha256=self.sha256).first()
