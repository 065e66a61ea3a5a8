"""Looking at a draft from outside: how it would have ranked, and what differs between versions."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_safe

from thidua.accounts.models import SeatedRequest, role_of
from thidua.campaigns.models import PlanVersion
from thidua.campaigns.models.seeing import open_plan, visible
from thidua.drafting.forms.blocks import every_field
from thidua.drafting.forms.typed import words_of
from thidua.drafting.rules.differences import Difference, differences
from thidua.drafting.rules.tables import Data
from thidua.kernel.errors import RuleBroken
from thidua.planning.models.looking import look, would_have_ranked
from thidua.planning.views.frame import draft_of, page_of, trail
from thidua.plans.outside import Located, tables
from thidua.points.rules.ranking import Standing
from thidua.standings.models.live import live
from thidua.standings.rules.board import Board

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Ranked:
    """A unit's place by the draft beside its place in the earlier campaign; None: not ranked."""

    standing: Standing
    name: str
    before: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """A difference with its field's name on the page; `row` is the row of a list it stands in."""

    label: str
    row: str
    before: str
    after: str


@require_GET
def preview(request: SeatedRequest, unit: str, draft: int) -> HttpResponse:
    """Show how the draft would have ranked the units of an earlier campaign."""
    found = draft_of(unit, draft)
    data = found.data
    looked = look(data, unit)
    earlier = [plan for plan in visible(role_of(request)) if plan.period.first]
    chosen = request.GET.get("by") or (earlier[0].code if earlier else "")
    page = page_of(found, data, looked, "") | {
        "trail": trail(
            unit, (found.name or _("Dự thảo"), _draft_href(unit, draft)), (_("Xem thử"), "")
        ),
        "earlier": earlier,
        "chosen": chosen,
        "wrong": [words_of(problem) for problem in looked.wrong],
        "shown": SHOWN,
    }
    if looked.plan and chosen:
        open_plan(chosen, role_of(request))
        version = PlanVersion.objects.in_force(chosen)
        page["groups"] = _compared(would_have_ranked(looked.plan, version), live(chosen))
        page["by"] = version.plan
    return render(request, "planning/preview.html", page)


def _compared(tried: Board, before: Board) -> list[tuple[str, int, list[Ranked]]]:
    """Give each group with how many it ranks, and its first units with the place they had."""
    had = {
        standing.sheet.unit: standing.rank for one in before.groups for standing in one.standings
    }
    return [
        (
            one.group.name,
            len(one.standings),
            [
                Ranked(
                    standing,
                    tried.tree.nodes[standing.sheet.unit].label,
                    had.get(standing.sheet.unit),
                )
                for standing in one.standings[:SHOWN]
            ],
        )
        for one in tried.groups
    ]


@require_GET
def compare(request: SeatedRequest, unit: str, draft: int) -> HttpResponse:
    """Show side by side what differs between a draft and a published plan."""
    found = draft_of(unit, draft)
    data = found.data
    looked = look(data, unit)
    plans = visible(role_of(request))
    base = found.base.partition(":")[2]
    chosen = request.GET.get("with") or (base if base in {each.code for each in plans} else "")
    rows: list[Row] = []
    if chosen:
        open_plan(chosen, role_of(request))
        rows = compared(_data(PlanVersion.objects.in_force(chosen)), data)
    page = page_of(found, data, looked, "") | {
        "trail": trail(
            unit, (found.name or _("Dự thảo"), _draft_href(unit, draft)), (_("So sánh"), "")
        ),
        "plans": plans,
        "chosen": chosen,
        "rows": rows,
    }
    return render(request, "planning/compare.html", page)


@require_safe
def published_versions(request: HttpRequest, campaign: str) -> HttpResponse:
    """Show side by side what differs between two published versions of a plan."""
    plan = open_plan(campaign, role_of(request))
    listed = list(PlanVersion.objects.of(campaign))
    new = _version(listed, request.GET.get("new"), listed[0])
    old = _version(listed, request.GET.get("old"), listed[min(1, len(listed) - 1)])
    page = {
        "plan": plan,
        "versions": listed,
        "old": old,
        "new": new,
        "rows": compared(_data(old), _data(new)),
        "trail": [
            (_("Phong trào"), reverse("front:campaigns")),
            (plan.name, reverse("front:campaign", args=[campaign])),
            (_("Các bản của kế hoạch"), ""),
        ],
    }
    return render(request, "planning/versions.html", page)


def compared(before: Data, after: Data) -> list[Row]:
    """Give the differences of two plans with the names of their fields."""
    labels = _labels(before) | _labels(after)
    return [_row(labels, each) for each in differences(before, after)]


def _row(labels: dict[tuple[str, ...], str], each: Difference) -> Row:
    fields = tuple(part for part in each.place if part in _KEYS)
    label = labels.get(fields, ".".join(each.place))
    rows = [part for part in each.place if part not in _KEYS]
    return Row(label, " · ".join(rows), each.before, each.after)


def _labels(data: Data) -> dict[tuple[str, ...], str]:
    return {
        tuple(str(part) for part in field.path if part in _KEYS): str(field.label)
        for _step, field in every_field(data)
    }


_KEYS = frozenset(
    [
        "name",
        "code",
        "version",
        "effective_from",
        "root",
        "parent",
        "period",
        "first",
        "last",
        "tree_day",
        "freeze_at",
        "visibility",
        "generated",
        "total_points",
        "incomplete",
        "rounding",
        "digits",
        "mode",
        "on",
        "rank_on",
        "tie_breaks",
        "sources",
        "title",
        "number",
        "issued",
        "reference",
        "note",
        "measures",
        "key",
        "label",
        "unit",
        "kind",
        "within",
        "groups",
        "level",
        "kinds",
        "units",
        "except",
        "prizes",
        "quota",
        "overflow",
        "stages",
        "cumulative",
        "criteria",
        "section",
        "target",
        "points",
        "effect",
        "method",
        "params",
        "bands",
        "each",
        "cap",
        "best",
        "worst",
        "values",
        "scale",
        "min",
        "max",
        "indicator",
        "form",
        "parts",
        "numerator",
        "denominator",
        "norm",
        "at_end",
        "scope",
        "universe",
        "date_basis",
        "zero",
        "applies_to",
        "pillar",
        "evidence",
        "source",
        "our_reading",
    ]
)


def _version(listed: list[PlanVersion], asked: str | None, default: PlanVersion) -> PlanVersion:
    if not asked:
        return default
    for version in listed:
        if str(version.version) == asked:
            return version
    raise RuleBroken("campaigns.no-version", campaign=default.campaign_id, version=asked[:9])


def _data(version: PlanVersion) -> Data:
    found = tables(bytes(version.content))
    if isinstance(found, Located):
        raise TypeError(found)
    return dict(found)


def _draft_href(unit: str, draft: int) -> str:
    return reverse("planning:draft", args=[unit, draft])
