"""A spreadsheet's way from the office to the ledger, page by page."""

from datetime import date

import pytest
from django.utils import timezone

from imports_desk import (
    DAY,
    HEAD,
    HOME,
    ROWS,
    client,
    counted,
    everything,
    file,
    mapped,
    send,
    take,
)
from portal_campaign import make_planned
from spreadsheets_drawn import book, drawn
from thidua.counting.models import Fact
from thidua.counting.models.recount import differences
from thidua.imports.models import Mapping, Upload
from thidua.ledger.models import Entry
from worlds import shared

pytestmark = pytest.mark.django_db


made = shared(make_planned)


@pytest.fixture
def desk(made):
    return client()


def test_a_file_is_sent_mapped_looked_at_and_taken(desk):
    address = mapped(desk, file(*ROWS))
    page = desk.get(address).content.decode()
    assert "thêm 4 số mới" in page
    assert not Fact.objects.exists()
    answer = take(desk, address)
    receipt = desk.get(answer.url).content.decode()
    entry = Entry.objects.get(kind="imports.taken")
    assert entry.public_id in receipt
    assert entry.actor == "s-p1-reporter"
    assert counted() == [("online", "c1", 13), ("online", "c2", 8), ("received", "c1", 20), ("received", "c2", 10)]  # fmt: skip
    assert set(Fact.objects.values_list("grade", "generated")) == {("reported", False)}
    assert not Upload.objects.exists()
    assert list(differences()) == []


def test_the_same_file_twice_changes_nothing_and_gives_the_first_receipt(desk):
    first = take(desk, mapped(desk, file(*ROWS)))
    before = Fact.objects.count(), Entry.objects.count()
    address = mapped(desk, file(*ROWS))
    assert "không làm thay đổi gì" in desk.get(address).content.decode()
    assert take(desk, address).url == first.url
    assert (Fact.objects.count(), Entry.objects.count()) == before


def test_a_later_file_corrects_what_differs_and_leaves_the_rest(desk):
    take(desk, mapped(desk, file(*ROWS)))
    address = mapped(desk, file([1, "Xã An Phú", DAY, 25, 13]))
    page = desk.get(address).content.decode()
    assert "sửa 1 số, giữ nguyên 1 số" in page
    take(desk, address)
    assert ("received", "c1", 25) in counted()
    assert ("received", "c2", 10) in counted()
    assert Fact.objects.filter(corrects__isnull=False).count() == 1
    assert list(differences()) == []


def test_a_complete_file_brings_what_it_lacks_to_zero_once_that_is_confirmed(desk):
    take(desk, mapped(desk, file(*ROWS)))
    whole = {"extent": "complete", "first": "2024-10-01", "last": "2024-10-31"}
    address = mapped(desk, file([1, "Xã An Phú", DAY, 25, 13]), **whole)
    page = desk.get(address).content.decode()
    assert "2 số đã gửi mà tệp đầy đủ này không có" in page
    assert "Phường Bình An" in page
    before = everything()
    assert take(desk, address).status_code == 422
    assert everything() == before
    take(desk, address, confirmed="on")
    assert counted() == [("online", "c1", 13), ("online", "c2", 0), ("received", "c1", 25), ("received", "c2", 0)]  # fmt: skip
    back = mapped(desk, file(*ROWS))
    take(desk, back)
    assert ("received", "c2", 10) in counted()
    assert list(differences()) == []


def test_a_complete_file_leaves_other_days_and_other_measures_alone(desk):
    take(desk, mapped(desk, file([1, "An Phú", date(2024, 9, 30), 5, 5], *ROWS)))
    whole = {"extent": "complete", "first": "2024-10-01", "last": "2024-10-31", "role_3": ""}
    address = mapped(desk, file(*ROWS[:1]), **whole)
    assert take(desk, address, confirmed="on").status_code == 302
    assert ("online", "c2", 0) in counted()
    assert ("received", "c2", 10) in counted()
    assert ("online", "c1", 5) in counted()


def test_a_numerator_above_its_denominator_is_told_at_its_cell_before_anything_is_taken(desk):
    take(desk, mapped(desk, file(*ROWS)))
    before = everything()
    address = mapped(desk, file([1, "Bình An", date(2024, 10, 21), 1, 4]))
    page = desk.get(address).content.decode()
    assert "✕ E2" in page
    assert "cộng lại là 12, lớn hơn “received” là 11" in page
    assert take(desk, address).status_code == 422
    assert everything() == [before[0], before[1], 1, before[3]]


def test_a_complete_file_that_leaves_a_numerator_without_its_denominator_is_told(desk):
    take(desk, mapped(desk, file(*ROWS)))
    whole = {"extent": "complete", "first": "2024-10-01", "last": "2024-10-31", "role_4": ""}
    page = desk.get(mapped(desk, file(*ROWS[:1]), **whole)).content.decode()
    assert "✕ 2" in page
    assert "cộng lại là 8" in page


def test_outside_of_every_campaign_the_year_is_the_period_of_a_bound(desk):
    rows = [[1, "Bình An", date(2024, 1, 5), 1, 4], [2, "Bình An", date(2024, 2, 5), 1, 0]]
    page = desk.get(mapped(desk, file(*rows))).content.decode()
    assert "01/01/2024 – 31/12/2024" in page


def test_a_complete_file_with_a_day_outside_its_period_is_refused(desk):
    whole = {"extent": "complete", "first": "2024-10-01", "last": "2024-10-10"}
    page = desk.get(mapped(desk, file(*ROWS), **whole)).content.decode()
    assert "khai là đầy đủ từ 01/10/2024 đến 10/10/2024" in page


def test_a_name_that_is_not_exact_is_chosen_by_a_person_and_remembered(desk):
    content = file([1, "xa an phu", DAY, 20, 13], [2, "Cộng tác viên", DAY, 1, 1])
    address = desk.get(mapped(desk, content)).url
    page = desk.get(address).content.decode()
    assert "Xã An Phú (101)" in page
    missing = desk.post(address, {"unit_0": "c1"})
    assert "errorlist" in missing.content.decode()
    answer = desk.post(address, {"unit_0": "-", "unit_1": "c1"})
    assert "1 dòng không tính" in desk.get(answer.url).content.decode()
    take(desk, answer.url)
    assert counted() == [("online", "c1", 13), ("received", "c1", 20)]
    assert desk.get(mapped(desk, content)).status_code == 200
    assert desk.get(address).status_code == 404


def test_the_mapping_of_a_source_is_offered_for_its_next_file(desk):
    mapped(desk, file(*ROWS))
    sent = send(desk, file(*ROWS))
    page = desk.get(sent.url).content.decode()
    assert '<option value="Một cửa" selected>' in page
    assert '<option value="m:received" selected>' in page


def test_headings_are_proposed_by_the_names_of_measures(desk):
    sent = send(desk, drawn([["Đơn vị", "Ngày", "Hồ sơ tiếp nhận"], ["An Phú", DAY, 1]]))
    page = desk.get(sent.url).content.decode()
    assert '<option value="m:received" selected>' in page
    assert '<option value="unit" selected>' in page


def test_a_long_table_with_one_day_for_all(desk):
    rows = [["Đơn vị", "Chỉ tiêu", "Số"], ["An Phú", "Hồ sơ tiếp nhận", 20], ["An Phú", "online", 13], ["c2", "Lạ", 1]]  # fmt: skip
    sent = send(desk, drawn(rows))
    given = {"table": "0-0", "name": "Dài", "extent": "partial", "day": "2024-10-20"}
    roles = {"role_0": "unit", "role_1": "measure", "role_2": "quantity"}
    address = desk.post(sent.url, given | roles).url
    assert "không có số đếm “Lạ”" in desk.get(address).content.decode()
    sent = send(desk, drawn(rows[:3]))
    address = desk.post(sent.url, given | roles | {"source": "Dài"}).url
    take(desk, address)
    assert counted() == [("online", "c1", 13), ("received", "c1", 20)]


BAD = {
    "a heading that stands twice": {"role_1": "unit", "role_3": "unit"},
    "no unit": {"role_1": ""},
    "no day": {"role_2": ""},
    "two days": {"day": "2024-10-20"},
    "no count": {"role_3": "", "role_4": ""},
    "a measure twice": {"role_4": "m:received"},
    "a quantity beside wide columns": {"role_4": "quantity"},
    "two quantities": {"role_3": "quantity", "role_4": "quantity"},
    "two measures": {"role_3": "measure", "role_4": "measure"},
}
BAD_FIELDS = {
    "no name": {"name": " "},
    "an unknown role": {"role_3": "m:unknown"},
    "no period": {"extent": "complete"},
    "a period backwards": {"extent": "complete", "first": "2024-10-31", "last": "2024-10-01"},
    "a year of the far future": {"day": "9999-01-01"},
    "no day at all": {"day": "gần đây"},
}


@pytest.mark.parametrize(("change", "status"), [*((bad, 422) for bad in BAD.values()), *((bad, 200) for bad in BAD_FIELDS.values())], ids=[*BAD, *BAD_FIELDS])  # fmt: skip
def test_a_mapping_that_makes_no_sense_is_refused_and_not_kept(desk, change, status):
    sent = send(desk, file(*ROWS))
    roles = {"role_1": "unit", "role_2": "day", "role_3": "m:received", "role_4": "m:online"}
    answer = desk.post(sent.url, {"table": "0-0", "name": "Một cửa", "extent": "partial"} | roles | change)  # fmt: skip
    assert answer.status_code == status, answer.content.decode()
    assert not Mapping.objects.exists()


def test_two_columns_of_one_name_are_refused(desk):
    sent = send(desk, drawn([["Đơn vị", "Ngày", "Số", "Số"], ["An Phú", DAY, 1, 2]]))
    roles = {"role_0": "unit", "role_1": "day", "role_2": "m:received", "role_3": "m:online"}
    answer = desk.post(sent.url, {"table": "0-0", "name": "x", "extent": "partial"} | roles)
    assert answer.status_code == 422
    assert "cùng tên" in answer.content.decode()


def test_of_two_tables_a_person_chooses_one(desk):
    content = book(("Một", [HEAD, *ROWS], {}), ("Hai", [HEAD, ROWS[1]], {}), ("Trống", [], {}))
    sent = send(desk, content)
    page = desk.get(sent.url).content.decode()
    assert "Hệ thống không tự chọn" in page
    assert "?table=1-0" in page
    roles = {"role_1": "unit", "role_2": "day", "role_3": "m:received"}
    answer = desk.post(sent.url, {"table": "1-0", "name": "Hai", "extent": "partial"} | roles)
    take(desk, answer.url)
    assert counted() == [("received", "c2", 10)]


def test_a_sheet_that_cannot_be_read_beside_one_that_can_is_named(desk):
    odd = [HEAD, ROWS[0], ["Ghi chú"], [9, "Cẩm Hà", DAY, 1, 1]]
    content = book(("Một", [HEAD, *ROWS], {}), ("Hai", odd, {}), ("Lời", [["Kính gửi"]], {}))
    page = desk.get(send(desk, content).url).content.decode()
    assert "Trang “Hai” có số liệu nằm ngoài bảng" in page
    assert "Trang “Lời”" not in page
    assert "Đối chiếu cột" in page


def test_a_file_that_holds_nothing_to_take_says_so(desk):
    address = mapped(desk, file([1, "An Phú", DAY, "", "-"]))
    assert "không có số nào" in desk.get(address).content.decode()
    assert desk.post(address, {"seen": "x"}).status_code == 422


def test_a_file_is_seen_by_its_own_unit_only_and_for_a_day(desk):
    address = mapped(desk, file(*ROWS))
    other = client("c1")
    assert other.get(address).status_code == 403
    assert other.get(address.replace("p1", "c1")).status_code == 404
    Upload.objects.update(at=timezone.now() - timezone.timedelta(hours=25))
    assert desk.get(address).status_code == 404
    send(desk, file(*ROWS))
    assert Upload.objects.count() == 1


def test_a_preview_without_a_mapping_leads_back_in_words(desk):
    sent = send(desk, file(*ROWS))
    answer = desk.get(sent.url.replace("mapping", "preview"))
    assert answer.status_code == 409
    assert "đối chiếu" in answer.content.decode()


def test_a_form_without_a_file_or_with_one_that_is_too_large_says_so(desk, monkeypatch):
    assert "errorlist" in desk.post(HOME, {}).content.decode()
    monkeypatch.setattr("thidua.imports.forms.LARGEST", 10)
    assert "20 MB" in send(desk, file(*ROWS)).content.decode()


def test_a_receipt_of_another_unit_is_not_shown(desk):
    answer = take(desk, mapped(desk, file(*ROWS)))
    assert client("c1").get(answer.url.replace("p1", "c1")).status_code == 404
