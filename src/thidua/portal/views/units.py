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
from thidua.counting.models import Tally
from thidua.kernel.errors import RuleBroken
from thidua.kernel.text import fold, sort_key
from thidua.plans.rules import Plan
from thidua.proofs.forms import asked, page
from thidua.proofs.models.naming import names
from thidua.reading.forms.asking import UnitsForm
from thidua.reading.forms.words import LEVELS
from thidua.reading.models.families import family_of
from thidua.standings.models import Placement
from thidua.units.models import Edge, Identifier, Unit, UnitName

A_PAGE = 50
A_PAGE_BELOW = 100
UNITS = _("Đơn vị")


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign with a unit's place in its newest edition; without one where it only leads."""

    plan: Plan
    place: Placement | None
    points: Decimal | None
    ranked: int
    generated: bool


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
    edges = Edge.objects.filter(unit=unit).order_by("relation", "first")
    below = page(_below(found), request.GET, A_PAGE_BELOW)
    named = names({unit} | {edge.parent_id for edge in edges} | {edge.unit_id for edge in below})
    context = {
        "unit": found,
        "name": named[unit],
        "level": LEVELS[found.level],
        "names": UnitName.objects.filter(unit=unit).order_by("first"),
        "codes": Identifier.objects.filter(unit=unit).order_by("scheme", "first"),
        "parents": [(edge, named[edge.parent_id]) for edge in edges],
        "page": below,
        "below": [(edge, named[edge.unit_id]) for edge in below],
        "family": family_of(unit),
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
    """List what is directly under a unit, or was on its last day, by name."""
    edges = Edge.objects.filter(parent=found)
    below = list(edges.filter(end=None) if found.end is None else edges.filter(end=found.end))
    named = names({edge.unit_id for edge in below})
    return sorted(below, key=lambda edge: (edge.relation, sort_key(named[edge.unit_id]), edge.pk))


def _campaigns(request: HttpRequest, unit: str) -> list[Campaign]:
    """Give a unit's place in the newest edition of each campaign that the reader may see.

    A campaign on its area is there too, without a place.
    """
    newest: dict[str, Placement] = {}
    mine = Placement.objects.filter(unit=unit, edition__stage="").select_related("edition")
    for placement in mine.order_by("edition__nr"):
        newest[placement.edition.campaign] = placement
    return [
        _campaign(plan, newest.get(plan.code))
        for plan in visible(role_of(request))
        if plan.code in newest or plan.root == unit
    ]


def _campaign(plan: Plan, place: Placement | None) -> Campaign:
    generated = Tally.objects.filter(generated=True, measure__in=plan.measures).exists()
    if place is None:
        return Campaign(plan, None, None, 0, generated)
    beside = Placement.objects.filter(edition=place.edition, group=place.group)
    return Campaign(plan, place, Decimal(place.points), beside.count(), generated)
