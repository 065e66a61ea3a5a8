"""What the ledger holds: events, the facts they carry, and the receipts given for them.

Event: việc đã xảy ra. Fact: dữ kiện (số đếm). Receipt: biên nhận.
Design: docs/decisions/0003-actions-return-events.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Grade(StrEnum):
    """How a count came to be, from the firmest to the weakest."""

    COUNTED = "counted"  # counted in this system
    SOURCE_FILE = "source-file"  # taken from a source system's file
    APPROVED = "approved"  # reported and approved
    REPORTED = "reported"  # reported only


@dataclass(frozen=True, slots=True)
class Fact:
    """So much of a measure, at a unit, on a day; unique in its source under its key.

    `corrects` is the public id of the fact that this one replaces, None for a first fact.
    `generated` marks simulated numbers ("mô phỏng").
    """

    measure: str
    unit: str
    day: date
    quantity: int
    source: str
    key: str
    grade: Grade
    generated: bool
    corrects: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, in the past tense, at a unit, by a seat.

    `public` goes into the log for everybody; `private` only under the salted commitment.
    """

    kind: str
    subject: str
    unit: str
    actor: str
    at: datetime
    public: Mapping[str, object] = field(default_factory=dict)
    private: Mapping[str, object] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Receipt:
    """The signed promise that an event is stored and will be in the log within a minute.

    `id` is the public id of the event, `commitment` the hex of its salted hash, `note` the
    signed note that its holder keeps.
    """

    id: str
    commitment: str
    at: datetime
    note: str
