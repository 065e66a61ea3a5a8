"""A unit in a campaign: its sheet as a receipt, its history, and what would gain the next rank."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.views.decorators.http import require_safe

from thidua.charts.models.curves import curve_of
from thidua.charts.rules.curve import Curve
from thidua.charts.rules.spark import Spark, spark
from thidua.denominators.models import Used
from thidua.denominators.rules.comparing import Comparison
from thidua.plans.rules import Criterion
from thidua.pledges.models import UnitTarget, beside
from thidua.pledges.rules import amount, reached
from thidua.points.rules.chances import Step, next_rank
from thidua.points.rules.ranking import Standing
from thidua.points.rules.values import tally_keys
from thidua.portal.rules.places import Neighbour, most_lost, neighbours
from thidua.portal.views.parts import parts_of
from thidua.portal.views.standings import (
    council_of,
    has_number,
    last_day,
    previous_edition,
    prizes_of,
    tie_break_of,
)
from thidua.proofs.outside import checkpoint
from thidua.reading.forms import words
from thidua.reading.forms.across import across
from thidua.reading.forms.looking import (
    Look,
    figures,
    lines_of,
    look,
    node_of,
    place_of,
    sheet_trail,
    shown_for,
)
from thidua.reading.models.drill import counted, denominators, made
from thidua.reading.models.families import family_of
from thidua.reading.rules.marks import Figure, plain
from thidua.recounts.models import is_shown
from thidua.recounts.outside import printed_figures
from thidua.recounts.rules import Printed, printed_for
from thidua.standings.models import Edition, Placement
from thidua.standings.rules.board import GroupBoard, window

MOST_NAMED = 5  # of those who share a place, in a sentence


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line of the sheet with what stands behind it; without points for a unit without a rank."""

    figure: Figure
    points: Decimal | None
    most: int | Decimal | None
    lacking: list[str]
    remarks: list[Promise]
    href: str
    printed: Printed | None
    aims: list[tuple[UnitTarget, bool | None]]
    denominators: list[tuple[Used, Comparison | None]]


@dataclass(frozen=True, slots=True)
class NextStep:
    """What would gain the next rank, in words of the plan."""

    rank: int
    items: int
    fewer: bool
    counted: str
    unit: str
    href: str


@dataclass(frozen=True, slots=True)
class Moved:
    """How many ranks a unit gained since an edition."""

    since: Edition
    change: int

    @property
    def fell(self) -> int:
        """How many ranks it lost."""
        return -self.change


@require_safe
def sheet(request: HttpRequest, campaign: str, unit: str) -> HttpResponse:
    """Explain a unit's points so that the lines add up to the total that is shown."""
    seen = look(request, campaign, timezone.now())
    node = node_of(seen, unit)
    seen = shown_for(seen, unit)
    found = place_of(seen.board, unit)
    simulated = made(seen.board)
    lines = _sheet_lines(seen, unit, found)
    history = _history(seen, unit)
    ranked = _ranked(seen, found, unit) if found else {}
    context = {
        "seen": seen,
        "plan": seen.plan,
        "board": seen.board,
        "node": node,
        "history": history,
        "sparks": _sparks(history),
        "curve": _curve(seen, unit, lines, ranked.get("lost")),
        **parts_of(seen, unit, simulated, request.GET),
        "family": family_of(unit),
        "across": across(seen, unit),
        "latest": Edition.objects.of(seen.plan.code, seen.view.stage).first(),
        "checkpoint": checkpoint(),
        "generated": bool(simulated.by_unit),
        "over": timezone.localdate() > last_day(seen),
        "trail": sheet_trail(seen, found, (node.label, "")),
        "lines": lines,
        "printed": any(line.printed for line in lines),
        **ranked,
    }
    return render(request, "portal/sheet.html", context)


def _ranked(seen: Look, found: GroupBoard, unit: str) -> dict[str, Any]:
    standing = _of(found, unit)
    nodes = seen.board.tree.nodes
    prizes = {code: prize.name for code, prize in prizes_of(seen, found).items()}
    council = council_of(seen, found.group.code).get(unit)
    above, below = neighbours(found.standings, unit)
    rank_on = seen.board.plan.rounding.rank_on
    shared = [nodes[each].label for each in _shared(found, standing)]
    return {
        "group": found.group,
        "ranked": len(found.standings),
        "standing": standing,
        "shared": shared[:MOST_NAMED],
        "shared_more": len(shared[MOST_NAMED:]),
        "blank": not any(map(has_number, found.standings)),
        "silent": not has_number(standing),
        "tie_break": tie_break_of(seen, standing),
        "prize": prizes.get(standing.prize or ""),
        "undecided": prizes.get(standing.council or ""),
        "most": plain(sum(line.most for line in standing.sheet.lines)),
        "step": _step(seen, found, unit),
        "level": above is not None and above.is_level(rank_on=rank_on),
        "rounded_alike": any(
            near.is_rounded_alike(rank_on=rank_on) for near in (above, below) if near
        ),
        "above": _near(seen, above),
        "below": _near(seen, below),
        "change": _change(seen, found, standing),
        "lost": _lost(seen, standing),
        "council": council,
        "council_prize": prizes.get(council.prize if council else ""),
    }


def _of(found: GroupBoard, unit: str) -> Standing:
    return next(each for each in found.standings if each.sheet.unit == unit)


def _shared(found: GroupBoard, mine: Standing) -> list[str]:
    return [
        standing.sheet.unit
        for standing in found.standings
        if standing.rank == mine.rank and standing is not mine
    ]


def _sheet_lines(seen: Look, unit: str, found: GroupBoard | None) -> list[SheetLine]:
    lines = _of(found, unit).sheet.lines if found else tuple(lines_of(seen.board, unit).values())
    plan, tallies = seen.board.plan, tally_keys(seen.board.plan)
    printed = {}
    if is_shown() and not seen.view.query:
        printed = printed_for(seen.plan, printed_figures())
    shown, aims = figures(made(seen.board), unit, lines), beside(plan.code, unit)
    last = window(plan, seen.board.stage, seen.view.until).period.last
    return [
        SheetLine(
            figure,
            line.published if found else None,
            plain(line.most) if found else None,
            [plan.measures[key].label for miss in line.missing for key in tallies[miss].measures],
            [words.REMARKS[remark] for remark in line.remarks],
            seen.address("criteria:figure", unit, line.criterion),
            printed.get((unit, line.criterion)),
            [
                (each, reached(figure.criterion, each.target, amount(line)))
                for each in aims.get(line.criterion, ())
            ],
            denominators(
                seen.board, figure.criterion, counted(seen.board, figure.criterion, unit), last
            ),
        )
        for figure, line in zip(shown, lines, strict=True)
    ]


def _step(seen: Look, found: GroupBoard, unit: str) -> NextStep | None:
    board = seen.board
    members = [standing.sheet.unit for standing in found.standings]
    quantities = {member: board.quantities[member] for member in members}
    step = next_rank(board.plan, found.group, found.standings, unit, quantities, stage=board.stage)
    return _in_words(seen, unit, step) if step else None


def _in_words(seen: Look, unit: str, step: Step) -> NextStep:
    plan = seen.board.plan
    tally = tally_keys(plan)[step.key]
    counted = ", ".join(plan.measures[key].label for key in tally.measures)
    item = "" if tally.norm is not None else plan.measures[tally.measures[0]].unit
    href = seen.address("criteria:figure", unit, step.criterion)
    return NextStep(step.rank, abs(step.change), step.change < 0, counted, item, href)


def _history(seen: Look, unit: str) -> list[tuple[Placement, Decimal, str]]:
    """List a unit's places in the editions, with the name of the stage that each is of."""
    stages = {stage.code: stage.name for stage in seen.plan.stages}
    mine = Placement.objects.filter(unit=unit, edition__campaign=seen.plan.code)
    return [
        (each, Decimal(each.points), stages.get(each.edition.stage, ""))
        for each in mine.select_related("edition").order_by("edition__nr")
    ]


def _near(seen: Look, near: Neighbour | None) -> tuple[str, Neighbour] | None:
    return (seen.board.tree.nodes[near.unit].label, near) if near else None


def _lost(seen: Look, standing: Standing) -> tuple[Criterion, int | Decimal] | None:
    criteria = {criterion.code: criterion for criterion in seen.board.plan.criteria}
    lost = most_lost(standing.sheet.lines, criteria) if has_number(standing) else None
    return (criteria[lost.criterion], lost.points) if lost else None


def _curve(
    seen: Look,
    unit: str,
    lines: list[SheetLine],
    lost: tuple[Criterion, int | Decimal] | None,
) -> Curve | None:
    """Draw the criterion on which most is lost, else the first; None for a sheet without lines."""
    chosen = lost[0] if lost else next((line.figure.criterion for line in lines), None)
    if chosen is None:
        return None
    return curve_of(seen, chosen, unit, today=timezone.localdate())


def _change(seen: Look, found: GroupBoard, standing: Standing) -> Moved | None:
    """Compare with the newest edition before; None where there is none, or no rank in it."""
    before = previous_edition(seen)
    rows = Placement.objects.filter(edition=before, group=found.group.code)
    rank = rows.filter(unit=standing.sheet.unit).values_list("rank", flat=True).first()
    return Moved(before, rank - standing.rank) if before and rank is not None else None


def _sparks(history: list[tuple[Placement, Decimal, str]]) -> dict[str, Spark | None]:
    """Draw ranks and points over the editions of the whole campaign."""
    whole = [(placement, points) for placement, points, stage in history if not stage]
    return {
        "rank": spark([Fraction(placement.rank) for placement, _points in whole], low_is_high=True),
        "points": spark([Fraction(points) for _placement, points in whole]),
    }
