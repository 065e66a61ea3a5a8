"""A look back over a year or five: goals, campaigns, tasks and bottlenecks on one page to print."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from thidua.accounts.models import SeatedRequest, role_of
from thidua.campaigns.models.seeing import visible
from thidua.duties.forms import YearsForm, this_year
from thidua.duties.models import Bottleneck, Task
from thidua.duties.models.near import territory
from thidua.duties.rules import BottleneckState
from thidua.duties.rules.review import count_bottlenecks, count_tasks, years
from thidua.kernel.periods import Period
from thidua.plans.rules import Plan
from thidua.programme.forms.asking import Desk, desk_of
from thidua.programme.models import Programme, goal_rows, simulated
from thidua.standings.models import Edition, State
from thidua.standings.models.live import live
from thidua.units.models import above

FIVE = 5


@dataclass(frozen=True, slots=True)
class Held:
    """A campaign of the years, with its official editions."""

    plan: Plan
    editions: list[Edition]
    generated: bool


@require_safe
def review(request: SeatedRequest, unit: str) -> HttpResponse:
    """Put together what the years asked and what came of it."""
    here = desk_of(unit, timezone.localdate())
    form = YearsForm(request.GET or this_year(here.today))
    span = _years(form, here)
    page = {
        "desk": here,
        "form": form,
        "first": span.first.year,
        "last": span.last.year,
        "five": (here.today.year - FIVE + 1, here.today.year),
        "programmes": _programmes(here, span),
        "held": _held(request, here, span),
        **_counts(here, span),
        "trail": here.trail((_("Sơ kết, tổng kết"), "")),
    }
    return render(request, "duties/review.html", page)


def _years(form: YearsForm, here: Desk) -> Period:
    if not form.is_valid():
        return years(here.today.year, here.today.year)
    return years(form.cleaned_data["first"], form.cleaned_data["last"])


def _programmes(here: Desk, span: Period) -> list[tuple[Programme, list[object]]]:
    """Give the programmes of the unit and of those above, with the goals of these years."""
    found = Programme.objects.filter(
        unit__in=above(here.unit, here.today),
        first_year__lte=span.last.year,
        last_year__gte=span.first.year,
    )
    return [(each, _rows(each, span)) for each in found.order_by("first_year", "code")]


def _rows(programme: Programme, span: Period) -> list[object]:
    return [
        year.line
        for _goal, _pillar, rows in goal_rows(programme)
        for year in rows
        if span.first.year <= year.year <= span.last.year
    ]


def _held(request: SeatedRequest, here: Desk, span: Period) -> list[Held]:
    mine = [
        plan
        for plan in visible(role_of(request))
        if plan.root == here.unit and plan.period.overlaps(span)
    ]
    official = Edition.objects.filter(state=State.OFFICIAL.value).order_by("nr")
    return [
        Held(
            plan,
            list(official.filter(campaign=plan.code)),
            plan.generated or bool(simulated(live(plan.code))),
        )
        for plan in mine
    ]


def _counts(here: Desk, span: Period) -> dict[str, object]:
    last = min(span.last, here.today)
    units = territory(here.unit, span.first, last, here.today)
    tasks = Task.objects.all().at(units).filter(due__range=(span.first, span.last))
    raised = Bottleneck.objects.all().at(units).filter(raised_on__range=(span.first, span.last))
    rows = list(raised.order_by("raised_on", "unit", "nr"))
    return {
        "tasks": count_tasks((task.fact for task in tasks), here.today),
        "bottlenecks": count_bottlenecks(BottleneckState(each.state) for each in rows),
        "open": [each for each in rows if each.state not in {"closed", "returned"}],
    }
