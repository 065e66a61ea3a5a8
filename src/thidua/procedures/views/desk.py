"""The desk: an office sends its catalogue, looks at what would change, and records it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods

from thidua.accounts.models import SeatedRequest
from thidua.counting.models.naming import names
from thidua.kernel.errors import RuleBroken
from thidua.procedures.actions import record
from thidua.procedures.forms import CatalogueForm
from thidua.procedures.models import check_province, standing
from thidua.procedures.rules import Changes, changes
from thidua.procedures.rules.rows import Read, read_table
from thidua.spreadsheets.outside import read
from thidua.spreadsheets.rules import Book, Mark

TITLE = _lazy("Danh mục thủ tục hành chính")
SHOWN = 50


@require_http_methods(["GET", "POST"])
def send(request: SeatedRequest, unit: str) -> HttpResponse:
    """Read a file, show what would change, and record it when that is asked for."""
    check_province(unit)
    sent = request.method == "POST"
    form = CatalogueForm(request.POST, request.FILES) if sent else CatalogueForm()
    found: Changes | None = None
    marks: tuple[Mark, ...] = ()
    if form.is_valid():
        name, content = form.cleaned_data["file"]
        table = _table(read(content, name))
        found, marks = _compared(table), table.marks
        if "record" in request.POST and not marks:
            return _recorded(request, unit, table, str(form.cleaned_data["key"]))
    language = get_language() or "vi"
    page = {
        "unit": unit,
        "unit_name": names([unit])[unit],
        "form": form,
        "found": found if not marks else None,
        "marks": [(mark.place, mark.reason.text(language)) for mark in marks[:SHOWN]],
        "more": max(len(marks) - SHOWN, 0),
        "trail": [(TITLE, "")],
    }
    return render(request, "procedures/desk.html", page, status=422 if marks else 200)


def _table(book: Book) -> Read:
    """Read the first sheet that holds a catalogue."""
    refused: RuleBroken | None = None
    for sheet in book.sheets:
        try:
            return read_table(sheet)
        except RuleBroken as broken:
            refused = refused or broken
    raise refused or RuleBroken("spreadsheets.empty", name=book.name)


def _compared(table: Read) -> Changes:
    there = standing({version.code for version in table.versions})
    return changes({place: row.version for place, row in there.items()}, table.versions)


def _recorded(request: SeatedRequest, unit: str, table: Read, key: str) -> HttpResponse:
    """Record the catalogue, once, and lead back to the desk with the receipt."""
    if request.seat is None:
        raise RuleBroken("accounts.sign-in-first")
    receipt, _event = record(
        versions=table.versions, unit=unit, actor=request.seat.id, at=timezone.now(), key=key
    )
    said = _("Đã ghi danh mục. Biên nhận: %(receipt)s.")
    messages.success(request, said % {"receipt": receipt.id})
    return redirect("procedures:desk", unit)
