"""Rows of a draft, as they are copied from a table or a text: read, and counted again.

A draft is an office's own paper before it is published. Cells are parted by a tab, a semicolon
or a bar; a line without them is read as a sentence: "461.784/545.903 hồ sơ, đạt 81,88 %".
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from thidua.kernel import numbers
from thidua.kernel.errors import RuleBroken
from thidua.kernel.text import fold
from thidua.recounts.rules import Recount, percent_of, recount

MOST_ROWS = 200
LONGEST = 300

NUMBER = r"[0-9][0-9.,]*"
_CELLS = re.compile(r"\t|;|\|")
_RATIO = re.compile(rf"({NUMBER})\s*/\s*({NUMBER})")
_PERCENT = re.compile(rf"({NUMBER})\s*%")
_FIGURES = re.compile(rf"-?{NUMBER}\s*%?")
_EDGES = " \t.,:;-–()"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a draft; None is what the row does not say.

    `computed` is what its counts give at the digits that are written, two where none are;
    `broken` is what could not be read.
    """

    line: int
    label: str
    numerator: int | Decimal | None = None
    denominator: int | Decimal | None = None
    stated: Decimal | None = None
    computed: Decimal | None = None
    recount: Recount = Recount.UNCOUNTED
    broken: RuleBroken | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """How many rows of a draft match, differ, cannot be compared, cannot be read."""

    matching: int
    differing: int
    uncounted: int
    broken: int


def read_draft(text: str) -> tuple[Row, ...]:
    """Read the rows of a draft; empty lines and a line of heads are passed over."""
    lines = [(nr, line) for nr, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if len(lines) > MOST_ROWS:
        raise RuleBroken("recounts.too-many-rows", count=len(lines), most=MOST_ROWS)
    return tuple(_row(nr, line) for nr, line in lines if not _is_head(line))


def told(rows: tuple[Row, ...]) -> Told:
    """Count the rows by how they came out."""
    readable = [row.recount for row in rows if row.broken is None]
    return Told(
        matching=readable.count(Recount.MATCHES),
        differing=readable.count(Recount.DIFFERS),
        uncounted=readable.count(Recount.UNCOUNTED),
        broken=len(rows) - len(readable),
    )


def same_count(row: Row, numerator: int | Decimal | None, denominator: object) -> bool | None:
    """Whether the ledger counts what the row says; None where there is nothing to compare."""
    if row.numerator is None or numerator is None:
        return None
    return row.numerator == numerator and row.denominator in {None, denominator}


def named(label: str, names: dict[str, list[str]]) -> str | None:
    """Find the one unit that a label names, by folded name; None for nobody and for several."""
    found = names.get(fold(label), [])
    return found[0] if len(found) == 1 else None


def _is_head(line: str) -> bool:
    return not any(letter.isdigit() for letter in line)


def _row(line: int, text: str) -> Row:
    try:
        if len(text) > LONGEST:
            raise RuleBroken("recounts.row-too-long", most=LONGEST)  # noqa: TRY301 - the row says so
        cells = [cell.strip() for cell in _CELLS.split(text)]
        return _of_cells(line, cells) if len(cells) > 1 else _of_sentence(line, text)
    except RuleBroken as broken:
        return Row(line, text[:LONGEST].strip(), broken=broken)


def _of_cells(line: int, cells: list[str]) -> Row:
    label, rest = cells[0], [cell for cell in cells[1:] if cell]
    if _FIGURES.fullmatch(label):
        label, rest = "", [label, *rest]
    given = [part for cell in rest for part in _parted(cell)]
    if len(given) > 3:  # noqa: PLR2004 - counted, counted over, percentage
        raise RuleBroken("recounts.too-many-cells", count=len(given))
    percent = [cell for cell in given if cell.endswith("%")]
    counts = [cell for cell in given if not cell.endswith("%")]
    if not percent and len(counts) == 3:  # noqa: PLR2004 - the third stands for the percentage
        percent = [counts.pop()]
    if len(percent) > 1 or len(counts) > 2:  # noqa: PLR2004 - over what is counted
        raise RuleBroken("recounts.too-many-cells", count=len(given))
    return _counted(line, label, counts, percent)


def _of_sentence(line: int, text: str) -> Row:
    ratio, percent = _RATIO.search(text), _PERCENT.search(text)
    if ratio is None and percent is None:
        raise RuleBroken("recounts.no-figures")
    first = min(found.start() for found in (ratio, percent) if found)
    counts = [part.rstrip(".,") for part in ratio.groups()] if ratio else []
    return _counted(line, text[:first].strip(_EDGES), counts, [percent[0]] if percent else [])


def _parted(cell: str) -> list[str]:
    found = _RATIO.fullmatch(cell)
    return list(found.groups()) if found else [cell]


def _counted(line: int, label: str, counts: list[str], percent: list[str]) -> Row:
    read = [numbers.read(cell) for cell in counts]
    numerator, denominator = [*read, None, None][:2]
    stated = _percentage(percent[0]) if percent else None
    digits = -int(stated.as_tuple().exponent) if stated is not None else 2
    return Row(
        line,
        label,
        numerator,
        denominator,
        stated,
        percent_of(numerator, denominator, digits),
        recount(numerator, denominator, stated),
    )


def _percentage(text: str) -> Decimal:
    return Decimal(numbers.read(text.rstrip("% \N{NO-BREAK SPACE}")))
