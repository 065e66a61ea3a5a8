"""What a unit may not send, and two people at once: nothing is ever half taken."""

from datetime import date

import pytest
from django.utils import timezone

from imports_desk import (  # fmt: skip
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
from spreadsheets_drawn import PLAIN, drawn
from spreadsheets_hostile import HOSTILE
from thidua.counting.models import Fact
from thidua.imports import actions
from thidua.imports.models import Mapping, Upload
from thidua.imports.rules.changes import Declared
from thidua.kernel.errors import RuleBroken
from thidua.kernel.periods import Period
from thidua.ledger.models import Entry
from worlds import shared

pytestmark = pytest.mark.django_db
AT = timezone.datetime(2024, 11, 1, 10, tzinfo=timezone.get_default_timezone())


made = shared(make_planned)


@pytest.fixture
def desk(made):
    return client()


TRIED = [
    "macros", "external links", "a password", "an old workbook", "a renamed PDF", "formulas",
    "the days of 1904", "a million rows", "overlapping entries", "a bomb", "a billion laughs",
    "text of Windows-1258", "no cells",
]  # fmt: skip


@pytest.mark.parametrize("tried", TRIED)
def test_a_hostile_file_leaves_nothing_behind(desk, tried):
    before = everything()
    make_it, name, code = HOSTILE[tried]
    answer = send(desk, make_it(), name)
    assert (answer.status_code, code in answer.content.decode()) == (422, True)
    assert everything() == before


def test_a_sheet_without_a_table_is_refused_with_its_reason(desk):
    answer = send(desk, drawn([["Kính gửi"], ["Không có số liệu"]]))
    assert answer.status_code == 422
    assert "Không tìm thấy bảng" in answer.content.decode()
    assert not Upload.objects.exists()


def test_a_name_with_odd_letters_harms_nobody(desk):
    name = "../../<script>alert(1)</script>\u202e" + "x" * 100 + ".xlsx"
    sent = send(desk, drawn(PLAIN), name)
    page = desk.get(sent.url).content.decode()
    assert "<script>alert" not in page


def test_bad_cells_are_listed_and_nothing_can_be_taken(desk):
    address = mapped(desk, file([1, "An Phú", DAY, "1,234", 13], [2, "", DAY, 5, 5]))
    page = desk.get(address).content.decode()
    assert "✕ D2" in page
    assert "✕ B3" in page
    assert "Nhận toàn bộ" not in page
    before = everything()
    assert desk.post(address, {"seen": "x"}).status_code == 422
    assert everything() == before
    assert Upload.objects.get().taking_since is None


def test_what_counting_refuses_is_told_at_its_cell(desk):
    rows = [[1, "An Phú", date(2999, 1, 1), 20, 13], [2, "An Phú", DAY, -5, 13]]
    page = desk.get(mapped(desk, file(*rows))).content.decode()
    assert "✕ D2" in page
    assert "chưa đến" in page
    assert "✕ D3" in page
    assert "nhỏ hơn 0" in page


def test_a_stock_that_another_source_holds_is_told_at_its_cell(desk):
    roles = {"role_3": "m:households", "role_4": ""}
    take(desk, mapped(desk, file(*ROWS), **roles))
    page = desk.get(mapped(desk, file(*ROWS), "Nguồn khác", **roles)).content.decode()
    assert "✕ D2" in page
    assert "Số thời điểm chỉ có một giá trị mỗi ngày" in page


def test_a_unit_of_another_territory_is_no_candidate_and_cannot_be_taken(desk):
    commune = client("c1")
    home = HOME.replace("p1", "c1")
    sent = send(commune, drawn([HEAD, [1, "Bình An", DAY, 1, 1]]), home=home)
    roles = {"role_1": "unit", "role_2": "day", "role_3": "m:received"}
    preview = commune.post(sent.url, {"table": "0-0", "name": "x", "extent": "partial"} | roles).url
    units = commune.get(preview).url
    page = commune.get(units).content.decode()
    assert "Phường Bình An" not in page
    assert commune.post(units, {"unit_0": "c2"}).status_code == 200
    with pytest.raises(RuleBroken) as refused:
        take_counts({("received", "c2", DAY): 1}, unit="c1")
    assert refused.value.code == "counting.unit-not-yours"
    assert not Fact.objects.exists()


def test_a_choice_that_no_longer_stands_on_the_day_is_told(desk):
    address = mapped(desk, file([1, "Tên cũ", DAY, 20, 13]))
    Mapping.objects.update(choices={"tên cũ": "gone"})
    assert "không thuộc địa bàn" in desk.get(address).content.decode()


def take_counts(counts, seen="", unit="p1", complete=None):
    said = Declared("file.x", None, complete, "hash", len(counts))
    return actions.take(counts=counts, declared=said, seen=seen, unit=unit, actor="s", at=AT)


@pytest.mark.parametrize(
    ("counts", "complete", "code"),
    [
        ({}, None, "imports.nothing"),
        ({("received", "c1", DAY): 1}, None, "imports.changed-meanwhile"),
        ({("received", "c1", DAY): 1}, Period(date(2024, 1, 1), date(2024, 2, 1)), "imports.day-outside"),
        ({("received", "h9", DAY): 1}, None, "counting.unit-not-yours"),
    ],
)  # fmt: skip
def test_the_action_itself_takes_nothing_that_it_should_not(desk, counts, complete, code):
    with pytest.raises(RuleBroken) as refused:
        take_counts(counts, complete=complete)
    assert refused.value.code == code
    assert not Entry.objects.filter(kind="imports.taken").exists()


def test_of_two_people_at_once_the_second_looks_again(desk):
    first = mapped(desk, file(*ROWS))
    second = mapped(desk, file([1, "Xã An Phú", DAY, 25, 13]))
    seen = desk.get(second).context["form"].initial["seen"]
    take(desk, first)
    answer = desk.post(second, {"seen": seen})
    assert answer.status_code == 409
    assert "vừa thay đổi" in answer.content.decode()
    assert ("received", "c1", 20) in counted()
    take(desk, second)
    assert ("received", "c1", 25) in counted()


def test_two_people_who_take_the_same_file_get_one_receipt(desk):
    first, second = mapped(desk, file(*ROWS)), mapped(desk, file(*ROWS))
    seen = desk.get(second).context["form"].initial["seen"]
    answer = take(desk, first)
    assert desk.post(second, {"seen": seen}).url == answer.url
    assert Entry.objects.filter(kind="imports.taken").count() == 1


def test_while_a_file_is_being_taken_others_are_told_so(desk):
    address = mapped(desk, file(*ROWS))
    seen = desk.get(address).context["form"].initial["seen"]
    Upload.objects.update(taking_since=timezone.now())
    page = desk.get(address).content.decode()
    assert "Đang nhận tệp này" in page
    assert "Nhận toàn bộ" not in page
    answer = desk.post(address, {"seen": seen})
    assert answer.status_code == 409
    assert not Fact.objects.exists()
    Upload.objects.update(taking_since=timezone.now() - timezone.timedelta(minutes=3))
    assert desk.post(address, {"seen": seen}).status_code == 302


def test_a_correction_of_a_correction_gives_the_latest_receipt(desk):
    take(desk, mapped(desk, file(*ROWS)))
    for quantity in (25, 20, 25):
        answer = take(desk, mapped(desk, file([1, "Xã An Phú", DAY, quantity, 13])))
    again = take(desk, mapped(desk, file([1, "Xã An Phú", DAY, 25, 13])))
    assert again.url == answer.url
    assert ("received", "c1", 25) in counted()
