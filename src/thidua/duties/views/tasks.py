"""Tasks of a unit: given from above, reported by the unit, confirmed by who gave them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from thidua.accounts.models import SeatedRequest
from thidua.counting.models.naming import names
from thidua.duties import actions, forms
from thidua.duties.models import Task, TaskQuerySet
from thidua.duties.models.near import territory
from thidua.duties.rules import TaskState
from thidua.duties.rules.review import count_tasks
from thidua.kernel.errors import RuleBroken
from thidua.programme.forms.asking import Asked, Desk, acting, ask, asked, desk_of, page_of
from thidua.programme.forms.fields import KeyedForm
from thidua.programme.models import Programme

TASKS = _("Nhiệm vụ")


@require_safe
def tasks(request: SeatedRequest, unit: str) -> HttpResponse:
    """List a unit's tasks, the overdue first, then by due day."""
    here = desk_of(unit, timezone.localdate())
    form = forms.TaskFilter(request.GET)
    rows = _chosen(here, form)
    listed = page_of(request, rows)
    page = {
        "desk": here,
        "form": form,
        "page": listed,
        "names": names({task.unit for task in listed} | {task.by for task in listed}),
        "counts": count_tasks((task.fact for task in rows), here.today),
        "trail": here.trail((TASKS, "")),
    }
    return render(request, "duties/tasks.html", page)


def _chosen(here: Desk, form: forms.TaskFilter) -> list[Task]:
    wanted = asked(form)
    rows: TaskQuerySet = Task.objects.all()
    rows = rows.at(territory(here.unit, here.today) if wanted.get("where") else [here.unit])
    state = wanted.get("state")
    if state == "overdue":
        rows = rows.overdue(here.today)
    elif state:
        rows = rows.filter(state=state)
    found = list(rows.select_related("programme").order_by("due", "unit", "nr"))
    return sorted(found, key=lambda task: task.state != TaskState.ASSIGNED)


@require_http_methods(["GET", "POST"])
def new_task(request: SeatedRequest, unit: str) -> HttpResponse:
    """Give the unit a task."""
    here = desk_of(unit, timezone.localdate())
    known = Programme.objects.order_by("-last_year", "code").values_list("code", "name")
    form = forms.TaskForm.of(request, programmes=list(known))
    page = Asked(
        here,
        _("Giao nhiệm vụ"),
        form,
        _("Giao nhiệm vụ"),
        here.address("duties:tasks"),
        [(_("Đơn vị thực hiện"), here.name)],
    )
    return ask(
        request,
        page,
        timezone.now(),
        lambda by: actions.assign_task(
            unit=unit,
            work=form.work(),
            programme=form.cleaned_data["programme"],
            by=acting(request).unit,
            **by,
        ),
    )


@require_safe
def task(request: SeatedRequest, unit: str, nr: int) -> HttpResponse:
    """Show a task, and what may be done with it now."""
    here, found = desk_of(unit, timezone.localdate()), _task(unit, nr)
    mine = acting(request).unit
    page = {
        "desk": here,
        "task": found,
        "by": names([found.by])[found.by],
        "overdue": Task.objects.overdue(here.today).filter(pk=found.pk).exists(),
        "may_report": mine == unit and found.state == TaskState.ASSIGNED,
        "may_judge": mine == found.by and found.state in {TaskState.ASSIGNED, TaskState.DONE},
        "trail": here.trail((TASKS, here.address("duties:tasks")), (_title(found), "")),
    }
    return render(request, "duties/task.html", page)


@require_http_methods(["GET", "POST"])
def report(request: SeatedRequest, unit: str, nr: int) -> HttpResponse:
    """Report a task done."""
    here, found = desk_of(unit, timezone.localdate()), _task(unit, nr)
    form = forms.EvidenceForm.of(request)
    page = _page(here, found, form, (_("Báo cáo đã hoàn thành"), _("Gửi báo cáo")))
    return ask(
        request,
        page,
        timezone.now(),
        lambda by: actions.report_task(
            unit=unit, nr=nr, evidence=form.cleaned_data["evidence"], **by
        ),
    )


@require_http_methods(["GET", "POST"])
def judge(request: SeatedRequest, unit: str, nr: int) -> HttpResponse:
    """Confirm a task, send it back or call it off."""
    here, found = desk_of(unit, timezone.localdate()), _task(unit, nr)
    form = forms.JudgeForm.of(request)
    page = _page(here, found, form, (_("Kết luận về nhiệm vụ"), _("Ghi kết luận")))
    return ask(
        request,
        page,
        timezone.now(),
        lambda by: actions.judge_task(
            place=(unit, nr),
            to=TaskState(form.cleaned_data["to"]),
            reason=form.cleaned_data["reason"],
            by=acting(request).unit,
            **by,
        ),
    )


def _task(unit: str, nr: int) -> Task:
    found = Task.objects.filter(unit=unit, nr=nr).select_related("programme").first()
    if found is None:
        raise RuleBroken("duties.no-task", nr=nr)
    return found


def _title(task: Task) -> str:
    return str(_("Nhiệm vụ số %(nr)s") % {"nr": task.nr})


def _page(here: Desk, task: Task, form: KeyedForm, words: tuple[object, object]) -> Asked:
    title, submit = words
    about = [(_("Nhiệm vụ"), task.words), (_("Văn bản giao"), task.source)]
    if task.evidence:
        about.append((_("Đơn vị báo"), task.evidence))
    return Asked(here, str(title), form, str(submit), here.address("duties:task", task.nr), about)
