"""Form 07, the register (sổ theo dõi hồ sơ): as a page to print, and as a table to work with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from thidua.deadlines.rules.judging import Timing
from thidua.documents.rules import Align, Column, Document, Kind, Letterhead, Signature, Table
from thidua.dossiers.rules.steps import STATUS_NAMES, Status
from thidua.slips.rules import CHANNELS as CHANNEL_NAMES
from thidua.slips.rules import COUNTER, LEADER, SIMULATED, Case, Office

TIMINGS: Mapping[Timing, str] = {
    Timing.EARLY: "Trước hạn",
    Timing.ON_TIME: "Đúng hạn",
    Timing.LATE: "Quá hạn",
}
COLUMNS: tuple[Column, ...] = (
    Column("STT", 9, Align.CENTRE),
    Column("Mã hồ sơ", 42),
    Column("Thủ tục", 38),
    Column("Người nộp", 30),
    Column("Địa chỉ, điện thoại", 34),
    Column("Cơ quan giải quyết", 30),
    Column("Nhận hồ sơ", 20, Align.CENTRE),
    Column("Hẹn trả", 20, Align.CENTRE),
    Column("Trả kết quả", 20, Align.CENTRE),
    Column("Kênh nộp", 20),
    Column("Ghi chú", 28),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the register: a dossier, when its result was handed out, and how it stands."""

    case: Case
    returned: datetime | None
    status: Status
    timing: Timing | None


def register(
    office: Office, entries: Sequence[Entry], first: date, last: date, day: date
) -> Document:
    """Lay the register of some days out, on wide pages."""
    rows = tuple(
        tuple((text,) for text in (str(place), *texts(each)))
        for place, each in enumerate(entries, start=1)
    )
    return Document(
        kind=Kind.REGISTER,
        letterhead=Letterhead(office.superior, COUNTER, "", office.place, day=day),
        subject=f"Từ ngày {first:%d/%m/%Y} đến ngày {last:%d/%m/%Y}",
        blocks=(Table(COLUMNS, rows),),
        signature=Signature(LEADER),
        notices=(SIMULATED,) if any(each.case.generated for each in entries) else (),
    )


def texts(entry: Entry) -> tuple[str, ...]:
    """Write a line's cells, without its number."""
    case = entry.case
    person = case.person
    return (
        case.code,
        case.procedure,
        person.name,
        ", ".join(each for each in (person.address, person.phone) if each),
        case.office.competent,
        _moment(case.received or case.filed),
        _moment(case.due),
        _moment(entry.returned),
        CHANNEL_NAMES[case.channel],
        "; ".join([STATUS_NAMES[entry.status], *([TIMINGS[entry.timing]] if entry.timing else [])]),
    )


def _moment(at: datetime | None) -> str:
    return f"{at:%H:%M %d/%m/%Y}" if at else ""
