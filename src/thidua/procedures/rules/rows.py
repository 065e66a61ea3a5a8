"""The catalogue as a table: one row a version, read and written with the same headings.

A row that cannot be read is a mark on its cell; a table is taken whole or not at all.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from thidua.kernel.errors import RuleBroken
from thidua.kernel.text import fold
from thidua.procedures.rules import (
    MOST_FEE,
    MOST_TIME,
    Component,
    LegalTime,
    Level,
    OnlineLevel,
    TimeUnit,
    Version,
    check,
)
from thidua.spreadsheets.rules import Cell, Mark, Row, Sheet, is_blank
from thidua.spreadsheets.rules.cells import day, is_nothing, quantity, shown, words

HEADINGS: Mapping[str, str] = {
    "code": "Mã thủ tục",
    "name": "Tên thủ tục",
    "field": "Lĩnh vực",
    "level": "Cấp thực hiện",
    "agency": "Cơ quan thực hiện",
    "basis": "Căn cứ pháp lý",
    "components": "Thành phần hồ sơ",
    "fee": "Phí, lệ phí (đồng)",
    "time": "Thời hạn giải quyết",
    "online": "Mức độ dịch vụ công trực tuyến",
    "integrated": "Tích hợp Cổng Dịch vụ công quốc gia từ ngày",
    "published": "Ngày công bố",
    "effective": "Có hiệu lực từ ngày",
    "ended": "Hết hiệu lực từ ngày",
}
NEEDED = frozenset(HEADINGS) - {"ended", "integrated", "published", "basis", "components", "fee"}
FIRST_ROWS = 30
MOST_ROWS = 10_000

LEVELS: Mapping[Level, str] = {
    Level.MINISTRY: "Cấp bộ",
    Level.PROVINCE: "Cấp tỉnh",
    Level.DISTRICT: "Cấp huyện",
    Level.COMMUNE: "Cấp xã",
}
ONLINE: Mapping[OnlineLevel, str] = {
    OnlineLevel.FULL: "Toàn trình",
    OnlineLevel.PART: "Một phần",
    OnlineLevel.INFORMATION: "Chỉ cung cấp thông tin",
    OnlineLevel.FOURTH: "Mức độ 4",
    OnlineLevel.THIRD: "Mức độ 3",
}
TIMES: Mapping[TimeUnit, str] = {TimeUnit.DAYS: "ngày làm việc", TimeUnit.HOURS: "giờ làm việc"}

K = TypeVar("K", bound=StrEnum)

_TIME = re.compile(r"(\d{1,5}) (ngay|gio)(?: lam viec)?", re.ASCII)
_RESULT_OF = re.compile(r"(.*?)\s*\[([^\]]*)\]", re.DOTALL)
_LIST_NUMBER = re.compile(r"^(?:[-–•+]|\d{1,2}[.)])\s+")
_NO_FEE = frozenset({"0", "khong", "mien phi", "khong thu"})


@dataclass(frozen=True, slots=True)
class Read:
    """What a table says: its versions, or the marks on what cannot be read."""

    versions: tuple[Version, ...]
    marks: tuple[Mark, ...]
    header: int


def read_table(sheet: Sheet, *, generated: bool = False) -> Read:
    """Read the catalogue that stands on a sheet; every bad cell is marked with its reason."""
    header, places = _header(sheet)
    versions: dict[tuple[str, date], Version] = {}
    marks: list[Mark] = []
    filled = [
        (number, row)
        for number, row in enumerate(sheet.rows[header + 1 :], start=header + 1)
        if not all(map(is_blank, row))
    ]
    if len(filled) > MOST_ROWS:
        raise RuleBroken("procedures.too-many-rows", most=MOST_ROWS)
    for number, row in filled:
        found, wrong = _row(number, row, places)
        marks += wrong
        if not wrong:
            marks += _add(versions, number, Version(**found, generated=generated))  # type: ignore[arg-type]  # as read below
    return Read(tuple(versions.values()), tuple(marks), header)


def _header(sheet: Sheet) -> tuple[int, dict[str, int]]:
    """Find the row of headings, and the column of each."""
    wanted = {fold(heading): key for key, heading in HEADINGS.items()}
    for number, row in enumerate(sheet.rows[:FIRST_ROWS]):
        folded = [fold(words(cell)) for cell in row]
        places = {wanted[text]: place for place, text in enumerate(folded) if text in wanted}
        if "code" in places and "name" in places:
            missing = [HEADINGS[key] for key in HEADINGS if key in NEEDED - places.keys()]
            if missing:
                raise RuleBroken("procedures.columns-missing", columns=missing)
            return number, places
    raise RuleBroken("procedures.no-table", sheet=sheet.name, columns=list(HEADINGS.values()))


def _row(number: int, row: Row, places: Mapping[str, int]) -> tuple[dict[str, object], list[Mark]]:
    found: dict[str, object] = {}
    marks: list[Mark] = []
    for key, reader in READERS.items():
        place = places.get(key)
        cell = row[place] if place is not None and place < len(row) else None
        try:
            found[key] = reader(cell)
        except RuleBroken as broken:
            marks.append(Mark(number, place, broken))
    return found, marks


def _add(versions: dict[tuple[str, date], Version], number: int, version: Version) -> list[Mark]:
    """Add a version that stands on its own and beside the others, or mark its row."""
    place = (version.code, version.effective)
    if place in versions:
        return [Mark(number, None, RuleBroken("procedures.twice", procedure=version.code))]
    try:
        check(version)
    except RuleBroken as broken:
        return [Mark(number, None, broken)]
    versions[place] = version
    return []


def _text(cell: Cell) -> str:
    if is_nothing(cell):
        raise RuleBroken("procedures.cell-empty")
    return words(cell)


def _maybe_text(cell: Cell) -> str:
    return "" if is_nothing(cell) else words(cell)


def _needed_day(cell: Cell) -> date:
    found = day(cell)
    if found is None:
        raise RuleBroken("procedures.cell-empty")
    return found


def _one_of(names: Mapping[K, str]) -> Callable[[Cell], K]:
    wanted = {fold(name): key for key, name in names.items()}

    def read(cell: Cell) -> K:
        found = wanted.get(fold(words(cell)))
        if found is None:
            raise RuleBroken("procedures.not-one-of", text=shown(cell), known=list(names.values()))
        return found

    return read


def _fee(cell: Cell) -> int | None:
    if is_nothing(cell) or fold(words(cell)) in _NO_FEE:
        return None
    found = quantity(cell)
    if found is None or not 0 < found <= MOST_FEE:
        raise RuleBroken("procedures.bad-fee", text=shown(cell))
    return found


def _time(cell: Cell) -> LegalTime | None:
    if is_nothing(cell):
        return None
    said = _TIME.fullmatch(fold(words(cell)))
    if said is None or not 0 < int(said[1]) <= MOST_TIME:
        raise RuleBroken("procedures.bad-time", text=shown(cell))
    return LegalTime(int(said[1]), TimeUnit.DAYS if said[2] == "ngay" else TimeUnit.HOURS)


def _components(cell: Cell) -> tuple[Component, ...]:
    if is_nothing(cell) or not isinstance(cell, str):
        return ()
    lines = [_LIST_NUMBER.sub("", line.strip()) for line in re.split(r"[\n;]", cell)]
    return tuple(_component(line) for line in lines if line.strip())


def _component(line: str) -> Component:
    if said := _RESULT_OF.fullmatch(line.strip()):
        return Component(" ".join(said[1].split()), said[2].strip())
    return Component(" ".join(line.split()))


READERS: Mapping[str, Callable[[Cell], object]] = {
    "code": _text,
    "name": _text,
    "field": _text,
    "level": _one_of(LEVELS),
    "agency": _text,
    "basis": _maybe_text,
    "components": _components,
    "fee": _fee,
    "time": _time,
    "online": _one_of(ONLINE),
    "integrated": day,
    "published": day,
    "effective": _needed_day,
    "ended": day,
}


def write_table(versions: Sequence[Version]) -> tuple[tuple[str, ...], list[Row]]:
    """Write versions as headings and rows that `read_table` reads back as they were."""
    return tuple(HEADINGS.values()), [_cells(version) for version in versions]


def _cells(version: Version) -> Row:
    return (
        version.code,
        version.name,
        version.field,
        LEVELS[version.level],
        version.agency,
        version.basis,
        "\n".join(_line(each) for each in version.components),
        version.fee,
        f"{version.time.amount} {TIMES[version.time.unit]}" if version.time else None,
        ONLINE[version.online],
        version.integrated,
        version.published,
        version.effective,
        version.ended,
    )


def _line(component: Component) -> str:
    return f"{component.name} [{component.result_of}]" if component.result_of else component.name
