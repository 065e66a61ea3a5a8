"""The files of the desk: a plan's file or a table of criteria in, and the table out."""

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import xlsxwriter
from django.utils.functional import Promise
from django.utils.translation import override

from thidua.drafting.rules.criteria_table import (
    COLUMNS,
    MEASURE_COLUMNS,
    MEASURES,
    Column,
    Words,
    criteria_rows,
    measure_rows,
    taken,
)
from thidua.kernel.errors import RuleBroken
from thidua.plans.forms import EFFECTS, FORMS, MEASURE_KINDS, METHODS, SCOPES, ZEROS
from thidua.plans.outside import Located, tables
from thidua.spreadsheets.outside import read

MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
ZIP = b"PK\x03\x04"
LISTED: Mapping[str, Mapping[Any, Promise]] = {
    "method": METHODS,
    "form": FORMS,
    "scope": SCOPES,
    "zero": ZEROS,
    "effect": EFFECTS,
    "kind": MEASURE_KINDS,
}


def bring_back(name: str, content: bytes, data: Mapping[str, Any]) -> dict[str, Any]:
    """Read a plan's file whole, or put a spreadsheet's criteria in place of those in `data`."""
    if content.startswith(ZIP) or name.lower().endswith((".xlsx", ".xls", ".csv")):
        book = read(content, name)
        return taken(data, [(sheet.name, sheet.rows) for sheet in book.sheets], words())
    found = tables(content)
    if isinstance(found, Located):
        facts = {"line": found.line, "column": found.column, "reason": found.text()}
        raise RuleBroken("planning.file-not-plan", **facts)
    return dict(found)


def words() -> Words:
    """Give the Vietnamese words of every closed list, as they stand in the spreadsheet."""
    with override("vi"):
        return {
            key: {str(getattr(code, "value", code)): str(label) for code, label in listed.items()}
            for key, listed in LISTED.items()
        }


def criteria_workbook(data: Mapping[str, Any]) -> bytes:
    """Write a draft's table of criteria as a spreadsheet with its measures on a second sheet."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": MADE, "title": str(data.get("name", ""))})
    _sheet(book, "Tiêu chí", COLUMNS, criteria_rows(data, words()))
    _sheet(book, MEASURES, MEASURE_COLUMNS, measure_rows(data, words()))
    book.close()
    return content.getvalue()


def _sheet(
    book: xlsxwriter.Workbook, name: str, columns: tuple[Column, ...], rows: list[list[str]]
) -> None:
    sheet = book.add_worksheet(name)
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
    cell = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@", "border": 1})
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.wide, cell)
    for number, row in enumerate(rows):
        for place, text in enumerate(row):
            sheet.write_string(number, place, text, cell if number else heading)
    sheet.freeze_panes(1, 3 if len(columns) > len(MEASURE_COLUMNS) else 1)
    _lists(sheet, columns, len(rows))


def _lists(sheet: xlsxwriter.worksheet.Worksheet, columns: tuple[Column, ...], rows: int) -> None:
    """Let Excel offer the words of closed lists."""
    known = words()
    for place, column in enumerate(columns):
        offered = list(known.get(column.key, {}).values())
        if offered and len(",".join(offered)) <= 255:  # noqa: PLR2004 - Excel's own limit
            sheet.data_validation(
                1, place, rows + 100, place, {"validate": "list", "source": offered, "error_type": "warning"}
            )  # fmt: skip
