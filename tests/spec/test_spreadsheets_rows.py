"""How the rows of a drawn table are told apart, case by case."""

import pytest

from spreadsheets_drawn import cells, sheet
from thidua.kernel.errors import RuleBroken
from thidua.spreadsheets.rules import Merge
from thidua.spreadsheets.rules.kinds import kind_of
from thidua.spreadsheets.rules.tables import find, one
from thidua.spreadsheets.rules.totals import check

KINDS = """
                                     | blank
Tên đơn vị; Số hồ sơ                 | words
1; An Phú; 20                        | detail
An Phú; 20                           | detail
20/10/2024; An Phú; 5                | detail
5                                    | detail
1; 2; 3                              | numbering
A; B; 1; 2                           | numbering
(1); (2); (3)=(2)/(1)                | numbering
3; 2; 1                              | detail
1; 2,5; 3                            | detail
Tổng cộng; 30                        | total
1; Tổng cộng; 30                     | total
x1; Cộng; 30                         | detail
Cộng Hòa; 30                         | detail
Xã Tổng Cọt; 30                      | detail
Cộng khối xã; 30                     | total
Tổng cộng (I+II); 30                 | total
Toàn tỉnh; 30                        | total
I; Khối xã                           | section
II; Tổng số; 30                      | total
A; Khối sở; 30                       | section
I; 30                                | detail
Ghi chú: số đến 16 giờ               | note
Hậu Sông, ngày 10 tháng 12 năm 2024  | note
Người lập biểu; Thủ trưởng           | note
Liên hệ; 0912345678                  | words
-; x                                 | words
"""


@pytest.mark.parametrize("line", KINDS.strip("\n").splitlines())
def test_a_row_is_told_by_its_cells(line):
    text, _, kind = line.rpartition("|")
    assert kind_of(cells(text)) == kind.strip()


def places(text, **more):
    try:
        return [(table.place, [row + 1 for row in table.details], [row + 1 for row in table.sums]) for table in find(sheet(text, **more))]  # fmt: skip
    except RuleBroken as broken:
        return broken.code


TABLES = {
    "rows and sums": ("Đơn vị; Số\nAn Phú; 2\nBình An; 3\nTổng; 5", [("A1:B4", [2, 3], [4])]),
    "a gap of four rows ends a table": ("Đơn vị; Số\nAn Phú; 2\n;\n;\n;\n;\nBình An; 3", "spreadsheets.figures-outside"),
    "one row of figures beside a label is no table": ("Kỳ\n2024", "spreadsheets.no-table"),
    "a note stands between headings and figures": ("Đơn vị; Số\nGhi chú: x\nAn Phú; 2", "spreadsheets.no-table"),
    "headings that end the sheet": ("Lời; nói\nĐơn vị; Số", "spreadsheets.no-table"),
    "figures under one heading only": ("Đơn vị; Số\n;;2;3", "spreadsheets.no-table"),
    "a figure alone under the headings": ("Đơn vị; Số\n;5", "spreadsheets.no-table"),
    "numbers without a break are rows": ("Mã; Số\nA1; 5\n1; 2\n2; 3", [("A1:B4", [2, 3, 4], [])]),
    "a section without rows at the end": ("TT; Đơn vị; Số\n1; An; 2\nI; Khối sở;", [("A1:C2", [2], [])]),
    "a section of figures without rows is a row": ("TT; Đơn vị; Số\nI; An; 2\nTổng; ; 2", [("A1:C3", [2], [3])]),
    "two blank columns part nothing": ("Đơn vị; ; ; Số\nAn; ; ; 2", [("A1:D2", [2], [])]),
    "another table after a title": ("Đơn vị; Số\nAn; 2\nBảng hai;\nĐơn vị; Hộ\nAn; 3", [("A1:B2", [2], []), ("A4:B5", [5], [])]),
    "a column without a heading is kept where it holds something": ("Đơn vị; ; Số\nAn; x1; 2", [("A1:C2", [2], [])]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TABLES.values(), ids=TABLES.keys())
def test_tables_are_found_where_they_stand(text, expected):
    assert places(text) == expected


def test_merges_beyond_the_sheet_are_left_alone():
    odd = (Merge(0, 0, 9, 0), Merge(50, 0, 60, 0), Merge(0, 50, 3, 50), Merge(0, 0, 0, 1))
    assert places("Đơn vị; Số\nAn; 2", merges=odd) != []


def test_headings_above_headings_only_where_they_belong_together():
    tables = find(sheet("Tên tỉnh; Năm; Tháng\nĐơn vị; Số; Hộ\nAn; 2; 3"))
    assert [column.heading for column in tables[0].columns] == ["Đơn vị", "Số", "Hộ"]
    tables = find(sheet("Bảng; ; \nĐơn vị; Số; Hộ\nAn; 2; 3"))
    assert [column.heading for column in tables[0].columns] == ["Đơn vị", "Số", "Hộ"]
    levels = find(sheet("Đơn vị; Hồ sơ; ; Hộ\n; Nhận; Trả;\nAn; 2; 3; 4"))
    assert [column.heading for column in levels[0].columns] == ["Đơn vị", "Hồ sơ / Nhận", "Hồ sơ / Trả", "Hộ"]  # fmt: skip


@pytest.mark.parametrize(("chosen", "expected"), [(None, "spreadsheets.two-tables"), (0, "A1:B2"), (1, "A4:B5"), (2, "spreadsheets.table-unknown"), (-1, "spreadsheets.table-unknown")])  # fmt: skip
def test_one_of_two_tables_is_a_persons_choice(chosen, expected):
    tables = find(sheet("Đơn vị; Số\nAn; 2\n;\nĐơn vị; Hộ\nAn; 3"))
    assert told(tables, chosen) == expected


def told(tables, chosen):
    try:
        return one(tables, chosen).place
    except RuleBroken as broken:
        return broken.code


SUMS = {
    "all rows": ("An; 2\nBình; 3\nTổng; 5", []),
    "rows since the last sum": ("An; 2\nCộng; 2\nBình; 3\nCộng; 3", []),
    "the head of a table": ("Toàn tỉnh; 5\nAn; 2\nBình; 3", []),
    "a blank sum": ("An; 2\nTổng; -", []),
    "a sum that is no number": ("An; 2\nTổng; 1,234", []),
    "a wrong sum": ("An; 2\nBình; 3\nTổng; 6", ["B4"]),
    "a row that is no number": ("An; 2\nBình; 2,5\nTổng; 5", ["B4"]),
}


@pytest.mark.parametrize(("text", "expected"), SUMS.values(), ids=SUMS.keys())
def test_a_sum_is_checked(text, expected):
    (table,) = find(sheet(f"Đơn vị; Số\n{text}"))
    assert [mark.place for mark in check(table, [1])] == expected
