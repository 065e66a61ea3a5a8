"""Versions of procedures, and which of them holds on a day."""

from collections.abc import Collection
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from thidua.kernel.errors import RuleBroken
from thidua.kernel.text import fold
from thidua.procedures.rules import (
    LONGEST_NAME,
    Component,
    LegalTime,
    Level,
    OnlineLevel,
    TimeUnit,
    Version,
)
from thidua.units import rules as units
from thidua.units.models import Unit

AT_ONCE = 500  # codes of one query: SQLite takes few parameters


class VersionQuerySet(models.QuerySet["Stored"]):
    """Stored versions, selected by day and by words."""

    def standing(self) -> Self:
        """Leave out what a later record of the same first day replaced."""
        return self.filter(replaced=False)

    def on(self, day: date) -> Self:
        """Select the version of each procedure that holds on a day."""
        later = self.model.objects.standing().filter(
            code=models.OuterRef("code"),
            effective__gt=models.OuterRef("effective"),
            effective__lte=day,
        )
        holding = self.standing().filter(Q(ended=None) | Q(ended__gt=day), effective__lte=day)
        return holding.exclude(models.Exists(later))

    def saying(self, text: str) -> Self:
        """Select by words of name, code, field or agency; marks and capitals do not count."""
        found = self
        for word in fold(text).split():
            found = found.filter(folded__contains=word)
        return found


class Stored(models.Model):
    """A version of a procedure (thủ tục hành chính) as it was recorded."""

    code = models.CharField(max_length=40, db_index=True)
    name = models.CharField(max_length=LONGEST_NAME)
    field = models.CharField(max_length=LONGEST_NAME, db_index=True)
    level = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Level])
    agency = models.CharField(max_length=LONGEST_NAME)
    basis = models.TextField(blank=True)
    components = models.JSONField(default=list)
    fee = models.BigIntegerField(null=True)
    time = models.PositiveIntegerField(null=True)
    time_unit = models.CharField(max_length=6, blank=True)
    online = models.CharField(
        max_length=12, choices=[(one.value, one.value) for one in OnlineLevel]
    )
    integrated = models.DateField(null=True)
    published = models.DateField(null=True)
    effective = models.DateField()
    ended = models.DateField(null=True)
    generated = models.BooleanField(default=False)
    digest = models.CharField(max_length=64)
    folded = models.TextField()  # what is searched
    nr = models.PositiveIntegerField()  # of the same first day: the highest holds
    replaced = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()

    objects = VersionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["code", "effective", "nr"], name="procedure_version_once"
            ),
            models.UniqueConstraint(
                fields=["code", "effective"],
                condition=Q(replaced=False),
                name="procedure_version_standing_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} from {self.effective}"

    @property
    def place(self) -> str:
        """Say which version of its procedure it is: `2023-01-01.1`."""
        return f"{self.effective:%Y-%m-%d}.{self.nr}"

    @property
    def version(self) -> Version:
        """Give it as the rules know it."""
        return Version(
            code=self.code,
            name=self.name,
            field=self.field,
            level=Level(self.level),
            agency=self.agency,
            basis=self.basis,
            components=tuple(Component(name, result) for name, result in self.components),
            fee=self.fee,
            time=legal_time(self.time, self.time_unit),
            online=OnlineLevel(self.online),
            integrated=self.integrated,
            published=self.published,
            effective=self.effective,
            ended=self.ended,
            generated=self.generated,
        )


def legal_time(amount: int | None, unit: str) -> LegalTime | None:
    """Read a legal time from its two columns."""
    return LegalTime(amount, TimeUnit(unit)) if amount else None


def row_of(version: Version) -> Stored:
    """Make the row of a version; its number and instant are still to be set."""
    return Stored(
        code=version.code,
        name=version.name,
        field=version.field,
        level=version.level,
        agency=version.agency,
        basis=version.basis,
        components=[[each.name, each.result_of] for each in version.components],
        fee=version.fee,
        time=version.time.amount if version.time else None,
        time_unit=version.time.unit if version.time else "",
        online=version.online,
        integrated=version.integrated,
        published=version.published,
        effective=version.effective,
        ended=version.ended,
        generated=version.generated,
        digest=version.digest,
        folded=fold(f"{version.name} {version.code} {version.field} {version.agency}"),
    )


def standing(codes: Collection[str]) -> dict[tuple[str, date], Stored]:
    """Give the versions of some procedures that no later record replaced."""
    wanted = sorted(codes)
    rows = [
        row
        for first in range(0, len(wanted), AT_ONCE)
        for row in Stored.objects.standing().filter(code__in=wanted[first : first + AT_ONCE])
    ]
    return {(row.code, row.effective): row for row in rows}


def named(codes: Collection[str]) -> dict[str, str]:
    """Name procedures by code, by their latest version; who is not known is left out."""
    rows = Stored.objects.standing().filter(code__in=codes).order_by("effective")
    return dict(rows.values_list("code", "name"))


def check_province(unit: str) -> None:
    """Refuse an office that is not of a province: the catalogue is the whole province's."""
    if not Unit.objects.filter(pk=unit, level=units.Level.PROVINCE).exists():
        raise RuleBroken("procedures.not-the-province")
