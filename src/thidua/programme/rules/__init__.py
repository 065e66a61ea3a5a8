"""What a programme is made of: committees, goals, tasks, bottlenecks, and how the latter move.

Programme: chương trình, nghị quyết. Committee: ban chỉ đạo. Task: nhiệm vụ. Bottleneck: khó khăn,
vướng mắc. Pillar: trụ cột.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from thidua.kernel.errors import RuleBroken
from thidua.kernel.text import fold


class Pillar(StrEnum):
    """The three pillars; a plan names them in words."""

    GOVERNMENT = "government"  # chính quyền số
    ECONOMY = "economy"  # kinh tế số
    SOCIETY = "society"  # xã hội số


PILLAR_WORDS: Mapping[str, Pillar] = {
    "chinh quyen so": Pillar.GOVERNMENT,
    "chinh phu so": Pillar.GOVERNMENT,
    "kinh te so": Pillar.ECONOMY,
    "xa hoi so": Pillar.SOCIETY,
}


class Kind(StrEnum):
    """What was issued."""

    PROGRAMME = "programme"  # chương trình, đề án, kế hoạch nhiều năm
    RESOLUTION = "resolution"  # nghị quyết


class TaskState(StrEnum):
    """Where a task stands."""

    ASSIGNED = "assigned"  # đã giao
    DONE = "done"  # đơn vị báo đã xong
    CONFIRMED = "confirmed"  # nơi giao xác nhận
    CANCELLED = "cancelled"  # thôi giao


class BottleneckState(StrEnum):
    """Where a bottleneck stands."""

    RAISED = "raised"  # đã nêu
    ASSIGNED = "assigned"  # đã giao cơ quan xử lý
    ANSWERED = "answered"  # cơ quan xử lý đã trả lời
    CLOSED = "closed"  # đã tháo gỡ
    RETURNED = "returned"  # trả lại đơn vị nêu


TASK_TRANSITIONS: Mapping[TaskState, frozenset[TaskState]] = {
    TaskState.ASSIGNED: frozenset({TaskState.DONE, TaskState.CANCELLED}),
    TaskState.DONE: frozenset({TaskState.CONFIRMED, TaskState.ASSIGNED}),  # assigned: sent back
    TaskState.CONFIRMED: frozenset(),
    TaskState.CANCELLED: frozenset(),
}
BOTTLENECK_TRANSITIONS: Mapping[BottleneckState, frozenset[BottleneckState]] = {
    BottleneckState.RAISED: frozenset({BottleneckState.ASSIGNED, BottleneckState.RETURNED}),
    BottleneckState.ASSIGNED: frozenset({BottleneckState.ASSIGNED, BottleneckState.ANSWERED}),
    BottleneckState.ANSWERED: frozenset({BottleneckState.CLOSED, BottleneckState.ASSIGNED}),
    BottleneckState.RETURNED: frozenset({BottleneckState.RAISED}),
    BottleneckState.CLOSED: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Mandate:
    """What a committee is called, the document that set it up, and its days; both included."""

    name: str
    document: str
    first: date
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """A programme as issued: its kind, name, number, document, and years; both included."""

    kind: Kind
    name: str
    number: str
    document: str
    first_year: int
    last_year: int


@dataclass(frozen=True, slots=True)
class Work:
    """What a task asks: in words, by which document, until and with which day."""

    words: str
    source: str
    due: date


@dataclass(frozen=True, slots=True)
class Difficulty:
    """What a unit raises: the difficulty, its cause, what it proposes, and under which pillar."""

    words: str
    cause: str
    proposal: str
    pillar: Pillar | None = None


def pillar_of(words: str | None) -> Pillar | None:
    """Read a pillar as plans write it; None for what is none of the three."""
    return PILLAR_WORDS.get(fold(words)) if words else None


def check_days(mandate: Mandate) -> None:
    """Refuse days out of order."""
    if mandate.last is not None and mandate.last < mandate.first:
        raise RuleBroken("programme.days-out-of-order", first=mandate.first, last=mandate.last)


def check_years(issue: Issue) -> None:
    """Refuse years out of order."""
    if issue.last_year < issue.first_year:
        raise RuleBroken(
            "programme.years-out-of-order", first=issue.first_year, last=issue.last_year
        )


def check_year(year: int, issue: Issue) -> None:
    """Refuse a year that a programme does not span."""
    if not issue.first_year <= year <= issue.last_year:
        raise RuleBroken(
            "programme.year-outside", year=year, first=issue.first_year, last=issue.last_year
        )


def check_task_move(here: TaskState, to: TaskState) -> None:
    """Refuse a step that the table does not have."""
    if to not in TASK_TRANSITIONS[here]:
        raise RuleBroken("programme.task-cannot-move", here=here.value, to=to.value)


def check_bottleneck_move(here: BottleneckState, to: BottleneckState) -> None:
    """Refuse a step that the table does not have."""
    if to not in BOTTLENECK_TRANSITIONS[here]:
        raise RuleBroken("programme.bottleneck-cannot-move", here=here.value, to=to.value)


def is_late(due: date, done: date | None, today: date) -> bool:
    """Whether a due day was missed: done after it, or not done and over."""
    return (done or today) > due
