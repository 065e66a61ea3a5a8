"""An edition: what was published when, from how much, what it changed, and its files."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thidua.accounts.models import role_of
from thidua.campaigns.models.seeing import open_plan
from thidua.counting.models import Measure
from thidua.kernel.errors import RuleBroken
from thidua.plans.rules import Plan
from thidua.proofs import outside
from thidua.proofs.forms import page
from thidua.proofs.models import log
from thidua.proofs.models.naming import names
from thidua.reading.forms.looking import trail
from thidua.reading.forms.words import FILES
from thidua.standings.models import CouncilResult, Edition, Placement
from thidua.standings.rules.board import stage_of
from thidua.standings.rules.pages import prizes_in
from thidua.units.models import tree

A_PAGE = 100
MOST_LATE = 100
PLACE = ("group", "rank", "points", "prize")  # the fields of a change, as edition.json lists them

Row = dict[str, Any]  # of edition.json, as it is published


@require_safe
def edition(request: HttpRequest, campaign: str, nr: int) -> HttpResponse:
    """Show an edition with its hashes, its changes to the one before, and its downloads."""
    plan = open_plan(campaign, role_of(request))
    found = Edition.objects.filter(campaign=campaign, nr=nr).first()
    if found is None:
        raise RuleBroken("portal.edition-unknown", nr=nr)
    frame = json.loads(found.files.get(name="edition.json").content)
    changes = page(_ordered(plan, frame["changes"]), request.GET, A_PAGE)
    late = frame["late"][:MOST_LATE]
    elsewhere = frame.get("elsewhere", [])
    stayed = [frame.get("stayed", []), *(each["stayed"] for each in elsewhere)]
    named = _named(plan, [*changes, *late, *frame["council"], *chain(*stayed)])
    own, *others = [sorted({named[row["unit"]] for row in rows}) for rows in stayed]
    checkpoint, files = outside.checkpoint(), found.files.order_by("name")
    newer = Edition.objects.of(campaign, found.stage).filter(nr__gt=nr)
    context = {
        "edition": found,
        "frame": frame,
        "plan": plan,
        "tree_day": date.fromisoformat(frame["tree_day"]),
        "stage": next((each.name for each in plan.stages if each.code == found.stage), ""),
        "superseded": newer.first(),
        "files": [(file, FILES.get(file.name.rpartition("-")[2], "")) for file in files],
        "freeze_at": frame.get("freeze") and datetime.fromisoformat(frame["freeze"]["at"]),
        "stayed": own,
        "elsewhere": list(zip(elsewhere, map(_day, elsewhere), others, strict=True)),
        "leaf": log.leaf_of(found.entry),
        "key": checkpoint.key if checkpoint else "",
        "page": changes,
        "rows": [_change(row, named) for row in changes],
        "late": _late(late, named),
        "late_more": len(frame["late"]) - len(late),
        "council": _council(plan, found, frame["council"], named),
        "grounds": CouncilResult.objects.newest(campaign, found.stage).first(),
        "trail": trail(plan, (_("Lần công bố %(nr)s") % {"nr": nr}, "")),
    }
    return render(request, "portal/edition.html", context)


def _named(plan: Plan, rows: list[Row]) -> dict[str, str]:
    wanted = {row["unit"] for row in rows}
    return names(wanted, tree(plan.tree_day, plan.root)) if wanted else {}


def _ordered(plan: Plan, changes: list[Row]) -> list[Row]:
    """Order changes by group and new rank; who has no new place comes last."""
    groups = [group.code for group in plan.groups]

    def place(row: Row) -> tuple[int, int]:
        after = row["after"]
        return (groups.index(after[0]), int(after[1])) if after else (len(groups), 0)

    return sorted(changes, key=place)


def _change(row: Row, named: Mapping[str, str]) -> Row:
    before, after = _place(row["before"]), _place(row["after"])
    return {"unit": row["unit"], "name": named[row["unit"]], "before": before, "after": after}


def _place(fields: list[str]) -> Row:
    place: Row = dict(zip(PLACE, fields, strict=False))
    return place | {"points": Decimal(place["points"])} if place else {}


def _late(late: list[Row], named: Mapping[str, str]) -> list[Row]:
    labels = dict(Measure.objects.values_list("key", "label"))
    return [
        row
        | {
            "label": labels[row["measure"]],
            "name": named[row["unit"]],
            "day": _day(row),
        }
        for row in late
    ]


def _day(row: Row) -> date:
    return date.fromisoformat(row["day"])


def _council(plan: Plan, found: Edition, places: list[Row], named: Mapping[str, str]) -> list[Row]:
    """Put the computed rank beside each place of the council."""
    computed = dict(Placement.objects.filter(edition=found).values_list("unit", "rank"))
    groups = {group.code: group.name for group in plan.groups}
    prizes = prizes_in(plan, stage_of(plan, found.stage))
    return [
        {
            "unit": place["unit"],
            "name": named[place["unit"]],
            "group": groups[place["group"]],
            "rank": place["rank"],
            "computed": computed.get(place["unit"]),
            "prize": prize.name if prize else place["prize"],
        }
        for place in places
        for prize in [prizes.get((place["group"], place["prize"]))]
    ]
