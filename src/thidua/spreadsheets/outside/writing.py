"""Spreadsheets out: the sender's own with its bad cells marked, and forms to fill in.

Text is always written as text, so that nothing that begins with = + - @ is ever a formula.
"""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

import xlsxwriter
from xlsxwriter.exceptions import OverlappingRange
from xlsxwriter.worksheet import Worksheet

from thidua.spreadsheets.rules import Book, Cell, Mark, Sheet
from thidua.spreadsheets.rules.cells import words

WRITTEN = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed instant: the same content, the same bytes
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
REASON = "Lý do"
DAY = {"num_format": "dd/mm/yyyy"}
BAD = {"bg_color": "#F8D7D0", "font_color": "#7A1F14", "bold": True, "border": 2}
HEAD = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#E6EBE8"}
WIDEST, NARROWEST, MEASURED = 44, 8, 300  # letters, letters, rows that widths are taken from
EXACT = 10**15  # larger whole numbers lose digits in Excel: they are written as text


@dataclass(frozen=True, slots=True)
class Template:
    """A form: headings, rows that are filled in already, which columns take counts, advice."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    counts: range
    advice: Sequence[str] = field(default=())


def report(book: Book, sheet: int, header: int, marks: Sequence[Mark]) -> bytes:
    """Write a file again with its bad cells marked: colour, comment, and a column of reasons."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as written:
        written.set_properties({"created": WRITTEN})
        plain = {False: None, True: written.add_format(DAY)}
        bad = {False: written.add_format(BAD), True: written.add_format(BAD | DAY)}
        for number, each in enumerate(book.sheets):
            target = written.add_worksheet(each.name if _is_writable(each.name) else None)
            mine = list(marks) if number == sheet else []
            _copy(target, each, plain)
            _hide(target, each, {mark.column for mark in mine})
            if mine:
                _mark(target, each, header, mine, bad)
                target.activate()
    return out.getvalue()


def template(form: Template) -> bytes:
    """Write a form; whole numbers are asked for where counts belong."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as written:
        written.set_properties({"created": WRITTEN})
        sheet, day = written.add_worksheet(form.name), written.add_format(DAY)
        for column, heading in enumerate(form.headings):
            sheet.write_string(0, column, heading, written.add_format(HEAD))
            sheet.set_column(column, column, min(max(len(heading) // 2, 14), WIDEST))
        for number, row in enumerate(form.rows, start=1):
            _row(sheet, number, row, {False: None, True: day})
        if form.rows:
            sheet.data_validation(
                1, form.counts.start, len(form.rows), form.counts.stop - 1,
                {"validate": "integer", "criteria": ">=", "value": 0,
                 "error_title": "Số đếm", "error_message": "Hãy ghi số nguyên, từ 0 trở lên; chưa có số thì để trống."},
            )  # fmt: skip
        sheet.freeze_panes(1, 2)
        help_sheet = written.add_worksheet("Hướng dẫn")
        help_sheet.set_column(0, 0, 100)
        for number, line in enumerate(form.advice):
            help_sheet.write_string(number, 0, line)
    return out.getvalue()


def _copy(target: Worksheet, sheet: Sheet, formats: Mapping[bool, object]) -> None:
    for merge in sheet.merges:
        try:
            target.merge_range(merge.top, merge.left, merge.bottom, merge.right, "")
        except OverlappingRange:
            continue  # drawn twice by whoever made the file; the cells are all there
    for number, row in enumerate(sheet.rows):
        _row(target, number, row, formats)
    for column, width in enumerate(_widths(sheet)):
        target.set_column(column, column, width)


def _row(
    target: Worksheet, number: int, row: Iterable[Cell], formats: Mapping[bool, object]
) -> None:
    for column, cell in enumerate(row):
        if cell not in ("", None):
            _cell(target, (number, column), cell, formats)


def _cell(
    target: Worksheet, place: tuple[int, int], cell: Cell, formats: Mapping[bool, object]
) -> None:
    style = formats[isinstance(cell, date)]
    if isinstance(cell, date):
        target.write_datetime(*place, cell, style)
    elif isinstance(cell, (int, Decimal)) and -EXACT < cell < EXACT:
        target.write_number(*place, cell, style)
    elif cell in ("", None):
        target.write_blank(*place, None, style)
    else:
        target.write_string(*place, cell if isinstance(cell, str) else words(cell), style)


def _hide(target: Worksheet, sheet: Sheet, marked: set[int | None]) -> None:
    if sheet.hidden and not marked:
        target.hide()
    for column in sheet.hidden_columns - marked:
        target.set_column(column, column, None, None, {"hidden": True})


def _mark(
    target: Worksheet,
    sheet: Sheet,
    header: int,
    marks: Sequence[Mark],
    formats: Mapping[bool, object],
) -> None:
    last = max(map(len, sheet.rows))
    reasons: dict[int, list[str]] = {}
    for mark in marks:
        said = f"{mark.place}: {mark.reason.text()}"
        if mark.column is not None and said not in reasons.get(mark.row, []):
            cell = sheet.rows[mark.row][mark.column]
            _cell(target, (mark.row, mark.column), cell, formats)
            target.write_comment(mark.row, mark.column, mark.reason.text(), {"x_scale": 2})
        reasons.setdefault(mark.row, []).append(said)
    target.write_string(header, last, REASON, formats[False])
    for row, texts in reasons.items():
        target.write_string(row, last, "\n".join(texts), formats[False])
    target.set_column(last, last, WIDEST * 2)


def _widths(sheet: Sheet) -> list[int]:
    merged = {(merge.top, merge.left) for merge in sheet.merges if merge.right > merge.left}
    found = [NARROWEST] * max(map(len, sheet.rows), default=0)
    for number, row in enumerate(sheet.rows[:MEASURED]):
        for column, cell in enumerate(row):
            if (number, column) not in merged:
                found[column] = max(found[column], len(words(cell)) + 2)
    return [min(width, WIDEST) for width in found]


def _is_writable(name: str) -> bool:
    """Whether Excel takes a name for a sheet."""
    return 0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") and name.strip("'") == name  # noqa: PLR2004 - Excel's own limit
