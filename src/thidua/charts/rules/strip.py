"""How units spread over the values of a criterion: every unit a dot, or a bar of many.

Distribution: phân bố.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from thidua.charts.rules.band import HALF, quantile
from thidua.charts.rules.scale import Scale, around, place

FAR = 3  # times the span of all units
HIGHEST = 40  # dots in a column; more are drawn as bars
PERCENT = Fraction(1, 100)


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a unit stands: its amount, and its state as marks name it."""

    unit: str
    amount: Fraction
    state: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The measures of a drawing; a step of the scale is cut into `parts` columns."""

    width: int
    height: int
    above: int
    left: int
    right: int
    parts: int

    @property
    def inner(self) -> int:
        """How wide the values are."""
        return self.width - self.left - self.right

    @property
    def foot(self) -> int:
        """Where the dots stand."""
        return self.height - 28


WIDE = Sheet(width=760, height=240, above=28, left=16, right=28, parts=10)
NARROW = Sheet(width=360, height=220, above=28, left=12, right=24, parts=5)


@dataclass(frozen=True, slots=True)
class Dot:
    """A unit."""

    x: str
    y: str
    state: str


@dataclass(frozen=True, slots=True)
class Pile:
    """A bar for units that are too many for dots."""

    x: str
    y: str
    width: str
    height: str
    units: int


@dataclass(frozen=True, slots=True)
class Value:
    """A value under the drawing."""

    value: Fraction
    x: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing of a strip; `goal` is where the target stands, `radius` how large a dot is."""

    sheet: Sheet
    dots: tuple[Dot, ...]
    piles: tuple[Pile, ...]
    values: tuple[Value, ...]
    radius: str
    goal: str | None
    goal_anchor: str
    most: int


@dataclass(frozen=True, slots=True)
class Strip:
    """What units reached, lowest first, and what is in the middle; never empty."""

    stands: tuple[Stand, ...]
    goal: Fraction | None
    share: bool

    @property
    def lowest(self) -> Stand:
        """The unit with the lowest amount."""
        return self.stands[0]

    @property
    def highest(self) -> Stand:
        """The unit with the highest amount."""
        return self.stands[-1]

    @property
    def middle(self) -> Fraction:
        """Half of the units lie below it."""
        return quantile([each.amount for each in self.stands], HALF)

    @property
    def far(self) -> str:
        """On which side the target is too far away to be drawn: "below", "above" or neither.

        With it on the scale, units that stand close together could not be told apart.
        """
        least, most = self.lowest.amount, self.highest.amount
        room = FAR * (most - least)
        if self.goal is None or least - room <= self.goal <= most + room:
            return ""
        return "below" if self.goal < least else "above"

    @property
    def pictures(self) -> tuple[Drawing, Drawing]:
        """Draw it for a wide and for a narrow page."""
        return _draw(self, WIDE), _draw(self, NARROW)


def strip(stands: Sequence[Stand], goal: Fraction | None, *, share: bool) -> Strip | None:
    """Put units in the order of their amounts; None where none has one."""
    ordered = sorted(stands, key=lambda each: (each.amount, each.unit))
    return Strip(tuple(ordered), goal, share) if ordered else None


def _draw(what: Strip, sheet: Sheet) -> Drawing:
    amounts = [each.amount for each in what.stands]
    shown = amounts if what.goal is None or what.far else [*amounts, what.goal]
    grid = around(min(shown), max(shown), PERCENT if what.share else Fraction(1))
    columns = _columns(what, grid, sheet.parts)
    most = max(len(each) for each in columns.values())
    count = int((grid.top - grid.bottom) / grid.step) * sheet.parts
    width = Fraction(sheet.inner, count)
    size = min(width, Fraction(sheet.foot - sheet.above, most), Fraction(14))
    few = most <= HIGHEST
    goal = None
    if what.goal is not None and not what.far:
        goal = sheet.left + sheet.inner * grid.part(what.goal)
    return Drawing(
        sheet=sheet,
        dots=tuple(_dots(columns, sheet, width, size)) if few else (),
        piles=() if few else tuple(_piles(columns, sheet, width, most)),
        values=tuple(
            Value(tick, place(sheet.left + sheet.inner * grid.part(tick))) for tick in grid.ticks
        ),
        radius=place(max(size * Fraction(9, 20), Fraction(1))),
        goal=None if goal is None else place(goal),
        goal_anchor="end" if goal is not None and goal > Fraction(sheet.width, 2) else "start",
        most=most,
    )


def _columns(what: Strip, grid: Scale, parts: int) -> dict[int, list[Stand]]:
    """Sort units into columns; the last one holds the top of the scale too."""
    found: dict[int, list[Stand]] = {}
    count = int((grid.top - grid.bottom) / grid.step) * parts
    for each in what.stands:
        number = int((each.amount - grid.bottom) * parts / grid.step)
        found.setdefault(min(number, count - 1), []).append(each)
    return found


def _dots(
    columns: Mapping[int, Sequence[Stand]], sheet: Sheet, width: Fraction, size: Fraction
) -> list[Dot]:
    return [
        Dot(
            place(sheet.left + width * number + width / 2),
            place(sheet.foot - size * height - size / 2),
            stand.state,
        )
        for number, stands in sorted(columns.items())
        for height, stand in enumerate(stands)
    ]


def _piles(
    columns: Mapping[int, Sequence[Stand]], sheet: Sheet, width: Fraction, most: int
) -> list[Pile]:
    room = sheet.foot - sheet.above
    return [
        Pile(
            place(sheet.left + width * number + width / 10),
            place(sheet.foot - Fraction(room * len(stands), most)),
            place(width * 4 / 5),
            place(Fraction(room * len(stands), most)),
            len(stands),
        )
        for number, stands in sorted(columns.items())
    ]
