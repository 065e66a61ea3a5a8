"""What is remembered of units: each with its days, names, edges, codes and successions.

Days are half-open; an empty `first` is "from unknown", an empty `end` is "still so".
"""

from datetime import date
from typing import Self, TypeVar

from django.db import models
from django.db.models import F, Q

from thidua.units.rules import Level, label
from thidua.units.rules.changes import LONGEST_NAME, SHARE_DIGITS

IN_ORDER = Q(end__gt=F("first"))


M = TypeVar("M", bound=models.Model)


class DatedQuerySet(models.QuerySet[M]):
    """Rows by day."""

    def on(self, day: date) -> Self:
        """Select what holds on a day."""
        begun = Q(first=None) | Q(first__lte=day)
        return self.filter(begun, Q(end=None) | Q(end__gt=day))


class Unit(models.Model):
    """A unit (đơn vị) as it existed, under an id of our own: codes and names pass on to others."""

    id = models.CharField(max_length=64, primary_key=True)
    level = models.CharField(max_length=16, choices=[(each.value, each.value) for each in Level])
    first = models.DateField(null=True)
    end = models.DateField(null=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=IN_ORDER, name="unit_days_in_order"),
            models.CheckConstraint(
                condition=Q(level__in=[each.value for each in Level]), name="unit_level_known"
            ),
        )

    def __str__(self) -> str:
        return self.id


class UnitNameQuerySet(DatedQuerySet["UnitName"]):
    """Names by day and by folded words."""

    def matching(self, folded: str) -> Self:
        """Select names that have these words in them, already folded."""
        return self.filter(folded__contains=folded)


class UnitName(models.Model):
    """What a unit is called, and its kind, from a day to a day; `folded` is what is searched."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="names")
    name = models.CharField(max_length=LONGEST_NAME)
    folded = models.CharField(max_length=LONGEST_NAME + 50, db_index=True)
    kind = models.CharField(max_length=32)
    first = models.DateField(null=True)
    end = models.DateField(null=True)

    objects = UnitNameQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=IN_ORDER, name="name_days_in_order"),
            models.UniqueConstraint(
                fields=["unit"], condition=Q(end=None), name="one_name_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return label(self.kind, self.name)


class Relation(models.TextChoices):
    """How one unit belongs to another; counts roll up along the first only."""

    PART_OF = "part_of"
    OVERSEEN_BY = "overseen_by"


class Edge(models.Model):
    """That a unit is part of another, or overseen by it, from a day to a day."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="edges")
    parent = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="edges_below")
    relation = models.CharField(max_length=16, choices=Relation.choices)
    first = models.DateField(null=True)
    end = models.DateField(null=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=IN_ORDER, name="edge_days_in_order"),
            models.CheckConstraint(condition=~Q(unit=F("parent")), name="no_unit_under_itself"),
            models.UniqueConstraint(
                fields=["unit", "relation"], condition=Q(end=None), name="one_parent_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit_id} {self.relation} {self.parent_id}"


class Identifier(models.Model):
    """An official code of a unit in a scheme (`gso`: Tổng cục Thống kê), from a day to a day."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="identifiers")
    scheme = models.CharField(max_length=32)
    code = models.CharField(max_length=64)
    first = models.DateField(null=True)
    end = models.DateField(null=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=IN_ORDER, name="code_days_in_order"),
            models.UniqueConstraint(
                fields=["scheme", "code"], condition=Q(end=None), name="one_unit_a_code"
            ),
            models.UniqueConstraint(
                fields=["unit", "scheme"], condition=Q(end=None), name="one_code_a_scheme"
            ),
        )
        indexes = (models.Index(fields=["code", "scheme"], name="unit_by_code"),)

    def __str__(self) -> str:
        return f"{self.scheme}:{self.code}"


class Succession(models.Model):
    """That one unit took over another, or a share of it (empty: not declared), on a day."""

    predecessor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successions_out")
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successions_in")
    on = models.DateField()
    share = models.DecimalField(max_digits=SHARE_DIGITS + 1, decimal_places=SHARE_DIGITS, null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(share__gt=0, share__lte=1), name="share_within_the_whole"
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")), name="no_unit_succeeds_itself"
            ),
            models.UniqueConstraint(
                fields=["predecessor", "successor"], name="one_succession_a_pair"
            ),
        )

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id}"
