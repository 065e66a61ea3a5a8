"""766 in both readings, recounted beside what was published, or from counts that are typed in."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from thidua.kernel.errors import RuleBroken
from thidua.plans.rules import Criterion, Plan
from thidua.points.rules import Remark
from thidua.rubrics import outside
from thidua.rubrics.forms import RecountForm
from thidua.rubrics.rules import Comparison, Indicator, Reading, Section, Snapshot
from thidua.rubrics.rules.recount import (
    Figure,
    Match,
    differences,
    figures,
    formula,
    inside,
    of_section,
    total,
)
from thidua.rubrics.views import ROOM, find, words

SET = _("Bộ chỉ số 766")
Plans = Mapping[Reading, Plan]


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure of one reading, with its mark and the measures that it lacks."""

    figure: Figure
    mark: words.Mark
    missing: list[str]
    above: bool  # more was counted than there is


@require_safe
def comparison(request: HttpRequest) -> HttpResponse:
    """Set the readings side by side and recount one snapshot."""
    table = outside.compared()
    plans = _plans(table)
    snapshot = _snapshot(table, request.GET.get("at", ""))
    page = {
        "readings": [
            (words.READINGS[reading], plans[reading], table.sources[reading]) for reading in Reading
        ],
        "formulas": _formulas(table, plans),
        "snapshots": table.snapshots,
        "snapshot": snapshot,
        "whole": total(table, snapshot),
        "trail": [(ROOM, reverse("rubrics:rubrics")), (SET, "")],
    }
    return render(request, "rubrics/comparison.html", page | _recounted(table, plans, snapshot))


@require_safe
def recount(request: HttpRequest) -> HttpResponse:
    """Take a place's counts from the address and count its points under both readings."""
    table = outside.compared()
    plans = _plans(table)
    form = RecountForm(table, plans.values(), request.GET or None)
    page: dict[str, object] = {
        "form": form,
        "trail": [
            (ROOM, reverse("rubrics:rubrics")),
            (SET, reverse("rubrics:comparison")),
            (_("Tính lại"), ""),
        ],
    }
    if form.is_valid():
        page |= _recounted(table, plans, form.snapshot())
    return render(request, "rubrics/recount.html", page)


def _plans(table: Comparison) -> Plans:
    return {reading: find(source.rubric).plan for reading, source in table.sources.items()}


def _snapshot(table: Comparison, code: str) -> Snapshot:
    for each in table.snapshots:
        if code in ("", each.code):
            return each
    raise RuleBroken("rubrics.unknown-snapshot", snapshot=code[:60])


def _criteria(plan: Plan) -> dict[str, Criterion]:
    return {criterion.code: criterion for criterion in plan.criteria}


def _formulas(table: Comparison, plans: Plans) -> list[tuple[Section, list[dict[str, object]]]]:
    criteria = {reading: _criteria(plan) for reading, plan in plans.items()}
    return [
        (section, [_formula(each, criteria) for each in inside(table, section.code)])
        for section in table.sections
    ]


def _formula(
    each: Indicator, criteria: Mapping[Reading, Mapping[str, Criterion]]
) -> dict[str, object]:
    both = {reading: found[each.criterion] for reading, found in criteria.items()}
    unlike = differences(both[Reading.WRITTEN], both[Reading.COUNTED])
    return {
        "indicator": each,
        "label": both[Reading.WRITTEN].label,
        "cells": [
            (
                words.READINGS[reading],
                formula(found),
                each.words[reading],
                each.gaps[reading],
                found,
            )
            for reading, found in both.items()
        ],
        "unlike": [words.DIFFERENCES[name] for name in unlike],
    }


def _recounted(table: Comparison, plans: Plans, snapshot: Snapshot) -> dict[str, object]:
    found = {reading: figures(plan, snapshot) for reading, plan in plans.items()}
    labels = {code: each.label for code, each in _criteria(plans[Reading.WRITTEN]).items()}
    rows = []
    tally: dict[Match, int] = dict.fromkeys(Match, 0)
    for section in table.sections:
        wholes = {
            reading: of_section(table, section.code, found[reading], snapshot)
            for reading in Reading
        }
        tally[wholes[Reading.COUNTED].match] += 1
        inner = [
            (
                each,
                labels[each.criterion],
                snapshot.points.get(each.criterion),
                _cells(plans, {reading: found[reading][each.criterion] for reading in Reading}),
            )
            for each in inside(table, section.code)
        ]
        rows.append((section, snapshot.sections.get(section.code), _cells(plans, wholes), inner))
    return {"recounted": rows, "tally": {match.value: n for match, n in tally.items()}}


def _cells(plans: Plans, found: Mapping[Reading, Figure]) -> list[tuple[Promise, Cell]]:
    return [
        (words.READINGS[reading], _cell(plans[reading], figure))
        for reading, figure in found.items()
    ]


def _cell(plan: Plan, figure: Figure) -> Cell:
    remarks = figure.line.remarks if figure.line else ()
    missing = words.labels(plan, figure.missing)
    return Cell(figure, words.MATCHES[figure.match], missing, Remark.ABOVE_WHOLE in remarks)
