"""Round points for publication so that the lines always add up to the total that is shown."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from thidua.campaigns.rules import Rounding
from thidua.kernel.numbers import ROUNDINGS


def publish(points: Sequence[Fraction], rounding: Rounding) -> tuple[list[Decimal], Decimal]:
    """Round the lines of one sheet, and give their sum.

    On `line`, each by itself. On `total`, the sum is rounded and every line is cut down; what is
    left over goes, one last digit each, to the lines that lost most (the first of equals).
    """
    scale = 10**rounding.digits
    turn = ROUNDINGS[rounding.mode]
    if rounding.on == "line":
        lines = [turn(line * scale) for line in points]
    else:
        lines = _shared_out(turn(sum(points, Fraction(0)) * scale), points, scale)
    return [_decimal(line, rounding.digits) for line in lines], _decimal(
        sum(lines), rounding.digits
    )


def _shared_out(total: int, points: Sequence[Fraction], scale: int) -> list[int]:
    parts = [divmod(line.numerator * scale, line.denominator) for line in points]
    lines = [whole for whole, _ in parts]
    lost = [Fraction(rest, line.denominator) for (_, rest), line in zip(parts, points, strict=True)]
    by_loss = sorted(range(len(lines)), key=lost.__getitem__, reverse=True)
    for place in by_loss[: total - sum(lines)]:
        lines[place] += 1
    return lines


def _decimal(number: int, digits: int) -> Decimal:
    return Decimal(f"{number}e-{digits}")
