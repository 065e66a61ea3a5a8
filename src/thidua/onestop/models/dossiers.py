"""A dossier as it stands now, whose it is, and every move that it made."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from thidua.accounts.models import Seat
from thidua.deadlines.rules.judging import Timing
from thidua.dossiers.rules import Channel, Filer, Marks, Place
from thidua.dossiers.rules.codes import LONGEST
from thidua.dossiers.rules.measures import bit, measures_of
from thidua.dossiers.rules.steps import Act, Owner, State, Status, Step
from thidua.kernel.text import fold
from thidua.onestop.rules import (
    LONGEST_ADDRESS,
    LONGEST_NAME,
    LONGEST_REASON,
    Beside,
    Paid,
)
from thidua.onestop.rules.going import Clock, Said, Went
from thidua.procedures.models import Stored, legal_time
from thidua.units.models import Unit

UNKNOWN = "onestop.unknown"


class DossierQuerySet(models.QuerySet["Dossier"]):
    """Dossiers selected by who has them, by code and by what they count for."""

    def at_desk(self, seat: Seat, owner: Owner) -> Self:
        """Select what waits for somebody in a seat, in the order in which it is due."""
        found = self.filter(desk=owner.value).order_by("order_at", "pk")
        if owner is Owner.ONE_STOP:
            return found.filter(receipt_unit=seat.unit)
        found = found.filter(holder=seat.unit)
        if owner is Owner.OFFICER:
            return found.filter(Q(assigned=None) | Q(assigned=seat))
        return found

    def waiting(self, seat: Seat, owner: Owner) -> Self:
        """Select what stands still because its applicant has to bring or pay something."""
        found = self.filter(desk=Owner.APPLICANT.value).order_by("order_at", "pk")
        if owner is Owner.ONE_STOP:
            return found.filter(receipt_unit=seat.unit)
        return found.filter(holder=seat.unit)

    def of_unit(self, unit: str) -> Self:
        """Select what a unit decides, received or took over."""
        return self.filter(Q(unit=unit) | Q(receipt_unit=unit) | Q(holder=unit))

    def named(self, text: str) -> Self:
        """Select by the beginning of a name, whole or the given name first; marks do not count."""
        folded = fold(text)
        return self.filter(
            Q(party__folded__startswith=folded) | Q(party__given_first__startswith=folded)
        )

    def counted_at(self, place: Place) -> Self:
        """Select the dossiers that make a count: a measure at a unit on a day."""
        measure, unit, day = place
        here = Q(unit=unit, received=day) | Q(holder=unit, closed=day)
        rows = self.filter(here).alias(mine=F("counts").bitand(bit(measure))).exclude(mine=0)
        return rows.filter(pk__in=[row.pk for row in rows if place in row.places()])


class Dossier(models.Model):
    """A dossier (hồ sơ) that lives here.

    `unit` is the competent agency, `receipt_unit` where it was received and where its result is
    handed out, `support_unit` where the applicant was helped; `holder` is the unit that decides
    now: the competent one, or who took over from it. `desk` says who has it, `order_at` where it
    stands in an inbox. `counts` has one bit a measure, of the days `received` and `closed`.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    code = models.CharField(max_length=LONGEST, unique=True)
    procedure = models.CharField(max_length=40)
    version = models.ForeignKey(Stored, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    receipt_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    support_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    holder = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    hamlet = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    channel = models.CharField(max_length=8, choices=[(one.value, one.value) for one in Channel])
    filer = models.CharField(max_length=8, choices=[(one.value, one.value) for one in Filer])
    status = models.PositiveSmallIntegerField()
    step = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Step])
    desk = models.CharField(max_length=10, blank=True)
    assigned = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")
    proposer = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")
    approver = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")
    filed_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    order_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)
    appointed_at = models.DateTimeField(null=True)  # where the procedure has no legal time
    due_at = models.DateTimeField(null=True)  # as last computed; None while the clock stands still
    resolved_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)  # refused, withdrawn or stopped
    apologised_at = models.DateTimeField(null=True)
    again_at = models.DateTimeField(null=True)  # the new appointment of the apology
    supplements = models.PositiveSmallIntegerField(default=0)
    timing = models.CharField(
        max_length=8, blank=True, choices=[(one.value, one.value) for one in Timing]
    )
    fee = models.BigIntegerField(null=True)  # đồng; None where nothing is due
    owed = models.BigIntegerField(null=True)  # what was asked for on the way
    paid = models.CharField(
        max_length=8, blank=True, choices=[(one.value, one.value) for one in Paid]
    )
    paid_at = models.DateTimeField(null=True)
    in_online_field = models.BooleanField()
    second_approver = models.BooleanField(default=False)
    paper_result = models.BooleanField(default=False)
    signed = models.JSONField(default=list)  # acts for which a sheet is signed
    e_result = models.BooleanField(default=False)
    received = models.DateField(null=True)
    closed = models.DateField(null=True)
    counts = models.BigIntegerField(default=0)
    generated = models.BooleanField(default=False)

    objects = DossierQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(status__gte=min(Status), status__lte=max(Status)),
                name="dossier_status_known",
            ),
            models.CheckConstraint(
                condition=Q(received_at=None, received=None)
                | Q(received_at__isnull=False, received__isnull=False),
                name="dossier_received_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(apologised_at=None, again_at=None)
                | Q(apologised_at__isnull=False, again_at__isnull=False),
                name="dossier_apology_with_a_day",
            ),
        )
        indexes = (
            models.Index(fields=["receipt_unit", "desk", "order_at", "id"], name="dossier_counter"),
            models.Index(fields=["holder", "desk", "order_at", "id"], name="dossier_desk"),
            models.Index(fields=["unit", "received"], name="dossier_received"),
            models.Index(fields=["holder", "closed"], name="dossier_closed"),
        )

    def __str__(self) -> str:
        return self.code

    @property
    def state(self) -> State:
        """Where it stands."""
        return State(Status(self.status), Step(self.step))

    @property
    def subject(self) -> str:
        """What the ledger calls it; never shown in public."""
        return subject_of(str(self.pk))

    @property
    def clock(self) -> Clock | None:
        """What its deadline is counted from; None before it is received."""
        if self.received_at is None:
            return None
        time = legal_time(self.version.time, self.version.time_unit)
        return Clock(self.received_at, time, self.appointed_at)

    @property
    def said(self) -> Said:
        """What was said at its filing, as far as counting asks."""
        return Said(self.unit_id, self.holder_id, Channel(self.channel), Filer(self.filer))

    def went(self) -> list[Went]:
        """Give its moves as the rules know them."""
        return [each.went for each in sorted(self.moves.all(), key=lambda each: each.nr)]

    @property
    def marks(self) -> Marks:
        """What marks it for counting; one look at its papers."""
        papers = list(self.papers.filter(result=False).values_list("held", "reused"))
        return Marks(
            in_online_field=self.in_online_field,
            fee=self.fee is not None or self.owed is not None,
            paid_online=self.paid == Paid.ONLINE,
            e_result=self.e_result,
            digitized=self.e_result and all(held for held, _reused in papers),
            reusing=any(reused for _held, reused in papers),
            apologised=self.apologised_at is not None,
        )

    def places(self) -> frozenset[Place]:
        """Give the places at which it is counted."""
        return counted_places(self)


class Party(models.Model):
    """For whom a dossier is: personal data, which stand nowhere else.

    `folded` and `given_first` are what is searched: the name as it is written, and with the given
    name before it, as people call each other.
    """

    dossier = models.OneToOneField(
        Dossier, on_delete=models.PROTECT, primary_key=True, related_name="party"
    )
    name = models.CharField(max_length=LONGEST_NAME)
    folded = models.CharField(max_length=LONGEST_NAME, db_index=True)
    given_first = models.CharField(max_length=LONGEST_NAME, db_index=True)
    phone = models.CharField(max_length=12, blank=True)
    identity = models.CharField(max_length=14, blank=True)
    address = models.CharField(max_length=LONGEST_ADDRESS, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="dossiers"
    )

    def __str__(self) -> str:
        return f"party of {self.dossier_id}"


class Move(models.Model):
    """Something done with a dossier (việc đã làm): by a seat or the applicant, why, and to what end."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="moves")
    nr = models.PositiveSmallIntegerField()
    act = models.CharField(
        max_length=16, choices=[(one.value, one.value) for one in (*Act, *Beside)]
    )
    actor = models.CharField(max_length=64)
    at = models.DateTimeField()
    status = models.PositiveSmallIntegerField()
    step = models.CharField(max_length=12)
    reason = models.TextField(max_length=LONGEST_REASON, blank=True)
    to = models.CharField(max_length=64, blank=True)  # the seat that it was given to
    signature = models.CharField(max_length=64, blank=True)  # SHA-256 of what was signed

    class Meta:
        constraints = (models.UniqueConstraint(fields=["dossier", "nr"], name="dossier_move_once"),)

    def __str__(self) -> str:
        return f"{self.nr} {self.act}"

    @property
    def went(self) -> Went:
        """Give it as the rules know it."""
        return Went(self.act, self.at, Status(self.status))


def subject_of(dossier: str) -> str:
    """Write a dossier as the subject of an event."""
    return f"dossier:{dossier}"


def given_first(folded: str) -> str:
    """Put the given name, which Vietnamese writes last, before the others."""
    *before, last = folded.split() or [""]
    return " ".join([last, *before])


def counted_places(row: Dossier) -> frozenset[Place]:
    """Read the places back from a row's bits."""
    on_receipt, on_closing = measures_of(row.counts)
    found: list[tuple[str, str, date | None]] = [
        *((measure, row.unit_id, row.received) for measure in on_receipt),
        *((measure, row.holder_id, row.closed) for measure in on_closing),
    ]
    return frozenset((measure, unit, day) for measure, unit, day in found if day is not None)
