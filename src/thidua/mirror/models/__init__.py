"""What the mirror remembers: lists that were taken, and each dossier as both systems tell of it."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q

from thidua.dossiers.rules import Place
from thidua.dossiers.rules.measures import bit, measures_of
from thidua.dossiers.rules.steps import Status
from thidua.mirror.rules import Kind, Line, Source, unpacked
from thidua.mirror.rules.history import Found, Turn
from thidua.units.models import Unit

KEPT = timedelta(days=1)  # between looking at a list and taking it


class Kept(models.Model):
    """A list between looking at it and taking it: its known columns only, as packed lines."""

    code = models.CharField(max_length=32, primary_key=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Source])
    first = models.DateField(null=True)  # the days of receipt of which it holds every dossier …
    last = models.DateField(null=True)  # … both in it; empty where it does not claim to
    name = models.CharField(max_length=200)
    lines = models.BinaryField()
    rows = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)  # of the file as it was sent
    dropped = models.JSONField(default=list)
    generated = models.BooleanField(default=False)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.source} {self.name}"


class Listing(models.Model):
    """A list that was taken (danh sách hồ sơ): whose, by whom, and what it brought."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Source])
    first = models.DateField(null=True)
    last = models.DateField(null=True)
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    fresh = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    generated = models.BooleanField(default=False)
    taken_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["unit", "source", "sha256", "first", "last"],
                name="list_taken_once",
                nulls_distinct=False,
            ),
        )

    def __str__(self) -> str:
        return f"{self.source} {self.taken_at:%Y-%m-%d}"


class MirroredQuerySet(models.QuerySet["Mirrored"]):
    """Dossiers selected by what they count for and by what differs."""

    def seen_by(self, unit: str) -> "MirroredQuerySet":
        """Select what a unit sent lists of, and what it received or ended itself."""
        return self.filter(Q(sender=unit) | Q(unit=unit) | Q(closer=unit))

    def counted_at(self, place: Place) -> "MirroredQuerySet":
        """Select the dossiers that make a count: a measure at a unit on a day."""
        measure, unit, day = place
        here = Q(unit=unit, received=day) | Q(closer=unit, closed=day)
        rows = self.filter(here).alias(mine=F("counts").bitand(bit(measure))).exclude(mine=0)
        return rows.filter(pk__in=[row.pk for row in rows if place in row.places()])

    def differing(self, kind: Kind | None = None) -> "MirroredQuerySet":
        """Select what the two systems tell differently, in one respect or in any."""
        rows = self.exclude(differing=0)
        if kind is None:
            return rows
        return rows.alias(mine=F("differing").bitand(kind_bit(kind))).exclude(mine=0)


class Mirrored(models.Model):
    """A dossier that lives elsewhere: what each system last said, and what is counted of it.

    `province` and `national` are packed lines, empty where that system does not know it. `counts`
    has one bit a measure, `differing` one bit a kind of difference.
    """

    code = models.CharField(max_length=60, primary_key=True)
    sender = models.CharField(max_length=64, db_index=True)
    province = models.TextField(blank=True)
    national = models.TextField(blank=True)
    in_province = models.BigIntegerField(default=0)  # the last list of each that had it
    in_national = models.BigIntegerField(default=0)
    unit = models.CharField(max_length=64)
    closer = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    received = models.DateField(null=True)
    closed = models.DateField(null=True)
    counts = models.BigIntegerField(default=0)
    differing = models.BigIntegerField(default=0)
    history = models.TextField(blank=True)
    differences = models.TextField(blank=True)
    generated = models.BooleanField(default=False)
    first_seen = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = MirroredQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(status__gte=min(Status), status__lte=max(Status)),
                name="mirrored_status_known",
            ),
            models.CheckConstraint(
                condition=~Q(province="", national=""), name="mirrored_somebody_tells"
            ),
        )
        indexes = (
            models.Index(fields=["unit", "received"], name="mirrored_received"),
            models.Index(fields=["closer", "closed"], name="mirrored_closed"),
            models.Index(
                fields=["sender", "code"],
                name="mirrored_differing",
                condition=~Q(differing=0),
            ),
        )

    def __str__(self) -> str:
        return self.code

    def line(self, source: Source) -> Line | None:
        """Give what a system last said of it."""
        said = self.province if source is Source.PROVINCE else self.national
        return unpacked(said) if said else None

    def places(self) -> frozenset[Place]:
        """Give the places at which it is counted."""
        return counted_places(self.unit, self.closer, self.received, self.closed, self.counts)

    def turns(self) -> list[Turn]:
        """Give its statuses as they were told, from the oldest."""
        return [Turn.of(each) for each in self.history.splitlines()]

    def found(self) -> list[Found]:
        """Give what differs, each with since when."""
        return [Found.of(each) for each in self.differences.splitlines()]


def counted_places(
    unit: str, closer: str, received: date | None, closed: date | None, counts: int
) -> frozenset[Place]:
    """Read the places back from a row's bits."""
    return frozenset(_places(unit, closer, received, closed, counts))


def _places(
    unit: str, closer: str, received: date | None, closed: date | None, counts: int
) -> Iterator[Place]:
    on_receipt, on_closing = measures_of(counts)
    if received is not None:
        for measure in on_receipt:
            yield measure, unit, received
    if closed is not None:
        for measure in on_closing:
            yield measure, closer, closed


def kind_bit(kind: Kind) -> int:
    """Give the bit of a kind of difference."""
    return 1 << KINDS.index(kind)


KINDS: tuple[Kind, ...] = tuple(Kind)  # new kinds are added at the end: the places are stored


class Key(models.Model):
    """That a system may push lists as a seat, by a key of which only the hash is kept."""

    digest = models.CharField(max_length=64, primary_key=True)
    seat = models.CharField(max_length=64)
    unit = models.CharField(max_length=64)
    source = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Source])
    at = models.DateTimeField()
    ended = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.source} {self.seat}"


class Seen(models.Model):
    """That somebody looked at a dossier's page: who, which, when. Never shown in public."""

    seat = models.CharField(max_length=64)
    code = models.CharField(max_length=60, db_index=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.seat} {self.code}"
