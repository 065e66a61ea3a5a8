"""A criterion across all units: what it asks, how units spread, who is missing and who is behind."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.views.decorators.http import require_safe

from thidua.accounts.models import role_of
from thidua.charts.forms import laid_over
from thidua.charts.models.curves import curve_of
from thidua.criteria.forms import GroupForm
from thidua.criteria.models.history import history
from thidua.criteria.models.spread import groups_of, spread
from thidua.kernel.errors import RuleBroken
from thidua.maps.forms.cells import has_outline
from thidua.maps.forms.pictures import picture
from thidua.plans.rules import Criterion, Plan
from thidua.proofs.forms import asked, page
from thidua.reading.forms import words
from thidua.reading.forms.looking import Look, lines_of, look, shown_for, trail
from thidua.reading.models.drill import made
from thidua.reading.rules.marks import Figure, figure
from thidua.standings.rules.board import GroupBoard

A_PAGE = 50
FURTHEST = 10
MOST_MISSING = 100


@require_safe
def criterion(request: HttpRequest, campaign: str, criterion: str) -> HttpResponse:
    """Show a criterion over all units that it is for."""
    seen = look(request, campaign, timezone.now())
    chosen = criterion_of(seen.board.plan, criterion)
    groups = groups_of(seen.board, chosen)
    found = _group(request, groups)
    spreading = spread(made(seen.board), found, chosen) if found else None
    context = {
        "seen": seen,
        "plan": seen.plan,
        "board": seen.board,
        "criterion": chosen,
        "words": words_of(chosen),
        "sides": _sides(seen.board.plan, chosen),
        "versions": history(seen.plan.code, chosen.code),
        "groups": [each.group for each in groups],
        "query": seen.view.query.removeprefix("?"),
        "spread": spreading,
        "furthest": spreading.behind[:FURTHEST] if spreading else (),
        "missing": spreading.missing[:MOST_MISSING] if spreading else (),
        "page": page(spreading.units if spreading else (), request.GET, A_PAGE),
        "trail": trail(seen.plan, (chosen.label, "")),
        **_root(request, seen, chosen.code),
    }
    return render(request, "criteria/criterion.html", context)


def criterion_of(plan: Plan, code: str) -> Criterion:
    """Find a criterion of a plan."""
    for found in plan.criteria:
        if found.code == code:
            return found
    raise RuleBroken("portal.criterion-unknown", criterion=code)


def words_of(chosen: Criterion) -> Mapping[str, Promise]:
    """Say how a criterion counts and judges."""
    return {
        "form": words.FORMS[chosen.indicator.form],
        "scope": words.SCOPES[chosen.scope],
        "method": words.METHODS[chosen.method],
        "zero": words.ZEROS[chosen.zero],
    }


def _group(request: HttpRequest, groups: list[GroupBoard]) -> GroupBoard | None:
    code = asked(GroupForm(groups, request.GET))["group"]
    wanted = [each for each in groups if each.group.code == code]
    return next(iter([*wanted, *groups]), None)


def _sides(plan: Plan, chosen: Criterion) -> list[tuple[list[str], list[str]]]:
    """Name what stands above and below the line of each part."""
    return [
        (
            [plan.measures[key].label for key in part.numerator],
            [plan.measures[key].label for key in part.denominator],
        )
        for part in chosen.indicator.parts
    ]


def _root(request: HttpRequest, seen: Look, code: str) -> dict[str, object]:
    """Give the figure and the curve of the whole area, where the criterion can be added up."""
    root = seen.board.tree.nodes.get(seen.board.plan.root)
    if root is None:
        return {}
    area = shown_for(seen, root.id)
    chosen = next((each for each in area.board.plan.criteria if each.code == code), None)
    line = lines_of(area.board, root.id).get(code)
    if chosen is None or line is None:
        return {"root": root}
    over = laid_over(area, chosen, root.id, role_of(request), request.GET)
    generated = made(area.board).at(chosen, root.id)
    found: Figure = figure(area.board.plan, chosen, line, generated=generated)
    return {
        "root": root,
        "figure": found,
        "generated": generated,
        "curve": curve_of(area, chosen, root.id, today=timezone.localdate(), against=over.chosen),
        "over": over,
        "map": picture(seen, root.id, code) if has_outline(seen.board.tree, root.id) else None,
    }
