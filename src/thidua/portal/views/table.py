"""The columns and cells of a table of ranks: what it is sorted by, its figures and their bars."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.plans.rules import Criterion
from thidua.plans.rules.criteria import is_share
from thidua.points.rules.marks import STATES as VERDICTS
from thidua.points.rules.marks import state
from thidua.points.rules.ranking import Standing
from thidua.points.rules.sheet import Line, applicable
from thidua.points.rules.values import ONE
from thidua.portal.forms.listing import Listing
from thidua.portal.rules.comparing import less_is_better, value
from thidua.portal.rules.listing import (
    CHANGE,
    MARKS,
    NAME,
    POINTS,
    RANK,
    VALUE,
    Above,
    Order,
    Row,
    Scale,
    above,
    scale,
)
from thidua.reading.forms.looking import Look, figures
from thidua.reading.models.drill import Made
from thidua.reading.rules.marks import Figure
from thidua.standings.rules.board import Board, GroupBoard

FINE = frozenset({"near", "missed"})  # what tells one missed target from another


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column: how it is sorted now, and what its link sorts by next."""

    label: str | Promise
    style: str
    now: str  # as aria-sort says it, empty where another column sorts
    next: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A criterion's figure with its door, and its bar on the scale of the group."""

    figure: Figure
    href: str
    length: int
    tick: int | None


def rows_of(
    board: Board, found: GroupBoard, asked: Listing, chains: Above, before: Mapping[str, int]
) -> list[Row]:
    """Make what the table is narrowed and sorted by; marks and values only if they are asked for."""
    nodes = board.tree.nodes
    criteria = applicable(board.plan, found.group, stage=board.stage)
    codes = [criterion.code for criterion in criteria]
    sorted_by = codes.index(asked.order.criterion) if asked.order.criterion else None
    judged, mark = _judged(asked, codes), state if asked.wanted.state in FINE else _coarse
    return [
        Row(
            unit,
            nodes[unit].label,
            each.rank,
            each.sheet.published,
            before[unit] - each.rank if unit in before else None,
            chains[unit],
            None if sorted_by is None else _amount(lines[sorted_by]),
            tuple(mark(criteria[index], lines[index]) for index in judged),
        )
        for each in found.standings
        for unit, lines in [(each.sheet.unit, each.sheet.lines)]
    ]


def _judged(asked: Listing, codes: list[str]) -> Iterable[int]:
    """Say at which places of a sheet the marks are looked at."""
    if asked.criterion:
        return [codes.index(asked.criterion)]
    return range(len(codes)) if asked.wanted.state in MARKS else ()


def _coarse(_criterion: Criterion, line: Line) -> str:
    """Mark a line without asking how near it is to its target, which takes most of the time."""
    return VERDICTS[line.verdict]


def _amount(line: Line) -> Fraction | None:
    if line.denominator is not None:
        return line.ratio
    return None if line.numerator is None else Fraction(line.numerator)


def heads_of(order: Order, columns: Iterable[Criterion], previous: object) -> list[Column]:
    """Make the heads that sort; the first press on a number puts the best first.

    Ranks have changed only since a previous edition.
    """
    fixed = [
        _head(order, _("Hạng"), "rank", RANK, first=""),
        *([_head(order, _("Đổi hạng"), "changed", CHANGE, first="-")] if previous else []),
        _head(order, _("Tên đơn vị"), "", NAME, first=""),
        _head(order, _("Điểm"), "number key", POINTS, first="-"),
    ]
    return fixed + [
        _head(
            order,
            each.label,
            "number",
            f"{VALUE}.{each.code}",
            first="" if less_is_better(each) else "-",
        )
        for each in columns
    ]


def _head(order: Order, label: str | Promise, style: str, key: str, *, first: str) -> Column:
    by = f"{order.by}.{order.criterion}" if order.criterion else order.by
    if by != key:
        return Column(label, style, "", f"{first}{key}")
    if order.descending:
        return Column(label, style, "descending", key)
    return Column(label, style, "ascending", f"-{key}")


def cells(
    seen: Look, simulated: Made, scales: Mapping[str, Scale], standing: Standing
) -> list[Cell]:
    """Make a unit's figures of the criteria that have a scale."""
    unit = standing.sheet.unit
    lines = [line for line in standing.sheet.lines if line.criterion in scales]
    return [
        Cell(
            each,
            seen.address("criteria:figure", unit, line.criterion),
            scales[line.criterion].length(value(seen.board.plan, each.criterion, line)),
            scales[line.criterion].tick,
        )
        for each, line in zip(figures(simulated, unit, lines), lines, strict=True)
    ]


def scales_of(seen: Look, found: GroupBoard, show: Iterable[str]) -> dict[str, Scale]:
    """Make the scales of the bars of some criteria, over a whole group."""
    plan, wanted = seen.board.plan, set(show)
    criteria = applicable(plan, found.group, stage=seen.board.stage)
    return {
        criterion.code: scale(
            criterion.target.value if criterion.target else None,
            (_amount(each.sheet.lines[place]) for each in found.standings),
            most=ONE if is_share(criterion.indicator, plan.measures) else None,
        )
        for place, criterion in enumerate(criteria)
        if criterion.code in wanted
    }


def where(board: Board, unit: str) -> str:
    """Say under which units a unit stands, the nearest first: what tells namesakes apart."""
    nodes = board.tree.nodes
    chain = above(board.tree, board.plan.root, [unit])[unit]
    return ", ".join(nodes[each].label for each in reversed(chain))


def strip_of(seen: Look, scales: Mapping[str, Scale], standing: Standing) -> list[str]:
    """Give the states of all criteria in their order; nothing where each has a column."""
    lines = standing.sheet.lines
    if len(scales) == len(lines):
        return []
    criteria = {criterion.code: criterion for criterion in seen.board.plan.criteria}
    return [state(criteria[line.criterion], line) for line in lines]
