"""Appeals from the unit's page to the office's answer, and the edition that waits for them."""

import json
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from click.testing import CliRunner
from django.test import Client
from django.utils import timezone

import portal_campaign as world
from thidua.accounts.models import Person, Seat
from thidua.kernel.errors import RuleBroken
from thidua.ledger.models import Entry
from thidua.questions import actions
from thidua.questions.models import Appeal, AppealWindow
from thidua.questions.rules import AppealTime, State, Verdict
from thidua.standings.cli import standings
from thidua.standings.models import Edition
from thidua.standings.models import State as EditionState
from worlds import shared

pytestmark = pytest.mark.django_db

LATE = datetime(2024, 12, 20, 3, tzinfo=UTC)
WORDS = "Hồ sơ của ấp Một bị đếm thiếu"


campaign = shared(world.make, autouse=True)


def sit(role, unit, username=None):
    """Sit somebody down in a seat, and give their browser."""
    person = Person.objects.create(username=username or f"{role}-{unit}", name="Người")
    Seat.objects.create(
        id=f"s-{unit}-{role}", role=role, unit=unit, first=date(2020, 1, 1), person=person
    )
    client = Client()
    client.force_login(person)
    return client


def appeal(unit="c1", edition=1, criterion="online", *, text=WORDS, evidence="", at=LATE, key=None):
    against = actions.Against("sixty", edition, criterion)
    return actions.open_appeal(
        against=against, unit=unit, text=text, evidence=evidence, actor=f"s-{unit}", at=at, key=key
    )


def answer(nr=1, verdict=Verdict.REJECTED, words="Đã đối chiếu sổ gốc", *, actor="s-p1", at=LATE):
    return actions.answer_appeal(
        campaign="sixty", nr=nr, verdict=verdict, answer=words, actor=actor, at=at
    )


def refused(code, call, *given, **named):
    with pytest.raises(RuleBroken) as broken:
        call(*given, **named)
    assert broken.value.code == code
    return broken.value.text()


def test_the_words_stay_out_of_the_leaf():
    _receipt, event = appeal(evidence="Biên bản 12")
    assert event.public == {
        "campaign": "sixty", "stage": "", "nr": 1, "edition": 1, "unit": "c1",
        "criterion": "online", "verdict": "",
    }  # fmt: skip
    assert event.private == {"text": WORDS, "evidence": "Biên bản 12"}
    _receipt, event = answer()
    assert event.public["verdict"] == "rejected"
    leaves = b"".join(bytes(entry.outbox.leaf) for entry in Entry.objects.all())
    assert WORDS.encode() not in leaves
    assert "sổ gốc".encode() not in leaves


def test_an_official_edition_waits_for_every_answer():
    appeal()
    appeal("c2", criterion="")
    words = refused("questions.waiting", world.publish, state=EditionState.OFFICIAL, at=LATE)
    assert "2 kiến nghị" in words
    assert "Xã An Phú, Phường Bình An" in words or "Phường Bình An, Xã An Phú" in words
    answer()
    actions.withdraw_appeal(campaign="sixty", nr=2, unit="c2", actor="s-c2", at=LATE)
    assert world.publish(state=EditionState.OFFICIAL, at=LATE).state == "official"


def test_the_terminal_waits_as_well():
    appeal()
    words = ("sixty", "--state", "official", "--actor", "s-p1", "--at", "2024-12-20T10:00:00+0700")
    done = CliRunner().invoke(standings, ["publish", *words])
    assert isinstance(done.exception, RuleBroken)
    assert done.exception.code == "questions.waiting"
    assert Edition.objects.count() == 1


def test_a_provisional_edition_and_another_stage_do_not_wait():
    appeal()
    assert world.publish(at=LATE).nr == 2
    assert world.publish(stage="october", state=EditionState.OFFICIAL, at=LATE).nr == 3


def test_an_official_edition_waits_for_the_time_to_end():
    time = AppealTime(LATE - timedelta(days=1), LATE + timedelta(days=3))
    actions.set_window(campaign="sixty", stage="", time=time, actor="s-p1", at=LATE)
    refused("questions.window-open", world.publish, state=EditionState.OFFICIAL, at=LATE)
    after = time.last + timedelta(seconds=1)
    assert world.publish(state=EditionState.OFFICIAL, at=after).state == "official"
    refused("questions.official-already", appeal, at=after)


def test_the_time_is_set_anew_and_only_made_longer():
    time = AppealTime(LATE, LATE + timedelta(days=3))
    given = {"campaign": "sixty", "stage": "october", "actor": "s-p1", "at": LATE}
    _receipt, event = actions.set_window(time=time, **given)
    assert event.public["stage"] == "october"
    longer = AppealTime(LATE, LATE + timedelta(days=5))
    actions.set_window(time=longer, **given)
    assert AppealWindow.objects.get().time == longer
    refused("questions.window-shortened", actions.set_window, time=time, **given)
    refused("standings.stage-unknown", actions.set_window, time=time, **{**given, "stage": "x"})
    refused("campaigns.no-campaign", actions.set_window, time=time, **{**given, "campaign": "x"})


def test_an_appeal_is_about_a_published_place_of_the_unit():
    refused("questions.edition-unknown", appeal, edition=9)
    refused("questions.not-ranked", appeal, "h1")
    refused("questions.criterion-unknown", appeal, criterion="files")
    refused("questions.text-missing", appeal, text=" ")
    assert appeal("x-culture", criterion="files")[1].public["unit"] == "x-culture"
    stage = world.publish(stage="october", at=LATE)
    assert appeal(edition=stage.nr)[1].public["stage"] == "october"


def test_one_appeal_on_a_criterion_waits_at_a_time():
    appeal()
    refused("questions.open-already", appeal)
    appeal(criterion="")
    answer()
    assert appeal()[1].public["nr"] == 3


def test_the_same_form_sent_twice_opens_one_appeal():
    key = str(uuid4())
    assert appeal(key=key)[0].id == appeal(key=key)[0].id
    assert Appeal.objects.count() == 1


def test_nobody_answers_the_appeal_of_the_own_unit():
    sit("campaign-office", "c1")
    appeal()
    refused("questions.own-appeal", answer, actor="s-c1-campaign-office")
    refused("questions.answer-missing", answer, words="  ")
    answer()
    refused("questions.already-answered", answer)
    refused("questions.appeal-unknown", answer, 7)


def test_only_the_unit_withdraws_its_appeal_and_only_while_it_waits():
    appeal()
    given = {"campaign": "sixty", "nr": 1, "actor": "s-x", "at": LATE}
    refused("questions.appeal-unknown", actions.withdraw_appeal, unit="c2", **given)
    actions.withdraw_appeal(unit="c1", **given)
    refused("questions.already-withdrawn", actions.withdraw_appeal, unit="c1", **given)
    refused("questions.already-withdrawn", answer)


# ---- the pages ----


def post(client, address, **given):
    return client.post(address, {"key": str(uuid4()), **given})


def test_a_reporter_appeals_beside_the_published_sheet_and_reads_the_answer():
    reporter, office = sit("reporter", "c1"), sit("campaign-office", "p1")
    assert "Kiến nghị về lần công bố 1" in reporter.get("/units/c1/appeals/").content.decode()
    address = "/units/c1/appeals/sixty/editions/1/"
    form = reporter.get(address).content.decode()
    assert "13/20" in form
    assert "Tỷ lệ hồ sơ trực tuyến" in form
    assert "Số hồ sơ của sở" not in form
    done = post(reporter, address, criterion="online", text=WORDS, evidence="Biên bản 12")
    assert done.status_code == 302
    mine = reporter.get(done["Location"]).content.decode()
    assert WORDS in mine
    assert "Đã gửi kiến nghị. Biên nhận" in mine
    desk = office.get("/campaigns/sixty/appeals/office/").content.decode()
    assert "1 kiến nghị chờ trả lời" in desk
    asked = office.get("/campaigns/sixty/appeals/1/answer/").content.decode()
    assert WORDS in asked
    assert "13/20" in asked
    done = post(office, "/campaigns/sixty/appeals/1/answer/", verdict="partly", answer="Thiếu 1")
    assert done.status_code == 302
    assert "Thiếu 1" in reporter.get("/units/c1/appeals/sixty/1/").content.decode()
    assert "Gửi trả lời" not in office.get("/campaigns/sixty/appeals/1/answer/").content.decode()


def test_the_public_sees_counts_units_and_verdicts_but_no_words(client):
    appeal(evidence="Biên bản 12")
    answer(verdict=Verdict.UPHELD, words="Căn cứ riêng")
    page = client.get("/campaigns/sixty/appeals/").content.decode()
    assert "Xã An Phú" in page
    assert "1 kiến nghị, 1 đúng" in " ".join(page.split())
    for words in (WORDS, "Biên bản 12", "Căn cứ riêng"):
        assert words not in page


def test_the_public_page_of_a_campaign_without_appeals_says_so(client):
    assert "Chưa có kiến nghị nào" in client.get("/campaigns/sixty/appeals/").content.decode()


def test_a_campaign_that_is_not_public_shows_its_appeals_to_nobody(client):
    world.plan("inside", visibility="internal")
    assert client.get("/campaigns/inside/appeals/").status_code == 404
    assert client.get("/campaigns/none/appeals/").status_code == 404
    reporter = sit("reporter", "c1")
    assert reporter.get("/units/c1/appeals/inside/editions/1/").status_code == 404
    assert "inside" not in reporter.get("/units/c1/appeals/").content.decode()


def test_a_unit_withdraws_its_appeal_from_its_page():
    appeal()
    reporter = sit("reporter", "c1")
    assert "Rút kiến nghị này" in reporter.get("/units/c1/appeals/sixty/1/").content.decode()
    assert post(reporter, "/units/c1/appeals/sixty/1/").status_code == 302
    assert Appeal.objects.get().state == State.WITHDRAWN
    assert "đơn vị đã rút" in reporter.get("/units/c1/appeals/").content.decode()


def test_no_unit_reads_or_sends_the_appeal_of_another():
    appeal()
    other = sit("reporter", "c2")
    assert other.get("/units/c1/appeals/sixty/1/").status_code == 403
    assert other.get("/units/c2/appeals/sixty/1/").status_code == 404
    assert post(other, "/units/c1/appeals/sixty/editions/1/", text="x").status_code == 403
    assert other.get("/campaigns/sixty/appeals/office/").status_code == 403
    assert Appeal.objects.count() == 1


@pytest.mark.parametrize(
    "given",
    [
        {"text": ""},
        {"text": "a" * 2001},
        {"text": WORDS, "criterion": "files"},
        {"text": WORDS, "key": "none"},
    ],
)
def test_a_bad_form_is_shown_again_and_nothing_is_kept(given):
    reporter = sit("reporter", "c1")
    answered = post(reporter, "/units/c1/appeals/sixty/editions/1/", **given)
    assert answered.status_code == 200
    assert 'class="errorlist"' in answered.content.decode() or "key" in given
    assert not Appeal.objects.exists()


def test_markup_in_an_appeal_is_text():
    reporter = sit("reporter", "c1")
    post(reporter, "/units/c1/appeals/sixty/editions/1/", text="<script>alert(1)</script>")
    page = reporter.get("/units/c1/appeals/sixty/1/").content.decode()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_the_office_sets_the_time_from_its_desk():
    office = sit("campaign-office", "p1")
    now = timezone.localtime()
    last = f"{now + timedelta(days=2):%Y-%m-%dT%H:%M}"
    first = f"{now:%Y-%m-%dT%H:%M}"
    address = "/campaigns/sixty/appeals/office/"
    assert post(office, address, first=last, last=first).status_code == 422
    assert post(office, address, first="gì", last=last).status_code == 200
    assert post(office, address, first=first, last=last, stage="october").status_code == 302
    assert AppealWindow.objects.get().stage == "october"
    page = office.get(address).content.decode()
    assert "Đợt tháng Mười" in page
    reporter = sit("reporter", "c1")
    assert "khi có kết quả chính thức" in reporter.get("/units/c1/appeals/").content.decode()


def test_outside_the_time_the_unit_is_told_and_refused():
    AppealWindow.objects.create(campaign="sixty", first=LATE, last=LATE + timedelta(days=1))
    reporter = sit("reporter", "c1")
    assert "ngoài thời hạn" in reporter.get("/units/c1/appeals/").content.decode()
    answered = post(reporter, "/units/c1/appeals/sixty/editions/1/", text=WORDS)
    assert answered.status_code == 409
    assert (
        "Nhận kiến nghị từ" in reporter.get("/units/c1/appeals/sixty/editions/1/").content.decode()
    )


def test_a_sheet_that_is_not_written_yet_is_said_to_be_on_its_way(settings):
    edition = Edition.objects.get()
    (settings.PUBLISHED / "editions" / "sixty" / str(edition.nr) / "edition.json").unlink()
    reporter = sit("reporter", "c1")
    page = reporter.get("/units/c1/appeals/sixty/editions/1/").content.decode()
    assert "đang được ghi ra" in page


@pytest.mark.parametrize(
    "address",
    [
        "/units/c1/appeals/sixty/editions/99/",
        "/units/c1/appeals/sixty/99/",
        "/units/c1/appeals/none/editions/1/",
        "/units/c1/appeals/sixty/editions/99999999999999999999999/",
    ],
)
def test_what_is_not_there_is_said(address):
    assert sit("reporter", "c1").get(address).status_code == 404


def test_a_unit_without_a_place_is_told():
    reporter = sit("reporter", "h1")
    page = reporter.get("/units/h1/appeals/").content.decode()
    assert "chưa có kết quả tạm thời nào" in page
    answered = reporter.get(
        "/units/h1/appeals/sixty/editions/1/", headers={"accept": "application/problem+json"}
    )
    assert json.loads(answered.content)["title"] == "questions.not-ranked"


def test_the_office_is_told_of_an_appeal_that_is_not_there():
    assert sit("campaign-office", "p1").get("/campaigns/sixty/appeals/9/answer/").status_code == 404
