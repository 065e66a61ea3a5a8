"""A campaign's reporting route and the days that its office set; and when numbers came in."""

from collections.abc import Mapping
from datetime import datetime

from django.db import models
from django.db.models import F, Max, Min, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.conduct.rules import calendar
from thidua.conduct.rules import route as rules
from thidua.conduct.rules.route import Came
from thidua.counting.models import Fact
from thidua.kernel.periods import Period
from thidua.plans.rules import Plan
from thidua.units.rules import Level, Tree

LEVEL_NAMES: Mapping[str, Promise] = {
    Level.HAMLET.value: _("Ấp, thôn, khu vực, tổ dân phố"),
    Level.COMMUNE.value: _("Xã, phường"),
    Level.DISTRICT.value: _("Huyện, quận, thị xã"),
    Level.DEPARTMENT.value: _("Sở, ban, ngành"),
    Level.ENTERPRISE.value: _("Doanh nghiệp"),
}
WEEKDAYS: Mapping[int, Promise] = {
    0: _("thứ Hai"),
    1: _("thứ Ba"),
    2: _("thứ Tư"),
    3: _("thứ Năm"),
    4: _("thứ Sáu"),
    5: _("thứ Bảy"),
    6: _("Chủ nhật"),
}
SET_DAYS: Mapping[str, Promise] = {
    calendar.Kind.PUBLICATION.value: _("Công bố kết quả"),
    calendar.Kind.PRIZE.value: _("Trao giải"),
}


class Route(models.Model):
    """By when each level sends its numbers (luồng báo cáo); setting it again replaces it whole."""

    campaign = models.CharField(max_length=60, primary_key=True)
    every = models.CharField(max_length=8, choices=[(each, each) for each in rules.Every])
    weekday = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(weekday__lte=6), name="route_ends_on_a_weekday"),
        )

    def __str__(self) -> str:
        return self.campaign

    @property
    def value(self) -> rules.Route:
        """Give the frozen value that the rules read."""
        steps = tuple(step.value for step in self.steps.order_by("place"))
        return rules.Route(rules.Every(self.every), self.weekday, steps)


class RouteStep(models.Model):
    """One level's step: a day of the week, or so many days before the period's last."""

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="steps")
    place = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=16)
    weekday = models.PositiveSmallIntegerField(null=True)
    days_before = models.PositiveSmallIntegerField(null=True)
    minute = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["route", "level"], name="route_level_once"),
            models.CheckConstraint(
                condition=Q(weekday=None, days_before__isnull=False)
                | Q(weekday__isnull=False, days_before=None),
                name="step_on_one_kind_of_day",
            ),
        )

    def __str__(self) -> str:
        return f"{self.route_id}: {self.level}"

    @property
    def value(self) -> rules.Step:
        """Give the frozen value that the rules read."""
        return rules.Step(Level(self.level), self.weekday, self.days_before, self.minute)


class CampaignDay(models.Model):
    """A day that the office set: when a result is published, when prizes are given."""

    campaign = models.CharField(max_length=60)
    kind = models.CharField(max_length=16, choices=[(each, each) for each in SET_DAYS])
    stage = models.CharField(max_length=80, blank=True)
    day = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["campaign", "kind", "stage"], name="campaign_day_once_a_stage"
            ),
        )

    def __str__(self) -> str:
        return f"{self.campaign} {self.kind} {self.day}"


def route_of(campaign: str) -> rules.Route | None:
    """Give a campaign's route; None while none is set."""
    found = Route.objects.filter(pk=campaign).first()
    return found.value if found else None


def senders(tree: Tree, root: str, level: str) -> dict[str, str]:
    """Give the units of a level that report in a campaign, with their names on its tree."""
    nodes = tree.nodes.values()
    return {node.id: node.label for node in nodes if node.level == level and node.id != root}


def came(plan: Plan, period: Period, due: datetime) -> dict[str, Came]:
    """Say when the numbers of a period came, by unit: what it sent itself before what others did."""
    facts = Fact.objects.filter(
        measure__in=list(plan.measures), day__gte=period.first, day__lt=period.end
    )
    by_others = facts.exclude(unit=F("entry__unit"))
    found = _came(by_others, "unit", due, by_other=True)
    return found | _came(facts, "entry__unit", due, by_other=False)


def _came(
    facts: "QuerySet[Fact]", sender: str, due: datetime, *, by_other: bool
) -> dict[str, Came]:
    at = "entry__recorded_at"
    rows = (
        facts.order_by()
        .values_list(sender)
        .annotate(
            before=Max(at, filter=Q(**{f"{at}__lte": due})),
            after=Min(at, filter=Q(**{f"{at}__gt": due})),
        )
    )
    return {unit: Came(before, after, by_other) for unit, before, after in rows}
