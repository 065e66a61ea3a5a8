"""Tasks and bottlenecks, each with a number at the unit it belongs to."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Self

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.duties.rules import BottleneckState, TaskState
from thidua.duties.rules.review import TaskFact
from thidua.kernel.text import fold
from thidua.programme.models import PILLAR_NAMES, WORDS, Programme

TASK_STATES: Mapping[str, Promise] = {
    TaskState.ASSIGNED.value: _("đang làm"),
    TaskState.DONE.value: _("đã báo xong, chờ xác nhận"),
    TaskState.CONFIRMED.value: _("đã xong"),
    TaskState.CANCELLED.value: _("thôi giao"),
}
BOTTLENECK_STATES: Mapping[str, Promise] = {
    BottleneckState.RAISED.value: _("mới nêu"),
    BottleneckState.ASSIGNED.value: _("đã giao xử lý"),
    BottleneckState.ANSWERED.value: _("đã trả lời"),
    BottleneckState.CLOSED.value: _("đã tháo gỡ"),
    BottleneckState.RETURNED.value: _("trả lại"),
}


class TaskQuerySet(models.QuerySet["Task"]):
    """Filters over tasks."""

    def overdue(self, on: date) -> Self:
        """Select what is not reported done though its due day is over."""
        return self.filter(state=TaskState.ASSIGNED, due__lt=on)

    def at(self, units: Iterable[str]) -> Self:
        """Select the tasks of some units, however many units that are."""
        return self.filter(unit__in=_few(self.values_list("unit", flat=True), units))


class Task(models.Model):
    """Work given to a unit (nhiệm vụ)."""

    unit = models.CharField(max_length=64, db_index=True)  # who does it
    nr = models.PositiveIntegerField()
    by = models.CharField(max_length=64, db_index=True)  # the unit that gave it
    programme = models.ForeignKey(
        Programme, null=True, on_delete=models.PROTECT, related_name="tasks"
    )
    words = models.CharField(max_length=WORDS)
    source = models.CharField(max_length=300)
    due = models.DateField()
    state = models.CharField(
        max_length=16, choices=[(each.value, each.value) for each in TaskState]
    )
    done_on = models.DateField(null=True)
    evidence = models.TextField(blank=True)
    reason = models.TextField(blank=True)  # why it was sent back or called off

    objects = TaskQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["unit", "nr"], name="task_number_once"),)

    def __str__(self) -> str:
        return self.subject

    @property
    def subject(self) -> str:
        """What the ledger calls it."""
        return f"task:{self.unit}:{self.nr}"

    @property
    def state_name(self) -> Promise:
        """Where it stands, in words."""
        return TASK_STATES[self.state]

    @property
    def public(self) -> dict[str, object]:
        """What everybody may know of it: codes and units."""
        return {"task": self.nr, "state": self.state, "by": self.by}

    @property
    def fact(self) -> TaskFact:
        """Give what counting needs."""
        return TaskFact(TaskState(self.state), self.due, self.done_on)


class BottleneckQuerySet(models.QuerySet["Bottleneck"]):
    """Filters over bottlenecks."""

    def overdue(self, on: date) -> Self:
        """Select what waits for an answer though its due day is over."""
        return self.filter(state=BottleneckState.ASSIGNED, due__lt=on)

    def at(self, units: Iterable[str]) -> Self:
        """Select what some units raised, however many units that are."""
        return self.filter(unit__in=_few(self.values_list("unit", flat=True), units))


class Bottleneck(models.Model):
    """What holds a unit up (khó khăn, vướng mắc), and who does something about it."""

    unit = models.CharField(max_length=64, db_index=True)  # who raised it
    nr = models.PositiveIntegerField()
    pillar = models.CharField(max_length=16, blank=True)
    words = models.TextField()
    cause = models.TextField()
    proposal = models.TextField()
    raised_on = models.DateField()
    state = models.CharField(
        max_length=16, choices=[(each.value, each.value) for each in BottleneckState]
    )
    by = models.CharField(max_length=64, blank=True)  # the unit that assigned it
    handler = models.CharField(max_length=64, blank=True, db_index=True)
    due = models.DateField(null=True)
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True)
    result = models.TextField(blank=True)
    closed_on = models.DateField(null=True)
    reason = models.TextField(blank=True)  # why it was returned or sent back

    objects = BottleneckQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["unit", "nr"], name="bottleneck_number_once"),
        )

    def __str__(self) -> str:
        return self.subject

    @property
    def subject(self) -> str:
        """What the ledger calls it."""
        return f"bottleneck:{self.unit}:{self.nr}"

    @property
    def state_name(self) -> Promise:
        """Where it stands, in words."""
        return BOTTLENECK_STATES[self.state]

    @property
    def public(self) -> dict[str, object]:
        """What everybody may know of it: codes and units."""
        handler = {"handler": self.handler} if self.handler else {}
        return {"bottleneck": self.nr, "state": self.state, **handler}

    def holds(self, text: str) -> bool:
        """Whether these words are in what was raised, with marks or without."""
        return fold(text) in fold(f"{self.words} {self.cause} {self.proposal}")

    @property
    def pillar_name(self) -> Promise | str:
        """The pillar in words; nothing without one."""
        return PILLAR_NAMES.get(self.pillar, "")


def _few(found: "models.QuerySet[models.Model, str]", units: Iterable[str]) -> set[str]:
    """Keep those of some units that have anything: far fewer than a query may name."""
    return set(found.order_by().distinct()) & set(units)
