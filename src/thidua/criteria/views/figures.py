"""A percentage taken apart: by measure, unit below, day, source and grade, down to its facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.views.decorators.http import require_safe

from thidua.accounts.models import role_of
from thidua.charts.forms import laid_over
from thidua.charts.models.curves import curve_of
from thidua.counting.models import KIND_NAMES, Fact
from thidua.counting.rules import Window
from thidua.criteria.views.criterion import criterion_of
from thidua.plans.rules import Criterion, Measure
from thidua.points.rules.rollup import add
from thidua.proofs.forms import asked, page
from thidua.proofs.models.naming import names
from thidua.proofs.models.walk import walk
from thidua.reading.forms import words
from thidua.reading.forms.asking import FactsForm
from thidua.reading.forms.looking import (
    Look,
    lines_of,
    look,
    node_of,
    place_of,
    sheet_trail,
    shown_for,
)
from thidua.reading.models import drill
from thidua.reading.rules.marks import Figure, figure, plain
from thidua.recounts.models import is_shown
from thidua.recounts.outside import printed_figures
from thidua.recounts.rules import printed_for
from thidua.standings.models.live import days_now
from thidua.standings.rules.board import window

A_PAGE = 50

Number = int | Decimal | None


@dataclass(frozen=True, slots=True)
class Counted:
    """The facts behind a figure: of which measures, at which units, on which days."""

    measures: list[Measure]
    units: list[str]
    carried: list[drill.Carried]
    days: Window
    facts: "QuerySet[Fact]"


@dataclass(frozen=True, slots=True)
class Column:
    """A measure of the figure, on which side it stands, and its sum."""

    measure: Measure
    above: bool
    kind: Promise
    total: Number


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of a measure in a table."""

    value: Number
    column: Column
    generated: bool


@require_safe
def figure_of(request: HttpRequest, campaign: str, unit: str, criterion: str) -> HttpResponse:
    """Show what makes a unit's figure, one level down, and every fact of it."""
    seen = look(request, campaign, timezone.now())
    node = node_of(seen, unit)
    seen = shown_for(seen, unit)
    chosen = criterion_of(seen.board.plan, criterion)
    counted = _counted(seen, chosen, unit)
    narrowed = {key: value for key, value in asked(FactsForm(request.GET)).items() if value}
    listed = page(counted.facts.filter(**narrowed), request.GET, A_PAGE)
    parts = drill.parts(drill.made(seen.board), chosen, unit)
    by_day = [
        days_now(seen.board.plan, counted.days, each, counted.units) for each in counted.measures
    ]
    columns = _columns(chosen, counted.measures, parts)
    named = names(_units(listed, counted), seen.board.tree)
    over = laid_over(seen, chosen, unit, role_of(request), request.GET)
    context = {
        "walk": walk("share", {"counts": "#counts", "facts": "#facts"}),
        "seen": seen,
        "plan": seen.plan,
        "board": seen.board,
        "node": node,
        "criterion": chosen,
        "words": _words(chosen, area=drill.members(seen.board, chosen, unit) is not None),
        "figure": _figure(seen, chosen, unit),
        "denominators": drill.denominators(
            seen.board, chosen, counted.units, counted.days.period.last
        ),
        "columns": columns,
        "parts": _parts(seen, parts, columns),
        "carried": [(each, named[each.unit]) for each in counted.carried],
        "days": _days(counted, by_day, columns),
        "curve": curve_of(seen, chosen, unit, today=timezone.localdate(), against=over.chosen),
        "over": over,
        "origins": drill.origins(counted.facts, counted.measures),
        "page": listed,
        "narrowed": narrowed,
        "rows": _rows(listed, columns, named),
        "printed": printed_for(seen.plan, printed_figures()).get((unit, criterion))
        if is_shown() and not seen.view.query
        else None,
        "generated": counted.facts.filter(generated=True).exists(),
        "trail": sheet_trail(
            seen,
            place_of(seen.board, unit),
            (node.label, seen.address("portal:sheet", unit)),
            (chosen.label, ""),
        ),
        "across": seen.address("criteria:criterion", chosen.code),
    }  # fmt: skip
    return render(request, "criteria/figure.html", context)


def _counted(seen: Look, chosen: Criterion, unit: str) -> Counted:
    measures = drill.measures(seen.board, chosen)
    units = drill.counted(seen.board, chosen, unit)
    carried = drill.carried(seen.board, units)
    everywhere = [*units, *(each.unit for each in carried)]
    days = window(seen.board.plan, seen.board.stage, seen.view.until)
    facts = drill.facts(seen.board.plan, days, measures, everywhere)
    return Counted(measures, everywhere, carried, days, facts)


def _words(chosen: Criterion, *, area: bool) -> Mapping[str, Promise]:
    return {
        "form": words.FORMS[chosen.indicator.form],
        "scope": words.AREA if area else words.SCOPES[chosen.scope],
        "method": words.METHODS[chosen.method],
        "zero": words.ZEROS[chosen.zero],
    }


def _figure(seen: Look, chosen: Criterion, unit: str) -> Figure | None:
    line = lines_of(seen.board, unit).get(chosen.code)
    generated = drill.made(seen.board).at(chosen, unit)
    return figure(seen.board.plan, chosen, line, generated=generated) if line else None


def _columns(chosen: Criterion, measures: list[Measure], parts: list[drill.Share]) -> list[Column]:
    above = {key for part in chosen.indicator.parts for key in part.numerator}
    return [
        Column(each, each.key in above, KIND_NAMES[each.kind], _total(parts, each.key))
        for each in measures
    ]


def _total(parts: list[drill.Share], key: str) -> Number:
    total: int | Decimal | None = None
    for part in parts:
        if key in part.sums:
            total = part.sums[key] if total is None else add(total, part.sums[key])
    return plain(total)


def _parts(
    seen: Look, parts: list[drill.Share], columns: list[Column]
) -> list[tuple[drill.Share, str, list[Cell]]]:
    nodes = seen.board.tree.nodes
    return [
        (
            part,
            nodes[part.unit].label,
            [
                Cell(plain(part.sums.get(key)), column, generated=key in part.generated)
                for column in columns
                for key in [column.measure.key]
            ],
        )
        for part in parts
    ]


def _days(
    counted: Counted, by_day: list[dict[date, int]], columns: list[Column]
) -> list[tuple[date, list[Cell]]]:
    simulated = counted.facts.filter(generated=True).order_by()
    marked = set(simulated.values_list("day", "measure").distinct())
    return [
        (
            day,
            [
                Cell(counts.get(day), column, generated=(day, column.measure.key) in marked)
                for counts, column in zip(by_day, columns, strict=True)
            ],
        )
        for day in sorted({day for counts in by_day for day in counts})
    ]


def _rows(
    listed: "Page[Fact]", columns: list[Column], named: Mapping[str, str]
) -> list[tuple[Fact, str, Measure]]:
    measures = {column.measure.key: column.measure for column in columns}
    return [(fact, named[fact.unit], measures[fact.measure]) for fact in listed]


def _units(listed: "Page[Fact]", counted: Counted) -> set[str]:
    return {fact.unit for fact in listed} | {each.unit for each in counted.carried}
