"""Compare two counts of the same units: what shrank, what grew, and what is worth a look.

A smaller denominator makes a better rate without any work, so what shrinks is shown, never
judged. The question behind the remark: had both counts come from one unchanged source of the
same strength, how often would the later one be so small a part of both together? Given their
sum that is a binomial law with chance one half, and its lower tail is a sum of binomial
coefficients over a power of two: whole numbers, nothing rounded (TRUST §6.2, exact conditional
binomial; the two counts as independent Poisson counts is a convention, households are no dice).
Below 30 any change may be chance and is only shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import comb

from thidua.denominators.rules import Counts, Known

FEWEST = 30  # smaller counts are shown without a remark
RARE = Fraction(1, 50)  # a cut of 100 by 30 % is below it, one by 20 % is not
MOST_EXACT = 20_000  # both counts together; beyond it a bound decides
LOG_RARE = Fraction(39_121, 10_000)  # a little above the natural logarithm of 50


@dataclass(frozen=True, slots=True)
class Comparison:
    """All units of two counts, in the order that was asked for; totals are of units in both."""

    lines: tuple[Known, ...]
    before: int
    after: int

    @property
    def loss(self) -> int:
        """How much less there is, at the units in both."""
        return self.before - self.after

    @property
    def shrunk(self) -> list[Known]:
        """The units that lost, the largest loss first."""
        found = [each for each in self.lines if (each.difference or 0) < 0]
        return sorted(found, key=lambda each: (each.difference or 0, each.unit))

    @property
    def grown(self) -> list[Known]:
        """The units that gained, the largest gain first."""
        found = [each for each in self.lines if (each.difference or 0) > 0]
        return sorted(found, key=lambda each: (-(each.difference or 0), each.unit))

    @property
    def same(self) -> list[Known]:
        """The units that stayed as they were."""
        return [each for each in self.lines if each.difference == 0]

    @property
    def fresh(self) -> list[Known]:
        """The units that had no count before."""
        return [each for each in self.lines if each.before is None]


def compare(before: Counts, after: Counts, units: Iterable[str] | None = None) -> Comparison:
    """Compare two counts, at some units or at all that either names."""
    listed = sorted({*before, *after}) if units is None else list(units)
    known = tuple(Known(unit, before.get(unit), after.get(unit)) for unit in listed)
    both = [each for each in known if each.difference is not None]
    return Comparison(
        known, sum(each.before or 0 for each in both), sum(each.after or 0 for each in both)
    )


@lru_cache(maxsize=4096)
def tail(before: int, after: int) -> Fraction:
    """Give the chance of so small a later count, or a smaller one, given both together."""
    both = before + after
    term = found = comb(both, after)
    for k in range(after, 0, -1):
        term = term * k // (both - k + 1)
        found += term
    return Fraction(found, 2**both)


def worth_a_look(each: Known) -> bool:
    """Whether a loss is larger than chance would often make it; a remark, never a verdict.

    Where the counts are large, Hoeffding's bound stands in for the tail: it is never below the
    tail, so what it calls rare is rare.
    """
    if each.before is None or each.after is None:
        return False
    loss, both = each.before - each.after, each.before + each.after
    if loss <= 0 or each.before < FEWEST:
        return False
    if loss**2 >= 2 * both * LOG_RARE:
        return True
    return both <= MOST_EXACT and tail(each.before, each.after) <= RARE


def shrink(before: Counts, after: Counts) -> Comparison | None:
    """Compare the units that lost, leaving gains aside: a gain elsewhere hides no loss."""
    lost = [each.unit for each in compare(before, after).shrunk]
    return compare(before, after, lost) if lost else None
