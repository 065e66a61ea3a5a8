"""`thidua standings …`."""

import csv
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click
from django.utils import timezone

from thidua.kernel.errors import RuleBroken
from thidua.ledger.actions import sequence
from thidua.standings import actions
from thidua.standings.models import Edition, State
from thidua.standings.models.editions import ledger_instant, replay
from thidua.standings.models.freezing import reconciliation
from thidua.standings.models.live import live
from thidua.standings.outside import workbook

DAY = click.DateTime(["%Y-%m-%d"])
INSTANT = click.DateTime(["%Y-%m-%dT%H:%M:%S%z"])


@click.group()
def standings() -> None:
    """Rank units, publish editions, replay them."""


@standings.command()
@click.argument("campaign")
@click.option("--stage", default="", help="A stage of the campaign; empty: the whole.")
@click.option("--until", type=DAY, help="As it stood at the end of this day.")
@click.option("--on", type=DAY, help="On the unit tree of this day.")
def show(campaign: str, stage: str, until: datetime | None, on: datetime | None) -> None:
    """Print the running standings: group, rank, unit, name, points, prize."""
    board = live(
        campaign,
        stage=stage,
        until=until.date() if until else None,
        on=on.date() if on else None,
    )
    for one in board.groups:
        for standing in one.standings:
            unit = standing.sheet.unit
            cells = (one.group.code, standing.rank, unit, board.tree.nodes[unit].name)
            click.echo(
                "\t".join(map(str, (*cells, standing.sheet.published, standing.prize or "")))
            )


@standings.command()
@click.argument("campaign")
@click.option("--stage", default="", help="A stage of the campaign; empty: the whole.")
@click.option(
    "--state",
    type=click.Choice([state.value for state in State]),
    default=State.PROVISIONAL.value,
    show_default=True,
)
@click.option("--reason", default="", help="Why an official edition is replaced.")
@click.option("--actor", required=True, help="The seat that acts.")
@click.option("--at", type=INSTANT, help="The instant of the act; now when left out.")
def publish(
    *, campaign: str, stage: str, state: str, reason: str, actor: str, at: datetime | None
) -> None:
    """Bring the log up to date and publish an edition; print its receipt."""
    sequence()
    receipt, _event = actions.publish_edition(
        campaign=campaign,
        stage=stage,
        state=State(state),
        reason=reason,
        actor=actor,
        at=at or timezone.now(),
    )
    sequence()
    actions.export_editions()
    click.echo(receipt.note, nl=False)


@standings.command("replay")
@click.argument("campaign")
@click.argument("nr", type=int)
def replay_edition(campaign: str, nr: int) -> None:
    """Make an edition again from the log; exit code 3 where a byte differs."""
    edition = Edition.objects.filter(campaign=campaign, nr=nr).first()
    if edition is None:
        raise RuleBroken("standings.edition-unknown", campaign=campaign, nr=nr)
    made = replay(edition, workbook)
    kept = {file.name: file.content for file in edition.files.all()}
    differing = sorted(name for name in kept if kept[name] != made.files[name])
    if differing:
        raise RuleBroken("standings.replay-differs", nr=nr, files=differing)
    click.echo(f"Lần công bố số {nr}: dựng lại giống từng byte ({len(kept)} tệp).", err=True)


@standings.command()
@click.argument("campaign")
def late(campaign: str) -> None:
    """List the facts that came after the freeze, whether admitted, and what each would change.

    Id, recorded at, unit, measure, day, quantity, corrects, admitted; then unit, criterion and
    points before and after for each criterion that it would change.
    """
    found = reconciliation(campaign)
    for fact in found.facts:
        cells = (fact.id, ledger_instant(fact.recorded_at), fact.unit, fact.measure, fact.day)
        taken = "admitted" if fact.admitted else "left out"
        changes = [
            f"{one.unit} {one.criterion} {one.points[0]} → {one.points[1]}" for one in fact.effects
        ]
        row = (*cells, fact.quantity, fact.corrects or "", taken, *changes)
        click.echo("\t".join(map(str, row)))
    if found.frozen_at is None:
        click.echo("Kế hoạch không có giờ chốt số liệu.", err=True)
    else:
        click.echo(f"{found.left_out}/{len(found.facts)} số liệu đến muộn chưa tính.", err=True)


@standings.command()
@click.argument("campaign")
@click.argument("facts", nargs=-1, required=True)
@click.option("--reason", required=True, help="Why these facts count though they came late.")
@click.option("--actor", required=True, help="The seat that acts.")
def admit(campaign: str, facts: tuple[str, ...], reason: str, actor: str) -> None:
    """Let late facts count, by their public ids; print the receipt."""
    receipt, _event = actions.admit_late(
        campaign=campaign, facts=facts, reason=reason, actor=actor, at=timezone.now()
    )
    click.echo(receipt.note, nl=False)


@standings.command()
@click.argument("campaign")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--stage", default="", help="A stage of the campaign; empty: the whole.")
@click.option("--decision", required=True, help="Number and day of the decision.")
@click.option("--reason", required=True, help="Why the council decided so.")
@click.option("--actor", required=True, help="The seat that acts.")
def council(
    *, campaign: str, file: Path, stage: str, decision: str, reason: str, actor: str
) -> None:
    """Record the council's result from a CSV file: group,unit,rank,prize."""
    places = tuple(_places(file))
    receipt, _event = actions.record_council_result(
        campaign=campaign,
        stage=stage,
        places=places,
        grounds=(decision, reason),
        actor=actor,
        at=timezone.now(),
    )
    click.echo(receipt.note, nl=False)


@standings.command()
def export() -> None:
    """Write all editions among the published files again, where they are missing."""
    for name in actions.export_editions():
        click.echo(name)


def _places(file: Path) -> Iterator[actions.Place]:
    with file.open(newline="", encoding="utf-8-sig") as rows:
        for number, row in enumerate(csv.DictReader(rows), start=2):
            try:
                place = actions.Place(row["group"], row["unit"], int(row["rank"]), row["prize"])
            except (KeyError, TypeError, ValueError) as error:
                raise RuleBroken("standings.council-file", row=number) from error
            if place.rank < 1:
                raise RuleBroken("standings.council-file", row=number)
            yield place
