"""Compare the lines of a few units on one criterion: who is best, and what the others lack.

Best is the best value: the least where less is better. Points say it where values have no order.
What a unit lacks is told in points and in items, with its denominator as it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from thidua.plans.rules import Criterion, Effect, Plan
from thidua.plans.rules.criteria import is_share
from thidua.points.rules.marks import IN_ITEMS
from thidua.points.rules.methods import LOWER_IS_BETTER, as_share
from thidua.points.rules.sheet import Line

FEWEST, MOST = 2, 5
UNORDERED = frozenset({"role"})  # their values are names in numbers


@dataclass(frozen=True, slots=True)
class Beside:
    """How a line stands to the best one.

    `best`: nobody is better. `points`: how many it has more (or, below zero, fewer) than the best
    line; `items`: how many more items would equal it, below zero how many fewer. Both are None
    where there is nothing to compare: no value of its own, or nobody else's.
    """

    best: bool
    points: Decimal | None
    items: int | None


NOTHING = Beside(best=False, points=None, items=None)


def beside(plan: Plan, criterion: Criterion, lines: Sequence[Line]) -> tuple[Beside, ...]:
    """Compare lines of one criterion, in the order in which they come."""
    merits = [_merit(plan, criterion, line) for line in lines]
    known = [(merit, line) for merit, line in zip(merits, lines, strict=True) if merit is not None]
    if len(known) < FEWEST:
        return (NOTHING,) * len(lines)
    top = max(merit for merit, _ in known)
    first = next(line for merit, line in known if merit == top)
    return tuple(
        NOTHING
        if merit is None
        else Beside(
            merit == top,
            line.published - first.published,
            None if merit == top else _items(plan, criterion, line, first),
        )
        for merit, line in zip(merits, lines, strict=True)
    )


def value(plan: Plan, criterion: Criterion, line: Line) -> Fraction | None:
    """Give a line's value as methods see it: a share stays between none and all."""
    if line.denominator is None:
        return None if line.numerator is None else Fraction(line.numerator)
    if line.ratio is None or not is_share(criterion.indicator, plan.measures):
        return line.ratio
    return as_share(line.ratio)


def _merit(plan: Plan, criterion: Criterion, line: Line) -> Fraction | None:
    found = value(plan, criterion, line)
    if found is None:
        return None
    if criterion.method in UNORDERED:
        return Fraction(line.published)
    return -found if less_is_better(criterion) else found


def less_is_better(criterion: Criterion) -> bool:
    """Whether a smaller value earns more, or loses less."""
    return (criterion.method in LOWER_IS_BETTER) != (criterion.effect is Effect.DEDUCTION)


def _items(plan: Plan, criterion: Criterion, line: Line, first: Line) -> int | None:
    aim = value(plan, criterion, first)
    if criterion.indicator.form not in IN_ITEMS or aim is None or line.numerator is None:
        return None
    if criterion.method in UNORDERED:
        return None
    asked = aim if line.denominator is None else aim * Fraction(line.denominator)
    if less_is_better(criterion):
        return floor(asked) - ceil(Fraction(line.numerator))
    return ceil(asked) - floor(Fraction(line.numerator))
