"""What standings have outside the database: an edition's spreadsheet, and its published files."""

import io
from datetime import UTC, datetime

import xlsxwriter
from django.conf import settings

from thidua.standings.rules.board import Board
from thidua.standings.rules.pages import Page, pages

MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(
    tzinfo=None
)  # fixed, so that replay gives the same bytes
BOLD = (0, 2)  # the rows of title and heading
WIDTHS = (7, 16, 28)  # of rank, id and name


def workbook(board: Board) -> bytes:
    """Write an edition's standings as a spreadsheet, one sheet a peer group."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": MADE, "title": board.plan.name})
    for page in pages(board):
        _write(book, page)
    book.close()
    return content.getvalue()


def is_published(name: str, content: bytes) -> bool:
    """Whether a published file is there and whole."""
    path = settings.PUBLISHED / name
    return path.is_file() and path.read_bytes() == content


def _write(book: xlsxwriter.Workbook, page: Page) -> None:
    sheet = book.add_worksheet(page.name)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    for row, cells in enumerate(page.rows):
        style = bold if row in BOLD else None
        for column, cell in enumerate(cells):
            write = sheet.write_number if isinstance(cell, int) else sheet.write_string
            write(row, column, cell, style)
    sheet.freeze_panes(3, 3)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_column(len(WIDTHS), max(map(len, page.rows)), 14)
