"""`thidua denominators …`."""

from datetime import date, datetime
from pathlib import Path

import click
from django.utils import timezone

from thidua.denominators import actions, rules
from thidua.denominators.models import Candidate
from thidua.denominators.rules.pasting import decode, parse

DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def denominators() -> None:
    """Register what rates are divided by, and choose which counts are used."""


@denominators.command("list")
@click.option("--measure", help="Only candidates of this measure.")
def listed(measure: str | None) -> None:
    """List the candidates: number, measure, day, source, version, units, adopted or not, SHA-256."""
    rows = Candidate.objects.order_by("measure", "day", "pk")
    for each in rows.filter(measure=measure) if measure else rows:
        state = "adopted" if each.adoptions.exists() else "registered"
        told = (each.pk, each.measure, each.day, each.source, each.version, each.n, state)
        click.echo("\t".join(map(str, (*told, each.sha256))))


@denominators.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--measure", required=True, help="The measure that is counted.")
@click.option("--day", type=DAY, required=True, help="The day that the counts are of.")
@click.option("--source", required=True, help="Who says it.")
@click.option("--document", required=True, help="Where it is said.")
@click.option("--unit", required=True, help="The unit that registers.")
@click.option("--actor", required=True, help="The seat that acts.")
def register(  # noqa: PLR0913 - one argument an option
    *, file: Path, measure: str, day: datetime, source: str, document: str, unit: str, actor: str
) -> None:
    """Register a CSV file of two columns, unit and quantity, and print the receipt."""
    lines, problems = parse(decode(file.read_bytes()))
    if problems:
        raise rules.refusal(problems)
    receipt, _event = actions.register(
        measure=measure,
        day=day.date(),
        source=source,
        document=document,
        counts=tuple((line.unit, line.quantity) for line in lines),
        unit=unit,
        actor=actor,
        at=timezone.now(),
    )
    click.echo(receipt.note, nl=False)


@denominators.command()
@click.argument("candidate", type=click.IntRange(1, 2**63 - 1))
@click.option("--frozen-from", type=DAY, help="From this day on a change needs a reason.")
@click.option("--reason", default="", help="Why; needed once the denominator is frozen.")
@click.option("--unit", required=True, help="The unit that adopts.")
@click.option("--actor", required=True, help="The seat that acts.")
def adopt(
    *, candidate: int, frozen_from: datetime | None, reason: str, unit: str, actor: str
) -> None:
    """Make the counts of a candidate those that rates are divided by, and print the receipt."""
    freeze: date | None = frozen_from.date() if frozen_from else None
    receipt, _event = actions.adopt(
        candidate=candidate,
        frozen_from=freeze,
        reason=reason,
        unit=unit,
        actor=actor,
        at=timezone.now(),
    )
    click.echo(receipt.note, nl=False)
