"""Who residents are, which accounts are theirs, and where one may live."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet

from thidua.counting.models.naming import names
from thidua.kernel.text import sort_key
from thidua.onestop.rules import LONGEST_ADDRESS, LONGEST_NAME
from thidua.residents import rules
from thidua.units.models import Edge, Relation, Unit
from thidua.units.rules import Level

Choices = list[tuple[str, str]]  # unit and name


class Resident(models.Model):
    """A person (người dân) with an account here.

    Each account has a row; rows of one person lead to the one that was proved first (`merged_into`),
    and everything of theirs is that one's. `identity` is only said unless VNeID verified it.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="resident"
    )
    name = models.CharField(max_length=LONGEST_NAME)
    folded = models.CharField(max_length=LONGEST_NAME)
    phone = models.CharField(max_length=12)
    identity = models.CharField(max_length=12, blank=True)
    address = models.CharField(max_length=LONGEST_ADDRESS, blank=True)
    commune = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    hamlet = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    verified_by = models.CharField(
        max_length=5, choices=[(one.value, one.value) for one in rules.Verified]
    )
    verified_at = models.DateTimeField()
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="merged"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["identity"],
                condition=Q(verified_by=rules.Verified.VNEID.value, merged_into=None),
                name="resident_proved_once",
            ),
            models.CheckConstraint(
                condition=~Q(merged_into=models.F("id")), name="resident_not_into_itself"
            ),
        )

    def __str__(self) -> str:
        return self.subject

    @property
    def subject(self) -> str:
        """What the ledger calls the account: it says nothing of the person."""
        return f"resident:{self.pk}"

    @property
    def one(self) -> "Resident":
        """The row that everything of this person belongs to."""
        return self.merged_into or self

    @property
    def is_proved(self) -> bool:
        """Whether name and identity number come from a provider of identities."""
        return self.verified_by == rules.Verified.VNEID


def resident_of(person: int | None) -> Resident | None:
    """Give the resident that an account is; the one row, where several are one person."""
    row = Resident.objects.filter(person=person).select_related("merged_into").first()
    return row.one if row else None


def proved(identity: str) -> Resident | None:
    """Give the resident whose identity number was proved to be this one."""
    found = Resident.objects.filter(
        identity=identity, verified_by=rules.Verified.VNEID.value, merged_into=None
    )
    return found.first()


def communes(day: date) -> Choices:
    """Name the communes that stand on a day."""
    return named_units(Unit.objects.on(day).filter(level=Level.COMMUNE))


def hamlets(commune: str, day: date) -> Choices:
    """Name the hamlets of a commune on a day."""
    edges = Edge.objects.on(day).filter(parent=commune, relation=Relation.PART_OF)
    return named_units(Unit.objects.on(day).filter(level=Level.HAMLET, pk__in=edges.values("unit")))


def named_units(units: QuerySet[Unit]) -> Choices:
    """Name some units, in the order of the alphabet."""
    found = names(units.values_list("pk", flat=True))
    return sorted(found.items(), key=lambda each: (sort_key(each[1]), each[0]))
