"""What happened in a campaign, as marks under its curve."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What happened on a day."""

    START = "start"
    STAGE_END = "stage-end"
    END = "end"
    FREEZE = "freeze"
    EDITION = "edition"
    PLAN = "plan"
    MERGER = "merger"
    SILENCE = "silence"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; `name` is a stage's name or a number, `until` the last of its days."""

    day: date
    kind: Kind
    name: str = ""
    until: date | None = None


ORDER = {kind: place for place, kind in enumerate(Kind)}


def ordered(events: Iterable[Event]) -> tuple[Event, ...]:
    """Put events in the order of their days; on one day, what the plan says comes first."""
    return tuple(sorted(set(events), key=lambda each: (each.day, ORDER[each.kind], each.name)))
