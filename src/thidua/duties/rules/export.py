"""CSV that a spreadsheet opens as text, and as nothing else.

A cell that a spreadsheet would take for a formula gets an apostrophe before it.
"""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"  # so that Excel reads it as UTF-8


def csv_bytes(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Write a table as UTF-8 CSV."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(map(harmless, head))
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return (BOM + out.getvalue()).encode()


def harmless(cell: str) -> str:
    """Keep a spreadsheet from running what somebody typed."""
    return f"'{cell}" if cell.lstrip(" \N{NO-BREAK SPACE}").startswith(FORMULA) else cell
