"""Scales of drawings: round steps, few ticks, and days that fit beside each other."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor

from thidua.kernel.numbers import rounded
from thidua.kernel.periods import Period

STEPS = (Fraction(1), Fraction(2), Fraction(5, 2), Fraction(5), Fraction(10))
ROUGHLY = 4  # ticks above zero
STRIDES = (1, 2, 3, 7, 14, 28, 56, 91, 182)


@dataclass(frozen=True, slots=True)
class Scale:
    """From `bottom` to `top` in steps."""

    bottom: Fraction
    top: Fraction
    step: Fraction

    @property
    def ticks(self) -> tuple[Fraction, ...]:
        """The values that are written beside it."""
        count = (self.top - self.bottom) / self.step
        return tuple(self.bottom + self.step * place for place in range(int(count) + 1))

    def part(self, amount: Fraction) -> Fraction:
        """Say how far up an amount stands, from 0 to 1."""
        return (amount - self.bottom) / (self.top - self.bottom)


def scale(least: Fraction, most: Fraction, grain: Fraction) -> Scale:
    """Make a scale that holds both and zero; its steps are whole grains."""
    least, most = min(least, Fraction(0)), max(most, Fraction(0))
    if least == most:
        most = grain * 10 if grain < 1 else grain
    step = _step((most - least) / ROUGHLY, grain)
    return Scale(floor(least / step) * step, ceil(most / step) * step, step)


def around(least: Fraction, most: Fraction, grain: Fraction) -> Scale:
    """Make a scale that holds both and need not hold zero: for places, never for lengths."""
    step = _step(max(most - least, grain) / ROUGHLY, grain)
    bottom = floor(least / step) * step
    return Scale(bottom, max(ceil(most / step) * step, bottom + step), step)


def _step(wanted: Fraction, grain: Fraction) -> Fraction:
    power = grain
    while True:
        for each in STEPS:
            step = each * power
            if step >= wanted and (step / grain).denominator == 1:
                return step
        power *= 10


def labelled(period: Period, most: int) -> tuple[date, ...]:
    """Choose the days that are written under a drawing: the first, some between, and the last."""
    length = len(period)
    fitting = (each for each in STRIDES if -(-length // each) <= most)
    stride = next(fitting, length)
    days = [period.first + timedelta(days=place) for place in range(0, length, stride)]
    room = Fraction(length, most) * 2 / 3  # the last day's own label needs it
    kept = [day for day in days if (period.last - day).days >= room or day == period.last]
    if not kept or kept[-1] != period.last:
        kept.append(period.last)
    return tuple(kept)


def place(amount: Fraction) -> str:
    """Write a place on a drawing, to a tenth of its unit."""
    return str(rounded(amount, 1, "half_up"))
