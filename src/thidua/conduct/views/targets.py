"""Targets side by side: what the plan asks, what was assigned, what a unit set itself, what it has.

Only the plan's target earns points; the others are shown with whether they are reached.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thidua.accounts.models import role_of
from thidua.campaigns.models.seeing import open_plan
from thidua.campaigns.rules.cascade import text
from thidua.counting.models import Fact
from thidua.kernel.text import sort_key
from thidua.ledger.models import Entry
from thidua.plans.rules import Criterion, Group, Plan, Target
from thidua.pledges.models import Targets, targets
from thidua.pledges.rules import Kind, amount, asks_less, criteria_of, reached
from thidua.points.rules.sheet import Line
from thidua.standings.models.live import live
from thidua.standings.rules.board import Board

A_PAGE = 60
FORMULA = ("=", "+", "-", "@", "\t", "\r")
HEADINGS = (
    "group", "unit", "name", "criterion", "plan", "assigned", "self_set",
    "numerator", "denominator", "reached", "assigned_reached", "self_set_reached", "generated",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Aim:
    """A target beside the value that a unit has; `state` is its mark, empty without a target."""

    target: Target | None
    state: str


@dataclass(frozen=True, slots=True)
class Row:
    """One unit on one criterion."""

    group: Group
    unit: str
    name: str
    criterion: Criterion
    line: Line
    plan: Aim
    assigned: Aim
    own: Aim
    asks_less: bool  # the assigned target, than the plan
    generated: bool


@require_safe
def targets_page(request: HttpRequest, campaign: str) -> HttpResponse:
    """Show targets and values of all units, of one group or one criterion; as a page or as CSV."""
    plan = open_plan(campaign, role_of(request))
    group, criterion = request.GET.get("group", ""), request.GET.get("criterion", "")
    rows = [
        row
        for row in _rows(live(campaign))
        if group in ("", row.group.code) and criterion in ("", row.criterion.code)
    ]
    if request.GET.get("format") == "csv":
        return _csv(campaign, rows)
    page = {
        "plan": plan,
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "group": group,
        "criterion": criterion,
        "set_self": sum(row.own.target is not None for row in rows),
        "met_self": sum(row.own.state == "reached" for row in rows),
        "generated": any(row.generated for row in rows),
        "as_of": Entry.objects.order_by("-pk").first(),
        "trail": [
            (_("Phong trào"), reverse("front:campaigns")),
            (plan.name, reverse("front:campaign", args=[plan.code])),
            (_("Chỉ tiêu và kết quả"), ""),
        ],
    }
    return render(request, "conduct/targets.html", page)


def _rows(board: Board) -> list[Row]:
    code = board.plan.code
    given, own = targets(code, Kind.ASSIGNED), targets(code, Kind.SELF_SET)
    return list(_made(board, given, own, _generated(board.plan)))


def _made(board: Board, given: Targets, own: Targets, generated: bool) -> Iterator[Row]:  # noqa: FBT001 - said once, of the whole page
    for found in board.groups:
        criteria = {each.code: each for each in criteria_of(board.plan, found.group)}
        sheets = {each.sheet.unit: each.sheet for each in found.standings}
        for unit in sorted(sheets, key=lambda unit: sort_key(board.tree.nodes[unit].name)):
            for line in sheets[unit].lines:
                if (criterion := criteria.get(line.criterion)) is None:
                    continue
                assigned = _target(given, unit, line.criterion)
                yield Row(
                    found.group,
                    unit,
                    board.tree.nodes[unit].label,
                    criterion,
                    line,
                    _aim(criterion, criterion.target, line),
                    _aim(criterion, assigned, line),
                    _aim(criterion, _target(own, unit, line.criterion), line),
                    assigned is not None and asks_less(criterion, assigned),
                    generated,
                )


def _target(known: Targets, unit: str, criterion: str) -> Target | None:
    found = known.get((unit, criterion))
    return found.target if found else None


def _aim(criterion: Criterion, target: Target | None, line: Line) -> Aim:
    if target is None:
        return Aim(None, "")
    verdict = reached(criterion, target, amount(line))
    return Aim(target, {True: "reached", False: "missed", None: "unknown"}[verdict])


def _generated(plan: Plan) -> bool:
    """Whether simulated counts may be among those of the campaign."""
    days = {"day__gte": plan.period.first, "day__lt": plan.period.end}
    counted = Fact.objects.filter(generated=True, measure__in=list(plan.measures), **days)
    return plan.generated or counted.exists()


def _csv(campaign: str, rows: list[Row]) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{campaign}-targets.csv"'
    writer = csv.writer(response, lineterminator="\n")
    writer.writerow(HEADINGS)
    for row in rows:
        cells = (
            row.group.code,
            row.unit,
            _harmless(row.name),
            row.criterion.code,
            *(text(aim.target) if aim.target else "" for aim in (row.plan, row.assigned, row.own)),
            "" if row.line.numerator is None else row.line.numerator,
            "" if row.line.denominator is None else row.line.denominator,
            *(aim.state for aim in (row.plan, row.assigned, row.own)),
            "true" if row.generated else "false",
        )
        writer.writerow(cells)
    return response


def _harmless(words: str) -> str:
    """Keep a spreadsheet from reading a name as a formula."""
    return f"'{words}" if words.startswith(FORMULA) else words
