"""Committees with their members, programmes with their goals: pages that record them."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from thidua.accounts.models import SeatedRequest
from thidua.kernel.errors import RuleBroken
from thidua.programme import actions, forms
from thidua.programme.forms.asking import Asked, Desk, ask, desk_of
from thidua.programme.forms.fields import KeyedForm
from thidua.programme.models import Committee, Goal, Programme, find_programme, goal_rows


@require_safe
def committee(request: SeatedRequest, unit: str, nr: int) -> HttpResponse:
    """Show a committee and its members, with names: for those who may see the desk."""
    here, found = desk_of(unit, timezone.localdate()), _committee(unit, nr)
    page = {
        "desk": here,
        "committee": found,
        "members": found.members.order_by("last", "pk"),
        "at_work": Committee.objects.on(here.today).filter(pk=found.pk).exists(),
        "trail": here.trail((found.name, "")),
    }
    return render(request, "programme/committee.html", page)


@require_http_methods(["GET", "POST"])
def new_committee(request: SeatedRequest, unit: str) -> HttpResponse:
    """Set up a committee."""
    here, form = desk_of(unit, timezone.localdate()), forms.CommitteeForm.of(request)
    page = Asked(
        here, _("Lập ban chỉ đạo"), form, _("Lập ban chỉ đạo"), here.address("duties:desk")
    )
    return ask(
        request,
        page,
        timezone.now(),
        lambda by: actions.form_committee(unit=unit, mandate=form.mandate(), **by),
    )


@require_http_methods(["GET", "POST"])
def end_committee(request: SeatedRequest, unit: str, nr: int) -> HttpResponse:
    """Say until when a committee works."""
    here, found = desk_of(unit, timezone.localdate()), _committee(unit, nr)
    form = forms.LastDayForm.of(request)
    page = Asked(
        here,
        _("Kết thúc hoạt động"),
        form,
        _("Ghi ngày kết thúc"),
        here.address("programme:committee", nr),
        [(_("Ban chỉ đạo"), found.name)],
    )
    return ask(
        request,
        page,
        timezone.now(),
        lambda by: actions.end_committee(unit=unit, nr=nr, last=form.cleaned_data["last"], **by),
    )


@require_http_methods(["GET", "POST"])
def add_member(request: SeatedRequest, unit: str, nr: int) -> HttpResponse:
    """Give somebody a duty in a committee."""
    here, found = desk_of(unit, timezone.localdate()), _committee(unit, nr)
    form = forms.MemberForm.of(request)
    page = Asked(
        here,
        _("Thêm thành viên"),
        form,
        _("Thêm thành viên"),
        here.address("programme:committee", nr),
        [(_("Ban chỉ đạo"), found.name)],
    )

    def write(by: dict[str, Any]) -> object:
        data = form.cleaned_data
        return actions.add_member(unit=unit, nr=nr, duty=data["duty"], name=data["name"], **by)

    return ask(request, page, timezone.now(), write)


@require_http_methods(["GET", "POST"])
def end_member(request: SeatedRequest, unit: str, nr: int, member: int) -> HttpResponse:
    """End somebody's duty in a committee today."""
    here, found = desk_of(unit, timezone.localdate()), _committee(unit, nr)
    who = found.members.filter(pk=member, last=None).first()
    if who is None:
        raise RuleBroken("programme.no-member")
    page = Asked(
        here,
        _("Thôi nhiệm vụ trong ban từ hôm nay"),
        KeyedForm.of(request),
        _("Thôi nhiệm vụ"),
        here.address("programme:committee", nr),
        [(_("Chức danh"), who.duty), (_("Họ và tên"), who.name)],
    )
    return ask(
        request,
        page,
        timezone.now(),
        lambda by: actions.end_member(unit=unit, nr=nr, member=member, **by),
    )


@require_http_methods(["GET", "POST"])
def new_programme(request: SeatedRequest, unit: str) -> HttpResponse:
    """Record a programme or a resolution."""
    here = desk_of(unit, timezone.localdate())
    form = forms.ProgrammeForm.of(request, given={"first_year": here.today.year})
    page = Asked(
        here, _("Ghi chương trình, nghị quyết"), form, _("Ghi lại"), here.address("duties:desk")
    )

    def write(by: dict[str, Any]) -> object:
        code = form.cleaned_data["code"]
        return actions.issue_programme(code=code, unit=unit, issue=form.issue(), **by)

    return ask(request, page, timezone.now(), write)


@require_safe
def goals(request: SeatedRequest, unit: str, programme: str) -> HttpResponse:
    """Show a programme's goals, with the way to write their numbers."""
    here, found = desk_of(unit, timezone.localdate()), find_programme(programme, unit)
    page = {
        "desk": here,
        "programme": found,
        "goals": goal_rows(found),
        "trail": here.trail((found.name, "")),
    }
    return render(request, "programme/goals.html", page)


@require_http_methods(["GET", "POST"])
def new_goal(request: SeatedRequest, unit: str, programme: str) -> HttpResponse:
    """Add a goal to a programme."""
    here, found = desk_of(unit, timezone.localdate()), find_programme(programme, unit)
    form = forms.GoalForm.of(request)
    page = Asked(
        here,
        _("Thêm mục tiêu"),
        form,
        _("Thêm mục tiêu"),
        here.address("programme:goals", found.code),
    )
    return ask(
        request,
        page,
        timezone.now(),
        lambda by: actions.set_goal(code=found.code, unit=unit, goal=form.goal(), **by),
    )


@require_http_methods(["GET", "POST"])
def asked(request: SeatedRequest, unit: str, programme: str, goal: int) -> HttpResponse:
    """Say what a goal asks of a year."""
    here, found = desk_of(unit, timezone.localdate()), find_programme(programme, unit)
    form = forms.AskedForm.of(request, given={"year": found.first_year})
    page = _year_page(here, found, goal, form, _("Ghi con số mục tiêu của năm"))
    return ask(
        request,
        page,
        timezone.now(),
        lambda by: actions.ask_of_year(
            code=found.code, unit=unit, goal=goal, said=form.said(), **by
        ),
    )


@require_http_methods(["GET", "POST"])
def reached(request: SeatedRequest, unit: str, programme: str, goal: int) -> HttpResponse:
    """Record what was reached in a year."""
    here, found = desk_of(unit, timezone.localdate()), find_programme(programme, unit)
    form = forms.ReachedForm.of(request, given={"year": timezone.localdate().year})
    page = _year_page(here, found, goal, form, _("Ghi kết quả của năm"))
    return ask(
        request,
        page,
        timezone.now(),
        lambda by: actions.record_reached(
            code=found.code, unit=unit, goal=goal, said=form.said(), **by
        ),
    )


def _committee(unit: str, nr: int) -> Committee:
    found = Committee.objects.filter(unit=unit, nr=nr).first()
    if found is None:
        raise RuleBroken("programme.no-committee", nr=nr)
    return found


def _year_page(
    here: Desk, programme: Programme, goal: int, form: KeyedForm, title: Promise
) -> Asked:
    found = Goal.objects.filter(programme=programme, nr=goal).first()
    if found is None:
        raise RuleBroken("programme.no-goal", nr=goal)
    about = [
        (_("Mục tiêu"), found.label),
        (_("Thời gian"), f"{programme.first_year}–{programme.last_year}"),
    ]
    return Asked(
        here, title, form, _("Ghi lại"), here.address("programme:goals", programme.code), about
    )
