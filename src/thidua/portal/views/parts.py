"""The units directly under a unit in a campaign: their ranks, points and figures."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.http import QueryDict

from thidua.kernel.text import sort_key
from thidua.plans.rules import Criterion, Group
from thidua.points.rules.ranking import Standing
from thidua.proofs.forms import page
from thidua.reading.forms.looking import Look, figures, lines_of_each, whole
from thidua.reading.models.drill import Made
from thidua.reading.rules.marks import Figure, plain

A_PAGE = 50
MOST_COLUMNS = 5
PERCENT = 100

Place = tuple[Group, int, Standing]  # a group, how many it ranks, and a unit's place in it


@dataclass(frozen=True, slots=True)
class Part:
    """A unit under another; without a group it has no rank and no points."""

    name: str
    href: str
    group: Group | None
    ranked: int
    rank: int | None
    points: Decimal | None
    most: int | Decimal | None
    length: int  # of the bar of its points, in percent
    cells: list[tuple[Figure, str] | None]


def parts_of(seen: Look, unit: str, simulated: Made, data: QueryDict) -> dict[str, Any]:
    """List the units under a unit, group by group and best first, then those without a rank."""
    nodes, places = seen.board.tree.nodes, _places(seen)
    order = {group.code: index for index, group in enumerate(seen.board.plan.groups)}

    def place(each: str) -> tuple[int, int, str]:
        found = places.get(each)
        rank = (order[found[0].code], found[2].rank) if found else (len(order), 0)
        return (*rank, sort_key(nodes[each].label))

    below = sorted(seen.board.tree.children.get(unit, ()), key=place)
    shown = page(below, data, A_PAGE)
    drawn = _figures(seen, list(shown), places, simulated)
    columns = _columns(seen, drawn)
    rows = [_part(seen, each, places.get(each), drawn[each], columns) for each in shown]
    groups = len({row.group.code for row in rows if row.group})
    return {"page": shown, "parts": rows, "columns": columns, "groups": groups}


def _places(seen: Look) -> dict[str, Place]:
    return {
        standing.sheet.unit: (each.group, len(each.standings), standing)
        for each in seen.board.groups
        for standing in each.standings
    }


def _figures(
    seen: Look, units: list[str], places: dict[str, Place], simulated: Made
) -> dict[str, dict[str, Figure]]:
    lines = lines_of_each(whole(seen.board), [each for each in units if each not in places])
    ranked = {each: places[each][2].sheet.lines for each in units if each in places}
    judged = ranked | {each: tuple(found.values()) for each, found in lines.items()}
    return {
        unit: {each.criterion.code: each for each in figures(simulated, unit, found)}
        for unit, found in judged.items()
    }


def _columns(seen: Look, drawn: dict[str, dict[str, Figure]]) -> list[Criterion]:
    """Give the criteria that somebody has; none where they would be too many to stand together."""
    found = [
        criterion
        for criterion in seen.board.plan.criteria
        if any(criterion.code in mine for mine in drawn.values())
    ]
    return found if len(found) <= MOST_COLUMNS else []


def _part(
    seen: Look,
    unit: str,
    found: Place | None,
    drawn: dict[str, Figure],
    columns: list[Criterion],
) -> Part:
    cells = [
        (drawn[each.code], seen.address("criteria:figure", unit, each.code))
        if each.code in drawn
        else None
        for each in columns
    ]
    name, href = seen.board.tree.nodes[unit].label, seen.address("portal:sheet", unit)
    if found is None:
        return Part(name, href, None, 0, None, None, None, 0, cells)
    group, ranked, standing = found
    points, most = standing.sheet.published, sum(line.most for line in standing.sheet.lines)
    length = round(PERCENT * Fraction(points) / most) if most > 0 and points > 0 else 0
    length = min(length, PERCENT)
    return Part(name, href, group, ranked, standing.rank, points, plain(most), length, cells)
