"""A campaign's calendar: a picture of its months, the same as a list, and a feed to subscribe to."""

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from thidua.accounts.models import role_of
from thidua.accounts.rules import Role
from thidua.campaigns.models import PlanVersion
from thidua.conduct.models import CampaignDay
from thidua.conduct.models.route import LEVEL_NAMES, route_of
from thidua.conduct.rules.calendar import Happening, Kind, Marked, days_away, happenings, months
from thidua.conduct.rules.feed import Head, feed
from thidua.conduct.rules.route import reportings
from thidua.conduct.views.parts import plan_for, trail
from thidua.counting.models.known import local_day
from thidua.plans.rules import Plan
from thidua.standings.models import Edition

FOLLOWERS = {Role.CAMPAIGN_OFFICE, Role.COMMITTEE, Role.EXECUTING_TEAM, Role.INSPECTOR}
CALENDAR = _("Lịch phong trào")
WORDS: Mapping[Kind, Promise] = {
    Kind.FIRST: _("Ngày đầu"),
    Kind.LAST: _("Ngày cuối"),
    Kind.STAGE: _("Đợt: %(name)s"),
    Kind.REPORT: _("Hạn gửi số liệu: %(name)s"),
    Kind.FREEZE: _("Khóa số liệu"),
    Kind.PUBLICATION: _("Công bố kết quả%(name)s"),
    Kind.PRIZE: _("Trao giải%(name)s"),
}
SIGNS: Mapping[Kind, tuple[str, Promise]] = {
    Kind.FIRST: ("▶", _("ngày đầu")),
    Kind.LAST: ("■", _("ngày cuối")),
    Kind.STAGE: ("◆", _("đầu hoặc cuối một đợt")),
    Kind.REPORT: ("✉", _("hạn gửi số liệu")),
    Kind.FREEZE: ("✕", _("khóa số liệu")),
    Kind.PUBLICATION: ("◎", _("công bố kết quả")),
    Kind.PRIZE: ("★", _("trao giải")),
}
WEEK = (_("T2"), _("T3"), _("T4"), _("T5"), _("T6"), _("T7"), _("CN"))


@require_safe
def calendar(request: HttpRequest, campaign: str) -> HttpResponse:
    """Show what happens when, and how far today is."""
    plan = plan_for(request, campaign)
    today = timezone.localdate()
    found = _happenings(plan)
    stands, days = days_away(plan.period, today)
    page = {
        "plan": plan,
        "length": len(plan.period),
        "stands": stands,
        "days": days,
        "today": today,
        "rows": [(one, words(one), SIGNS[one.kind]) for one in found],
        "next": next(((one, words(one)) for one in found if one.period.last >= today), None),
        "months": [
            (month, [[(cell, [SIGNS[kind] for kind in cell.kinds]) for cell in week]
                     for week in month.weeks])
            for month in months(plan, found)
        ],
        "signs": list(SIGNS.values()),
        "week": WEEK,
        "follows": role_of(request) in FOLLOWERS,
        "has_route": route_of(plan.code) is not None,
        "trail": trail(plan, (CALENDAR, "")),
    }  # fmt: skip
    return render(request, "conduct/calendar.html", page)


@require_safe
def ics(request: HttpRequest, campaign: str) -> HttpResponse:
    """Give the same as an iCalendar file; its stamps are of the plan's publication."""
    plan = plan_for(request, campaign)
    version = PlanVersion.objects.get(campaign=plan.code, version=plan.version)
    head = Head(plan.code, plan.name, settings.ORIGIN, version.entry.recorded_at)
    written = feed(head, _happenings(plan), words)
    disposition = f'inline; filename="{plan.code}.ics"'
    return HttpResponse(
        written,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": disposition},
    )


def words(one: Happening) -> str:
    """Say what happens."""
    name = str(LEVEL_NAMES.get(one.name, one.name))
    if name and one.kind in {Kind.PUBLICATION, Kind.PRIZE}:
        name = f": {name}"
    return str(WORDS[one.kind]) % {"name": name}


def _happenings(plan: Plan) -> tuple[Happening, ...]:
    route = route_of(plan.code)
    reports = reportings(route, plan) if route else ()
    return happenings(plan, reports, [*_set_days(plan), *_published(plan)])


def _set_days(plan: Plan) -> list[Marked]:
    stages = {stage.code: stage.name for stage in plan.stages}
    return [
        Marked(Kind(each.kind), each.stage or "whole", stages.get(each.stage, ""), each.day)
        for each in CampaignDay.objects.filter(campaign=plan.code)
    ]


def _published(plan: Plan) -> list[Marked]:
    """Mark the days on which editions came out, by their numbers."""
    return [
        Marked(
            Kind.PUBLICATION,
            f"edition-{edition.nr}",
            _now("lần %(nr)s, %(state)s") % {"nr": edition.nr, "state": _state(edition)},
            local_day(edition.at),
        )
        for edition in Edition.objects.filter(campaign=plan.code).order_by("nr")
    ]


def _state(edition: Edition) -> str:
    return _now("chính thức") if edition.state == "official" else _now("tạm thời")
