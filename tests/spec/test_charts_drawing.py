"""Where things stand on a drawing: counts in, places out."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from thidua.charts.rules.band import Spread
from thidua.charts.rules.curve import Curve, tell
from thidua.charts.rules.drawing import NARROW, WIDE, Mark, draw
from thidua.charts.rules.drawn import Drawn, Earlier
from thidua.charts.rules.events import Event, Kind, ordered
from thidua.charts.rules.scale import labelled, scale
from thidua.charts.rules.series import Point
from thidua.charts.rules.spark import spark
from thidua.charts.rules.strip import Stand, strip
from thidua.charts.rules.telling import Goal
from thidua.kernel.periods import Period
from thidua.points.rules.values import Value

FIRST = date(2024, 10, 10)
PERCENT = Fraction(1, 100)


def days(length):
    return Period(FIRST, FIRST + timedelta(days=length))


def point(place, percent, added=None):
    value = Value(None, None, None, None) if percent is None else Value(
        percent, 100, Fraction(percent, 100), 100
    )  # fmt: skip
    return Point(FIRST + timedelta(days=place), value, added)


def drawn(*points, length=10, goal=None, share=True, steps=False, **others):
    given = {
        "spreads": (), "earlier": None, "events": (), "settled": None, "today": date(2030, 1, 1),
    } | others  # fmt: skip
    target = None if goal is None else Goal(goal, lower=False)
    return Drawn(period=days(length), points=points, share=share, steps=steps, goal=target, **given)


@pytest.mark.parametrize(
    ("least", "most", "grain", "ticks"),
    [
        ("0", "96/100", PERCENT, ["0", "1/4", "1/2", "3/4", "1"]),
        ("0", "27/100", PERCENT, ["0", "1/10", "2/10", "3/10"]),
        ("1/2", "3/5", PERCENT, ["0", "1/5", "2/5", "3/5"]),  # it begins at zero
        ("0", "0", PERCENT, ["0", "1/20", "1/10"]),
        ("0", "0", Fraction(1), ["0", "1"]),
        ("0", "3", Fraction(1), ["0", "1", "2", "3"]),
        ("-3", "5", Fraction(1), ["-4", "-2", "0", "2", "4", "6"]),
        ("0", "98763", Fraction(1), ["0", "25000", "50000", "75000", "100000"]),
    ],
)
def test_scales_have_few_round_ticks(least, most, grain, ticks):
    found = scale(Fraction(least), Fraction(most), grain)
    assert found.ticks == tuple(map(Fraction, ticks))


@pytest.mark.parametrize(
    ("length", "most", "places"),
    [
        (1, 7, [0]),
        (2, 7, [0, 1]),
        (10, 4, [0, 3, 6, 9]),
        (62, 7, [0, 14, 28, 42, 61]),
        (62, 4, [0, 28, 61]),
        (366, 7, [0, 56, 112, 168, 224, 280, 365]),
        (2000, 7, [0, 1999]),
    ],
)
def test_few_days_are_named_and_always_the_first_and_the_last(length, most, places):
    found = labelled(days(length), most)
    assert [(day - FIRST).days for day in found] == places


def test_the_line_runs_over_the_days_that_have_come():
    made = draw(WIDE, drawn(point(0, 0), point(1, 50), point(2, None), point(3, 100)))
    whole, alone = made.lines
    assert whole == "93.8,248.0 161.4,138.0"
    assert alone == "262.8,28.0 330.4,28.0"  # a day alone is a dash as wide as the day
    assert (made.end.x, made.end.y, made.end.words_y, made.end.anchor) == (
        "296.6", "28.0", "48.0", "start",
    )  # fmt: skip
    assert made.columns == ("93.8", "161.4", "229.0", "296.6")


def test_what_holds_until_it_is_counted_again_goes_in_steps():
    made = draw(WIDE, drawn(point(0, 50), point(1, 50), point(2, 100), steps=True))
    assert made.lines == ("93.8,138.0 161.4,138.0 229.0,138.0 229.0,28.0",)


def test_bars_stand_on_a_scale_of_their_own_and_hang_where_counts_were_taken_back():
    points = (point(0, 10, 4), point(1, 10, 0), point(2, 10, -2), point(3, 10))
    made = draw(WIDE, drawn(*points, settled=FIRST))
    assert [(bar.y, bar.height, bar.settled, bar.below) for bar in made.bars] == [
        ("284.0", "48.0", True, False),
        ("332.0", "24.0", False, True),
    ]
    assert made.base == "332.0"
    assert [tick.value for tick in made.counts] == [-2, 0, 4]


def test_near_events_share_a_mark_and_those_outside_have_none():
    events = [Event(FIRST + timedelta(days=each), Kind.EDITION, str(each)) for each in (0, 1, 5)]
    events.append(Event(FIRST + timedelta(days=99), Kind.FREEZE))
    made = draw(NARROW, drawn(length=62, events=ordered(events), today=FIRST))
    assert [(mark.first, mark.last) for mark in made.marks] == [(1, 2), (3, 3)]
    assert isinstance(made.marks[0], Mark)
    assert (made.today, made.today_anchor) == ("54.4", "start")
    assert draw(NARROW, drawn(length=62)).marks == ()


def test_the_band_is_drawn_along_its_top_and_back():
    spread = Spread(Fraction(1, 4), Fraction(1, 2), Fraction(3, 4), 9)
    earlier = Earlier("before", "Trước", FIRST, (Fraction(1, 2), Fraction(1)))
    made = draw(WIDE, drawn(point(0, 10), point(1, 20), spreads=(spread, spread), earlier=earlier))
    assert made.band == ("93.8,83.0 161.4,83.0 161.4,193.0 93.8,193.0",)
    assert made.middle == ("93.8,138.0 161.4,138.0",)
    assert made.earlier == ("93.8,138.0 161.4,28.0",)


@pytest.mark.parametrize(
    ("goal", "known", "y", "anchor"),
    [("60/100", 1, "116.0", "end"), ("60/100", 10, "116.0", "start"), ("1", 1, "28.0", "end")],
)
def test_the_words_of_the_target_stand_where_the_line_leaves_room(goal, known, y, anchor):
    points = [point(place, 100) for place in range(known)]
    level = draw(WIDE, drawn(*points, goal=Fraction(goal))).level
    assert (level.y, level.anchor) == (y, anchor)


def test_a_target_at_the_top_of_the_scale_has_a_step_of_room_above_it():
    made = draw(WIDE, drawn(point(0, 10), goal=Fraction(80, 100)))
    assert made.values[-1].value == 1
    counted = draw(WIDE, drawn(goal=Fraction(100), share=False))
    assert counted.values[-1].value > 100
    whole = draw(WIDE, drawn(goal=Fraction(1)))
    assert whole.values[-1].value == 1


def test_a_drawing_of_nothing_has_a_frame_and_no_line():
    made = draw(WIDE, drawn())
    assert (made.lines, made.bars, made.end, made.level) == ((), (), None, None)
    assert made.frame.height == made.frame.foot + 28
    assert draw(WIDE, drawn(length=1)).days[0].anchor == "middle"


def curve(shown):
    return Curve("online", "Xã", "Tỷ lệ", "Hồ sơ", "hồ sơ", False, shown, None, tell(shown))


def test_the_table_says_what_the_drawing_shows():
    spread = Spread(Fraction(1, 4), Fraction(1, 2), Fraction(3, 4), 9)
    earlier = Earlier("before", "Trước", FIRST, (Fraction(1, 2),))
    found = curve(
        drawn(point(0, 10, 1), point(1, 20, 1), spreads=(spread,), earlier=earlier, settled=FIRST)
    )
    assert [(row.spread, row.earlier, row.settled) for row in found.rows] == [
        (spread, Fraction(1, 2), True), (None, None, False),
    ]  # fmt: skip
    assert (found.is_empty, found.is_open) == (False, True)
    wide, narrow = found.pictures
    assert (wide.frame, narrow.frame) == (WIDE, NARROW)
    assert curve(drawn()).is_empty
    assert curve(drawn(point(0, None))).is_empty
    assert not curve(drawn(point(0, 10, 1), settled=FIRST)).is_open


def test_events_of_a_day_go_from_the_plan_to_what_was_published():
    found = ordered([Event(FIRST, Kind.EDITION, "1"), Event(FIRST, Kind.START)] * 2)
    assert [each.kind for each in found] == [Kind.START, Kind.EDITION]


def test_every_unit_is_a_dot_until_they_are_too_many():
    stands = [Stand("a", Fraction(9, 10), "exceeded"), Stand("b", Fraction(1), "exceeded"),
              Stand("c", Fraction(1, 10), "missed")]  # fmt: skip
    found = strip(stands, Fraction(3, 5), share=True)
    assert (found.lowest.unit, found.highest.unit, found.middle) == ("c", "b", Fraction(9, 10))
    wide, narrow = found.pictures
    assert [dot.state for dot in wide.dots] == ["missed", "exceeded", "exceeded"]
    assert len(narrow.dots) == 3
    assert (wide.goal, wide.goal_anchor) == ("445.6", "end")
    assert [each.value for each in wide.values][::4] == [0, 1]
    many = strip([Stand(str(each), Fraction(1, 2), "") for each in range(50)], None, share=True)
    drawing = many.pictures[0]
    assert (drawing.dots, drawing.goal) == ((), None)
    assert [pile.units for pile in drawing.piles] == [50]
    assert strip([], None, share=True) is None
    low = strip([Stand("a", Fraction(0), "missed")], Fraction(0), share=False)
    assert low.pictures[0].goal_anchor == "start"


@pytest.mark.parametrize(
    ("goal", "far", "bottom"),
    [("90/100", "", "90/100"), ("60/100", "below", "94/100"), ("2", "above", "94/100")],
)
def test_a_target_far_away_is_told_and_not_drawn(goal, far, bottom):
    stands = [Stand("a", Fraction(95, 100), ""), Stand("b", Fraction(1), "")]
    found = strip(stands, Fraction(goal), share=True)
    drawing = found.pictures[0]
    assert (found.far, drawing.goal is None) == (far, bool(far))
    assert drawing.values[0].value == Fraction(bottom)
    assert drawing.values[-1].value == 1


def test_a_spark_rises_where_a_rank_gets_better():
    assert spark([Fraction(1)]) is None
    assert spark([Fraction(3), Fraction(1)], low_is_high=True).line == "4.0,24.0 116.0,4.0"
    assert spark([Fraction(1), Fraction(3)]).line == "4.0,24.0 116.0,4.0"
    assert spark([Fraction(2), Fraction(2)]).line == "4.0,14.0 116.0,14.0"
