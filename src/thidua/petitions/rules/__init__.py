"""How a petition goes on (phản ánh, kiến nghị về quy định hành chính), and by when.

Deadlines are those of indicator 5.2 of Quyết định 766/QĐ-TTg: two working days to accept or refuse,
fifteen to process, five to supplement. Our reading (cách đọc của chúng tôi): the fifteen days count
from the acceptance; the petitioner has the five; the clock of the fifteen stands still meanwhile,
once: asking a second time stops no clock. Who accepts in time and answers late is late, and so is
who accepts late. Refusing and answering are acts of the unit's leader, for petitions are often
about the counter itself.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise
from typing import cast

from thidua.accounts.rules import Role
from thidua.deadlines.rules import Office, Pause, Reason, due
from thidua.kernel.errors import RuleBroken
from thidua.kernel.text import fold
from thidua.procedures.rules import LegalTime, TimeUnit

LONGEST = 2_000  # letters of a petition, of its supplement, of a reason, of an answer
ACCEPT_DAYS, ANSWER_DAYS, SUPPLEMENT_DAYS = 2, 15, 5  # working days
MOST_OPEN = 5  # petitions of one dossier, or of one person without one, that wait at once


class State(StrEnum):
    """Where a petition stands."""

    FILED = "filed"  # mới gửi
    ACCEPTED = "accepted"  # đang xử lý
    SUPPLEMENT = "supplement"  # chờ bổ sung
    REFUSED = "refused"  # từ chối
    LAPSED = "lapsed"  # kết thúc vì không bổ sung
    ANSWERED = "answered"  # đã trả lời


STATE_NAMES: Mapping[State, str] = {
    State.FILED: "Mới gửi",
    State.ACCEPTED: "Đang xử lý",
    State.SUPPLEMENT: "Chờ bổ sung",
    State.REFUSED: "Từ chối",
    State.LAPSED: "Kết thúc vì không bổ sung",
    State.ANSWERED: "Đã trả lời",
}
ENDED = frozenset({State.REFUSED, State.LAPSED, State.ANSWERED})


class Owner(StrEnum):
    """Who does an act."""

    PETITIONER = "petitioner"  # người phản ánh
    ONE_STOP = "one-stop"  # cán bộ một cửa
    LEADER = "leader"  # lãnh đạo


ROLES: Mapping[Role, Owner] = {Role.ONE_STOP: Owner.ONE_STOP, Role.LEADER: Owner.LEADER}


class Act(StrEnum):
    """What can be done with a petition; `FILE` begins it."""

    FILE = "file"
    ACCEPT = "accept"
    REFUSE = "refuse"
    ASK_SUPPLEMENT = "ask-supplement"
    SUPPLEMENT = "supplement"
    LAPSE = "lapse"
    ANSWER = "answer"


ACT_NAMES: Mapping[Act, str] = {
    Act.FILE: "Gửi phản ánh, kiến nghị",
    Act.ACCEPT: "Tiếp nhận để xử lý",
    Act.REFUSE: "Từ chối",
    Act.ASK_SUPPLEMENT: "Yêu cầu bổ sung",
    Act.SUPPLEMENT: "Bổ sung",
    Act.LAPSE: "Kết thúc vì quá hạn bổ sung",
    Act.ANSWER: "Trả lời và công khai",
}


@dataclass(frozen=True, slots=True)
class Transition:
    """An act with the states that it leads from and to, and who may do it."""

    act: Act
    before: State
    after: State
    owners: frozenset[Owner]


_OFFICE = frozenset({Owner.ONE_STOP, Owner.LEADER})
_HEAD = frozenset({Owner.LEADER})
_PERSON = frozenset({Owner.PETITIONER})


def _table() -> Iterator[Transition]:
    yield Transition(Act.ACCEPT, State.FILED, State.ACCEPTED, _OFFICE)
    yield Transition(Act.REFUSE, State.FILED, State.REFUSED, _HEAD)
    yield Transition(Act.ASK_SUPPLEMENT, State.ACCEPTED, State.SUPPLEMENT, _OFFICE)
    yield Transition(Act.SUPPLEMENT, State.SUPPLEMENT, State.ACCEPTED, _PERSON)
    yield Transition(Act.LAPSE, State.SUPPLEMENT, State.LAPSED, _OFFICE)
    yield Transition(Act.ANSWER, State.ACCEPTED, State.ANSWERED, _HEAD)


ACTS: tuple[Transition, ...] = tuple(_table())


def go(state: State, act: Act, owner: Owner) -> State:
    """Give the state that an act leads to; refuse what the table does not hold, with the reason."""
    found = next((each for each in ACTS if (each.act, each.before) == (act, state)), None)
    if found is None:
        raise RuleBroken("petitions.not-now", act=ACT_NAMES[act], state=STATE_NAMES[state])
    if owner not in found.owners:
        raise RuleBroken("petitions.not-your-act", act=ACT_NAMES[act])
    return found.after


def open_acts(state: State, owner: Owner | None) -> tuple[Act, ...]:
    """Name what somebody may do with a petition that stands so, in the table's order."""
    return tuple(each.act for each in ACTS if each.before == state and owner in each.owners)


@dataclass(frozen=True, slots=True)
class Went:
    """A move of a petition: what was done, when, and the state after it."""

    act: Act
    at: datetime
    state: State


def due_at(moves: Sequence[Went], office: Office) -> datetime | None:
    """Say by when whoever has a petition has to act; None when it has ended."""
    now = moves[-1]
    if now.state is State.FILED:
        return _in(ACCEPT_DAYS, now.at, office)
    if now.state is State.SUPPLEMENT:
        return _in(SUPPLEMENT_DAYS, now.at, office)
    return _answer_due(moves, office) if now.state is State.ACCEPTED else None


def on_time(moves: Sequence[Went], office: Office) -> bool:
    """Whether a petition that has ended was accepted or refused in time, and processed in time."""
    filed, decided, *_ = moves
    if office.local(decided.at) > _in(ACCEPT_DAYS, filed.at, office):
        return False
    if decided.act is Act.REFUSE:
        return True
    return office.local(moves[-1].at) <= _answer_due(moves, office)


def check_lapse(moves: Sequence[Went], at: datetime, office: Office) -> None:
    """Refuse to end a petition while its petitioner may still supplement it."""
    limit = _in(SUPPLEMENT_DAYS, moves[-1].at, office)
    if office.local(at) <= limit:
        raise RuleBroken("petitions.supplement-awaited", due=f"{limit:%H:%M %d/%m/%Y}")


def check_text(text: str) -> str:
    """Give a text without spaces around it; an empty one, or one too long, is refused."""
    plain = text.strip()
    if not plain:
        raise RuleBroken("petitions.text-missing")
    if len(plain) > LONGEST:
        raise RuleBroken("tracking.text-length", most=LONGEST)
    return plain


# What people write of themselves: phone, identity number, code of a dossier, address of mail.
_PERSONAL = re.compile(
    r"(?<!\d)(?:\+84|84|0)(?:[ .\-]?\d){8,10}(?!\d)|\d{9,}|-\d{6}-\d{4}|[\w.+\-]+@[\w\-]+\.\w",
    re.ASCII,
)


def check_public(text: str, hidden: Iterable[str]) -> str:
    """Give a text that may be published; refuse one that tells who somebody is.

    `hidden` is what is known of whom the petition is about. What else a text says is for its
    editor to see.
    """
    plain = check_text(text)
    folded = fold(plain)
    if _PERSONAL.search(plain) or any(fold(each) in folded for each in hidden if each.strip()):
        raise RuleBroken("petitions.personal-data")
    return plain


def _answer_due(moves: Sequence[Went], office: Office) -> datetime:
    accepted = next(each.at for each in moves if each.act is Act.ACCEPT)
    return _in(ANSWER_DAYS, accepted, office, _pause(moves))


def _pause(moves: Sequence[Went]) -> tuple[Pause, ...]:
    """Find the first wait for a supplement, which has ended."""
    for asked, after in pairwise(moves):
        if asked.state is State.SUPPLEMENT:
            return (Pause(asked.at, after.at, Reason.SUPPLEMENT),)
    return ()


def _in(days: int, at: datetime, office: Office, pauses: tuple[Pause, ...] = ()) -> datetime:
    """Give the end of so many working days; with no open pause it is always known."""
    return cast("datetime", due(at, LegalTime(days, TimeUnit.DAYS), office, pauses))
