"""The seven forms, read from dossiers and made as files: what stands on them, and what never does."""

from datetime import UTC, date, datetime

import pypdfium2
import pytest
from PIL import Image

import onestop_world as world
from thidua.dossiers.outside import ticket
from thidua.dossiers.rules.steps import Act
from thidua.kernel.errors import RuleBroken
from thidua.onestop.models import Dossier, Paper
from thidua.slips import models, outside
from thidua.slips.rules import FORMS, Issue, control
from thidua.slips.rules.register import register
from thidua.spreadsheets.outside import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_world")]
DAY = date(2026, 3, 9)
ADDRESS = "https://mot-cua.example/track/?code=H99.41-260309-0001&ticket=K7QF-2MXD-9TRA-0H5C"


def make_world():
    world.make()
    world.paper_results()


def words(content):
    """Read a PDF back, every page, on one line."""
    pdf = pypdfium2.PdfDocument(content)
    text = " ".join(page.get_textpage().get_text_range() for page in pdf)
    return " ".join(text.replace("\ufffe", "").split())


def made(dossier, form):
    row = world.row(dossier)
    reason = models.reason(row, form)
    issue = Issue(DAY, reason, "Lê Văn Một", ticket(dossier), outside.squares(ADDRESS))
    return outside.slip(FORMS[form](models.case(row), issue))


def test_a_receipt_says_what_was_received_and_when_the_result_comes():
    dossier = world.file(procedure=world.COPY.code, papers=())
    world.do(Act.RECEIVE, dossier)
    said = words(made(dossier, "receipt"))
    for each in (
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        "ỦY BAN NHÂN DÂN",
        "XÃ AN PHÚ",
        "An Phú, ngày 09 tháng 3 năm 2026",
        "H99.41-260309-0001",
        "Chứng thực bản sao (mã 2.900002)",
        world.NAME,
        world.IDENTITY,
        world.PHONE,
        world.ADDRESS,
        "8 giờ làm việc",
        "09 giờ 00 phút, ngày 09/03/2026",
        "09 giờ 00 phút, ngày 10/03/2026",
        "20.000 đồng",
        "Không có giấy tờ kèm theo",
        "NGƯỜI NỘP HỒ SƠ",
        "Lê Văn Một",
        f"Mã tra cứu: {ticket(dossier)}",
    ):
        assert each in said, each


def test_a_receipt_lists_papers_and_how_they_came_and_no_result():
    dossier = world.file()
    Paper.objects.create(dossier_id=dossier, component="Trích lục", result=True, at=world.MONDAY)
    world.do(Act.RECEIVE, dossier)
    said = words(made(dossier, "receipt"))
    assert "Tờ khai (bản giấy)" in said
    assert "Trích lục" not in said
    assert "Phí, lệ phí: Không" in said


@pytest.mark.parametrize(
    ("form", "acts", "heading"),
    [
        ("supplement", (Act.RECEIVE, Act.FORWARD, Act.ASK_SUPPLEMENT), "BỔ SUNG, HOÀN THIỆN"),
        ("refusal", (Act.REFUSE,), "TỪ CHỐI TIẾP NHẬN"),
        ("stop", (Act.RECEIVE, Act.FORWARD, Act.STOP), "DỪNG GIẢI QUYẾT"),
        ("apology", (Act.RECEIVE, Act.FORWARD, Act.APOLOGISE), "XIN LỖI VÀ HẸN LẠI"),
    ],
)
def test_a_form_gives_the_reason_that_was_told(form, acts, heading):
    dossier = world.file(generated=form == "stop")
    with pytest.raises(RuleBroken, match="not-yet"):
        made(dossier, form)
    world.lead(dossier, *acts)
    said = words(made(dossier, form))
    assert heading in said
    assert world.REASON in said
    assert ("10 giờ 00 phút, ngày 01/04/2026" in said) == (form == "apology")
    assert ("mô phỏng" in said) == (form == "stop")


def test_the_control_sheet_tells_every_move_with_who_made_it():
    dossier = world.file(unit="d1", procedure=world.LICENCE.code, receipt_unit="d1",
                         actor="s-d1-one-stop", papers=())  # fmt: skip
    for act, seat, more in (
        (Act.RECEIVE, "one-stop", {}),
        (Act.FORWARD, "one-stop", {"to": "s-d1-officer"}),
        (Act.ASK_PAYMENT, "officer", {}),
    ):
        world.do(act, dossier, actor=f"s-d1-{seat}", **more)
    world.do(Act.PAY, dossier)
    row = world.row(dossier)
    sheet = control(models.case(row), Issue(DAY), models.stages(row))
    said = words(outside.slip(sheet))
    for each in (
        "SỞ XÂY DỰNG",
        "Nộp hồ sơ",
        "Chuyển thẩm định",
        "Giao: s-d1-officer",
        "Người d1-one-stop, Cán bộ một cửa · Sở Xây dựng",
        "Người nộp hồ sơ",
        "Đang xử lý",
    ):
        assert each in said, each


def test_the_register_lists_dossiers_by_day_as_a_page_and_as_a_table():
    first = world.file(who=world.party(name="=1+1 Đoàn Văn Hai"))
    world.lead(first, Act.RECEIVE, Act.FORWARD, Act.PROPOSE, Act.APPROVE, Act.SIGN, Act.RETURN)
    world.file(datetime(2026, 3, 10, 2, tzinfo=UTC))
    world.file(datetime(2026, 3, 11, 2, tzinfo=UTC))
    rows = Dossier.objects.of_unit("c1")
    entries = models.entries(rows, DAY, date(2026, 3, 10))
    assert [each.case.code for each in entries] == ["H99.41-260309-0001", "H99.41-260310-0001"]
    office = models.office("c1", "Xã An Phú")
    content = outside.book(register(office, entries, DAY, date(2026, 3, 10), DAY))
    said = words(content)
    assert "SỔ THEO DÕI HỒ SƠ" in said
    assert "Từ ngày 09/03/2026 đến ngày 10/03/2026" in said
    assert "Đã trả kết quả; Trước hạn" in said
    page = pypdfium2.PdfDocument(content)[0]
    assert page.get_width() > page.get_height()
    table = read(outside.spreadsheet(entries), "so.xlsx").sheets[0]
    assert table.rows[1][:2] == (1, "H99.41-260309-0001")
    assert table.rows[1][3] == "=1+1 Đoàn Văn Hai"
    assert len(table.rows) == 3


def test_a_register_that_nobody_prints_is_refused(monkeypatch):
    for _ in range(3):
        world.file()
    monkeypatch.setattr(models, "MOST_ENTRIES", 2)
    with pytest.raises(RuleBroken, match="register-long"):
        models.entries(Dossier.objects.all(), DAY, DAY)


def test_the_code_to_scan_is_drawn_square_by_square():
    """No reader of codes is at hand here; every square is compared with the code as it was made."""
    rows = outside.squares(ADDRESS)
    dossier = world.file(papers=())
    world.do(Act.RECEIVE, dossier)
    page = pypdfium2.PdfDocument(made(dossier, "receipt"))[0]
    picture = page.render(scale=8, grayscale=True).to_pil()
    assert drawn_squares(picture, rows) == list(rows)


def drawn_squares(picture: Image.Image, rows):
    """Read the code back from the page, of which its three corners are the first dark squares."""
    side = len(rows)
    millimetre = picture.width / 210
    unit = 24 * millimetre / side
    left = (30 + (68 - 24) / 2) * millimetre
    for top in range(int(25 * millimetre), int(60 * millimetre)):
        found = [
            "".join(
                "1"
                if picture.getpixel((int(left + (x + 0.5) * unit), int(top + (y + 0.5) * unit)))
                < 128
                else "0"
                for x in range(side)
            )
            for y in range(side)
        ]
        if found == list(rows):
            return found
    return []


def test_the_same_form_is_the_same_file():
    dossier = world.file()
    world.do(Act.RECEIVE, dossier)
    assert made(dossier, "receipt") == made(dossier, "receipt")
