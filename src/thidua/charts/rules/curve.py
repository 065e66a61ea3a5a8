"""A curve of a criterion: what it shows, and its drawing for a wide and for a narrow page."""

from dataclasses import dataclass
from fractions import Fraction

from thidua.charts.rules.band import Spread
from thidua.charts.rules.drawing import NARROW, WIDE, Picture, draw
from thidua.charts.rules.drawn import Drawn, Siblings
from thidua.charts.rules.series import Point
from thidua.charts.rules.telling import Story, telling


@dataclass(frozen=True, slots=True)
class Row:
    """A day in the table beside the drawing."""

    point: Point
    spread: Spread | None
    earlier: Fraction | None
    settled: bool


@dataclass(frozen=True, slots=True)
class Curve:
    """A drawing with its words, its table and what happened on the way.

    `key` tells curves of one page apart; `named` is the unit, `counted` what the bars count.
    """

    key: str
    named: str
    label: str
    counted: str
    item: str
    generated: bool
    drawn: Drawn
    siblings: Siblings | None
    story: Story | None

    @property
    def is_empty(self) -> bool:
        """Whether no day has a value or a count yet."""
        points = self.drawn.points
        return all(each.amount is None and each.added is None for each in points)

    @property
    def is_open(self) -> bool:
        """Whether a day that brought something is not in an official edition yet."""
        return any(row.point.added and not row.settled for row in self.rows)

    @property
    def rows(self) -> tuple[Row, ...]:
        """Give the days that have come."""
        drawn = self.drawn
        before = drawn.before
        return tuple(
            Row(
                point,
                drawn.spreads[place] if place < len(drawn.spreads) else None,
                before[place] if place < len(before) else None,
                drawn.settled is not None and point.day <= drawn.settled,
            )
            for place, point in enumerate(drawn.points)
        )

    @property
    def pictures(self) -> tuple[Picture, Picture]:
        """Draw it for a wide and for a narrow page."""
        return draw(WIDE, self.drawn), draw(NARROW, self.drawn)


def tell(drawn: Drawn) -> Story | None:
    """Find the words of what is drawn."""
    return telling(drawn.points, drawn.goal, drawn.spreads, drawn.before)
