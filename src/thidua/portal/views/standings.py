"""The standings of a peer group."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from thidua.basis.models.trees import other_days
from thidua.kernel.text import fold
from thidua.plans.rules import Prize
from thidua.points.rules.ranking import Standing
from thidua.points.rules.sheet import applicable
from thidua.proofs.forms import asked, page
from thidua.reading.forms import words
from thidua.reading.forms.asking import SearchForm
from thidua.reading.forms.looking import Look, figures, group_of, look, trail
from thidua.reading.models.drill import Made, made
from thidua.reading.rules.marks import Figure
from thidua.standings.models import CouncilResult, Edition, Placement
from thidua.standings.rules.board import GroupBoard

A_PAGE = 100


@dataclass(frozen=True, slots=True)
class Row:
    """A unit in the table.

    `change` is how many ranks it gained since the previous edition, None where it has no rank
    there. `council` is the place that the council gave it, if it did.
    """

    name: str
    href: str
    rank: int
    shared: bool
    change: int | None
    points: Decimal
    prize: str
    undecided: str
    figures: list[tuple[Figure, str]]
    generated: bool
    council: CouncilResult | None
    council_prize: str

    @property
    def fell(self) -> int:
        """How many ranks it lost."""
        return -(self.change or 0)

    @property
    def differs(self) -> bool:
        """Whether the council placed it elsewhere."""
        return self.council is not None and self.council.rank != self.rank


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
    search = SearchForm(request.GET, auto_id="%s", label_suffix="")
    wanted = fold(asked(search)["q"])
    shown = page(_matching(seen, found, wanted), request.GET, A_PAGE)
    simulated = made(seen.board)
    previous = previous_edition(seen)
    council = council_of(seen, found.group.code)
    context = {
        "seen": seen,
        "plan": seen.plan,
        "group": found.group,
        "lead": _lead(seen, found),
        "trail": trail(seen.plan, (found.group.name, "")),
        "criteria": applicable(seen.board.plan, found.group, stage=seen.board.stage),
        "page": shown,
        "rows": _rows(seen, found, shown.object_list, simulated, previous),
        "ranked": len(found.standings),
        "search": search,
        "wanted": wanted,
        "previous": previous,
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
    return render(request, "portal/standings.html", context)


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


def _matching(seen: Look, found: GroupBoard, wanted: str) -> Sequence[Standing]:
    nodes = seen.board.tree.nodes
    if not wanted:
        return found.standings
    return [each for each in found.standings if wanted in fold(nodes[each.sheet.unit].label)]


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


def _rows(
    seen: Look,
    found: GroupBoard,
    shown: Iterable[Standing],
    simulated: Made,
    previous: Edition | None,
) -> list[Row]:
    ties = Counter(standing.rank for standing in found.standings)
    prizes = {code: prize.name for code, prize in prizes_of(seen, found).items()}
    before = _ranks(previous, found)
    council = council_of(seen, found.group.code)
    return [
        Row(
            name=seen.board.tree.nodes[unit].label,
            href=seen.address("portal:sheet", unit),
            rank=standing.rank,
            shared=ties[standing.rank] > 1,
            change=before[unit] - standing.rank if unit in before else None,
            points=standing.sheet.published,
            prize=prizes.get(standing.prize or "", ""),
            undecided=prizes.get(standing.council or "", ""),
            figures=_doors(seen, simulated, standing),
            generated=bool(simulated.by_unit),
            council=council.get(unit),
            council_prize=prizes.get(council[unit].prize, "") if unit in council else "",
        )
        for standing in shown
        for unit in [standing.sheet.unit]
    ]


def _doors(seen: Look, simulated: Made, standing: Standing) -> list[tuple[Figure, str]]:
    unit = standing.sheet.unit
    return [
        (each, seen.address("criteria:figure", unit, each.criterion.code))
        for each in figures(simulated, unit, standing.sheet.lines)
    ]


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
