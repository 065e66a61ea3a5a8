"""Numbers and names as they stand on a card, and what an edition moved."""

from decimal import Decimal
from fractions import Fraction

import pytest

from thidua.sharing.rules import cut, moved, number, percent


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        (98763, "98.763", "98,763"),
        (Decimal("96.10"), "96,10", "96.10"),
    ],
)
def test_numbers_are_written_as_readers_write(value, vietnamese, english):
    assert (number(value, "vi"), number(value, "en")) == (vietnamese, english)


def test_a_share_is_written_with_two_digits():
    assert percent(Fraction(13, 20), "vi") == "65,00\N{NO-BREAK SPACE}%"
    assert percent(Fraction(2, 3), "en") == "66.67%"


@pytest.mark.parametrize(
    ("text", "shown"),
    [("Xã  An\nPhú", "Xã An Phú"), ("123456789", "123456789"), ("1234567890", "12345678…")],
)
def test_a_long_name_is_cut(text, shown):
    assert cut(text, 9) == shown


def test_units_that_moved_are_those_with_another_rank():
    assert moved([("a", 1), ("b", 2)], [("a", 2), ("b", 1), ("new", 3)]) == 2
    assert moved([("a", 1)], [("a", 1)]) == 0
