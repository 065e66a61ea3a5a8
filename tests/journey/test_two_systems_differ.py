"""Two systems tell of the same dossiers: an office takes both lists, and reads where they differ."""

from datetime import UTC, datetime

import pytest

import browser
import desk
import portal_campaign as world
from mirror_lists import csv, row
from thidua.accounts.rules import Role

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(browser.CHROMIUM is None, reason=browser.MISSING),
]
AT = datetime(2024, 11, 5, 2, tzinfo=UTC)
DESK = "/units/p1/mirror/"
AN, BINH = "Xã An Phú", "Phường Bình An"
WIDTHS = (390, 768, 1280, 1920)


@pytest.fixture
def site(live_server, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)
    browser.elsewhere(make)
    return live_server.url


def make():
    world.open_units()
    desk.seat("office", Role.CAMPAIGN_OFFICE)


def code(number):
    return f"H01.01-241020-{number:04d}"


PROVINCE = csv(*(row(code=code(n), unit=AN if n % 2 else BINH) for n in range(1, 6)))
NATIONAL = csv(
    row(code=code(1), unit=AN, status="9", returned=""),
    row(code=code(2), unit=BINH, channel="1"),
    row(code=code(3), unit=AN, paid_online="0", fee="5000"),
    row(code=code(4), unit=BINH),
    row(code=code(6), unit=BINH, status="4", resolved="", returned=""),
)


def send(tab, source, content):
    """Choose a list, look at what it says, and take it."""
    tab.goto(DESK)
    tab.select_option("select[name=source]", source)
    file = {"name": f"{source}.csv", "mimeType": "text/csv", "buffer": content}
    tab.set_input_files("input[type=file]", file)
    for name, day in (("first", "2024-10-01"), ("last", "2024-10-31")):
        tab.fill(f"input[name={name}]", day)
    browser.press(tab, "Xem trước")
    assert "5 hồ sơ: " in browser.words(tab)
    browser.open_to_everybody(tab)
    browser.press(tab, "Ghi danh sách")
    assert "Đã ghi danh sách. Biên nhận:" in tab.locator("body").inner_text()


def looked_over(tab):
    browser.open_to_everybody(tab)
    assert browser.too_wide(tab, WIDTHS) == [], tab.url
    tab.set_viewport_size(browser.DESK)


def test_where_two_systems_differ_is_read_dossier_by_dossier(site):
    with browser.chromium(site) as person:
        tab = person(script=True)
        browser.sign_in(tab, "office", desk.PASSWORD)
        tab.goto(DESK)
        assert "Gửi danh sách đầu tiên ở dưới" in browser.words(tab)
        send(tab, "province", PROVINCE)
        send(tab, "national", NATIONAL)
        looked_over(tab)
        browser.follow(tab, "Xem mọi hồ sơ khác nhau")
        assert "5 hồ sơ được hai hệ thống ghi khác nhau." in browser.words(tab)
        assert "8.000 đ" in browser.words(tab)
        looked_over(tab)
        browser.picture(tab, "mirror-differences", height=800)
        tab.select_option("select[name=kind]", label="Trạng thái")
        browser.press(tab, "Lọc")
        assert "1 hồ sơ khác nhau về điểm đã chọn." in browser.words(tab)
        browser.follow(tab, code(1))
        assert "△ khác nhau" in browser.words(tab)
        looked_over(tab)
