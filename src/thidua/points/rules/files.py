"""Write and read the published files of standings, to the byte; name every bad row of a file.

tallies.csv: `unit,measure,quantity`, rolled up, integers or decimals with a point; a row that is
missing is a number that nobody reported. standings.csv: `group,rank,unit,name,points,prize` and
one column of points for each criterion. sheets.json: every line with what explains it.
"""

import csv
import io
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from thidua.kernel.canonical import canonical
from thidua.kernel.errors import RuleBroken
from thidua.plans.rules import Plan, Stage
from thidua.points.rules.ranking import Standing
from thidua.points.rules.sheet import Line, is_asked

TALLY_COLUMNS = ("unit", "measure", "quantity")
UNIT_COLUMNS = ("unit", "name", "group")
EDITION_COLUMNS = (
    "unit", "code", "name", "kind", "level", "parent", "overseen_by", "group", "into",
)  # fmt: skip
STANDING_COLUMNS = ("group", "rank", "unit", "name", "points", "prize")

Quantities = dict[str, dict[str, int | Decimal]]
Blocks = Mapping[str, Iterable[Standing]]  # standings by group code
Row = TypeVar("Row")

_NUMBER = re.compile(r"[0-9]{1,400}(\.[0-9]{1,400})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Competitor:
    """A ranked unit as units.csv names it."""

    unit: str
    name: str
    group: str


def write_csv(heading: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """Write a table as every published file has it: UTF-8, commas, one line feed a row."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(heading)
    writer.writerows(rows)
    return text.getvalue().encode()


def tallies_csv(quantities: Mapping[str, Mapping[str, int | Decimal]]) -> bytes:
    """Write the tallies of ranked units, by unit and key."""
    return write_csv(
        TALLY_COLUMNS,
        (
            (unit, key, _plain(unit, key, mine[key]))
            for unit, mine in sorted(quantities.items())
            for key in sorted(mine)
        ),
    )


def standings_csv(
    plan: Plan, blocks: Blocks, names: Mapping[str, str], *, stage: Stage | None = None
) -> bytes:
    """Write ranks and points in the plan's group order; a unit without a name goes by its code."""
    codes = [criterion.code for criterion in plan.criteria if is_asked(criterion, stage)]
    rows = []
    for group in plan.groups:
        for standing in blocks.get(group.code, ()):
            sheet = standing.sheet
            points = {line.criterion: format(line.published, "f") for line in sheet.lines}
            rows.append(
                [
                    group.code,
                    str(standing.rank),
                    sheet.unit,
                    names.get(sheet.unit, sheet.unit),
                    format(sheet.published, "f"),
                    standing.prize or "",
                    *(points.get(code, "") for code in codes),
                ]
            )
    return write_csv((*STANDING_COLUMNS, *codes), rows)


def sheets_json(plan: Plan, blocks: Blocks, *, stage: Stage | None = None) -> bytes:
    """Write every sheet; numbers are text, exact ones as `7` or `7/2`."""
    value = {
        "plan": plan.code,
        "version": plan.version,
        "stage": stage.code if stage else "",
        "groups": [
            {
                "group": group.code,
                "sheets": [_standing(standing) for standing in blocks.get(group.code, ())],
            }
            for group in plan.groups
        ],
    }
    return canonical(value) + b"\n"


def parse_tallies(
    content: bytes, keys: Collection[str], units: Collection[str] | None = None
) -> tuple[Quantities, list[RuleBroken]]:
    """Read tallies and every problem; `keys` are the plan's, `units` (if given) all that may be."""
    found: Quantities = {}

    def take(row: Mapping[str, str]) -> None:
        unit = _named(row["unit"], units, "standings.unit-unknown")
        key = _named(row["measure"], keys, "standings.measure-unknown")
        mine = found.setdefault(unit, {})
        if key in mine:
            raise RuleBroken("standings.tally-twice", unit=unit, measure=key)
        mine[key] = _quantity(row["quantity"])

    return found, _read(content, TALLY_COLUMNS, take)


def parse_units(
    content: bytes, groups: Collection[str]
) -> tuple[dict[str, Competitor], list[RuleBroken]]:
    """Read who competes in which group, and every problem.

    An edition's `units.csv` will do: its units without a group are not ranked.
    """
    found: dict[str, Competitor] = {}
    whole_tree = content.startswith(",".join(EDITION_COLUMNS).encode() + b"\n")

    def take(row: Mapping[str, str]) -> None:
        if whole_tree and not row["group"]:
            return
        if not row["unit"]:
            raise RuleBroken("standings.unit-empty")
        if row["unit"] in found:
            raise RuleBroken("standings.unit-twice", unit=row["unit"])
        group = _named(row["group"], groups, "standings.group-unknown")
        found[row["unit"]] = Competitor(row["unit"], row["name"] or row["unit"], group)

    return found, _read(content, EDITION_COLUMNS if whole_tree else UNIT_COLUMNS, take)


def _plain(unit: str, key: str, quantity: int | Decimal) -> str:
    """Write a quantity without exponent and without idle zeros."""
    if quantity < 0:
        raise RuleBroken("standings.negative-quantity", unit=unit, measure=key, text=str(quantity))
    text = format(quantity, "f") if isinstance(quantity, Decimal) else str(quantity)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _standing(standing: Standing) -> dict[str, object]:
    sheet = standing.sheet
    return {
        "unit": sheet.unit,
        "rank": standing.rank,
        "prize": standing.prize,
        "council": standing.council,
        "tie_break": standing.tie_break,
        "total": str(sheet.total),
        "published": format(sheet.published, "f"),
        "lines": [_line(line) for line in sheet.lines],
    }


def _line(line: Line) -> dict[str, object]:
    return {
        "criterion": line.criterion,
        "numerator": _exact(line.numerator),
        "denominator": _exact(line.denominator),
        "ratio": _exact(line.ratio),
        "target": _exact(line.target.value) if line.target else None,
        "verdict": line.verdict.value,
        "points": str(line.points),
        "published": format(line.published, "f"),
        "most": str(line.most),
        "missing": list(line.missing),
        "remarks": [remark.value for remark in line.remarks],
    }


def _exact(number: int | Fraction | None) -> str | None:
    return None if number is None else str(number)


def _read(
    content: bytes, columns: tuple[str, ...], take: Callable[[Mapping[str, str]], None]
) -> list[RuleBroken]:
    """Hand every row to `take`; give the problems of all rows, or the one of the whole file."""
    problems: list[RuleBroken] = []
    try:
        for line, cells in _rows(content, columns):
            try:
                if len(cells) != len(columns):
                    raise RuleBroken(  # noqa: TRY301 - rows are judged one by one
                        "standings.row-ragged", found=len(cells), expected=len(columns)
                    )
                take(dict(zip(columns, cells, strict=True)))
            except RuleBroken as broken:
                problems.append(RuleBroken("standings.row", line=line, reason=broken))
    except RuleBroken as broken:
        problems.append(broken)
    return problems


def _rows(content: bytes, columns: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise RuleBroken("standings.file-encoding", line=line) from error
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        heading = next(reader, [])
        if tuple(heading) != columns:
            found, expected = ",".join(heading), ",".join(columns)
            raise RuleBroken("standings.file-heading", found=found, expected=expected)
        for cells in reader:
            if cells:
                yield reader.line_num, cells
    except csv.Error as error:
        raise RuleBroken("standings.file-broken", line=reader.line_num, reason=error) from error


def _named(name: str, known: Collection[str] | None, code: str) -> str:
    if not name or (known is not None and name not in known):
        raise RuleBroken(code, name=name)
    return name


def _quantity(text: str) -> int | Decimal:
    if _NUMBER.fullmatch(text):
        return Decimal(text) if "." in text else int(text)
    raise RuleBroken("standings.bad-number", text=text)
