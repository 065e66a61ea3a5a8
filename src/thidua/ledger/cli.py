"""`thidua ledger …`: publish the log, look at it, hand out receipts and proofs."""

import base64
import sys
import threading

import click

from thidua.kernel.errors import RuleBroken
from thidua.ledger import actions, outside
from thidua.ledger.models import Entry, Outbox

EVERY = 1  # second between two looks
CHECK_EVERY = 60  # looks between two comparisons with what was signed


@click.group()
def ledger() -> None:
    """Publish the log, look at it, hand out receipts and proofs."""


@ledger.command()
@click.option("--follow", is_flag=True, help="Go on until stopped, looking every second.")
def sequence(follow: bool) -> None:  # noqa: FBT001 - click's way to pass a flag
    """Give waiting entries their places in the log and publish them."""
    if follow:
        follow_entries(threading.Event())
        return
    published = sum(iter(actions.sequence, 0))
    click.echo(f"{published} new leaves published.", err=True)


def follow_entries(stop: threading.Event) -> None:
    """Publish what waits, once a second, until `stop` is set."""
    looks = 0
    while not stop.wait(EVERY if looks else 0):
        if looks and looks % CHECK_EVERY == 0:
            actions.check()
        actions.sequence()
        looks += 1


@ledger.command()
def status() -> None:
    """Show the published size and root, what waits, and the public keys."""
    head = outside.published()
    log_key, receipt_key = outside.verifier_keys()
    click.echo(f"size\t{head.size if head else 0}")
    click.echo(f"root\t{head.root.hex() if head else ''}")
    click.echo(f"waiting\t{Outbox.objects.pending().count()}")
    click.echo(f"log key\t{log_key}")
    click.echo(f"receipt key\t{receipt_key}")


@ledger.command()
@click.argument("id")
def receipt(id: str) -> None:  # noqa: A002 - the name that the manual shows
    """Print the signed receipt of an entry."""
    entry = Entry.objects.filter(public_id=id).first()
    if entry is None:
        raise RuleBroken("ledger.receipt-unknown", id=id)
    click.echo(entry.note, nl=False)


@ledger.command()
@click.argument("index", type=click.IntRange(min=0))
def proof(index: int) -> None:
    """Print the proof that a leaf is in the published log, as a .tlog-proof file."""
    click.echo(outside.proof(index), nl=False)


@ledger.command()
@click.argument("older", type=click.IntRange(min=0))
def consistency(older: int) -> None:
    """Print the hashes that show an older size of the log to be the beginning of this one."""
    for hashed in outside.consistency(older):
        click.echo(base64.b64encode(hashed).decode())


@ledger.command()
def check() -> None:
    """Compare the database with what was signed, and every record with its commitment."""
    size = actions.check().size
    entries = Entry.objects.select_related("outbox").order_by("id")
    total = entries.count()
    with click.progressbar(
        entries.iterator(chunk_size=1000),
        length=total,
        label="records",
        file=sys.stderr,
    ) as shown:
        for entry in shown:
            if not entry.is_whole:
                raise RuleBroken("ledger.record-altered", id=entry.public_id)
    click.echo(f"{size} published leaves and {total} records are as they were signed.", err=True)
