"""Committees with their members, programmes with their goals."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Self, TypeVar

from django.db import models
from django.db.models import F, Prefetch, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models.seeing import plan_of
from thidua.counting.models import Tally
from thidua.kernel.errors import RuleBroken
from thidua.plans.rules import MeasureKind
from thidua.programme.rules import Issue, Kind, Pillar
from thidua.programme.rules.goals import Direction, GoalLine, stored
from thidua.standings.models.live import version
from thidua.standings.rules.board import Board

PILLAR_NAMES: Mapping[str, Promise] = {
    Pillar.GOVERNMENT.value: _("Chính quyền số"),
    Pillar.ECONOMY.value: _("Kinh tế số"),
    Pillar.SOCIETY.value: _("Xã hội số"),
}
KIND_NAMES: Mapping[str, Promise] = {
    Kind.PROGRAMME.value: _("Chương trình, đề án, kế hoạch"),
    Kind.RESOLUTION.value: _("Nghị quyết"),
}
DIRECTION_NAMES: Mapping[str, Promise] = {
    Direction.AT_LEAST.value: _("ít nhất"),
    Direction.AT_MOST.value: _("nhiều nhất"),
}
WORDS = 2000  # letters of a longer text


M = TypeVar("M", bound=models.Model)


class DaysQuerySet(models.QuerySet[M]):
    """Rows by day; `last` is the last day that they hold."""

    def on(self, day: date) -> Self:
        """Select what holds on a day."""
        return self.filter(Q(last=None) | Q(last__gte=day), first__lte=day)


class Committee(models.Model):
    """Those who direct a campaign or a programme at a unit (ban chỉ đạo)."""

    unit = models.CharField(max_length=64, db_index=True)
    nr = models.PositiveIntegerField()
    name = models.CharField(max_length=300)
    document = models.CharField(max_length=300)
    first = models.DateField()
    last = models.DateField(null=True)

    objects = DaysQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["unit", "nr"], name="committee_number_once"),
            models.CheckConstraint(
                condition=Q(last=None) | Q(last__gte=F("first")), name="committee_days_in_order"
            ),
        )

    def __str__(self) -> str:
        return self.subject

    @property
    def subject(self) -> str:
        """What the ledger calls it."""
        return f"committee:{self.unit}:{self.nr}"


class Member(models.Model):
    """A duty in a committee and who bears it; the name never leaves this table for the public."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="members")
    duty = models.CharField(max_length=200)
    name = models.CharField(max_length=120)
    first = models.DateField()
    last = models.DateField(null=True)

    objects = DaysQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(last=None) | Q(last__gte=F("first")), name="member_days_in_order"
            ),
        )

    def __str__(self) -> str:
        return f"{self.committee_id}: {self.duty}"


class Programme(models.Model):
    """What an authority issued for several years (chương trình, nghị quyết)."""

    code = models.SlugField(max_length=60, unique=True)
    unit = models.CharField(max_length=64, db_index=True)  # who issued it
    kind = models.CharField(max_length=16, choices=[(each.value, each.value) for each in Kind])
    name = models.CharField(max_length=300)
    number = models.CharField(max_length=80)
    document = models.CharField(max_length=300)
    first_year = models.PositiveIntegerField()
    last_year = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year")), name="programme_years_in_order"
            ),
        )

    def __str__(self) -> str:
        return self.code

    @property
    def issue(self) -> Issue:
        """Give the frozen value that the rules read."""
        return Issue(
            Kind(self.kind), self.name, self.number, self.document, self.first_year, self.last_year
        )

    @property
    def kind_name(self) -> Promise:
        """What it is, in the words of the page's language."""
        return KIND_NAMES[self.kind]


class Goal(models.Model):
    """What a programme asks for (mục tiêu); its numbers stand by year."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="goals")
    nr = models.PositiveIntegerField()
    label = models.CharField(max_length=300)
    pillar = models.CharField(max_length=16, blank=True)
    direction = models.CharField(
        max_length=16, choices=[(each.value, each.value) for each in Direction]
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["programme", "nr"], name="goal_number_once"),
        )

    def __str__(self) -> str:
        return f"{self.programme_id}: {self.nr}"

    @property
    def direction_name(self) -> Promise:
        """Which way is better, in words."""
        return DIRECTION_NAMES[self.direction]


class GoalYear(models.Model):
    """What a goal asks by the end of a year, in words and as an exact number, and what was reached."""

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="years")
    year = models.PositiveIntegerField()
    words = models.CharField(max_length=300)
    asked = models.CharField(max_length=40)  # exact: no database rounds it
    reached = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=300, blank=True)  # where the reached number stands

    class Meta:
        constraints = (models.UniqueConstraint(fields=["goal", "year"], name="goal_once_a_year"),)

    def __str__(self) -> str:
        return f"{self.goal_id} {self.year}: {self.asked}"

    @property
    def line(self) -> GoalLine:
        """Give the frozen value that pages show."""
        goal = self.goal
        return GoalLine(
            goal.label,
            goal.pillar,
            Direction(goal.direction),
            self.year,
            self.words,
            stored(self.asked),
            stored(self.reached) if self.reached else None,
            self.source,
        )


def find_programme(code: str, unit: str | None = None) -> Programme:
    """Find a programme, of a unit where one is named."""
    found = Programme.objects.filter(code=code, **({"unit": unit} if unit else {})).first()
    if found is None:
        raise RuleBroken("programme.no-programme", programme=code)
    return found


def goal_rows(of: Programme) -> list[tuple[Goal, Promise | str, list[GoalYear]]]:
    """Give a programme's goals, with their pillar in words and their numbers by year."""
    years = Prefetch("years", GoalYear.objects.select_related("goal").order_by("year"))
    goals = of.goals.prefetch_related(years).order_by("nr")
    return [(goal, PILLAR_NAMES.get(goal.pillar, ""), list(goal.years.all())) for goal in goals]


def goal_lines(first: int, last: int) -> list[GoalLine]:
    """Give what programmes ask in some years, by programme, goal and year."""
    rows = GoalYear.objects.filter(year__range=(first, last)).select_related("goal")
    ordered = rows.order_by("goal__programme_id", "goal__nr", "year")
    return [row.line for row in ordered]


def simulated(board: Board) -> frozenset[str]:
    """Name the measures of a campaign that have simulated counts of its days in them."""
    by_unit = _simulated(version(), board.plan.code)
    return frozenset[str]().union(*(by_unit.get(unit, ()) for unit in board.own))


@lru_cache(maxsize=8)
def _simulated(_version: tuple[str, int], campaign: str) -> Mapping[str, frozenset[str]]:
    """Look up which measures of which units have simulated counts, once a new entry."""
    plan = plan_of(campaign)
    flows = [key for key, measure in plan.measures.items() if measure.kind is MeasureKind.FLOW]
    before = Q(measure__in=flows, day__lt=plan.period.first)
    rows = Tally.objects.filter(
        generated=True, measure__in=list(plan.measures), day__lt=plan.period.end
    )
    found: dict[str, set[str]] = {}
    for unit, measure in rows.exclude(before).order_by().values_list("unit", "measure").distinct():
        found.setdefault(unit, set()).add(measure)
    return {unit: frozenset(keys) for unit, keys in found.items()}
