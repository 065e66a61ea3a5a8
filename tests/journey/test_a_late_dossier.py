"""What goes wrong with dossiers, told to whose they are: more is asked, it gets late, it is refused or stopped.

A resident follows on a phone, with the words of the page of tracking.
"""

from datetime import UTC, datetime

import pypdfium2
import pytest

import browser
import dossier_desk as desk
import filing_world
import onestop_world as world
from archive_hostile import pdf
from thidua.dossiers.rules.steps import Act

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(browser.CHROMIUM is None, reason=browser.MISSING),
]
ASKED = "Giấy chứng sinh bị mờ dòng ngày sinh, mong ông/bà chụp lại cho rõ."
WHY_LATE = "Phải đối chiếu với nơi đăng ký cũ."
REFUSED = "Thủ tục này thuộc nơi cư trú của mẹ cháu bé."
STOPPED = "Người nộp đề nghị dừng để đăng ký ở nơi khác."
WEEK_LATER = datetime(2026, 12, 7, 2, tzinfo=UTC)
TOO_LATE = datetime(2026, 12, 14, 2, tzinfo=UTC)
AGAIN = "2026-12-16T15:00"


@pytest.fixture
def clock(monkeypatch):
    clock = desk.Clock()
    monkeypatch.setattr("django.utils.timezone.now", clock.now)
    return clock


@pytest.fixture
def site(clock, live_server):
    browser.elsewhere(make)
    return live_server.url


def make():
    desk.make()
    filing_world.resident(desk.MAIL, at=desk.MONDAY)


def others(at):
    """File two more at the counter: one is refused, one is stopped."""
    refused, stopped = world.file(at), world.file(at)
    world.lead(stopped, Act.RECEIVE, Act.FORWARD, at=at)
    return world.row(refused), world.row(stopped)


def page_of(row):
    return f"{desk.HOME}{row.pk}/"


def file_online(phone):
    desk.signed_in(phone)
    desk.begun(phone)
    desk.visit(phone, "Tiếp tục")
    assert "Chưa có: Tờ khai; Giấy chứng sinh" in browser.words(phone)
    desk.tap(phone, "Nộp hồ sơ")
    return browser.elsewhere(desk.last)


def ask_for_more(person, row):
    counter = desk.sit_down(person, "c1-one-stop")
    counter.goto(page_of(row))
    desk.act(counter, "Tiếp nhận")
    desk.act(counter, "Chuyển thẩm định")
    officer = desk.sit_down(person, "c1-officer")
    officer.goto(page_of(row))
    desk.act(officer, "Yêu cầu bổ sung", reason=ASKED)
    assert ASKED in slip(officer, "Phiếu yêu cầu bổ sung (mẫu 02)")
    assert "Thời hạn đang tạm dừng, chờ người nộp." in browser.words(officer)


def slip(tab, name):
    with pypdfium2.PdfDocument(browser.download(tab, "link", name)) as read:
        said = " ".join(page.get_textpage().get_text_bounded() for page in read)
    return " ".join(said.split())


def waits(phone, row):
    """While the office waits for the resident no clock runs, however long that takes."""
    desk.tracked(phone, row.code)
    said = " ".join(browser.words(phone).split())
    assert "Hồ sơ đang chờ ông/bà bổ sung giấy tờ." in said
    assert ASKED in said
    assert "tính lại khi ông/bà bổ sung hoặc nộp xong" in said
    assert "trễ" not in said


def bring(phone, row):
    """Bring what was asked for from the page that asks; the clock goes on where it stood."""
    desk.signed_in(phone)
    assert "Ông/bà cần bổ sung giấy tờ" in browser.words(phone)
    phone.goto(f"/home/dossiers/{row.pk}/")
    assert ASKED in browser.words(phone)
    browser.open_to_everybody(phone)
    desk.visit(phone, "Bổ sung giấy tờ")
    browser.open_to_everybody(phone)
    browser.picture(phone, "filing-supplement", width=390, height=844)
    phone.select_option("select[name=component]", "Giấy chứng sinh")
    file = {"name": "chung-sinh.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    phone.set_input_files("input[name=sent]", file)
    desk.tap(phone, "Gửi bổ sung")
    desk.tracked(phone, row.code)
    said = " ".join(browser.words(phone).split())
    assert "Hồ sơ đang được giải quyết." in said
    assert "09/12/2026 (còn " in said


def apologise_once(person, row):
    officer = desk.sit_down(person, "c1-officer")
    assert "1 hồ sơ quá hạn" in browser.words(officer)
    officer.goto(page_of(row))
    desk.opened(officer, "Xin lỗi và hẹn lại")
    browser.open_to_everybody(officer)
    browser.picture(officer, "desk-apology", height=800)
    desk.act(officer, "Xin lỗi và hẹn lại", again=AGAIN, reason=WHY_LATE)
    assert WHY_LATE in slip(officer, "Phiếu xin lỗi và hẹn lại (mẫu 04)")
    assert "không hẹn lại được nữa" in browser.words(officer)
    assert not officer.locator("summary", has_text="Xin lỗi và hẹn lại").count()
    officer.goto(f"{page_of(row)}apologise/")
    officer.fill("[name=again]", "2026-12-18T15:00")
    officer.fill("[name=reason]", WHY_LATE)
    desk.tap(officer, "Xin lỗi và hẹn lại")
    assert "đã xin lỗi và hẹn lại 1 lần, không hẹn lại được nữa" in desk.said(officer)
    browser.open_to_everybody(officer)
    return officer


def told_late(phone, row):
    desk.tracked(phone, row.code)
    said = " ".join(browser.words(phone).split())
    assert "(trễ " in said
    assert "15:00 16/12/2026. Đơn vị xin lỗi vì chưa trả đúng hẹn." in said
    browser.open_to_everybody(phone)


def told_end(phone, row, sentence, reason):
    desk.tracked(phone, row.code)
    said = " ".join(browser.words(phone).split())
    assert sentence in said
    assert reason in said
    assert "kết thúc tại bước này" in said
    browser.open_to_everybody(phone)


def refuse(person, row):
    counter = desk.sit_down(person, "c1-one-stop")
    counter.goto(page_of(row))
    desk.act(counter, "Từ chối tiếp nhận", reason=REFUSED)
    assert REFUSED in slip(counter, "Phiếu từ chối (mẫu 03)")


def stop(officer, row):
    officer.goto(page_of(row))
    desk.act(officer, "Dừng giải quyết", reason=STOPPED)
    assert STOPPED in slip(officer, "Thông báo dừng (mẫu 05)")
    browser.open_to_everybody(officer)


def test_what_goes_wrong_is_told_to_whose_dossier_it_is(site, clock):
    with browser.chromium(site) as person:
        phone = person(script=True, screen=browser.PHONE)
        row = file_online(phone)
        ask_for_more(person, row)
        waits(phone, row)
        browser.open_to_everybody(phone)
        clock.at = WEEK_LATER
        waits(phone, row)
        bring(phone, row)
        clock.at = TOO_LATE
        refused, stopped = browser.elsewhere(others, clock.at)
        officer = apologise_once(person, row)
        told_late(phone, row)
        refuse(person, refused)
        told_end(phone, refused, "Hồ sơ không được tiếp nhận.", REFUSED)
        stop(officer, stopped)
        told_end(phone, stopped, "Hồ sơ đã dừng giải quyết.", STOPPED)
        assert browser.elsewhere(desk.unequal) == []
