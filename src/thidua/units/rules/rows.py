"""Rows of a spreadsheet of hamlets, departments and enterprises, read as units that are to open.

Columns: mã, tên, loại, cấp, thuộc, từ ngày, đến ngày, mã định danh; all problems are found at once.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from unicodedata import normalize

from thidua.kernel.errors import RuleBroken
from thidua.kernel.text import fold
from thidua.units.rules.changes import NewUnit, check_new
from thidua.units.rules.tree import KINDS, Level

HEADINGS = {
    heading: column
    for column, headings in {
        "code": ("ma",),
        "name": ("ten", "ten don vi"),
        "kind": ("loai",),
        "level": ("cap",),
        "parent": ("thuoc", "thuoc don vi", "truc thuoc", "truc thuoc don vi"),
        "first": ("tu ngay",),
        "last": ("den ngay",),
        "agency": ("ma dinh danh",),
    }.items()
    for heading in headings
}
LOADED = (Level.HAMLET, Level.DEPARTMENT, Level.ENTERPRISE)
NEEDED = {"code": "mã", "name": "tên"}

LEVELS = {
    word: level
    for level, words in {
        Level.HAMLET: ("ap", "thon", "hamlet"),
        Level.DEPARTMENT: ("so", "so nganh", "co quan", "phong", "department"),
        Level.ENTERPRISE: ("doanh nghiep", "enterprise"),
    }.items()
    for word in words
}
WORDS = {fold(kind.word): key for key, kind in KINDS.items() if kind.level is Level.HAMLET} | {
    "co quan": "department",
    "so": "department",
    "doanh nghiep": "enterprise",
}

_NOT_IN_ID = re.compile(r"[^a-z0-9.]+")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


@dataclass(frozen=True, slots=True)
class Row:
    """A row's unit; `parent` is the reference as written, a code of another row or of a unit."""

    number: int
    unit: NewUnit
    parent: str
    first: date | None
    end: date | None


def read(table: Sequence[Sequence[str]]) -> tuple[list[Row], list[RuleBroken]]:
    """Read a table with its headings in the first row that is not empty, and all its problems."""
    filled = [(number, cells) for number, cells in enumerate(table, start=1) if any(cells)]
    if len(filled) < 2:  # noqa: PLR2004 - headings and a row
        return [], [RuleBroken("units.file-empty")]
    try:
        columns = _columns(filled[0][1])
    except RuleBroken as broken:
        return [], [broken]
    rows: list[Row] = []
    problems: list[RuleBroken] = []
    seen: dict[str, int] = {}
    for number, cells in filled[1:]:
        try:
            rows.append(_row(number, _fields(columns, cells), seen))
        except RuleBroken as broken:
            problems.append(at_row(number, broken))
    return rows, problems


def at_row(number: int, broken: RuleBroken) -> RuleBroken:
    """Say in which row a rule was broken."""
    return RuleBroken("units.row", number=number, reason=broken)


def local_id(code: str) -> str:
    """Make the id of a unit from the code that its province gave it: `Ấp 3` is `x-ap-3`."""
    return f"x-{_NOT_IN_ID.sub('-', fold(code)).strip('-').removeprefix('x-')}"


def _columns(headings: Sequence[str]) -> list[str | None]:
    found: list[str | None] = []
    for heading in headings:
        column = HEADINGS.get(fold(heading))
        if fold(heading) and (column is None or column in found):
            known = "mã, tên, loại, cấp, thuộc, từ ngày, đến ngày, mã định danh"
            raise RuleBroken("units.file-heading", heading=heading, known=known)
        found.append(column)
    if lacking := [word for column, word in NEEDED.items() if column not in found]:
        raise RuleBroken("units.file-columns", lacking=lacking)
    return found


def _fields(columns: Sequence[str | None], cells: Sequence[str]) -> Mapping[str, str]:
    if any(cells[len(columns) :]):
        raise RuleBroken("units.row-ragged", found=len(cells), expected=len(columns))
    return {
        column: normalize("NFC", " ".join(cell.split()))
        for column, cell in zip(columns, cells, strict=False)
        if column is not None
    }


def _row(number: int, fields: Mapping[str, str], seen: dict[str, int]) -> Row:
    for column, word in NEEDED.items():
        if not fields.get(column):
            raise RuleBroken("units.row-lacks", column=word)
    level, kind = _level_and_kind(fields.get("level", ""), fields.get("kind", ""))
    agency = fields.get("agency")
    codes = {"local": fields["code"]} | ({"agency": agency} if agency else {})
    unit = NewUnit(local_id(fields["code"]), level, kind, _bare(fields["name"], kind), codes=codes)
    check_new(unit)
    for mark in (unit.id, f"agency {agency}" if agency else unit.id):
        if seen.setdefault(mark, number) != number:
            raise RuleBroken("units.row-code-twice", mark=mark, first=seen[mark])
    first, last = _day(fields.get("first", "")), _day(fields.get("last", ""))
    if first is not None and last is not None and last < first:
        raise RuleBroken("kernel.empty-period", first=first, last=last)
    end = last + timedelta(days=1) if last is not None else None
    return Row(number, unit, fields.get("parent", ""), first, end)


def _level_and_kind(level: str, kind: str) -> tuple[Level, str]:
    key = kind if kind in KINDS else WORDS.get(fold(kind))
    if kind and key is None:
        raise RuleBroken("units.row-kind", text=kind)
    found = LEVELS.get(fold(level.replace(",", "")))
    if level and found is None:
        raise RuleBroken("units.row-level", text=level)
    if found is None:
        if key is None:
            raise RuleBroken("units.row-lacks", column="loại hoặc cấp")
        found = KINDS[key].level
    if found not in LOADED:
        raise RuleBroken("units.row-level", text=level or kind)
    return found, key or found.value


def _bare(name: str, kind: str) -> str:
    """Take the word for the kind off a name: it is kept once, as the kind."""
    word = KINDS[kind].word
    if word and fold(name).startswith(f"{fold(word)} ") and len(name) > len(word):
        return name[len(word) :].strip()
    return name


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        if found := _DAY.fullmatch(text):
            return date(int(found[3]), int(found[2]), int(found[1]))
        return date.fromisoformat(text)
    except ValueError:
        raise RuleBroken("units.row-day", text=text) from None
