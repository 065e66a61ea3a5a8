"""`thidua rubrics …`."""

import click

from thidua.kernel.errors import RuleBroken
from thidua.rubrics.outside import shipped


@click.group()
def rubrics() -> None:
    """Show the rubrics that come with the product."""


@rubrics.command("list")
def show_all() -> None:
    """List them: code, first and last day, points, whole or incomplete, name."""
    for each in shipped():
        plan = each.plan
        state = "incomplete" if plan.incomplete else "whole"
        row = (each.code, plan.period.first, plan.period.last, plan.total_points, state, plan.name)
        click.echo("\t".join(map(str, row)))


@rubrics.command()
@click.argument("code")
def show(code: str) -> None:
    """Print one, byte for byte: the start of a plan of one's own."""
    found = next((each for each in shipped() if each.code == code), None)
    if found is None:
        raise RuleBroken("rubrics.unknown", rubric=code)
    click.echo(found.content, nl=False)
