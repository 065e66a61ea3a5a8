"""Numbers as Vietnamese officials write them: dots between thousands, a comma before decimals.

What could be read in two ways is refused rather than guessed: `7,875` and `0.875` are a whole
number in one notation and a fraction in the other. `7.875` is 7875, always.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from unicodedata import normalize

from thidua.kernel.errors import RuleBroken

SCALES: Mapping[str, int] = {
    "": 1,
    "nghìn": 10**3,
    "ngàn": 10**3,
    "triệu": 10**6,
    "tỷ": 10**9,
    "tỉ": 10**9,
    "nghìn tỷ": 10**12,
    "nghìn tỉ": 10**12,
    "ngàn tỷ": 10**12,
    "ngàn tỉ": 10**12,
    "triệu tỷ": 10**15,
    "triệu tỉ": 10**15,
}

_NUMBER = re.compile(
    r"(?P<sign>[-\u2212]?)(?P<whole>[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,4}|0|[1-9][0-9]{0,14})"
    r"(?:,(?P<decimals>[0-9]{1,9}))?"
)
_AMBIGUOUS = re.compile(r"[-\u2212]?(?:[1-9][0-9]{0,2},[0-9]{3}|0\.[0-9]{3})")
_SWAPPED = str.maketrans(",.", ".,")


def _half_up(numerator: int, denominator: int) -> int:
    away = (2 * abs(numerator) + denominator) // (2 * denominator)
    return away if numerator > 0 else -away


def _half_even(numerator: int, denominator: int) -> int:
    whole, rest = divmod(numerator, denominator)
    return whole + (2 * rest + whole % 2 > denominator)


def _down(numerator: int, denominator: int) -> int:
    return numerator // denominator if numerator > 0 else -(-numerator // denominator)


# How a quotient becomes a whole number: on integers, because tens of thousands are needed.
ROUNDINGS: Mapping[str, Callable[[int, int], int]] = {
    "half_up": _half_up,  # half a digit goes away from zero, as officials round
    "half_even": _half_even,
    "down": _down,
}


def read(text: str) -> int | Decimal:
    """Read a number, with or without a scale word: `1.234,5`, `46 tỷ`, `6,1 tỉ`.

    What is written without decimals, or is whole after its scale word, is an int.
    """
    figures, _, word = " ".join(normalize("NFC", text).casefold().split()).partition(" ")
    if word not in SCALES:
        raise RuleBroken("kernel.number-unreadable", text=text)
    number = _figures(figures, text) * SCALES[word]
    return int(number) if word and number == int(number) else number


def read_percent(text: str) -> Decimal:
    """Read `87,25%` as the share 0.8725; the percent sign must be there."""
    figures, sign, rest = text.strip().partition("%")
    if not sign or rest:
        raise RuleBroken("kernel.percent-unreadable", text=text)
    return Decimal(f"{_figures(figures.rstrip(), text)}e-2")


def _figures(figures: str, text: str) -> int | Decimal:
    if _AMBIGUOUS.fullmatch(figures):
        raise RuleBroken("kernel.number-ambiguous", text=text)
    if not (found := _NUMBER.fullmatch(figures)):
        raise RuleBroken("kernel.number-unreadable", text=text)
    sign = "-" if found["sign"] else ""
    whole = found["whole"].replace(".", "")
    if found["decimals"] is None:
        return int(f"{sign}{whole}")
    return Decimal(f"{sign}{whole}.{found['decimals']}")


def write(value: int | Decimal) -> str:
    """Write a number with the decimals it has: 7875 is `7.875`, 87.25 is `87,25`."""
    return format(value, ",f" if isinstance(value, Decimal) else ",").translate(_SWAPPED)


def write_percent(share: Fraction, digits: int) -> str:
    """Write a share as a percentage, rounded half up: `87,25%`."""
    return f"{write(rounded(share * 100, digits, 'half_up'))}%"


def rounded(value: Fraction, digits: int, mode: str) -> Decimal:
    """Round an exact ratio to a Decimal of exactly `digits` decimals, by a named rounding."""
    number = ROUNDINGS[mode](value.numerator * 10**digits, value.denominator)
    return Decimal(f"{number}e-{digits}")
