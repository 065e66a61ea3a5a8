"""`thidua bulletins …`."""

from datetime import date, datetime
from pathlib import Path

import click
from django.utils import timezone

from thidua.bulletins import actions
from thidua.bulletins.models import Issued
from thidua.bulletins.models.making import make as make_document
from thidua.documents import outside
from thidua.papers.rules import Asked, Paper

DAY = click.DateTime(["%Y-%m-%d"])
CAMPAIGN = click.argument("campaign")
KIND = click.argument("kind", type=click.Choice([paper.value for paper in Paper]))
STAGE = click.option("--stage", default="", help="A stage of the campaign; empty: the whole.")
UNTIL = click.option("--until", type=DAY, help="The bulletin's day; the last one when left out.")
EDITION = click.option("--edition", type=int, help="An edition; running figures when left out.")
NUMBER = click.option("--number", default="", help="The registry's number; blank when left out.")
DATED = click.option("--day", type=DAY, help="The day of the document; blank when left out.")


@click.group()
def bulletins() -> None:
    """Make and issue a campaign's launch notice, weekly bulletins and award lists."""


@bulletins.command()
@CAMPAIGN
@KIND
@STAGE
@UNTIL
@EDITION
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="The folder for both files.",
)
def make(
    campaign: str,
    kind: str,
    stage: str,
    until: datetime | None,
    edition: int | None,
    out: Path,
) -> None:
    """Write a document as a draft, PDF and DOCX, without issuing it."""
    asked = Asked(stage, _day(until), edition)
    made = make_document(campaign, Paper(kind), asked, timezone.localdate(), draft=True)
    out.mkdir(parents=True, exist_ok=True)
    for form, content in (("pdf", outside.pdf), ("docx", outside.docx)):
        path = out / f"{campaign}-{kind}.{form}"
        path.write_bytes(content(made.document))
        click.echo(path)


@bulletins.command()
@CAMPAIGN
@KIND
@STAGE
@UNTIL
@EDITION
@NUMBER
@DATED
@click.option("--actor", required=True, help="The seat that acts.")
def issue(  # noqa: PLR0913, PLR0917 - an option each
    campaign: str,
    kind: str,
    stage: str,
    until: datetime | None,
    edition: int | None,
    number: str,
    day: datetime | None,
    actor: str,
) -> None:
    """Issue a document, and print its receipt."""
    receipt, _event = actions.issue(
        campaign=campaign,
        paper=Paper(kind),
        asked=Asked(stage, _day(until), edition, number, _day(day)),
        actor=actor,
        at=timezone.now(),
    )
    click.echo(receipt.note, nl=False)


@bulletins.command("list")
@CAMPAIGN
def show_all(campaign: str) -> None:
    """List the documents of a campaign: kind, number, day of figures, what was replaced, hash."""
    for each in Issued.objects.of(campaign):
        cells = (each.paper, each.nr, each.until, each.stale or "-", each.sha256_pdf)
        click.echo("\t".join(map(str, cells)))


def _day(given: datetime | None) -> date | None:
    return given.date() if given else None
