"""The one way in: an action's event becomes an entry with a receipt, all or nothing."""

import zlib
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import ParamSpec, TypeVar

from django.conf import settings
from django.db import transaction
from django.db.models import F

from thidua.kernel.errors import RuleBroken
from thidua.ledger import outside
from thidua.ledger.models import Batch, Call, Entry, Outbox, Stream
from thidua.ledger.rules import Event, Receipt, leaf, note
from thidua.ledger.rules.fingerprint import fingerprint

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
