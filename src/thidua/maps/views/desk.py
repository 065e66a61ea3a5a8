"""The desk of outlines: a file sent, what of it was matched, shown on maps or withdrawn."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.accounts.models import Seat, SeatedRequest
from thidua.basis.models.trees import tree_of
from thidua.kernel.errors import RuleBroken
from thidua.maps.actions import show_boundaries, upload_boundaries, withdraw_boundaries
from thidua.maps.forms.asking import SetForm, UploadForm
from thidua.maps.models.boundaries import BoundarySet, State
from thidua.maps.outside import code as new_code
from thidua.maps.rules.boundaries import LARGEST, read
from thidua.proofs.models.naming import names
from thidua.units.rules import Level, Node

TITLE = _("Đường biên trên bản đồ")
STATES: dict[str, Promise] = {
    State.WAITING: _("chờ xem lại"),
    State.SHOWN: _("đang dùng trên bản đồ"),
    State.WITHDRAWN: _("đã rút"),
}
BY: dict[str, Promise] = {
    "id": _("mã của hệ thống"),
    "code": _("mã GSO"),
    "name": _("tên"),
}
DRAWN = frozenset({Level.PROVINCE, Level.DISTRICT, Level.COMMUNE})


@dataclass(frozen=True, slots=True)
class Row:
    """A set with its units by name, and those of the same level that it lacks."""

    set: BoundarySet
    state: Promise
    matched: list[tuple[str, str, Promise]]
    lacking: list[str]
    form: SetForm


@require_http_methods(["GET", "HEAD", "POST"])
def boundaries(request: SeatedRequest, unit: str) -> HttpResponse:
    """Take a file of outlines, and list those that were sent."""
    form = UploadForm(request.POST or None, request.FILES or None)
    nodes = _nodes(unit)
    if form.is_valid():
        try:
            code = _take(request, unit, form, nodes)
        except RuleBroken as broken:
            form.add_error("file", broken.text(get_language() or "vi"))
        else:
            messages.success(request, str(_("Đã nhận tệp. Hãy xem phần đã khớp rồi cho dùng.")))
            return redirect(f"{request.path}#set-{code}")
    page = {
        "unit": unit,
        "unit_name": names([unit])[unit],
        "form": form,
        "rows": [_row(each, nodes) for each in BoundarySet.objects.of(unit)],
        "trail": [(TITLE, "")],
    }
    return render(request, "maps/boundaries.html", page)


@require_POST
def turn(request: SeatedRequest, unit: str, code: str) -> HttpResponse:
    """Show a set on maps, or withdraw it."""
    form = SetForm(request.POST)
    if not form.is_valid():
        raise RuleBroken("maps.set-moved-on")
    given = form.cleaned_data
    act = show_boundaries if given["turn"] == "show" else withdraw_boundaries
    actor = _acting(request).id
    act(code=code, unit=unit, actor=actor, at=timezone.now(), key=str(given["key"]))
    said = _("Đã dùng trên bản đồ.") if given["turn"] == "show" else _("Đã rút.")
    messages.success(request, str(said))
    return redirect("maps:boundaries", unit)


def _take(request: SeatedRequest, unit: str, form: UploadForm, nodes: dict[str, Node]) -> str:
    given = form.cleaned_data
    content = given["file"].read(LARGEST + 1)
    found, code = read(content, nodes.values()), new_code()
    upload_boundaries(
        code=code,
        content=content,
        read=found,
        source=given["source"],
        licence=given["licence"],
        unit=unit,
        actor=_acting(request).id,
        at=timezone.now(),
    )
    return code


def _nodes(unit: str) -> dict[str, Node]:
    tree = tree_of(timezone.localdate(), unit)
    inside = (tree.nodes[each] for each in tree.territory(unit))
    return {node.id: node for node in inside if node.level in DRAWN}


def _row(found: BoundarySet, nodes: dict[str, Node]) -> Row:
    mine = [(feature, each, by) for feature, each, by in found.matched]
    has = {each for _feature, each, _by in mine}
    levels = {nodes[each].level for each in has if each in nodes and each != found.unit}
    lacking = [node.label for node in nodes.values() if node.level in levels and node.id not in has]
    called = names(sorted(has))
    matched = [(feature, called[each], BY[by]) for feature, each, by in mine]
    return Row(found, STATES[found.state], matched, sorted(lacking), SetForm(auto_id=False))


def _acting(request: SeatedRequest) -> Seat:
    if request.seat is None:
        raise RuleBroken("accounts.sign-in-first")
    return request.seat
