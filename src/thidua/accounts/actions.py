"""The only writers of people and seats. Who sits in a seat never reaches the ledger."""

from datetime import date, datetime

from django.utils import timezone

from thidua.accounts.models import Person, Seat
from thidua.accounts.rules import Role, check_seat_id
from thidua.kernel.errors import RuleBroken
from thidua.ledger.actions import action, unlogged
from thidua.ledger.rules import Event
from thidua.units.models import check_stands


@action
def open_seat(*, seat: str, role: Role, unit: str, first: date, actor: str, at: datetime) -> Event:
    """Open a seat at a unit; the very first one is opened by itself."""
    check_seat_id(seat)
    if actor != seat or Seat.objects.exists():
        _check_actor(actor, at)
    if Seat.objects.filter(pk=seat).exists():
        raise RuleBroken("accounts.seat-exists", seat=seat)
    check_stands(unit, first)
    Seat.objects.create(id=seat, role=role, unit=unit, first=first)
    public = {"role": role.value, "first": first.isoformat()}
    return Event("accounts.seat-opened", f"seat:{seat}", unit, actor, at, public)


@action
def close_seat(*, seat: str, end: date, actor: str, at: datetime) -> Event:
    """Close a seat: from the day `end` on, nobody acts in it."""
    _check_actor(actor, at)
    found = _seat(seat)
    if found.end is not None:
        raise RuleBroken("accounts.seat-closed", seat=seat, end=found.end)
    if end < found.first:
        raise RuleBroken("accounts.ends-before-it-begins", seat=seat, first=found.first, end=end)
    found.end = end
    found.save(update_fields=["end"])
    public = {"end": end.isoformat()}
    return Event("accounts.seat-closed", f"seat:{seat}", found.unit, actor, at, public)


@action
def assign_seat(*, seat: str, username: str | None, actor: str, at: datetime) -> Event:
    """Seat a person, or nobody (None); the event says only that the holder changed."""
    _check_actor(actor, at)
    found = _seat(seat)
    if found.end is not None:
        raise RuleBroken("accounts.seat-closed", seat=seat, end=found.end)
    person = None if username is None else _person(username)
    if found.person == person:
        raise RuleBroken("accounts.already-seated", seat=seat)
    found.person = person
    found.save(update_fields=["person"])
    public = {"vacant": person is None}
    return Event("accounts.seat-assigned", f"seat:{seat}", found.unit, actor, at, public)


@unlogged
def create_person(*, username: str, name: str, password: str) -> Person:
    """Let somebody sign in. Personal data stay out of the ledger, so this is no event."""
    if Person.objects.filter(username=username).exists():
        raise RuleBroken("accounts.person-exists", username=username)
    person = Person(username=username, name=name)
    person.set_password(password)
    person.save(force_insert=True)
    return person


@unlogged
def set_password(*, username: str, password: str) -> Person:
    """Give a person another password, which ends that person's sessions."""
    person = _person(username)
    person.set_password(password)
    person.save(update_fields=["password"])
    return person


def _check_actor(actor: str, at: datetime) -> None:
    day = timezone.localtime(at, timezone.get_default_timezone()).date()
    if not Seat.objects.open_on(day).filter(pk=actor).exists():
        raise RuleBroken("accounts.actor-not-open", seat=actor, day=day)


def _seat(seat: str) -> Seat:
    found = Seat.objects.select_for_update().filter(pk=seat).first()
    if found is None:
        raise RuleBroken("accounts.no-such-seat", seat=seat)
    return found


def _person(username: str) -> Person:
    found = Person.objects.filter(username=username).first()
    if found is None:
        raise RuleBroken("accounts.no-such-person", username=username)
    return found
