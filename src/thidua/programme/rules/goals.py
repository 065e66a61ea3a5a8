"""A goal of a year: the words of a document, the exact number in them, and what was reached.

Goal: mục tiêu. The number is read as officials write it; what could be read in two ways is refused.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from thidua.kernel.errors import RuleBroken
from thidua.kernel.numbers import read, read_percent, write

NEAR = Fraction(9, 10)  # of what is asked
LONGEST = 30  # letters of a number


class Direction(StrEnum):
    """Which way is better."""

    AT_LEAST = "at-least"
    AT_MOST = "at-most"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as written, exactly; `is_share` where it was a percentage."""

    value: Decimal
    is_share: bool

    @property
    def text(self) -> str:
        """Write it as an official does: `87,25%`, `7.875`."""
        shown = self.value * 100 if self.is_share else self.value
        return write(_plain(shown)) + ("%" if self.is_share else "")


@dataclass(frozen=True, slots=True)
class NewGoal:
    """What a programme asks for, before any year: words, pillar (empty: none), direction."""

    label: str
    pillar: str
    direction: Direction


@dataclass(frozen=True, slots=True)
class YearSaid:
    """What is said of a goal in a year: a number as typed, and the words or the source of it."""

    year: int
    number: str
    words: str


@dataclass(frozen=True, slots=True)
class GoalLine:
    """One goal in one year: what is asked and what was reached, None where nothing was said."""

    label: str
    pillar: str
    direction: Direction
    year: int
    words: str
    asked: Amount
    reached: Amount | None
    source: str

    @property
    def state(self) -> str:
        """Mark it: reached, near, missed or unknown."""
        return verdict(self.direction, self.asked, self.reached)


def amount(text: str) -> Amount:
    """Read a number or a percentage: `60%`, `1.234`, `46 tỷ`."""
    words = text.strip()
    if len(words) > LONGEST:
        raise RuleBroken("programme.number-too-long", most=LONGEST)
    if words.endswith("%"):
        return Amount(read_percent(words), is_share=True)
    return Amount(Decimal(read(words)), is_share=False)


def stored(text: str) -> Amount:
    """Give a stored amount back: `0.8725%` is a share."""
    return Amount(Decimal(text.removesuffix("%")), is_share=text.endswith("%"))


def to_store(found: Amount) -> str:
    """Write an amount so that nothing of it is lost."""
    return f"{found.value}{'%' if found.is_share else ''}"


def check_comparable(asked: Amount, reached: Amount) -> None:
    """Refuse a percentage against a count."""
    if asked.is_share != reached.is_share:
        raise RuleBroken("programme.not-comparable", asked=asked.text, reached=reached.text)


def verdict(direction: Direction, asked: Amount, reached: Amount | None) -> str:
    """Mark what was reached against what is asked."""
    if reached is None:
        return "unknown"
    return _VERDICTS[direction](Fraction(reached.value), Fraction(asked.value))


def _at_least(reached: Fraction, asked: Fraction) -> str:
    if reached >= asked:
        return "reached"
    return "near" if reached >= asked * NEAR else "missed"


def _at_most(reached: Fraction, asked: Fraction) -> str:
    if reached <= asked:
        return "reached"
    return "near" if reached * NEAR <= asked else "missed"


_VERDICTS: Mapping[Direction, Callable[[Fraction, Fraction], str]] = {
    Direction.AT_LEAST: _at_least,
    Direction.AT_MOST: _at_most,
}


def _plain(number: Decimal) -> int | Decimal:
    whole = int(number)
    return whole if number == whole else number.normalize()
