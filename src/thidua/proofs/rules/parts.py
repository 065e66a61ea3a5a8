"""Whose counts make a figure, and in which figures a count is.

A figure (số trên bảng) is the value of a unit on a criterion. Down from a figure and up from a
fact have to be the same way: `figures_of` asks `counted`, by which a figure is taken apart.
"""

from dataclasses import dataclass

from thidua.plans.rules import Criterion, Form, Scope
from thidua.plans.rules.criteria import is_for
from thidua.standings.rules.board import Board


@dataclass(frozen=True, slots=True)
class Place:
    """A figure that a fact counts in: a unit's value on a criterion."""

    criterion: Criterion
    unit: str


def figures_of(board: Board, measure: str, unit: str) -> tuple[Place, ...]:
    """List the figures of a board that counts of a measure at a unit are part of, nearest first."""
    way = _upwards(board, unit)
    return tuple(
        Place(criterion, each)
        for criterion in board.plan.criteria
        if measure in _measures(criterion)
        for each in way
        if _is_judged(board, criterion, each) and unit in counted(board, criterion, each)
    )


def _measures(criterion: Criterion) -> set[str]:
    parts = criterion.indicator.parts
    return {key for part in parts for key in (*part.numerator, *part.denominator)}


def _upwards(board: Board, unit: str) -> list[str]:
    """List a unit of the tree and all whose territory it is in, nearest first."""
    way = []
    above: str | None = unit
    while above and (node := board.tree.nodes.get(above)):
        way.append(above)
        above = node.parent
    return way


def _is_judged(board: Board, criterion: Criterion, unit: str) -> bool:
    """Whether a unit has a value: it, or a unit in it, is ranked where the criterion applies."""
    inside = set(board.tree.territory(unit))
    groups = [each for each in board.groups if is_for(criterion, each.group)]
    return any(standing.sheet.unit in inside for each in groups for standing in each.standings)


def members(board: Board, criterion: Criterion, unit: str) -> list[str] | None:
    """List the ranked units that make up an area where each counts for itself; None elsewhere."""
    if criterion.scope is not Scope.OWN or is_ranked(board, unit):
        return None
    groups = [each for each in board.groups if is_for(criterion, each.group)]
    mine = {standing.sheet.unit for each in groups for standing in each.standings}
    return sorted(mine.intersection(board.tree.territory(unit)))


def is_ranked(board: Board, unit: str) -> bool:
    """Whether a unit has a rank; tallies are kept for ranked units and the root."""
    if unit != board.plan.root:
        return unit in board.quantities
    return any(unit == standing.sheet.unit for each in board.groups for standing in each.standings)


def counted(board: Board, criterion: Criterion, unit: str) -> list[str]:
    """List the units whose facts make the value, on the board's tree."""
    if (area := members(board, criterion, unit)) is not None:
        return area
    if criterion.indicator.form is not Form.MEMBERS_REACHING and criterion.scope is Scope.OWN:
        return [unit]
    below = list(board.tree.territory(unit))
    return below if with_own(criterion) else below[1:]


def with_own(criterion: Criterion) -> bool:
    """Whether the counts of a unit's own office are in its value."""
    return (
        criterion.scope is not Scope.CHILDREN
        and criterion.indicator.form is not Form.MEMBERS_REACHING
    )
