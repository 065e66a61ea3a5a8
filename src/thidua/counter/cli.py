"""`thidua counter …`."""

from datetime import datetime

import click
from django.utils import timezone

from thidua.counter.models import time_left
from thidua.deadlines.rules.words import said
from thidua.kernel.errors import RuleBroken
from thidua.onestop import actions
from thidua.onestop.models import Dossier
from thidua.onestop.models.recount import differences
from thidua.onestop.rules import SIGNABLE, Demands, Way

DAY = click.DateTime(["%Y-%m-%d"])
FIRST = click.option("--from", "first", type=DAY, required=True, help="The first day.")
ACTOR = click.option("--as", "actor", required=True, help="The seat that acts.")


@click.group()
def counter() -> None:
    """Run the one-stop shop: where dossiers live, what procedures ask, who signs."""


@counter.command()
@click.argument("unit")
def overdue(unit: str) -> None:
    """List the open dossiers of UNIT that are past their deadline, the oldest first.

    Columns: code, deadline, how late, status.
    """
    now = timezone.now()
    rows = Dossier.objects.filter(holder=unit, due_at__lt=now, resolved_at=None).exclude(desk="")
    for row in rows.order_by("due_at", "pk").select_related("version").prefetch_related("moves"):
        time = time_left(row, now)
        click.echo(f"{row.code}\t{row.due_at}\t{said(time) if time else ''}\t{row.status}")


@counter.command()
@click.argument("unit")
@click.argument("kind", type=click.Choice([each.value for each in Way]))
@FIRST
@ACTOR
def switch(unit: str, kind: str, first: datetime, actor: str) -> None:
    """Let the dossiers of UNIT live here (master) or elsewhere (mirror) from a day on."""
    receipt, _event = actions.switch(
        unit=unit, kind=Way(kind), first=first.date(), actor=actor, at=timezone.now()
    )
    click.echo(receipt.note, nl=False)


@counter.command()
@click.argument("unit")
@click.argument("procedure")
@FIRST
@click.option("--two", is_flag=True, help="Two people approve.")
@click.option("--paper", is_flag=True, help="The result may be paper, without a signature.")
@click.option(
    "--signed", type=click.Choice([each.value for each in SIGNABLE]), multiple=True,
    help="An act for which whoever does it signs a sheet; may be given several times.",
)  # fmt: skip
@ACTOR
def demand(*, unit: str, procedure: str, first: datetime, actor: str, **asked: object) -> None:
    """Say for the province UNIT what PROCEDURE asks beyond the common."""
    signed = asked["signed"]
    demands = Demands(
        second_approver=bool(asked["two"]),
        paper_result=bool(asked["paper"]),
        signed=frozenset(signed if isinstance(signed, tuple) else ()),
    )
    receipt, _event = actions.demand(
        procedure=procedure,
        first=first.date(),
        demands=demands,
        unit=unit,
        actor=actor,
        at=timezone.now(),
    )
    click.echo(receipt.note, nl=False)


@counter.command()
@click.argument("seat")
@click.argument("serial")
@FIRST
@ACTOR
def authorise(seat: str, serial: str, first: datetime, actor: str) -> None:
    """Let the holder of the certificate with this SERIAL sign for SEAT."""
    receipt, _event = actions.authorise(
        seat=seat, serial=serial, first=first.date(), actor=actor, at=timezone.now()
    )
    click.echo(receipt.note, nl=False)


@counter.command()
@click.argument("seat")
@click.argument("serial")
@click.option("--to", "end", type=DAY, required=True, help="The first day without it.")
@ACTOR
def dismiss(seat: str, serial: str, end: datetime, actor: str) -> None:
    """Let nobody sign for SEAT by this certificate from a day on."""
    receipt, _event = actions.dismiss(
        seat=seat, serial=serial, end=end.date(), actor=actor, at=timezone.now()
    )
    click.echo(receipt.note, nl=False)


@counter.command()
def recount() -> None:
    """Count every dossier again by its moves; exit code 3 where a count differs."""
    found = list(differences())
    for each in found:
        click.echo(each)
    if found:
        raise RuleBroken("counter.counts-differ", count=len(found))
    click.echo("Mọi số đếm khớp với hồ sơ.", err=True)
