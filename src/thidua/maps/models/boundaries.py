"""Outlines that an agency sent in: waiting to be looked at, shown, or withdrawn."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Self

import shapely
from django.db import models
from shapely.geometry.base import BaseGeometry

SOURCE_LENGTH = 300
LICENCE_LENGTH = 200


class State(models.TextChoices):
    """What a set of outlines is."""

    WAITING = "waiting"
    SHOWN = "shown"
    WITHDRAWN = "withdrawn"


class BoundarySetQuerySet(models.QuerySet["BoundarySet"]):
    """Sets by unit."""

    def of(self, unit: str) -> Self:
        """Select what a unit's office sent, the newest first."""
        return self.filter(unit=unit).order_by("-at", "-pk")


class BoundarySet(models.Model):
    """A file of outlines as it was taken in; its content is known by its hash."""

    code = models.CharField(max_length=32, primary_key=True)
    unit = models.CharField(max_length=64, db_index=True)
    source = models.CharField(max_length=SOURCE_LENGTH)
    licence = models.CharField(max_length=LICENCE_LENGTH)
    sha256 = models.CharField(max_length=64)
    matched = models.JSONField()
    unmatched = models.JSONField()
    state = models.CharField(max_length=16, choices=State.choices, default=State.WAITING)
    at = models.DateTimeField()

    objects = BoundarySetQuerySet.as_manager()

    def __str__(self) -> str:
        return self.code


class Outline(models.Model):
    """A unit's outline in a set, simplified, as GeoJSON in WGS 84."""

    boundaries = models.ForeignKey(BoundarySet, on_delete=models.CASCADE, related_name="outlines")
    unit = models.CharField(max_length=64)
    shape = models.TextField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["boundaries", "unit"], name="one_outline_a_unit"),
        )

    def __str__(self) -> str:
        return f"{self.boundaries_id} {self.unit}"


def covering(units: Iterable[str]) -> BoundarySet | None:
    """Find the newest set that is shown and has every one of some units; none has only some."""
    wanted = set(units)
    if not wanted:
        return None
    shown = BoundarySet.objects.filter(state=State.SHOWN, outlines__unit__in=wanted)
    whole = shown.annotate(drawn=models.Count("outlines")).filter(drawn=len(wanted))
    return whole.order_by("-at", "-pk").first()


@lru_cache(maxsize=8)
def outlines(code: str) -> Mapping[str, BaseGeometry]:
    """Read the outlines of a set by unit; a set never changes."""
    rows = Outline.objects.filter(boundaries=code).values_list("unit", "shape")
    return {unit: shapely.from_geojson(shape) for unit, shape in rows}
