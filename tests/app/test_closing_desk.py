"""The office closes a campaign from its pages: checklist, editions, the council's result."""

import re
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

import portal_campaign as world
from thidua.accounts.models import Person, Seat
from thidua.campaigns.models.seeing import plan_of
from thidua.closing.models.closing import facts
from thidua.ledger.actions import sequence
from thidua.questions import actions as questions
from thidua.questions.rules import AppealTime
from thidua.standings import tasks
from thidua.standings.models import CouncilResult, Edition
from thidua.standings.models import State as EditionState
from worlds import shared

pytestmark = pytest.mark.django_db

CLOSING = "/campaigns/sixty/closing/"
EDITION = f"{CLOSING}edition/"
COUNCIL = f"{CLOSING}council/"
LATE = datetime(2024, 12, 20, 3, tzinfo=UTC)


made = shared(world.make)


@pytest.fixture
def office(made):
    """Give the browser of the small campaign's office."""
    return sit("campaign-office", "p1")


def sit(role, unit):
    person = Person.objects.create(username=f"{role}-{unit}", name="Người")
    seat = f"s-{unit}-{role}"
    Seat.objects.create(id=seat, role=role, unit=unit, first=date(2020, 1, 1), person=person)
    client = Client()
    client.force_login(person)
    return client


def text(response):
    return " ".join(response.content.decode().split())


def seen(page):
    return re.search(r'name="seen" value="([0-9a-f]{64})"', page)[1]


def publish(client, query="", *, key=None, reason="", mark=None):
    """Publish what is previewed now."""
    mark = mark or seen(text(client.get(EDITION + query)))
    given = {"key": key or str(uuid4()), "seen": mark, "reason": reason}
    return client.post(EDITION + query, given)


def decide(client, *, step="record", query="", **changed):
    """Send the council's form as it is filled in, but for what is changed."""
    page = client.get(COUNCIL + query).content.decode()
    given = dict(re.findall(r'<input type="number" name="(rank-[^"]+)" value="(\d+)"', page))
    for name, options in re.findall(
        r'<select name="(prize-[^"]+)".*?>(.*?)</select>', page, re.DOTALL
    ):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        given[name] = chosen[1] if chosen else ""
    words = {"decision": "Biên bản số 5", "reason": "Hội đồng nhất trí", "key": str(uuid4())}
    return client.post(COUNCIL + query, given | words | changed | {"step": step})


# ---- the checklist ----


def test_the_checklist_leads_from_the_last_day_to_the_award_list(office):
    page = text(office.get(CLOSING))
    assert "Ngày cuối: 10/12/2024" in page
    assert "Việc tiếp theo: <a" in page
    assert "Chưa có kết quả tạm thời nào công bố sau khi chốt" in page
    assert publish(office).status_code == 302
    sequence()
    assert "Nên đặt thời hạn kiến nghị" in text(office.get(CLOSING))
    assert decide(office).status_code == 302
    assert "đang vào sổ" in text(office.get(CLOSING))
    sequence()
    assert publish(office, "?state=official").status_code == 302
    sequence()
    page = text(office.get(CLOSING))
    assert "Mở văn bản của phong trào" in page
    assert "/campaigns/sixty/documents/" in page


def test_the_checklist_of_a_stage_is_its_own(office):
    page = text(office.get(f"{CLOSING}?stage=october"))
    assert "Ngày cuối: 31/10/2024" in page
    assert "Đợt tháng Mười" in page
    assert office.get(f"{CLOSING}?stage=november").status_code == 404


def test_while_the_campaign_runs_the_page_says_what_each_step_waits_for(office):
    found = facts(plan_of("sixty"), "", world.DURING)
    assert not found.is_over
    found = facts(plan_of("sixty"), "", world.CLOSED)
    assert found.is_over
    assert found.provisional is None


def test_a_result_that_moved_since_the_edition_is_said(office):
    publish(office)
    sequence()
    world.count("c2", "x", received=50, online=0, at=timezone.now())
    assert "Kết quả tính lúc này khác lần công bố mới nhất" in text(office.get(CLOSING))


@pytest.mark.parametrize("address", [CLOSING, EDITION, COUNCIL])
def test_only_the_campaign_office_closes(office, address):
    assert Client().get(address).status_code == 302
    assert sit("reporter", "c1").get(address).status_code == 403
    assert sit("committee", "p1").get(address).status_code == 403
    assert office.get(address.replace("sixty", "none")).status_code == 403


# ---- editions ----


def test_the_preview_shows_ranks_and_what_changes_and_publishes_nothing(office):
    world.count("c2", "x", received=10, online=0, at=LATE)
    sequence()
    page = text(office.get(EDITION))
    assert "Xem trước lần công bố 2" in page
    assert "1 đơn vị đổi hạng hoặc điểm so với lần 1" in page
    assert Edition.objects.count() == 1


def test_what_was_previewed_is_published_and_its_files_follow(office, settings):
    done = publish(office)
    assert done["Location"] == "/editions/sixty/2/"
    assert "Đã công bố lần 2. Biên nhận" in text(office.get(done["Location"]))
    file = settings.PUBLISHED / "editions" / "sixty" / "2" / "standings.csv"
    assert DBTaskResult.objects.count() == 1
    assert tasks.write_editions.call() == 0
    assert not file.exists()
    assert DBTaskResult.objects.count() == 2
    sequence()
    assert tasks.write_editions.call() > 0
    assert file.exists()


def test_the_same_word_sent_twice_publishes_once(office):
    key = str(uuid4())
    page = text(office.get(EDITION))
    first = publish(office, key=key, mark=seen(page))
    again = publish(office, key=key, mark=seen(page))
    assert first["Location"] == again["Location"]
    assert Edition.objects.count() == 2


def test_what_moved_since_the_preview_is_shown_again_and_not_published(office):
    mark = seen(text(office.get(EDITION)))
    world.count("c2", "x", received=10, online=0, at=LATE)
    sequence()
    answered = publish(office, mark=mark, reason="Lý do đã viết")
    assert answered.status_code == 200
    assert "Chưa công bố gì. Hãy xem lại bảng" in text(answered)
    assert "Lý do đã viết" in text(answered)
    assert Edition.objects.count() == 1
    assert publish(office, mark=seen(text(answered))).status_code == 302


def test_what_waits_for_the_log_is_said_before_publishing(office):
    world.count("c2", "x", received=10, online=0, at=LATE)
    assert "1 việc đang chờ vào sổ" in text(office.get(EDITION))


def test_the_page_says_in_words_why_an_edition_cannot_be_official(office):
    now = timezone.now()
    time = AppealTime(now - timedelta(hours=1), now + timedelta(days=1))
    questions.set_window(campaign="sixty", stage="", time=time, actor="s-x", at=now)
    against = questions.Against("sixty", 1)
    questions.open_appeal(
        against=against, unit="c1", text="Thiếu", evidence="", actor="s-c1", at=now
    )
    sequence()
    page = text(office.get(f"{EDITION}?state=official"))
    assert "Chưa công bố chính thức được" in page
    assert "Thời hạn kiến nghị chưa hết" in page
    assert "Có kiến nghị chờ trả lời" in page
    assert 'name="seen"' not in page
    mark = seen(text(office.get(EDITION)))
    refused = publish(office, "?state=official", mark=mark)
    assert refused.status_code == 409
    assert "1 kiến nghị đang chờ trả lời (Xã An Phú)" in text(refused)
    assert "1 kiến nghị chờ trả lời" in text(office.get(CLOSING))
    assert "Thời hạn kiến nghị chưa hết" in text(office.get(CLOSING))


def test_a_second_official_edition_needs_its_reason(office):
    assert publish(office, "?state=official").status_code == 302
    sequence()
    assert "phải ghi lý do" in text(office.get(f"{EDITION}?state=official"))
    assert publish(office, "?state=official").status_code == 422
    assert publish(office, "?state=official", reason="Sửa số của xã").status_code == 302
    assert Edition.objects.of("sixty").first().reason == "Sửa số của xã"


@pytest.mark.parametrize(
    ("query", "status"), [("?state=best", 422), ("?stage=none", 404), ("?stage=october", 200)]
)
def test_what_cannot_be_published_is_said(office, query, status):
    assert office.get(EDITION + query).status_code == status


@pytest.mark.parametrize("given", [{}, {"key": "x", "seen": "y"}, {"key": str(uuid4())}])
def test_a_bad_word_publishes_nothing(office, given):
    assert office.post(EDITION, given).status_code == 200
    assert Edition.objects.count() == 1


def test_before_anything_is_in_the_log_there_is_nothing_to_preview():
    world.open_units()
    world.plan()
    assert sit("campaign-office", "p1").get(EDITION).status_code == 409


# ---- the council ----

OTHERWISE = {  # the third unit first, the others one place down
    "rank-c3": "1",
    "prize-c3": "first",
    "rank-c1": "2",
    "prize-c1": "",
    "rank-c2": "3",
}


def test_the_form_is_filled_in_with_what_was_computed(office):
    page = text(office.get(COUNCIL))
    assert "Giải nhất: 1 giải, còn 0 theo thứ hạng đã tính" in page
    assert "Hạng của hội đồng: Xã An Phú" in page
    assert '<option value="first" selected>' in page


def test_what_is_sent_is_looked_at_before_it_is_recorded(office):
    shown = decide(office, step="review", **{"rank-c1": "2", "prize-c3": "first"})
    page = text(shown)
    assert "Chưa ghi gì cho đến khi" in page
    assert "2 đơn vị khác kết quả đã tính" in page
    assert "Khối xã, Giải nhất: hội đồng trao 2, kế hoạch có 1" in page
    assert "Sẽ ghi vào sổ" in page
    assert 'name="rank-c1" value="2"' in page
    assert not CouncilResult.objects.exists()


def test_places_with_a_prize_and_changed_places_are_recorded_whole(office):
    done = decide(office, **OTHERWISE)
    assert done["Location"] == CLOSING
    rows = CouncilResult.objects.newest("sixty")
    assert {(row.unit, row.rank, row.prize) for row in rows} == {
        ("c3", 1, "first"),
        ("c1", 2, ""),
        ("c2", 3, ""),
    }
    assert {row.decision for row in rows} == {"Biên bản số 5"}
    page = text(office.get(COUNCIL))
    assert "Đã có bản ghi số 1 (Biên bản số 5)" in page
    assert 'name="rank-c3" value="1"' in page
    computed = {"rank-c1": "1", "prize-c1": "first", "rank-c2": "2", "rank-c3": "3", "prize-c3": ""}
    decide(office, **computed)
    assert not CouncilResult.objects.newest("sixty").filter(unit="c3", rank=1).exists()


def test_the_form_comes_back_for_editing_with_what_was_sent(office):
    page = text(decide(office, step="edit", **{"rank-c3": "1"}))
    assert 'name="rank-c3" value="1"' in page
    assert not CouncilResult.objects.exists()


@pytest.mark.parametrize(
    "changed",
    [
        {"rank-c1": "0"},
        {"rank-c1": "một"},
        {"prize-c1": "second"},
        {"decision": " "},
        {"reason": ""},
        {"key": "x"},
        {"rank-c3": "99999"},
    ],
)
@pytest.mark.parametrize("step", ["review", "record"])
def test_a_mistake_is_shown_at_its_field_and_nothing_is_recorded(office, changed, step):
    page = text(decide(office, step=step, **changed))
    assert "Chưa ghi gì. Hãy sửa những chỗ được đánh dấu" in page
    assert not CouncilResult.objects.exists()


def test_a_result_without_prize_or_change_is_refused():
    world.open_units()
    world.plan()
    refused = decide(sit("campaign-office", "p1"))
    assert refused.status_code == 422
    assert "Chưa ghi gì: không đơn vị nào được giải" in text(refused)


def test_a_tie_that_is_left_to_the_council_is_marked_with_what_is_left():
    world.open_units()
    world.plan()
    for unit in ("c1", "c2"):
        world.count(unit, unit, received=10, online=8, guided=20, households=80)
    office = sit("campaign-office", "p1")
    query = "?stage=october"
    page = text(office.get(COUNCIL + query))
    assert page.count("Nhất đợt: bằng nhau quá số giải, hội đồng quyết định") == 2
    assert "Nhất đợt: 1 giải, còn 1 theo thứ hạng đã tính" in page
    left = text(decide(office, step="review", query=query, **{"rank-c3": "2"}))
    assert "Khối xã, Nhất đợt: còn 1 trên 1 giải chưa trao" in left
    assert "hội đồng chưa trao cho ai: Xã An Phú, Phường Bình An" in left
    done = decide(office, query=query, **{"prize-c1": "stage", "rank-c2": "2"})
    assert done["Location"] == f"{CLOSING}{query}"
    rows = CouncilResult.objects.newest("sixty", "october")
    assert {(row.unit, row.rank, row.prize) for row in rows} == {("c1", 1, "stage"), ("c2", 2, "")}


def test_the_council_stands_in_the_official_edition(office):
    publish(office)
    sequence()
    decide(office, **OTHERWISE)
    assert "việc đang chờ vào sổ" in text(office.get(f"{EDITION}?state=official"))
    sequence()
    assert "Kèm kết quả của hội đồng" in text(office.get(f"{EDITION}?state=official"))
    publish(office, "?state=official")
    edition = Edition.objects.of("sixty").first()
    assert edition.state == EditionState.OFFICIAL
    assert "Biên bản số 5" in text(office.get("/editions/sixty/3/"))
