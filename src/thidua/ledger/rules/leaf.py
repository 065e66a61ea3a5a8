"""The bytes of a leaf, of a line of a fact batch, and of the record under the commitment.

Everybody reads leaf and fact lines; actor, source keys and reasons stand only in the record,
which the log knows by a salted hash. Formats: docs/decisions/0003-actions-return-events.md.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from hashlib import sha256
from json import JSONEncoder, loads

from thidua.kernel.canonical import canonical
from thidua.kernel.errors import RuleBroken
from thidua.ledger.rules import Event, Fact
from thidua.ledger.rules.merkle import root

KIND = re.compile(r"[a-z]+(\.[a-z0-9]+(-[a-z0-9]+)*)+")  # `app.what-happened`
LARGEST_LEAF = 2048  # bytes; the bundle format would take 65,535
MOST_INLINE = 5  # facts that a leaf holds itself


@dataclass(frozen=True, slots=True)
class Batch:
    """The fact lines that a leaf names by their root; its file is `facts/<root>.jsonl`."""

    root: str
    lines: tuple[bytes, ...]


def instant(at: datetime) -> str:
    """Write an instant in UTC with seconds, as leaves and receipts hold it."""
    return moment(at).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment(at: datetime) -> datetime:
    """Give an instant in UTC; one without a time zone is refused."""
    if at.tzinfo is None:
        raise RuleBroken("ledger.naive-time", at=at.isoformat())
    return at.astimezone(UTC)


def commitment(salt: bytes, record: bytes) -> str:
    """Hash a private record so that nobody can guess it: only who has the salt can show it."""
    return sha256(b"thidua/v1" + salt + record).hexdigest()


def record(event: Event, fact_ids: Sequence[str]) -> bytes:
    """Write what is private about an event, with one hash over the sources of its facts."""
    return canonical(
        {
            "actor": event.actor,
            "at": moment(event.at).isoformat(timespec="microseconds").replace("+00:00", "Z"),
            "kind": event.kind,
            "private": dict(event.private),
            "public": dict(event.public),
            "sources": sources(event.facts, fact_ids),
            "subject": event.subject,
            "unit": event.unit,
        }
    )


def sources(facts: Sequence[Fact], fact_ids: Sequence[str]) -> str | None:
    """Hash the lines `[id,source,key]` of the facts; None without facts."""
    if not facts:
        return None
    lines = (
        f"[{_quoted(fact_id)},{_text(fact.source)},{_quoted(fact.key)}]\n"
        for fact_id, fact in zip(fact_ids, facts, strict=True)
    )
    return sha256("".join(lines).encode()).hexdigest()


def leaf(
    event: Event, number: int, hidden: str, lines: Sequence[bytes]
) -> tuple[bytes, Batch | None]:
    """Write the leaf of an event, and the batch of its facts when they don't fit in it."""
    if "facts" in event.public or not KIND.fullmatch(event.kind) or not event.unit:
        message = f"not an event to record: {event.kind} at {event.unit}, {sorted(event.public)}"
        raise ValueError(message)
    if not lines:
        return _fitting(event, _leaf(event, number, hidden, {})), None
    if len(lines) <= MOST_INLINE:
        inline = _leaf(event, number, hidden, {"facts": [loads(line) for line in lines]})
        if len(inline) <= LARGEST_LEAF:
            return inline, None
    batch = Batch(root(lines).hex(), tuple(lines))
    named = {"facts": {"n": len(lines), "root": batch.root}}
    return _fitting(event, _leaf(event, number, hidden, named)), batch


def _leaf(event: Event, number: int, hidden: str, facts: Mapping[str, object]) -> bytes:
    return canonical(
        {
            "v": 1,
            "t": instant(event.at),
            "k": event.kind,
            "u": event.unit,
            "s": event.unit,
            "n": number,
            "c": hidden,
            "p": {**event.public, **facts},
        }
    )


def _fitting(event: Event, written: bytes) -> bytes:
    if len(written) > LARGEST_LEAF:
        raise RuleBroken(
            "ledger.leaf-too-large", kind=event.kind, size=len(written), largest=LARGEST_LEAF
        )
    return written


def fact_lines(facts: Sequence[Fact], fact_ids: Sequence[str]) -> list[bytes]:
    """Write each fact as a line of canonical JSON; plain formatting, for there may be 100,000."""
    return [_line(fact, fact_id) for fact_id, fact in zip(fact_ids, facts, strict=True)]


def _line(fact: Fact, fact_id: str) -> bytes:
    if type(fact.quantity) is not int or type(fact.day) is not date:
        message = f"not a fact to record: {fact.quantity!r} on {fact.day!r}"
        raise TypeError(message)
    corrects = f'"corrects":{_quoted(fact.corrects)},' if fact.corrects else ""
    generated = "true" if fact.generated else "false"
    return (
        f'{{{corrects}"day":"{fact.day}","generated":{generated},"grade":"{fact.grade}",'
        f'"id":"{fact_id}","measure":{_text(fact.measure)},"quantity":{fact.quantity},'
        f'"unit":{_text(fact.unit)}}}'
    ).encode()


_quoted = JSONEncoder(ensure_ascii=False).encode
_text = lru_cache(maxsize=65536)(_quoted)  # measures, units and sources repeat
