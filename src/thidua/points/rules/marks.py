"""How a value stands to its target, in a mark and in whole items."""

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from thidua.kernel.numbers import rounded
from thidua.plans.rules import Criterion, Form
from thidua.points.rules.methods import LOWER_IS_BETTER
from thidua.points.rules.sheet import Line, Verdict
from thidua.points.rules.values import Number, Quantity

NEAR = Fraction(9, 10)  # of the target
DIGITS = 2
IN_ITEMS = frozenset({Form.RATIO, Form.COUNT, Form.GREATER_DENOMINATOR, Form.MEMBERS_REACHING})

STATES = {
    Verdict.EXCEEDED: "exceeded",
    Verdict.MET: "reached",
    Verdict.MISSED: "missed",
    Verdict.MISSING: "unknown",
    Verdict.NOT_APPLICABLE: "",
}


def state(criterion: Criterion, line: Line) -> str:
    """Name the mark of a line: exceeded, reached, near, missed, unknown; empty without a target."""
    if line.verdict is Verdict.MISSED and criterion.target and _is_near(criterion, line):
        return "near"
    return STATES[line.verdict]


def short(criterion: Criterion, line: Line) -> int | None:
    """Say how many items a missed target still asks for, or how many are too many."""
    if line.verdict is not Verdict.MISSED or criterion.indicator.form not in IN_ITEMS:
        return None
    target, numerator = criterion.target, line.numerator
    if target is None or numerator is None:
        return None
    asked = target.value if line.denominator is None else target.value * Fraction(line.denominator)
    if criterion.method in LOWER_IS_BETTER:
        return ceil(Fraction(numerator)) - floor(asked)
    return ceil(asked) - floor(Fraction(numerator))


def plain(number: Number | Quantity | None) -> int | Decimal | None:
    """Make a number that is printed: whole where it is whole, else with two decimals."""
    if number is None or isinstance(number, int):
        return number
    fraction = Fraction(number)
    if fraction.denominator == 1:
        return fraction.numerator
    return rounded(fraction, DIGITS, "half_up")


def _is_near(criterion: Criterion, line: Line) -> bool:
    amount = line.ratio if line.denominator is not None else line.numerator
    if amount is None or criterion.target is None:
        return False
    target = criterion.target.value
    if criterion.method in LOWER_IS_BETTER:
        return amount * NEAR <= target
    return amount >= target * NEAR
