"""A spreadsheet as its cells: what `outside.read` gives, and what tables are found in.

Nothing here is guessed: a cell is text, a whole number, an exact decimal, a day, or empty ("").
Rows and columns are counted from 0 in code and named as Excel names them ("C12") to people.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thidua.kernel.errors import RuleBroken

Cell = str | int | Decimal | date | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells that are drawn as one; the value stands in the first of them."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet, from its cell A1 on, with what is hidden on it."""

    name: str
    hidden: bool
    rows: tuple[Row, ...]
    merges: tuple[Merge, ...] = ()
    hidden_columns: frozenset[int] = frozenset()
    hidden_rows: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Book:
    """A file that was opened safely."""

    name: str
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A cell that is wrong (column None: a whole row), with the reason."""

    row: int
    column: int | None
    reason: RuleBroken

    @property
    def place(self) -> str:
        """Name the place as Excel does: `C12`, or the number of the row."""
        return str(self.row + 1) if self.column is None else address(self.row, self.column)


def letters(column: int) -> str:
    """Name a column as Excel does: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def address(row: int, column: int) -> str:
    """Name a cell as Excel does."""
    return f"{letters(column)}{row + 1}"


def is_blank(cell: Cell) -> bool:
    """Whether a cell holds nothing; spaces are nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip())
