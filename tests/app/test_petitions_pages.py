"""Pages of petitions: for whoever files them, for the unit's desk, and for everybody."""

import logging
from uuid import uuid4

import pytest
from django.test import Client

import onestop_world as world
import tracking_desk as desk
from thidua.accounts.models import Person
from thidua.ledger.models import Entry
from thidua.petitions import actions
from thidua.petitions.models import Look, Petition
from thidua.petitions.rules import LONGEST

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_world")]
DESK = "/units/c1/petitions/"
ASKED, ANSWER = desk.PUBLIC
REASON = "Cần rõ ngày, giờ"


def make_world():
    desk.make()


@pytest.fixture
def resident():
    Person.objects.create(username="hue", name="Ngô Thị Huệ")
    return desk.client("hue")


def send(browser, address, **more):
    return browser.post(address, {"key": str(uuid4()), **more})


def filed(browser=None, address=None, **more):
    """File through the page; give browser and address of the petition."""
    if browser is None:
        browser, dossier = desk.opened(world.file())
        address, more = f"{dossier}petitions/", {"unit": "c1"}
    answer = send(browser, address, text=desk.PLANTED, **more)
    assert answer.status_code == 302, answer.text
    return browser, answer.url


def act(name, petition, role="leader", **more):
    return send(desk.client(f"c1-{role}"), f"{DESK}{petition}/{name}/", **more)


def test_a_petition_about_an_opened_dossier_goes_all_the_way():
    browser, address = filed()
    petition = Petition.objects.get().pk
    shown = browser.get(address).text
    assert "Phản ánh, kiến nghị: Mới gửi" in shown
    assert desk.PLANTED in shown
    assert act("accept", petition, "one-stop").url == f"{DESK}{petition}/"
    assert act("ask-supplement", petition, "one-stop", reason=REASON).status_code == 302
    shown = browser.get(address).text
    assert REASON in shown
    assert send(browser, address, text="Sáng 9 tháng 3").status_code == 302
    assert act("answer", petition, asked=ASKED, answer=ANSWER).status_code == 302
    shown = browser.get(address).text
    assert ANSWER in shown
    assert "Ông/bà hài lòng đến mức nào?" in shown
    assert send(browser, address, stars="5").status_code == 302
    assert "đã đánh giá câu trả lời 5/5" in browser.get(address).text
    assert send(browser, address, stars="1").status_code == 200
    assert [each.kind for each in Entry.objects.filter(kind__startswith="petitions.").order_by("pk")] == [
        f"petitions.{kind}"
        for kind in ("filed", "accepted", "supplement-asked", "supplemented", "answered", "rated")
    ]  # fmt: skip


def test_a_petition_is_its_petitioners_alone(resident):
    browser, address = filed()
    assert Client().get(address).status_code == 404
    assert resident.get(address).status_code == 404
    assert send(Client(), address, text="chen vào").status_code == 404
    mine, there = filed(resident, "/units/c1/petitions/new/")
    assert mine.get(there).status_code == 200
    assert browser.get(there).status_code == 404
    assert "Xã An Phú" in resident.get("/petitions/").text
    assert Client().get("/petitions/").url.startswith("/sign-in/")
    assert browser.get(f"/petitions/{uuid4()}/").status_code == 404


def test_the_page_of_a_dossiers_petitions_lists_those_that_were_sent():
    browser, address = filed()
    (dossier,) = browser.session["tracking"]
    shown = browser.get(f"/track/{dossier}/petitions/").text
    assert address in shown
    assert Client().get(f"/track/{dossier}/petitions/").url == "/track/"


def test_nobody_signed_in_is_needed_to_read_what_was_answered_and_nothing_private_is_there():
    browser, _address = filed()
    petition = Petition.objects.get().pk
    assert "Chưa có phản ánh nào được trả lời" in Client().get("/units/c1/answers/").text
    act("accept", petition)
    act("answer", petition, asked=ASKED, answer=ANSWER)
    answer = Client().get("/units/c1/answers/")
    for text in (ASKED, ANSWER):
        assert text in answer.text
    for secret in (desk.PLANTED, "Bí Mật", "0987654321", world.NAME, world.PHONE, str(petition)):
        assert secret not in answer.text
    assert Client().get("/units/nowhere/answers/").status_code == 404
    assert "Gửi phản ánh đến đơn vị này" in browser.get("/units/c1/answers/").text


def test_an_answer_with_personal_data_is_refused_and_nothing_is_published():
    filed()
    petition = Petition.objects.get().pk
    act("accept", petition)
    said = act("answer", petition, asked=f"Bà {world.NAME} hỏi", answer=ANSWER)
    assert said.status_code == 422
    assert "chưa công khai gì" in said.text
    assert ANSWER not in Client().get("/units/c1/answers/").text


def test_the_desk_lists_by_what_is_due_and_the_committee_reads_along():
    late = desk.file(world.file(), at=desk.on(2))
    filed()
    fresh = Petition.objects.exclude(pk=late).get().pk
    done = desk.file(world.file())
    actions.refuse(petition=done, reason=REASON, actor="s-c1-leader", at=desk.LATER)
    for role in ("one-stop", "leader", "committee"):
        shown = desk.client(f"c1-{role}").get(DESK).text
        assert shown.index(str(late)) < shown.index(str(fresh)) < shown.index(str(done))
        assert "quá hạn" in shown
    read = desk.client("c1-committee").get(f"{DESK}{late}/").text
    assert "Tiếp nhận để xử lý" not in read
    assert "/accept/" in desk.client("c1-one-stop").get(f"{DESK}{late}/").text
    assert "/refuse/" not in desk.client("c1-one-stop").get(f"{DESK}{late}/").text
    assert act("accept", late, "committee").status_code == 403
    assert act("refuse", late, "one-stop", reason=REASON).status_code == 403
    assert desk.client("c2-leader").get(DESK).status_code == 403
    assert Client().get(DESK).url.startswith("/sign-in/")


def test_ratings_with_their_comments_are_read_at_the_desk():
    browser, address = desk.opened(desk.finished())
    send(browser, f"{address}rating/", stars="2", comment="Chờ lâu quá")
    assert "Chờ lâu quá" in desk.client("c1-leader").get(DESK).text
    assert "Chờ lâu quá" not in desk.client("c2-leader").get("/units/c2/petitions/").text


def test_every_look_of_an_officer_is_remembered_and_told():
    browser, address = filed()
    petition = Petition.objects.get().pk
    reader = desk.client("c1-one-stop")
    assert desk.PLANTED in reader.get(f"{DESK}{petition}/").text
    assert desk.PLANTED in reader.get(f"{DESK}{petition}/accept/").text
    assert [each.seat_id for each in Look.objects.all()] == ["s-c1-one-stop"] * 2
    assert "đã mở phản ánh này 2 lần" in browser.get(address).text


@pytest.mark.parametrize("path", ["nonsense/", "file/", "supplement/", "accept%00/", ""])
def test_what_is_no_act_is_refused(path):
    filed()
    petition = Petition.objects.get().pk
    answer = send(desk.client("c1-leader"), f"{DESK}{petition}/{path}")
    assert answer.status_code in {404, 405}
    other = desk.client("c2-leader").get(f"/units/c2/petitions/{petition}/")
    assert other.status_code == 404
    assert Petition.objects.get().state == "filed"


def test_a_lapse_too_early_is_refused_in_words():
    filed()
    petition = Petition.objects.get().pk
    act("accept", petition)
    act("ask-supplement", petition, reason=REASON)
    said = act("lapse", petition)
    assert said.status_code == 409
    assert "còn được bổ sung đến" in said.text


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"text": " ", "unit": "c1"},
        {"text": "a" * (LONGEST + 1), "unit": "c1"},
        {"text": "a\x00b", "unit": "c1"},
        {"text": "chậm", "unit": "d1"},
        {"text": "chậm", "unit": "c1' --"},
        {"text": "chậm", "unit": "c1", "key": "../../x"},
    ],
)
def test_a_bad_petition_shows_the_form_again_and_files_nothing(sent):
    browser, address = desk.opened(world.file())
    answer = send(browser, f"{address}petitions/", **sent)
    assert answer.status_code == 200
    assert not Petition.objects.exists()
    huge = send(browser, f"{address}petitions/", text="a" * 70_000, unit="c1")
    assert huge.status_code == 413


def test_markup_in_a_petition_is_shown_as_it_was_written():
    browser, dossier = desk.opened(world.file())
    planted = '<script>alert("x")</script>\u202e{{ 7|add:7 }}'
    address = send(browser, f"{dossier}petitions/", text=planted, unit="c1").url
    for shown in (
        browser.get(address),
        desk.client("c1-leader").get(f"{DESK}{Petition.objects.get().pk}/"),
    ):
        assert '<script>alert("x")' not in shown.text
        assert "&lt;script&gt;" in shown.text
        assert "{{ 7|add:7 }}" in shown.text


def test_pages_of_people_and_of_the_desk_are_kept_and_indexed_by_nobody(resident):
    browser, address = filed()
    petition = Petition.objects.get().pk
    leader = desk.client("c1-leader")
    for answer in (
        browser.get(address),
        resident.get("/petitions/"),
        resident.get("/units/c1/petitions/new/"),
        leader.get(DESK),
        leader.get(f"{DESK}{petition}/"),
    ):
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert '<meta name="robots" content="noindex">' in answer.text


def test_logs_hold_nothing_of_what_people_wrote(caplog):
    with caplog.at_level(logging.DEBUG):
        browser, address = filed()
        petition = Petition.objects.get().pk
        browser.get(address)
        act("answer", petition, asked=world.NAME, answer=world.PHONE)
        desk.track(Client(), world.file(), "0000")
        Client().get(address)
    said = "\n".join(
        each.getMessage() for each in caplog.records if not each.name.startswith("django.db")
    )
    for secret in (desk.PLANTED, "Bí Mật", world.NAME, world.PHONE, "H99.41-"):
        assert secret not in said


def test_the_pages_are_there_in_english(resident):
    browser, address = filed()
    for answer in (browser.get(f"/en{address}"), Client().get("/en/units/c1/answers/")):
        assert answer.status_code == 200
    shown = browser.get(f"/en{address}").text
    for word in ("Mới gửi", "Gửi phản ánh, kiến nghị"):
        assert word not in shown
