"""A campaign in one screen, on every day of its life: the home page, its own page, the list."""

from datetime import date

import pytest
from test_portal_pages import links, read

import portal_campaign as world
from thidua.standings import actions as standings
from thidua.standings.actions import Place
from thidua.standings.models import State
from worlds import shared

pytestmark = pytest.mark.django_db

BEFORE, DURING = date(2024, 10, 1), date(2024, 12, 1)


made = shared(world.make)


@pytest.fixture
def on(monkeypatch):
    """Set the day that pages are read on; each address is asked for once, so nothing is kept."""

    def set_to(day):
        monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: day)

    return set_to


def test_a_running_campaign_says_who_leads_why_and_what_is_behind(client, made, on):
    on(DURING)
    page = read(client, "/")
    assert "Từ 10/10/2024 đến hết 10/12/2024. Hôm nay là ngày thứ 53, còn 10 ngày" in page
    assert "62" not in page  # a count of days would contradict a title that says sixty
    assert "Xã An Phú dẫn đầu Khối xã; Sở Văn hóa dẫn đầu Khối sở, ngành." in page
    assert "Tỉnh Hậu Sông đã đạt 1/2 chỉ tiêu." in page
    assert "Đang chậm: Hộ được hướng dẫn, còn thiếu 40 hộ để đạt chỉ tiêu 50 %." in page
    assert "✕ chưa đạt Chỉ tiêu 50 % · còn 40 hộ chậm hơn tiến độ đều 26 hộ" in page
    assert "Hơn đơn vị kế tiếp 4,50 điểm, nhiều nhất ở “Hộ được hướng dẫn” (4,00 điểm)." in page
    assert "3/4 đơn vị dự thi đã có số liệu." in page
    assert "Lên hạng, xuống hạng" not in page  # nothing has moved since the only edition
    assert {
        "/campaigns/sixty/units/c1/",
        "/campaigns/sixty/units/p1/criteria/guided/",
        "/editions/sixty/1/",
        "/campaigns/sixty/standings/departments/",
    } <= set(links(client, "/"))
    assert "còn thiếu 40 hộ để đạt chỉ tiêu" in read(client, "/campaigns/sixty/")
    assert "đang diễn ra, còn 10 ngày" in read(client, "/campaigns/")


def test_movers_are_told_since_the_newest_edition_that_differs(client, made, on):
    on(DURING)
    world.count("c2", "f", at=world.LATER, day=date(2024, 11, 7), guided=20)
    world.publish(at=world.LATER)
    page = read(client, "/")
    assert "So với lần công bố số 1 (số liệu đến hết 01/11/2024)." in page
    assert "▲ 1 hạng, lên Phường Bình An hạng 2 → 1" in page
    assert "▼ 1 hạng, xuống Xã An Phú hạng 1 → 2" in page


def test_a_campaign_that_grows_as_planned_is_not_late(client, made, on):
    on(date(2024, 10, 20))
    page = read(client, "/")
    assert "Đang chậm" not in page
    assert "Các chỉ tiêu còn lại theo kịp tiến độ." in page
    assert "còn 40 hộ theo kịp tiến độ" in page


def test_before_a_campaign_begins_its_plan_is_shown(client, made, on):
    on(BEFORE)
    page = read(client, "/")
    assert "Phong trào chưa bắt đầu. Còn 9 ngày nữa bắt đầu." in page
    assert "Khối xã 3 đơn vị Giải nhất (1)" in page
    assert "Hộ được hướng dẫn 50 % 40" in page
    assert "dẫn đầu" not in page
    assert "còn 9 ngày nữa bắt đầu" in read(client, "/campaigns/")


def test_after_the_end_running_numbers_wait_for_the_official_result(client, made):
    page = read(client, "/")
    assert "Phong trào đã kết thúc. Số dưới đây là số đang chạy, chờ kết quả chính thức." in page
    assert "Xã An Phú đứng đầu Khối xã" in page
    assert "1 Xã An Phú Giải nhất, tạm tính 84,00" in page
    assert "Chưa đạt: Hộ được hướng dẫn, còn thiếu 40 hộ" in page
    assert "tiến độ đều" not in page


def test_the_official_result_names_the_winners_with_the_councils_decision(client, made):
    world.publish(state=State.OFFICIAL, at=world.CLOSED)
    page = read(client, "/")
    assert "Kết quả dưới đây là kết quả chính thức." in page
    assert "Xã An Phú đạt Giải nhất Khối xã; Sở Văn hóa đứng đầu Khối sở, ngành." in page
    standings.record_council_result(
        campaign="sixty",
        stage="",
        places=(Place("communes", "c2", 1, "first"),),
        grounds=("Quyết định 9/QĐ-UBND", "Xã An Phú gửi báo cáo chậm"),
        actor=world.ACTOR,
        at=world.CLOSED,
    )
    world.publish(state=State.OFFICIAL, reason="Ghi kết quả của hội đồng", at=world.CLOSED)
    page = read(client, "/campaigns/sixty/")
    assert "Phường Bình An đạt Giải nhất Khối xã" in page
    assert "1 Phường Bình An Giải nhất 79,50" in page
    assert page.count("Giải theo hội đồng: Quyết định 9/QĐ-UBND.") == 1


def test_several_campaigns_are_shorter_and_those_that_come_or_are_over_stand_below(
    client, made, on, monkeypatch
):
    for code, first, last in (
        ("next", "2025-02-01", "2025-03-01"),
        ("old", "2024-10-01", "2024-10-09"),
        ("twin", "2024-10-10", "2024-12-10"),
    ):
        changed = world.PLAN.replace("first = 2024-10-10, last = 2024-12-10",
                                     f"first = {first}, last = {last}")  # fmt: skip
        changed = changed.replace("tree_day = 2024-12-10", f"tree_day = {last}")
        changed = changed.replace("from = 2024-10-10", "from = 2024-10-01")
        start, end = changed.index("[[stages]]"), changed.index("[[criteria]]")
        monkeypatch.setattr(world, "PLAN", changed[:start] + changed[end:])
        world.plan(code, name=f"Phong trào {code}")
        monkeypatch.undo()
    on(DURING)
    page = read(client, "/")
    assert page.startswith("Các phong trào đang diễn ra Phong trào twin")
    assert page.count("Hôm nay là ngày thứ 53") == 2
    assert "đang ở đâu so với chỉ tiêu" not in page
    assert "Sắp bắt đầu Phong trào next: từ 01/02/2025 đến hết 01/03/2025. Còn 62 ngày" in page
    assert "Phong trào old từ 01/10/2024 đến hết 09/10/2024. Chờ kết quả chính thức." in page
    on(date(2025, 1, 31))
    page = read(client, "/?later=1")
    assert page.startswith("Phong trào next Từ 01/02/2025")
    assert page.count("Chờ kết quả chính thức.") == 3
