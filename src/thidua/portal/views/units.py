"""Units: searched by name or code, and each with its days, names, codes and family."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from thidua.accounts.models import role_of
from thidua.campaigns.models.seeing import visible
from thidua.kernel.errors import RuleBroken
from thidua.kernel.text import fold
from thidua.plans.rules import Plan
from thidua.portal.rules.family import Relative, family
from thidua.proofs.forms import asked, page
from thidua.proofs.models.naming import names
from thidua.reading.forms.asking import UnitsForm
from thidua.reading.forms.words import LEVELS
from thidua.standings.models import Placement
from thidua.units.models import Edge, Identifier, Unit, UnitName, successions

A_PAGE = 50
MOST_BELOW = 200
UNITS = _("Đơn vị")


@dataclass(frozen=True, slots=True)
class Kin:
    """A unit before or after, with its name."""

    name: str
    relative: Relative


@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """Look for units by a part of their name, with or without marks, or by a whole code."""
    form = UnitsForm(request.GET, auto_id="%s", label_suffix="")
    wanted = asked(form)
    found = _search(wanted["q"], wanted["on"]) if wanted["q"] else UnitName.objects.none()
    listed = page(found, request.GET, A_PAGE)
    context = {
        "form": form,
        "wanted": wanted["q"],
        "page": listed,
        "provinces": [] if wanted["q"] else _provinces(wanted["on"] or timezone.localdate()),
        "rows": _rows(list(listed)),
        "trail": [(UNITS, "")],
    }
    return render(request, "portal/units.html", context)


@require_safe
def unit(request: HttpRequest, unit: str) -> HttpResponse:
    """Show a unit: since when and until when, its names, what it is part of, who came before."""
    found = Unit.objects.filter(pk=unit).first()
    if found is None:
        raise RuleBroken("portal.unit-unknown", unit=unit)
    relatives = family(unit, successions([unit]))
    edges = Edge.objects.filter(unit=unit).order_by("relation", "first")
    below = _below(found)
    kin = {each.unit for each in (*relatives.before, *relatives.after)}
    named = names(
        {unit}
        | kin
        | {edge.parent_id for edge in edges}
        | {edge.unit_id for edge in below[:MOST_BELOW]}
    )
    context = {
        "unit": found,
        "name": named[unit],
        "level": LEVELS[found.level],
        "names": UnitName.objects.filter(unit=unit).order_by("first"),
        "codes": Identifier.objects.filter(unit=unit).order_by("scheme", "first"),
        "parents": [(edge, named[edge.parent_id]) for edge in edges],
        "below": [(edge, named[edge.unit_id]) for edge in below[:MOST_BELOW]],
        "below_count": len(below),
        "before": [Kin(named[each.unit], each) for each in relatives.before],
        "after": [Kin(named[each.unit], each) for each in relatives.after],
        "campaigns": _campaigns(request, unit),
        "trail": [(UNITS, reverse("portal:units")), (named[unit], "")],
    }
    return render(request, "portal/unit.html", context)


def _search(text: str, on: date | None) -> "QuerySet[UnitName]":
    coded = Identifier.objects.filter(code=text).values("unit")
    found = UnitName.objects.matching(fold(text)) | UnitName.objects.filter(unit__in=coded)
    if on:
        found = found.on(on) & UnitName.objects.on(on)
    return found.select_related("unit").order_by("folded", "unit", "first")


def _provinces(day: date) -> "QuerySet[UnitName]":
    return UnitName.objects.on(day).filter(unit__level="province").order_by("folded")


def _rows(listed: list[UnitName]) -> list[tuple[UnitName, str | Promise, str]]:
    parents = _parents([row.unit_id for row in listed])
    return [(row, LEVELS[row.unit.level], parents.get(row.unit_id, "–")) for row in listed]


def _parents(listed: list[str]) -> dict[str, str]:
    """Name what each unit was last part of."""
    edges = Edge.objects.filter(unit__in=listed).order_by("first").values_list("unit", "parent")
    last = dict(edges)
    named = names(last.values())
    return {unit: named[parent] for unit, parent in last.items()}


def _below(found: Unit) -> list[Edge]:
    """List what is directly under a unit, or was on its last day."""
    edges = Edge.objects.filter(parent=found)
    open_or_last = edges.filter(end=None) if found.end is None else edges.filter(end=found.end)
    return list(open_or_last.order_by("relation", "unit"))


def _campaigns(request: HttpRequest, unit: str) -> list[tuple[Plan, Placement, Decimal]]:
    """Give a unit's place in the newest edition of each campaign that the reader may see."""
    newest: dict[str, Placement] = {}
    mine = Placement.objects.filter(unit=unit, edition__stage="").select_related("edition")
    for placement in mine.order_by("edition__nr"):
        newest[placement.edition.campaign] = placement
    return [
        (plan, newest[plan.code], Decimal(newest[plan.code].points))
        for plan in visible(role_of(request))
        if plan.code in newest
    ]
