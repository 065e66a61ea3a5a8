"""What is printed and opened: forms, files of papers, the register."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thidua.accounts.models import SeatedRequest
from thidua.archive.outside import shelves
from thidua.archive.rules import Kind
from thidua.archive.rules.names import disposition
from thidua.counter.forms.choosing import DaysForm
from thidua.counter.models import mine
from thidua.counter.views import acting, looked, step_sheet, trail
from thidua.counting.models.naming import names
from thidua.dossiers.forms import STATUSES
from thidua.dossiers.outside import ticket
from thidua.dossiers.rules.steps import Status
from thidua.kernel.errors import RuleBroken
from thidua.onestop.models import Dossier
from thidua.onestop.rules import Purpose
from thidua.slips import outside
from thidua.slips.models import case, entries, office, reason, stages
from thidua.slips.rules import FORMS, Issue, control
from thidua.slips.rules.register import Entry, register

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 200


@require_safe
def slip(request: SeatedRequest, unit: str, dossier: UUID, form: str) -> HttpResponse:
    """Give a form of a dossier as PDF, with a code that leads to where it is followed."""
    now, row = timezone.now(), mine(unit, dossier)
    if form not in {*FORMS, "control"}:
        raise RuleBroken("onestop.unknown")
    looked(request, [row], Purpose.PRINTING, now)
    address = request.build_absolute_uri(outside.tracking(row.code, str(row.pk)))
    person = acting(request).person
    issue = Issue(
        timezone.localdate(now),
        "" if form == "control" else reason(row, form),
        person.name if person else "",
        ticket(str(row.pk)),
        outside.squares(address),
    )
    if form == "control":
        document = control(case(row), issue, stages(row))
    else:
        document = FORMS[form](case(row), issue)
    return _sent(outside.slip(document), PDF, f"{row.code}-{form}.pdf")


@require_safe
def sheet(request: SeatedRequest, unit: str, dossier: UUID, act: str) -> HttpResponse:
    """Give the sheet that whoever does an act signs first."""
    row = mine(unit, dossier)
    if act not in row.signed:
        raise RuleBroken("onestop.unknown")
    looked(request, [row], Purpose.PRINTING, timezone.now())
    return _sent(step_sheet(row, act), PDF, f"{row.code}-{act}.pdf")


@require_safe
def paper(request: SeatedRequest, unit: str, dossier: UUID, paper: int) -> HttpResponse:
    """Give the file of a paper, as the archive kept it."""
    row = mine(unit, dossier)
    found = row.papers.filter(pk=paper, held__isnull=False).select_related("held__file").first()
    if found is None or found.held is None:
        raise RuleBroken("onestop.unknown")
    looked(request, [row], Purpose.HANDLING, timezone.now())
    file = found.held.file
    answer = HttpResponse(shelves.get(file.sha256), content_type=Kind(file.kind).mime)
    answer["Content-Disposition"] = disposition(found.held.name)
    return answer


@require_safe
def book(request: SeatedRequest, unit: str) -> HttpResponse:
    """Show the register of some days."""
    form, found = _asked(request, unit)
    page = {
        "unit": unit,
        "unit_name": names([unit])[unit],
        "form": form,
        "entries": [(entry, STATUSES[Status(entry.status)]) for entry in found[:SHOWN]],
        "count": len(found),
        "shown": SHOWN,
        "days": {"first": form.days[0], "last": form.days[1]},
        "trail": trail(unit, (_("Sổ theo dõi hồ sơ"), "")),
    }
    return render(request, "counter/register.html", page)


@require_safe
def book_pdf(request: SeatedRequest, unit: str) -> HttpResponse:
    """Give the register as a page to print."""
    form, found = _asked(request, unit)
    first, last = form.days
    head = office(unit, names([unit])[unit])
    document = register(head, found, first, last, timezone.localdate())
    return _sent(outside.book(document), PDF, _named(first, last, "pdf"))


@require_safe
def book_xlsx(request: SeatedRequest, unit: str) -> HttpResponse:
    """Give the register as a spreadsheet."""
    form, found = _asked(request, unit)
    return _sent(outside.spreadsheet(found), XLSX, _named(*form.days, "xlsx"))


def _asked(request: SeatedRequest, unit: str) -> tuple[DaysForm, list[Entry]]:
    """Read the days that are asked for; what cannot be read is said, and the last week is shown."""
    form = DaysForm(timezone.localdate(), request.GET if _has_days(request) else None)
    form.is_valid()
    rows = Dossier.objects.of_unit(unit)
    found = entries(rows, *form.days)
    seen = rows.filter(code__in=[entry.case.code for entry in found])
    looked(request, list(seen), Purpose.PRINTING, timezone.now())
    return form, found


def _has_days(request: HttpRequest) -> bool:
    return "first" in request.GET or "last" in request.GET


def _named(first: date, last: date, ending: str) -> str:
    return f"register-{first}-{last}.{ending}"


def _sent(content: bytes, mime: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=mime, headers=headers)
