"""The map of a campaign: units coloured, day by day, and the same numbers as a table."""

from dataclasses import replace
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from thidua.kernel.errors import RuleBroken
from thidua.maps.forms.asking import LEVELS, MapForm, Wanted, wanted
from thidua.maps.forms.cells import has_outline, levels_of
from thidua.maps.forms.pictures import Picture, address, picture, pictures
from thidua.maps.forms.turning import turning
from thidua.maps.models.values import merged_on, previous_edition
from thidua.proofs.models.naming import Trail
from thidua.reading.forms.looking import Look, look, node_of, trail
from thidua.standings.models.live import live
from thidua.units.rules import Level


@require_safe
def root(request: HttpRequest, campaign: str) -> HttpResponse:
    """Show the whole area of a campaign."""
    return _page(request, look(request, campaign, timezone.now()), None)


@require_safe
def map_of(request: HttpRequest, campaign: str, unit: str) -> HttpResponse:
    """Show what is under a unit."""
    return _page(request, look(request, campaign, timezone.now()), unit)


def _page(request: HttpRequest, seen: Look, unit: str | None) -> HttpResponse:
    node = node_of(seen, unit or seen.board.plan.root)
    if not has_outline(seen.board.tree, node.id):
        raise RuleBroken("maps.no-place", name=node.label)
    form = MapForm(list(seen.plan.criteria), levels_of(seen.board.tree, node.id), request.GET)
    asked = wanted(form)
    beside = _beside(seen, node.id, asked)
    shown = beside[0] if beside else picture(seen, node.id, asked.what, asked.level)
    context = {
        "seen": seen,
        "plan": seen.plan,
        "form": form,
        "map": shown,
        "pair": beside,
        "turning": None if beside else turning(seen, shown),
        "previous": previous_edition(seen.plan.code, seen.view),
        "levels": _levels(seen, shown, asked),
        "others": _others(seen, shown, asked),
        "trail": _trail(seen, shown),
    }
    return render(request, "maps/map.html", context)


def _beside(seen: Look, unit: str, asked: Wanted) -> tuple[Picture, ...]:
    """Draw the same on the tree of another day, in the same classes and the same frame."""
    if asked.beside is None:
        return ()
    view = replace(seen.view, on=asked.beside)
    board = live(seen.plan.code, stage=view.stage, until=view.until, on=view.on)
    there = replace(seen, view=view, board=board)
    heir = unit if has_outline(board.tree, unit) else board.plan.root
    if not has_outline(board.tree, heir):
        raise RuleBroken("maps.no-place", name=heir)
    return pictures(seen, unit, asked.what, asked.level, (there, heir))


def _levels(seen: Look, shown: Picture, asked: Wanted) -> list[tuple[Level, object, str]]:
    """Link to the other levels that the map can show."""
    found = levels_of(seen.board.tree, shown.parent.id)
    return [
        (each, LEVELS[each], address(seen, shown.parent.id, asked.what, each))
        for each in found
        if len(found) > 1
    ]


def _others(seen: Look, shown: Picture, asked: Wanted) -> list[tuple[date, str]]:
    """Link to the days whose trees differ, shown beside this one."""
    return [
        (day, address(seen, shown.parent.id, asked.what, shown.level, beside=f"{day}"))
        for day in merged_on(seen)
    ]


def _trail(seen: Look, shown: Picture) -> Trail:
    """Lead down through the units above."""
    tree, steps = seen.board.tree, []
    above = shown.parent
    while (parent := tree.nodes.get(above.parent or "")) is not None:
        steps.append((parent.label, address(seen, parent.id, shown.what, None)))
        above = parent
    return trail(seen.plan, *reversed(steps), (shown.parent.label, ""))
