"""The standings of a peer group."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thidua.campaigns.rules import Prize
from thidua.kernel.text import fold
from thidua.portal.forms import SearchForm, asked, page
from thidua.portal.rules.marks import Figure, figure
from thidua.portal.views.frame import Look, criteria_of, group_of, look, trail
from thidua.standings.models import CouncilResult, Edition, Placement
from thidua.standings.rules.board import GroupBoard
from thidua.standings.rules.ranking import Standing
from thidua.standings.rules.sheet import applicable

A_PAGE = 100


@dataclass(frozen=True, slots=True)
class Row:
    """A unit in the table.

    `change` is how many ranks it gained since the previous edition, None where it has no rank
    there. `council` is the place that the council gave it, if it did.
    """

    unit: str
    name: str
    rank: int
    shared: bool
    change: int | None
    points: Decimal
    prize: str
    undecided: str
    figures: list[Figure]
    council: CouncilResult | None
    council_prize: str


@require_safe
def standings(request: HttpRequest, campaign: str, group: str) -> HttpResponse:
    """Rank a peer group, with a figure for each criterion and a door behind each."""
    seen = look(request, campaign)
    found = group_of(seen.board, group)
    search = SearchForm(request.GET, auto_id="%s")
    wanted = fold(asked(search)["q"])
    previous = Edition.objects.of(campaign, seen.view.stage).first()
    rows = _rows(seen, found, previous)
    shown = [row for row in rows if wanted in fold(row.name)] if wanted else rows
    context = {
        "seen": seen,
        "plan": seen.plan,
        "board": seen.board,
        "group": found.group,
        "trail": trail(seen.plan, (found.group.name, "")),
        "criteria": applicable(seen.board.plan, found.group, stage=seen.board.stage),
        "page": page(shown, request.GET, A_PAGE),
        "ranked": len(rows),
        "search": search,
        "wanted": wanted,
        "previous": previous,
        "council": any(row.council for row in rows),
        "others": [(each.group.name, seen.address("standings", each.group.code))
                   for each in seen.board.groups if each is not found],
        "prizes": prizes_of(seen, found),
    }  # fmt: skip
    return render(request, "portal/standings.html", context)


def prizes_of(seen: Look, found: GroupBoard) -> Mapping[str, Prize]:
    """Give the prizes of a group in the whole campaign or in the stage, by code."""
    stage = seen.board.stage
    prizes = found.group.prizes if stage is None else stage.prizes.get(found.group.code, ())
    return {prize.code: prize for prize in prizes}


def _rows(seen: Look, found: GroupBoard, previous: Edition | None) -> list[Row]:
    shared = Counter(standing.rank for standing in found.standings)
    prizes = {code: prize.name for code, prize in prizes_of(seen, found).items()}
    before = _ranks(previous, found)
    council = council_of(seen, found.group.code)
    return [
        Row(
            unit=unit,
            name=seen.board.tree.nodes[unit].label,
            rank=standing.rank,
            shared=shared[standing.rank] > 1,
            change=before[unit] - standing.rank if unit in before else None,
            points=standing.sheet.published,
            prize=prizes.get(standing.prize or "", ""),
            undecided=prizes.get(standing.council or "", ""),
            figures=_figures(seen, standing),
            council=council.get(unit),
            council_prize=prizes.get(council[unit].prize, "") if unit in council else "",
        )
        for standing in found.standings
        for unit in [standing.sheet.unit]
    ]


def _figures(seen: Look, standing: Standing) -> list[Figure]:
    criteria = {criterion.code: criterion for criterion in criteria_of(seen.board)}
    return [figure(criteria[line.criterion], line) for line in standing.sheet.lines]


def _ranks(previous: Edition | None, found: GroupBoard) -> dict[str, int]:
    if previous is None:
        return {}
    rows = Placement.objects.filter(edition=previous, group=found.group.code)
    return dict(rows.values_list("unit", "rank"))


def council_of(seen: Look, group: str) -> dict[str, CouncilResult]:
    """Give the council's places of a group by unit; none on another day's tree or in between."""
    if seen.view.on or seen.view.until:
        return {}
    found: Iterable[CouncilResult] = CouncilResult.objects.newest(
        seen.plan.code, seen.view.stage
    ).filter(group=group)
    return {result.unit: result for result in found}
