"""Find the tables that an office drew on a sheet: headings, body, sums, where it ends.

The headings stand directly above the first row of figures, on one row or on several with merged
cells ("Hồ sơ / Trực tuyến"). Titles above and notes or signatures below belong to no table.
Figures that stand in no table are never left out in silence: the sheet is refused with their row.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from thidua.kernel.errors import RuleBroken
from thidua.kernel.text import fold
from thidua.spreadsheets.rules import Row, Sheet, letters
from thidua.spreadsheets.rules.cells import words
from thidua.spreadsheets.rules.kinds import RowKind, filled, is_figure, kind_of

FIRST_ROWS = 30  # the first table's headings stand in these
MOST_GAP = 3  # blank rows inside a table
MOST_LEVELS = 4
SHOWN = 10
FIGURES = frozenset({RowKind.DETAIL, RowKind.TOTAL, RowKind.SECTION, RowKind.NUMBERING})


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; a heading over two rows is joined: `Hồ sơ / Trực tuyến`."""

    place: int
    heading: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table as drawn: its rows by what they are, as numbers of rows of the sheet."""

    sheet: Sheet
    header: tuple[int, int]  # first row of headings, and the row after the last
    columns: tuple[Column, ...]
    details: tuple[int, ...]
    sums: tuple[int, ...]  # totals and sections that carry figures
    end: int

    @property
    def place(self) -> str:
        """Say where it stands: `A5:H81`."""
        left, right = self.columns[0].place, self.columns[-1].place
        return f"{letters(left)}{self.header[0] + 1}:{letters(right)}{self.end}"


def find(sheet: Sheet) -> tuple[Table, ...]:
    """Find all tables of a sheet; figures outside of all of them are refused."""
    sheet = replace(sheet, rows=_filled_down(sheet))
    kinds = [kind_of(row) for row in sheet.rows]
    found: list[Table] = []
    start = 0
    while (header := _next_header(sheet, kinds, start)) is not None:
        table = _table(sheet, kinds, header)
        found += _side_by_side(table)
        start = table.end
    found = [table for table in found if not _is_letterhead(table, found)]
    if not found or found[0].header[1] > FIRST_ROWS:
        raise RuleBroken("spreadsheets.no-table", sheet=sheet.name, rows=FIRST_ROWS)
    _check_nothing_left(sheet, kinds, found)
    return tuple(found)


def one(tables: Sequence[Table], chosen: int | None) -> Table:
    """Give the only table, or the chosen one; which of two is meant is never guessed."""
    if chosen is None and len(tables) > 1:
        places = [table.place for table in tables]
        raise RuleBroken("spreadsheets.two-tables", sheet=tables[0].sheet.name, places=places)
    if not 0 <= (number := chosen or 0) < len(tables):
        raise RuleBroken("spreadsheets.table-unknown", number=number + 1, found=len(tables))
    return tables[number]


def _filled_down(sheet: Sheet) -> tuple[Row, ...]:
    """Repeat the value of cells merged downwards on every row that they stand for."""
    tall = [merge for merge in sheet.merges if merge.bottom > merge.top]
    if not tall:
        return sheet.rows
    rows = [list(row) for row in sheet.rows]
    for merge in tall:
        if merge.top < len(rows) and merge.left < len(rows[merge.top]):
            for number in range(merge.top + 1, min(merge.bottom + 1, len(rows))):
                rows[number][merge.left] = rows[merge.top][merge.left]
    return tuple(map(tuple, rows))


def _next_header(sheet: Sheet, kinds: Sequence[RowKind], start: int) -> int | None:
    """Find the last row of the next table's headings."""
    for number in range(start, len(kinds)):
        if _heads(sheet, kinds, number) and (number < FIRST_ROWS or start):
            return number
    return None


def _heads(sheet: Sheet, kinds: Sequence[RowKind], number: int) -> bool:
    """Whether a row of words stands above figures in two of its columns."""
    if kinds[number] is not RowKind.WORDS or len(filled(sheet.rows[number])) <= 1:
        return False
    below = _first_figures(sheet, kinds, number + 1)
    if below is None:
        return False
    headed = _places(sheet.rows[number])
    return len(headed & _places(sheet.rows[below])) > 1


def _first_figures(sheet: Sheet, kinds: Sequence[RowKind], start: int) -> int | None:
    """Give the first row of figures below headings; labels of sections may stand between."""
    for number in range(start, min(start + MOST_GAP + 1, len(kinds))):
        kind, row = kinds[number], sheet.rows[number]
        if kind is RowKind.NOTE or (kind is RowKind.WORDS and len(filled(row)) > 1):
            return None
        if kind in FIGURES and kind is not RowKind.NUMBERING and _has_figures(sheet, number):
            return number if len(filled(row)) > 1 else None
    return None


def _places(row: Row) -> set[int]:
    return {place for place, cell in enumerate(row) if filled((cell,))}


def _table(sheet: Sheet, kinds: Sequence[RowKind], last: int) -> Table:
    first = last
    while last - first < MOST_LEVELS and _is_level_above(sheet, kinds, first - 1):
        first -= 1
    columns = _columns(sheet, first, last)
    body = _body(sheet, kinds, last + 1)
    details, sums = _details_and_sums(kinds, body)
    return Table(sheet, (first, last + 1), columns, details, sums, body[-1] + 1)


def _is_level_above(sheet: Sheet, kinds: Sequence[RowKind], upper: int) -> bool:
    """Whether a row is a level of headings above another: merged over it, or filling its gaps."""
    if upper < 0 or kinds[upper] is not RowKind.WORDS or len(filled(sheet.rows[upper])) <= 1:
        return False
    width = len(sheet.rows[upper])
    over = [
        merge
        for merge in sheet.merges
        if merge.top <= upper <= merge.bottom and merge.right - merge.left + 1 < width
    ]
    if any(merge.bottom > upper for merge in over):
        return True
    above, below = _places(sheet.rows[upper]), _places(sheet.rows[upper + 1])
    return bool(above - below) and min(above) <= min(below)


def _columns(sheet: Sheet, first: int, last: int) -> tuple[Column, ...]:
    levels = [_across(sheet, number, sheet.rows[last]) for number in range(first, last)]
    levels.append([words(cell) for cell in sheet.rows[last]])
    places = [place for place in range(len(sheet.rows[last])) if any(lvl[place] for lvl in levels)]
    return tuple(
        Column(place, _joined([level[place] for level in levels]), place in sheet.hidden_columns)
        for place in range(places[0], places[-1] + 1)
    )


def _across(sheet: Sheet, number: int, lower: Row) -> list[str]:
    """Give a level of headings with each heading repeated over the columns that it spans."""
    texts = [words(cell) for cell in sheet.rows[number]]
    merged = [merge for merge in sheet.merges if merge.top <= number <= merge.bottom]
    for merge in merged:
        for place in range(merge.left + 1, min(merge.right + 1, len(texts))):
            texts[place] = texts[merge.left]
    if not merged:  # without merges a heading reaches over the blank cells beside it
        for place in range(1, len(texts)):
            if not texts[place] and filled((lower[place],)) and filled((lower[place - 1],)):
                texts[place] = texts[place - 1]
    return texts


def _joined(texts: Sequence[str]) -> str:
    distinct = [
        text for place, text in enumerate(texts) if text and (not place or text != texts[place - 1])
    ]
    return " / ".join(distinct)


def _body(sheet: Sheet, kinds: Sequence[RowKind], start: int) -> list[int]:
    """Give the rows from the headings to the last row of figures, without blanks and words."""
    found: list[int] = []
    gap = 0
    for number in range(start, len(kinds)):
        kind = kinds[number]
        if kind is RowKind.DETAIL or kind is RowKind.TOTAL:
            gap = 0
            found.append(number)
            continue
        gap = gap + 1 if kind is RowKind.BLANK else 0
        if _ends(sheet, kinds, number) or gap > MOST_GAP:
            break
        if kind is RowKind.SECTION or (kind is RowKind.NUMBERING and found):
            found.append(number)
    while found and kinds[found[-1]] is RowKind.SECTION and not _has_figures(sheet, found[-1]):
        found.pop()
    return found


def _ends(sheet: Sheet, kinds: Sequence[RowKind], number: int) -> bool:
    kind = kinds[number]
    return kind is RowKind.NOTE or (kind is RowKind.WORDS and _begins_another(sheet, kinds, number))


def _has_figures(sheet: Sheet, number: int) -> bool:
    return any(map(is_figure, filled(sheet.rows[number])))


def _begins_another(sheet: Sheet, kinds: Sequence[RowKind], number: int) -> bool:
    """Whether words inside a table are the headings of the next one.

    Words right below a row of figures are a row without figures, or the headings of a page that
    goes on.
    """
    return _heads(sheet, kinds, number) and kinds[number - 1] in {
        RowKind.BLANK,
        RowKind.WORDS,
        RowKind.NOTE,
    }


def _details_and_sums(
    kinds: Sequence[RowKind], body: Sequence[int]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Part the rows from the sums; a section without rows of its own is a row (I, II, III)."""
    details, sums = [], []
    for number, following in zip(body, [*body[1:], None], strict=True):
        kind = kinds[number]
        if (
            kind is RowKind.DETAIL
            or kind is RowKind.NUMBERING
            or (
                kind is RowKind.SECTION
                and (following is None or kinds[following] in {RowKind.SECTION, RowKind.TOTAL})
            )
        ):
            details.append(number)
        else:
            sums.append(number)
    return tuple(details), tuple(sums)


def _side_by_side(table: Table) -> Iterator[Table]:
    """Split what is two tables beside each other: a blank column, then the same headings again."""
    groups: list[list[Column]] = [[]]
    for column in table.columns:
        if column.heading:
            groups[-1].append(column)
        elif groups[-1]:
            groups.append([])
    named = [{fold(column.heading) for column in group} for group in groups]
    if len(groups) == 1 or not named[0] & named[1]:
        yield replace(table, columns=tuple(each for each in table.columns if _counts(table, each)))
        return
    for group in groups:
        yield replace(table, columns=tuple(group))


def _counts(table: Table, column: Column) -> bool:
    """Whether a column is headed, or holds anything that a person has to know of."""
    return bool(column.heading) or any(
        filled((table.sheet.rows[row][column.place],)) for row in table.details
    )


def _is_letterhead(table: Table, found: Sequence[Table]) -> bool:
    """Whether a "table" is only lines such as `Đơn vị: | Xã A` above a wider one."""
    top = words(table.sheet.rows[table.header[1] - 1][table.columns[0].place])
    wider = any(len(each.columns) > len(table.columns) for each in found)
    return wider and len(table.columns) <= 2 and top.endswith(":")  # noqa: PLR2004 - label, value


def _check_nothing_left(sheet: Sheet, kinds: Sequence[RowKind], found: Sequence[Table]) -> None:
    """Refuse figures below the first table's headings that are in no table."""
    left = [
        number + 1
        for number in range(found[0].end, len(kinds))
        if kinds[number] in FIGURES
        and _has_figures(sheet, number)
        and not any(table.header[0] <= number < table.end for table in found)
    ]
    if left:
        raise RuleBroken("spreadsheets.figures-outside", sheet=sheet.name, rows=left[:SHOWN])
