"""Read one cell: a count, a day or words; what could mean two things is refused.

Numbers stored as text are read in Vietnamese notation (`thidua.kernel.numbers`); days are
written day first. A dash, `x` or `…` stands for "nothing reported", which is not zero.
"""

import re
from datetime import date
from decimal import Decimal

from thidua.kernel.errors import RuleBroken
from thidua.kernel.numbers import read
from thidua.kernel.text import fold
from thidua.spreadsheets.rules import Cell

NOTHING = frozenset({"", "-", "–", "—", "x", "…", "...", "./.", "//"})
LONGEST_FIGURE = 40
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][0-9:.]+)?", re.ASCII)
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:,? [0-9:]+)?", re.ASCII)
_WORDED = re.compile(r"(?:.*\bngay )?(\d{1,2}) thang (\d{1,2}) nam (\d{4})", re.ASCII)


def words(cell: Cell) -> str:
    """Give a cell's text on one line; a number as it would be typed."""
    if isinstance(cell, str):
        return " ".join(cell.split())
    return "" if cell is None else f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell)


def is_nothing(cell: Cell) -> bool:
    """Whether a cell says that nothing was reported."""
    return cell is None or (isinstance(cell, str) and cell.strip().casefold() in NOTHING)


def quantity(cell: Cell) -> int | None:
    """Read a count; None where nothing was reported."""
    if type(cell) is int:  # a truth value is no count
        return cell
    if is_nothing(cell):
        return None
    if isinstance(cell, str):
        number = _figure(cell)
        if type(number) is int:
            return number
    raise RuleBroken("spreadsheets.not-whole", text=shown(cell))


def day(cell: Cell) -> date | None:
    """Read a day; None where the cell is empty."""
    if isinstance(cell, date):
        return cell
    if is_nothing(cell):
        return None
    found = _day(cell) if isinstance(cell, str) else None
    if found is None:
        raise RuleBroken("spreadsheets.not-a-day", text=shown(cell))
    return found


def shown(cell: Cell) -> str:
    """Shorten a cell for a sentence."""
    text = words(cell)
    return text if len(text) <= LONGEST_FIGURE else f"{text[:LONGEST_FIGURE]}…"


def _figure(text: str) -> int | Decimal:
    if len(text) > LONGEST_FIGURE:
        raise RuleBroken("spreadsheets.not-whole", text=shown(text))
    return read(text)


def _day(text: str) -> date | None:
    line = " ".join(text.split())[:LONGEST_FIGURE]
    if iso := _ISO.fullmatch(line):
        return _on(*iso.groups())
    if found := _SLASHED.fullmatch(line) or _WORDED.fullmatch(fold(line)):
        return _on(*found.groups()[::-1])
    return None


def _on(year: str, month: str, number: str) -> date | None:
    try:
        return date(int(year), int(month), int(number))
    except ValueError:
        return None
