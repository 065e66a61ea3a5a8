"""What is remembered of people and of the seats they sit in."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.accounts.rules import Role
from thidua.units.models import UnitName

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


class SeatQuerySet(models.QuerySet["Seat"]):
    """Filters by day and by person."""

    def open_on(self, day: date) -> "SeatQuerySet":
        """Select the seats that are open on a day."""
        return self.filter(first__lte=day).exclude(end__lte=day)

    def held_by(self, person: AbstractBaseUser, *, on: date) -> "SeatQuerySet":
        """Select the seats in which a person may act on a day."""
        return self.open_on(on).filter(person_id=person.pk).order_by("id")


class Seat(models.Model):
    """A role at a unit, from its first day up to, and without, its end (ghế).

    `person` is None while nobody sits in it; only this table knows who does.
    """

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

    @property
    def unit_name(self) -> str:
        """The unit as it is called now, or was last."""
        names = UnitName.objects.filter(unit=self.unit)
        latest = names.order_by(models.F("end").desc(nulls_first=True)).first()
        return str(latest or self.unit)

    @property
    def label(self) -> str:
        """Role and unit, as the head of the page shows them."""
        return f"{self.role_name} · {self.unit_name}"


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
