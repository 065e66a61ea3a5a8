"""What stands around dossiers: where they live, their numbers, papers, and who looked at them."""

from datetime import date

from django.db import models
from django.db.models import Q

from thidua.accounts.models import Seat
from thidua.archive.models import Held
from thidua.onestop import rules
from thidua.onestop.models.dossiers import Dossier
from thidua.procedures.rules import LONGEST_NAME
from thidua.units.models import Unit


class Way(models.Model):
    """Where the dossiers of a unit live from a day on (bản soi, bản chính)."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="ways")
    kind = models.CharField(max_length=6, choices=[(one.value, one.value) for one in rules.Way])
    first = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["unit", "first"], name="onestop_way_once"),)

    def __str__(self) -> str:
        return f"{self.unit_id} {self.kind} from {self.first}"


class Demand(models.Model):
    """What a procedure asks beyond the common, from a day on."""

    procedure = models.CharField(max_length=40)
    first = models.DateField()
    second_approver = models.BooleanField()
    paper_result = models.BooleanField()
    signed = models.JSONField(default=list)  # acts for which a sheet is signed
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["procedure", "first"], name="onestop_demand_once"),
        )

    def __str__(self) -> str:
        return f"{self.procedure} from {self.first}"


class Signatory(models.Model):
    """That the holder of a certificate signs for a seat (người có thẩm quyền ký), from a day to a day."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="signatories")
    serial = models.CharField(max_length=64)
    first = models.DateField()
    end = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["seat", "serial"], condition=Q(end=None), name="onestop_signatory_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.seat_id} by {self.serial}"


class Numbering(models.Model):
    """The last number that an agency gave to a dossier on a day; its row is the lock on them."""

    agency = models.CharField(max_length=64)
    day = models.DateField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["agency", "day"], name="onestop_numbering_once"),
        )

    def __str__(self) -> str:
        return f"{self.agency} {self.day}: {self.last}"


class Paper(models.Model):
    """A paper of a dossier, or its result: as a file that the archive holds, or on paper alone."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="papers")
    component = models.CharField(max_length=LONGEST_NAME)
    result_of = models.CharField(max_length=40, blank=True)  # code of the procedure that gave it
    held = models.ForeignKey(Held, on_delete=models.PROTECT, null=True, related_name="+")
    reused = models.BooleanField(default=False)
    result = models.BooleanField(default=False)
    at = models.DateTimeField()
    digitised_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(result=True), name="onestop_one_result"
            ),
        )

    def __str__(self) -> str:
        return self.component

    @property
    def on_paper(self) -> bool:
        """Whether nobody has a file of it yet."""
        return self.held_id is None


class Attestation(models.Model):
    """A sheet that a seat signed for the act that is to be a dossier's next move (ký số của bước)."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="attestations")
    nr = models.PositiveSmallIntegerField()  # of the move that it is for
    act = models.CharField(max_length=16)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    held = models.ForeignKey(Held, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["dossier", "nr", "act", "seat"], name="onestop_attested_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.act} of {self.dossier_id}"


class Consultation(models.Model):
    """That another agency was asked (lấy ý kiến), by when, and what it answered."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="consultations")
    agency = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    question = models.TextField(max_length=rules.LONGEST_REASON)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    answered_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")
    answer = models.TextField(max_length=rules.LONGEST_REASON, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["dossier", "agency"],
                condition=Q(answered_at=None),
                name="onestop_one_open_question",
            ),
        )
        indexes = (models.Index(fields=["agency", "answered_at"], name="onestop_asked_of"),)

    def __str__(self) -> str:
        return f"{self.agency_id} about {self.dossier_id}"


class Seen(models.Model):
    """That somebody looked at a person's data: which seat, whose, when, what for."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="seen")
    purpose = models.CharField(
        max_length=12, choices=[(one.value, one.value) for one in rules.Purpose]
    )
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["dossier", "at"], name="onestop_seen_by_day"),)

    def __str__(self) -> str:
        return f"{self.seat_id} {self.dossier_id}"


def serials(seat: str, day: date) -> list[str]:
    """List the certificates that sign for a seat on a day."""
    rows = Signatory.objects.filter(Q(end=None) | Q(end__gt=day), seat=seat, first__lte=day)
    return list(rows.values_list("serial", flat=True))


def is_master(unit: str, day: date) -> bool:
    """Whether dossiers of a unit live here on a day."""
    way = Way.objects.filter(unit=unit, first__lte=day).order_by("-first").first()
    return way is not None and way.kind == rules.Way.MASTER


def demands(procedure: str, day: date) -> rules.Demands:
    """Say what a procedure asks beyond the common on a day."""
    row = Demand.objects.filter(procedure=procedure, first__lte=day).order_by("-first").first()
    if row is None:
        return rules.Demands()
    return rules.Demands(row.second_approver, row.paper_result, frozenset(row.signed))
