"""`thidua mirror …`."""

import os
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import click
from django.utils import timezone

from thidua.kernel.errors import RuleBroken
from thidua.mirror import actions, outside
from thidua.mirror.models import Mirrored
from thidua.mirror.models.opening import opened
from thidua.mirror.models.recount import recounted, stored
from thidua.mirror.rules import Declared, Source

SHOWN = 50
TOKEN = "THIDUA_MIRROR_TOKEN"  # noqa: S105 - the name of a variable
DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def mirror() -> None:
    """Take lists of dossiers of other systems, and compare them."""


def _declared(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that say whose list it is."""
    for option in (
        click.option("--generated", is_flag=True, help="The dossiers are simulated (mô phỏng)."),
        click.option("--last", type=DAY, help="… to this day, the last included."),
        click.option(
            "--first", type=DAY, help="The list holds every dossier received from this day"
        ),
        click.option("--actor", required=True, help="The seat that acts."),
        click.option("--unit", required=True, help="The unit that submits the list."),
        click.option(
            "--source",
            type=click.Choice([source.value for source in Source]),
            required=True,
            help="Whose list it is.",
        ),
    ):
        command = option(command)
    return command


@mirror.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_declared
def take(*, file: Path, **said: object) -> None:
    """Take a list from a file, whole or not at all, and print its receipt."""
    _take(file.read_bytes(), file.name, said)


@mirror.command()
@click.argument("address")
@_declared
def pull(*, address: str, **said: object) -> None:
    """Fetch a list (JSON or CSV) from a system's interface and take it.

    The bearer token of the interface is read from THIDUA_MIRROR_TOKEN, so that it stands in no list
    of processes. No other address is asked.
    """
    content = outside.fetch(address, os.environ.get(TOKEN, ""))
    _take(content, "list.json" if content.lstrip()[:1] == b"[" else "list.csv", said)


def _take(content: bytes, name: str, said: dict[str, object]) -> None:
    unit, actor, now = str(said["unit"]), str(said["actor"]), timezone.now()
    read = opened(content, name, unit, now)
    for mark in read.marks[:SHOWN]:
        click.echo(f"{mark.place}\t{mark.reason.text()}", err=True)
    if read.marks:
        raise RuleBroken("mirror.refused", count=len(read.marks))
    first, last = (_day(said[name]) for name in ("first", "last"))
    if (first is None) != (last is None):
        raise RuleBroken("mirror.bad-days")
    declared = Declared(
        Source(str(said["source"])),
        first.date() if first else None,
        last.date() if last else None,
        sha256(content).hexdigest(),
        bool(said["generated"]),
    )
    receipt, _event = actions.take(
        lines=read.lines, declared=declared, unit=unit, actor=actor, at=now
    )
    click.echo(receipt.note, nl=False)


def _day(value: object) -> datetime | None:
    return value if isinstance(value, datetime) else None


@mirror.command("open-key")
@click.option("--source", type=click.Choice([source.value for source in Source]), required=True)
@click.option("--unit", required=True, help="The unit whose lists are pushed.")
@click.option("--actor", required=True, help="The seat as which they are.")
def open_key(*, source: str, unit: str, actor: str) -> None:
    """Make a key by which a system pushes its lists; it is printed once and kept nowhere."""
    key = outside.new_key()
    actions.open_key(
        digest=outside.digest(key),
        source=Source(source),
        unit=unit,
        actor=actor,
        at=timezone.now(),
    )
    click.echo(key)


@mirror.command("end-keys")
@click.option("--source", type=click.Choice([source.value for source in Source]), required=True)
@click.option("--unit", required=True, help="The unit whose lists were pushed.")
@click.option("--actor", required=True, help="The seat that acts.")
def end_keys(*, source: str, unit: str, actor: str) -> None:
    """Take the keys of a source back."""
    actions.end_keys(source=Source(source), unit=unit, actor=actor, at=timezone.now())


@mirror.command()
@click.option("--unit", required=True, help="The unit that submitted the lists.")
def differences(*, unit: str) -> None:
    """List what two systems tell differently: code, kind, province, national, since when."""
    for row in Mirrored.objects.filter(sender=unit).differing().order_by("pk").iterator():
        for found in row.found():
            each = found.difference
            click.echo(
                "\t".join((row.code, each.kind, each.province, each.national, f"{found.since}"))
            )


@mirror.command()
@click.option("--unit", required=True, help="The unit that submitted the lists.")
def recount(*, unit: str) -> None:
    """Count a sender's dossiers again from their lists; exit code 3 where a count differs."""
    wrong = 0
    for generated in (False, True):
        again = recounted(unit, generated=generated)
        kept = stored(actions.source_of(unit, generated=generated))
        for place in sorted(again.keys() | kept.keys()):
            if again.get(place, 0) != kept.get(place, 0):
                wrong += 1
                measure, at, day = place
                click.echo(f"{measure}\t{at}\t{day}\t{kept.get(place, 0)}\t{again.get(place, 0)}")
    if wrong:
        raise RuleBroken("mirror.recount-differs", count=wrong)
    click.echo("Đếm lại từ hồ sơ: mọi số đếm của bản soi đều khớp.", err=True)
