"""`thidua agencies …`."""

from datetime import datetime

import click
from django.utils import timezone

from thidua.agencies import actions
from thidua.agencies.models import holders
from thidua.units.models import resolve

DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def agencies() -> None:
    """Say which unit is which agency, as the codes of dossiers name it."""


@agencies.command()
@click.argument("unit")
@click.argument("code")
@click.option("--from", "first", type=DAY, required=True, help="The first day.")
@click.option("--as", "actor", required=True, help="The seat that acts.")
def give(unit: str, code: str, first: datetime, actor: str) -> None:
    """Give UNIT the CODE that it has as an agency, like H13.82, from a day on."""
    receipt, _event = actions.give(
        unit=resolve(unit, first.date()),
        code=code,
        first=first.date(),
        actor=actor,
        at=timezone.now(),
    )
    click.echo(receipt.note, nl=False)


@agencies.command("list")
def print_all() -> None:
    """Print every code: agency, unit, first day, first day without it."""
    for agency, rows in sorted(holders().items()):
        for unit, (first, end) in rows:
            click.echo(f"{agency}\t{unit}\t{first or ''}\t{end or ''}")
