"""The one way in, and the one way out: events become entries, entries become leaves of the log.

`perform` records an action's event with its receipt, all or nothing. `sequence` gives the
waiting entries their places and publishes them; killed anywhere, it goes on where it was.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Max

from thidua.kernel.errors import RuleBroken
from thidua.ledger import outside
from thidua.ledger.models import Batch, Call, Entry, Outbox, Stream
from thidua.ledger.rules import Event, Receipt, leaf, note
from thidua.ledger.rules.fingerprint import fingerprint
from thidua.ledger.rules.note import Head
from thidua.ledger.rules.tiles import Edge, File

P = ParamSpec("P")
R = TypeVar("R")

Prepare = Callable[[Event], Event | Receipt]
Store = Callable[[Entry, Event, Sequence[str]], None]


def action(function: Callable[P, Event]) -> Callable[..., tuple[Receipt, Event]]:
    """Make a function that changes something also record the event it returns.

    The call takes one argument more, `key`: called again under the same key with the same
    arguments, it gives the first receipt and writes nothing.
    """

    @wraps(function)
    def recorded(*, key: str | None = None, **arguments: object) -> tuple[Receipt, Event]:
        return perform(function, arguments, key=key)

    return recorded


def unlogged(function: Callable[P, R]) -> Callable[P, R]:
    """Mark one of the few functions that write and are no event."""
    return function


def perform(
    function: Callable[..., Event],
    arguments: Mapping[str, object],
    *,
    key: str | None = None,
    prepare: Prepare | None = None,
    store: Store | None = None,
) -> tuple[Receipt, Event]:
    """Call a function and record its event in one transaction.

    `prepare` may drop facts that are known already, or answer with the first receipt when
    nothing is new: then nothing is written. `store` writes what belongs to the facts.
    """
    with transaction.atomic():
        call = _claim(key, function, arguments) if key is not None else None
        if call and call.entry:
            return call.entry.receipt, call.entry.event
        with transaction.atomic():
            event = function(**arguments)
            prepared = prepare(event) if prepare else event
            if isinstance(prepared, Receipt):
                transaction.set_rollback(True)
        if isinstance(prepared, Receipt):
            entry = Entry.objects.get(public_id=prepared.id)
        else:
            event = prepared
            entry, fact_ids = _record(event)
            if store:
                store(entry, event, fact_ids)
        if call:
            Call.objects.filter(key=call.key).update(entry=entry)
        return entry.receipt, event


def _claim(key: str, function: Callable[..., Event], arguments: Mapping[str, object]) -> Call:
    """Take the key, or wait for the call that has it; a finished call has its entry.

    PostgreSQL waits in the insert until the other call has ended, SQLite has one writer.
    """
    asked = fingerprint(f"{function.__module__}.{function.__qualname__}", arguments)
    Call.objects.bulk_create([Call(key=key, fingerprint=asked)], ignore_conflicts=True)
    call = Call.objects.select_related("entry").get(key=key)
    if call.fingerprint != asked:
        raise RuleBroken("ledger.key-reused", key=key)
    return call


def _record(event: Event) -> tuple[Entry, list[str]]:
    public_id, *fact_ids = outside.public_ids(1 + len(event.facts))
    salt, record = outside.salt(), leaf.record(event, fact_ids)
    hidden = leaf.commitment(salt, record)
    at = leaf.moment(event.at)
    number = _next_number(event.unit)
    written, batch = leaf.leaf(event, number, hidden, leaf.fact_lines(event.facts, fact_ids))
    text = note.receipt(settings.ORIGIN, public_id, hidden, leaf.instant(at))
    entry = Entry.objects.create(
        public_id=public_id,
        kind=event.kind,
        subject=event.subject,
        unit=event.unit,
        stream=event.unit,
        stream_seq=number,
        actor=event.actor,
        recorded_at=at,
        record=record,
        salt=salt,
        commitment=hidden,
        note=outside.sign_receipt(text),
    )
    Outbox.objects.create(entry=entry, leaf=written)
    if batch:
        packed = zlib.compress(b"\n".join((*batch.lines, b"")), level=1)
        Batch.objects.create(root=batch.root, entry=entry, n=len(batch.lines), lines=packed)
    return entry, fact_ids


def _next_number(stream: str) -> int:
    """Give the next number of a stream; the row stays locked until the transaction ends.

    It is taken before the entry is written, so entries of a stream have ids in its order, and
    none is visible before the one with the number before it.
    """
    row = Stream.objects.filter(unit=stream)
    if not row.update(last=F("last") + 1):
        Stream.objects.bulk_create([Stream(unit=stream)], ignore_conflicts=True)
        row.update(last=F("last") + 1)
    return row.values_list("last", flat=True).get()


MOST_AT_ONCE = 100_000  # leaves between two checkpoints

_NUMBER = """
    UPDATE ledger_outbox SET leaf_index = waiting.place
    FROM (
        SELECT entry_id, row_number() OVER (ORDER BY entry_id) - 1 + %s AS place
        FROM ledger_outbox WHERE leaf_index IS NULL ORDER BY entry_id LIMIT %s
    ) AS waiting
    WHERE waiting.entry_id = ledger_outbox.entry_id
"""

# The tree of each published folder, as this process last published it.
_edges: dict[Path, Edge] = {}


@unlogged
def sequence(*, limit: int = MOST_AT_ONCE) -> int:
    """Publish waiting entries, and what an earlier call left undone; say how many were new.

    The first call in a process compares the database with every checkpoint that was signed.
    """
    with outside.alone():
        edge = _edges.pop(settings.PUBLISHED, None)
        if edge is None or outside.published() != Head(edge.size, edge.root()):
            edge = _start()
        before = edge.size
        numbered = _number(edge.size, limit)
        if numbered > before:
            _publish(edge, numbered)
        _edges[settings.PUBLISHED] = edge
        return numbered - before


def check() -> Edge:
    """Refuse a database that is not what we signed; give its tree as far as it is published.

    A log that goes on from an older backup would sign a second history with its own key.
    """
    published, kept = outside.published(), outside.kept()
    if published is None and kept is None and _numbered():
        raise RuleBroken("ledger.checkpoint-lost", found=_numbered())
    trees = {head: _compared(head) for head in {published, kept} if head}
    return trees[published] if published else Edge()


def _start() -> Edge:
    """Begin where the published files end; a new log begins with an empty checkpoint.

    It stands before the first leaf has a place, so a log without any checkpoint has lost it.
    """
    outside.remove_drafts()
    edge = check()
    if outside.published() is None and not _numbered():
        _publish(edge, 0)
    return edge


def _compared(head: Head) -> Edge:
    edge = Edge()
    for written in _leaves(0, head.size):
        edge.add(written)
    if edge.size < head.size:
        raise RuleBroken("ledger.database-shorter", signed=head.size, found=edge.size)
    if edge.root() != head.root:
        raise RuleBroken("ledger.database-different", signed=head.size)
    return edge


def _leaves(start: int, end: int) -> Iterator[bytes]:
    """Read leaves in log order, up to the first gap."""
    rows = Outbox.objects.numbered().filter(leaf_index__gte=start, leaf_index__lt=end)
    places = enumerate(rows.values_list("leaf_index", "leaf").iterator(chunk_size=1000), start)
    for place, (index, written) in places:
        if index != place:
            return
        yield bytes(written)


def _numbered() -> int:
    last = Outbox.objects.aggregate(last=Max("leaf_index"))["last"]
    return 0 if last is None else last + 1


def _number(published: int, limit: int) -> int:
    """Give waiting entries the next places; say how many have one.

    They are found by having none, never as those after the last id: an id can become visible
    late. `durable`: a place that was rolled back must not be signed.
    """
    with transaction.atomic(durable=True):
        numbered = _numbered()
        if numbered < published:
            raise RuleBroken("ledger.database-shorter", signed=published, found=numbered)
        if not Outbox.objects.pending().exists():
            return numbered
        with connection.cursor() as cursor:
            cursor.execute(_NUMBER, [numbered, limit])
            return numbered + int(cursor.rowcount)


def _publish(edge: Edge, numbered: int) -> None:
    """Write the files of all leaves that `edge` has not seen, then the checkpoint over them."""
    full = outside.publish(_files(edge, numbered))
    if edge.size < numbered:
        raise RuleBroken("ledger.leaf-missing", index=edge.size)
    named = zip(("log.vkey", "receipt.vkey"), outside.verifier_keys(), strict=True)
    keys = [(name, f"{key}\n".encode()) for name, key in named]
    outside.publish([*_in_log(edge.partial()), *keys])
    outside.publish_checkpoint(Head(edge.size, edge.root()))
    outside.remove_partial(full)


def _files(edge: Edge, numbered: int) -> Iterator[File]:
    fresh = Batch.objects.filter(
        entry__outbox__leaf_index__gte=edge.size, entry__outbox__leaf_index__lt=numbered
    )
    for batch in fresh.iterator():
        yield f"facts/{batch.root}.jsonl", batch.content
    for written in _leaves(edge.size, numbered):
        yield from _in_log(edge.add(written))


def _in_log(files: Iterable[File]) -> Iterator[File]:
    return ((f"log/{name}", content) for name, content in files)
