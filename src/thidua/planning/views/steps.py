"""The steps of a draft: shown with every problem at its field, and saved as a whole."""

from collections.abc import Callable, Container, Mapping
from fractions import Fraction

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.accounts.models import SeatedRequest
from thidua.drafting.forms.blocks import STEPS, Block, criterion, lists_of
from thidua.drafting.forms.typed import form_of, shown_block, taken
from thidua.drafting.rules import tables
from thidua.drafting.rules.tables import LONGEST_NUMBER, Data, get, place
from thidua.drafting.rules.typing import Kind, shown
from thidua.kernel.errors import RuleBroken
from thidua.planning import actions
from thidua.planning.models import Draft
from thidua.planning.models.looking import look
from thidua.planning.views.frame import draft_of, page_of, seat_of, trail
from thidua.plans.rules.reading import exact
from thidua.plans.rules.writing import number

NEW_ROWS: Mapping[str, Data] = {
    "criteria": {
        "indicator": {"form": "ratio"},
        "scope": "territory",
        "method": "attainment",
        "zero": "not_applicable",
    },
    "measures": {"kind": "flow"},
    "prizes": {"quota": 1, "overflow": "council"},
}
CHANGES: Mapping[str, Callable[[Data, tables.Path], Data]] = {
    "remove": tables.remove,
    "copy": tables.copy,
    "up": lambda data, path: tables.move(data, path, -1),
    "down": lambda data, path: tables.move(data, path, 1),
}


@require_http_methods(["GET", "POST"])
def step(request: SeatedRequest, unit: str, draft: int, step: str) -> HttpResponse:
    """Show a step of a draft, or save what was typed in it."""
    if step not in STEPS:
        raise RuleBroken("portal.no-such-page")
    _words, make = STEPS[step]
    return _edit(request, draft_of(unit, draft), make, step)


@require_http_methods(["GET", "POST"])
def one(request: SeatedRequest, unit: str, draft: int, index: int) -> HttpResponse:
    """Show everything of one criterion, or save it."""
    found = draft_of(unit, draft)
    path: tables.Path = ("criteria", index)
    if get(found.data, path) is None:
        raise RuleBroken("planning.no-such-place", place=f"criteria.{index}")
    return _edit(request, found, lambda data: criterion(data, path), f"criteria/{index}")


def _edit(
    request: SeatedRequest, draft: Draft, make: Callable[[Data], Block], here: str
) -> HttpResponse:
    data = draft.data
    block = make(data)
    form = form_of(block, data, request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            changed = _changed(taken(block, form, data), request, lists_of(block))
            actions.change(
                draft=draft.pk,
                unit=draft.unit,
                turn=_turn(request.POST.get("turn", "")),
                data=changed,
                seat=seat_of(request).id,
                at=timezone.now(),
            )
            return redirect(_after(request))
        status = 422
    looked = look(data, draft.unit)
    if request.method == "GET":
        form = form_of(block, data, None, looked.problems)
    page = page_of(draft, data, looked, here) | {
        "trail": trail(draft.unit, *_way(draft, here, block)),
        "part": shown_block(block, form, looked.problems),
        "step": here,
        "index": int(here.partition("/")[2] or -1),
        "count": len(get(data, ("criteria",)) or []),
        "sums": _sums(data) if here == "criteria" else [],
    }
    return render(request, "planning/step.html", page, status=status)


def _turn(sent: str) -> int:
    """Read which state of the draft a page showed; anything else is no state of it."""
    return int(sent) if sent.isdecimal() and len(sent) <= LONGEST_NUMBER else 0


def _changed(data: Data, request: SeatedRequest, lists: Container[tables.Path]) -> Data:
    """Do what the button asks besides saving: a row more, less, doubled, up or down."""
    if where := request.POST.get("add"):
        path = place(data, where)
        if path not in lists:
            raise RuleBroken("planning.no-such-place", place=where[:60])
        kind = "prizes" if "prizes" in path else str(path[-1])
        return tables.add(data, path, dict(NEW_ROWS.get(kind, {})))
    for name, change in CHANGES.items():
        if where := request.POST.get(name):
            return change(data, place(data, where))
    return data


def _after(request: SeatedRequest) -> str:
    """Stay on the page, at the list that was changed, or go on to where the button leads."""
    for name in ("add", *CHANGES):
        if where := request.POST.get(name):
            return f"{request.path}#list_{where if name == 'add' else where.rpartition('.')[0]}"
    return request.path


def _way(draft: Draft, here: str, block: Block) -> list[tuple[str, str]]:
    found = [
        (draft.name or _("Dự thảo"), reverse("planning:draft", args=[draft.unit, draft.pk])),
    ]
    name, _slash, index = here.partition("/")
    words = str(STEPS[name][0])
    if not index:
        return [*found, (words, "")]
    steps = reverse("planning:step", args=[draft.unit, draft.pk, name])
    return [*found, (words, steps), (str(block.title), "")]


def _sums(data: Data) -> list[tuple[str, int, str]]:
    """Add up the points by section, as the table's foot shows them: how many, and how much."""
    found: dict[str, list[Fraction]] = {}
    for row in get(data, ("criteria",)) or []:
        if isinstance(row, Mapping):
            section = str(row.get("section", ""))
            found.setdefault(section, []).append(exact(row.get("points")) or Fraction(0))
    return [
        (section, len(points), shown(Kind.NUMBER, number(sum(points, Fraction(0)))))
        for section, points in found.items()
    ]
