"""People in their seats at the desk of the small world, for tests of what officials do."""

from datetime import UTC, date, datetime

from django.test import Client

import portal_campaign as world
from thidua.accounts.actions import assign_seat, create_person, open_seat
from thidua.accounts.models import Person, Seat
from thidua.accounts.rules import Role

OPENED = datetime(2024, 10, 9, 2, tzinfo=UTC)
FIRST = date(2024, 1, 1)
PASSWORD = "mat-khau-dai-cua-thu-nghiem"  # noqa: S105 - of nobody


def seat(name, role, unit="p1", first=FIRST):
    """Open a seat at a unit and put a person of its own in it; give the person's name."""
    actor = Seat.objects.values_list("pk", flat=True).order_by("pk").first() or f"s-{name}"
    open_seat(seat=f"s-{name}", role=role, unit=unit, first=first, actor=actor, at=OPENED)
    person = create_person(username=name, name="Nguyễn Thị Thử", password=PASSWORD)
    assign_seat(seat=f"s-{name}", username=person.username, actor=actor, at=OPENED)
    return name


def client(name):
    """Give a browser in which somebody is signed in."""
    made = Client()
    made.force_login(Person.objects.get(username=name))
    return made


def make():
    """Make the small world with its office: somebody who drafts, somebody who decides."""
    world.make()
    seat("office", Role.CAMPAIGN_OFFICE)
    seat("committee", Role.COMMITTEE)
