"""What the moves of a dossier make of its clock, and of what it counts for.

A move leads to a status at an instant; moves stand in their order. The clock stands still from a
move that asks for a supplement or a payment to the next move.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from thidua.deadlines.rules import Office, Pause, Reason, Term, due
from thidua.deadlines.rules.judging import Course, Timing, judge
from thidua.dossiers.rules import Channel, Counted, Filer, Marks
from thidua.dossiers.rules.steps import PROCESSED, Act, Status
from thidua.procedures.rules import LegalTime

REASONS = {Status.SUPPLEMENT: Reason.SUPPLEMENT, Status.PAYMENT: Reason.PAYMENT}
ENDING = {Act.WITHDRAW, Act.STOP}


@dataclass(frozen=True, slots=True)
class Went:
    """A move: what was done, when, and the status after it."""

    act: str
    at: datetime
    status: Status


@dataclass(frozen=True, slots=True)
class Clock:
    """What a deadline is counted from; the appointment stands in for a legal time that is missing."""

    received_at: datetime
    time: LegalTime | None
    appointed: datetime | None

    @property
    def term(self) -> Term | None:
        """The appointment, or else the legal time."""
        return self.appointed or self.time


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of a dossier at its filing, as far as counting asks.

    `receiver` received it, `closer` ends it: another unit after a merger.
    """

    receiver: str
    closer: str
    channel: Channel
    filer: Filer


def pauses(moves: Iterable[Went]) -> tuple[Pause, ...]:
    """Read from the moves when the clock stood still; the last pause may be open."""
    found: list[Pause] = []
    waiting: tuple[datetime, Reason] | None = None
    for move in moves:
        reason = REASONS.get(move.status)
        if waiting and reason is None:
            found.append(Pause(waiting[0], move.at, waiting[1]))
            waiting = None
        elif reason and not waiting:
            waiting = (move.at, reason)
    if waiting:
        found.append(Pause(waiting[0], None, waiting[1]))
    return tuple(found)


def deadline(clock: Clock | None, moves: Sequence[Went], office: Office) -> datetime | None:
    """Say by when a dossier has to be finished; None while nobody can say."""
    if clock is None or clock.term is None:
        return None
    return due(clock.received_at, clock.term, office, pauses(moves))


def timing(clock: Clock | None, moves: Sequence[Went], office: Office) -> Timing | None:
    """Judge a dossier by its moves; None until it has ended."""
    end = ended(moves)
    if clock is None or end is None:
        return None
    stopped = end.at if end.act in ENDING else None
    course = Course(
        received_at=clock.received_at,
        time=clock.time,
        appointed=clock.appointed,
        pauses=pauses(moves),
        finished_at=None if stopped else end.at,
        stopped_at=stopped,
    )
    return judge(course, office, end.at)


def ended(moves: Iterable[Went]) -> Went | None:
    """Find the move that ended the handling: the result, or the end without one."""
    return next((each for each in moves if each.act in {Act.SIGN, *ENDING}), None)


def counted(
    said: Said, moves: Sequence[Went], judged: Timing | None, marks: Marks, zone: Office
) -> Counted:
    """Say what a dossier counts for after these moves."""
    received = next((each.at for each in moves if each.act == Act.RECEIVE), None)
    end = ended(moves)
    status = moves[-1].status if moves else Status.FILED
    return Counted(
        unit=said.receiver,
        closer=said.closer,
        status=status,
        channel=said.channel,
        filer=said.filer,
        received=_day(received, zone),
        closed=_day(end.at, zone) if end and status in PROCESSED else None,
        timing=judged,
        marks=marks,
    )


def _day(at: datetime | None, office: Office) -> date | None:
    return None if at is None else office.local(at).date()
