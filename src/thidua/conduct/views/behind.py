"""Who is behind, by how many items, at what pace, and the smallest change that gains a rank."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from thidua.accounts.models import SeatedRequest
from thidua.conduct.forms.behind import BehindForm
from thidua.conduct.rules.behind import (
    DAYS,
    Behind,
    Lag,
    Short,
    behind,
    group_of,
    helper,
    lags,
    targets,
)
from thidua.conduct.views.parts import plan_for, trail
from thidua.kernel.errors import RuleBroken
from thidua.plans.rules import Plan
from thidua.points.rules.chances import Step
from thidua.points.rules.values import tally_keys
from thidua.programme.models import simulated
from thidua.programme.rules.reached import is_generated, item
from thidua.standings.models.live import live, version
from thidua.standings.rules.board import Board, GroupBoard

BEHIND = _("Đơn vị chưa đạt")
A_PAGE = 20  # each row tries what would gain its unit a rank


@dataclass(frozen=True, slots=True)
class Help:
    """The smallest change of one count that gains the next rank, in words of the plan."""

    rank: int
    items: int
    fewer: bool
    counted: str
    unit: str


@dataclass(frozen=True, slots=True)
class Row:
    """A unit below its target, with what would help it; None: no single count would."""

    lag: Lag
    name: str
    help: Help | None


@require_safe
def behind_page(request: SeatedRequest, campaign: str) -> HttpResponse:
    """Say who needs help on which criterion, the most urgent first."""
    plan = plan_for(request, campaign)
    today = timezone.localdate()
    board = live(plan.code)
    form = BehindForm(request.GET)
    group = _group(board, request.GET.get("group", ""))
    left = max((plan.period.end - max(today, plan.period.first)).days, 0)
    found = list(_behind(version(), plan.code, group.group.code)) if group else []
    chosen = _chosen(found, request.GET.get("criterion", ""))
    form.offer(
        [(each.group.code, each.group.name) for each in board.groups],
        [(each.criterion.code, each.criterion.label) for each in found],
    )
    page = {
        "plan": plan,
        "form": form,
        "group": group.group if group else None,
        "left": left,
        "found": found,
        "chosen": chosen,
        "days": DAYS,
        "trail": trail(plan, (BEHIND, "")),
        **(_listed(request, board, group, chosen, left) if group and chosen else {}),
    }
    return render(request, "conduct/behind.html", page)


def _listed(
    request: SeatedRequest, board: Board, group: GroupBoard, chosen: Behind, left: int
) -> dict[str, object]:
    listed = _page(request, chosen)
    groups = (group, _earlier(board, group, timezone.localdate()))
    shown = lags(list(listed), chosen.criterion, groups, left)
    return {
        "item": item(board.plan, chosen.criterion),
        "page": listed,
        "generated": is_generated(board.plan, chosen.criterion, simulated(board)),
        "rows": _rows(board, group, shown),
        "missing": [board.tree.nodes[unit].label for unit in chosen.missing[:A_PAGE]],
    }


@lru_cache(maxsize=32)
def _behind(_version: tuple[str, int], campaign: str, group: str) -> tuple[Behind, ...]:
    """Look through a group once a new entry."""
    board = live(campaign)
    found = group_of(board, group)
    return tuple(behind(found, each) for each in targets(board, found.group)) if found else ()


def _group(board: Board, code: str) -> GroupBoard | None:
    if not code:
        return board.groups[0] if board.groups else None
    found = group_of(board, code)
    if found is None:
        raise RuleBroken("conduct.no-group", group=code)
    return found


def _earlier(board: Board, group: GroupBoard, today: date) -> GroupBoard | None:
    """Give the group as it stood a week ago, or a week before the end of what is over."""
    period = board.plan.period
    day = min(today, period.last) - timedelta(days=DAYS)
    if day < period.first:
        return None
    return group_of(live(board.plan.code, until=day), group.group.code)


def _chosen(found: list[Behind], code: str) -> Behind | None:
    """Take the criterion that is asked for, else the one that most units are below."""
    named = next((each for each in found if each.criterion.code == code), None)
    return named or max(found, key=lambda each: len(each.below), default=None)


def _page(request: SeatedRequest, chosen: Behind) -> "Page[Short]":
    below = list(chosen.below)
    if request.GET.get("order") == "near":
        below.sort(key=lambda each: (each.gap is None, each.gap or 0, each.rank, each.unit))
    return Paginator(below, A_PAGE).get_page(request.GET.get("page", "1")[:9])


def _rows(board: Board, group: GroupBoard, shown: list[Lag]) -> list[Row]:
    helped = helper(board, group)
    rows = []
    for lag in shown:
        step = helped(lag.unit)
        words = _in_words(board.plan, step) if step else None
        rows.append(Row(lag, board.tree.nodes[lag.unit].label, words))
    return rows


def _in_words(plan: Plan, step: Step) -> Help:
    tally = tally_keys(plan)[step.key]
    counted = ", ".join(plan.measures[key].label for key in tally.measures)
    unit = "" if tally.norm is not None else plan.measures[tally.measures[0]].unit
    return Help(step.rank, abs(step.change), step.change < 0, counted, unit)
