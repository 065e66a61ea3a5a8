"""`thidua filing …`."""

import click
from django.utils import timezone

from thidua.filing import actions


@click.group()
def filing() -> None:
    """Look after what residents write."""


@filing.command()
def sweep() -> None:
    """Delete drafts that lay unchanged for 30 days, with the files that came for them alone."""
    removed = 0
    while count := actions.expire(at=timezone.now()):
        removed += count
    click.echo(f"Đã xoá {removed} bản nháp để quá 30 ngày.", err=True)
