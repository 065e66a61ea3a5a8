"""A criterion's value as a page shows it."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from thidua.plans.rules import Criterion, Form, Plan
from thidua.points.rules.marks import plain, short, state
from thidua.points.rules.sheet import Line

__all__ = ["Figure", "figure", "plain"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A criterion's value as a page shows it; None is what there is nothing of.

    `short` is by how many items a target is missed, None where it is reached or not in items;
    `unit` is what an item is called, empty for units that reached a norm; `generated` says that
    simulated counts are in it.
    """

    criterion: Criterion
    numerator: int | Decimal | None
    denominator: int | Decimal | None
    share: Fraction | None
    state: str
    short: int | None
    unit: str
    generated: bool


def figure(plan: Plan, criterion: Criterion, line: Line, *, generated: bool) -> Figure:
    """Make what is shown out of a line of a sheet."""
    counted = line.denominator is None or line.denominator == line.volume
    return Figure(
        criterion,
        plain(line.numerator) if counted else None,
        plain(line.denominator) if counted else None,
        line.ratio,
        state(criterion, line),
        short(criterion, line),
        _unit(plan, criterion),
        generated,
    )


def _unit(plan: Plan, criterion: Criterion) -> str:
    if criterion.indicator.form is Form.MEMBERS_REACHING:
        return ""
    return plan.measures[criterion.indicator.parts[0].numerator[0]].unit
