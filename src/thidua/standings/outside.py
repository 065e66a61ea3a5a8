"""What standings have outside the database: an edition's spreadsheet, and its published files."""

import io
from datetime import UTC, datetime

import xlsxwriter
from django.conf import settings

from thidua.campaigns.rules import Prize
from thidua.points.rules.sheet import Line, applicable
from thidua.standings.rules.board import Board, GroupBoard

MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(
    tzinfo=None
)  # fixed, so that replay gives the same bytes
HEADING = ("Hạng", "Mã đơn vị", "Đơn vị", "Tổng điểm", "Giải")


def workbook(board: Board) -> bytes:
    """Write an edition's standings as a spreadsheet, one sheet a peer group."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": MADE, "title": board.plan.name})
    for number, one in enumerate(board.groups, start=1):
        _write(book, f"{number}. {one.group.code}"[:31], board, one)
    book.close()
    return content.getvalue()


def is_published(name: str, content: bytes) -> bool:
    """Whether a published file is there and whole."""
    path = settings.PUBLISHED / name
    return path.is_file() and path.read_bytes() == content


def _write(book: xlsxwriter.Workbook, name: str, board: Board, one: GroupBoard) -> None:
    page = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    criteria = applicable(board.plan, one.group, stage=board.stage)
    page.write_string(0, 0, f"{board.plan.name}. {one.group.name}", bold)
    if board.plan.generated:
        page.write_string(1, 0, "Số liệu mô phỏng")
    heading = [*HEADING]
    for criterion in criteria:
        heading += [f"{criterion.label}: điểm", "tử số", "mẫu số"]
    for column, text in enumerate(heading):
        page.write_string(2, column, text, bold)
    prizes = {prize.code: prize.name for prize in _prizes(board, one)}
    for row, standing in enumerate(one.standings, start=3):
        node = board.tree.nodes[standing.sheet.unit]
        page.write_number(row, 0, standing.rank)
        page.write_string(row, 1, node.id)
        page.write_string(row, 2, node.name)
        page.write_string(row, 3, str(standing.sheet.published))
        page.write_string(row, 4, prizes.get(standing.prize or "", ""))
        for place, line in enumerate(standing.sheet.lines):
            _line(page, row, 5 + 3 * place, line)
    page.freeze_panes(3, 3)
    page.set_column(0, 0, 7)
    page.set_column(1, 1, 16)
    page.set_column(2, 2, 28)
    page.set_column(3, len(heading), 14)


def _line(page: "xlsxwriter.worksheet.Worksheet", row: int, column: int, line: Line) -> None:
    # points stay text: a spreadsheet would turn them into binary fractions
    page.write_string(row, column, str(line.published))
    for offset, value in ((1, line.numerator), (2, line.denominator)):
        page.write_string(row, column + offset, "" if value is None else str(value))


def _prizes(board: Board, one: GroupBoard) -> tuple[Prize, ...]:
    return board.stage.prizes.get(one.group.code, ()) if board.stage else one.group.prizes
