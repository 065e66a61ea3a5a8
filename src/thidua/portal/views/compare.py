"""Two to five units of a group side by side."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from thidua.kernel.errors import RuleBroken
from thidua.plans.rules import Criterion
from thidua.points.rules.ranking import Standing
from thidua.portal.forms.listing import CompareForm
from thidua.portal.rules.comparing import FEWEST, MOST, Beside, beside
from thidua.portal.rules.listing import Row, Wanted, namesakes, narrowed
from thidua.portal.views.standings import last_day, previous_edition, prizes_of, ranks
from thidua.portal.views.table import Cell, cells, scales_of, where
from thidua.proofs.forms import asked
from thidua.reading.forms import words
from thidua.reading.forms.looking import Look, group_of, look, node_of, place_of, trail
from thidua.reading.models.drill import Made, made
from thidua.standings.models import Edition, Placement
from thidua.standings.rules.board import GroupBoard

MATCHES = 10


@dataclass(frozen=True, slots=True)
class Unit:
    """A column: a unit with its place, and the address of the page without it."""

    unit: str
    name: str
    href: str
    without: str
    standing: Standing
    change: int | None
    behind: Decimal
    prize: str
    lacking: int

    @property
    def fell(self) -> int:
        """How many ranks it lost."""
        return -(self.change or 0)


@dataclass(frozen=True, slots=True)
class Line:
    """A unit's figure of a criterion beside the others'."""

    name: str
    cell: Cell
    points: Decimal
    beside: Beside
    remarks: list[Promise]

    @property
    def fewer(self) -> int:
        """How many items less would equal the best."""
        return -(self.beside.items or 0)

    @property
    def less(self) -> Decimal:
        """How many points it has less than the best."""
        return -(self.beside.points or Decimal(0))


@dataclass(frozen=True, slots=True)
class Part:
    """A criterion over all the units; `spread` is between the most and the least points."""

    criterion: Criterion
    lines: list[Line]
    spread: Decimal

    @property
    def equal(self) -> bool:
        """Whether nobody is better than anybody."""
        return sum(line.beside.best for line in self.lines) == len(self.lines)

    @property
    def behind(self) -> bool:
        """Whether some unit has items to go to the target."""
        return any(line.cell.figure.short is not None for line in self.lines)


@require_safe
def compare(request: HttpRequest, campaign: str, group: str) -> HttpResponse:
    """Show a few units of a group side by side, criterion by criterion."""
    seen = look(request, campaign, timezone.now())
    found = group_of(seen.board, group)
    form = CompareForm(request.GET, auto_id="%s", label_suffix="")
    given = asked(form)
    listed = list(dict.fromkeys(given["units"]))
    simulated = made(seen.board)
    for unit in listed:
        _check_ranked(seen, found, unit)
    context = {
        "seen": seen,
        "plan": seen.plan,
        "group": found.group,
        "table": seen.address("portal:standings", found.group.code),
        "trail": trail(
            seen.plan,
            (found.group.name, seen.address("portal:standings", found.group.code)),
            (_("So sánh"), ""),
        ),
        "form": form,
        "listed": listed,
        "twice": len(given["units"]) - len(listed),
        "wanted": given["q"],
        "matches": _matches(seen, found, listed, given["q"]),
        "most": MOST,
        "generated": bool(simulated.by_unit),
    }
    if not FEWEST <= len(listed) <= MOST:
        return _refused(request, context, seen, found, listed)
    return render(request, "portal/compare.html", context | _beside(seen, found, listed, simulated))


def _refused(
    request: HttpRequest,
    context: Mapping[str, object],
    seen: Look,
    found: GroupBoard,
    listed: Sequence[str],
) -> HttpResponse:
    """Say how many units can be compared, on a page where some can be added or taken away."""
    broken = RuleBroken("portal.compare-number", fewest=FEWEST, most=MOST, count=len(listed))
    called = _called(seen, listed)
    chosen = [
        (called[unit], _address(seen, found, (each for each in listed if each != unit)))
        for unit in listed
    ]
    more = {"words": broken.text(get_language() or "vi"), "chosen": chosen}
    status = HTTPStatus(broken.status)
    return render(request, "portal/compare_few.html", {**context, **more}, status=status)


def _check_ranked(seen: Look, found: GroupBoard, unit: str) -> None:
    """Refuse a unit that does not exist, is not here, or is ranked elsewhere."""
    node = node_of(seen, unit)
    its = place_of(seen.board, unit)
    if its is None:
        raise RuleBroken("portal.compare-unranked", name=node.label)
    if its is not found:
        raise RuleBroken("portal.compare-other-group", name=node.label, group=its.group.name)


def _called(seen: Look, units: Iterable[str]) -> dict[str, str]:
    """Give what units are called here: namesakes with where they are."""
    labels = {unit: seen.board.tree.nodes[unit].label for unit in units}
    alike = namesakes(labels.values())
    return {
        unit: f"{label}, {where(seen.board, unit)}" if label in alike else label
        for unit, label in labels.items()
    }


def _beside(
    seen: Look, found: GroupBoard, listed: Sequence[str], simulated: Made
) -> dict[str, object]:
    by_unit = {each.sheet.unit: each for each in found.standings}
    chosen = [by_unit[unit] for unit in listed]
    parts = _parts(seen, found, chosen, simulated)
    widest = max(parts, key=lambda part: part.spread, default=None)
    units = _units(seen, found, chosen)
    first = min(units, key=lambda each: each.standing.rank)
    tied = [each.name for each in units if each.standing.rank == first.standing.rank]
    return {
        "units": units,
        "parts": parts,
        "first": first,
        "tied": tied if len(tied) > 1 else [],
        "second": _second(units, first),
        "widest": widest if widest and widest.spread else None,
        "history": _history(seen, found, listed),
        "previous": previous_edition(seen),
        "over": timezone.localdate() > last_day(seen),
    }


def _second(units: Iterable[Unit], first: Unit) -> Unit | None:
    others = [each for each in units if each.standing.rank > first.standing.rank]
    return min(others, key=lambda each: each.standing.rank, default=None)


def _units(seen: Look, found: GroupBoard, chosen: Sequence[Standing]) -> list[Unit]:
    before = ranks(previous_edition(seen), found)
    prizes = {code: prize.name for code, prize in prizes_of(seen, found).items()}
    top = max(each.sheet.published for each in chosen)
    listed = [each.sheet.unit for each in chosen]
    called = _called(seen, listed)
    return [
        Unit(
            unit,
            called[unit],
            seen.address("portal:sheet", unit),
            _address(seen, found, (other for other in listed if other != unit)),
            each,
            before[unit] - each.rank if unit in before else None,
            top - each.sheet.published,
            prizes.get(each.prize or "", ""),
            sum(bool(line.missing) for line in each.sheet.lines),
        )
        for each in chosen
        for unit in [each.sheet.unit]
    ]


def _parts(
    seen: Look, found: GroupBoard, chosen: Sequence[Standing], simulated: Made
) -> list[Part]:
    """Lay the sheets beside each other, criterion by criterion."""
    plan = seen.board.plan
    codes = [line.criterion for line in chosen[0].sheet.lines]
    scales = scales_of(seen, found, codes)
    by_unit = [cells(seen, simulated, scales, each) for each in chosen]
    names = list(_called(seen, [each.sheet.unit for each in chosen]).values())
    found_parts = []
    for index in range(len(codes)):
        lines = [each.sheet.lines[index] for each in chosen]
        row = [mine[index] for mine in by_unit]
        criterion = row[0].figure.criterion
        points = [line.published for line in lines]
        shown = [
            Line(name, cell, line.published, stands, [words.REMARKS[each] for each in line.remarks])
            for name, cell, line, stands in zip(
                names, row, lines, beside(plan, criterion, lines), strict=True
            )
        ]
        found_parts.append(Part(criterion, shown, max(points) - min(points)))
    return found_parts


def _history(
    seen: Look, found: GroupBoard, listed: Sequence[str]
) -> list[tuple[Edition, list[tuple[Placement, Decimal] | None]]]:
    """Give the places of the units in the editions so far; none on another day's tree."""
    if seen.view.on:
        return []
    editions = Edition.objects.of(seen.plan.code, seen.view.stage)
    if seen.view.until:
        editions = editions.filter(until__lte=seen.view.until)
    placed = Placement.objects.filter(edition__in=editions, group=found.group.code, unit__in=listed)
    by_place = {(each.edition_id, each.unit): (each, Decimal(each.points)) for each in placed}
    return [
        (edition, [by_place.get((edition.pk, unit)) for unit in listed]) for edition in editions
    ]


def _matches(
    seen: Look, found: GroupBoard, listed: Sequence[str], text: str
) -> list[tuple[str, int, str]]:
    """Find units to add by a part of their name: what each is called, its rank, where it is added."""
    if not text:
        return []
    nodes = seen.board.tree.nodes
    rows = (
        Row(each.sheet.unit, nodes[each.sheet.unit].label, each.rank, each.sheet.published)
        for each in found.standings
        if each.sheet.unit not in listed
    )
    shown = narrowed(rows, Wanted(text))[:MATCHES]
    called = _called(seen, (row.unit for row in shown))
    return [
        (called[row.unit], row.rank, _address(seen, found, [*listed, row.unit])) for row in shown
    ]


def _address(seen: Look, found: GroupBoard, units: Iterable[str]) -> str:
    base = seen.address("portal:compare", found.group.code)
    return f"{base}{'&' if '?' in base else '?'}units={','.join(units)}"
