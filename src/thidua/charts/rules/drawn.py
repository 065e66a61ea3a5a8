"""Everything that a curve shows, before it has a place on a drawing."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from thidua.charts.rules.band import Spread
from thidua.charts.rules.events import Event
from thidua.charts.rules.series import Point
from thidua.charts.rules.telling import Goal
from thidua.kernel.periods import Period


@dataclass(frozen=True, slots=True)
class Earlier:
    """The same days of an earlier campaign, day by day from its first."""

    code: str
    name: str
    first: date
    amounts: tuple[Fraction | None, ...]
    generated: bool = False


@dataclass(frozen=True, slots=True)
class Siblings:
    """The units that a curve is compared with.

    `among` is "group" for a peer group, "parent" for the units beside it in the tree; `units` is
    how many there are, `too_many` that they are more than are compared, so none is.
    """

    among: str
    units: int
    too_many: bool
    amounts: tuple[tuple[Fraction | None, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    """Everything that is drawn, before it has a place.

    `share`: amounts are parts of a whole; `steps`: they hold until the next; `settled` is the
    last day that an official edition covers.
    """

    period: Period
    points: tuple[Point, ...]
    share: bool
    steps: bool
    goal: Goal | None
    spreads: tuple[Spread | None, ...]
    earlier: Earlier | None
    events: tuple[Event, ...]
    settled: date | None
    today: date

    @property
    def before(self) -> tuple[Fraction | None, ...]:
        """The earlier campaign's amounts; none where nothing is laid over."""
        return self.earlier.amounts if self.earlier else ()
