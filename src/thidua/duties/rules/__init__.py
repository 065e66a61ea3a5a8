"""Tasks and bottlenecks, and the steps that they may take.

Task: nhiệm vụ. Bottleneck: khó khăn, vướng mắc.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from thidua.kernel.errors import RuleBroken
from thidua.programme.rules import Pillar


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


def check_task_move(here: TaskState, to: TaskState) -> None:
    """Refuse a step that the table does not have."""
    if to not in TASK_TRANSITIONS[here]:
        raise RuleBroken("duties.task-cannot-move", here=here.value, to=to.value)


def check_bottleneck_move(here: BottleneckState, to: BottleneckState) -> None:
    """Refuse a step that the table does not have."""
    if to not in BOTTLENECK_TRANSITIONS[here]:
        raise RuleBroken("duties.bottleneck-cannot-move", here=here.value, to=to.value)


def is_late(due: date, done: date | None, today: date) -> bool:
    """Whether a due day was missed: done after it, or not done and over."""
    return (done or today) > due
