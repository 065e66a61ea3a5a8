"""Numbers as they stand in official reports, and how they are read and written."""

from decimal import Decimal
from fractions import Fraction

import pytest

from thidua.kernel.errors import RuleBroken
from thidua.kernel.numbers import read, read_percent, rounded, write, write_percent


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("0", 0),
        ("98763", 98763),
        ("7.875", 7875),
        ("1.234.567", 1234567),
        ("-12", -12),
        ("\u22121.200", -1200),
        ("87,25", Decimal("87.25")),
        ("87,00", Decimal("87.00")),
        ("1.234,5", Decimal("1234.5")),
        ("0,875", Decimal("0.875")),
        ("46 tỷ", 46_000_000_000),
        ("6,1 tỉ", 6_100_000_000),
        ("1,2 nghìn tỷ", 1_200_000_000_000),
        ("12 NGÀN", 12_000),
        ("  3,25\u00a0triệu ", 3_250_000),
        ("0,0005 nghìn", Decimal("0.5")),
    ],
)
def test_a_number_is_read_as_officials_write_it(written, number):
    value = read(written)
    assert (value, type(value)) == (number, type(number))


@pytest.mark.parametrize("text", ["7,875", "12,345", "-7,875", "0.875", "7,875 tỷ"])
def test_a_number_that_can_be_read_in_two_ways_is_refused(text):
    with pytest.raises(RuleBroken) as broken:
        read(text)
    assert broken.value.code == "kernel.number-ambiguous"


@pytest.mark.parametrize(
    "text",
    ["", " ", "abc", "87.25", "1,234.5", "1.23", "1.2345", "12 345", "007", "1,", ",5", "1.234.56",
     "5 đồng", "46 tỷ tỷ", "٣", "1e3", "--1", "½", "1" * 16, "NaN", "87,25%"],
)  # fmt: skip
def test_a_broken_number_is_refused(text):
    with pytest.raises(RuleBroken) as broken:
        read(text)
    assert broken.value.code == "kernel.number-unreadable"


@pytest.mark.parametrize(
    ("written", "share"), [("87,25%", "0.8725"), (" 60 %", "0.60"), ("100%", "1.00")]
)
def test_a_percentage_is_read_as_a_share(written, share):
    assert read_percent(written) == Decimal(share)


@pytest.mark.parametrize("text", ["60", "60%%", "% 60", "60% và"])
def test_a_percentage_without_its_sign_at_the_end_is_refused(text):
    with pytest.raises(RuleBroken):
        read_percent(text)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (7875, "7.875"),
        (-1234567, "-1.234.567"),
        (Decimal("1234.50"), "1.234,50"),
        (Decimal("1E+3"), "1.000"),
    ],
)
def test_a_number_is_written_with_dots_and_a_comma(value, written):
    assert write(value) == written


def test_the_published_81_88_percent_is_84_59_when_it_is_recounted():
    assert write_percent(Fraction(461_784, 545_903), 2) == "84,59%"


@pytest.mark.parametrize(
    ("value", "mode", "result"),
    [
        (Fraction(1, 8), "half_up", "0.13"),
        (Fraction(1, 8), "half_even", "0.12"),
        (Fraction(1, 8), "down", "0.12"),
        (Fraction(-1, 8), "half_up", "-0.13"),
        (Fraction(-1, 8), "down", "-0.12"),
        (Fraction(2, 3), "half_up", "0.67"),
        (Fraction(2, 3), "down", "0.66"),
        (Fraction(60), "half_even", "60.00"),
    ],
)
def test_each_rounding_does_what_its_name_says(value, mode, result):
    assert str(rounded(value, 2, mode)) == result


def test_no_decimals_leave_a_whole_number():
    assert str(rounded(Fraction(5, 2), 0, "half_up")) == "3"
