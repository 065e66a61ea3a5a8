"""The closed table of methods: how an amount becomes points.

What each asks of a plan stands in `plans.rules.methods`. An amount is a share, at most 1, or
a number. `leader_excess` follows article 6 of the police's emulation rules; `attainment` with a
target is the rule of Decision 766/QĐ-TTg; `best_in_group` and `role` are those of the DTI sets.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import cast

ZERO = Fraction(0)
ONE = Fraction(1)


def gap(left: Fraction, right: Fraction) -> int:
    """Compare: above zero where `left` is greater. Fraction's own comparison is five times slower."""
    numerator, denominator = left.as_integer_ratio()
    other, over = right.as_integer_ratio()
    return numerator * over - other * denominator


def between(least: Fraction, number: Fraction, most: Fraction) -> Fraction:
    """Keep a number between two bounds."""
    if number is most or number is least:
        return number
    if gap(number, most) > 0:
        return most
    return least if gap(number, least) < 0 else number


def as_share(ratio: Fraction) -> Fraction:
    """Keep a ratio between none and all."""
    numerator, denominator = ratio.as_integer_ratio()
    if 0 <= numerator <= denominator:
        return ratio
    return ONE if numerator > 0 else ZERO


@dataclass(frozen=True, slots=True)
class Terms:
    """What a criterion asks, and the best that its group has reached: the same for all units."""

    points: Fraction
    target: Fraction | None
    params: Mapping[str, object]
    leader: Fraction = ZERO

    def given(self, name: str) -> Fraction:
        """Take a parameter that is a number."""
        return cast("Fraction", self.params[name])

    @property
    def values(self) -> Mapping[Fraction, Fraction]:
        """Take the table of `role`."""
        return cast("Mapping[Fraction, Fraction]", self.params["values"])

    def part(self, amount: Fraction, whole: Fraction) -> Fraction:
        """Give points × amount / whole, reduced once."""
        over = self.points.denominator * amount.denominator * whole.numerator
        return Fraction(self.points.numerator * amount.numerator * whole.denominator, over)


def _proportional(amount: Fraction, terms: Terms) -> Fraction:
    return terms.part(amount, ONE)


def _attainment(amount: Fraction, terms: Terms) -> Fraction:
    """Serve `count_target` too: the same rule on a count."""
    target = cast("Fraction", terms.target)
    return terms.part(amount, target) if gap(amount, target) < 0 else terms.points


def _threshold(amount: Fraction, terms: Terms) -> Fraction:
    return terms.points if amount >= cast("Fraction", terms.target) else ZERO


def _steps(amount: Fraction, terms: Terms) -> Fraction:
    bands = cast("tuple[tuple[Fraction, Fraction], ...]", terms.params["bands"])
    reached = [points for least, points in bands if least <= amount]
    return reached[-1] if reached else ZERO


def _per_item(amount: Fraction, terms: Terms) -> Fraction:
    points = terms.given("each") * amount
    return min(points, terms.given("cap")) if "cap" in terms.params else points


def _inverse(amount: Fraction, terms: Terms) -> Fraction:
    best = terms.given("best") if "best" in terms.params else cast("Fraction", terms.target)
    if amount <= best:
        return terms.points
    if "worst" not in terms.params:
        return terms.part(best, amount)
    worst = terms.given("worst")
    return ZERO if amount >= worst else terms.part(worst - amount, worst - best)


def _best_in_group(amount: Fraction, terms: Terms) -> Fraction:
    return terms.part(amount, terms.leader) if terms.leader else ZERO


def _leader_excess(amount: Fraction, terms: Terms) -> Fraction:
    target = cast("Fraction", terms.target)
    if amount <= target:
        return terms.part(amount, target) / 2
    return terms.points / 2 + terms.part(_excess(amount, terms), terms.leader) / 2


def _role(amount: Fraction, terms: Terms) -> Fraction:
    return terms.points * terms.values.get(amount, ZERO)


def _judged(amount: Fraction, terms: Terms) -> Fraction:
    return terms.part(amount, terms.given("scale"))


def _amount(amount: Fraction, _terms: Terms) -> Fraction:
    return amount


def _excess(amount: Fraction, terms: Terms) -> Fraction:
    """Give how far above the target, as a part of it."""
    return amount / cast("Fraction", terms.target) - 1


METHODS: Mapping[str, Callable[[Fraction, Terms], Fraction]] = {
    "proportional": _proportional,
    "attainment": _attainment,
    "threshold": _threshold,
    "steps": _steps,
    "count_target": _attainment,
    "per_item": _per_item,
    "inverse": _inverse,
    "best_in_group": _best_in_group,
    "leader_excess": _leader_excess,
    "role": _role,
    "judged": _judged,
}

# What a method that looks at the whole group takes the largest of, as `Terms.leader`.
LEADERS: Mapping[str, Callable[[Fraction, Terms], Fraction]] = {
    "best_in_group": _amount,
    "leader_excess": _excess,
}

LOWER_IS_BETTER = frozenset({"inverse"})
