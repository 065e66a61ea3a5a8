"""The catalogue of procedures, from a spreadsheet to the page on which everybody looks it up."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

import desk
import portal_campaign as world
from procedures_known import BIRTH, COPY
from thidua.accounts.rules import Role
from thidua.kernel.errors import RuleBroken
from thidua.ledger.models import Entry
from thidua.procedures.actions import record
from thidua.procedures.models import Stored
from thidua.procedures.rules import Component
from thidua.procedures.rules.rows import HEADINGS, write_table
from thidua.spreadsheets.outside.writing import Template, template

pytestmark = pytest.mark.django_db

DESK = "/units/p1/procedures/"
AT = datetime(2024, 11, 5, 2, tzinfo=UTC)
LATER = datetime(2024, 11, 6, 2, tzinfo=UTC)
PAPER = Component("Căn cước", COPY.code)
LAND = replace(
    BIRTH,
    code="1.900003",
    name="Cấp giấy <b>chứng nhận</b>",
    field="Đất đai",
    level=BIRTH.level.PROVINCE,
    agency="Sở Nông nghiệp và Môi trường",
    online=BIRTH.online.INFORMATION,
    fee=120_000,
    components=(),
)


@pytest.fixture
def office():
    world.open_units()
    desk.seat("office", Role.CAMPAIGN_OFFICE)
    return desk.client("office")


def put(*versions, at=AT, unit="p1", **more):
    return record(versions=versions, unit=unit, actor=world.ACTOR, at=at, **more)


def spreadsheet(*versions, name="catalogue.xlsx"):
    headings, rows = write_table(versions)
    return SimpleUploadedFile(name, template(Template("Thủ tục", headings, rows, range(7, 8))))


def send(browser, file, *, recorded=True):
    key = browser.get(DESK).context["form"].initial["key"]
    button = {"record": ""} if recorded else {"look": ""}
    return browser.post(DESK, {"file": file, "key": key, **button})


def listed(browser, query=""):
    return [row.code for row in browser.get(f"/procedures/{query}").context["page"]]


def test_a_catalogue_is_looked_at_then_recorded_once(office, client):
    looked = send(office, spreadsheet(BIRTH, COPY, LAND), recorded=False)
    assert "3 bản mới, 0 bản thay" in looked.text
    assert not Stored.objects.exists()
    done = send(office, spreadsheet(BIRTH, COPY, LAND))
    assert done.status_code == 302
    entry = Entry.objects.get(kind="procedures.recorded")
    assert (entry.event.public["added"], entry.event.public["changed"]) == (3, 0)
    assert entry.public_id in office.get(DESK).text
    assert [row.version for row in Stored.objects.order_by("pk")] == [BIRTH, COPY, LAND]
    assert send(office, spreadsheet(BIRTH, COPY, LAND)).status_code == 409
    assert Entry.objects.filter(kind="procedures.recorded").count() == 1
    assert listed(client) == [LAND.code, BIRTH.code]


def test_what_is_downloaded_can_be_sent_in_again_and_changes_nothing(office, client):
    put(BIRTH, COPY, LAND)
    file = client.get("/procedures/catalogue.xlsx").content
    answer = send(office, SimpleUploadedFile("a.xlsx", file), recorded=False)
    assert "0 bản mới, 0 bản thay bản đã ghi cùng ngày hiệu lực, 2 bản giữ nguyên" in answer.text


def test_a_bad_row_takes_nothing_and_is_named(office):
    answer = send(office, spreadsheet(BIRTH, replace(LAND, code="không mã")))
    assert answer.status_code == 422
    assert '<b class="mono">3</b>' in answer.text
    assert "không phải mã thủ tục" in answer.text
    assert not Stored.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        ("a.xlsx", b"PK\x03\x04broken", 422),
        ("a.csv", "Xã;Số\nA;3\n".encode(), 422),
        ("../../a.pdf", b"%PDF-1.7", 422),
        ("a.csv", b"\0\0", 422),
    ],
)
def test_a_file_that_is_no_catalogue_is_refused_with_what_to_do(office, name, content, status):
    answer = send(office, SimpleUploadedFile(name, content))
    assert answer.status_code == status
    assert not Stored.objects.exists()


def test_no_file_is_a_mistake_at_its_field(office):
    answer = office.post(DESK, {"record": ""})
    assert answer.status_code == 200
    assert 'class="errorlist"' in answer.text


def test_a_later_record_replaces_and_keeps_what_stood(office, client):
    put(BIRTH)
    put(replace(BIRTH, name="Đăng ký khai sinh mới"), at=LATER)
    rows = Stored.objects.order_by("nr").values_list("nr", "name", "replaced")
    assert list(rows) == [(1, BIRTH.name, True), (2, "Đăng ký khai sinh mới", False)]
    page = client.get(f"/procedures/{BIRTH.code}/").text
    assert "<h1>Đăng ký khai sinh mới</h1>" in page
    assert "đã thay bằng bản ghi sau" in page
    with pytest.raises(RuleBroken) as broken:
        put(replace(BIRTH, name="Đăng ký khai sinh mới"), at=LATER)
    assert broken.value.code == "procedures.nothing-changes"


def test_the_same_call_gives_the_first_receipt(office):
    first, _event = put(BIRTH, key="once")
    assert put(BIRTH, key="once")[0] == first
    assert Stored.objects.count() == 1


def compared(browser, query=""):
    page = browser.get(f"/procedures/{BIRTH.code}/{query}")
    return page.context["compared"], page.text


def test_one_version_has_nothing_beside_it(office, client):
    put(BIRTH)
    found, said = compared(client)
    assert found is None
    assert "mới có một bản" in said


def test_the_newest_two_versions_stand_beside_each_other(office, client):
    second = replace(BIRTH, effective=date(2024, 7, 1), fee=8000, basis="Luật Hộ tịch 2014; mới")
    third = replace(second, effective=date(2024, 10, 1), components=(*BIRTH.components, PAPER))
    put(BIRTH, second, third)
    found, said = compared(client)
    assert (found.before.effective, found.after.effective) == (second.effective, third.effective)
    assert "1 mục khác bản trước: Thành phần hồ sơ. 11 mục giữ nguyên." in said
    assert '+ thêm</span>: Căn cước <span class="under">' in said
    found, said = compared(client, "?old=2024-10-01.1&new=2023-01-01.1")
    assert (found.before.effective, found.after.effective) == (BIRTH.effective, third.effective)
    assert "3 mục khác bản trước: Căn cứ pháp lý; Thành phần hồ sơ; Phí, lệ phí." in said
    assert "8.000&nbsp;đ" in said


def test_what_a_later_record_replaced_can_be_chosen(office, client):
    put(BIRTH)
    put(replace(BIRTH, level=BIRTH.level.PROVINCE, time=None), at=LATER)
    found, said = compared(client)
    assert (found.before.nr, found.after.nr) == (1, 2)
    assert "từ 01/01/2023 (bản ghi thứ 1, đã thay)" in said
    assert "2 mục khác bản trước: Cấp thực hiện; Thời hạn giải quyết." in said


def test_versions_that_say_the_same_and_choices_that_cannot_be_are_told(office, client):
    put(BIRTH, replace(BIRTH, effective=date(2024, 7, 1)))
    said = compared(client)[1]
    assert "Hai bản nói như nhau ở mọi mục" in said
    assert "không có bản như vậy" not in said
    assert "chọn cùng một bản" in compared(client, "?old=2024-07-01.1")[1]
    assert "không có bản như vậy" in compared(client, "?old=%00&new=2024-07-01.9")[1]


def test_a_day_has_the_version_that_holds_on_it(office, client):
    put(BIRTH, COPY, replace(BIRTH, effective=date(2024, 7, 1), online=BIRTH.online.PART))
    assert listed(client, "?on=2022-08-14") == [COPY.code]
    assert listed(client, "?on=2022-08-15") == []
    assert listed(client, "?on=2024-06-30&online=full") == [BIRTH.code]
    assert listed(client, "?on=2024-07-01&online=full") == []
    assert listed(client, "?on=2024-07-01&online=part") == [BIRTH.code]
    assert "hết hiệu lực từ 15/08/2022" in client.get(f"/procedures/{COPY.code}/").text


def test_one_that_begins_later_says_so(office, client):
    put(replace(BIRTH, effective=date(2100, 1, 1)))
    assert listed(client) == []
    assert "có hiệu lực từ 01/01/2100" in client.get(f"/procedures/{BIRTH.code}/").text


def test_search_is_folded_and_filters_join(office, client):
    put(BIRTH, LAND)
    assert listed(client, "?q=KHAI sinh") == [BIRTH.code]
    assert listed(client, "?q=900003") == [LAND.code]
    assert listed(client, "?q=giay dat dai") == [LAND.code]
    assert listed(client, "?field=Đất đai&level=commune") == []
    assert listed(client, "?level=province") == [LAND.code]
    page = client.get("/procedures/").text
    assert "1 thủ tục nộp được trực tuyến, ở 1/2 lĩnh vực" in page
    assert "Cấp giấy &lt;b&gt;" in page


@pytest.mark.parametrize(
    "query",
    ["?level=thôn", "?on=mai", "?on=0001-01-01", f"?q={'x' * 500}", "?page=nine", "?field=<script>", "?q=%00"],
)  # fmt: skip
def test_what_cannot_be_asked_is_said_and_never_an_error(office, client, query):
    put(BIRTH)
    answer = client.get(f"/procedures/{query}")
    assert answer.status_code in {200, 400, 422}
    assert "<script>" not in answer.text.replace("<script type", "")


def test_an_unknown_procedure_and_an_empty_catalogue_say_what_to_do(client):
    assert client.get("/procedures/1.000000/").status_code == 404
    assert "Chưa có danh mục thủ tục" in client.get("/procedures/").text


def test_only_an_office_of_the_province_records(office):
    with pytest.raises(RuleBroken) as broken:
        put(BIRTH, unit="c1")
    assert broken.value.code == "procedures.not-the-province"
    assert not Stored.objects.exists()
    desk.seat("commune", Role.CAMPAIGN_OFFICE, unit="c1")
    answer = desk.client("commune").get("/units/c1/procedures/")
    assert answer.status_code == 403
    assert "cơ quan của tỉnh" in answer.text


def test_simulated_procedures_are_marked(office, client):
    put(replace(BIRTH, generated=True))
    assert "mô phỏng" in client.get("/procedures/").text
    assert "mô phỏng" in client.get(f"/procedures/{BIRTH.code}/").text


def test_a_paper_that_is_a_result_leads_to_its_procedure(office, client):
    put(BIRTH, replace(LAND, code="1.900002", name="Cấp giấy chứng sinh"))
    page = client.get(f"/procedures/{BIRTH.code}/").text
    assert '<a href="/procedures/1.900002/">Cấp giấy chứng sinh</a>' in page
    assert len(HEADINGS) == 14
