"""Which colour a value has: classes with exact limits, so that a legend says what is true.

A limit belongs to the class above it. Limits that no value is below, or that round onto one
another, are left out; so there are fewer classes where values are alike, and never an empty scale.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from thidua.points.rules.marks import NEAR

CLASSES = 5
SPREAD = {1: (3,), 2: (2, 4), 3: (1, 3, 5), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}
ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Scale:
    """Classes from the lowest to the highest, a colour each: `map-1`..`map-5` or `div-1`..`div-5`.

    `sign` is -1 where less is better: limits are then of the negated values.
    """

    family: str
    limits: tuple[Fraction, ...]
    colours: tuple[int, ...]
    sign: int = 1

    def colour(self, value: Fraction) -> str:
        """Name the colour of a value."""
        return f"{self.family}-{self.colours[bisect_right(self.limits, self.sign * value)]}"


@dataclass(frozen=True, slots=True)
class Class:
    """A line of a legend: from a limit up to the next one, and how many units are there.

    `low` and `high` are None where a class is open. The limit that is a unit's own to have is
    `low`; where less is better it is `high`.
    """

    colour: str
    low: Fraction | None
    high: Fraction | None
    units: int

    @property
    def first(self) -> int | None:
        """The lowest whole number of the class."""
        return None if self.low is None else ceil(self.low)

    @property
    def last(self) -> int | None:
        """The highest whole number of the class."""
        return None if self.high is None else ceil(self.high) - 1

    @property
    def place(self) -> str:
        """Where the colour stands on its scale, from 1 to 5."""
        return self.colour[-1]


def equal(values: Iterable[Fraction], step: Fraction) -> Scale:
    """Cut what lies between the lowest and the highest value into equal parts."""
    found = sorted(values)
    if not found:
        return Scale("map", (), SPREAD[1])
    low, high = found[0], found[-1]
    cuts = {_on(step, low + (high - low) * nth / CLASSES) for nth in range(1, CLASSES)}
    limits = tuple(sorted(cut for cut in cuts if low < cut <= high))
    return Scale("map", limits, SPREAD[len(limits) + 1])


def around(
    values: Iterable[Fraction], target: Fraction, step: Fraction, *, less_is_better: bool = False
) -> Scale:
    """Cut at the target and where "near" begins, and once more on either side.

    The limits at the target are those of a sheet's marks: met, near, missed.
    """
    sign = -1 if less_is_better else 1
    found = sorted(sign * value for value in values)
    near = -target / NEAR if less_is_better else target * NEAR
    at = sign * target
    limits = [near, at] if near < at else [at]
    colours = [2, 3, 4] if near < at else [2, 4]
    if found and (cut := _on(step, (found[0] + near) / 2)) < near and found[0] < cut:
        limits, colours = [cut, *limits], [1, *colours]
    if found and at < (cut := _on(step, (at + found[-1]) / 2)) <= found[-1]:
        limits, colours = [*limits, cut], [*colours, CLASSES]
    return Scale("div", tuple(limits), tuple(colours), sign)


def moves(values: Iterable[Fraction]) -> Scale:
    """Cut changes of rank: those that fell, that stayed, that rose; far moves apart."""
    found = [abs(value) for value in values]
    far = Fraction(int(max(found, default=ZERO)) // 2 + 1)
    if far <= 1:
        return Scale("div", (ZERO, Fraction(1)), (2, 3, 4))
    return Scale("div", (1 - far, ZERO, Fraction(1), far), (1, 2, 3, 4, CLASSES))


def legend(scale: Scale, values: Iterable[Fraction]) -> list[Class]:
    """List the classes, best first, with how many values each has."""
    held = Counter(map(scale.colour, values))
    edges: list[Fraction | None] = [None, *scale.limits, None]
    lines = []
    for place, colour in enumerate(scale.colours):
        low, high = edges[place], edges[place + 1]
        if scale.sign < 0:
            low, high = _negated(high), _negated(low)
        name = f"{scale.family}-{colour}"
        lines.append(Class(name, low, high, held[name]))
    return lines[::-1]


def _on(step: Fraction, value: Fraction) -> Fraction:
    return round(value / step) * step


def _negated(value: Fraction | None) -> Fraction | None:
    return None if value is None else -value
