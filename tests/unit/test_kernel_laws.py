"""Laws of the kernel: what is written is read back, order is an order, no day is lost."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from unicodedata import normalize

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from thidua.kernel import numbers
from thidua.kernel.calendar import Calendar
from thidua.kernel.canonical import canonical
from thidua.kernel.errors import RuleBroken
from thidua.kernel.periods import Period
from thidua.kernel.text import fold, sort_key

WHOLE = st.integers(-(10**15) + 1, 10**15 - 1)
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))
VIETNAMESE = st.text(alphabet="aàảãáạăằẳẵắặâeêiìỉoôơòuưyđĐHTN 0123456789", max_size=24)
YEARS = Period(date(2023, 1, 1), date(2030, 1, 1))


@given(WHOLE)
def test_a_whole_number_is_read_back(number):
    assert numbers.read(numbers.write(number)) == number


@given(st.integers(1, 10**12), st.integers(1, 9).filter(lambda places: places != 3))
def test_a_decimal_number_is_read_back(figures, places):
    number = Decimal(f"{figures}e-{places}")
    assert numbers.read(numbers.write(number)) == number


@given(st.integers(1000, 999_999))
def test_three_decimals_after_a_small_number_are_never_guessed(figures):
    with pytest.raises(RuleBroken, match="ambiguous"):
        numbers.read(numbers.write(Decimal(f"{figures}e-3")))


def read_or_reason(text):
    try:
        return numbers.read(text)
    except RuleBroken as broken:
        return broken.text("vi")


@given(st.text(max_size=12))
def test_any_text_is_read_exactly_or_refused_with_the_text_in_the_reason(text):
    answer = read_or_reason(text)
    assert isinstance(answer, int | Decimal) or text in answer


@given(st.fractions(), st.integers(0, 8), st.sampled_from(sorted(numbers.ROUNDINGS)))
def test_rounding_moves_a_value_by_less_than_its_last_digit(value, digits, mode):
    result = numbers.rounded(value, digits, mode)
    assert -result.as_tuple().exponent == digits
    assert abs(Fraction(result) - value) < Fraction(1, 10**digits)


@given(st.fractions(), st.fractions(), st.sampled_from(sorted(numbers.ROUNDINGS)))
def test_rounding_keeps_the_order(one, other, mode):
    low, high = sorted((one, other))
    assert numbers.rounded(low, 2, mode) <= numbers.rounded(high, 2, mode)


@given(VIETNAMESE)
def test_folding_does_not_depend_on_the_form_and_is_done_once(text):
    assert fold(normalize("NFD", text)) == fold(text) == fold(text.upper()) == fold(fold(text))


@given(VIETNAMESE)
def test_a_sort_key_does_not_depend_on_the_form_or_the_case(text):
    assert sort_key(normalize("NFD", text)) == sort_key(text) == sort_key(text.lower())


@given(DAYS, st.integers(1, 60), st.frozensets(DAYS, max_size=40))
def test_a_term_holds_as_many_working_days_as_it_says(day, count, holidays):
    calendar = Calendar(YEARS, holidays, frozenset())
    due = calendar.add_working_days(day, count)
    assert calendar.is_working(due)
    assert calendar.working_days(Period.inclusive(day + timedelta(days=1), due)) == count


@given(DAYS, DAYS)
def test_a_period_holds_the_days_it_yields(one, other):
    assume(one != other)
    period = Period(min(one, other), max(one, other))
    assert len(list(period)) == len(period)
    assert all(day in period for day in period)
    assert period == Period.inclusive(period.first, period.last)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.text(), JSON, max_size=5), st.randoms())
def test_the_order_of_keys_does_not_change_the_bytes(value, random):
    keys = list(value)
    random.shuffle(keys)
    assert canonical({key: value[key] for key in keys}) == canonical(value)
