"""`thidua units …`."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TypeVar

import click
from django.utils import timezone

from thidua.ledger.rules import Event, Receipt
from thidua.units import actions, outside
from thidua.units.models import (
    GSO,
    Edge,
    Identifier,
    UnitName,
    resolve,
    standing,
    successions,
    tree,
)
from thidua.units.rules import KINDS, Level, NewUnit, Node, Part, predecessors, successors
from thidua.units.rules.changes import Standing
from thidua.units.rules.registry import narrowed

F = TypeVar("F", bound=Callable[..., object])


DAY = click.DateTime(["%Y-%m-%d"])
INSTANT = click.DateTime(["%Y-%m-%dT%H:%M:%S%z"])
ON = click.option("--on", type=DAY, required=True, help="The first day on which it is so.")
LOOK = click.option("--on", type=DAY, default=timezone.localtime, help="The day; else today.")
PARENT = click.option("--parent", help="What the new unit is part of.")
NEW = (str, click.Choice(list(KINDS)), str)
New = Sequence[str]  # id, kind and name


def signed(command: F) -> F:
    """Give a command the options `actor` and `at` of whoever changes something."""
    actor = click.option("--actor", "--as", "actor", required=True, help="The seat that acts.")
    at = click.option("--at", type=INSTANT, default=timezone.now, help="When; else now.")
    return actor(at(command))


@click.group()
def units() -> None:
    """Load, look at and change the tree of units."""


@units.command()
@click.option("--only", help="A province: load it with all it came from or went into.")
@signed
def load(only: str | None, **who: object) -> None:
    """Load the registry of units that stands beside the package."""
    registry = outside.read_registry()
    if only:
        registry = narrowed(registry, only)
    with click.progressbar(length=registry.rows, label="Units", file=sys.stderr) as bar:
        _say(actions.load_registry(registry=registry, **who, progress=bar.update))


@units.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--under", required=True, help="What rows go under that name no unit above.")
@signed
def take(file: Path, under: str, **who: object) -> None:
    """Open the hamlets, departments and enterprises of an XLSX or CSV file, all or none."""
    table = outside.read_table(file.name, file.read_bytes())
    _say(actions.load_rows(table=table, under=under, **who))


@units.command()
@click.argument("reference")
@LOOK
def show(reference: str, on: datetime) -> None:
    """Print a unit as it stands on a day: id, name, kind, code, parent, overseer."""
    unit = resolve(reference, on.date())
    _line(tree(on.date()).nodes[unit])


@units.command("tree")
@LOOK
@click.option("--root", help="Only this unit, what is under it and what it oversees.")
def print_tree(on: datetime, root: str | None) -> None:
    """Print the units of a day: id, name, kind, code, parent, overseer."""
    for node in tree(on.date(), resolve(root, on.date()) if root else None).nodes.values():
        _line(node)


@units.command()
@click.argument("reference")
def history(reference: str) -> None:
    """Print a unit's days, names, units above, codes, and who came before and after it."""
    unit = resolve(reference)
    _span("unit", unit, standing(unit))
    for word, model in (("name", UnitName), ("edge", Edge), ("code", Identifier)):
        for row in model.objects.filter(unit=unit).order_by("pk"):
            _span(word, row, row)
    family = successions([unit])
    for each in (*reversed(predecessors(unit, family)), *successors(unit, family)):
        share = "" if each.share is None else each.share
        click.echo(f"succession\t{each.predecessor}\t{each.successor}\t{each.on}\t{share}")


@units.command("open")
@click.argument("new", type=NEW, metavar="ID KIND NAME")
@PARENT
@click.option("--overseen-by", help="What oversees it, where it is part of none.")
@click.option("--from", "first", type=DAY, help="Its first day; else from unknown.")
@click.option("--to", "end", type=DAY, help="The first day on which it is no more.")
@signed
def open_unit(
    new: New,
    parent: str | None,
    overseen_by: str | None,
    first: datetime | None,
    end: datetime | None,
    **who: object,
) -> None:
    """Open a unit under an ID, of a KIND, by a NAME."""
    unit = replace(_new(new, parent), overseen_by=overseen_by)
    days = {"first": first and first.date(), "end": end and end.date()}
    _say(actions.open_unit(unit=unit, **days, **who))


@units.command()
@click.argument("unit")
@ON
@signed
def close(unit: str, on: datetime, **who: object) -> None:
    """Close UNIT, which nobody succeeds."""
    _say(actions.close_unit(unit=resolve(unit), on=on.date(), **who))


@units.command()
@click.argument("merged", nargs=-1, required=True)
@click.option("--into", type=NEW, required=True, help="ID KIND NAME of the new unit.")
@PARENT
@click.option("--code", help="Its GSO code.")
@ON
@signed
def merge(
    merged: Sequence[str],
    into: New,
    parent: str | None,
    code: str | None,
    on: datetime,
    **who: object,
) -> None:
    """Merge units into a new one, from a day on."""
    new = replace(_new(into, parent), codes={GSO: code} if code else {})
    units = tuple(resolve(unit) for unit in merged)
    _say(actions.merge(units=units, into=new, on=on.date(), **who))


@units.command()
@click.argument("unit")
@click.option(
    "--part", "parts", type=(*NEW, str), multiple=True, help="ID KIND NAME SHARE; - declares none."
)
@click.option("--child", "children", nargs=2, multiple=True, help="CHILD PART: where a child goes.")
@PARENT
@ON
@signed
def split(
    unit: str,
    parts: Sequence[tuple[str, str, str, str]],
    children: Sequence[tuple[str, str]],
    parent: str | None,
    on: datetime,
    **who: object,
) -> None:
    """Split UNIT into new ones, from a day on."""
    new = tuple(
        Part(
            _new(part, parent),
            _share(share),
            tuple(child for child, heir in children if heir == part[0]),
        )
        for *part, share in parts
    )
    _say(actions.split(unit=resolve(unit), parts=new, on=on.date(), **who))


@units.command()
@click.argument("unit")
@click.argument("name")
@ON
@signed
def rename(unit: str, name: str, on: datetime, **who: object) -> None:
    """Give UNIT another NAME from a day on."""
    _say(actions.rename(unit=resolve(unit), name=name, on=on.date(), **who))


@units.command("change-kind")
@click.argument("unit")
@click.argument("kind", type=click.Choice(list(KINDS)))
@ON
@signed
def change_kind(unit: str, kind: str, on: datetime, **who: object) -> None:
    """Make UNIT of another KIND from a day on."""
    _say(actions.change_kind(unit=resolve(unit), kind=kind, on=on.date(), **who))


@units.command()
@click.argument("unit")
@click.argument("parent")
@ON
@signed
def move(unit: str, parent: str, on: datetime, **who: object) -> None:
    """Put UNIT under PARENT from a day on."""
    _say(actions.move(unit=resolve(unit), parent=resolve(parent), on=on.date(), **who))


@units.command()
@click.argument("unit")
@click.argument("by")
@ON
@signed
def oversee(unit: str, by: str, on: datetime, **who: object) -> None:
    """Put UNIT under the oversight of BY from a day on; its counts do not roll up there."""
    _say(actions.oversee(unit=resolve(unit), by=resolve(by), on=on.date(), **who))


@units.command("abolish-level")
@click.argument("level", type=click.Choice([level.value for level in Level]))
@click.argument("root")
@ON
@signed
def abolish_level(level: str, root: str, on: datetime, **who: object) -> None:
    """Close all units of a LEVEL under ROOT; what stood under them goes to the unit above."""
    _say(actions.abolish_level(level=Level(level), root=resolve(root), on=on.date(), **who))


def _say(done: tuple[Receipt, Event]) -> None:
    click.echo(done[0].note, nl=False)


def _line(node: Node) -> None:
    last = (node.code or "", node.parent or "", node.overseen_by or "")
    click.echo("\t".join((node.id, node.label, node.kind, *last)))


def _share(text: str) -> Decimal | None:
    try:
        return None if text == "-" else Decimal(text)
    except InvalidOperation:
        raise click.BadParameter(text, param_hint="SHARE") from None


def _new(new: New, parent: str | None) -> NewUnit:
    unit, kind, name = new
    return NewUnit(unit, KINDS[kind].level, kind, name, parent)


def _span(word: str, what: object, days: Standing | UnitName | Edge | Identifier) -> None:
    click.echo(f"{word}\t{what}\t{days.first or ''}\t{days.end or ''}")
