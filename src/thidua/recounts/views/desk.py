"""The desk: an office's own draft counted again, the switch of the public page, replies."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.accounts.models import Seat, SeatedRequest, role_of
from thidua.campaigns.models.seeing import visible
from thidua.kernel.errors import RuleBroken
from thidua.kernel.text import fold
from thidua.proofs.models.naming import names
from thidua.reading.forms.looking import lines_of, whole
from thidua.reading.models.drill import made
from thidua.reading.rules.marks import figure
from thidua.recounts.actions import hide_figures, record_reply, show_figures
from thidua.recounts.forms import DraftForm, ReplyForm, SwitchForm
from thidua.recounts.models import replies, showing
from thidua.recounts.outside import printed_figures
from thidua.recounts.rules import Printed, Recount
from thidua.recounts.rules.drafts import Row, named, read_draft, same_count, told
from thidua.standings.models.live import live
from thidua.units.models import Unit
from thidua.units.rules import Level

TITLE = _("Đếm lại số liệu trước khi công bố")


@dataclass(frozen=True, slots=True)
class Counted:
    """What the ledger counts for the unit that a row names."""

    unit: str
    numerator: int | Decimal | None
    denominator: int | Decimal | None
    share: Fraction | None
    generated: bool
    same: bool | None


@require_http_methods(["GET", "POST"])
def desk(request: SeatedRequest, unit: str) -> HttpResponse:
    """Count the rows of a draft again; nothing of them is stored."""
    form = DraftForm(request.POST or None, plans=visible(role_of(request)))
    rows: list[tuple[Row, str, Counted | None]] = []
    if form.is_valid():
        try:
            found = read_draft(form.cleaned_data["rows"])
            rows = _beside(found, form.cleaned_data["against"], form.cleaned_data["until"])
        except RuleBroken as broken:
            form.add_error("rows", broken.text(get_language() or "vi"))
    page = {
        "unit": unit,
        "unit_name": names([unit])[unit],
        "form": form,
        "rows": rows,
        "told": told(tuple(row for row, _problem, _counted in rows)),
        "against": bool(rows and form.cleaned_data["against"]),
        "generated": any(counted and counted.generated for *_row, counted in rows),
        "trail": [(TITLE, "")],
        **_public_side(unit),
    }
    return render(request, "recounts/desk.html", page)


@require_POST
def switch(request: SeatedRequest, unit: str) -> HttpResponse:
    """Turn the public page on or off."""
    form = SwitchForm(request.POST)
    if not form.is_valid():
        raise RuleBroken("recounts.reason-missing")
    given = form.cleaned_data
    turn = show_figures if given["turn"] == "on" else hide_figures
    turn(
        unit=unit,
        reason=given["reason"],
        actor=_acting(request).id,
        at=timezone.now(),
        key=str(given["key"]),
    )
    said = _("Đã bật trang công khai.") if given["turn"] == "on" else _("Đã tắt trang công khai.")
    messages.success(request, str(said))
    return redirect("recounts:desk", unit)


@require_http_methods(["GET", "POST"])
def reply(request: SeatedRequest, unit: str, figure: str) -> HttpResponse:
    """Record what the publisher of a figure replied."""
    found = next((each for each in printed_figures() if each.key == figure), None)
    if found is None:
        raise RuleBroken("recounts.no-figure", figure=figure)
    form = ReplyForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        record_reply(
            unit=unit,
            figure=figure,
            said_by=given["said_by"],
            text=given["text"],
            actor=_acting(request).id,
            at=timezone.now(),
            key=str(given["key"]),
        )
        messages.success(request, str(_("Đã ghi trả lời.")))
        return redirect("recounts:desk", unit)
    page = {
        "form": form,
        "printed": found,
        "label": found.label["en" if get_language() == "en" else "vi"],
        "trail": [(TITLE, reverse("recounts:desk", args=[unit])), (_("Ghi trả lời"), "")],
    }
    return render(request, "recounts/reply.html", page)


def _beside(
    rows: tuple[Row, ...], against: str, until: date | None
) -> list[tuple[Row, str, Counted | None]]:
    """Put beside each row what could not be read of it, and what the ledger counts."""
    language = get_language() or "vi"
    campaign, _slash, code = against.partition("/")
    counts = _counts(rows, campaign, code, until) if against else {}
    return [
        (row, row.broken.text(language) if row.broken else "", counts.get(row.line)) for row in rows
    ]


def _counts(
    rows: tuple[Row, ...], campaign: str, code: str, until: date | None
) -> dict[int, Counted]:
    """Look up what the ledger counts on a criterion for the units that rows name."""
    board = whole(live(campaign, until=until))
    criterion = next(each for each in board.plan.criteria if each.code == code)
    known: dict[str, list[str]] = defaultdict(list)
    for node in board.tree.nodes.values():
        for name in {fold(node.label), fold(node.name)}:
            known[name].append(node.id)
    simulated, found = made(board), {}
    for row in rows:
        if (unit := named(row.label, known)) is None:
            continue
        if (line := lines_of(board, unit).get(code)) is None:
            continue
        shown = figure(board.plan, criterion, line, generated=simulated.at(criterion, unit))
        found[row.line] = Counted(
            board.tree.nodes[unit].label,
            shown.numerator,
            shown.denominator,
            shown.share,
            shown.generated,
            same_count(row, shown.numerator, shown.denominator),
        )
    return found


def _public_side(unit: str) -> dict[str, object]:
    """Give what a province's office decides: the switch, and the figures that differ."""
    if not Unit.objects.filter(pk=unit, level=Level.PROVINCE).exists():
        return {}
    language, said = "en" if get_language() == "en" else "vi", replies()
    differing: list[Printed] = [
        each for each in printed_figures() if each.recount is Recount.DIFFERS
    ]
    return {
        "decides": True,
        "showing": showing(),
        "switch": SwitchForm(),
        "differing": [(each, each.label[language], said.get(each.key)) for each in differing],
    }


def _acting(request: SeatedRequest) -> Seat:
    if request.seat is None:
        raise RuleBroken("accounts.sign-in-first")
    return request.seat
