"""By when a dossier has to be finished, and how much working time is left.

The same functions are asked by the inbox, the tracking page, the forms and the points, so that all
of them name the same instant. The clock of a dossier runs in office hours only; it stands still
while the office waits for a supplement or a payment.

Law: Nghị định 118/2025/NĐ-CP. It speaks of working days and leaves the counting to practice; what
follows is our reading (cách đọc của chúng tôi), each part of it given as data of the `Office`:

1. A receipt from 15:00 on, or on a day of rest, is taken as one of the next working day at its
   opening. So is one before the opening, on the same day.
2. Working days: the day of the receipt is not counted. Day 1 is the working day after it; the
   dossier is due at the end of the office hours of the last day.
3. Working hours: counted from the receipt, or from the opening that it is taken for.
4. A pause moves the deadline by the working time that it took. It has to begin before the deadline:
   what is late already is not saved by a pause.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from thidua.deadlines.rules.office import HOUR, Hours, Office
from thidua.kernel.errors import RuleBroken
from thidua.procedures.rules import LegalTime, TimeUnit

__all__ = ["Hours", "Left", "Office", "Pause", "Reason", "Term", "due", "left", "starts"]

OPEN = 1 << 40  # the position of an end that is not known: beyond every calendar

Term = LegalTime | datetime  # how long, or the appointment that was given instead

Stop = tuple[int, int]  # a pause as positions


class Reason(StrEnum):
    """What the office waits for, by the status of the dossier."""

    SUPPLEMENT = "supplement"  # status 5, yêu cầu bổ sung giấy tờ
    PAYMENT = "payment"  # status 6, yêu cầu thực hiện nghĩa vụ tài chính


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stands still (tạm dừng tính thời hạn); `end` is None while it does."""

    first: datetime
    end: datetime | None
    reason: Reason

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.first:
            raise RuleBroken("deadlines.pause-backwards", first=self.first, last=self.end)


@dataclass(frozen=True, slots=True)
class Left:
    """Working time until the deadline, or since it: whole days of office hours, and minutes."""

    late: bool
    days: int
    minutes: int


def starts(received_at: datetime, office: Office) -> datetime:
    """Say when the clock of a dossier starts, by the hours of the agency that has to decide."""
    return office.instant(*office.line.opening(_start(office.local(received_at), office)))


def due(
    received_at: datetime, term: Term, office: Office, pauses: Sequence[Pause] = ()
) -> datetime | None:
    """Say by when a dossier has to be finished; None while an open pause keeps it from being known."""
    if isinstance(term, datetime) and not pauses:
        return office.local(term)  # as it was promised, even if that is outside office hours
    start = _start(office.local(received_at), office)
    end = _end(_base(start, term, office), _stops(start, office, pauses))
    return None if end is None else _instant(term, office, end)


def left(
    now: datetime, received_at: datetime, term: Term, office: Office, pauses: Sequence[Pause] = ()
) -> Left:
    """Say how much working time is left, or how late the dossier is; a pause leaves it as it is."""
    start = _start(office.local(received_at), office)
    base, stops = _base(start, term, office), _stops(start, office, pauses)
    end = _end(base, stops)
    at = max(office.line.position(office.local(now)), start)
    if end is not None and office.local(now) > _instant(term, office, end):
        return _left(at - end, office, late=True)
    return _left(max(base - at + _taken(stops, at), 0), office, late=False)


def _left(amount: int, office: Office, *, late: bool) -> Left:
    days, minutes = divmod(amount, office.line.day)
    return Left(late, days, minutes)


def _start(received: datetime, office: Office) -> int:
    number, works = office.line.number(received.date())
    if works and received.time() >= office.cut:
        return (number + 1) * office.line.day
    return office.line.position(received)


def _base(start: int, term: Term, office: Office) -> int:
    """Find the deadline without pauses."""
    if isinstance(term, datetime):
        return office.line.position(office.local(term))
    if term.amount < 1:
        raise RuleBroken("deadlines.no-time", amount=term.amount)
    if term.unit is TimeUnit.HOURS:
        return start + term.amount * HOUR
    day = office.line.day
    return (start // day + 1 + term.amount) * day


def _stops(start: int, office: Office, pauses: Sequence[Pause]) -> list[Stop]:
    """Lay pauses on the line, in order; those that touch or overlap become one."""
    merged: list[Stop] = []
    for first, end in sorted(_stop(each, start, office) for each in pauses):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((first, end))
    return merged


def _stop(pause: Pause, start: int, office: Office) -> Stop:
    first, end = (
        OPEN if at is None else max(office.line.position(office.local(at)), start)
        for at in (pause.first, pause.end)
    )
    return first, end


def _end(base: int, stops: Sequence[Stop]) -> int | None:
    """Move a deadline by the pauses that begin before it; None when one of them has no end."""
    for first, end in stops:
        if first < base:
            if end == OPEN:
                return None
            base += end - first
    return base


def _taken(stops: Sequence[Stop], at: int) -> int:
    return sum(min(end, at) - first for first, end in stops if first < at)


def _instant(term: Term, office: Office, end: int) -> datetime:
    if isinstance(term, datetime) and office.line.position(office.local(term)) == end:
        return office.local(term)  # as it was promised, even if that is outside office hours
    return office.instant(*office.line.closing(end))
