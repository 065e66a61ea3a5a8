"""Laws of curves, whatever is counted."""

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from thidua.charts.rules.band import band, quantile
from thidua.charts.rules.drawing import NARROW, WIDE, draw
from thidua.charts.rules.drawn import Drawn
from thidua.charts.rules.events import Event, Kind
from thidua.charts.rules.scale import scale
from thidua.charts.rules.series import Counts, Measuring, points
from thidua.charts.rules.strip import Stand, strip
from thidua.charts.rules.telling import Goal
from thidua.kernel.periods import Period
from thidua.plans.rules import Form, Part, Scope
from thidua.points.rules.values import Reader, Tally

FIRST = date(2024, 1, 1)
PERCENT = Fraction(1, 100)
AMOUNTS = st.fractions(min_value=-2, max_value=3, max_denominator=50)
HOW = Measuring(
    Reader(Form.RATIO, (Part(("a",), ("b",)),), frozenset({"a", "b"})),
    (Tally("a", ("a",), Scope.OWN), Tally("b", ("b",), Scope.OWN)),
    ("a",),
)


DAY = st.tuples(st.integers(0, 400), st.integers(-5, 200), st.integers(0, 300))


@st.composite
def counted(draw_):
    """Make a period and what its days brought; corrections may take back."""
    length = draw_(st.integers(1, 90))
    brought = draw_(st.lists(DAY, max_size=8))
    above, below = {}, {}
    for number, numerator, denominator in brought:
        day = FIRST + timedelta(days=number % length)
        above[day] = above.get(day, 0) + numerator
        below[day] = below.get(day, 0) + denominator
    return Period(FIRST, FIRST + timedelta(days=length)), Counts({"a": above, "b": below}, {})


@given(counted())
def test_the_last_value_is_the_sum_of_all_days(given_):
    period, counts = given_
    last = points(HOW, period, period.last, [counts])[-1].value
    if counts.added["a"] and counts.added["b"]:
        above, below = (sum(counts.added[key].values()) for key in ("a", "b"))
        assert (last.numerator, last.denominator) == (above, below)
        assert last.ratio == (Fraction(above, below) if below else None)
    else:
        assert last.numerator is None


@given(st.lists(AMOUNTS, min_size=1))
def test_quantiles_are_in_order_and_within(amounts):
    ordered = sorted(amounts)
    found = [quantile(ordered, Fraction(part, 4)) for part in range(5)]
    assert found == sorted(found)
    assert (found[0], found[-1]) == (ordered[0], ordered[-1])
    assert sum(each <= found[2] for each in ordered) * 2 >= len(ordered)


@given(st.lists(st.lists(st.none() | AMOUNTS, min_size=3, max_size=3), min_size=1))
def test_the_band_holds_its_middle(curves):
    for spread, day in zip(band(curves), zip(*curves, strict=True), strict=True):
        there = [each for each in day if each is not None]
        assert (spread is None) == (len(there) < 4)
        if spread:
            assert min(there) <= spread.low <= spread.middle <= spread.high <= max(there)


@given(AMOUNTS, AMOUNTS, st.sampled_from([PERCENT, Fraction(1)]))
def test_a_scale_holds_zero_and_both_ends_in_few_steps(one, other, grain):
    least, most = min(one, other), max(one, other)
    found = scale(least, most, grain)
    assert found.bottom <= min(least, 0) <= max(most, 0) <= found.top
    assert 0 in found.ticks
    assert 2 <= len(found.ticks) <= 7


@given(counted(), st.none() | st.fractions(0, 2, max_denominator=50), st.booleans(), st.data())
def test_everything_stands_within_the_frame(given_, goal, steps, data):
    period, counts = given_
    last = data.draw(st.sampled_from(list(period)))
    drawn = Drawn(
        period, points(HOW, period, last, [counts]), True, steps,
        None if goal is None else Goal(goal, lower=False), (), None,
        (Event(period.first, Kind.START), Event(period.last, Kind.END)), None, last,
    )  # fmt: skip
    for frame in (WIDE, NARROW):
        made = draw(frame, drawn)
        places = [
            tuple(map(float, corner.split(","))) for line in made.lines for corner in line.split()
        ]
        places += [(float(bar.x), float(bar.y)) for bar in made.bars]
        places += [
            (float(bar.x) + float(bar.width), float(bar.y) + float(bar.height)) for bar in made.bars
        ]
        assert all(
            frame.left <= x + 0.11 and x <= frame.width - frame.right + 0.11 for x, _ in places
        )
        assert all(frame.above - 0.11 <= y <= frame.foot + 0.21 for _, y in places)
        assert {mark.first for mark in made.marks} | {mark.last for mark in made.marks} == {1, 2}


@given(st.lists(st.fractions(0, 1, max_denominator=40), min_size=1, max_size=120))
def test_a_strip_shows_every_unit_once(amounts):
    stands = [Stand(str(place), each, "") for place, each in enumerate(amounts)]
    for drawing in strip(stands, None, share=True).pictures:
        shown = len(drawing.dots) or sum(pile.units for pile in drawing.piles)
        assert shown == len(amounts)
        assert all(float(dot.y) > drawing.sheet.above for dot in drawing.dots)
