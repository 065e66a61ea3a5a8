"""Where the line, the bars, the band and the marks of a curve stand on a drawing.

Two panels share the days: the value so far above, what each day brought below, each on a scale
of its own that begins at zero.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import TypeVar

from thidua.charts.rules.band import Spread
from thidua.charts.rules.drawn import Drawn
from thidua.charts.rules.events import Event
from thidua.charts.rules.scale import Scale, labelled, place, scale
from thidua.charts.rules.series import Point

ZERO = Fraction(0)
PERCENT = Fraction(1, 100)
Each = TypeVar("Each")


@dataclass(frozen=True, slots=True)
class Frame:
    """The measures of a drawing: the panels' height, the space around, how many days are named."""

    width: int
    above: int
    line: int
    between: int
    bars: int
    left: int
    right: int
    days: int
    apart: int  # marks nearer than this become one

    @property
    def inner(self) -> int:
        """How wide the panels are."""
        return self.width - self.left - self.right

    @property
    def floor(self) -> int:
        """Where the panel of the line ends."""
        return self.above + self.line

    @property
    def foot(self) -> int:
        """Where the panel of the bars ends."""
        return self.floor + self.between + self.bars

    @property
    def height(self) -> int:
        """How high it is, with the days under the bars."""
        return self.foot + 28


WIDE = Frame(
    width=760, above=28, line=220, between=36, bars=72, left=60, right=24, days=7, apart=20
)
NARROW = Frame(
    width=360, above=28, line=180, between=36, bars=60, left=52, right=12, days=4, apart=20
)


@dataclass(frozen=True, slots=True)
class Tick:
    """A value beside a scale, and where."""

    value: Fraction
    y: str


@dataclass(frozen=True, slots=True)
class Named:
    """A day under the drawing, and which side of its words stands there."""

    day: date
    x: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Bar:
    """What a day brought; `settled` where an official edition covers it."""

    day: date
    x: str
    y: str
    width: str
    height: str
    settled: bool
    below: bool  # less than nothing


@dataclass(frozen=True, slots=True)
class Mark:
    """Events on the same or near days: the numbers of the first and the last."""

    x: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class End:
    """The newest value, and on which side of it its words have room."""

    point: Point
    x: str
    y: str
    words_y: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Level:
    """The target's line, with its words at the end that the curve leaves free."""

    y: str
    words_x: str
    words_y: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing, ready to be written down."""

    frame: Frame
    values: tuple[Tick, ...]
    counts: tuple[Tick, ...]
    days: tuple[Named, ...]
    lines: tuple[str, ...]
    band: tuple[str, ...]
    middle: tuple[str, ...]
    earlier: tuple[str, ...]
    bars: tuple[Bar, ...]
    base: str  # where the bars stand
    marks: tuple[Mark, ...]
    today: str | None
    today_anchor: str
    end: End | None
    level: Level | None
    columns: tuple[str, ...]  # where each day stands, for reading values off


def draw(frame: Frame, drawn: Drawn) -> Picture:
    """Give everything its place."""
    grid, period, points = _Grid(frame, drawn), drawn.period, drawn.points
    middle = [each.middle if each else None for each in drawn.spreads]
    today = drawn.today
    return Picture(
        frame=frame,
        values=tuple(Tick(value, place(grid.y(value))) for value in grid.values.ticks),
        counts=tuple(Tick(value, place(grid.bar_y(value))) for value in _few(grid.counts)),
        days=tuple(grid.named()),
        lines=grid.lines([each.amount for each in points], steps=drawn.steps),
        band=grid.areas(drawn.spreads),
        middle=grid.lines(middle, steps=False),
        earlier=grid.lines(drawn.before[: len(period)], steps=drawn.steps),
        bars=tuple(grid.bars(points, drawn.settled)),
        base=place(grid.bar_y(ZERO)),
        marks=tuple(grid.marks(drawn.events)),
        today=place(grid.x((today - period.first).days)) if today in period else None,
        today_anchor="end" if 2 * (today - period.first).days > len(period) else "start",
        end=grid.end(points),
        level=grid.level(drawn.goal.value if drawn.goal else None, len(points)),
        columns=tuple(place(grid.x(each)) for each in range(len(points))),
    )


def _values(drawn: Drawn) -> Scale:
    shown = [each.amount for each in drawn.points] + list(drawn.before[: len(drawn.period)])
    shown += [edge for each in drawn.spreads if each for edge in (each.low, each.high)]
    found = [each for each in shown if each is not None]
    if drawn.goal:
        found.append(drawn.goal.value)
    grain = PERCENT if drawn.share else Fraction(1)
    made = scale(min(found, default=ZERO), max(found, default=ZERO), grain)
    if drawn.goal and made.top == drawn.goal.value and not (drawn.share and made.top == 1):
        return replace(made, top=made.top + made.step)  # room for the target's words
    return made


def _few(counts: Scale) -> tuple[Fraction, ...]:
    """Write only the ends of the bars' scale, and zero."""
    return tuple(sorted({counts.bottom, ZERO, counts.top}))


class _Grid:
    """Turns days and amounts into places."""

    def __init__(self, frame: Frame, drawn: Drawn) -> None:
        added = [Fraction(each.added) for each in drawn.points if each.added is not None]
        self.frame, self.period, self.values = frame, drawn.period, _values(drawn)
        self.counts = scale(min(added, default=ZERO), max(added, default=ZERO), Fraction(1))

    def x(self, number: int) -> Fraction:
        """Give the middle of a day's column."""
        return self.frame.left + Fraction(self.frame.inner * (2 * number + 1), 2 * len(self.period))

    def y(self, amount: Fraction) -> Fraction:
        return self.frame.floor - self.frame.line * self.values.part(amount)

    def bar_y(self, amount: Fraction) -> Fraction:
        return self.frame.foot - self.frame.bars * self.counts.part(amount)

    def lines(self, amounts: Sequence[Fraction | None], *, steps: bool) -> tuple[str, ...]:
        """Draw a line a run of days that have amounts; a day alone is a dash."""
        half = Fraction(self.frame.inner, 2 * len(self.period))
        found = []
        for run in _runs(amounts, lambda each: each is not None):
            corners = [(self.x(place), self.y(amounts[place] or ZERO)) for place in run]
            if len(corners) == 1:
                ((x, y),) = corners
                corners = [(x - half, y), (x + half, y)]
            elif steps:
                corners = _stairs(corners)
            found.append(_path(corners))
        return tuple(found)

    def areas(self, spreads: Sequence[Spread | None]) -> tuple[str, ...]:
        """Draw the band a run of days, along its top and back along its foot."""
        found = []
        for run in _runs(spreads, lambda each: each is not None):
            there = [(place, spread) for place in run if (spread := spreads[place])]
            top = [(self.x(place), self.y(spread.high)) for place, spread in there]
            foot = [(self.x(place), self.y(spread.low)) for place, spread in reversed(there)]
            found.append(_path([*top, *foot]))
        return tuple(found)

    def bars(self, points: Sequence[Point], settled: date | None) -> Iterator[Bar]:
        column = Fraction(self.frame.inner, len(self.period))
        width = max(min(column * Fraction(7, 10), Fraction(36)), Fraction(1, 2))
        base = self.bar_y(ZERO)
        for number, point in enumerate(points):
            if point.added:
                end = self.bar_y(Fraction(point.added))
                yield Bar(
                    point.day,
                    place(self.x(number) - width / 2),
                    place(min(base, end)),
                    place(width),
                    place(abs(end - base)),
                    settled is not None and point.day <= settled,
                    point.added < 0,
                )

    def named(self) -> Iterator[Named]:
        days = labelled(self.period, self.frame.days)
        for day in days:
            anchor = "middle"
            if day == self.period.last and len(days) > 1:
                anchor = "end"
            elif day == self.period.first and len(days) > 1:
                anchor = "start"
            yield Named(day, place(self._edge(day, anchor)), anchor)

    def _edge(self, day: date, anchor: str) -> Fraction:
        if anchor == "middle":
            return self.x((day - self.period.first).days)
        left = Fraction(self.frame.left)
        return left if anchor == "start" else left + self.frame.inner

    def marks(self, events: Sequence[Event]) -> Iterator[Mark]:
        """Put near events under one mark; those outside the days of the drawing have none."""
        open_: list[tuple[Fraction, int]] = []
        for number, event in enumerate(events, start=1):
            if event.day not in self.period:
                continue
            x = self.x((event.day - self.period.first).days)
            if open_ and x - open_[0][0] >= self.frame.apart:
                yield _mark(open_)
                open_ = []
            open_.append((x, number))
        if open_:
            yield _mark(open_)

    def end(self, points: Sequence[Point]) -> End | None:
        if not points or points[-1].amount is None:
            return None
        x, y = self.x(len(points) - 1), self.y(points[-1].amount)
        words = y - 10 if y - 24 > self.frame.above else y + 20
        anchor = "end" if 2 * len(points) > len(self.period) else "start"
        return End(points[-1], place(x), place(y), place(words), anchor)

    def level(self, goal: Fraction | None, known: int) -> Level | None:
        """Put the target's words where the line has not come yet, or else at its beginning."""
        if goal is None:
            return None
        y = self.y(goal)
        late = 4 * known > 3 * len(self.period)
        x = self.frame.left + 6 if late else self.frame.width - self.frame.right - 6
        words = y - 6 if y - 20 > self.frame.above else y + 16
        return Level(place(y), str(x), place(words), "start" if late else "end")


def _mark(near: Sequence[tuple[Fraction, int]]) -> Mark:
    return Mark(place(near[0][0]), near[0][1], near[-1][1])


def _runs(items: Sequence[Each], there: Callable[[Each], bool]) -> Iterator[list[int]]:
    for present, run in groupby(range(len(items)), lambda each: there(items[each])):
        if present:
            yield list(run)


def _stairs(corners: Sequence[tuple[Fraction, Fraction]]) -> list[tuple[Fraction, Fraction]]:
    found = [corners[0]]
    for x, y in corners[1:]:
        if y != found[-1][1]:
            found.append((x, found[-1][1]))
        found.append((x, y))
    return found


def _path(corners: Sequence[tuple[Fraction, Fraction]]) -> str:
    return " ".join(f"{place(x)},{place(y)}" for x, y in corners)
