"""Whether a dossier was early, on time or late, and whether an apology may be made.

Indicator 2.1 of Quyết định 766/QĐ-TTg, by the document of the national portal:

1. A dossier ends with the first that is known of: finished (đã xử lý xong), result returned (đã trả
   kết quả), stopped or refused (dừng, từ chối). One without an end is looked at as of the end of
   the period.
2. More than one supplement request makes it late. The time of a single one does not count.
3. It is late when it ends after its appointment; without an appointment, after its legal time.

Our reading (cách đọc của chúng tôi): early is an end on a day before the due day, on time an end on
the due day up to the due instant; a dossier in hand is on time or late, never early. The
appointment is the first one given: an apology tells people a new day and makes nothing on time. A
payment that was waited for does not count either. What happened after the end changes nothing.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from thidua.deadlines.rules import Office, Pause, Reason, Term, due
from thidua.kernel.errors import RuleBroken
from thidua.procedures.rules import LegalTime

MOST_APOLOGIES = 1


class Timing(StrEnum):
    """How the end of a dossier stands to its deadline."""

    EARLY = "early"  # trước hạn
    ON_TIME = "on-time"  # đúng hạn
    LATE = "late"  # quá hạn


@dataclass(frozen=True, slots=True)
class Course:
    """What happened to a dossier, as far as time goes; None is "not known" or "not yet"."""

    received_at: datetime
    time: LegalTime | None
    appointed: datetime | None = None
    pauses: tuple[Pause, ...] = ()
    finished_at: datetime | None = None
    returned_at: datetime | None = None
    stopped_at: datetime | None = None

    @property
    def term(self) -> Term | None:
        """The appointment, or else the legal time."""
        return self.appointed or self.time

    @property
    def ended_at(self) -> datetime | None:
        """When it ended."""
        return self.finished_at or self.returned_at or self.stopped_at


def judge(course: Course, office: Office, until: datetime) -> Timing | None:
    """Judge a dossier as of the end of a period; None where nothing says how long it may take."""
    end = until if course.ended_at is None else min(course.ended_at, until)
    ended = end == course.ended_at
    pauses = tuple(pause for pause in course.pauses if pause.first < end)
    if sum(pause.reason is Reason.SUPPLEMENT for pause in pauses) > 1:
        return Timing.LATE
    if course.term is None:
        return None
    limit, at = due(course.received_at, course.term, office, pauses), office.local(end)
    if limit is not None and at > limit:
        return Timing.LATE
    return Timing.EARLY if ended and limit and at.date() < limit.date() else Timing.ON_TIME


def check_apology(*, made: int, again: datetime, standing: datetime | None, office: Office) -> None:
    """Refuse a new appointment that may not be given.

    `made` counts the apologies that were made, `standing` is the appointment that would be missed,
    None while the clock stands still.
    """
    if made >= MOST_APOLOGIES:
        raise RuleBroken("deadlines.apology-again", most=MOST_APOLOGIES)
    if standing is None:
        raise RuleBroken("deadlines.apology-in-pause")
    local = office.local(again)
    if local <= standing:
        raise RuleBroken(
            "deadlines.apology-no-later", standing=f"{office.local(standing):%H:%M %d/%m/%Y}"
        )
    if not office.serves(local):
        raise RuleBroken("deadlines.apology-closed", again=f"{local:%H:%M %d/%m/%Y}")
