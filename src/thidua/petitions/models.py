"""What is remembered of petitions, their moves, and who looked at them; what people write stands here only."""

from collections.abc import Collection
from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from thidua.accounts.models import Seat
from thidua.kernel.errors import RuleBroken
from thidua.onestop.models import Dossier
from thidua.petitions.rules import LONGEST, Act, State, Went
from thidua.tracking.models import counting_unit
from thidua.tracking.models.tables import STARS
from thidua.units.models import Succession, Unit


class PetitionQuerySet(models.QuerySet["Petition"]):
    """Petitions selected by what is to be done with them."""

    def waiting(self) -> Self:
        """Select those that have not ended, in the order in which they are due."""
        return self.filter(due_at__isnull=False).order_by("due_at", "pk")

    def ended(self) -> Self:
        """Select those that have ended, the newest first."""
        return self.filter(due_at=None).order_by("-moved_at", "pk")

    def published(self) -> Self:
        """Select those whose answer everybody may read, the newest first."""
        return self.filter(state=State.ANSWERED).order_by("-moved_at", "pk")


class Petition(models.Model):
    """What somebody brings forward about a dossier or a unit (phản ánh, kiến nghị).

    `person` is None where a dossier was opened by its factor. `text` is for the unit alone; `asked`
    and `answer` are what an officer wrote for everybody.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="petitions")
    dossier = models.ForeignKey(
        Dossier, on_delete=models.PROTECT, null=True, related_name="petitions"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="petitions"
    )
    text = models.TextField(max_length=LONGEST)
    state = models.CharField(max_length=10, choices=[(one.value, one.value) for one in State])
    filed_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)  # None once it has ended
    asked = models.TextField(max_length=LONGEST, blank=True)
    answer = models.TextField(max_length=LONGEST, blank=True)
    stars = models.PositiveSmallIntegerField(null=True)
    generated = models.BooleanField(default=False)

    objects = PetitionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(dossier__isnull=False) | Q(person__isnull=False),
                name="petition_of_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state=State.ANSWERED.value) ^ Q(asked="", answer=""),
                name="petition_answered_in_words",
            ),
            models.CheckConstraint(condition=Q(stars=None) | STARS, name="petition_scale"),
        )
        indexes = (
            models.Index(fields=["unit", "due_at", "id"], name="petition_due"),
            models.Index(fields=["unit", "state", "moved_at"], name="petition_state"),
        )

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def subject(self) -> str:
        """What the ledger calls it; never shown in public."""
        return subject_of(str(self.pk))

    def went(self) -> list[Went]:
        """Give its moves as the rules know them."""
        return [each.went for each in self.moves.order_by("nr")]


class PetitionMove(models.Model):
    """Something done with a petition: by a seat or its petitioner, and what was written to it."""

    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="moves")
    nr = models.PositiveSmallIntegerField()
    act = models.CharField(max_length=16, choices=[(one.value, one.value) for one in Act])
    actor = models.CharField(max_length=64)
    at = models.DateTimeField()
    state = models.CharField(max_length=10)
    text = models.TextField(max_length=LONGEST, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["petition", "nr"], name="move_once"),)

    def __str__(self) -> str:
        return f"{self.nr} {self.act}"

    @property
    def went(self) -> Went:
        """Give it as the rules know it."""
        return Went(Act(self.act), self.at, State(self.state))


class Look(models.Model):
    """That a seat read what somebody wrote in a petition."""

    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="looks")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.seat_id} {self.petition_id}"


def subject_of(petition: str) -> str:
    """Write a petition as the subject of an event."""
    return f"petition:{petition}"


def petition_of(petition: str, *, dossiers: Collection[str], person: int | None) -> Petition:
    """Give a petition to whoever filed it: who has its dossier open, or who is signed in."""
    row = Petition.objects.select_related("dossier").filter(pk=petition).first()
    mine = row is not None and (
        str(row.dossier_id) in dossiers or (person is not None and row.person_id == person)
    )
    if row is None or not mine:
        raise RuleBroken("petitions.unknown")
    return row


def and_before(unit: str, day: date) -> set[str]:
    """Give a unit with those that it took over: what waited there waits here now."""
    found_, edge = {unit}, {unit}
    while edge:
        before = Succession.objects.filter(successor__in=edge, on__lte=day)
        edge = set(before.values_list("predecessor", flat=True)) - found_
        found_ |= edge
    return {each for each in found_ if each == unit or _went_to(each, unit, day)}


def _went_to(before: str, unit: str, day: date) -> bool:
    try:
        return counting_unit(before, day) == unit
    except RuleBroken:
        return False


def hidden_of(petition: Petition) -> list[str]:
    """Name what must not be published of the person whom a petition is about."""
    hidden = [petition.person.name] if petition.person else []
    if petition.dossier is None:
        return hidden
    party = petition.dossier.party
    return [*hidden, party.name, party.phone, party.identity, party.address, petition.dossier.code]
