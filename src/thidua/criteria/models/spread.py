"""A criterion over the units of a group: who stands where, who is missing, who is behind."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from thidua.charts.rules.strip import Stand, Strip, strip
from thidua.plans.rules import Criterion, Form, Group
from thidua.plans.rules.criteria import is_for
from thidua.points.rules.ranking import Standing
from thidua.points.rules.sheet import is_asked
from thidua.points.rules.values import Number, Tally, tally_keys
from thidua.reading.models.drill import Made
from thidua.reading.rules.marks import Figure, figure, plain
from thidua.standings.rules.board import Board, GroupBoard

STATES = ("exceeded", "reached", "near", "missed")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with its figure, its points for it, and the unit above it, if that is on the tree."""

    id: str
    name: str
    above: str
    figure: Figure
    amount: Fraction | None
    points: Decimal
    most: int | Decimal | None
    lacking: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """All units of a group; `states` counts them by their mark, the best first."""

    group: Group
    units: tuple[Unit, ...]  # with a value, highest first
    missing: tuple[Unit, ...]
    behind: tuple[Unit, ...]  # the most items short first
    states: tuple[tuple[str, int], ...]
    strip: Strip | None

    @property
    def named(self) -> Mapping[str, Unit]:
        """The units by id."""
        return {each.id: each for each in (*self.units, *self.missing)}

    @property
    def lowest(self) -> Unit | None:
        """The unit with the lowest value."""
        return self.units[-1] if self.units else None

    @property
    def example(self) -> Unit | None:
        """The unit in the middle: what a value earns is shown on it."""
        return self.units[len(self.units) // 2] if self.units else None


def groups_of(board: Board, criterion: Criterion) -> list[GroupBoard]:
    """Give the groups that a criterion is for, the largest first; none in a stage without it."""
    if not is_asked(criterion, board.stage):
        return []
    found = [each for each in board.groups if is_for(criterion, each.group)]
    return sorted(found, key=lambda each: -len(each.standings))


def spread(made: Made, found: GroupBoard, criterion: Criterion) -> Spread:
    """Look at every unit of a group on one criterion."""
    tallies = tally_keys(made.board.plan)
    units = [_unit(made, criterion, standing, tallies) for standing in found.standings]
    there = [each for each in units if each.amount is not None]
    there.sort(key=lambda each: (-(each.amount or 0), each.id))
    stands = [
        Stand(each.id, each.amount, each.figure.state) for each in there if each.amount is not None
    ]
    short = [each for each in units if each.figure.short]
    short.sort(key=lambda each: (-(each.figure.short or 0), each.amount or 0, each.id))
    goal = criterion.target.value if criterion.target else None
    return Spread(
        group=found.group,
        units=tuple(there),
        missing=tuple(each for each in units if each.amount is None),
        behind=tuple(short),
        states=_states(units),
        strip=strip(stands, goal, share=criterion.indicator.form is not Form.COUNT),
    )


def _states(units: Sequence[Unit]) -> tuple[tuple[str, int], ...]:
    counts = Counter(each.figure.state for each in units)
    return tuple((state, counts[state]) for state in STATES if counts[state])


def _unit(
    made: Made, criterion: Criterion, standing: Standing, tallies: Mapping[str, Tally]
) -> Unit:
    board, unit = made.board, standing.sheet.unit
    node = board.tree.nodes[unit]
    line = next(each for each in standing.sheet.lines if each.criterion == criterion.code)
    above = board.tree.nodes.get(node.parent or node.overseen_by or "")
    lacking = dict.fromkeys(
        board.plan.measures[key].label for miss in line.missing for key in tallies[miss].measures
    )
    return Unit(
        unit,
        node.label,
        above.label if above else "",
        figure(board.plan, criterion, line, generated=made.at(criterion, unit)),
        line.ratio if line.denominator is not None else _number(line.numerator),
        line.published,
        plain(line.most),
        tuple(lacking),
    )


def _number(number: Number | None) -> Fraction | None:
    return None if number is None else Fraction(number)
