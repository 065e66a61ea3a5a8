"""What stands on the sheets of an edition's workbook, cell by cell: a sheet for each peer group.

The workbook is written from these pages, and the verifier holds its cells against them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from thidua.plans.rules import Plan, Prize, Stage
from thidua.points.rules.ranking import Standing
from thidua.points.rules.sheet import Line, applicable
from thidua.standings.rules.board import Board, GroupBoard

HEADING = ("Hạng", "Mã đơn vị", "Đơn vị", "Tổng điểm", "Giải")
LONGEST_NAME = 31  # letters that a spreadsheet takes for the name of a sheet

Cell = str | int


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet: its name, and its rows from the first; an empty text is an empty cell."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]


def pages(board: Board) -> tuple[Page, ...]:
    """Lay out the standings of every group: title, remark, heading, then a row for each unit."""
    return tuple(
        Page(f"{number}. {one.group.code}"[:LONGEST_NAME], tuple(_rows(board, one)))
        for number, one in enumerate(board.groups, start=1)
    )


def _rows(board: Board, one: GroupBoard) -> Iterator[tuple[Cell, ...]]:
    yield (f"{board.plan.name}. {one.group.name}",)
    yield ("Số liệu mô phỏng",) if board.plan.generated else ()
    criteria = applicable(board.plan, one.group, stage=board.stage)
    terms = [(f"{criterion.label}: điểm", "tử số", "mẫu số") for criterion in criteria]
    yield (*HEADING, *(text for three in terms for text in three))
    prizes = {prize.code: prize.name for prize in prizes_of(board, one)}
    for standing in one.standings:
        yield _row(board, standing, prizes.get(standing.prize or "", ""))


def _row(board: Board, standing: Standing, prize: str) -> tuple[Cell, ...]:
    node, sheet = board.tree.nodes[standing.sheet.unit], standing.sheet
    lines = (text for line in sheet.lines for text in _line(line))
    return standing.rank, node.id, node.name, str(sheet.published), prize, *lines


def _line(line: Line) -> tuple[str, ...]:
    # points stay text: a spreadsheet would turn them into binary fractions
    terms = ("" if value is None else str(value) for value in (line.numerator, line.denominator))
    return str(line.published), *terms


def prizes_of(board: Board, one: GroupBoard) -> tuple[Prize, ...]:
    """Give the prizes of a group, in the whole campaign or in the board's stage."""
    return board.stage.prizes.get(one.group.code, ()) if board.stage else one.group.prizes


def prizes_in(plan: Plan, stage: Stage | None) -> dict[tuple[str, str], Prize]:
    """Give every prize by group and code, in the whole campaign or in a stage, in plan order."""
    return {
        (group.code, prize.code): prize
        for group in plan.groups
        for prize in (group.prizes if stage is None else stage.prizes.get(group.code, ()))
    }
