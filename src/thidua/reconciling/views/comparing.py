"""What differs between two systems, the questions to send, and the dossiers behind a count."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thidua.accounts.models import SeatedRequest
from thidua.counting.models.naming import names
from thidua.dossiers.forms import STATUSES
from thidua.dossiers.rules.codes import parse
from thidua.dossiers.rules.measures import MEASURES
from thidua.dossiers.rules.steps import Status
from thidua.kernel.errors import RuleBroken
from thidua.kernel.numbers import write
from thidua.mirror.actions import look_at
from thidua.mirror.models import Mirrored, MirroredQuerySet
from thidua.mirror.rules import Kind, Line, Source, question
from thidua.mirror.rules.history import Found
from thidua.onestop.models import Dossier
from thidua.reconciling.forms import (
    CHANNEL_NAMES,
    FILER_NAMES,
    KIND_NAMES,
    SOURCE_NAMES,
    CountedForm,
    DifferingForm,
)
from thidua.reconciling.views.taking import TITLE
from thidua.spreadsheets.outside.writing import Template, template
from thidua.spreadsheets.rules import Cell

A_PAGE = 50
MOST_QUESTIONS = 20_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADINGS = (
    "Hỏi",
    "Mã hồ sơ",
    "Đơn vị",
    "Khác nhau về",
    "Hệ thống của tỉnh",
    "Cổng quốc gia",
    "Từ ngày",
    "Câu hỏi",
)


@require_safe
def differing(request: SeatedRequest, unit: str) -> HttpResponse:
    """List the dossiers that two systems tell differently, one page after another by code."""
    form = DifferingForm(request.GET)
    rows, after = _asked(form, unit)
    page = list((rows.filter(pk__gt=after) if after else rows)[: A_PAGE + 1])
    shown = page[:A_PAGE]
    called = names({row.unit for row in shown})
    found = {
        "unit": unit,
        "form": form,
        "rows": [(row, called[row.unit], list(_said(row.found()))) for row in shown],
        "total": rows.count(),
        "generated": any(row.generated for row in shown),
        "next": shown[-1].code if len(page) > A_PAGE else "",
        "after": after,
        "kind": form.data.get("kind", ""),
        "trail": [(TITLE, reverse("reconciling:desk", args=[unit])), (_("Khác nhau"), "")],
    }
    return render(request, "reconciling/differing.html", found)


def _asked(form: DifferingForm, unit: str) -> tuple[MirroredQuerySet, str]:
    given = form.cleaned_data if form.is_valid() else {}
    kind = Kind(given["kind"]) if given.get("kind") else None
    rows = Mirrored.objects.seen_by(unit).differing(kind).order_by("pk")
    if given.get("at"):
        rows = rows.filter(unit=given["at"])
    return rows, str(given.get("after", ""))


Said = tuple[Promise, str, str, Found]


def _said(found: Iterable[Found]) -> Iterator[Said]:
    """Name each difference with both values as people say them."""
    for each in found:
        kind = each.difference.kind
        mine, theirs = each.difference.province, each.difference.national
        yield KIND_NAMES[kind], _value(kind, mine), _value(kind, theirs), each


def _value(kind: Kind, value: str) -> str:
    return SAYS[kind](value) if value and kind in SAYS else value


def _status(value: str) -> str:
    return str(STATUSES[Status(int(value))]) if value.isdecimal() else value


def _yes(value: str) -> str:
    return _("có") if value == "1" else _("không")


def _day(value: str) -> str:
    year, month, day = value.split("-")
    return f"{day}/{month}/{year}"


def _money(value: str) -> str:
    if not value.isdecimal():
        return value
    return f"{int(value):,} đ" if get_language() == "en" else f"{write(int(value))} đ"


DAYS = {Kind.RECEIVED, Kind.DUE, Kind.RESOLVED, Kind.RETURNED}
OF_STATUS = (Kind.STATUS, Kind.BACKWARDS, Kind.NOT_IN_NATIONAL, Kind.NOT_IN_PROVINCE)
YES_OR_NO = (Kind.PAID_ONLINE, Kind.E_RESULT, Kind.DIGITIZED, Kind.REUSING, Kind.APOLOGISED)
SAYS: Mapping[Kind, Callable[[str], str]] = {
    **dict.fromkeys(OF_STATUS, _status),
    **dict.fromkeys(YES_OR_NO, _yes),
    **dict.fromkeys(DAYS, _day),
    Kind.CHANNEL: lambda value: str(CHANNEL_NAMES.get(value, value)),
    Kind.FILER: lambda value: str(FILER_NAMES.get(value, value)),
    Kind.UNIT: lambda value: names([value])[value],
    Kind.FEE: _money,
}


@require_safe
def questions(request: SeatedRequest, unit: str) -> HttpResponse:
    """Give the questions to send as a spreadsheet: whom, about which dossier, what, since when."""
    rows, _after = _asked(DifferingForm(request.GET), unit)
    listed = list(rows[:MOST_QUESTIONS])
    called = names({row.unit for row in listed})
    with override("vi"):  # it is sent to offices, whatever the language of the page
        cells = [line for row in listed for line in _asks(row, called[row.unit])]
    content = template(Template("Câu hỏi", HEADINGS, cells, range(0)))
    headers = {"Content-Disposition": 'attachment; filename="cau-hoi-doi-soat.xlsx"'}
    return HttpResponse(content, content_type=XLSX, headers=headers)


def _asks(row: Mirrored, unit_name: str) -> Iterator[tuple[Cell, ...]]:
    for name, mine, theirs, found in _said(row.found()):
        asked, words = question(found.difference.kind)
        told = str(SOURCE_NAMES[asked]), row.code, unit_name, str(name), mine, theirs
        yield (*told, found.since, words)


@require_safe
def counted(request: SeatedRequest, unit: str) -> HttpResponse:
    """Open a count down to its dossiers."""
    form = CountedForm(request.GET)
    if not form.is_valid():
        raise RuleBroken("mirror.unknown")
    measure, at, day = (form.cleaned_data[name] for name in ("measure", "at", "day"))
    place = (measure, at, day)
    rows = Mirrored.objects.seen_by(unit).counted_at(place).order_by("pk")
    here = Dossier.objects.of_unit(unit).counted_at(place).order_by("code")
    labels = {each.key: each.label for each in MEASURES}
    found = {
        "unit": unit,
        "rows": [(row, STATUSES[Status(row.status)]) for row in (*rows, *here)],
        "label": labels.get(measure, measure),
        "at_name": names([at])[at],
        "day": day,
        "trail": [
            (TITLE, reverse("reconciling:desk", args=[unit])),
            (_("Hồ sơ của một số đếm"), ""),
        ],
    }
    return render(request, "reconciling/counted.html", found)


@require_safe
def dossier(request: SeatedRequest, unit: str, code: str) -> HttpResponse:
    """Show a dossier as both systems tell of it, with its history; the look is remembered."""
    row = Mirrored.objects.seen_by(unit).filter(pk=str(parse(code))).first()
    if row is None or request.seat is None:
        raise RuleBroken("mirror.unknown")
    look_at(codes=[row.code], seat=request.seat.id, at=timezone.now())
    sides = row.line(Source.PROVINCE), row.line(Source.NATIONAL)
    known = _("biết lúc")
    found = {
        "unit": unit,
        "row": row,
        "unit_name": names([row.unit])[row.unit],
        "status": STATUSES[Status(row.status)],
        "fields": list(_fields(*sides, {each.difference.kind for each in row.found()})),
        "events": [
            {
                "at": turn.since or turn.told,
                "what": STATUSES[turn.status],
                "who": f"{SOURCE_NAMES[turn.source]} · {known} {turn.told:%H:%M %d/%m/%Y}",
            }
            for turn in sorted(row.turns(), key=lambda turn: turn.since or turn.told)
        ],
        "differences": list(_said(row.found())),
        "trail": [(TITLE, reverse("reconciling:desk", args=[unit])), (row.code, "")],
    }
    return render(request, "reconciling/dossier.html", found)


def _fields(
    province: Line | None, national: Line | None, differing: set[Kind]
) -> Iterator[tuple[Promise, str, str, bool]]:
    """Name each field with what both systems say, and whether that is told as a difference."""
    for kind, name in KIND_NAMES.items():
        if kind in {Kind.NOT_IN_PROVINCE, Kind.NOT_IN_NATIONAL, Kind.GONE, Kind.BACKWARDS}:
            continue
        mine, theirs = (_shown(side, kind) for side in (province, national))
        if mine or theirs:
            yield name, mine, theirs, kind in differing


def _shown(side: Line | None, kind: Kind) -> str:
    value = getattr(side, kind.value) if side else None
    if value is None:
        return ""
    if kind in DAYS:
        return f"{value:%H:%M %d/%m/%Y}"
    return _value(kind, str(int(value)) if isinstance(value, (bool, Status)) else str(value))
