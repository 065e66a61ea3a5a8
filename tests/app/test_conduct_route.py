"""The calendar, the reporting route and who is behind, in a small world made by real actions."""

import json
import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from icalendar import Calendar

import portal_campaign as world
from thidua.accounts.models import Person, Seat
from thidua.conduct.actions.route import set_day, set_route
from thidua.conduct.models import CampaignDay, Route, RouteStep
from thidua.conduct.models.route import route_of
from thidua.conduct.rules import route as rules
from thidua.conduct.rules.route import Every, Step
from thidua.kernel.errors import RuleBroken
from thidua.ledger.models import Entry, Outbox
from thidua.units.rules import Level
from worlds import shared

pytestmark = pytest.mark.django_db

AT = world.DURING
HERE = "/campaigns/sixty/"
KEY = "8f0c2f06-5b0b-4b64-9a3a-3a1f5f0f7a1"
GIVEN = rules.Route(
    Every.WEEK,
    4,
    (Step(Level.HAMLET, 3, None, 960), Step(Level.COMMUNE, None, 0, 600)),
)


campaign = shared(world.make_planned, autouse=True)


def sit(role="campaign-office", unit="p1"):
    person = Person.objects.create(username=f"{role}-{unit}", name=role)
    Seat.objects.create(
        id=f"s-{role}-{unit}", role=role, unit=unit, first=date(2020, 1, 1), person=person
    )
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def office():
    return sit()


def read(answer):
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def given(**more):
    return {"campaign": "sixty", "actor": world.ACTOR, "at": AT, **more}


def mark(day, kind="prize", stage=""):
    set_day(kind=kind, stage=stage, day=day, **given())


def refused(code, call, *args, **more):
    with pytest.raises(RuleBroken) as broken:
        call(*args, **more)
    assert broken.value.code == code


def test_a_route_is_set_again_whole_and_is_public_in_the_ledger():
    set_route(route=GIVEN, **given())
    assert route_of("sixty") == GIVEN
    assert str(Route.objects.get()) == "sixty"
    later = rules.Route(Every.STAGE, 0, (Step(Level.COMMUNE, 1, None, 510),))
    set_route(route=later, **given())
    assert route_of("sixty") == later
    assert str(RouteStep.objects.get()) == "sixty: commune"
    leaf = json.loads(bytes(Outbox.objects.order_by("-entry_id").first().leaf))
    assert leaf["k"] == "conduct.route-set"
    assert leaf["p"]["steps"] == [["commune", 1, None, "08:30"]]


def test_a_route_of_nothing_or_of_no_campaign_is_refused():
    refused("conduct.route-empty", set_route, route=rules.Route(Every.WEEK, 4, ()), **given())
    refused("portal.campaign-unknown", set_route, route=GIVEN, **given(campaign="none"))
    assert route_of("sixty") is None


def test_a_day_is_set_moved_and_cleared():
    mark(date(2024, 12, 20))
    mark(date(2024, 12, 22))
    assert str(CampaignDay.objects.get()) == "sixty prize 2024-12-22"
    mark(date(2024, 11, 5), stage="october")
    mark(None)
    assert CampaignDay.objects.get().stage == "october"
    refused("conduct.day-too-early", mark, date(2024, 10, 9))
    refused("conduct.day-kind", mark, date(2024, 12, 20), kind="party")
    refused("standings.stage-unknown", mark, date(2024, 12, 20), stage="none")


def test_the_calendar_shows_every_kind_of_day(client):
    set_route(route=GIVEN, **given())
    mark(date(2024, 12, 20))
    mark(date(2024, 11, 5), "publication", "october")
    world.counts()
    world.publish()
    page = read(client.get(f"{HERE}calendar/"))
    for words in (
        "10/10/2024 – 10/12/2024 (62 ngày, tính cả hai đầu)", "Đã kết thúc", "Tháng 10 năm 2024",
        "Đợt: Đợt tháng Mười", "Hạn gửi số liệu: Xã, phường", "Trao giải", "20/12/2024",
        "Công bố kết quả: Đợt tháng Mười", "Công bố kết quả: lần 1, tạm thời",
    ):  # fmt: skip
        assert words in page


def test_the_calendar_without_a_route_says_so(client):
    assert "Chưa đặt luồng báo cáo" in read(client.get(f"{HERE}calendar/"))


def test_the_feed_reads_back_with_whole_days_and_stamps_of_the_plan(client):
    set_route(route=GIVEN, **given())
    answer = client.get(f"{HERE}calendar.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    events = {str(each["uid"]): each for each in Calendar.from_ical(answer.content).walk("VEVENT")}
    stage = next(event for uid, event in events.items() if uid.startswith("stage-october.sixty@"))
    assert (stage["dtstart"].dt, stage["dtend"].dt) == (date(2024, 10, 10), date(2024, 11, 1))
    assert {event["dtstamp"].dt for event in events.values()} == {world.OPENED}
    assert client.get(f"{HERE}calendar.ics").content == answer.content


def test_a_campaign_that_is_kept_inside_has_no_calendar_for_strangers(client, office):
    world.plan("inside", visibility="internal")
    for page in ("calendar/", "calendar.ics"):
        assert client.get(f"/campaigns/inside/{page}").status_code == 404
        assert office.get(f"/campaigns/inside/{page}").status_code == 200


def fields(**more):
    return {
        "key": f"{KEY}0", "every": "week", "weekday": "4", "day_hamlet": "w3",
        "clock_hamlet": "16:00", "day_commune": "b0", "clock_commune": "10:00", **more,
    }  # fmt: skip


def test_the_office_sets_the_route_and_the_days_on_pages(office):
    assert "Chưa đặt luồng" in read(office.get(f"{HERE}route/"))
    assert office.get(f"{HERE}route/1/").status_code == 404
    page = read(office.post(f"{HERE}route/change/", fields(), follow=True))
    assert "tuần kết thúc vào thứ Sáu" in page
    assert route_of("sixty") == GIVEN
    again = read(office.get(f"{HERE}route/change/"))
    assert 'value="w3" selected' in again
    assert 'value="b0" selected' in again
    day = {"key": f"{KEY}1", "kind": "prize", "stage": "", "day": "20/12/2024"}
    assert "20/12/2024" in read(office.post(f"{HERE}calendar/days/", day, follow=True))
    assert "Trao giải: 20/12/2024" in read(office.get(f"{HERE}route/"))
    by_stage = fields(key=f"{KEY}2", every="stage", day_hamlet="", day_commune="b3")
    page = read(office.post(f"{HERE}route/change/", by_stage, follow=True))
    assert "theo đợt" in page
    assert "3 ngày trước ngày cuối kỳ" in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"clock_hamlet": ""},
        {"clock_hamlet": "25:99"},
        {"day_commune": "w9"},
        {"every": "<b>"},
        {"key": "x"},
        {"weekday": "x"},
    ],
)
def test_a_route_badly_filled_in_is_said_at_its_field(office, wrong):
    page = read(office.post(f"{HERE}route/change/", fields(**wrong)))
    assert "errorlist" in page
    assert not Route.objects.exists()


def test_a_route_out_of_order_is_refused_in_vietnamese(office):
    answer = office.post(f"{HERE}route/change/", fields(day_commune="b3"))
    assert answer.status_code == 422
    assert "đứng trước hạn của cấp gửi" in answer.content.decode()


def test_a_period_tells_in_time_from_late_from_missing(office):
    set_route(route=GIVEN, **given())
    in_time = datetime(2024, 10, 25, 2, 59, tzinfo=UTC)  # 09:59 in Vietnam
    world.count("c1", "a", at=in_time, day=date(2024, 10, 21), received=5)
    late = datetime(2024, 10, 25, 3, 1, tzinfo=UTC)
    world.count("c2", "b", at=late, day=date(2024, 10, 25), received=5)
    world.count("c2", "c", at=in_time, day=date(2024, 10, 18), received=5)  # of another period
    page = read(office.get(f"{HERE}route/3/?level=commune"))
    assert "Xã, phường: 1 chưa gửi, 1 muộn, 1 đúng hạn" in page
    assert page.index("Xã Cẩm Hà") < page.index("Phường Bình An") < page.index("Xã An Phú")
    assert "2 chưa gửi" in page  # both hamlets
    only = read(office.get(f"{HERE}route/3/?level=commune&state=late"))
    assert "Phường Bình An" in only
    assert "Xã An Phú" not in only
    assert "Không có đơn vị nào" in read(office.get(f"{HERE}route/3/?level=commune&state=awaited"))
    assert office.get(f"{HERE}route/99/").status_code == 404


def test_what_another_unit_sent_is_marked_so(office):
    set_route(route=GIVEN, **given())
    facts = world.Fact("received", "c3", date(2024, 10, 21), 5, "one-stop", "k-9",
                       world.Grade.SOURCE_FILE, generated=False)  # fmt: skip
    at = datetime(2024, 10, 24, 2, tzinfo=UTC)
    world.enter(facts=(facts,), unit="p1", actor=world.ACTOR, at=at)
    assert "nơi khác gửi thay" in read(office.get(f"{HERE}route/3/?level=commune"))


def test_who_is_behind_is_said_in_items_with_what_would_help(office):
    world.counts()
    world.count("c1", "x", received=20, at=world.LATER)
    page = read(office.get(f"{HERE}behind/?group=communes&criterion=online"))
    assert "1 trong 3 đơn vị chưa đạt “Tỷ lệ hồ sơ trực tuyến”, tổng cộng còn 11 hồ sơ" in page
    assert "1 đơn vị chưa có số liệu" in page
    assert "Phong trào đã kết thúc" in page
    assert "còn 11 hồ sơ" in page
    assert "“Hộ được hướng dẫn”: hạng" in page or "“Hồ sơ trực tuyến”: hạng" in page
    near = read(office.get(f"{HERE}behind/?order=near&criterion=guided"))
    assert "Hộ được hướng dẫn, Khối xã" in near
    assert office.get(f"{HERE}behind/?group=none").status_code == 404
    assert "Khối sở, ngành" in read(office.get(f"{HERE}behind/?group=departments"))


def test_who_is_behind_before_anything_came(office):
    page = read(office.get(f"{HERE}behind/"))
    assert "Không có đơn vị nào dưới chỉ tiêu này" in page
    assert "3 đơn vị chưa có số liệu" in page


def test_only_the_office_sets_and_only_those_above_follow(client):
    assert client.get(f"{HERE}behind/").status_code == 302
    assert sit("reporter", "c1").get(f"{HERE}route/").status_code == 403
    committee = sit("committee")
    assert committee.get(f"{HERE}behind/").status_code == 200
    before = Entry.objects.count()
    assert committee.post(f"{HERE}route/change/", fields()).status_code == 403
    assert Entry.objects.count() == before
