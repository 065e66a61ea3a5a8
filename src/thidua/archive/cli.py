"""`thidua archive …`."""

import click
from django.utils import timezone

from thidua.archive import actions
from thidua.kernel.errors import RuleBroken


@click.group()
def archive() -> None:
    """Look after the files that people sent."""


@archive.command()
def sweep() -> None:
    """Remove files that were stored more than a day ago and that no row names."""
    removed = actions.sweep(at=timezone.now())
    click.echo(f"Đã xoá {removed} tệp không ai giữ.", err=True)


@archive.command()
def check() -> None:
    """Read every file again; exit code 3 where one is lost or damaged."""
    count = 0
    for broken in actions.damaged():
        count += 1
        click.echo(f"{broken.facts['sha256']}\t{broken.code.partition('.')[2]}")
    if count:
        raise RuleBroken("archive.check-failed", count=count)
    click.echo("Mọi tệp trong kho đều nguyên vẹn.", err=True)
