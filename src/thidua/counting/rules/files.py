"""Read a CSV file of counts: every bad row is named with its reason, none is guessed.

Columns: `key,measure,unit,day,quantity` and, for corrections, `corrects` (the key of the row of
the same source that is replaced). Vietnamese headings mean the same; `;` may stand for `,`.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from thidua.kernel.errors import RuleBroken
from thidua.kernel.numbers import read
from thidua.kernel.text import fold

HEADINGS: Mapping[str, str] = {
    "key": "key",
    "ma dong": "key",
    "measure": "measure",
    "so dem": "measure",
    "unit": "unit",
    "don vi": "unit",
    "day": "day",
    "ngay": "day",
    "quantity": "quantity",
    "so luong": "quantity",
    "corrects": "corrects",
    "sua cho dong": "corrects",
}
NEEDED = ("key", "measure", "unit", "day", "quantity")
LONGEST_KEY = 120
MOST_ROWS = 200_000
MOST_PROBLEMS = 1_000  # more say nothing more about a file
MOST_DIGITS = 15
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the file; `unit` is still the reference as written."""

    number: int
    key: str
    measure: str
    unit: str
    day: date
    quantity: int
    corrects: str | None


def parse(content: bytes) -> tuple[list[Row], list[RuleBroken]]:
    """Read all rows and all problems; a file that cannot be read at all is the only problem."""
    try:
        lines = _lines(content)
        columns = _columns(next(lines, []))
    except RuleBroken as broken:
        return [], [broken]
    rows: list[Row] = []
    problems: list[RuleBroken] = []
    seen: dict[str, int] = {}
    for number, cells in enumerate(lines, start=2):
        if len(problems) >= MOST_PROBLEMS or number > MOST_ROWS + 1:
            return [], [*problems, RuleBroken("counting.file-too-long", row=number, most=MOST_ROWS)]
        if any(cells):
            row = _judged(number, columns, cells, seen)
            if isinstance(row, RuleBroken):
                problems.append(row)
            else:
                rows.append(row)
    if not rows and not problems:
        problems.append(RuleBroken("counting.file-empty"))
    return rows, problems


def _judged(
    number: int, columns: Mapping[str, int], cells: list[str], seen: dict[str, int]
) -> Row | RuleBroken:
    """Read a row, or say what is wrong with it; `seen` tells in which row a key stood first."""
    try:
        row = _row(number, columns, cells)
    except RuleBroken as broken:
        return RuleBroken("counting.row", number=number, reason=broken)
    if row.key in seen:
        twice = RuleBroken("counting.key-twice", key=row.key, first=seen[row.key])
        return RuleBroken("counting.row", number=number, reason=twice)
    seen[row.key] = number
    return row


def _lines(content: bytes) -> Iterator[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RuleBroken("counting.file-encoding", byte=error.start) from error
    if "\0" in text:
        raise RuleBroken("counting.file-binary")
    head = text.partition("\n")[0]
    delimiter = ";" if head.count(";") > head.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    return _counted(reader)


def _counted(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    try:
        yield from reader
    except csv.Error as error:
        raise RuleBroken("counting.file-broken", reason=str(error)) from error


def _columns(heading: list[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for place, cell in enumerate(heading):
        name = HEADINGS.get(fold(cell))
        if name is None or name in columns:
            raise RuleBroken("counting.file-heading", heading=cell, known=", ".join(NEEDED))
        columns[name] = place
    if lacking := [name for name in NEEDED if name not in columns]:
        raise RuleBroken("counting.file-columns", lacking=lacking)
    return columns


def _row(number: int, columns: Mapping[str, int], cells: list[str]) -> Row:
    if len(cells) != len(columns):
        raise RuleBroken("counting.row-ragged", found=len(cells), expected=len(columns))
    value = {name: cells[place].strip() for name, place in columns.items()}
    if not 0 < len(value["key"]) <= LONGEST_KEY:
        raise RuleBroken("counting.row-key", longest=LONGEST_KEY)
    return Row(
        number,
        value["key"],
        value["measure"],
        value["unit"],
        _day(value["day"]),
        _whole(value["quantity"]),
        value.get("corrects") or None,
    )


def _day(text: str) -> date:
    iso, slashed = _ISO.fullmatch(text), _SLASHED.fullmatch(text)
    parts = iso.groups() if iso else slashed.groups()[::-1] if slashed else None
    try:
        if parts:
            return date(*map(int, parts))
    except ValueError:
        pass
    raise RuleBroken("counting.row-day", text=text)


def _whole(text: str) -> int:
    if len(text) > MOST_DIGITS:
        raise RuleBroken("counting.row-not-whole", text=f"{text[:MOST_DIGITS]}…")
    if text.isascii() and text.isdigit():
        return int(text)
    number = read(text)
    if not isinstance(number, int):
        raise RuleBroken("counting.row-not-whole", text=text)
    return number
