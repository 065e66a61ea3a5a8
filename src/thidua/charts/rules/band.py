"""The middle half of what comparable units had reached by each day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

FEWEST = 4  # fewer units make no middle half
QUARTER, HALF, THREE_QUARTERS = Fraction(1, 4), Fraction(1, 2), Fraction(3, 4)


@dataclass(frozen=True, slots=True)
class Spread:
    """A quarter of the units lies below `low`, half below `middle`, three quarters below `high`."""

    low: Fraction
    middle: Fraction
    high: Fraction
    units: int


def quantile(ordered: Sequence[Fraction], part: Fraction) -> Fraction:
    """Give the amount below which a part of them lies, between two neighbours in proportion."""
    place = part * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def band(curves: Iterable[Sequence[Fraction | None]]) -> tuple[Spread | None, ...]:
    """Give the spread of each day; None where too few units have a value by then."""
    return tuple(
        _spread([each for each in day if each is not None]) for day in zip(*curves, strict=True)
    )


def _spread(amounts: list[Fraction]) -> Spread | None:
    if len(amounts) < FEWEST:
        return None
    ordered = sorted(amounts)
    low, middle, high = (quantile(ordered, part) for part in (QUARTER, HALF, THREE_QUARTERS))
    return Spread(low, middle, high, len(ordered))
