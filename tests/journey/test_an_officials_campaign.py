"""An official runs a campaign from a copied plan to the printed award list, without a command.

Two people at the province, three communes; every page is looked at in three widths on the way.
"""

import io
from datetime import UTC, datetime, timedelta

import pypdfium2
import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

import browser
import desk
import hau_giang
from thidua.ledger.actions import sequence
from thidua.standings.models import CouncilResult, Edition

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(browser.CHROMIUM is None, reason=browser.MISSING),
]

CAMPAIGN = "60-ngay-dem-2024-2"
HEADINGS = ("STT", "Đơn vị", "Hồ sơ tiếp nhận trong kỳ",
            "Hồ sơ nộp và xử lý trực tuyến (toàn trình và một phần)")  # fmt: skip


class Clock:
    """The clock of the site, which goes on as the campaign does: from its days to its close."""

    def __init__(self):
        self.at = datetime(2024, 12, 2, 1, tzinfo=UTC)

    def now(self):
        self.at += timedelta(seconds=1)
        return self.at


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr("django.utils.timezone.now", clock.now)
    return clock


@pytest.fixture
def site(clock, live_server):
    hau_giang.make()
    return live_server.url


def drawn(unit, received, online):
    """Draw a table as a commune's office does: a title, the heading on row five, a total."""
    rows = [
        (f"UBND XÃ {unit.upper()}", "", "", ""),
        ("BÁO CÁO KẾT QUẢ PHONG TRÀO THI ĐUA", "", "", ""),
        ("(Đến ngày 30/11/2024)", "", "", ""),
        (),
        HEADINGS,
        (1, f"Xã {unit}", received, online),
        ("", "Cộng", received, online),
    ]
    return sheet(rows)


def sheet(rows):
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    page = book.add_worksheet("Báo cáo")
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            page.write(number, column, cell)
    book.close()
    return content.getvalue()


def send(tab, unit, content):
    """Send a spreadsheet and map its columns, which are known by their words."""
    tab.goto(f"/units/{unit}/imports/")
    tab.set_input_files("input[type=file]", {"name": f"{unit}.xlsx", "mimeType": "application/octet-stream", "buffer": content})  # fmt: skip
    browser.press(tab, "Gửi và xem tệp")
    if tab.locator("input[name=day]").count():
        tab.fill("input[name=day]", "2024-11-30")
        if tab.locator("select[name=source]").input_value() == "":
            tab.fill("input[name=name]", "Báo cáo tuần")
        browser.press(tab, "Lưu và xem trước")


def mended(report, wrong, right):
    """Mend the marked cell in the error report, as a person does in Excel."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(report))
    rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert any("Lý do" in map(str, row) for row in rows)
    return sheet([[right if cell == wrong else cell for cell in row[:4]] for row in rows])


def sequenced():
    """Let the sequencer take its turn, as it does every second beside a running site."""
    browser.elsewhere(sequence)


def draft_and_publish(office, committee):
    office.goto("/seat/choose/")
    browser.follow(office, "Soạn, trình và ban hành kế hoạch")
    office.select_option("#id_source", "copy:60-ngay-dem-2024")
    browser.press(office, "Lập dự thảo")
    browser.follow(office, "Tiêu chí")
    office.fill("[name='criteria.0.target']", "65 %")
    office.fill("[name='criteria.0.points']", "30")
    office.fill("[name='criteria.1.points']", "20")
    browser.press(office, "Lưu")
    browser.follow(office, "Thông tin chung")
    office.fill("[name=name]", "60 ngày đêm chuyển đổi số, lần hai")
    browser.press(office, "Lưu")
    browser.follow(office, "Tổng hợp và trình")
    browser.follow(office, "Xem thử với số liệu đợt trước")
    assert "Xã Đông Phú" in browser.words(office)
    browser.follow(office, "Trở lại dự thảo")
    browser.press(office, "Trình kế hoạch")
    committee.goto("/units/p1/plans/")
    browser.follow(committee, f"{CAMPAIGN}, bản 1")
    assert "65 %" in browser.words(committee).replace("\u00a0", " ")
    browser.press(committee, "Ban hành kế hoạch")
    assert "Bản 1 đã được ban hành." in browser.words(committee)
    sequenced()


def report(person):
    """Take the counts of three communes; the second one's file is wrong and is mended."""
    for unit, received, online in (("c1", 200, 170), ("c2", 100, "4x"), ("c3", 80, 20)):
        tab = person(f"team-{unit}")
        send(tab, unit, drawn(hau_giang.COMMUNES[unit], received, online))
        if unit == "c2":
            assert "Chưa nhận được" in browser.words(tab)
            marked = browser.download(tab, "link", "Tải bảng tính đã đánh dấu lỗi")
            send(tab, unit, mended(marked, "4x", 45))
        browser.press(tab, "Nhận toàn bộ")
        assert "biên nhận" in browser.words(tab).casefold()
        sequenced()


def promise(person):
    tab = person("team-c1")
    tab.goto(f"/units/c1/pledges/{CAMPAIGN}/register/")
    for area in tab.locator("main textarea").all():
        area.fill("Xã quyết tâm hoàn thành vượt chỉ tiêu.")
    tab.locator("main").get_by_role("button").last.click()
    tab.goto(f"/units/c1/pledges/{CAMPAIGN}/target/?criterion=online")
    if tab.locator("select[name=criterion]").count():
        tab.select_option("select[name=criterion]", "online")
    tab.fill("input[name=target]", "90 %")
    tab.locator("main").get_by_role("button").last.click()
    browser.fits(tab)
    tab.goto(f"/campaigns/{CAMPAIGN}/units/c1/")
    assert "Mục tiêu tự đặt: 90" in browser.words(tab).replace("\u00a0", " ")
    sequenced()


def states():
    return list(Edition.objects.of(CAMPAIGN).order_by("nr").values_list("state", flat=True))


def decided():
    placed = CouncilResult.objects.newest(CAMPAIGN).filter(group="communes")
    return set(placed.values_list("unit", "rank", "prize"))


def close(office, person):
    """Publish for now; an appeal comes and is answered."""
    office.goto(f"/campaigns/{CAMPAIGN}/closing/edition/?state=provisional")
    browser.press(office, "Công bố tạm thời")
    sequenced()
    appealing = person("team-c3")
    appealing.goto(f"/units/c3/appeals/{CAMPAIGN}/editions/1/")
    for area in appealing.locator("main textarea").all():
        area.fill("Đề nghị rà soát số hồ sơ trực tuyến của xã.")
    browser.press(appealing, "Gửi kiến nghị")
    sequenced()
    office.goto(f"/campaigns/{CAMPAIGN}/closing/edition/?state=official")
    if office.get_by_role("button", name="Công bố chính thức").count():
        office.get_by_role("button", name="Công bố chính thức").click()
    assert browser.elsewhere(states) == ["provisional"]  # an appeal waits for its answer
    office.goto(f"/campaigns/{CAMPAIGN}/appeals/1/answer/")
    for choice in office.locator("main select").all():
        choice.select_option(index=choice.locator("option").count() - 1)
    for choice in office.locator("main input[type=radio]").all()[-1:]:
        choice.check()
    for area in office.locator("main textarea").all():
        area.fill("Đã đối chiếu với hệ thống, số liệu đúng.")
    browser.press(office, "Gửi trả lời")
    sequenced()


def decide(office):
    """Record the council's decision, then publish for good."""
    office.goto(f"/campaigns/{CAMPAIGN}/closing/council/")
    office.fill("[name=decision]", "12/BB-HĐTĐ")
    office.fill("[name=reason]", "Hội đồng thống nhất theo kết quả tính.")
    browser.press(office, "Xem lại trước khi ghi")
    office.locator("main").get_by_role("button").first.click()
    sequenced()
    office.goto(f"/campaigns/{CAMPAIGN}/closing/edition/?state=official")
    browser.press(office, "Công bố chính thức")
    sequenced()
    assert browser.elsewhere(states) == ["provisional", "official"]
    assert browser.elsewhere(decided) == {
        ("c1", 1, "first"),
        ("c2", 2, "second"),
        ("c3", 3, "third"),
    }
    office.goto(f"/campaigns/{CAMPAIGN}/closing/")
    browser.fits(office)


def awards(office):
    office.goto(f"/campaigns/{CAMPAIGN}/awards/")
    browser.fits(office)
    said = browser.words(office)
    assert "Xã Đông Thạnh" in said
    office.goto(f"/campaigns/{CAMPAIGN}/documents/")
    browser.fits(office)
    office.goto(f"/campaigns/{CAMPAIGN}/documents/award-list/make/")
    browser.fits(office)
    office.goto(f"/campaigns/{CAMPAIGN}/awards/")
    office.emulate_media(media="print")
    printed = pypdfium2.PdfDocument(office.pdf(format="A4"))
    said = "".join(page.get_textpage().get_text_range() for page in printed)
    assert "Đông Thạnh" in said
    assert "Hạng nhất" in said


def test_an_official_runs_a_campaign_from_a_copied_plan_to_the_award_list(site, clock):
    with browser.chromium(site) as new_person:
        known = {}

        def person(name):
            if name not in known:
                known[name] = new_person()
                browser.sign_in(known[name], name, desk.PASSWORD)
            return known[name]

        office, committee = person("office"), person("committee")
        draft_and_publish(office, committee)
        report(person)
        promise(person)
        clock.at = datetime(2024, 12, 16, 1, tzinfo=UTC)
        known.clear()  # sessions have ended meanwhile: everybody signs in again
        office = person("office")
        close(office, person)
        decide(office)
        awards(office)
