"""Read pasted or uploaded lines of `unit;quantity`: every bad line is named, none is guessed.

Cells are divided by a tab (as pasted from a spreadsheet), `;` or `,`, whichever the first line
has; a heading is left out. Numbers are written `7875` or `7.875`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from thidua.denominators.rules import MOST_COUNTS
from thidua.kernel.errors import RuleBroken
from thidua.kernel.numbers import read
from thidua.kernel.text import fold

HEADINGS = frozenset({"unit", "quantity", "don vi", "ten don vi", "ma don vi", "so luong", "so"})
CELLS = 2
MOST_DIGITS = 15
LONGEST_REFERENCE = 200
MOST_PROBLEMS = 200


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it was written: its number, the unit it names, and how many."""

    number: int
    unit: str
    quantity: int


def decode(content: bytes) -> str:
    """Read a file's text; a spreadsheet or another encoding is refused."""
    if content.startswith((b"PK", b"\xd0\xcf\x11\xe0")) or b"\0" in content:
        raise RuleBroken("denominators.not-text")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RuleBroken("denominators.encoding", byte=error.start) from error


def parse(text: str) -> tuple[list[Line], list[RuleBroken]]:
    """Read all lines and all problems."""
    found: list[Line] = []
    problems: list[RuleBroken] = []
    for number, cells in _rows(text):
        if len(problems) >= MOST_PROBLEMS or len(found) >= MOST_COUNTS:
            problems.append(RuleBroken("denominators.too-long", number=number, most=MOST_COUNTS))
            break
        try:
            found.append(_line(number, cells))
        except RuleBroken as broken:
            problems.append(at_line(number, broken))
    if not found and not problems:
        problems.append(RuleBroken("denominators.no-counts"))
    return found, problems


def at_line(number: int, reason: RuleBroken) -> RuleBroken:
    """Say in which line something is wrong."""
    return RuleBroken("denominators.line", number=number, reason=reason)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines that have something in them, without a heading."""
    filled = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    mark = next((mark for mark in "\t;," if filled and mark in filled[0][1]), ";")
    for place, (number, line) in enumerate(filled):
        cells = [cell.strip().strip('"').strip() for cell in line.split(mark)]
        if place or not {fold(cell) for cell in cells} <= HEADINGS:
            yield number, cells


def _line(number: int, cells: list[str]) -> Line:
    if len(cells) != CELLS:
        raise RuleBroken("denominators.cells", found=len(cells))
    unit, quantity = cells
    if not 0 < len(unit) <= LONGEST_REFERENCE:
        raise RuleBroken("denominators.lacking-unit", longest=LONGEST_REFERENCE)
    return Line(number, unit, whole(quantity))


def whole(text: str) -> int:
    """Read a whole number in either notation that has one meaning."""
    if not text or len(text) > MOST_DIGITS:
        raise RuleBroken("denominators.not-whole", text=text[:MOST_DIGITS])
    if text.isascii() and text.isdigit():
        return int(text)
    number = read(text)
    if not isinstance(number, int):
        raise RuleBroken("denominators.not-whole", text=text)
    return number
