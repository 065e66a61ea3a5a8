"""What is around a unit: its parts, and the units before and after it with figures of their own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from thidua.kernel.periods import ONE_DAY
from thidua.kernel.text import sort_key
from thidua.points.rules.ranking import Standing
from thidua.portal.rules.family import Relative
from thidua.proofs.models.naming import names
from thidua.reading.forms.looking import Look, figures, lines_of, place_of, whole
from thidua.reading.models.drill import made
from thidua.reading.rules.marks import Figure
from thidua.standings.models.live import live
from thidua.units.rules import Node

MOST_PARTS = 120  # a province of today has up to 170 communes: the rest is in the standings
MOST_RELATIVES = 8


@dataclass(frozen=True, slots=True)
class Part:
    """A unit directly below, with its standing where it has one, and its figures."""

    node: Node
    standing: Standing | None
    figures: list[Figure]


@dataclass(frozen=True, slots=True)
class Kinsman:
    """A unit before or after: its name, and its figures on the tree of its own day, if any."""

    relative: Relative
    name: str
    on: date
    figures: list[Figure]


def parts(seen: Look, unit: str) -> list[Part]:
    """List what is directly below a unit: ranked parts by rank, the others by name."""
    board, simulated = whole(seen.board), made(seen.board)
    found = []
    for child in list(board.tree.children.get(unit, ()))[:MOST_PARTS]:
        group = place_of(board, child)
        standing = next((each for each in group.standings if each.sheet.unit == child), None) if group else None  # fmt: skip
        lines = standing.sheet.lines if standing else lines_of(board, child).values()
        found.append(Part(board.tree.nodes[child], standing, figures(simulated, child, lines)))
    return sorted(found, key=_order)


def _order(part: Part) -> tuple[bool, int, object]:
    rank = part.standing.rank if part.standing else 0
    return (part.standing is None, rank, sort_key(part.node.label))


def kinsmen(seen: Look, relatives: Iterable[Relative], *, earlier: bool) -> list[Kinsman]:
    """Give relatives with their figures, each on the tree of a day on which it stood."""
    listed = list(relatives)
    named = names({each.unit for each in listed})
    found = []
    for number, each in enumerate(listed):
        on = each.on - ONE_DAY if earlier else each.on
        shown = _figures(seen, each.unit, on) if number < MOST_RELATIVES else []
        found.append(Kinsman(each, named[each.unit], on, shown))
    return found


def _figures(seen: Look, unit: str, on: date) -> list[Figure]:
    other = live(seen.plan.code, stage=seen.view.stage, until=seen.view.until, on=on)
    if unit not in other.tree.nodes:
        return []
    return figures(made(other), unit, lines_of(whole(other), unit).values())
