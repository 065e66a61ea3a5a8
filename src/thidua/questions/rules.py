"""Whether an appeal may be opened, moved on, and what it keeps from becoming official.

Every unit may appeal against a provisional edition; the office answers every appeal before the
edition becomes official. Our reading of "công khai, minh bạch, công bằng" (Luật Thi đua, khen
thưởng 06/2022/QH15, điều 5); how long units have is the office's to set.

Appeal: kiến nghị về kết quả. Appeal window: thời hạn kiến nghị. Verdict: kết luận.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from enum import StrEnum

from thidua.kernel.errors import RuleBroken

LONGEST = 2000  # letters of an appeal, its evidence, its answer
VIETNAM = timezone(timedelta(hours=7))  # without summer time since long before any campaign


class State(StrEnum):
    """Where an appeal stands."""

    OPEN = "open"  # chờ trả lời
    ANSWERED = "answered"  # đã trả lời
    WITHDRAWN = "withdrawn"  # đơn vị đã rút


class Verdict(StrEnum):
    """What the office found."""

    UPHELD = "upheld"  # đúng
    PARTLY = "partly"  # đúng một phần
    REJECTED = "rejected"  # không có cơ sở


TRANSITIONS: Mapping[State, frozenset[State]] = {
    State.OPEN: frozenset({State.ANSWERED, State.WITHDRAWN}),
    State.ANSWERED: frozenset(),
    State.WITHDRAWN: frozenset(),
}
ALREADY: Mapping[State, str] = {
    State.OPEN: "questions.already-open",
    State.ANSWERED: "questions.already-answered",
    State.WITHDRAWN: "questions.already-withdrawn",
}


@dataclass(frozen=True, slots=True)
class AppealTime:
    """From when to when units may appeal, both instants included to the second."""

    first: datetime
    last: datetime

    def __contains__(self, at: datetime) -> bool:
        """Whether an appeal may be opened at an instant."""
        return _second(self.first) <= _second(at) <= _second(self.last)

    def is_over(self, at: datetime) -> bool:
        """Whether nobody may appeal any more."""
        return _second(at) > _second(self.last)


@dataclass(frozen=True, slots=True)
class Published:
    """An edition as the ledger names it; `plan` is the SHA-256 of the plan it ranks by."""

    campaign: str
    stage: str
    nr: int
    official: bool
    plan: str
    at: datetime


def check_move(state: State, to: State) -> None:
    """Refuse a step that the table does not have."""
    if to not in TRANSITIONS[state]:
        raise RuleBroken(ALREADY[state])


def check_time(time: AppealTime, earlier: AppealTime | None, at: datetime) -> None:
    """Refuse a time that is none, that is over, or that takes away what units were promised."""
    if time.last <= time.first:
        raise RuleBroken("questions.window-upside-down")
    if time.is_over(at):
        raise RuleBroken("questions.window-past", last=words(time.last))
    if earlier is not None and _second(at) >= _second(earlier.first) and time.last < earlier.last:
        raise RuleBroken("questions.window-shortened", last=words(earlier.last))


def check_open(
    edition: Published, later: Sequence[Published], time: AppealTime | None, at: datetime
) -> None:
    """Refuse an appeal that comes too late or too early; `later`: editions of the same stage."""
    official = next((one for one in (edition, *later) if one.official), None)
    if official is not None:
        raise RuleBroken("questions.official-already", nr=official.nr)
    if time is not None and at not in time:
        first, last = words(time.first), words(time.last)
        raise RuleBroken("questions.outside-window", first=first, last=last)


def check_text(text: str, missing: str) -> str:
    """Give a text without the space around it; refuse none (by the code `missing`), or too much."""
    found = text.strip()
    if not found:
        raise RuleBroken(missing)
    if len(found) > LONGEST:
        raise RuleBroken("questions.text-too-long", most=LONGEST, found=len(found))
    return found


def check_gate(
    campaign: str, waiting: Sequence[str], time: AppealTime | None, at: datetime
) -> None:
    """Refuse an official edition while appeals wait, or may still come; `waiting`: whose."""
    if waiting:
        units = sorted(set(waiting))
        raise RuleBroken("questions.waiting", campaign=campaign, n=len(waiting), units=units)
    if time is not None and not time.is_over(at):
        raise RuleBroken("questions.window-open", campaign=campaign, last=words(time.last))


def words(at: datetime) -> str:
    """Write an instant on Vietnam's clock."""
    return f"{at.astimezone(VIETNAM):%H:%M %d/%m/%Y}"


def _second(at: datetime) -> datetime:
    return at.replace(microsecond=0)
