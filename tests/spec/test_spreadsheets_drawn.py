"""What is read of spreadsheets as offices draw them: the manual of the reading rules."""

import pytest

from spreadsheets_drawn import DRAWINGS
from thidua.kernel.errors import RuleBroken
from thidua.spreadsheets import outside
from thidua.spreadsheets.rules import Mark
from thidua.spreadsheets.rules.cells import day, quantity, words
from thidua.spreadsheets.rules.tables import find, one
from thidua.spreadsheets.rules.totals import check, hidden_rows

COUNTS = {"Tiếp nhận", "Trực tuyến", "Số", "Hồ sơ / Tiếp nhận", "Hồ sơ / Trực tuyến", "Hộ"}


def read(content):
    """Give the table of the only sheet that is shown as text, or its problems."""
    sheet = next(each for each in outside.read(content, "a.xlsx").sheets if not each.hidden)
    try:
        table = one(find(sheet), None)
    except RuleBroken as broken:
        return broken.code
    counts = [column.place for column in table.columns if column.heading in COUNTS]
    marks = [*hidden_rows(table), *check(table, counts)]
    heads = [column.heading + " (ẩn)" * column.hidden for column in table.columns]
    lines = [" | ".join(heads)]
    lines += [
        " | ".join(cell(table, row, column, marks) for column in table.columns)
        for row in table.details
    ]
    return "\n".join(f"{mark.place} {mark.reason.code}" for mark in marks) or "\n".join(lines)


def cell(table, row, column, marks):
    found = table.sheet.rows[row][column.place]
    try:
        if column.heading in COUNTS:
            return "" if quantity(found) is None else str(quantity(found))
        return f"{day(found):%d/%m/%Y}" if column.heading == "Ngày" else words(found)
    except RuleBroken as broken:
        marks.append(Mark(row, column.place, broken))
        return "?"


@pytest.mark.parametrize(
    ("content", "expected"),
    [drawing[1:] for drawing in DRAWINGS],
    ids=[drawing[0] for drawing in DRAWINGS],
)
def test_a_drawn_spreadsheet_is_read_right_or_refused_with_its_reason(content, expected):
    assert read(content) == expected
