"""What a curve says in words: amounts by day in, facts out."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from thidua.charts.rules.band import Spread, band, quantile
from thidua.charts.rules.series import Point
from thidua.charts.rules.telling import Goal, Place, Stretch, telling
from thidua.points.rules.values import Value

FIRST = date(2024, 10, 10)
HALF = Goal(Fraction(1, 2), lower=False)


def day(number):
    return FIRST + timedelta(days=number)


def curve(*amounts, added=None):
    """Make points out of percentages; None is a day without a value."""
    added = added or [1] * len(amounts)
    return [
        Point(
            day(place),
            Value(None, None, None, None, ("a",))
            if each is None
            else Value(each, 100, Fraction(each, 100), 100),
            added[place],
        )
        for place, each in enumerate(amounts)
    ]


def told(*amounts, goal=HALF, spreads=(), earlier=(), added=None):
    return telling(curve(*amounts, added=added), goal, spreads, earlier)


def test_before_the_first_day_there_is_nothing_to_say():
    assert telling([], HALF, (), ()) is None


@pytest.mark.parametrize(
    ("amounts", "goal", "reached", "lost", "apart"),
    [
        ([40, 55, 60], HALF, 1, None, "1/10"),  # since the second day
        ([60, 70], HALF, 0, None, "2/10"),  # from the first on
        ([55, 45, 50], HALF, 2, None, "0"),  # for good only since the last
        ([60, 45, 40], HALF, None, 0, "1/10"),  # it was, and is no longer
        ([10, 20], HALF, None, None, "3/10"),
        ([10, 20], None, None, None, None),
        ([70, 55], Goal(Fraction(60, 100), lower=True), 1, None, "5/100"),  # reached from above
        ([50, 75], Goal(Fraction(60, 100), lower=True), None, 0, "15/100"),
        ([None, 60], HALF, 1, None, "1/10"),
        ([60, None], HALF, None, None, None),  # without a value nothing is reached
    ],
)
def test_when_the_target_was_reached_or_by_how_much_it_is_missed(
    amounts, goal, reached, lost, apart
):
    story = told(*amounts, goal=goal)
    assert story.reached == (None if reached is None else day(reached))
    assert story.lost == (None if lost is None else day(lost))
    assert story.apart == (None if apart is None else Fraction(apart))


def test_the_end_is_the_last_day_that_has_come():
    story = told(10, 20, 30)
    assert (story.first, story.last, story.end.amount) == (day(0), day(2), Fraction(3, 10))
    assert told(10, None).end is None


@pytest.mark.parametrize(
    ("added", "strongest", "silent", "flat", "taken_back"),
    [
        ([1, 3, 3, 2, 1, 1, 1], 1, 0, None, []),  # the first of equals
        ([1, None, 0, None, 0, None, 1], 0, 5, (1, 5), []),
        ([1, None, 1, None, None, None, None], 0, 5, None, []),  # four days are not worth a word
        ([1, -2, 3, 1, 1, -1, 1], 2, 0, None, [1, 5]),
        ([None] * 7, None, 7, None, []),  # all silent: no stretch of it
        ([0] * 7, None, 7, None, []),
    ],
)
def test_strong_days_silent_days_and_corrections(added, strongest, silent, flat, taken_back):
    story = told(*[10] * 7, added=added)
    assert (story.strongest and story.strongest.day) == (
        None if strongest is None else day(strongest)
    )
    assert story.silent == silent
    assert story.flat == (flat and Stretch(day(flat[0]), day(flat[1]), flat[1] - flat[0] + 1))
    assert story.taken_back == tuple(map(day, taken_back))


@pytest.mark.parametrize(
    ("amount", "place"),
    [(10, Place.BELOW), (20, Place.WITHIN), (40, Place.WITHIN), (41, Place.ABOVE), (None, None)],
)
def test_a_unit_stands_to_the_middle_half_of_others(amount, place):
    spread = Spread(Fraction(20, 100), Fraction(30, 100), Fraction(40, 100), 8)
    story = told(amount, spreads=[spread])
    assert story.place == place
    assert story.middle == (Fraction(30, 100) if amount else None)
    assert told(10, spreads=[None]).place is None
    assert told(10).place is None


def test_an_earlier_campaign_is_compared_on_the_same_day_of_it():
    assert told(10, 30, earlier=[Fraction(1, 2), Fraction(1, 4), Fraction(1)]).ahead == Fraction(
        1, 20
    )
    assert told(10, 30, earlier=[Fraction(1, 2)]).ahead is None
    assert told(10, earlier=[None]).ahead is None
    assert told(None, earlier=[Fraction(1)]).ahead is None


def test_a_quarter_lies_below_the_band_and_a_quarter_above():
    ordered = [Fraction(each) for each in (1, 2, 3, 4, 5)]
    assert [quantile(ordered, Fraction(part, 4)) for part in (0, 1, 2, 3, 4)] == [1, 2, 3, 4, 5]
    assert quantile(ordered[:4], Fraction(1, 4)) == Fraction(7, 4)
    columns = [[Fraction(1), None], [Fraction(2), Fraction(2)], [Fraction(3), Fraction(3)]]
    found = band([*columns, [Fraction(4), Fraction(4)]])
    assert found == (Spread(Fraction(7, 4), Fraction(5, 2), Fraction(13, 4), 4), None)
    assert band([]) == ()
