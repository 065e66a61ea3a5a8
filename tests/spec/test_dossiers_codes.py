"""Codes of dossiers: both orders of an agency are one code, and nothing else is a code."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.dossiers.rules.codes import MINISTRIES, Code, agency, make, parse
from thidua.kernel.errors import RuleBroken


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("H15.50.05.13-261008-0975", "H15.50.05.13-261008-0975"),
        ("000.13.05.H15-200108-0012", "H15.05.13-200108-0012"),
        ("000.00.05.H15-200108-0012", "H15.05-200108-0012"),
        ("H15.05.00.000-200108-0012", "H15.05-200108-0012"),
        (" h15.05–200108—0012 ", "H15.05-200108-0012"),
        ("H15-240229-0001", "H15-240229-0001"),
        ("H12.34-260701-150123", "H12.34-260701-150123"),
        ("G09.99.17-260701-1700123", "G09.99.17-260701-1700123"),
    ],
)
def test_a_code_is_read_in_either_order(written, read):
    assert str(parse(written)) == read


@pytest.mark.parametrize(
    "written",
    [
        "",
        "H15.50-261308-0975",
        "H15.50-230229-0975",
        "H15.50-261008-975",
        "H15.50-261008-09751",
        "15.50-261008-0975",
        "H15.50.1.2.3.4.5-261008-0975",
        "H15.50-261008-0975'; DROP TABLE",
        "H15.50-261008-\u0660\u0661\u0662\u0663x",
        "=H15.50-261008-0975",
        "H15.50-261008-0975" * 40,
    ],
)
def test_what_is_no_code_is_refused_with_an_example(written):
    with pytest.raises(RuleBroken) as broken:
        parse(written)
    assert broken.value.code == "dossiers.bad-code"
    assert "H15.50.05.13-261008-0975" in broken.value.text()


def test_a_number_of_six_or_seven_digits_names_its_ministry():
    assert parse("H12.34-260701-150123").ministry == MINISTRIES["15"]
    assert parse("H12.34-260701-990123").ministry is None
    assert parse("H12.34-260701-1501").ministry is None


def test_a_day_has_nine_thousand_nine_hundred_and_ninety_nine_numbers():
    assert str(make("H12.34", date(2026, 7, 1), 7)) == "H12.34-260701-0007"
    for number in (0, 10_000):
        with pytest.raises(RuleBroken, match="numbers-used-up"):
            make("H12.34", date(2026, 7, 1), number)


PARTS = st.lists(st.integers(1, 999), max_size=3).map(lambda parts: [f"{n:02d}" for n in parts])


@given(PARTS, st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.integers(1, 9999))
def test_both_orders_and_filling_up_are_one_code(parts, day, number):
    down = ".".join(["H15", *parts])
    up = ".".join(["000", *reversed(parts), "H15"])
    code = parse(f"{down}-{day:%y%m%d}-{number:04d}")
    assert parse(f"{up}-{day:%y%m%d}-{number:04d}") == code
    assert parse(str(code)) == code == Code(agency(up), day, f"{number:04d}")
