"""The mirror's pages: a list is sent, looked at and taken; differences lead to questions and dossiers."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

import desk
import portal_campaign as world
from mirror_lists import HEADINGS, USUAL, csv, row
from thidua.accounts.rules import Role
from thidua.counting.models import Fact
from thidua.ledger.models import Entry
from thidua.mirror.models import Kept, Listing, Mirrored, Seen
from thidua.spreadsheets.outside import read
from thidua.spreadsheets.outside.writing import Template, template

pytestmark = pytest.mark.django_db
DESK = "/units/p1/mirror/"
CODE = USUAL["code"]
PERSON = ("Nguyễn Văn Thử", "092012345678", "0901234567")
AN = "Xã An Phú"


@pytest.fixture
def office():
    world.open_units()
    desk.seat("office", Role.CAMPAIGN_OFFICE)
    return desk.client("office")


def code(number):
    return f"H01.01-241020-{number:04d}"


def send(browser, content, *, source="province", name="danh-sach.csv", **more):
    file = SimpleUploadedFile(name, content)
    return browser.post(DESK, {"file": file, "source": source, **more})


def take(browser, *rows, **more):
    answer = send(browser, csv(*rows), **more)
    assert answer.status_code == 302, answer.text
    assert browser.post(answer.url).url == DESK


def test_a_list_is_looked_at_then_taken_and_people_are_left_at_the_door(office):
    headings = (*HEADINGS, "Họ tên người nộp", "Số CCCD", "Số điện thoại")
    rows = [(*row(code=code(number), unit=AN), *PERSON) for number in (1, 2)]
    looked = office.get(send(office, csv(*rows, headings=headings)).url)
    assert "2 hồ sơ: 2 mới, 0 có thay đổi" in looked.text
    assert "Họ tên người nộp, Số CCCD, Số điện thoại" in looked.text
    assert not Mirrored.objects.exists()
    done = office.post(looked.request["PATH_INFO"], follow=True)
    entry = Entry.objects.get(kind="mirror.list-taken")
    assert entry.public_id in done.text
    assert not Kept.objects.exists()
    kept = repr(list(Mirrored.objects.values())) + repr(list(Entry.objects.values()))
    for secret in PERSON:
        assert secret not in kept
    assert office.post(looked.request["PATH_INFO"]).status_code == 404


def test_an_excel_list_with_native_times_is_read_as_the_same_dossier(office):
    cells = (*row(unit=AN),)
    content = template(Template("Danh sách", HEADINGS, [cells], range(0)))
    assert send(office, content, name="a.xlsx").status_code == 302


def test_a_bad_list_takes_nothing_and_every_bad_cell_is_named(office):
    answer = send(office, csv(row(unit="Xã Nơi Khác"), row(code="số 2", status="99")))
    assert answer.status_code == 422
    assert "Không biết “Xã Nơi Khác” là đơn vị nào vào ngày 20/10/2024" in answer.text
    assert '<b class="mono">A3</b>' in answer.text
    assert '<b class="mono">G3</b>' in answer.text
    assert not Kept.objects.exists()
    assert not Mirrored.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        ("a.xlsx", b"PK\x03\x04broken", 422),
        ("a.csv", "Xã;Số\nA;3\n".encode(), 422),
        ("../../a.pdf", b"%PDF-1.7", 422),
        ("a.csv", b"\0\0", 422),
        ("a.csv", csv(), 302),
    ],
)
def test_a_file_that_is_no_list_is_refused(office, name, content, status):
    answer = send(office, content, name=name)
    assert answer.status_code == status
    if status == 302:
        assert office.post(answer.url).status_code == 422
    assert not Mirrored.objects.exists()


@pytest.mark.parametrize(
    "days",
    [
        {"first": "2024-10-01"},
        {"last": "2024-10-01"},
        {"first": "2024-10-02", "last": "2024-10-01"},
        {"first": "0204-10-02", "last": "2024-10-01"},
    ],
)
def test_days_of_a_complete_list_are_both_asked_for(office, days):
    answer = send(office, csv(row(unit=AN)), **days)
    assert answer.status_code == 200
    assert 'class="errorlist"' in answer.text
    assert office.post(DESK, {"source": "province"}).status_code == 200


def test_differences_are_listed_filtered_and_asked_about(office):
    days = {"first": "2024-10-01", "last": "2024-10-31"}
    numbers = range(1, 4)
    take(office, *(row(code=code(number), unit=AN) for number in numbers))
    take(
        office,
        row(code=code(1), unit=AN, status="9", returned="", paid_online="0"),
        row(code=code(2), unit="Phường Bình An", channel="1"),
        source="national",
        **days,
    )
    page = office.get(DESK).text
    for name in ("Trạng thái", "Kênh thực hiện", "Đơn vị giải quyết", "Chỉ có ở hệ thống của tỉnh"):
        assert name in page
    assert "01/10/2024 – 31/10/2024" in page
    every = office.get(f"{DESK}differences/")
    assert [code(number) in every.text for number in numbers] == [True, True, True]
    assert "3 hồ sơ được hai hệ thống ghi khác nhau." in every.text
    assert 'tỉnh">Đã trả kết quả</td><td data-label="Cổng quốc gia">Đã xử lý xong' in every.text
    some = office.get(f"{DESK}differences/?kind=channel").text
    assert (code(2) in some, code(1) in some) == (True, False)
    assert code(3) not in office.get(f"{DESK}differences/?at=c2").text
    english = office.get(f"/en{DESK}differences/").text
    assert 'Result handed out</td><td data-label="National portal">Resolved' in english
    opened = office.get(f"/en{DESK}dossiers/{code(1)}/").text
    assert "Result handed out" in opened
    assert "Đã trả kết quả" not in opened
    answer = office.get(f"/en{DESK}questions.xlsx?kind=status")
    (heading, line, *_rest), *_ = (sheet.rows for sheet in read(answer.content, "a.xlsx").sheets)
    assert heading[1] == "Mã hồ sơ"
    assert line[1:6] == (code(1), AN, "Trạng thái", "Đã trả kết quả", "Đã xử lý xong")


def test_pages_follow_each_other_by_code(office, monkeypatch):
    monkeypatch.setattr("thidua.reconciling.views.comparing.A_PAGE", 2)
    take(office, *(row(code=code(number), unit=AN) for number in range(5)[1:]))
    take(
        office,
        *(row(code=code(number), unit=AN, fee="1") for number in range(5)[1:]),
        source="national",
    )
    first = office.get(f"{DESK}differences/")
    assert [each[0].code for each in first.context["rows"]] == [code(1), code(2)]
    second = office.get(f"{DESK}differences/?after={first.context['next']}")
    assert [each[0].code for each in second.context["rows"]] == [code(3), code(4)]
    assert second.context["next"] == ""
    assert "Về trang đầu" in second.text


def test_a_count_opens_to_its_dossiers_and_each_look_is_remembered(office):
    take(office, row(unit=AN), row(code=code(2), unit=AN, status="4", resolved="", returned=""))
    address = f"{DESK}dossiers/?measure=dossiers.processed&at=c1&day=2024-10-24"
    page = office.get(address)
    assert "Hồ sơ đã xử lý" in page.text
    assert (CODE in page.text, code(2) in page.text) == (True, False)
    shown = office.get(f"{DESK}dossiers/{CODE}/")
    assert "20/10/2024" in shown.text
    assert [str(each) for each in Seen.objects.all()] == [f"s-office {CODE}"]
    assert office.get(f"{DESK}dossiers/000.00.01.H01-241020-0001/").status_code == 200
    assert office.get(f"{DESK}dossiers/{code(9)}/").status_code == 404
    assert office.get(f"{DESK}dossiers/khong-ma/").status_code == 422
    assert office.get(f"{DESK}dossiers/?measure=x").status_code == 404


@pytest.mark.parametrize(
    "query",
    ["?kind=thôn", "?kind=<script>", f"?after={'x' * 500}", "?after=%00", "?at=' OR 1=1"],
)
def test_what_cannot_be_asked_is_never_an_error(office, query):
    take(office, row(unit=AN))
    answer = office.get(f"{DESK}differences/{query}")
    assert answer.status_code in {200, 400, 422}
    assert "<script>" not in answer.text.replace("<script type", "")


def test_an_empty_mirror_says_how_to_begin(office):
    page = office.get(DESK).text
    assert "Gửi danh sách đầu tiên ở dưới" in page
    assert "Không có hồ sơ nào khác nhau" in office.get(f"{DESK}differences/").text
    assert office.get(f"{DESK}lists/nothing/").status_code == 404


def test_the_same_list_again_says_when_it_was_taken(office):
    take(office, row(unit=AN))
    answer = send(office, csv(row(unit=AN)))
    again = office.post(answer.url)
    assert again.status_code == 409
    assert "Danh sách này đã được ghi lúc" in again.text
    assert Listing.objects.get().first is None


def test_a_day_that_has_not_come_is_refused(office):
    answer = send(office, csv(row(unit=AN, received="01/01/2134 08:00", resolved="", returned="")))
    assert "chưa tới" in answer.text


def test_a_published_fact_leads_those_who_may_to_its_dossiers(office, client):
    take(office, row(unit=AN))
    fact = Fact.objects.get(measure="dossiers.processed")
    address = f"/facts/{fact.public_id}/"
    assert "Xem các hồ sơ làm nên số này" not in client.get(address).text
    page = office.get(address).text
    link = re.search(r'href="([^"]+)">Xem các hồ sơ làm nên số này', page)
    assert CODE in office.get(link[1].replace("&amp;", "&")).text


def test_a_commune_sees_its_own_dossiers_and_no_others(office):
    take(office, row(unit=AN), row(code=code(2), unit="Phường Bình An"))
    desk.seat("reporter", Role.REPORTER, unit="c1")
    mine = desk.client("reporter")
    here = "/units/c1/mirror/dossiers/"
    assert mine.get(f"{here}{CODE}/").status_code == 200
    assert mine.get(f"{here}{code(2)}/").status_code == 404
    assert mine.get(f"{DESK}dossiers/{CODE}/").status_code == 403
