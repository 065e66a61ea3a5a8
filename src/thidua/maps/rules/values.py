"""What a unit is worth on a map: points, a change of rank, or a criterion's value."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from thidua.maps.rules import classes
from thidua.maps.rules.classes import Scale
from thidua.plans.rules import Criterion
from thidua.points.rules.methods import LOWER_IS_BETTER

POINTS, CHANGE = "points", "change"
PARTS = 50  # a limit is written to about a fiftieth of what lies between the ends
NOTHING, OUTSIDE = "none", "out"


@dataclass(frozen=True, slots=True)
class Value:
    """A unit's value; None where there is none. `ranked`: it takes part in what is shown.

    `counts` are numerator and denominator; `state` is how the value stands to the target.
    """

    unit: str
    amount: Fraction | None
    ranked: bool
    rank: int | None = None
    group: str = ""
    state: str = ""
    counts: tuple[object, object] = (None, None)
    generated: bool = False

    @property
    def divided_by_nothing(self) -> bool:
        """Whether there is no value because a denominator is zero."""
        return self.amount is None and self.counts[1] == 0


def scale(what: str, criterion: Criterion | None, values: Iterable[Value]) -> Scale:
    """Make the classes of what is shown."""
    found = [each.amount for each in values if each.amount is not None]
    if what == CHANGE:
        return classes.moves(found)
    if criterion is None or criterion.target is None:
        return classes.equal(found, _step(found))
    target = criterion.target.value
    lower = criterion.method in LOWER_IS_BETTER
    return classes.around(found, target, _step([*found, target]), less_is_better=lower)


def colour(scale: Scale, value: Value) -> str:
    """Name the class of a unit's colour; what has no value has a pattern of its own."""
    if value.amount is not None:
        return scale.colour(value.amount)
    return NOTHING if value.ranked else OUTSIDE


def _step(found: list[Fraction]) -> Fraction:
    """Choose the round number that limits are multiples of."""
    spread = max(found, default=Fraction(1)) - min(found, default=Fraction(0))
    step = Fraction(1)
    while spread and step * PARTS > spread:
        step /= 10
    while spread > step * PARTS * 10:
        step *= 10
    return step if spread else Fraction(1)
