"""Read a CSV file of counts: every bad row is named with its reason, none is guessed.

Columns: `key,measure,unit,day,quantity` and, for corrections, `corrects` (the key of the row of
the same source that is replaced). Vietnamese headings mean the same; `;` may stand for `,`.
"""

import csv
import io
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
        if not any(cells):
            continue
        try:
            row = _row(number, columns, cells)
            if row.key in seen:
                raise RuleBroken("counting.key-twice", key=row.key, first=seen[row.key])  # noqa: TRY301 - rows are judged one by one
        except RuleBroken as broken:
            problems.append(RuleBroken("counting.row", number=number, reason=broken))
        else:
            seen[row.key] = number
            rows.append(row)
    if not rows and not problems:
        problems.append(RuleBroken("counting.file-empty"))
    return rows, problems


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
    parts = text.split("/")
    try:
        if len(parts) == 3:  # noqa: PLR2004 - day, month, year
            return date(int(parts[2]), int(parts[1]), int(parts[0]))
        return date.fromisoformat(text)
    except ValueError as error:
        raise RuleBroken("counting.row-day", text=text) from error


def _whole(text: str) -> int:
    if text.isascii() and text.isdigit():
        return int(text)
    number = read(text)
    if not isinstance(number, int):
        raise RuleBroken("counting.row-not-whole", text=text)
    return number
