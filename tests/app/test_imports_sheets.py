"""Spreadsheets that go out: the error report that is mended and sent back, and the template."""

import io
import zipfile
from datetime import date

import pytest
from django.utils import timezone
from python_calamine import CalamineWorkbook

from imports_desk import DAY, HEAD, ROWS, client, counted, file, mapped, send, take
from portal_campaign import make_planned
from spreadsheets_drawn import LETTERHEAD, SIGNED, TWO_LEVELS, book, drawn
from thidua.counting.actions import open_window
from thidua.kernel.errors import RuleBroken
from thidua.kernel.periods import Period
from thidua.spreadsheets import outside
from thidua.spreadsheets.outside import writing
from thidua.spreadsheets.rules import Mark
from worlds import shared

pytestmark = pytest.mark.django_db
BROKEN = RuleBroken("spreadsheets.not-whole", text="=cmd")


made = shared(make_planned)


@pytest.fixture
def desk(made):
    return client()


def cells(content, number=0):
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(number).to_python(skip_empty_area=False)  # fmt: skip


def part(content, name):
    return zipfile.ZipFile(io.BytesIO(content)).read(name).decode()


def test_the_error_report_is_the_same_spreadsheet_and_is_mended_and_sent_back(desk):
    rows = [*LETTERHEAD, HEAD, ROWS[0], [2, "Bình An", DAY, "1,234", 8], *SIGNED]
    sent = send(desk, drawn(rows))
    roles = {"role_1": "unit", "role_2": "day", "role_3": "m:received", "role_4": "m:online"}
    given = {"table": "0-0", "name": "Một cửa", "extent": "partial"} | roles
    preview = desk.post(sent.url, given).url
    answer = desk.get(preview.replace("preview", "report"))
    assert answer["Content-Disposition"].startswith("attachment")
    found = cells(answer.content)
    assert found[0][0] == LETTERHEAD[0][0]
    assert found[4][:6] == [*HEAD, "Lý do"]
    assert found[6][3] == "1,234"
    assert found[6][5].startswith("D7: ")
    assert "hai cách" in found[6][5]
    assert "comment" in part(answer.content, "xl/comments1.xml")
    mended = drawn([[10 if cell == "1,234" else cell for cell in row] for row in found])
    sent = send(desk, mended)
    page = desk.get(sent.url).content.decode()
    assert '<option value="Một cửa" selected>' in page
    take(desk, desk.post(sent.url, given | {"source": "Một cửa"}).url)
    assert len(counted()) == 4


def test_what_looks_like_a_formula_is_written_as_text_and_comes_back_as_it_was():
    odd = ["=1+1", "+84", "-x", "@SUM(A1)", "\tx", "'q", "＝1"]
    content = drawn([["Đơn vị", "Số"], *([text, 5] for text in odd)])
    read = outside.read(content, "a.xlsx")
    out = writing.report(read, 0, 0, [Mark(1, 0, BROKEN), Mark(2, None, BROKEN), Mark(1, 0, BROKEN)])  # fmt: skip
    assert [row[0] for row in cells(out)[1:]] == odd
    assert outside.read(out, "b.xlsx").sheets[0].rows[2][0] == "+84"
    assert "<f>" not in part(out, "xl/worksheets/sheet1.xml")


def test_merges_widths_days_and_hidden_parts_are_kept():
    merges = ["A1:A2", "B1:B2", "C1:D1", "E1:E2"]
    content = book(("Một", TWO_LEVELS, {"merges": merges, "hidden_columns": ["E:E"]}), ("Hai", [[DAY, 0.5, 10**17, ""]], {"hidden": True}))  # fmt: skip
    read = outside.read(content, "a.xlsx")
    out = writing.report(read, 0, 1, [Mark(2, 2, BROKEN), Mark(3, 3, BROKEN)])
    again = outside.read(out, "b.xlsx")
    assert [sheet.name for sheet in again.sheets] == ["Một", "Hai"]
    assert set(again.sheets[0].merges) == set(read.sheets[0].merges)
    assert again.sheets[0].hidden_columns == {4}
    assert again.sheets[1].hidden
    assert again.sheets[1].rows[0][0] == DAY
    shown = writing.report(read, 0, 1, [Mark(2, 4, BROKEN)])
    assert outside.read(shown, "b.xlsx").sheets[0].hidden_columns == set()
    assert "<cols>" in part(out, "xl/worksheets/sheet1.xml")


def test_the_report_of_a_csv_file_is_a_workbook():
    read = outside.read("Đơn vị;Số\nAn Phú;x1\n;3".encode(), "a.csv")
    out = writing.report(read, 0, 0, [Mark(1, 1, BROKEN), Mark(2, 0, BROKEN)])
    assert cells(out)[1][:2] == ["An Phú", "x1"]
    assert cells(out)[2][2].startswith("A3: ")


def test_the_same_file_gives_the_same_report_byte_for_byte():
    read = outside.read(file(*ROWS), "a.xlsx")
    marks = [Mark(1, 3, BROKEN)]
    assert writing.report(read, 0, 0, marks) == writing.report(read, 0, 0, marks)


def test_a_template_holds_the_units_own_rows_and_needs_no_mapping_when_it_comes_back(desk):
    today = timezone.localdate()
    window = Period.inclusive(date(today.year, 1, 1), date(today.year, 12, 31))
    open_window("campaign:now", window, ["received", "online"])
    page = desk.get("/units/p1/imports/").content.decode()
    assert "Hồ sơ trực tuyến, Hồ sơ tiếp nhận" in page or "Hồ sơ tiếp nhận, Hồ sơ trực tuyến" in page  # fmt: skip
    answer = desk.get("/units/p1/imports/templates/campaign:now/")
    found = cells(answer.content)
    assert found[0] == ["Mã đơn vị", "Tên đơn vị", "Ngày", "Hồ sơ tiếp nhận (received)", "Hồ sơ trực tuyến (online)"]  # fmt: skip
    assert [row[:3] for row in found[1:]] == [["c1", "Xã An Phú", today], ["c2", "Phường Bình An", today], ["c3", "Xã Cẩm Hà", today]]  # fmt: skip
    assert "dataValidation" in part(answer.content, "xl/worksheets/sheet1.xml")
    filled = drawn([found[0], *([*row[:3], 20, 13] for row in found[1:3]), found[3]])
    sent = send(desk, filled)
    assert sent.url.endswith("/preview/")
    take(desk, sent.url)
    assert counted() == [("online", "c1", 13), ("online", "c2", 13), ("received", "c1", 20), ("received", "c2", 20)]  # fmt: skip


def test_a_unit_without_children_gets_a_row_of_its_own(desk):
    today = timezone.localdate()
    open_window("campaign:now", Period.inclusive(today, today), ["received"])
    answer = client("c3").get("/units/c3/imports/templates/campaign:now/")
    assert cells(answer.content)[1][:2] == ["c3", "Xã Cẩm Hà"]


def test_an_empty_template_that_comes_back_holds_nothing_to_take(desk):
    today = timezone.localdate()
    open_window("campaign:now", Period.inclusive(today, today), ["received"])
    content = desk.get("/units/p1/imports/templates/campaign:now/").content
    sent = send(desk, content)
    assert "không có số nào" in desk.get(sent.url).content.decode()


def test_there_is_no_template_of_what_is_over(desk):
    assert desk.get("/units/p1/imports/templates/campaign:sixty/").status_code == 404
    assert "chưa có biểu mẫu" in desk.get("/units/p1/imports/").content.decode()
    assert mapped(desk, file(*ROWS))
