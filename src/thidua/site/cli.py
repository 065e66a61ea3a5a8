"""The command `thidua NOUN VERB`: a noun is an app, and its verbs stand in the app's `cli`."""

import os
import sys
from importlib import import_module
from importlib.util import find_spec

import click
import django
from django.apps import apps
from django.conf import settings
from django.core.checks import run_checks
from django.core.management import call_command
from django.utils import timezone

from thidua.kernel.errors import RuleBroken
from thidua.site import store
from thidua.site.supervisor import supervise


@click.group()
@click.version_option(package_name="thidua")
def thidua() -> None:
    """Run emulation campaigns on numbers that anyone can recount."""


@thidua.command()
def migrate() -> None:
    """Bring the database to the form that this version needs."""
    call_command("migrate", interactive=False, verbosity=0)
    click.echo("The database is ready.", err=True)


@thidua.command()
def publish() -> None:
    """Bring the published folder up to date: log, plans, editions, trees."""
    _publish()
    click.echo(settings.PUBLISHED)


def _publish() -> None:
    # models are there only once Django is set up
    from thidua.campaigns.actions import export_plans
    from thidua.ledger.actions import sequence
    from thidua.standings.actions import export_editions

    sequence()
    export_plans()
    export_editions()


@thidua.command()
@click.option("--bind", default="127.0.0.1:8000", show_default=True, help="HOST:PORT to serve on.")
@click.option("--workers", default=2, show_default=True, help="How many web processes.")
def run(bind: str, workers: int) -> None:
    """Run web server, sequencer and worker, and start again what ends, until SIGTERM.

    Migrates the database and gathers static files first.
    """
    host, colon, port = bind.rpartition(":")
    if not colon or not port.isdecimal():
        raise click.BadParameter(bind, param_hint="--bind HOST:PORT")
    if wrong := [str(found) for found in run_checks() if found.is_serious()]:
        raise click.UsageError("\n".join(wrong))
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    _publish()
    _plan_nights()
    click.echo(f"http://{bind}/", err=True)
    sys.exit(supervise(_processes(host.strip("[]"), port, workers)))


def _plan_nights() -> None:
    from thidua.counting.tasks import plan_nightly_recount

    plan_nightly_recount(timezone.localtime())


def _processes(host: str, port: str, workers: int) -> dict[str, list[str]]:
    python = [sys.executable, "-m"]
    web = ["granian", "--interface", "wsgi", "--no-ws", "--host", host, "--port", port]
    web += ["--workers", str(workers), "--blocking-threads", "4", "--backpressure", "64"]
    return {
        "web": [*python, *web, "--log-level", "warning", "thidua.site.wsgi:application"],
        "sequencer": [*python, "thidua", "ledger", "sequence", "--follow"],
        "worker": [*python, "django", "db_worker", "--queue-name", "*"],
    }


def program() -> click.Group:
    """Give the command with the nouns of all apps; Django must be set up."""
    for app in apps.get_app_configs():
        if app.name.startswith("thidua.") and app.label != "site" and find_spec(f"{app.name}.cli"):
            thidua.add_command(getattr(import_module(f"{app.name}.cli"), app.label))
    return thidua


def main() -> None:
    """Run a command; a broken rule is one line on stderr and exit code 3."""
    os.umask(store.UMASK)
    django.setup()
    try:
        program()()
    except RuleBroken as broken:
        click.echo(broken.text("vi"), err=True)
        sys.exit(3)
