"""What people type at the plan desk, and what the plan's file then holds."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.drafting.rules.typing import HANOI, Kind, shown, typed
from thidua.kernel.errors import RuleBroken
from thidua.plans.rules.writing import number

TYPED = [
    (Kind.LINE, "  Sáu mươi \t ngày ", "Sáu mươi ngày"),
    (Kind.LINE, "   ", None),
    (Kind.TEXT, "Dòng một\r\nDòng hai", "Dòng một\nDòng hai"),
    (Kind.DAY, "2024-12-10", date(2024, 12, 10)),
    (Kind.INSTANT, "2024-12-15T17:00", datetime(2024, 12, 15, 17, tzinfo=HANOI)),
    (Kind.WHOLE, "1.200", 1200),
    (Kind.NUMBER, "12,5", "12.5"),
    (Kind.NUMBER, "12,50", "12.5"),
    (Kind.NUMBER, "60", 60),
    (Kind.NUMBER, "1/3", "1/3"),
    (Kind.VALUE, "60 %", "60%"),
    (Kind.VALUE, "87,25%", "87.25%"),
    (Kind.VALUE, "1.200", 1200),
    (Kind.WORD, "attainment", "attainment"),
    (Kind.LINES, "a\n\n b ", ["a", "b"]),
    (Kind.CHOICES, "a\nb", ["a", "b"]),
    (Kind.BANDS, "80 % = 10\n90% = 12,5", [{"from": "80%", "points": 10}, {"from": "90%", "points": "12.5"}]),
    (Kind.VALUES, "1 = 1/2\n2 = 1", {"1": "1/2", "2": 1}),
    (Kind.PARTS, "a + b / c\nd", [{"numerator": ["a", "b"], "denominator": ["c"]}, {"numerator": ["d"]}]),
]  # fmt: skip
SHOWN = [
    (Kind.DAY, date(2024, 12, 10), "2024-12-10"),
    (Kind.INSTANT, datetime(2024, 12, 15, 17, tzinfo=HANOI), "2024-12-15T17:00"),
    (Kind.NUMBER, 1200, "1.200"),
    (Kind.NUMBER, "12.5", "12,5"),
    (Kind.NUMBER, "1/3", "1/3"),
    (Kind.NUMBER, "0.875", "0,8750"),  # three digits after the comma would look like thousands
    (Kind.VALUE, "60%", "60 %"),
    (Kind.VALUE, None, ""),
    (Kind.LINES, ["a", "b"], "a\nb"),
    (Kind.BANDS, [{"from": "80%", "points": 10}], "80 % = 10"),
    (Kind.VALUES, {"1": "1/2"}, "1 = 1/2"),
    (Kind.PARTS, [{"numerator": ["a", "b"], "denominator": ["c"]}], "a + b / c"),
    # what does not fit its kind stands there as it is, so that it can be mended
    (Kind.BANDS, 5, "5"),
    (Kind.LINES, [1], "[1]"),
    (Kind.NUMBER, 1.5, "1,5"),
    (Kind.INSTANT, "mai", "mai"),
]
REFUSED = [
    (Kind.DAY, "32/13/2024", "planning.day-unreadable"),
    (Kind.INSTANT, "chiều mai", "planning.instant-unreadable"),
    (Kind.WHOLE, "2,5", "planning.not-whole"),
    (Kind.NUMBER, "7,875", "kernel.number-ambiguous"),
    (Kind.NUMBER, "0.875", "kernel.number-ambiguous"),
    (Kind.NUMBER, "12.5", "kernel.number-unreadable"),
    (Kind.VALUE, "sáu mươi %", "kernel.number-unreadable"),
    (Kind.BANDS, "80 % 10", "planning.pair-unreadable"),
    (Kind.VALUES, "= 1", "planning.pair-unreadable"),
]


@pytest.mark.parametrize(("kind", "text", "held"), TYPED)
def test_what_is_typed_is_held_exactly(kind, text, held):
    assert typed(kind, text) == held


@pytest.mark.parametrize(("kind", "held", "text"), SHOWN)
def test_what_is_held_is_shown_as_it_is_typed(kind, held, text):
    assert shown(kind, held) == text


@pytest.mark.parametrize(("kind", "text", "code"), REFUSED)
def test_what_can_be_read_in_two_ways_or_none_is_refused(kind, text, code):
    with pytest.raises(RuleBroken) as refused:
        typed(kind, text)
    assert refused.value.code == code


@given(st.fractions(min_value=0, max_value=10**6, max_denominator=1000))
def test_a_number_that_is_shown_is_typed_back_the_same(value):
    held = number(value)
    assert typed(Kind.NUMBER, shown(Kind.NUMBER, held)) == held
