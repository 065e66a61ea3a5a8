"""The desk of a unit: what is due, what waits, who directs, and the way to the units below."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from thidua.accounts.models import SeatedRequest
from thidua.duties.models import Bottleneck, Task
from thidua.duties.models.near import children
from thidua.duties.rules import BottleneckState, TaskState
from thidua.programme.forms.asking import desk_of
from thidua.programme.models import Committee, Programme

MOST = 10


@require_safe
def desk(request: SeatedRequest, unit: str) -> HttpResponse:
    """Show what a unit has to do first."""
    here = desk_of(unit, timezone.localdate())
    mine = Task.objects.filter(unit=unit)
    raised = Bottleneck.objects.filter(unit=unit)
    to_answer = Bottleneck.objects.filter(handler=unit, state=BottleneckState.ASSIGNED)
    page = {
        "desk": here,
        "overdue": mine.overdue(here.today).order_by("due", "nr")[:MOST],
        "running": mine.filter(state=TaskState.ASSIGNED).count(),
        "overdue_count": mine.overdue(here.today).count(),
        "waiting": Task.objects.filter(by=unit, state=TaskState.DONE).order_by("due")[:MOST],
        "raised": raised.exclude(state__in=[BottleneckState.CLOSED]).count(),
        "to_answer": to_answer.count(),
        "committees": Committee.objects.filter(unit=unit).order_by("-first", "-nr"),
        "programmes": Programme.objects.filter(unit=unit).order_by("-last_year", "code"),
        "children": children(unit, here.today),
        "trail": here.trail(),
    }
    return render(request, "duties/desk.html", page)
