"""What a page says of itself elsewhere: a sentence, and the lines of its card."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from thidua.kernel.numbers import rounded, write

MOST_ROWS = 5
LONGEST_NAME = 44


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a card: a place, a name, its value, and what is said beside; empty is nothing."""

    place: str
    name: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A page as it is shared; `made` are the words for simulated counts, empty without any."""

    over: str
    title: str
    sentence: str
    rows: tuple[Row, ...]
    foot: str
    made: str


def number(value: int | Decimal, language: str) -> str:
    """Write a number as the readers of a language do."""
    if language == "en":
        return format(value, ",f" if isinstance(value, Decimal) else ",")
    return write(value)


def percent(share: Fraction, language: str) -> str:
    """Write a share as a percentage with two digits."""
    space = "" if language == "en" else "\N{NO-BREAK SPACE}"
    return f"{number(rounded(share * 100, 2, 'half_up'), language)}{space}%"


def cut(text: str, longest: int = LONGEST_NAME) -> str:
    """Keep a name on one line."""
    plain = " ".join(text.split())
    return plain if len(plain) <= longest else f"{plain[: longest - 1].rstrip()}…"


def moved(before: Iterable[tuple[str, int]], after: Iterable[tuple[str, int]]) -> int:
    """Count the units whose rank is another than in the edition before."""
    ranks = dict(before)
    return sum(ranks.get(unit, rank) != rank for unit, rank in after)
