"""What a resident is given at once when a dossier was filed online (thông báo đã nhận hồ sơ).

It is no receipt: form 01 comes when an officer received the dossier and the clock has started.
"""

from thidua.documents.rules import Document, Items, Kind, Letterhead, Paragraph, Strong
from thidua.slips.rules import Case, instant

SUBJECT = "Đã nhận hồ sơ nộp trực tuyến"
NEXT = (
    "Bộ phận Một cửa kiểm tra hồ sơ trong 08 giờ làm việc rồi tiếp nhận và hẹn ngày trả kết quả, "
    "hoặc báo lý do không tiếp nhận. Thông báo này chưa phải giấy tiếp nhận và hẹn trả kết quả."
)
SIMULATED = "HỒ SƠ MÔ PHỎNG, KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"


def acknowledgement(case: Case, ticket: str, squares: tuple[str, ...]) -> Document:
    """Tell what was filed, when and where, and how it can be followed."""
    said = (
        ("Mã hồ sơ", case.code),
        ("Mã tra cứu", ticket),
        ("Thủ tục", f"{case.procedure} (mã {case.procedure_code})"),
        ("Người đề nghị", case.person.name),
        ("Nơi giải quyết", case.office.competent),
        ("Thời điểm nộp", instant(case.filed)),
        ("Thời gian giải quyết theo quy định, tính từ khi tiếp nhận", case.time),
    )
    papers = tuple((f"{name} ({how})",) for name, how in case.papers)
    return Document(
        kind=Kind.NOTICE,
        letterhead=Letterhead(
            case.office.superior, "Bộ phận Một cửa", "", case.office.place, day=case.filed.date()
        ),
        subject=SUBJECT,
        blocks=(
            *(Paragraph((f"{label}: ", Strong(words))) for label, words in said),
            *((Paragraph(("Giấy tờ đã nộp:",)), Items(papers)) if papers else ()),
            Paragraph((NEXT,)),
            Paragraph(
                ("Ai có mã tra cứu đều xem được tiến độ hồ sơ: hãy giữ mã như giữ giấy hẹn.",)
            ),
        ),
        notices=(SIMULATED,) if case.generated else (),
        squares=squares,
    )
