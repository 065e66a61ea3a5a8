"""A procedure changes: its office records it twice, and anybody reads what is not as it was."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

import browser
import desk
import portal_campaign as world
from procedures_known import BIRTH, COPY
from thidua.accounts.rules import Role
from thidua.procedures.rules import Component, LegalTime, TimeUnit
from thidua.procedures.rules.rows import write_table
from thidua.spreadsheets.outside.writing import Template, template

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(browser.CHROMIUM is None, reason=browser.MISSING),
]
AT = datetime(2026, 11, 30, 2, tzinfo=UTC)
DESK = "/units/p1/procedures/"
WIDTHS = (390, 768, 1280, 1920)
OLD = replace(
    BIRTH,
    basis="Luật Hộ tịch 2014; Nghị định 123/2015/NĐ-CP",
    time=LegalTime(3, TimeUnit.DAYS),
    fee=8_000,
)
PAPER = replace(
    BIRTH,
    code="1.900002",
    name="Cấp giấy chứng sinh",
    components=(),
    published=None,
)
NEW = replace(
    OLD,
    agency="Trung tâm Phục vụ hành chính công cấp xã",
    basis="Luật Hộ tịch 2014; Nghị định 123/2015/NĐ-CP; Nghị định 120/2025/NĐ-CP",
    components=(Component("Tờ khai"), Component("Giấy chứng sinh", PAPER.code)),
    fee=None,
    time=LegalTime(8, TimeUnit.HOURS),
    effective=date(2025, 7, 1),
)


@pytest.fixture
def site(live_server, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT)
    browser.elsewhere(make)
    return live_server.url


def make():
    world.open_units()
    desk.seat("office", Role.PROCEDURES)


def sent(tab, *versions, button):
    """Choose a spreadsheet with some versions and press a button."""
    headings, rows = write_table(versions)
    content = template(Template("Thủ tục", headings, rows, range(7, 8)))
    file = {"name": "danh-muc.xlsx", "mimeType": "application/zip", "buffer": content}
    tab.set_input_files("input[type=file]", file)
    browser.press(tab, button)
    return tab.locator("body").inner_text()


def record_twice(tab):
    browser.sign_in(tab, "office", desk.PASSWORD)
    tab.goto(DESK)
    assert "3 bản mới, 0 bản thay" in sent(tab, OLD, PAPER, COPY, button="Xem trước")
    browser.open_to_everybody(tab)
    assert "Đã ghi danh mục. Biên nhận:" in sent(tab, OLD, PAPER, COPY, button="Ghi danh mục")
    found(tab, OLD)
    assert "mới có một bản, chưa có gì để so sánh" in browser.words(tab)
    browser.open_to_everybody(tab)
    tab.goto(DESK)
    assert "1 bản mới, 0 bản thay" in sent(tab, OLD, NEW, button="Xem trước")
    assert "Đã ghi danh mục" in sent(tab, OLD, NEW, button="Ghi danh mục")


def found(tab, version):
    """Search as anybody would, without marks, and open the procedure."""
    tab.goto("/procedures/")
    tab.fill("input[name=q]", "dang ky khai sinh")
    browser.press(tab, "Tìm")
    browser.follow(tab, version.name)


def rows(tab):
    """Give each line of the comparison: the field, both values, and what became of it."""
    lines = tab.locator("table.beside tbody tr").all()
    return {
        line.locator("th").inner_text(): [
            " ".join(cell.inner_text().split()) for cell in line.locator("td").all()
        ]
        for line in lines
    }


def test_what_changed_in_a_procedure_is_read_beside_what_stood(site):
    with browser.chromium(site) as person:
        record_twice(person(script=True))
        tab = person(script=True)
        found(tab, NEW)
        said = rows(tab)
        assert said["Phí, lệ phí"] == ["8.000 đ", "không thu", "△ thay đổi"]
        assert said["Thời hạn giải quyết"] == ["3 ngày làm việc", "8 giờ làm việc", "△ thay đổi"]
        assert said["Căn cứ pháp lý"][1].endswith("+ thêm: Nghị định 120/2025/NĐ-CP")
        assert said["Thành phần hồ sơ"][2] == "= giữ nguyên"
        browser.open_to_everybody(tab)
        assert browser.too_wide(tab, WIDTHS) == []
        tab.set_viewport_size(browser.DESK)
        tab.set_viewport_size(browser.DESK)
        tab.select_option("select[name=new]", label="từ 01/01/2023")
        browser.press(tab, "So sánh")
        assert "Hai ô đang chọn cùng một bản" in browser.words(tab)
        browser.open_to_everybody(tab)
        tab.select_option("select[name=new]", label="từ 01/07/2025")
        browser.press(tab, "So sánh")
        tab.locator("#compare").scroll_into_view_if_needed()
        browser.picture(tab, "procedure-versions", height=900)
