"""The standings of a peer group: narrowed, sorted and paged as a reader asks."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from thidua.basis.models.trees import other_days
from thidua.plans.rules import Prize
from thidua.points.rules.ranking import Standing
from thidua.points.rules.sheet import applicable
from thidua.portal.forms.listing import ListForm, Listing, listing
from thidua.portal.rules.comparing import FEWEST, MOST
from thidua.portal.rules.listing import (
    Above,
    Row,
    above,
    namesakes,
    narrowed,
    offered,
    ordered,
    places,
)
from thidua.portal.views.table import Cell, cells, heads_of, rows_of, scales_of, strip_of, where
from thidua.proofs.forms import page
from thidua.reading.forms import words
from thidua.reading.forms.looking import Look, group_of, look, trail
from thidua.reading.models.drill import Made, made
from thidua.standings.models import CouncilResult, Edition, Placement
from thidua.standings.rules.board import GroupBoard

A_PAGE = 100


@dataclass(frozen=True, slots=True)
class Place:
    """A unit in the table.

    `change` is how many ranks it gained since the previous edition, None where it has no rank
    there. `where` tells it from a namesake. `strip` are the states of all criteria, where not all have columns. `council` is the
    place that the council gave it, if it did. `on` is the page that the unit is on when nobody
    searches.
    """

    unit: str
    name: str
    where: str
    href: str
    rank: int
    shared: bool
    change: int | None
    points: Decimal
    prize: str
    undecided: str
    cells: list[Cell]
    strip: list[str]
    generated: bool
    council: CouncilResult | None
    council_prize: str
    on: int | None

    @property
    def fell(self) -> int:
        """How many ranks it lost."""
        return -(self.change or 0)

    @property
    def differs(self) -> bool:
        """Whether the council placed it elsewhere."""
        return self.council is not None and self.council.rank != self.rank

    @property
    def tally(self) -> Mapping[str, int]:
        """How many criteria are met, behind, and without a number."""
        found = Counter(self.strip)
        met, behind = found["exceeded"] + found["reached"], found["near"] + found["missed"]
        return {"met": met, "behind": behind, "unknown": found["unknown"]}


@dataclass(frozen=True, slots=True)
class Lead:
    """Who stands first: one unit's name, how many share the place, and by how many points.

    `tie_break` says what set it apart from others with the same points, empty where nothing had to.
    """

    name: str
    shared: int
    points: Decimal
    gap: Decimal | None
    tie_break: str


@require_safe
def standings(request: HttpRequest, campaign: str, group: str) -> HttpResponse:
    """Rank a peer group, with a figure for each criterion and a door behind each."""
    seen = look(request, campaign, timezone.now())
    found = group_of(seen.board, group)
    criteria = applicable(seen.board.plan, found.group, stage=seen.board.stage)
    chains = above(
        seen.board.tree, seen.board.plan.root, (each.sheet.unit for each in found.standings)
    )
    names = _names(seen, chains)
    form = ListForm(criteria, names, request.GET)
    asked = listing(form, criteria)
    form.offer(offered(chains.values(), names, asked.wanted.under))
    previous, simulated = previous_edition(seen), made(seen.board)
    before = ranks(previous, found)
    rows = ordered(rows_of(seen.board, found, asked, chains, before), asked.order)
    shown = page(narrowed(rows, asked.wanted), request.GET, A_PAGE)
    columns = [each for each in criteria if each.code in asked.show]
    return render(
        request,
        "portal/standings.html",
        {
            "form": form,
            "asked": asked,
            "page": shown,
            "heads": heads_of(asked.order, columns, previous),
            "criteria": criteria,
            "columns": columns,
            "strip": len(columns) < len(criteria),
            "compare": reverse("portal:compare", args=[seen.plan.code, found.group.code]),
            "rows": _places(seen, found, asked, simulated, shown.object_list, _on(rows, asked)),
            "previous": previous,
            "fewest": FEWEST,
            "most": MOST,
            **_frame(seen, found, simulated),
        },
    )


def _frame(seen: Look, found: GroupBoard, simulated: Made) -> dict[str, Any]:
    """Give what stands around the table, whichever rows are in it."""
    council = council_of(seen, found.group.code)
    return {
        "seen": seen,
        "plan": seen.plan,
        "group": found.group,
        "lead": _lead(seen, found),
        "trail": trail(seen.plan, (found.group.name, "")),
        "ranked": len(found.standings),
        "latest": Edition.objects.of(seen.plan.code, seen.view.stage).first(),
        "trees": [
            (day, replace(seen.view, on=day).query)
            for day in (seen.plan.tree_day, *other_days(seen.board.plan))
        ],
        "generated": bool(simulated.by_unit),
        "over": timezone.localdate() > last_day(seen),
        "council": bool(council),
        "grounds": next(iter(council.values()), None),
        "others": [
            (each.group.name, seen.address("portal:standings", each.group.code))
            for each in seen.board.groups
            if each is not found
        ],
    }


def _names(seen: Look, chains: Above) -> dict[str, str]:
    nodes = seen.board.tree.nodes
    return {unit: nodes[unit].label for chain in set(chains.values()) for unit in chain}


def _on(rows: Sequence[Row], asked: Listing) -> Mapping[str, int]:
    """Say on which page each unit is without the search; nothing where nobody searches."""
    if not asked.wanted.text:
        return {}
    return places(narrowed(rows, replace(asked.wanted, text="")), A_PAGE)


def previous_edition(seen: Look) -> Edition | None:
    """Find the edition that running ranks are compared with; none on another day's tree."""
    if seen.view.on:
        return None
    editions = Edition.objects.of(seen.plan.code, seen.view.stage)
    return (editions.filter(until__lt=seen.view.until) if seen.view.until else editions).first()


def last_day(seen: Look) -> date:
    """Give the last day of the campaign, or of the stage that is looked at."""
    stage = seen.board.stage
    return stage.period.last if stage else seen.plan.period.last


def prizes_of(seen: Look, found: GroupBoard) -> Mapping[str, Prize]:
    """Give the prizes of a group in the whole campaign or in the stage, by code."""
    stage = seen.board.stage
    prizes = found.group.prizes if stage is None else stage.prizes.get(found.group.code, ())
    return {prize.code: prize for prize in prizes}


def _lead(seen: Look, found: GroupBoard) -> Lead | None:
    """Say who leads, and by how much; None while nothing is counted."""
    first = [each for each in found.standings if each.rank == 1 and has_number(each)]
    if not first:
        return None
    points = first[0].sheet.published
    others = found.standings[len(first) :]
    gap = points - others[0].sheet.published if others else None
    name = seen.board.tree.nodes[first[0].sheet.unit].label
    return Lead(name, len(first), points, gap, tie_break_of(seen, first[0]))


def tie_break_of(seen: Look, standing: Standing | None) -> str:
    """Say in words what set a unit apart from others with the same points; empty: nothing."""
    if standing is None or standing.tie_break is None:
        return ""
    labels = {criterion.code: criterion.label for criterion in seen.board.plan.criteria}
    return words.tie_break(standing.tie_break, labels)


def has_number(standing: Standing) -> bool:
    """Whether anything was counted for a unit."""
    return any(line.numerator is not None for line in standing.sheet.lines)


def _places(
    seen: Look,
    found: GroupBoard,
    asked: Listing,
    simulated: Made,
    shown: Iterable[Row],
    on: Mapping[str, int],
) -> list[Place]:
    scales = scales_of(seen, found, asked.show)
    ties = Counter(each.rank for each in found.standings)
    standing = {each.sheet.unit: each for each in found.standings}
    named_alike = namesakes(seen.board.tree.nodes[unit].label for unit in standing)
    prizes = {code: prize.name for code, prize in prizes_of(seen, found).items()}
    council = council_of(seen, found.group.code)
    return [
        Place(
            unit=unit,
            name=row.name,
            where=where(seen.board, unit) if row.name in named_alike else "",
            href=seen.address("portal:sheet", unit),
            rank=row.rank,
            shared=ties[row.rank] > 1,
            change=row.change,
            points=row.points,
            prize=prizes.get(standing[unit].prize or "", ""),
            undecided=prizes.get(standing[unit].council or "", ""),
            cells=cells(seen, simulated, scales, standing[unit]),
            strip=strip_of(seen, scales, standing[unit]),
            generated=bool(simulated.by_unit),
            council=council.get(unit),
            council_prize=prizes.get(council[unit].prize, "") if unit in council else "",
            on=on.get(unit),
        )
        for row in shown
        for unit in [row.unit]
    ]


def ranks(edition: Edition | None, found: GroupBoard) -> dict[str, int]:
    """Give the ranks of a group in an edition, by unit."""
    if edition is None:
        return {}
    rows = Placement.objects.filter(edition=edition, group=found.group.code)
    return dict(rows.values_list("unit", "rank"))


def council_of(seen: Look, group: str) -> dict[str, CouncilResult]:
    """Give the council's places of a group by unit; none on another day's tree or in between."""
    if seen.view.on or seen.view.until:
        return {}
    found: Iterable[CouncilResult] = CouncilResult.objects.newest(
        seen.plan.code, seen.view.stage
    ).filter(group=group)
    return {result.unit: result for result in found}
