"""A merger or division seen from both sides: the figures of the units before it and after it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from thidua.kernel.errors import RuleBroken
from thidua.plans.rules import Criterion
from thidua.proofs.models.naming import names
from thidua.reading.forms.looking import Look, figures, lines_of_each, whole
from thidua.reading.models.drill import made
from thidua.reading.rules.family import Change, changes
from thidua.reading.rules.marks import Figure
from thidua.standings.models.live import live
from thidua.units.models import successions

Row = tuple[str, Figure, str]  # a unit's name, its figure, and where the figure opens


@dataclass(frozen=True, slots=True)
class Across:
    """What a unit went through, in names, with every criterion's figures before and after.

    `held_back`: what the new units counted themselves is not in the figures of the old ones.
    """

    change: Change
    before: list[str]
    after: list[str]
    undivided: list[str]
    held_back: bool
    shares: list[tuple[str, str, object]]
    figures: list[tuple[Criterion, list[Row], list[Row]]]


def across(seen: Look, unit: str) -> list[Across]:
    """Show every change of a unit from both sides."""
    return [_across(seen, change) for change in changes(unit, successions([unit]))]


def _across(seen: Look, change: Change) -> Across:
    named = names({*change.before, *change.after})
    own = seen.plan.tree_day
    older, younger = (own, change.on) if own < change.on else (change.on - timedelta(1), own)
    past, present = _on(seen, older), _on(seen, younger)
    before, after = _rows(past, change.before), _rows(present, change.after)
    return Across(
        change,
        [named[each] for each in change.before],
        [named[each] for each in change.after],
        [named[each] for each in change.undivided],
        _held_back(past, present, change),
        [(named[each.predecessor], named[each.successor], each.share) for each in change.steps],
        [
            (criterion, before[criterion.code], after.get(criterion.code, []))
            for criterion in seen.board.plan.criteria
            if _is_counted(before.get(criterion.code, []))
        ],
    )


def _is_counted(rows: Iterable[Row]) -> bool:
    return any(figure.state != "unknown" for _name, figure, _href in rows)


def _held_back(past: Look | None, present: Look | None, change: Change) -> bool:
    """Whether counts of the new units cannot be carried back, so that the old ones lack them."""
    if past is None or present is None:
        return False
    tree = present.board.tree
    mine = {each for unit in change.after if unit in tree.nodes for each in tree.territory(unit)}
    return not mine.isdisjoint(past.board.stayed)


def _rows(there: Look | None, units: Iterable[str]) -> dict[str, list[Row]]:
    """Give the figures of some units by criterion; none where they do not stand."""
    if there is None:
        return {}
    nodes, simulated = there.board.tree.nodes, made(there.board)
    found: dict[str, list[Row]] = {}
    mine = [unit for unit in units if unit in nodes]
    for unit, lines in lines_of_each(there.board, mine).items():
        for each in figures(simulated, unit, lines.values()):
            href = there.address("criteria:figure", unit, each.criterion.code)
            found.setdefault(each.criterion.code, []).append((nodes[unit].label, each, href))
    return found


def _on(seen: Look, day: date) -> Look | None:
    """Look at the same standings on the tree of another day; None where it has no root there."""
    view = replace(seen.view, on=None if day == seen.plan.tree_day else day)
    try:
        board = live(seen.plan.code, stage=view.stage, until=view.until, on=view.on)
    except RuleBroken:
        return None
    return replace(seen, view=view, board=whole(board))
