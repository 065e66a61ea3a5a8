"""An edition: what was published when, from how much, what it changed, and its files."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thidua.counting.models import Measure
from thidua.kernel.errors import RuleBroken
from thidua.portal.forms import page
from thidua.portal.models import log
from thidua.portal.models.campaigns import open_plan
from thidua.portal.models.naming import names
from thidua.portal.views.frame import role_of, trail
from thidua.portal.views.words import EDITIONS
from thidua.standings.models import CouncilResult, Edition
from thidua.units.models import tree

A_PAGE = 100
MOST_LATE = 100
PLACE = ("group", "rank", "points", "prize")  # the fields of a change, as edition.json lists them


@require_safe
def edition(request: HttpRequest, campaign: str, nr: int) -> HttpResponse:
    """Show an edition with its hashes, its changes to the one before, and its downloads."""
    plan = open_plan(campaign, role_of(request))
    found = Edition.objects.filter(campaign=campaign, nr=nr).select_related("entry").first()
    if found is None:
        raise RuleBroken("portal.edition-unknown", nr=nr)
    frame = json.loads(found.files.get(name="edition.json").content)
    changes = page(_changes(frame), request.GET, A_PAGE)
    late = frame["late"][:MOST_LATE]
    council = frame["council"]
    context = {
        "edition": found,
        "state": EDITIONS[found.state],
        "frame": frame,
        "plan": plan,
        "stage": next((each.name for each in plan.stages if each.code == found.stage), ""),
        "files": found.files.order_by("name"),
        "leaf": log.leaf_of(found.entry),
        "page": changes,
        "late": late,
        "late_more": len(frame["late"]) - len(late),
        "labels": dict(Measure.objects.values_list("key", "label")),
        "council": council,
        "grounds": CouncilResult.objects.newest(campaign, found.stage).first(),
        "groups": {group.code: group for group in plan.groups},
        "prizes": _prizes(plan.groups),
        "names": names(_units(changes, late, council), tree(plan.tree_day, plan.root)),
        "trail": trail(plan, (_("Lần công bố %(nr)s") % {"nr": nr}, "")),
    }
    return render(request, "portal/edition.html", context)


def _changes(frame: dict[str, Any]) -> list[tuple[str, dict[str, str], dict[str, str]]]:
    return [
        (
            each["unit"],
            dict(zip(PLACE, each["before"], strict=False)),
            dict(zip(PLACE, each["after"], strict=False)),
        )
        for each in frame["changes"]
    ]


def _prizes(groups: Any) -> dict[str, str]:  # noqa: ANN401 - a plan's groups
    return {prize.code: prize.name for group in groups for prize in group.prizes}


def _units(changes: Any, late: Any, council: Any) -> set[str]:  # noqa: ANN401 - rows of JSON
    listed = {unit for unit, _before, _after in changes}
    return listed | {each["unit"] for each in late} | {each["unit"] for each in council}
