"""Read a list of dossiers: known columns only, each bad cell marked, taken whole or not at all.

Columns that are not on the list of known ones are left where they are: names, numbers and addresses
of people never come further than this function, whatever a system puts into its export.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import cast

from thidua.dossiers.rules import Channel, Filer
from thidua.dossiers.rules.codes import Code, parse
from thidua.dossiers.rules.steps import NEVER_RECEIVED, STATUS_NAMES, Status
from thidua.kernel.errors import RuleBroken
from thidua.kernel.text import fold
from thidua.mirror.rules import HANOI, Line
from thidua.procedures.rules import CODE as PROCEDURE
from thidua.spreadsheets.rules import Cell, Mark, Sheet, is_blank
from thidua.spreadsheets.rules.cells import day, is_nothing, quantity, shown, words

FIRST_ROWS = 30
MOST_ROWS = 150_000
MOST_MARKS = 200  # after these the rest of a list is not read for more
LONGEST_FIELD = 200
SAID = 256  # values of a column that are read once for all their rows

# The known columns: our heading first, then what systems in use call it.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "code": ("Mã hồ sơ", "Số hồ sơ", "MaHoSo"),
    "procedure": ("Mã thủ tục", "Mã TTHC", "MaTTHC"),
    "field": ("Lĩnh vực", "TenLinhVuc"),
    "unit": ("Đơn vị giải quyết", "Cơ quan giải quyết", "Cơ quan thực hiện", "DonViXuLy"),
    "channel": ("Kênh thực hiện", "Hình thức nộp", "Hình thức tiếp nhận", "KenhThucHien"),
    "filer": ("Người thực hiện nộp", "Đối tượng thực hiện nộp"),
    "status": ("Trạng thái", "Trạng thái hồ sơ", "TrangThaiHoSo"),
    "received": ("Ngày tiếp nhận", "Thời điểm tiếp nhận", "NgayTiepNhan"),
    "due": ("Ngày hẹn trả", "Hạn giải quyết", "NgayHenTra"),
    "resolved": ("Ngày xử lý xong", "Ngày hoàn thành", "NgayKetThucXuLy"),
    "returned": ("Ngày trả kết quả", "NgayTra"),
    "supplements": ("Số lần yêu cầu bổ sung",),
    "fee": ("Phí, lệ phí (đồng)", "Phí, lệ phí", "Lệ phí"),
    "paid_online": ("Thanh toán trực tuyến", "DuocThanhToanTrucTuyen"),
    "e_result": ("Kết quả điện tử", "Có kết quả điện tử"),
    "digitized": ("Số hóa thành phần và kết quả", "Số hóa hồ sơ", "HoSoCoThanhPhanSoHoa"),
    "reusing": ("Tái sử dụng giấy tờ", "DuocLayTuKhoDMQG"),
    "apologised": ("Đã xin lỗi và hẹn lại", "Văn bản xin lỗi"),
}
NEEDED = ("code", "status", "received")

STATUSES: Mapping[str, Status] = {
    **{str(int(status)): status for status in Status},
    **{fold(name): status for status, name in STATUS_NAMES.items()},
}
CHANNELS: Mapping[str, Channel] = {
    "": Channel.DIRECT,
    "1": Channel.DIRECT,
    "truc tiep": Channel.DIRECT,
    "2": Channel.ONLINE,
    "truc tuyen": Channel.ONLINE,
    "3": Channel.POSTAL,
    "bcci": Channel.POSTAL,
    "buu chinh cong ich": Channel.POSTAL,
    "qua buu chinh": Channel.POSTAL,
}
FILERS: Mapping[str, Filer | None] = {
    "": None,
    "tu nop": Filer.SELF,
    "duoc giup tai mot cua": Filer.ASSISTED,
    "ho tro tai mot cua": Filer.ASSISTED,
    "can bo nop thay": Filer.OFFICIAL,
    "can bo": Filer.OFFICIAL,
    "to cong nghe so cong dong": Filer.TEAM,
    "buu chinh": Filer.POST,
    "nhan vien buu chinh": Filer.POST,
}
YES_OR_NO: Mapping[str, bool | None] = {
    "": None,
    "0": False,
    "khong": False,
    "chua": False,
    "false": False,
    "1": True,
    "2": True,  # paid through a ministry or province: as good as through the national portal
    "co": True,
    "da": True,
    "x": True,
    "true": True,
}
_MOMENT = re.compile(
    r"(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})/(\d{1,2})/(\d{4}))"
    r"[T ,]{1,2}(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,6})?)?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Places:
    """Who has a dossier, asked with what a row says; both refuse what cannot be told.

    `receiver` takes the unit as it is named, the agency in the code and the day of receipt.
    `closer` takes the receiver, the name again and the day on which the dossier ended.
    """

    receiver: Callable[[str, str, date], str]
    closer: Callable[[str, str, date], str]


@dataclass(frozen=True, slots=True)
class Read:
    """What a list says: its lines by code, the marks on it, and the headings that were left out."""

    lines: Mapping[str, Line]
    marks: tuple[Mark, ...]
    dropped: tuple[str, ...]
    rows: int


def read_list(sheet: Sheet, places: Places) -> Read:
    """Read the list that stands on a sheet; a dossier in two rows that differ is marked."""
    header, columns = _header(sheet)
    cells = {key: columns.get(key) for key in READERS}
    lines: dict[str, Line] = {}
    marks: list[Mark] = []
    rows = 0
    for number in range(header + 1, len(sheet.rows)):
        row = sheet.rows[number]
        if all(map(is_blank, row)):
            continue
        rows += 1
        if rows > MOST_ROWS:
            raise RuleBroken("mirror.too-many-rows", most=MOST_ROWS)
        found = _row(number, row, cells, places)
        if isinstance(found, Line):
            _add(lines, marks, number, columns["code"], found)
        else:
            marks += found
        if len(marks) >= MOST_MARKS:
            break
    dropped = tuple(
        text
        for place, text in enumerate(map(words, sheet.rows[header]))
        if text and place not in columns.values()
    )
    return Read(lines, tuple(marks), dropped, rows)


def objects(content: bytes, name: str) -> list[Mapping[str, object]]:
    """Read a JSON array of objects, one a dossier."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise RuleBroken("mirror.bad-json", name=name) from error
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise RuleBroken("mirror.bad-json", name=name)
    return found


def sheet_of(objects: Sequence[Mapping[str, object]]) -> Sheet:
    """Lay the objects of a system's interface out as a list; only known columns are taken along."""
    if len(objects) > MOST_ROWS:
        raise RuleBroken("mirror.too-many-rows", most=MOST_ROWS)
    known = {fold(name) for names in COLUMNS.values() for name in names}
    keys = list(dict.fromkeys(key for each in objects for key in each if fold(key) in known))
    rows = tuple(tuple(_plain(each.get(key)) for key in keys) for each in objects)
    return Sheet("JSON", hidden=False, rows=(tuple(keys), *rows))


def _plain(value: object) -> Cell:
    if value is None or isinstance(value, (str, int)):
        return "" if value is None else str(int(value)) if isinstance(value, bool) else value
    return str(value)


def _header(sheet: Sheet) -> tuple[int, dict[str, int]]:
    wanted = {fold(name): key for key, names in COLUMNS.items() for name in names}
    for number, row in enumerate(sheet.rows[:FIRST_ROWS]):
        columns: dict[str, int] = {}
        for place, cell in enumerate(row):
            if key := wanted.get(fold(words(cell))):
                if key in columns:
                    raise RuleBroken("mirror.column-twice", column=COLUMNS[key][0])
                columns[key] = place
        if "code" in columns:
            if missing := [COLUMNS[key][0] for key in NEEDED if key not in columns]:
                raise RuleBroken("mirror.columns-missing", columns=missing)
            return number, columns
    raise RuleBroken(
        "mirror.no-list", sheet=sheet.name, columns=[COLUMNS[key][0] for key in NEEDED]
    )


def _row(
    number: int, row: Sequence[Cell], cells: Mapping[str, int | None], places: Places
) -> Line | list[Mark]:
    try:
        said = {
            key: READERS[key](None if place is None else row[place]) for key, place in cells.items()
        }
    except RuleBroken:
        return list(_marks(number, row, cells))
    try:
        return _line(said, places)
    except RuleBroken as broken:
        return [Mark(number, None, broken)]


def _marks(number: int, row: Sequence[Cell], cells: Mapping[str, int | None]) -> Iterator[Mark]:
    """Name every cell of a row that cannot be read."""
    for key, place in cells.items():
        try:
            READERS[key](None if place is None else row[place])
        except RuleBroken as broken:
            yield Mark(number, place, broken)


def _line(said: Mapping[str, object], places: Places) -> Line:
    code, status = (
        cast("Code", said["code"]),
        cast("Status", said["status"]),
    )  # as READERS give them
    named, received = str(said["unit"]), said["received"]
    if received is None and status not in NEVER_RECEIVED:
        raise RuleBroken("mirror.not-received", status=STATUS_NAMES[status])
    began = received.date() if isinstance(received, datetime) else code.day
    receiver = places.receiver(named, code.agency, began)
    line = Line(**{**said, "code": str(code), "unit": receiver, "closer": receiver})  # type: ignore[arg-type]  # as READERS give them
    _check_order(line)
    ended = line.closed.date() if line.closed else None
    if ended is None:
        return line
    closer = places.closer(receiver, named, ended)
    return line if closer == receiver else line._replace(closer=closer)


def _check_order(line: Line) -> None:
    for ended in (line.resolved, line.returned):
        if ended and line.received and ended < line.received:
            raise RuleBroken("mirror.ends-before-it-begins")


def _add(lines: dict[str, Line], marks: list[Mark], number: int, column: int, found: Line) -> None:
    there = lines.setdefault(found.code, found)
    if there is not found and there != found:
        marks.append(Mark(number, column, RuleBroken("mirror.twice", dossier=found.code)))


@lru_cache(maxsize=MOST_ROWS)
def moment(cell: Cell) -> datetime | None:
    """Read an instant of Hà Nội's clock; a day alone is its beginning."""
    if isinstance(cell, str) and (found := _MOMENT.fullmatch(cell.strip())):
        year, month, number, other_number, other_month, other_year, *clock = found.groups()
        on = (year or other_year, month or other_month, number or other_number)
        hour, minute, second = (int(part or 0) for part in clock)
        try:
            at = date(*map(int, on))
            return datetime.combine(at, time(hour, minute, second), HANOI)
        except ValueError:
            raise RuleBroken("mirror.not-an-instant", text=shown(cell)) from None
    found_day = day(cell)
    return datetime.combine(found_day, time(), HANOI) if found_day else None


def _one_of(known: Mapping[str, object]) -> Callable[[Cell], object]:
    @lru_cache(maxsize=SAID)
    def read(cell: Cell) -> object:
        text = "" if is_nothing(cell) and cell != "x" else fold(words(cell))
        if text not in known:
            raise RuleBroken("mirror.not-one-of", text=shown(cell), known=sorted(known)[:12])
        return known[text]

    return read


def _code(cell: Cell) -> Code:
    return parse(words(cell))


@lru_cache(maxsize=SAID * 16)
def _procedure(cell: Cell) -> str:
    text = words(cell)
    if text and not PROCEDURE.fullmatch(text):
        raise RuleBroken("procedures.bad-code", procedure=text[:LONGEST_FIELD])
    return text


@lru_cache(maxsize=SAID * 16)
def _short(cell: Cell) -> str:
    text = words(cell)
    if len(text) > LONGEST_FIELD:
        raise RuleBroken("mirror.too-long", most=LONGEST_FIELD)
    return text


@lru_cache(maxsize=SAID * 16)
def _fee(cell: Cell) -> int | None:
    found = quantity(cell)
    if found is not None and found < 0:
        raise RuleBroken("mirror.below-zero", text=shown(cell))
    return found


def _times(cell: Cell) -> int:
    return _fee(cell) or 0


READERS: Mapping[str, Callable[[Cell], object]] = {
    "code": _code,
    "procedure": _procedure,
    "field": _short,
    "unit": _short,
    "channel": _one_of(CHANNELS),
    "filer": _one_of(FILERS),
    "status": _one_of(STATUSES),
    "received": moment,
    "due": moment,
    "resolved": moment,
    "returned": moment,
    "supplements": _times,
    "fee": _fee,
    "paid_online": _one_of(YES_OR_NO),
    "e_result": _one_of(YES_OR_NO),
    "digitized": _one_of(YES_OR_NO),
    "reusing": _one_of(YES_OR_NO),
    "apologised": _one_of(YES_OR_NO),
}
