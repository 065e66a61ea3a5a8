"""A table of names and numbers, whatever stands around it."""

import pytest

from thidua.kernel.errors import RuleBroken
from thidua.spreadsheets.rules import Book, Sheet
from thidua.spreadsheets.rules.pairs import lines

ROWS = (
    ("BẢNG TỔNG HỢP", None, None, None),
    (None, None, None, None),
    ("STT", "Đơn vị", "Số hộ", "Ghi chú"),
    (1, "Xã An Phú", 1250, None),
    (2, "Phường Bình An", "2.310", "đã rà soát"),
    (None, "Tổng cộng", 3560, None),
)


def book(*rows, hidden=False):
    return Book("a.xlsx", (Sheet("Số", hidden, rows),))


def test_names_and_numbers_are_read_without_their_sum():
    assert lines(book(*ROWS)) == "Xã An Phú\t1250\nPhường Bình An\t2310"


def test_a_row_without_a_number_says_nothing():
    rows = [*ROWS[:4], (2, "Phường Bình An"), (3, "Xã Cẩm Hà", 7)]
    assert lines(book(*rows)) == "Xã An Phú\t1250\nXã Cẩm Hà\t7"


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([("Đơn vị", "Số hộ", "Số khẩu"), ("Xã An Phú", 1, 2)], "spreadsheets.not-pairs"),
        ([("Số", "Số hộ"), (5, 1)], "spreadsheets.not-pairs"),
        ([("chỉ có chữ",)], "spreadsheets.no-table"),
    ],
)
def test_what_is_no_table_of_two_is_refused(rows, code):
    with pytest.raises(RuleBroken) as refused:
        lines(book(*rows))
    assert refused.value.code == code
