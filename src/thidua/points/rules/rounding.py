"""Round points for publication so that the lines always add up to the total that is shown."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import lcm

from thidua.kernel.numbers import ROUNDINGS
from thidua.plans.rules import Rounding


def publish(
    points: Sequence[Fraction], total: Fraction, rounding: Rounding
) -> tuple[list[Decimal], Decimal]:
    """Round the lines of one sheet, whose exact sum is `total`, and give the sum that is shown.

    On `line`, each by itself. On `total`, the sum is rounded and every line is cut down; what is
    left over goes, one last digit each, to the lines that lost most (the first of equals).
    """
    scale = 10**rounding.digits
    turn = ROUNDINGS[rounding.mode]
    if rounding.on == "line":
        lines = [turn(line.numerator * scale, line.denominator) for line in points]
    else:
        lines = _shared_out(turn(total.numerator * scale, total.denominator), points, scale)
    return [_decimal(line, rounding.digits) for line in lines], _decimal(
        sum(lines), rounding.digits
    )


def add_up(points: Sequence[Fraction]) -> Fraction:
    """Add exactly, and reduce once at the end: `sum` would reduce at every step."""
    whole = lcm(*[line.denominator for line in points])
    return Fraction(sum(line.numerator * (whole // line.denominator) for line in points), whole)


def _shared_out(total: int, points: Sequence[Fraction], scale: int) -> list[int]:
    parts = [divmod(line.numerator * scale, line.denominator) for line in points]
    lines = [cut for cut, _ in parts]
    if over := total - sum(lines):
        whole = lcm(*[line.denominator for line in points])
        lost = [
            rest * (whole // line.denominator)
            for (_, rest), line in zip(parts, points, strict=True)
        ]
        for place in sorted(range(len(lines)), key=lost.__getitem__, reverse=True)[:over]:
            lines[place] += 1
    return lines


def _decimal(number: int, digits: int) -> Decimal:
    return Decimal(f"{number}e-{digits}")
