"""What is remembered of people and of the seats they sit in."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.http import HttpRequest
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _

from thidua.accounts.rules import Relation, Role, relation
from thidua.units.models import Edge, Unit, UnitName, above
from thidua.units.models import Relation as Along
from thidua.units.rules import label

ROLE_NAMES: Mapping[Role, Promise] = {
    Role.CAMPAIGN_OFFICE: _("Cơ quan thường trực phong trào"),
    Role.COMMITTEE: _("Ban chỉ đạo"),
    Role.EXECUTING_TEAM: _("Tổ giúp việc"),
    Role.REPORTER: _("Người nhập số liệu"),
    Role.APPROVER: _("Người duyệt số liệu"),
    Role.OPERATOR: _("Quản trị hệ thống"),
    Role.INSPECTOR: _("Thanh tra"),
    Role.PROCEDURES: _("Cơ quan kiểm soát thủ tục hành chính"),
    Role.ONE_STOP: _("Cán bộ một cửa"),
    Role.OFFICER: _("Công chức thụ lý hồ sơ"),
    Role.LEADER: _("Lãnh đạo phê duyệt"),
}


class Person(AbstractBaseUser):
    """Somebody who can sign in. Nothing of a person is ever written to the ledger."""

    username = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[BaseUserManager[Self]] = BaseUserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.username

    @property
    def is_official(self) -> bool:
        """Whether an operator made this account, to sit in seats; residents sign up themselves."""
        return self.has_usable_password() and not self.email


# Asked by every request of somebody signed in: docs/decisions/0019-busy-pages-ask-statements.md. It
# tells the seats, what their units are called now or were last, and whether those stand on the day.
HELD = """
    SELECT seat.id, seat.role, seat.unit, seat.first, seat."end", seat.person_id,
           called.kind AS called_kind, called.name AS called_name,
           EXISTS (
               SELECT 1 FROM units_unit unit
               WHERE unit.id = seat.unit AND (unit.first IS NULL OR unit.first <= %(day)s)
                     AND (unit."end" IS NULL OR unit."end" > %(day)s)
           ) AS stands
    FROM accounts_seat seat
    LEFT JOIN units_unitname called ON called.id = (
        SELECT named.id FROM units_unitname named WHERE named.unit_id = seat.unit
        ORDER BY named."end" IS NULL DESC, named."end" DESC LIMIT 1
    )
    WHERE seat.person_id = %(person)s AND seat.first <= %(day)s
          AND (seat."end" IS NULL OR seat."end" > %(day)s)
    ORDER BY seat.id
"""


class SeatQuerySet(models.QuerySet["Seat"]):
    """Filters by day."""

    def open_on(self, day: date) -> "SeatQuerySet":
        """Select the seats that are open on a day."""
        return self.filter(first__lte=day).exclude(end__lte=day)


class Seat(models.Model):
    """A role at a unit, from its first day up to, and without, its end (ghế).

    `person` is None while nobody sits in it; only this table knows who does. `unit_stands` says
    whether its unit stands on the day that it was read for; None where that was not read.
    """

    unit_stands: bool | None = None

    id = models.CharField(max_length=64, primary_key=True)
    role = models.CharField(max_length=32, choices=[(role.value, role.value) for role in Role])
    unit = models.CharField(max_length=64, db_index=True)
    first = models.DateField()
    end = models.DateField(null=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="seats"
    )

    objects = SeatQuerySet.as_manager()

    class Meta:
        """A seat's days are in order, and its role is one of ours."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(end__isnull=True) | models.Q(end__gte=models.F("first")),
                name="seat_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in Role]),
                name="seat_has_a_known_role",
            ),
        )

    def __str__(self) -> str:
        return self.id

    @property
    def role_name(self) -> Promise:
        """The role in the words of the page's language."""
        return ROLE_NAMES[Role(self.role)]

    @cached_property
    def unit_name(self) -> str:
        """Name the unit as it is called now, or was last."""
        names = UnitName.objects.filter(unit=self.unit)
        latest = names.order_by(models.F("end").desc(nulls_first=True)).first()
        return str(latest or self.unit)

    @property
    def label(self) -> str:
        """Role and unit, as the head of the page shows them."""
        return f"{self.role_name} · {self.unit_name}"


def seats_of(person: AbstractBaseUser, *, on: date) -> list[Seat]:
    """Give the seats in which a person may act on a day, in the order of their ids.

    What their units are called, and whether those stand, is read with them.
    """
    found = list(Seat.objects.raw(HELD, {"person": person.pk, "day": on.isoformat()}))
    for seat in found:
        read = vars(seat)
        seat.unit_stands = bool(read["stands"])
        if read["called_name"] is not None:
            seat.unit_name = label(read["called_kind"], read["called_name"])
    return found


class SeatedRequest(HttpRequest):
    """A request of somebody signed in, as the site's middleware hands it to a view.

    `seat` is the one that is acted in, None while none is chosen.
    """

    user: Person
    seat: Seat | None


def role_of(request: HttpRequest) -> Role | None:
    """Give the role of the seat that a reader acts in, None without one."""
    seat = getattr(request, "seat", None)
    return Role(seat.role) if seat else None


def relation_on(day: date, mine: str, theirs: str) -> Relation | None:
    """Say how one unit stands to another on a day; None where one of them does not stand."""
    both = {mine, theirs}
    if Unit.objects.on(day).filter(pk__in=both).count() < len(both):
        return None
    if mine == theirs:
        return Relation.OWN
    line = above(theirs, day)
    edges = Edge.objects.on(day).filter(unit__in=line, relation=Along.OVERSEEN_BY)
    return relation(above(mine, day), line, set(edges.values_list("parent_id", flat=True)))
