"""Working days around Reunification Day and International Workers' Day, and a swapped day."""

from datetime import date

import pytest

from thidua.kernel.calendar import Calendar
from thidua.kernel.errors import RuleBroken
from thidua.kernel.periods import Period

YEAR = Calendar(
    Period(date(2026, 1, 1), date(2027, 1, 1)),
    holidays=frozenset({date(2026, 1, 1), date(2026, 1, 2), date(2026, 4, 30), date(2026, 5, 1)}),
    swapped=frozenset({date(2026, 1, 10)}),
)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 1, 1), False),  # a holiday
        (date(2026, 1, 2), False),  # a Friday that was swapped …
        (date(2026, 1, 10), True),  # … for this Saturday
        (date(2026, 1, 11), False),  # a Sunday
        (date(2026, 1, 12), True),
    ],
)
def test_a_day_is_worked_or_not(day, works):
    assert YEAR.is_working(day) is works


@pytest.mark.parametrize(
    ("day", "count", "due"),
    [
        (date(2026, 4, 29), 1, date(2026, 5, 4)),
        (date(2026, 4, 29), 3, date(2026, 5, 6)),
        (date(2026, 1, 8), 2, date(2026, 1, 10)),
        (date(2026, 1, 10), 1, date(2026, 1, 12)),
    ],
)
def test_a_term_counts_working_days_after_its_first_day(day, count, due):
    assert YEAR.add_working_days(day, count) == due


def test_the_working_days_of_a_period_are_counted():
    assert YEAR.working_days(Period.inclusive(date(2026, 1, 1), date(2026, 1, 12))) == 7


@pytest.mark.parametrize("count", [0, -1])
def test_a_term_without_days_is_refused(count):
    with pytest.raises(RuleBroken) as broken:
        YEAR.add_working_days(date(2026, 1, 5), count)
    assert broken.value.code == "kernel.no-working-days"


def test_a_day_beyond_the_table_is_refused():
    with pytest.raises(RuleBroken) as broken:
        YEAR.add_working_days(date(2026, 12, 31), 1)
    assert broken.value.code == "kernel.calendar-unknown"
    assert "2027-01-01" in broken.value.text()


def test_a_table_that_contradicts_itself_is_refused():
    day = frozenset({date(2026, 1, 10)})
    with pytest.raises(RuleBroken) as broken:
        Calendar(YEAR.known, holidays=day, swapped=day)
    assert broken.value.code == "kernel.calendar-contradicts"
