"""Bottlenecks: raised by a unit, assigned from above, answered by the unit that handles them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from thidua.accounts.models import SeatedRequest
from thidua.counting.models.naming import names
from thidua.duties import actions, forms
from thidua.duties.models import Bottleneck, BottleneckQuerySet
from thidua.duties.models.near import near, territory
from thidua.duties.rules import BottleneckState
from thidua.duties.rules.export import csv_bytes
from thidua.duties.rules.review import count_bottlenecks
from thidua.kernel.errors import RuleBroken
from thidua.programme.forms.asking import Asked, Desk, acting, ask, asked, desk_of, page_of
from thidua.programme.forms.fields import KeyedForm

BOTTLENECKS = _("Khó khăn, vướng mắc")


@require_safe
def bottlenecks(request: SeatedRequest, unit: str) -> HttpResponse:
    """List what a unit raised, or it and all below, newest first."""
    here = desk_of(unit, timezone.localdate())
    form = forms.BottleneckFilter(request.GET)
    rows = _chosen(here, form)
    listed = page_of(request, rows)
    page = {
        "desk": here,
        "form": form,
        "page": listed,
        "names": _names(list(listed)),
        "counts": count_bottlenecks(BottleneckState(each.state) for each in rows),
        "query": request.GET.urlencode(),
        "trail": here.trail((BOTTLENECKS, "")),
    }
    return render(request, "duties/bottlenecks.html", page)


@require_safe
def table(request: SeatedRequest, unit: str) -> HttpResponse:
    """Give the same list as a table for a spreadsheet; no cell of it is a formula."""
    here = desk_of(unit, timezone.localdate())
    rows = _chosen(here, forms.BottleneckFilter(request.GET))
    head = [
        _now("Đơn vị"), _now("Số"), _now("Ngày nêu"), _now("Trụ cột"), _now("Khó khăn, vướng mắc"),
        _now("Nguyên nhân"), _now("Kiến nghị, đề xuất"), _now("Tình trạng"), _now("Cơ quan xử lý"),
        _now("Hạn trả lời"), _now("Trả lời, hướng xử lý"), _now("Kết quả"), _now("Lý do trả lại"),
    ]  # fmt: skip
    named = _names(rows)
    body = csv_bytes(head, [_cells(each, named) for each in rows])
    disposition = f'attachment; filename="bottlenecks-{here.today}.csv"'
    return HttpResponse(
        body, content_type="text/csv; charset=utf-8", headers={"Content-Disposition": disposition}
    )


def _cells(each: Bottleneck, named: dict[str, str]) -> list[str]:
    return [
        named[each.unit], str(each.nr), f"{each.raised_on:%d/%m/%Y}", str(each.pillar_name),
        each.words, each.cause, each.proposal, str(each.state_name),
        named.get(each.handler, ""), f"{each.due:%d/%m/%Y}" if each.due else "",
        each.answer, each.result, each.reason,
    ]  # fmt: skip


def _names(rows: list[Bottleneck]) -> dict[str, str]:
    return names({each.unit for each in rows} | {each.handler for each in rows if each.handler})


def _chosen(here: Desk, form: forms.BottleneckFilter) -> list[Bottleneck]:
    wanted = asked(form)
    rows: BottleneckQuerySet = Bottleneck.objects.all()
    rows = rows.at(territory(here.unit, here.today) if wanted.get("where") else [here.unit])
    if wanted.get("pillar"):
        rows = rows.filter(pillar=wanted["pillar"])
    state = wanted.get("state")
    if state == "overdue":
        rows = rows.overdue(here.today)
    elif state:
        rows = rows.filter(state=state)
    text = wanted.get("q") or ""
    return [each for each in rows.order_by("-raised_on", "unit", "-nr") if each.holds(text)]


@require_http_methods(["GET", "POST"])
def new_bottleneck(request: SeatedRequest, unit: str) -> HttpResponse:
    """Raise what holds the unit up."""
    here, form = desk_of(unit, timezone.localdate()), forms.DifficultyForm.of(request)
    page = Asked(
        here, _("Nêu khó khăn, vướng mắc"), form, _("Gửi"), here.address("duties:bottlenecks")
    )
    return ask(
        request,
        page,
        timezone.now(),
        lambda by: actions.raise_bottleneck(unit=unit, difficulty=form.difficulty(), **by),
    )


@require_safe
def bottleneck(request: SeatedRequest, unit: str, nr: int) -> HttpResponse:
    """Show a bottleneck with its answer and result, and what may be done with it now."""
    here, found = desk_of(unit, timezone.localdate()), _bottleneck(unit, nr)
    state = BottleneckState(found.state)
    page = {
        "desk": here,
        "bottleneck": found,
        "names": _names([found]),
        "overdue": Bottleneck.objects.overdue(here.today).filter(pk=found.pk).exists(),
        "may_amend": acting(request).unit == unit and state is BottleneckState.RETURNED,
        "may_assign": state
        in {BottleneckState.RAISED, BottleneckState.ASSIGNED, BottleneckState.ANSWERED},
        "may_settle": state in {BottleneckState.RAISED, BottleneckState.ANSWERED},
        "trail": here.trail((BOTTLENECKS, here.address("duties:bottlenecks")), (_title(found), "")),
    }
    return render(request, "duties/bottleneck.html", page)


@require_http_methods(["GET", "POST"])
def amend(request: SeatedRequest, unit: str, nr: int) -> HttpResponse:
    """Raise a returned bottleneck once more."""
    here, found = desk_of(unit, timezone.localdate()), _bottleneck(unit, nr)
    given = {name: getattr(found, name) for name in ("words", "cause", "proposal", "pillar")}
    form = forms.DifficultyForm.of(request, given=given)
    about = [(_("Lý do trả lại"), found.reason)]
    page = Asked(
        here, _("Bổ sung và nêu lại"), form, _("Gửi"), here.address("duties:bottleneck", nr), about
    )
    return ask(
        request,
        page,
        timezone.now(),
        lambda by: actions.amend_bottleneck(unit=unit, nr=nr, difficulty=form.difficulty(), **by),
    )


@require_http_methods(["GET", "POST"])
def assign(request: SeatedRequest, unit: str, nr: int) -> HttpResponse:
    """Ask a unit to answer by a day."""
    here, found = desk_of(unit, timezone.localdate()), _bottleneck(unit, nr)
    mine = acting(request).unit
    form = forms.HandlerForm.of(
        request, given={"handler": found.handler}, handlers=near(mine, here.today)
    )
    page = _page(here, found, form, (_("Giao cơ quan xử lý"), _("Giao xử lý")))

    return ask(
        request,
        page,
        timezone.now(),
        lambda by: actions.assign_bottleneck(
            place=(unit, nr),
            handler=form.cleaned_data["handler"],
            due=form.cleaned_data["due"],
            by=mine,
            **by,
        ),
    )


@require_http_methods(["GET", "POST"])
def settle(request: SeatedRequest, unit: str, nr: int) -> HttpResponse:
    """Close a bottleneck with its result, or return it with a reason."""
    here, found = desk_of(unit, timezone.localdate()), _bottleneck(unit, nr)
    form = forms.SettleForm.of(request)
    page = _page(here, found, form, (_("Kết luận"), _("Ghi kết luận")))
    return ask(
        request,
        page,
        timezone.now(),
        lambda by: actions.settle_bottleneck(
            unit=unit,
            nr=nr,
            to=BottleneckState(form.cleaned_data["to"]),
            words=form.cleaned_data["words"],
            **by,
        ),
    )


@require_safe
def handling(request: SeatedRequest, unit: str) -> HttpResponse:
    """List what the unit is asked to answer, by due day."""
    here = desk_of(unit, timezone.localdate())
    mine = Bottleneck.objects.filter(handler=unit)
    waiting = mine.filter(state=BottleneckState.ASSIGNED).order_by("due", "pk")
    answered = mine.exclude(state=BottleneckState.ASSIGNED).order_by("-answered_on", "-pk")
    listed = page_of(request, answered)
    page = {
        "desk": here,
        "waiting": waiting,
        "page": listed,
        "names": _names([*waiting, *listed]),
        "trail": here.trail((_("Việc được giao xử lý"), "")),
    }
    return render(request, "duties/handling.html", page)


@require_http_methods(["GET", "POST"])
def answer(request: SeatedRequest, unit: str, bottleneck: int) -> HttpResponse:
    """Answer what the unit is asked to handle."""
    here = desk_of(unit, timezone.localdate())
    found = Bottleneck.objects.filter(pk=bottleneck, handler=unit).first()
    if found is None:
        raise RuleBroken("duties.no-bottleneck", nr=bottleneck)
    form = forms.AnswerForm.of(request)
    page = _page(here, found, form, (_("Trả lời kiến nghị"), _("Gửi trả lời")))
    page = Asked(here, page.title, form, page.submit, here.address("duties:handling"), page.about)
    return ask(
        request,
        page,
        timezone.now(),
        lambda by: actions.answer_bottleneck(
            unit=unit, bottleneck=bottleneck, answer=form.cleaned_data["answer"], **by
        ),
    )


def _bottleneck(unit: str, nr: int) -> Bottleneck:
    found = Bottleneck.objects.filter(unit=unit, nr=nr).first()
    if found is None:
        raise RuleBroken("duties.no-bottleneck", nr=nr)
    return found


def _title(found: Bottleneck) -> str:
    return str(_("Vướng mắc số %(nr)s") % {"nr": found.nr})


def _page(here: Desk, found: Bottleneck, form: KeyedForm, words: tuple[object, object]) -> Asked:
    title, submit = words
    about = [
        (_("Đơn vị nêu"), names([found.unit])[found.unit]),
        (_("Khó khăn, vướng mắc"), found.words),
        (_("Nguyên nhân"), found.cause),
        (_("Kiến nghị, đề xuất"), found.proposal),
    ]
    if found.answer:
        about.append((_("Trả lời, hướng xử lý"), found.answer))
    return Asked(
        here, str(title), form, str(submit), here.address("duties:bottleneck", found.nr), about
    )
