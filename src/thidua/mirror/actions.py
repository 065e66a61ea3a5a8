"""The writers of the mirror: a list is looked at, then taken whole or not at all, once."""

import json
import zlib
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from functools import cache
from operator import attrgetter
from typing import Any

from django.db import connection

from thidua.counting.actions import action, register_measures
from thidua.counting.models import Fact as Stored
from thidua.deadlines.outside import office
from thidua.dossiers.rules import Place
from thidua.dossiers.rules.measures import MEASURES
from thidua.imports.outside import code, hold_source
from thidua.imports.rules.changes import key, next_key
from thidua.kernel.errors import RuleBroken
from thidua.kernel.memory import uncollected
from thidua.ledger.actions import unlogged
from thidua.ledger.rules import Event, Fact, Grade, Receipt
from thidua.mirror.models import KEPT, Kept, Key, Listing, Mirrored, Seen
from thidua.mirror.models.known import Catalogue
from thidua.mirror.models.own import Masters
from thidua.mirror.models.summing import lines
from thidua.mirror.models.telling import AT_ONCE, COLUMNS, Reading, Row, Told, coverage, tell
from thidua.mirror.rules import HANOI, Declared, Line, Source
from thidua.mirror.rules.lists import Read

TAKEN = "mirror.list-taken"


_COLUMNS = attrgetter(*COLUMNS)
_INSTANTS = tuple(map(COLUMNS.index, ("first_seen", "changed_at")))
_DAYS = tuple(map(COLUMNS.index, ("received", "closed")))


@action
def take(
    *, lines: Mapping[str, Line], declared: Declared, unit: str, actor: str, at: datetime
) -> Event:
    """Take a list of dossiers, given by code: history, differences and counts follow.

    Counts are of whole dossiers, joined from both systems, so that none is counted twice. Its facts
    correct what was counted before; the event says how many dossiers were new and how many changed.
    """
    if not lines:
        raise RuleBroken("mirror.nothing")
    source = source_of(unit, generated=declared.generated)
    hold_source(source)
    _check_once(unit, declared)
    register_measures(MEASURES)
    listing = _listing(declared, len(lines), unit, at)
    reading = Reading(
        listing=listing,
        source=declared.source,
        told=at.astimezone(HANOI),
        office=office(),
        catalogue=Catalogue(),
        covered=coverage(unit),
        masters=Masters(),
    )
    with uncollected():
        told = tell(lines, reading)
        _write(told, declared.source, listing)
        facts = _facts(told.deltas, source, generated=declared.generated)
    public = {
        "source": declared.source.value,
        "rows": len(lines),
        "new": told.fresh,
        "changed": told.changed,
    }
    private = {
        "sha256": declared.sha256,
        "first": _iso(declared.first),
        "last": _iso(declared.last),
    }
    subject = f"mirror:{declared.source}"
    return Event(TAKEN, subject, unit, actor, at, public, private, facts)


def source_of(unit: str, *, generated: bool) -> str:
    """Name the source of the facts that a sender's lists make; simulated ones stand apart."""
    return f"mirror.{unit}{'.simulated' if generated else ''}"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _check_once(unit: str, declared: Declared) -> None:
    taken = Listing.objects.filter(
        unit=unit,
        source=declared.source.value,
        sha256=declared.sha256,
        first=declared.first,
        last=declared.last,
    ).first()
    if taken:
        at = f"{taken.taken_at.astimezone(HANOI):%H:%M %d/%m/%Y}"
        raise RuleBroken("mirror.taken-already", at=at)


def _listing(declared: Declared, rows: int, unit: str, at: datetime) -> Listing:
    return Listing.objects.create(
        unit_id=unit,
        source=declared.source.value,
        first=declared.first,
        last=declared.last,
        sha256=declared.sha256,
        rows=rows,
        fresh=0,
        changed=0,
        generated=declared.generated,
        taken_at=at,
    )


def _write(told: Told, source: Source, listing: Listing) -> None:
    """Write all rows at once; those that are there are replaced."""
    replaced = ", ".join(f"{name} = EXCLUDED.{name}" for name in COLUMNS if name != "code")
    places = ", ".join(["%s"] * len(COLUMNS))
    statement = (
        f"INSERT INTO mirror_mirrored ({', '.join(COLUMNS)}) VALUES ({places})"  # noqa: S608 - our own columns
        f" ON CONFLICT (code) DO UPDATE SET {replaced}"
    )
    instants = cache(connection.ops.adapt_datetimefield_value)  # mostly those of the list
    with connection.cursor() as cursor:
        for start in range(0, len(told.written), AT_ONCE):
            rows = told.written[start : start + AT_ONCE]
            cursor.executemany(statement, [_values(row, instants) for row in rows])
    for start in range(0, len(told.same), AT_ONCE):
        Mirrored.objects.filter(pk__in=told.same[start : start + AT_ONCE]).update(
            **{f"in_{source}": listing.pk}
        )
    listing.fresh, listing.changed = told.fresh, told.changed
    listing.save(update_fields=["fresh", "changed"])


def _values(row: Row, instants: Callable[[datetime], Any]) -> list[Any]:
    """Give a row's columns as the database's own driver takes them; SQLite stores days as text."""
    found = list(_COLUMNS(row))
    for place in _INSTANTS:
        found[place] = instants(found[place])
    text = connection.vendor == "sqlite"
    for place in _DAYS:
        day = found[place]
        found[place] = day.isoformat() if day and text else day
    return found


def _facts(deltas: Mapping[Place, int], source: str, *, generated: bool) -> tuple[Fact, ...]:
    """Make the facts by which the counts change; what is counted already is corrected."""
    changed = {place: by for place, by in sorted(deltas.items()) if by}
    if not changed:
        return ()
    days = [day for _measure, _unit, day in changed]
    rows = Stored.objects.live().filter(source=source, day__range=(min(days), max(days)))
    live = {
        (measure, unit, day): (quantity, public_id, known)
        for measure, unit, day, quantity, public_id, known in rows.values_list(
            "measure", "unit", "day", "quantity", "public_id", "key"
        ).iterator(20_000)
    }
    found = []
    for place, by in changed.items():
        quantity, corrects, known = live.get(place, (0, None, ""))
        measure, unit, day = place
        found.append(
            Fact(
                measure=measure,
                unit=unit,
                day=day,
                quantity=quantity + by,
                source=source,
                key=next_key(known) if corrects else key(place),
                grade=Grade.SOURCE_FILE,
                generated=generated,
                corrects=corrects,
            )
        )
    return tuple(found)


@action
def open_key(*, digest: str, source: Source, unit: str, actor: str, at: datetime) -> Event:
    """Let a system push its lists as a seat; what the key is, only its holder knows."""
    Key.objects.create(digest=digest, seat=actor, unit=unit, source=source.value, at=at)
    return Event("mirror.key-opened", f"mirror:{source}", unit, actor, at)


@action
def end_keys(*, source: Source, unit: str, actor: str, at: datetime) -> Event:
    """Take every key of a source at a unit back."""
    mine = Key.objects.filter(unit=unit, source=source.value, ended=None)
    if not mine.update(ended=at):
        raise RuleBroken("mirror.no-key")
    return Event("mirror.keys-ended", f"mirror:{source}", unit, actor, at)


@unlogged
def keep(*, read: Read, declared: Declared, name: str, unit: str, at: datetime) -> Kept:
    """Keep a list that was read, for a day: its known columns only."""
    Kept.objects.filter(at__lt=at - KEPT).delete()
    packed = json.dumps({code: line.packed() for code, line in read.lines.items()})
    return Kept.objects.create(
        code=code(),
        unit_id=unit,
        source=declared.source.value,
        first=declared.first,
        last=declared.last,
        name=name,
        lines=zlib.compress(packed.encode(), level=1),
        rows=read.rows,
        sha256=declared.sha256,
        dropped=list(read.dropped),
        generated=declared.generated,
        at=at,
    )


@unlogged
def look_at(*, codes: Collection[str], seat: str, at: datetime) -> None:
    """Remember that a seat looked at dossiers."""
    Seen.objects.bulk_create([Seen(seat=seat, code=each, at=at) for each in codes])


@unlogged
def finish(*, kept: Kept, actor: str, at: datetime) -> Receipt:
    """Take a kept list and let it go."""
    declared = Declared(Source(kept.source), kept.first, kept.last, kept.sha256, kept.generated)
    receipt, _event = take(
        lines=lines(kept), declared=declared, unit=kept.unit_id, actor=actor, at=at
    )
    Kept.objects.filter(pk=kept.pk).delete()
    return receipt
