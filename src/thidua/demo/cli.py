"""`thidua demo …`."""

import sys
import time
from datetime import date, datetime
from pathlib import Path

import click
from django.core.management import call_command
from django.utils import timezone

from thidua.demo import actions, outside
from thidua.simulated import outside as device
from thidua.simulated.actions import KEY

DAY = click.DateTime(["%Y-%m-%d"])
SEED = 2024


@click.group()
def demo() -> None:
    """Make the demonstration."""


@demo.command()
@click.option(
    "--seed", default=SEED, show_default=True, help="What every simulated number hangs on."
)
@click.option(
    "--today",
    type=DAY,
    help="The day around which the running campaign is laid; today when left out.",
)
def make(seed: int, today: datetime | None) -> None:
    """Make two campaigns in an empty store: "60 ngày đêm" of 2024, and one that runs today.

    Everything that no source published is simulated from the seed and marked so.
    """
    call_command("migrate", interactive=False, verbosity=0)
    if actions.is_made():
        click.echo("The demonstration is made already.", err=True)
        return
    click.echo(f"seed {seed}", err=True)
    began = time.monotonic()
    for step in actions.steps(seed, _day(today)):
        with click.progressbar(length=step.length, label=step.name, file=sys.stderr) as bar:
            step.run(bar.update)
        click.echo(f"{time.monotonic() - began:6.1f} s  {step.name}", err=True)
    click.echo(f"Sign in with the names and passwords of {outside.sign_in_file()}", err=True)


@demo.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "key", default=KEY, show_default=True, help="Whose key of the device.")
def sign(file: Path, key: str) -> None:
    """Sign a PDF with the simulated device of the demonstration; the copy stands beside FILE."""
    signed = file.with_name(f"{file.stem}-signed.pdf")
    signed.write_bytes(device.signed(file.read_bytes(), key, timezone.now()))
    click.echo(signed)


def _day(given: datetime | None) -> date:
    return given.date() if given else timezone.localdate()
