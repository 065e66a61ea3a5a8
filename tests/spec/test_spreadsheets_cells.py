"""What one cell says: a count, a day, nothing, or a refusal; never a guess."""

from datetime import date
from decimal import Decimal

import pytest

from thidua.kernel.errors import RuleBroken
from thidua.spreadsheets.rules import Mark, address, is_blank, letters
from thidua.spreadsheets.rules.cells import day, quantity, shown, words

COUNTS = [
    (7875, 7875), ("7875", 7875), (" 7.875 ", 7875), ("1.234.567", 1234567), ("0", 0), (-3, -3),
    ("", None), (None, None), ("-", None), ("x", None), ("…", None), ("  ", None),
    ("7,875", "kernel.number-ambiguous"), ("0.875", "kernel.number-ambiguous"),
    ("12,5", "spreadsheets.not-whole"), ("80%", "kernel.number-unreadable"),
    (Decimal("0.65"), "spreadsheets.not-whole"), (date(2024, 1, 2), "spreadsheets.not-whole"),
    (True, "spreadsheets.not-whole"), ("1.000,5", "spreadsheets.not-whole"),
    ("1,000.5", "kernel.number-unreadable"), ("#REF!", "kernel.number-unreadable"),
    ("9" * 50, "spreadsheets.not-whole"),
]  # fmt: skip
DAY = date(2024, 10, 20)
DAYS = [
    (DAY, DAY), ("20/10/2024", DAY), ("20-10-2024", DAY), ("20.10.2024", DAY), ("2024-10-20", DAY),
    ("2024-10-20T08:30:00", DAY), ("20/10/2024 08:30", DAY), ("Ngày 20 tháng 10 năm 2024", DAY),
    ("20 tháng 10 năm 2024", DAY), ("", None), ("-", None),
    ("10/20/2024", "spreadsheets.not-a-day"), ("20/10", "spreadsheets.not-a-day"),
    ("20/10/24", "spreadsheets.not-a-day"), (45585, "spreadsheets.not-a-day"),
    ("hôm qua", "spreadsheets.not-a-day"), ("30/02/2024", "spreadsheets.not-a-day"),
]  # fmt: skip


def told(read, cell):
    try:
        return read(cell)
    except RuleBroken as broken:
        return broken.code


@pytest.mark.parametrize(("cell", "expected"), COUNTS)
def test_a_count_is_read_or_refused(cell, expected):
    assert told(quantity, cell) == expected


@pytest.mark.parametrize(("cell", "expected"), DAYS)
def test_a_day_is_read_or_refused(cell, expected):
    assert told(day, cell) == expected


def test_a_cell_is_shown_as_it_would_be_typed_and_never_at_length():
    assert [words(cell) for cell in (" a  b ", None, DAY, 5)] == ["a b", "", "20/10/2024", "5"]
    assert shown("x" * 60) == "x" * 40 + "…"


def test_places_are_named_as_excel_names_them():
    assert [letters(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert address(11, 2) == "C12"
    broken = RuleBroken("spreadsheets.row-hidden")
    assert (Mark(11, None, broken).place, Mark(11, 2, broken).place) == ("12", "C12")


def test_spaces_are_nothing():
    assert [is_blank(cell) for cell in (None, "", "  ", "a", 0)] == [True, True, True, False, False]
