"""The command `thidua NOUN VERB`."""

import sys

import click
import django

from thidua.kernel.errors import RuleBroken


@click.group()
@click.version_option(package_name="thidua")
def thidua() -> None:
    """Run emulation campaigns on numbers that anyone can recount."""


def main() -> None:
    """Run a command; a broken rule is one line on stderr and exit code 3."""
    django.setup()
    try:
        thidua(standalone_mode=True)
    except RuleBroken as broken:
        click.echo(broken.text("vi"), err=True)
        sys.exit(3)
