"""What counting remembers: measures, facts that are never edited, and sums kept beside them."""

from collections.abc import Mapping
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.counting import rules
from thidua.kernel.periods import Period
from thidua.ledger.models import Entry
from thidua.ledger.rules import Grade

KIND_NAMES: Mapping[rules.MeasureKind, Promise] = {
    rules.MeasureKind.FLOW: _("cộng theo ngày"),
    rules.MeasureKind.STOCK: _("số có đến ngày cuối"),
    rules.MeasureKind.HOUSEHOLD_STATE: _("trạng thái của hộ đến ngày cuối"),
}
GRADES = [(grade.value, grade.value) for grade in Grade]


class Measure(models.Model):
    """Something countable (số đếm)."""

    key = models.CharField(max_length=80, primary_key=True)
    label = models.CharField(max_length=200)
    unit = models.CharField(max_length=40)
    kind = models.CharField(
        max_length=20, choices=[(kind.value, kind.value) for kind in rules.MeasureKind]
    )
    within = models.CharField(max_length=80, blank=True)

    def __str__(self) -> str:
        return self.key

    def value(self) -> rules.Measure:
        """Give the frozen value that the rules read."""
        return rules.Measure(
            self.key, self.label, self.unit, rules.MeasureKind(self.kind), self.within or None
        )


class FactQuerySet(models.QuerySet["Fact"]):
    """Filters over facts."""

    def live(self) -> Self:
        """Keep the facts that no later fact corrects."""
        return self.filter(corrected_by__isnull=True)

    def live_at(self, size: int) -> Self:
        """Keep the facts of the first `size` leaves that none of those leaves corrects."""
        return self.filter(entry__outbox__leaf_index__lt=size).exclude(
            corrected_by__entry__outbox__leaf_index__lt=size
        )


class Fact(models.Model):
    """So much of a measure, at a unit, on a day (dữ kiện); corrected only by another fact."""

    public_id = models.CharField(max_length=32, unique=True)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="counted_facts")
    source = models.CharField(max_length=80)
    key = models.CharField(max_length=160)
    measure = models.CharField(max_length=80)
    unit = models.CharField(max_length=64)
    day = models.DateField()
    quantity = models.BigIntegerField()
    grade = models.CharField(max_length=16, choices=GRADES)
    generated = models.BooleanField()
    corrects = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="corrected_by"
    )

    objects = FactQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["source", "key"], name="fact_once_in_its_source"),
        )
        indexes = (models.Index(fields=["measure", "unit", "day"], name="fact_place"),)

    def __str__(self) -> str:
        return f"{self.measure} {self.unit} {self.day}: {self.quantity}"


class Tally(models.Model):
    """The sum of the live facts of one cell (số cộng dồn)."""

    measure = models.CharField(max_length=80)
    unit = models.CharField(max_length=64)
    day = models.DateField()
    grade = models.CharField(max_length=16, choices=GRADES)
    generated = models.BooleanField()
    quantity = models.BigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["measure", "unit", "day", "grade", "generated"], name="tally_once"
            ),
        )
        indexes = (  # none on a store without a demonstration
            models.Index(
                fields=["measure", "unit"], condition=Q(generated=True), name="tally_generated"
            ),
        )

    def __str__(self) -> str:
        return f"{self.measure} {self.unit} {self.day}: {self.quantity}"


class Window(models.Model):
    """A period in which some measures are summed as they come in (kỳ đếm)."""

    key = models.CharField(max_length=120, unique=True)
    first = models.DateField()
    end = models.DateField()  # half-open
    measures = models.JSONField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(end__gt=F("first")), name="window_has_days"),
        )

    def __str__(self) -> str:
        return self.key

    def value(self) -> rules.Window:
        """Give the frozen value that the rules read."""
        period = Period(self.first, self.end)
        return rules.Window(self.key, period, frozenset(self.measures))


class WindowSum(models.Model):
    """What a window holds of one measure at one unit; no row means no facts."""

    window = models.ForeignKey(Window, on_delete=models.PROTECT, related_name="sums")
    measure = models.CharField(max_length=80)
    unit = models.CharField(max_length=64)
    quantity = models.BigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["window", "measure", "unit"], name="window_sum_once"),
        )

    def __str__(self) -> str:
        return f"{self.window_id} {self.measure} {self.unit}: {self.quantity}"
