"""`thidua accounts …`."""

from datetime import datetime

import click
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone

from thidua.accounts import actions
from thidua.accounts.models import Seat
from thidua.accounts.rules import Role
from thidua.kernel.errors import RuleBroken

DAY = click.DateTime(["%Y-%m-%d"])
ACTOR = click.option("--as", "actor", required=True, help="The seat that acts.")
PASSWORD = click.password_option(help="Asked for when it is not given.")


@click.group()
def accounts() -> None:
    """Add people, and open, assign and close seats."""


@accounts.command("add-person")
@click.argument("username")
@click.argument("name")
@PASSWORD
def add_person(username: str, name: str, password: str) -> None:
    """Let somebody sign in as USERNAME."""
    _check(password)
    actions.create_person(username=username, name=name, password=password)
    click.echo(username)


@accounts.command("set-password")
@click.argument("username")
@PASSWORD
def set_password(username: str, password: str) -> None:
    """Give USERNAME another password; that person's sessions end."""
    _check(password)
    actions.set_password(username=username, password=password)
    click.echo(username)


@accounts.command("open-seat")
@click.argument("seat")
@click.argument("role", type=click.Choice([role.value for role in Role]))
@click.argument("unit")
@click.option("--from", "first", type=DAY, required=True, help="The first day.")
@ACTOR
def open_seat(*, seat: str, role: str, unit: str, first: datetime, actor: str) -> None:
    """Open SEAT with ROLE at UNIT.

    The very first seat of all is opened by itself: it stands behind --as, too.
    """
    receipt, _event = actions.open_seat(
        seat=seat,
        role=Role(role),
        unit=unit,
        first=first.date(),
        actor=actor,
        at=timezone.now(),
    )
    click.echo(receipt.note, nl=False)


@accounts.command()
@click.argument("seat")
@click.argument("username", required=False)
@ACTOR
def assign(seat: str, username: str | None, actor: str) -> None:
    """Seat USERNAME in SEAT; nobody without USERNAME."""
    receipt, _event = actions.assign_seat(
        seat=seat, username=username, actor=actor, at=timezone.now()
    )
    click.echo(receipt.note, nl=False)


@accounts.command("close-seat")
@click.argument("seat")
@click.option("--from", "end", type=DAY, required=True, help="The day from which it is closed.")
@ACTOR
def close_seat(seat: str, end: datetime, actor: str) -> None:
    """Close SEAT from a day on."""
    receipt, _event = actions.close_seat(seat=seat, end=end.date(), actor=actor, at=timezone.now())
    click.echo(receipt.note, nl=False)


@accounts.command("list")
@click.option("--unit", help="Only the seats of this unit.")
def list_seats(unit: str | None) -> None:
    """List seats and who sits in them.

    Columns: id, role, unit, first day, day from which it is closed, user name.
    """
    found = Seat.objects.select_related("person").order_by("unit", "id")
    for seat in found.filter(unit=unit) if unit else found:
        columns = (seat.id, seat.role, seat.unit, seat.first, seat.end or "", seat.person or "")
        click.echo("\t".join(str(column) for column in columns))


def _check(password: str) -> None:
    try:
        validate_password(password)
    except ValidationError as weak:
        raise RuleBroken("accounts.weak-password", reasons=" ".join(weak.messages)) from weak
