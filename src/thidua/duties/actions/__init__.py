"""The writers of tasks and bottlenecks: each step is one the tables of the rules have."""

from dataclasses import asdict
from datetime import date, datetime

from thidua.counting.models.known import local_day
from thidua.counting.models.naming import names
from thidua.duties.models import Bottleneck, Task
from thidua.duties.models.near import near
from thidua.duties.rules import (
    BottleneckState,
    Difficulty,
    TaskState,
    Work,
    check_bottleneck_move,
    check_task_move,
)
from thidua.kernel.errors import RuleBroken
from thidua.ledger.actions import action
from thidua.ledger.rules import Event
from thidua.programme.actions import next_number
from thidua.programme.models import Programme
from thidua.units.models import check_stands


@action
def assign_task(
    *, unit: str, work: Work, programme: str, by: str, actor: str, at: datetime
) -> Event:
    """Give a unit a task until a day; `programme` is the code of the one it belongs to, or empty."""
    day = local_day(at)
    check_stands(unit, day)
    _check_due(work.due, day)
    if programme and not Programme.objects.filter(code=programme).exists():
        raise RuleBroken("programme.no-programme", programme=programme)
    task = Task.objects.create(
        unit=unit,
        nr=next_number(Task.objects.filter(unit=unit), unit),
        by=by,
        programme=Programme.objects.filter(code=programme).first(),
        words=work.words,
        source=work.source,
        due=work.due,
        state=TaskState.ASSIGNED,
    )
    private = {"words": work.words, "source": work.source, "due": f"{work.due}"}
    return _event("task-assigned", task, actor, at, private)


@action
def report_task(*, unit: str, nr: int, evidence: str, actor: str, at: datetime) -> Event:
    """Report a task done, with what shows it; the day of the report is the day it counts as done."""
    task = _task(unit, nr)
    _move_task(task, TaskState.DONE)
    task.done_on, task.evidence, task.reason = local_day(at), evidence, ""
    task.save(update_fields=["state", "done_on", "evidence", "reason"])
    return _event("task-reported", task, actor, at, {"evidence": evidence})


@action
def judge_task(
    *, place: tuple[str, int], to: TaskState, reason: str, by: str, actor: str, at: datetime
) -> Event:
    """Confirm, send back or call off a task: by the unit that gave it, with a reason where not well.

    `place` is the unit of the task and its number there.
    """
    task = _task(*place)
    if by != task.by:
        raise RuleBroken("duties.task-not-yours", by=names([task.by])[task.by])
    if to is not TaskState.CONFIRMED and not reason:
        raise RuleBroken("duties.reason-missing")
    if to is TaskState.DONE:
        raise RuleBroken("duties.task-cannot-move", here=task.state, to=to.value)
    _move_task(task, to)
    task.reason = reason
    task.done_on = None if to is TaskState.ASSIGNED else task.done_on
    task.save(update_fields=["state", "done_on", "reason"])
    return _event("task-judged", task, actor, at, {"reason": reason})


@action
def raise_bottleneck(*, unit: str, difficulty: Difficulty, actor: str, at: datetime) -> Event:
    """Raise what holds a unit up, with its cause and what the unit proposes."""
    day = local_day(at)
    check_stands(unit, day)
    found = Bottleneck.objects.create(
        unit=unit,
        nr=next_number(Bottleneck.objects.filter(unit=unit), unit),
        raised_on=day,
        state=BottleneckState.RAISED,
        **_fields(difficulty),
    )
    return _event("bottleneck-raised", found, actor, at, _fields(difficulty))


@action
def amend_bottleneck(
    *, unit: str, nr: int, difficulty: Difficulty, actor: str, at: datetime
) -> Event:
    """Raise a bottleneck that was returned once more, in better words."""
    found = _bottleneck(unit, nr)
    _move_bottleneck(found, BottleneckState.RAISED)
    for name, value in _fields(difficulty).items():
        setattr(found, name, value)
    found.reason = ""
    found.save(update_fields=[*_fields(difficulty), "state", "reason"])
    return _event("bottleneck-amended", found, actor, at, _fields(difficulty))


@action
def assign_bottleneck(
    *, place: tuple[str, int], handler: str, due: date, by: str, actor: str, at: datetime
) -> Event:
    """Ask a unit to answer a bottleneck by a day; also once more, where an answer was not enough."""
    day = local_day(at)
    _check_due(due, day)
    bottleneck = _bottleneck(*place)
    if handler not in {unit for unit, _name in near(by, day)}:
        raise RuleBroken("duties.handler-outside", handler=handler)
    _move_bottleneck(bottleneck, BottleneckState.ASSIGNED)
    bottleneck.handler, bottleneck.due, bottleneck.by = handler, due, by
    bottleneck.save(update_fields=["state", "handler", "due", "by"])
    private = {"due": f"{due}"}
    return _event("bottleneck-assigned", bottleneck, actor, at, private)


@action
def answer_bottleneck(
    *, unit: str, bottleneck: int, answer: str, actor: str, at: datetime
) -> Event:
    """Answer a bottleneck: by the unit that it is assigned to."""
    found = Bottleneck.objects.select_for_update().filter(pk=bottleneck, handler=unit).first()
    if found is None:
        raise RuleBroken("duties.no-bottleneck", nr=bottleneck)
    _move_bottleneck(found, BottleneckState.ANSWERED)
    found.answer, found.answered_on = answer, local_day(at)
    found.save(update_fields=["state", "answer", "answered_on"])
    return _event("bottleneck-answered", found, actor, at, {"answer": answer})


@action
def settle_bottleneck(
    *, unit: str, nr: int, to: BottleneckState, words: str, actor: str, at: datetime
) -> Event:
    """Close a bottleneck with its result, or return it to its unit with a reason."""
    found = _bottleneck(unit, nr)
    if to not in {BottleneckState.CLOSED, BottleneckState.RETURNED}:
        raise RuleBroken("duties.bottleneck-cannot-move", here=found.state, to=to.value)
    _move_bottleneck(found, to)
    if to is BottleneckState.CLOSED:
        found.result, found.closed_on = words, local_day(at)
    else:
        found.reason = words
    found.save(update_fields=["state", "result", "closed_on", "reason"])
    return _event("bottleneck-settled", found, actor, at, {"words": words})


def _check_due(due: date, today: date) -> None:
    if due < today:
        raise RuleBroken("duties.due-is-over", due=f"{due:%d/%m/%Y}")


def _fields(difficulty: Difficulty) -> dict[str, str]:
    said = asdict(difficulty)
    return {**said, "pillar": difficulty.pillar.value if difficulty.pillar else ""}


def _task(unit: str, nr: int) -> Task:
    found = Task.objects.select_for_update().filter(unit=unit, nr=nr).first()
    if found is None:
        raise RuleBroken("duties.no-task", nr=nr)
    return found


def _move_task(task: Task, to: TaskState) -> None:
    check_task_move(TaskState(task.state), to)
    task.state = to.value


def _bottleneck(unit: str, nr: int) -> Bottleneck:
    found = Bottleneck.objects.select_for_update().filter(unit=unit, nr=nr).first()
    if found is None:
        raise RuleBroken("duties.no-bottleneck", nr=nr)
    return found


def _move_bottleneck(found: Bottleneck, to: BottleneckState) -> None:
    check_bottleneck_move(BottleneckState(found.state), to)
    found.state = to.value


def _event(
    kind: str, about: Task | Bottleneck, actor: str, at: datetime, private: dict[str, str]
) -> Event:
    subject, public = about.subject, about.public
    return Event(f"duties.{kind}", subject, about.unit, actor, at, public, private)
