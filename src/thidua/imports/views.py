"""The pages on which a unit sends a spreadsheet: send, map, choose units, look, take."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.accounts.models import SeatedRequest
from thidua.counting.models import Fact
from thidua.imports import actions, models
from thidua.imports.forms import COMPLETE, PARTIAL, FileForm, MappingForm, TakeForm, UnitsForm
from thidua.imports.models import looking, templates
from thidua.imports.rules import (
    TEMPLATE,
    columns,
    guess,
    heading_key,
    is_template,
    remembered,
)
from thidua.imports.rules.naming import text_key
from thidua.kernel.errors import RuleBroken
from thidua.ledger.models import Entry
from thidua.spreadsheets import outside as spreadsheets
from thidua.spreadsheets.outside import writing
from thidua.spreadsheets.rules.cells import words
from thidua.spreadsheets.rules.tables import Table

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 50  # lines of a list on a page
SAMPLES = 3
NO_TABLE = "spreadsheets.no-table"  # a sheet of words beside the tables is nobody's problem
MOST_UNCLEAR = 100  # names on one page of choices; the next ones follow

Trail = list[tuple[str | Promise, str]]


def _trail(unit: str, *steps: tuple[str, str]) -> Trail:
    here: Trail = [(_("Gửi bảng tính"), reverse("imports:upload", args=[unit])), *steps]
    return [*here[:-1], (here[-1][0], "")]


def _upload(unit: str, code: str, at: datetime) -> models.Upload:
    kept = models.Upload.objects.select_related("mapping").filter(at__gt=at - models.KEPT)
    if found := kept.filter(pk=code, unit=unit).first():
        return found
    raise RuleBroken("imports.unknown")


@require_http_methods(["GET", "POST"])
def upload(request: SeatedRequest, unit: str) -> HttpResponse:
    """Take a file in, look into it at once, and lead on; list sources and templates."""
    sent = request.method == "POST"  # a form without its file is empty, and still sent
    form = FileForm(request.POST, request.FILES) if sent else FileForm()
    now = timezone.now()
    if form.is_valid():
        name, content = form.cleaned_data["file"]
        found, problems = looking.tables(spreadsheets.read(content, name))
        if not found:
            raise problems[0] if problems else RuleBroken("spreadsheets.empty", name=name)
        kept = actions.keep(content=content, name=name, unit=unit, at=now)
        if len(found) == 1 and _map_template(kept, found[0], now):
            return redirect("imports:preview", unit, kept.pk)
        return redirect("imports:mapping", unit, kept.pk)
    page = {
        "form": form,
        "unit": unit,
        "name": looking.labels([unit])[unit],
        "trail": _trail(unit),
        "sources": models.Mapping.objects.filter(unit=unit).order_by("-used_at")[:SHOWN],
        "waiting": models.Upload.objects.filter(unit=unit, at__gt=now - models.KEPT)
        .defer("content")
        .select_related("mapping")
        .order_by("-at")[:SHOWN],
        "windows": templates.running(timezone.localdate()),
    }
    return render(request, "imports/upload.html", page)


def _map_template(kept: models.Upload, choice: looking.Choice, at: datetime) -> bool:
    headings = [column.heading for column in choice.table.columns]
    roles = guess(headings, models.measures())
    if not is_template(headings, roles):
        return False
    named = {
        heading_key(heading): role for heading, role in zip(headings, roles, strict=True) if role
    }
    actions.map_upload(
        upload=kept,
        name=TEMPLATE,
        roles=named,
        decided=actions.Decided(choice.sheet, choice.number),
        at=at,
    )
    return True


@require_http_methods(["GET", "POST"])
def mapping(request: SeatedRequest, unit: str, upload: str) -> HttpResponse:
    """Say which column is what; proposals come from the source's last file, or from headings."""
    now = timezone.now()
    kept = _upload(unit, upload, now)
    found, problems = looking.tables(spreadsheets.read(bytes(kept.content), kept.name))
    asked = request.POST.get("table") or request.GET.get("table")
    chosen = next((each for each in found if each.value == asked), None)
    page = {
        "unit": unit,
        "upload": kept,
        "tables": found,
        "problems": [
            each.text(get_language() or "vi") for each in problems if each.code != NO_TABLE
        ],
        "trail": _trail(unit, (_("Đối chiếu cột"), "")),
    }
    if chosen is None and len(found) != 1:
        return render(request, "imports/tables.html", page)
    choice = chosen or found[0]
    form = _mapping_form(request, kept, choice)
    if form.is_valid():
        _decide(kept, choice, form, now)
        return redirect("imports:preview", unit, kept.pk)
    return render(
        request, "imports/mapping.html", page | {"form": form, "lines": _lines(choice.table, form)}
    )


def _mapping_form(
    request: SeatedRequest, kept: models.Upload, choice: looking.Choice
) -> MappingForm:
    measures = models.measures()
    saved = list(models.Mapping.objects.filter(unit=kept.unit_id).order_by("-used_at"))
    headings = [column.heading for column in choice.table.columns]
    fitting = next((each for each in saved if remembered(headings, each.roles)), None)
    roles = remembered(headings, fitting.roles) if fitting else None
    proposed = roles or guess(headings, measures)
    initial = {
        f"role_{column.place}": role
        for column, role in zip(choice.table.columns, proposed, strict=True)
    }
    initial |= {"table": choice.value, "source": fitting.name if fitting else "", "extent": PARTIAL}
    return MappingForm(
        request.POST or None,
        initial=initial,
        columns=choice.table.columns,
        measures=measures,
        sources=[each.name for each in saved],
    )


def _decide(kept: models.Upload, choice: looking.Choice, form: MappingForm, at: datetime) -> None:
    given, roles = form.cleaned_data, form.roles
    columns(roles, given["day"])
    by_place = {column.place: column.heading for column in choice.table.columns}
    named = {heading_key(by_place[place]): role for place, role in roles.items()}
    if len(named) < len(roles) or remembered(list(by_place.values()), named) is None:
        raise RuleBroken("imports.heading-twice")
    whole = given["extent"] == COMPLETE
    decided = actions.Decided(
        choice.sheet,
        choice.number,
        given["day"],
        given["first"] if whole else None,
        given["last"] if whole else None,
    )
    actions.map_upload(upload=kept, name=given["source"], roles=named, decided=decided, at=at)


def _lines(table: Table, form: MappingForm) -> list[dict[str, object]]:
    """Give each column with what its first cells hold and the field for its role."""
    samples = table.details[:SAMPLES]
    return [
        {
            "column": column,
            "field": form[f"role_{column.place}"],
            "samples": [words(table.sheet.rows[row][column.place]) for row in samples],
        }
        for column in table.columns
    ]


@require_http_methods(["GET", "POST"])
def units(request: SeatedRequest, unit: str, upload: str) -> HttpResponse:
    """Have a person choose which unit each text means that is no exact name."""
    now = timezone.now()
    kept = _upload(unit, upload, now)
    look = looking.look(kept, now)
    if not look.found.unclear or kept.mapping is None:
        return redirect("imports:preview", unit, kept.pk)
    unclear = dict(sorted(look.found.unclear.items())[:MOST_UNCLEAR])
    form = UnitsForm(request.POST or None, unclear=unclear)
    if form.is_valid():
        chosen = {text_key(text): each for text, each in form.choices.items()}
        actions.choose_units(mapping=kept.mapping, choices=chosen)
        return redirect("imports:preview", unit, kept.pk)
    page = {
        "unit": unit,
        "upload": kept,
        "form": form,
        "left": len(look.found.unclear) - len(unclear),
        "trail": _trail(unit, (_("Chọn đơn vị"), "")),
    }
    return render(request, "imports/units.html", page)


@require_http_methods(["GET", "POST"])
def preview(request: SeatedRequest, unit: str, upload: str) -> HttpResponse:
    """Show what would be counted and changed; take it whole when a person says so."""
    now = timezone.now()
    kept = _upload(unit, upload, now)
    form = TakeForm(request.POST or None)
    if form.is_valid() and request.seat is not None:
        receipt = actions.finish(
            upload=kept,
            seen=form.cleaned_data["seen"],
            confirmed=form.cleaned_data["confirmed"],
            actor=request.seat.id,
            at=now,
        )
        return redirect("imports:taken", unit, receipt.id)
    look = looking.look(kept, now)
    if look.found.unclear:
        return redirect("imports:units", unit, kept.pk)
    language = get_language() or "vi"
    page = {
        "unit": unit,
        "upload": kept,
        "look": look,
        "form": TakeForm(initial={"seen": look.changes.seal}),
        "summary": looking.summary(look),
        "corrected": looking.listed(look.changes.corrected, SHOWN),
        "missing": looking.listed(look.changes.missing, SHOWN),
        "marks": [(each.place, each.reason.text(language)) for each in look.marks[:SHOWN]],
        "being_taken": kept.taking_since is not None and kept.taking_since > now - models.TAKING,
        "trail": _trail(unit, (_("Xem trước"), "")),
    }
    return render(request, "imports/preview.html", page)


@require_GET
def report(_request: SeatedRequest, unit: str, upload: str) -> HttpResponse:
    """Give the file back with its bad cells marked and the reasons beside them."""
    now = timezone.now()
    kept = _upload(unit, upload, now)
    look = looking.look(kept, now)
    content = writing.report(look.book, look.sheet, look.table.header[1] - 1, look.marks)
    return _download(content, "bao-cao-loi.xlsx")


@require_GET
def taken(request: SeatedRequest, unit: str, receipt: str) -> HttpResponse:
    """Show the receipt of a file that was taken."""
    entry = Entry.objects.filter(public_id=receipt, unit=unit, kind="imports.taken").first()
    if entry is None:
        raise RuleBroken("imports.unknown")
    counted = Fact.objects.filter(entry=entry)
    page = {
        "unit": unit,
        "receipt": entry.receipt,
        "facts": counted.count(),
        "corrections": counted.filter(corrects__isnull=False).count(),
        "trail": _trail(unit, (_("Biên nhận"), "")),
    }
    return render(request, "imports/taken.html", page)


@require_GET
def template(_request: SeatedRequest, unit: str, window: str) -> HttpResponse:
    """Give a form for a running campaign's counts, with the unit's own rows in it."""
    content = writing.template(templates.form(unit, window, timezone.localdate()))
    return _download(content, "bieu-mau-so-lieu.xlsx")


def _download(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
