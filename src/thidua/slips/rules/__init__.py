"""The seven forms of Thông tư 03/2025/TT-VPCP as documents; people's data stand on them, nowhere else.

01 receipt and appointment · 02 supplement · 03 refusal · 04 apology with a new day · 05 stop ·
06 control sheet · 07 register. Headings and columns are our reading of the forms (cách đọc của
chúng tôi): the circular's annex was not at hand word for word.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from thidua.documents.rules import (
    Align,
    Block,
    Column,
    Document,
    Items,
    Kind,
    Letterhead,
    Paragraph,
    Signature,
    Strong,
    Table,
)
from thidua.dossiers.rules import Channel, Filer
from thidua.kernel.numbers import write

COUNTER = "Bộ phận tiếp nhận\nvà trả kết quả"
RECEIVER = "Người tiếp nhận hồ sơ"
OFFICER = "Người thụ lý hồ sơ"
LEADER = "Thủ trưởng đơn vị"
FOLLOWED = "Quét mã ở góc trên, hoặc nhập mã hồ sơ và mã tra cứu trên trang tra cứu, để biết hồ sơ đến bước nào."
PAUSED = (
    "Thời hạn giải quyết tạm dừng từ ngày ra phiếu này và tính tiếp khi nhận đủ giấy tờ. "
    "Giấy tờ đã nộp không phải nộp lại."
)
SIMULATED = "Hồ sơ mô phỏng, tạo ra để trình diễn; không có giá trị giải quyết."
CHANNELS: Mapping[Channel, str] = {
    Channel.ONLINE: "Trực tuyến",
    Channel.DIRECT: "Trực tiếp",
    Channel.POSTAL: "Bưu chính công ích",
}
FILERS: Mapping[Filer, str] = {
    Filer.SELF: "Tự nộp",
    Filer.ASSISTED: "Được giúp tại bộ phận một cửa",
    Filer.OFFICIAL: "Cán bộ nộp thay",
    Filer.TEAM: "Tổ công nghệ số cộng đồng nộp giúp",
    Filer.POST: "Nhân viên bưu chính nộp giúp",
}


@dataclass(frozen=True, slots=True)
class Office:
    """Whose form it is: the line above, the place of its date, and who decides."""

    superior: str
    place: str
    competent: str


@dataclass(frozen=True, slots=True)
class Person:
    """Whose dossier it is, as it stands on the form."""

    name: str
    phone: str
    identity: str
    address: str


@dataclass(frozen=True, slots=True)
class Case:
    """A dossier as its forms tell of it; instants by the clock of Vietnam, None where there is none."""

    code: str
    procedure: str
    procedure_code: str
    office: Office
    person: Person
    papers: tuple[tuple[str, str], ...]  # what it is, and how it came
    time: str
    channel: Channel
    filer: Filer
    filed: datetime
    received: datetime | None
    due: datetime | None
    again: datetime | None
    fee: int | None
    generated: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """A line of the control sheet: what was done, by whom, when, and what was said."""

    what: str
    who: str
    at: datetime
    said: str


@dataclass(frozen=True, slots=True)
class Issue:
    """What a form says of itself: its day, the reason that it gives, who signs.

    `ticket` is the secret by which the holder of a receipt follows the dossier, `squares` the QR
    code that leads there.
    """

    day: date
    reason: str = ""
    name: str = ""
    ticket: str = ""
    squares: tuple[str, ...] = ()


def receipt(case: Case, issue: Issue) -> Document:
    """Form 01: what was received, and when the result may be fetched."""
    blocks = [
        *_opening(case, f"{COUNTER.replace(chr(10), ' ')} – tiếp nhận hồ sơ của:"),
        _line("Thành phần hồ sơ", ""),
        _papers(case),
        _line("Phương thức nộp", f"{CHANNELS[case.channel]} ({FILERS[case.filer].lower()})"),
        _line("Thời gian giải quyết theo quy định", case.time),
        _line("Thời gian nhận hồ sơ", instant(case.received or case.filed)),
        _line("Thời gian trả kết quả", instant(case.due)),
        _line("Phí, lệ phí", f"{write(case.fee)} đồng" if case.fee else "Không"),
        _line("Nơi giải quyết", case.office.competent),
        _line("Mã tra cứu", issue.ticket),
        Paragraph((FOLLOWED,)),
    ]
    return _document(Kind.RECEIPT, case, issue, blocks, RECEIVER, beside="Người nộp hồ sơ")


def supplement(case: Case, issue: Issue) -> Document:
    """Form 02: what is missing."""
    blocks = [
        *_opening(case, "Hồ sơ của:"),
        _line("Yêu cầu bổ sung, hoàn thiện", issue.reason),
        Paragraph((PAUSED,)),
    ]
    return _document(Kind.SUPPLEMENT, case, issue, blocks, OFFICER)


def refusal(case: Case, issue: Issue) -> Document:
    """Form 03: why a dossier is not taken."""
    blocks = [
        *_opening(case, "Hồ sơ của:"),
        _line("Không tiếp nhận, giải quyết với lý do", issue.reason),
        Paragraph(("Nếu chưa đồng ý, ông (bà) có thể gửi phản ánh, kiến nghị đến cơ quan trên.",)),
    ]
    return _document(Kind.REFUSAL, case, issue, blocks, RECEIVER)


def apology(case: Case, issue: Issue) -> Document:
    """Form 04: why the result is late, and when it comes."""
    blocks = [
        *_opening(case, "Kính gửi:"),
        _line("Thời gian nhận hồ sơ", instant(case.received)),
        _line("Thời gian hẹn trả kết quả", instant(case.due)),
        _line("Đến nay chưa có kết quả với lý do", issue.reason),
        Paragraph(
            (
                "Chúng tôi xin lỗi vì sự chậm trễ này và hẹn trả kết quả: ",
                Strong(instant(case.again)),
            )
        ),
    ]
    return _document(Kind.APOLOGY, case, issue, blocks, LEADER)


def stop(case: Case, issue: Issue) -> Document:
    """Form 05: why the handling ends without a result."""
    blocks = [
        *_opening(case, "Kính gửi:"),
        _line("Dừng giải quyết hồ sơ với lý do", issue.reason),
        Paragraph(("Giấy tờ bản chính đã nộp được trả lại tại nơi tiếp nhận hồ sơ.",)),
    ]
    return _document(Kind.STOP, case, issue, blocks, LEADER)


def control(case: Case, issue: Issue, stages: Sequence[Stage]) -> Document:
    """Form 06: who did what when."""
    columns = (
        Column("STT", 11, Align.CENTRE),
        Column("Việc", 44),
        Column("Người thực hiện", 44),
        Column("Thời điểm", 34),
        Column("Ghi chú", 50),
    )
    rows = tuple(
        ((str(place),), (each.what,), (each.who,), (f"{each.at:%H:%M %d/%m/%Y}",), (each.said,))
        for place, each in enumerate(stages, start=1)
    )
    blocks = [
        *_opening(case, "Hồ sơ của:"),
        _line("Hẹn trả kết quả", instant(case.due)),
        *([_line("Ký số cho việc", issue.reason)] if issue.reason else []),
        Table(columns, rows),
    ]
    return _document(Kind.CONTROL, case, issue, blocks, OFFICER)


FORMS: Mapping[str, Callable[[Case, Issue], Document]] = {
    "receipt": receipt,
    "supplement": supplement,
    "refusal": refusal,
    "apology": apology,
    "stop": stop,
}


def instant(at: datetime | None) -> str:
    """Write an instant as forms do: “09 giờ 30 phút, ngày 09/03/2026”."""
    return f"{at:%H} giờ {at:%M} phút, ngày {at:%d/%m/%Y}" if at else "chưa có"


def _opening(case: Case, words: str) -> list[Block]:
    person = case.person
    lines = [
        ("Mã hồ sơ", case.code),
        ("Thủ tục", f"{case.procedure} (mã {case.procedure_code})"),
        (words.rstrip(":"), person.name),
        ("Số định danh", person.identity),
        ("Địa chỉ", person.address),
        ("Điện thoại", person.phone),
    ]
    return [_line(label, said) for label, said in lines if said]


def _line(label: str, said: str) -> Paragraph:
    return Paragraph((f"{label}: ", Strong(said)) if said else (f"{label}:",))


def _papers(case: Case) -> Block:
    if not case.papers:
        return Paragraph(("Không có giấy tờ kèm theo.",))
    return Items(tuple((f"{name} ({how})",) for name, how in case.papers))


def _document(
    kind: Kind, case: Case, issue: Issue, blocks: Sequence[Block], post: str, *, beside: str = ""
) -> Document:
    return Document(
        kind=kind,
        letterhead=Letterhead(case.office.superior, COUNTER, "", case.office.place, day=issue.day),
        subject="",
        blocks=tuple(blocks),
        signature=Signature(post, name=issue.name),
        notices=(SIMULATED,) if case.generated else (),
        beside=Signature(beside, name=case.person.name) if beside else None,
        squares=issue.squares,
    )
