"""Read the plainest table there is: a name and a whole number a row, as lines of text.

A column of running numbers may stand before the names, anything without figures beside them.
"""

from thidua.kernel.errors import RuleBroken
from thidua.spreadsheets.rules import Book, Cell
from thidua.spreadsheets.rules.cells import quantity, words
from thidua.spreadsheets.rules.kinds import is_figure
from thidua.spreadsheets.rules.tables import Table, find, one


def lines(book: Book) -> str:
    """Give the only table of a book as `name<tab>number` lines; sums are left out."""
    sheets = [sheet for sheet in book.sheets if not sheet.hidden]
    table = one([table for sheet in sheets for table in find(sheet)], None)
    names, numbers = _columns(table)
    rows = [table.sheet.rows[number] for number in table.details]
    return "\n".join(
        f"{words(_at(row, names))}\t{count}"
        for row in rows
        if (count := quantity(_at(row, numbers))) is not None
    )


def _columns(table: Table) -> tuple[int, int]:
    places = [column.place for column in table.columns]
    named = [place for place in places if not _holds_figures(table, place)]
    counted = [place for place in places if named and place > named[0] and place not in named]
    if len(counted) != 1:
        raise RuleBroken("spreadsheets.not-pairs", place=table.place, found=len(counted))
    return named[0], counted[0]


def _holds_figures(table: Table, place: int) -> bool:
    return any(is_figure(_at(table.sheet.rows[number], place)) for number in table.details)


def _at(row: tuple[Cell, ...], place: int) -> Cell:
    return row[place] if place < len(row) else None
