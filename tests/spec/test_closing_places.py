"""What is recorded of the council's decision, and what it is shown before."""

from decimal import Decimal

import pytest

from thidua.closing.rules.council import (
    Computed,
    Given,
    differs,
    quotas,
    recorded,
    undecided,
)
from thidua.kernel.errors import RuleBroken


def placed(unit, rank, prize="", tied=""):
    return Computed("communes", unit, rank, Decimal(100 - rank), prize, tied)


FIRST, SECOND, THIRD, FOURTH = (
    placed("c1", 1, "first"),
    placed("c2", 2, tied="third"),
    placed("c3", 2, tied="third"),
    placed("c4", 4),
)
ALL = (FIRST, SECOND, THIRD, FOURTH)


def given(**changed):
    """Give places as computed, but for those that are changed."""
    places = {one.unit: Given(one.rank, one.prize) for one in ALL}
    return places | {unit: Given(*place) for unit, place in changed.items()}


def test_a_place_with_a_prize_is_recorded_and_the_rest_stays_as_computed():
    assert recorded(ALL, given()) == ((FIRST, Given(1, "first")),)


def test_a_changed_rank_is_recorded_with_all_places_down_to_it():
    places = given(c1=(1, ""), c4=(2, ""))
    assert recorded(ALL, places) == tuple((one, places[one.unit]) for one in ALL)
    taken_away = given(c1=(1, ""))
    assert recorded(ALL, taken_away) == ((FIRST, Given(1, "")),)
    assert differs(FIRST, Given(1, ""))
    assert not differs(FIRST, Given(1, "first"))


def test_nothing_to_record_is_said():
    with pytest.raises(RuleBroken) as broken:
        recorded((FOURTH,), given())
    assert broken.value.code == "conduct.council-nothing"


def test_quotas_tell_what_is_left_and_what_is_too_much():
    prizes = {("communes", "first"): 1, ("communes", "third"): 1}
    first, third = quotas(prizes, ALL, given(c2=(2, "third"), c3=(3, "third")))
    assert (first.left, third.left) == (0, -1)


def test_a_tie_is_decided_when_one_of_its_units_got_the_prize():
    assert undecided(ALL, given()) == (SECOND, THIRD)
    assert undecided(ALL, given(c3=(2, "third"))) == ()
