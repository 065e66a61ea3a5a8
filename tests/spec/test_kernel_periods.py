"""Periods: both days included for people, half-open in code."""

from datetime import date

import pytest

from thidua.kernel.errors import RuleBroken
from thidua.kernel.periods import Period

CAMPAIGN = Period.inclusive(date(2024, 10, 10), date(2024, 12, 10))


def test_sixty_days_and_nights_were_62_days():
    assert len(CAMPAIGN) == 62
    assert (CAMPAIGN.first, CAMPAIGN.last, CAMPAIGN.end) == (
        date(2024, 10, 10),
        date(2024, 12, 10),
        date(2024, 12, 11),
    )


@pytest.mark.parametrize(
    ("day", "inside"),
    [
        (date(2024, 10, 9), False),
        (date(2024, 10, 10), True),
        (date(2024, 12, 10), True),
        (date(2024, 12, 11), False),
        ("2024-10-10", False),
    ],
)
def test_both_days_are_in_it(day, inside):
    assert (day in CAMPAIGN) is inside


def test_its_days_come_one_by_one():
    first, second, *_, last = CAMPAIGN
    assert (first, second, last) == (date(2024, 10, 10), date(2024, 10, 11), date(2024, 12, 10))


@pytest.mark.parametrize(
    ("other", "shared"),
    [
        (Period.inclusive(date(2024, 12, 10), date(2024, 12, 31)), True),
        (Period.inclusive(date(2024, 12, 11), date(2024, 12, 31)), False),
        (Period.inclusive(date(2024, 1, 1), date(2024, 10, 9)), False),
        (Period.inclusive(date(2024, 11, 1), date(2024, 11, 1)), True),
    ],
)
def test_two_periods_share_a_day_or_not(other, shared):
    assert CAMPAIGN.overlaps(other) is shared
    assert other.overlaps(CAMPAIGN) is shared


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(RuleBroken) as broken:
        Period.inclusive(date(2024, 10, 10), date(2024, 10, 9))
    assert broken.value.facts == {"first": date(2024, 10, 10), "last": date(2024, 10, 9)}
