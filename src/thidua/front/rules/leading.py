"""Who leads a group, by how much, and on which criterion the lead was made."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile

from thidua.points.rules.ranking import Standing
from thidua.points.rules.sheet import Sheet

MOST_BESIDE = 2


@dataclass(frozen=True, slots=True)
class Reason:
    """The criterion on which a leader is furthest ahead of the next, by how many points."""

    criterion: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class Lead:
    """The units that share the first place, and who comes after.

    `gap` is how many points the next is behind, None where nobody is; `reason` is None where
    the leader is on no criterion ahead, or where several lead.
    """

    first: tuple[Standing, ...]
    beside: tuple[Standing, ...]
    points: Decimal
    gap: Decimal | None
    reason: Reason | None
    tie_break: str | None


def leading(standings: Sequence[Standing]) -> Lead | None:
    """Say who leads, out of a group's standings, best first; None while nothing is counted."""
    first = tuple(takewhile(lambda one: one.rank == 1, standings))
    others = standings[len(first) :]
    first = tuple(filter(is_counted, first))
    if not first:
        return None
    top = first[0].sheet
    beside = tuple(filter(is_counted, others[:MOST_BESIDE]))
    gap = top.published - others[0].sheet.published if others else None
    reason = _reason(top, others[0].sheet) if others and len(first) == 1 else None
    return Lead(first, beside, top.published, gap, reason, first[0].tie_break)


def is_counted(standing: Standing) -> bool:
    """Whether anything was counted for a unit."""
    return any(line.numerator is not None for line in standing.sheet.lines)


def _reason(top: Sheet, after: Sheet) -> Reason | None:
    """Find the line that is furthest ahead; of equal ones the first in the plan's order."""
    ahead = [
        Reason(mine.criterion, mine.published - other.published)
        for mine, other in zip(top.lines, after.lines, strict=True)
    ]
    best = max(ahead, key=lambda one: one.points)
    return best if best.points > 0 else None
