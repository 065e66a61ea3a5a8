"""A small multiple: how a unit's place or points went from edition to edition."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from thidua.charts.rules.scale import place

WIDTH, HEIGHT, EDGE = 120, 28, 4
FEWEST = 2


@dataclass(frozen=True, slots=True)
class Spark:
    """A line from the first value to the last; `first` and `last` are for its words."""

    line: str
    x: str
    y: str
    first: Fraction
    last: Fraction
    values: int


def spark(values: Sequence[Fraction], *, low_is_high: bool = False) -> Spark | None:
    """Draw values beside each other; a rank is better where it is lower. None for a single one."""
    if len(values) < FEWEST:
        return None
    least, most = min(values), max(values)
    inner, room = WIDTH - 2 * EDGE, HEIGHT - 2 * EDGE
    corners = []
    for number, value in enumerate(values):
        up = Fraction(1, 2) if least == most else (value - least) / (most - least)
        down = up if low_is_high else 1 - up
        x = EDGE + Fraction(inner * number, len(values) - 1)
        corners.append((place(x), place(EDGE + room * down)))
    x_last, y_last = corners[-1]
    line = " ".join(f"{x},{y}" for x, y in corners)
    return Spark(line, x_last, y_last, values[0], values[-1], len(values))
