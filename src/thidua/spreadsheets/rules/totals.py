"""Check the sums that an office wrote into its table, and what it hides.

A total is the sum of all rows, or of those above it since the last sum, or (at the head of a
table) of all below; a section's sum is that of the rows below it until the next section.
A sum that does not add up is a problem at its cell: either it or a row is wrong.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from thidua.kernel.errors import RuleBroken
from thidua.spreadsheets.rules import Mark
from thidua.spreadsheets.rules.cells import quantity
from thidua.spreadsheets.rules.kinds import RowKind, kind_of
from thidua.spreadsheets.rules.tables import Table


def check(table: Table, columns: Iterable[int]) -> Iterator[Mark]:
    """Find the sums of some columns that do not add up."""
    for column in columns if table.sums else ():
        counted = [_value(table, row, column) or 0 for row in table.details]
        for row in table.sums:
            said = _value(table, row, column)
            possible = _possible(table, row, counted)
            if said is not None and said not in possible:
                broken = RuleBroken("spreadsheets.total-differs", said=said, found=possible[0])
                yield Mark(row, column, broken)


def hidden_rows(table: Table) -> Iterator[Mark]:
    """Find rows of figures that are hidden or filtered away: nobody who looked saw them."""
    if table.sheet.hidden_rows:
        for row in table.details:
            if row in table.sheet.hidden_rows:
                yield Mark(row, None, RuleBroken("spreadsheets.row-hidden"))


def _value(table: Table, row: int, column: int) -> int | None:
    try:
        return quantity(table.sheet.rows[row][column])
    except RuleBroken:
        return None  # the cell itself is named by whoever reads it


def _possible(table: Table, row: int, counted: Sequence[int]) -> list[int]:
    """Give the sums that a row may stand for, the likeliest first."""
    here = bisect_left(table.details, row)
    if kind_of(table.sheet.rows[row]) is RowKind.SECTION:
        return [sum(counted[here : _next(table, row)])]
    before = bisect_left(table.sums, row)
    since = bisect_left(table.details, table.sums[before - 1]) if before else 0
    return [sum(counted), sum(counted[since:here]), sum(counted[here : _next(table, row)])]


def _next(table: Table, row: int) -> int:
    """Give the place among the details where the section that begins at `row` ends."""
    after = [each for each in table.sums if each > row]
    return bisect_left(table.details, after[0]) if after else len(table.details)
