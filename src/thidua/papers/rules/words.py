"""The words of a campaign's documents, in Vietnamese always: what officials sign."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction

from thidua.documents.rules import Letterhead, Paragraph, Piece, Signature
from thidua.kernel.numbers import rounded, write
from thidua.papers.rules import Asked, Office
from thidua.plans.rules import Criterion, Effect, Overflow, Plan, Source
from thidua.points.rules.sheet import Verdict

VIETNAM = timezone(timedelta(hours=7))
NO_BREAK = "\N{NO-BREAK SPACE}"
DIGITS = 2
OUR_READING = "cách đọc của chúng tôi"
METHODS: Mapping[str, str] = {
    "proportional": "điểm tối đa nhân với tỷ lệ",
    "attainment": "đạt chỉ tiêu: đủ điểm; chưa đạt: theo phần đã đạt",
    "threshold": "đạt chỉ tiêu: đủ điểm; chưa đạt: 0 điểm",
    "steps": "theo mức",
    "count_target": "đủ số lượng: đủ điểm; chưa đủ: theo phần đã đạt",
    "per_item": "mỗi đơn vị đếm được một số điểm, có mức trần",
    "inverse": "càng thấp càng tốt",
    "best_in_group": "so với đơn vị tốt nhất trong khối",
    "leader_excess": "nửa điểm cho chỉ tiêu, nửa điểm cho phần vượt so với đơn vị dẫn đầu",
    "role": "theo bảng giá trị",
    "judged": "hội đồng chấm, có lý do",
}
OVERFLOWS: Mapping[Overflow, str] = {
    Overflow.SHARE: "bằng nhau thì cùng nhận, bớt số giải bên dưới",
    Overflow.EXTRA: "bằng nhau thì cùng nhận, giữ nguyên số giải bên dưới",
    Overflow.COUNCIL: "bằng nhau quá số giải thì hội đồng quyết định",
}
EFFECTS: Mapping[Effect, str] = {
    Effect.CRITERION: "",
    Effect.BONUS: " (điểm thưởng)",
    Effect.DEDUCTION: " (điểm trừ)",
}
VERDICTS: Mapping[Verdict, str] = {
    Verdict.EXCEEDED: "vượt",
    Verdict.MET: "đạt",
    Verdict.MISSED: "chưa đạt",
    Verdict.MISSING: "chưa có số liệu",
    Verdict.NOT_APPLICABLE: "–",
}
TIE_BREAKS: Mapping[str, str] = {
    "volume": "khối lượng của “{}”",
    "ratio": "tỷ lệ của “{}”",
    "points": "điểm của “{}”",
}
SIMULATED = "Số liệu mô phỏng: được tạo ra để trình diễn, không phải số đếm thật."


def day(value: date) -> str:
    """Write a day: `22/11/2026`."""
    return f"{value:%d/%m/%Y}"


def instant(value: datetime) -> str:
    """Write an instant on Vietnam's clock: `17 giờ 00 ngày 10/12/2024`."""
    local = value.astimezone(VIETNAM)
    return f"{local:%H} giờ {local:%M} ngày {day(local.date())}"


def count(value: int | Decimal | Fraction) -> str:
    """Write a count; one that is not whole has two digits at most."""
    if isinstance(value, Fraction):
        value = int(value) if value.denominator == 1 else rounded(value, DIGITS, "half_up")
    return write(value)


def percent(share: Fraction) -> str:
    """Write a share as a percentage: `96,10 %`."""
    return f"{write(rounded(share * 100, DIGITS, 'half_up'))}{NO_BREAK}%"


def target(criterion: Criterion) -> str:
    """Write what a criterion asks for: `60 %`, `2`, or a dash."""
    asked = criterion.target
    if asked is None:
        return "–"
    return f"{count(asked.value * 100)}{NO_BREAK}%" if asked.is_share else count(asked.value)


def source(given: Source) -> str:
    """Name a document that a plan stands on."""
    number = f" số {given.number}" if given.number else ""
    issued = f" ngày {day(given.issued)}" if given.issued else ""
    reference = f" ({given.reference})" if given.reference else ""
    return f"{given.title}{number}{issued}{reference}"


def tie_break(entry: str, plan: Plan) -> str:
    """Say what a tie-break of a plan looks at."""
    what, _, code = entry.partition(":")
    labels = {criterion.code: criterion.label for criterion in plan.criteria}
    return TIE_BREAKS[what].format(labels[code])


def called(plan: Plan) -> str:
    """Call a campaign by its name, in quotation marks that its name does not break."""
    name = plan.name.replace("“", "").replace("”", "")
    return f"phong trào thi đua “{name}”"


def said(*pieces: Piece) -> Paragraph:
    """Make a paragraph."""
    return Paragraph(pieces)


def letterhead(office: Office, asked: Asked) -> Letterhead:
    """Put together what stands over a document."""
    head = (office.superior, office.agency, office.symbol, office.place)
    return Letterhead(*head, asked.number, asked.day)


def signature(office: Office) -> Signature | None:
    """Say who signs; None where the office has not said it."""
    if not office.post and not office.behalf:
        return None
    return Signature(office.post, office.behalf, office.name)
