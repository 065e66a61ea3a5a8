"""Which days a map can be turned back to."""

import itertools
from datetime import date, timedelta

from thidua.maps.rules.archipelagos import holder, shown_on
from thidua.maps.rules.days import MOST, steps

FIRST = date(2024, 10, 10)


def test_the_last_day_with_counts_of_each_week():
    days = [FIRST + timedelta(days=nth) for nth in (0, 3, 6, 7, 20)]
    assert steps(days, FIRST) == [FIRST + timedelta(days=nth) for nth in (6, 7, 20)]
    assert steps([], FIRST) == []


def test_of_many_weeks_every_so_many_and_always_the_newest():
    days = [FIRST + timedelta(days=nth) for nth in range(7 * 30)]
    found = steps(days, FIRST)
    assert len(found) <= MOST
    assert found[-1] == days[-1]
    assert {(b - a).days for a, b in itertools.pairwise(found)} == {21}


def test_hoang_sa_and_truong_sa_are_on_every_map_that_they_belong_on():
    assert shown_on("vn", set()) == ["hoang-sa", "truong-sa"]
    assert shown_on("p48", {"d498"}) == ["hoang-sa"]
    assert shown_on("p56-2025", set()) == ["truong-sa"]
    assert shown_on("p93", {"c1"}) == []
    assert holder("hoang-sa", {"p48", "p56"}) == "p48"
    assert holder("truong-sa", {"p48"}) is None
