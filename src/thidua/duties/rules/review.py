"""A look back over years: how many tasks were done in time, how many bottlenecks are solved.

Review: sơ kết, tổng kết.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from thidua.duties.rules import BottleneckState, TaskState, is_late
from thidua.kernel.errors import RuleBroken
from thidua.kernel.periods import Period

LONGEST = 10  # years


@dataclass(frozen=True, slots=True)
class TaskFact:
    """What counting a task needs: its state, its due day, and the day it was reported done."""

    state: TaskState
    due: date
    done: date | None


@dataclass(frozen=True, slots=True)
class TaskCounts:
    """Tasks by how they went; they add up to `all`."""

    all: int
    in_time: int
    late: int
    open: int
    overdue: int


@dataclass(frozen=True, slots=True)
class BottleneckCounts:
    """Bottlenecks by how far they are; they add up to `all`."""

    all: int
    solved: int
    returned: int
    open: int


def years(first: int, last: int) -> Period:
    """Give the days of some years."""
    if not 0 <= last - first < LONGEST:
        raise RuleBroken("duties.review-years", first=first, last=last, most=LONGEST)
    return Period.inclusive(date(first, 1, 1), date(last, 12, 31))


def count_tasks(tasks: Iterable[TaskFact], today: date) -> TaskCounts:
    """Count tasks; those that were called off count nowhere."""
    counted = [task for task in tasks if task.state is not TaskState.CANCELLED]
    over = [task for task in counted if is_late(task.due, task.done, today)]
    late = sum(task.done is not None for task in over)
    done = sum(task.done is not None for task in counted)
    return TaskCounts(
        all=len(counted),
        in_time=done - late,
        late=late,
        open=len(counted) - done - (len(over) - late),
        overdue=len(over) - late,
    )


def count_bottlenecks(states: Iterable[BottleneckState]) -> BottleneckCounts:
    """Count bottlenecks."""
    found = list(states)
    solved = found.count(BottleneckState.CLOSED)
    returned = found.count(BottleneckState.RETURNED)
    return BottleneckCounts(len(found), solved, returned, len(found) - solved - returned)
