"""Which files the archive has, and for whom it holds them."""

from typing import Self

from django.db import models
from django.db.models import Q, Sum

from thidua.archive.rules import LONGEST_LABEL, LONGEST_OWNER, Kind, Stored
from thidua.archive.rules.names import LONGEST

AT_ONCE = 500  # keys of one query: SQLite takes few parameters


class File(models.Model):
    """A file (tệp) in the archive, known by its content; it is there once, whoever brings it."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveIntegerField()
    kind = models.CharField(max_length=4, choices=[(one.value, one.value) for one in Kind])
    pages = models.PositiveIntegerField()
    stored_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256

    @property
    def stored(self) -> Stored:
        """Give it as the rules know it."""
        return Stored(self.sha256, self.size, Kind(self.kind), self.pages)


class HeldQuerySet(models.QuerySet["Held"]):
    """Held files, selected by owner."""

    def current(self) -> Self:
        """Leave out what is held no more."""
        return self.filter(ended_at=None)

    def of(self, owner: str) -> Self:
        """Select what is held for one owner."""
        return self.filter(owner=owner)


class Held(models.Model):
    """A file that is held for somebody (giấy tờ được lưu giữ), as a certain paper.

    The owner is a key that only its app understands: a person's, an organisation's, a dossier's.
    """

    owner = models.CharField(max_length=LONGEST_OWNER)
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="held")
    label = models.CharField(max_length=LONGEST_LABEL)
    name = models.CharField(max_length=LONGEST)
    result_of = models.CharField(max_length=40, blank=True)  # code of the procedure that gave it
    original = models.CharField(max_length=64)  # SHA-256 of what was sent; the file may be less
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = HeldQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["owner", "file", "label", "result_of"],
                condition=Q(ended_at=None),
                name="archive_held_once",
            ),
        )
        indexes = (models.Index(fields=["owner", "at"], name="archive_held_by_owner"),)

    def __str__(self) -> str:
        return f"{self.name} of {self.owner}"


def holdings(owner: str) -> list[Held]:
    """List what is held for an owner with its files, the newest first."""
    rows = Held.objects.of(owner).current().select_related("file")
    return list(rows.order_by("-at", "-pk"))


def held_beside(owner: str, sha256: str) -> int:
    """Count the bytes that are held for an owner beside one file; each file counts once."""
    held = Held.objects.of(owner).current()
    files = File.objects.filter(pk__in=held.values("file")).exclude(sha256=sha256)
    return files.aggregate(total=Sum("size"))["total"] or 0


def known(keys: list[str]) -> set[str]:
    """Give those of some SHA-256 that have a row."""
    groups = (keys[first : first + AT_ONCE] for first in range(0, len(keys), AT_ONCE))
    rows = (File.objects.filter(sha256__in=group) for group in groups)
    return {sha256 for found in rows for sha256 in found.values_list("sha256", flat=True)}
