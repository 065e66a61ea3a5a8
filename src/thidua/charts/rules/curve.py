"""Where the bars and the line of a daily curve stand, in whole units of a drawing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thidua.kernel.periods import Period

WIDTH = 1200
HEIGHT = 240


@dataclass(frozen=True, slots=True)
class Bar:
    """One day's bar."""

    day: date
    quantity: int | Decimal
    total: int | Decimal
    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Curve:
    """Daily bars, and the line of the sum so far as `x,y` pairs; each has its own scale."""

    bars: tuple[Bar, ...]
    line: str
    most: int | Decimal
    total: int | Decimal


def curve(period: Period, by_day: Mapping[date, int]) -> Curve | None:
    """Draw the days of a period; None where nothing was counted."""
    days = list(period)
    total, most = sum(by_day.values()), max(by_day.values(), default=0)
    if most <= 0 or total <= 0:
        return None
    last = max(by_day)  # the line goes no further than what was counted
    step = WIDTH // len(days) or 1
    bars, points, so_far = [], [], 0
    for place, day in enumerate(days):
        quantity = by_day.get(day, 0)
        so_far += quantity
        height = max(quantity, 0) * HEIGHT // most
        bars.append(
            Bar(day, quantity, so_far, place * step, HEIGHT - height, max(step - 2, 1), height)
        )
        if day <= last:
            points.append(f"{place * step + step // 2},{HEIGHT - max(so_far, 0) * HEIGHT // total}")
    return Curve(tuple(bars), " ".join(points), most, total)
