"""`thidua counting …`."""

from pathlib import Path

import click
from django.utils import timezone

from thidua.counting import actions
from thidua.counting.models import Measure
from thidua.counting.models.recount import differences
from thidua.counting.rules import Origin
from thidua.kernel.errors import RuleBroken
from thidua.ledger.rules import Grade

SHOWN = 50


@click.group()
def counting() -> None:
    """Take counts in, and count them again."""


@counting.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--source", required=True, help="The system that the file comes from.")
@click.option("--unit", required=True, help="The unit that submits the file.")
@click.option("--actor", required=True, help="The seat that acts.")
@click.option(
    "--grade",
    type=click.Choice([grade.value for grade in Grade]),
    default=Grade.SOURCE_FILE.value,
    show_default=True,
    help="How the counts came to be.",
)
@click.option("--window", help="Refuse days outside this window, for instance campaign:CODE.")
@click.option("--generated", is_flag=True, help="The counts are simulated (mô phỏng).")
def take(  # noqa: PLR0913 - one argument an option
    *,
    file: Path,
    source: str,
    unit: str,
    actor: str,
    grade: str,
    window: str | None,
    generated: bool,
) -> None:
    """Take a CSV file of counts, whole or not at all, and print its receipt."""
    receipt, _event = actions.take_file(
        content=file.read_bytes(),
        origin=Origin(source, Grade(grade), generated, window),
        unit=unit,
        actor=actor,
        at=timezone.now(),
    )
    click.echo(receipt.note, nl=False)


@counting.command()
def recount() -> None:
    """Count everything again from the facts; exit code 3 where a kept sum differs."""
    found = list(differences())
    if found:
        raise RuleBroken(
            "counting.recount-differs", count=len(found), problems="\n".join(found[:SHOWN])
        )
    click.echo("Đếm lại từ dữ kiện: mọi số cộng dồn và kỳ đếm đều khớp.", err=True)


@counting.command()
def measures() -> None:
    """List the measures that are counted."""
    for measure in Measure.objects.order_by("key"):
        click.echo(f"{measure.key}\t{measure.kind}\t{measure.unit}\t{measure.label}")
