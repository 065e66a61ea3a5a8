"""Parse one file in a process of its own: `python -m thidua.spreadsheets.outside.child KIND [clock]`.

The file comes on standard input, the answer goes to standard output as JSON. It knows no
Django and no database; once it has started it can open no file and no socket.
"""

import codecs
import csv
import gc
import io
import json
import sys
from datetime import date, datetime, time
from functools import lru_cache
from itertools import islice

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from thidua.sandbox.outside import Refused, confine
from thidua.spreadsheets.outside import archive, parts
from thidua.spreadsheets.outside.limits import MOST_CELLS, MOST_COLUMNS, MOST_ROWS

DELIMITERS = "\t;,"
LOOKED_AT = 60  # lines that show the delimiter
CLOCK = "clock"
MIDNIGHT = time()


def main() -> None:
    """Answer with the sheets, or with the reason why not."""
    confine()
    gc.disable()  # it makes a million cells, answers, and ends
    content = sys.stdin.buffer.read()
    kind, *asked = sys.argv[1:]
    read = {"xlsx": _workbook, "csv": _text}[kind]
    try:
        answer: dict[str, object] = {"sheets": read(content)}
    except Refused as refused:
        answer = {"refused": {"code": refused.code, "facts": refused.facts}}
    except (CalamineError, ValueError, OSError):
        answer = {"refused": {"code": "spreadsheets.broken", "facts": {}}}
    plain = _with_clock if CLOCK in asked else _plain
    sys.stdout.write(json.dumps(answer, default=plain, separators=(",", ":"), allow_nan=False))


def _workbook(content: bytes) -> list[dict[str, object]]:
    drawn = parts.look(content, archive.entries(content, ""))
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    found, cells = [], 0
    for meta in book.sheets_metadata:
        if meta.name not in drawn or meta.typ != SheetTypeEnum.WorkSheet:
            continue  # a sheet that is one large chart has no cells
        sheet = book.get_sheet_by_name(meta.name)
        if end := sheet.end:
            cells += _checked_size(end[0] + 1, end[1] + 1, cells)
        rows = sheet.to_python(skip_empty_area=False) if end else []
        beside = drawn[meta.name]
        found.append(
            {
                "name": meta.name,
                "hidden": meta.visible != SheetVisibleEnum.Visible,
                "rows": rows,
                "merges": beside.merges,
                "hidden_columns": beside.hidden_columns,
                "hidden_rows": beside.hidden_rows,
            }
        )
    return _not_empty(found)


def _checked_size(height: int, width: int, before: int) -> int:
    if height > MOST_ROWS or width > MOST_COLUMNS or before + height * width > MOST_CELLS:
        raise Refused("spreadsheets.too-large")
    return height * width


def _not_empty(found: list[dict[str, object]]) -> list[dict[str, object]]:
    if not any(sheet["rows"] for sheet in found):
        raise Refused("spreadsheets.empty")
    return found


def _text(content: bytes) -> list[dict[str, object]]:
    try:
        text = content.removeprefix(codecs.BOM_UTF8).decode("utf-8")  # known without a file
    except UnicodeDecodeError as error:
        raise Refused("spreadsheets.encoding") from error
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        rows = list(islice(reader, MOST_ROWS + 1))
    except csv.Error as error:
        raise Refused("spreadsheets.broken") from error
    width = max(map(len, rows), default=0)
    _checked_size(len(rows), width, 0)
    even = [row + [""] * (width - len(row)) for row in rows]
    more = {"hidden": False, "merges": [], "hidden_columns": [], "hidden_rows": []}
    return _not_empty([{"name": "CSV", "rows": even, **more}] if any(map(any, even)) else [])


def _delimiter(text: str) -> str:
    """Give the delimiter that most lines have equally often; titles may have a comma or two."""
    lines = [line for line in text[: 1 << 16].splitlines() if line.strip()][:LOOKED_AT]

    def lines_alike(delimiter: str) -> int:
        numbers = [line.count(delimiter) for line in lines if delimiter in line]
        return max(map(numbers.count, numbers), default=0)

    return max(DELIMITERS, key=lines_alike)


@lru_cache(maxsize=10_000)
def _plain(cell: object) -> object:
    """Write a cell that JSON does not know: a day by its date, a time of day as text."""
    if isinstance(cell, datetime):
        return {"day": cell.date().isoformat()}
    return {"day": cell.isoformat()} if isinstance(cell, date) else str(cell)


@lru_cache(maxsize=200_000)
def _with_clock(cell: object) -> object:
    """Write a cell so that an instant keeps its time of day; at midnight it is a day."""
    if isinstance(cell, datetime) and cell.time() != MIDNIGHT:
        return cell.isoformat(" ", "seconds")
    return _plain(cell)


if __name__ == "__main__":
    main()
