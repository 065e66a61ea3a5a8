"""What a row of a drawn table is: headings, figures, a sum, a section, a note, or nothing."""

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from thidua.kernel.text import fold
from thidua.spreadsheets.rules import Cell, Row
from thidua.spreadsheets.rules.cells import NOTHING

FIGURE = re.compile(
    r"[-−]?(?!0\d{8,})\d[\d.,]*( ?%| \w+)?|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{2}-\d{2}"
)
_TOTAL = re.compile(
    r"(?:tong cong|tong so|tong|cong)(?: ?\(.*\)| (?:khoi|cum|muc|phan|nhom|toan|chung|cac)\b.*)?:?"
    r"|(?:chung )?toan (?:tinh|huyen|xa|phuong|thanh pho|dia ban|nganh|quoc)\b.*"
)
_ORDINAL = re.compile(r"(?:[IVXLC]+|[A-ZĐ])[.)]?")
_NUMBERING = re.compile(r"\(?([A-ZĐ]|\d{1,3})\)?(?: ?=.*)?")
_NOTE = re.compile(
    r"(?:ghi chu|chu thich|luu y|nguoi lap|nguoi ky|nguoi kiem tra|noi nhan|thu truong|ke toan"
    r"|lanh dao|xac nhan|chu tich|tm\. |kt\. |.{0,40}\bngay \S+ thang \S+ nam\b).*"
)


class RowKind(StrEnum):
    """What stands on a row."""

    BLANK = "blank"
    WORDS = "words"
    NUMBERING = "numbering"  # (1) (2) (3) under the headings
    DETAIL = "detail"
    TOTAL = "total"
    SECTION = "section"  # a Roman number or a letter, with or without a sum of what is below
    NOTE = "note"


class About(NamedTuple):
    """What a text says: the kind of row that it announces (DETAIL: none), whether it is a name."""

    label: RowKind
    is_name: bool


NOTHING_SAID = About(RowKind.DETAIL, is_name=False)


def filled(row: Row) -> list[Cell]:
    """Give the cells of a row that hold something."""
    return [
        cell
        for cell in row
        if cell is not None and cell != "" and not (cell.__class__ is str and cell.isspace())
    ]


def kind_of(row: Row) -> RowKind:
    """Say what a row is, by its cells alone."""
    cells = filled(row)
    if not cells:
        return RowKind.BLANK
    first = cells[0]
    if type(first) is int and len(cells) > 1 and isinstance(second := cells[1], str):
        about = _about(second)  # STT and a name: the usual row
        if about.is_name:
            return RowKind.TOTAL if about.label is RowKind.TOTAL else RowKind.DETAIL
    if is_numbering(cells):
        return RowKind.NUMBERING
    if isinstance(first, str):
        return _of_words(_about(first), cells)
    return RowKind.DETAIL


def _of_words(first: About, cells: Sequence[Cell]) -> RowKind:
    if first.label is RowKind.NOTE:
        return RowKind.NOTE
    second = _about(cells[1]) if len(cells) > 1 and isinstance(cells[1], str) else NOTHING_SAID
    if first.label is RowKind.SECTION and second.is_name:
        return RowKind.TOTAL if second.label is RowKind.TOTAL else RowKind.SECTION
    if not any(map(is_figure, cells)):
        return RowKind.WORDS
    leading = second if not first.is_name else first  # an STT as text stands before the name
    return RowKind.TOTAL if leading.label is RowKind.TOTAL else RowKind.DETAIL


def is_figure(cell: Cell) -> bool:
    """Whether a cell holds a number or a day, as such or as text."""
    if isinstance(cell, str):
        return bool(FIGURE.fullmatch(cell.strip()))
    return cell is not None


def is_numbering(cells: Sequence[Cell]) -> bool:
    """Whether cells only number the columns: A B 1 2 3, or (1) (2) (3)=(2)/(1)."""
    found = [_NUMBERING.fullmatch(str(cell).strip()) for cell in cells]
    numbers = [int(each[1]) for each in found if each and each[1].isdigit()]
    return (
        len(cells) > 1
        and all(found)
        and (len(numbers) > 1 or 0 < len(numbers) < len(cells))
        and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        and numbers[0] <= len(cells)
    )


@lru_cache(maxsize=50_000)
def _about(text: str) -> About:
    bare = text.strip()
    name = not FIGURE.fullmatch(bare) and bare.casefold() not in NOTHING
    if _ORDINAL.fullmatch(bare):
        return About(RowKind.SECTION, name)
    plain = fold(text)
    if _TOTAL.fullmatch(plain):
        return About(RowKind.TOTAL, name)
    return About(RowKind.NOTE if _NOTE.fullmatch(plain) else RowKind.DETAIL, name)
