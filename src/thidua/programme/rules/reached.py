"""What a campaign reached over its whole area, criterion by criterion, with its pillar.

An area's value is the sum of its numerators over the sum of its denominators; a criterion of the
units' own offices is added up over the ranked units that it is for.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from thidua.plans.rules import Criterion, Form, Group, Plan, Scope
from thidua.plans.rules.criteria import is_for, measure_keys
from thidua.points.rules.marks import plain, short, state
from thidua.points.rules.overall import overall
from thidua.points.rules.rollup import add
from thidua.points.rules.sheet import Line, sheets
from thidua.points.rules.values import readers
from thidua.programme.rules import Pillar, pillar_of
from thidua.standings.rules.board import Board, GroupBoard

Quantities = Mapping[str, int | Decimal]


@dataclass(frozen=True, slots=True)
class Reached:
    """Where a criterion stands over the whole area; None is what there is nothing of.

    `short` is by how many items the target is missed; `unit` is what an item is called;
    `generated` says that simulated counts are in it.
    """

    criterion: Criterion
    pillar: Pillar | None
    numerator: int | Decimal | None
    denominator: int | Decimal | None
    share: Fraction | None
    state: str
    short: int | None
    unit: str
    generated: bool


def reached(board: Board, simulated: Collection[str]) -> tuple[Reached, ...]:
    """Judge a campaign's root on every criterion that can be added up.

    `simulated` names the measures that have simulated counts in them.
    """
    plan = overall(board.plan)
    found = []
    for criterion in plan.criteria:
        group = next((each for each in plan.groups if is_for(criterion, each)), None)
        line = _line(board, plan, criterion, group) if group else None
        if line is not None:
            generated = is_generated(plan, criterion, simulated)
            found.append(_reached(plan, criterion, line, generated=generated))
    return tuple(found)


def item(plan: Plan, criterion: Criterion) -> str:
    """Say what is counted above the line; nothing for units that reached a norm."""
    if criterion.indicator.form is Form.MEMBERS_REACHING:
        return ""
    return plan.measures[criterion.indicator.parts[0].numerator[0]].unit


def is_generated(plan: Plan, criterion: Criterion, simulated: Collection[str]) -> bool:
    """Whether simulated counts are in a criterion's values."""
    return plan.generated or not measure_keys(criterion.indicator).isdisjoint(simulated)


def _reached(plan: Plan, criterion: Criterion, line: Line, *, generated: bool) -> Reached:
    counted = line.denominator is None or line.denominator == line.volume
    return Reached(
        criterion,
        pillar_of(criterion.pillar),
        plain(line.numerator) if counted else None,
        plain(line.denominator) if counted else None,
        line.ratio,
        state(criterion, line),
        short(criterion, line),
        item(plan, criterion),
        generated,
    )


def _line(board: Board, plan: Plan, criterion: Criterion, group: Group) -> Line | None:
    quantities = {plan.root: _quantities(board, plan, criterion)}
    made = sheets(plan, group, quantities, stage=board.stage)[0]
    return next((line for line in made.lines if line.criterion == criterion.code), None)


def _quantities(board: Board, plan: Plan, criterion: Criterion) -> Quantities:
    if criterion.scope is not Scope.OWN:
        return board.quantities.get(plan.root, {})
    found: dict[str, int | Decimal] = {}
    for unit in _ranked(board, criterion):
        for key in readers(plan)[criterion.code].keys & board.quantities[unit].keys():
            more = board.quantities[unit][key]
            found[key] = add(found[key], more) if key in found else more
    return found


def _ranked(board: Board, criterion: Criterion) -> Iterator[str]:
    groups: Iterator[GroupBoard] = (each for each in board.groups if is_for(criterion, each.group))
    return (standing.sheet.unit for each in groups for standing in each.standings)
