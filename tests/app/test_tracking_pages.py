"""People open their dossier from outside: by which factors, how often, and what they are shown."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import onestop_world as world
import tracking_desk as desk
from thidua.accounts.models import Person
from thidua.dossiers.outside import ticket
from thidua.dossiers.rules.steps import Act, Status
from thidua.ledger.models import Entry
from thidua.onestop.actions import look_at
from thidua.onestop.models import Dossier
from thidua.onestop.rules import Purpose
from thidua.site import middleware
from thidua.tracking import actions
from thidua.tracking.models import Tries, found, opened
from thidua.tracking.rules import MOST_BY_ADDRESS, MOST_BY_CODE, TRIES_FOR, Factor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_world")]
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
NOBODYS = "H99.41-260309-9999"


def make_world():
    desk.make()


def page(dossier):
    browser, address = desk.opened(dossier)
    return browser.get(address)


@pytest.mark.parametrize("factor", ["5678", " 5678 ", "ticket", "TICKET"])
def test_a_dossier_is_opened_by_the_end_of_the_phone_or_by_its_ticket(factor):
    dossier = world.file()
    secret = ticket(dossier)
    browser, address = desk.opened(
        dossier, {"ticket": secret.lower(), "TICKET": secret}.get(factor, factor)
    )
    answer = browser.get(address)
    assert answer.status_code == 200
    assert world.row(dossier).code in answer.text
    assert "Đăng ký khai sinh" in answer.text


def test_a_page_asks_the_database_no_more_the_longer_a_story_is(django_assert_max_num_queries):
    dossier = world.file()
    world.lead(
        dossier, *(Act.RECEIVE, Act.FORWARD, Act.ASK_SUPPLEMENT, Act.SUPPLEMENT, Act.PROPOSE)
    )
    browser, address = desk.opened(dossier)
    with django_assert_max_num_queries(9):
        assert "Yêu cầu bổ sung" in browser.get(address).content.decode()


def test_the_older_order_of_a_code_opens_the_same_dossier():
    dossier = world.file()
    assert world.row(dossier).code == "H99.41-260309-0001"
    sent = {"code": "000.41.H99 – 260309-0001", "factor": desk.DIGITS}
    assert Client().post("/track/", sent).status_code == 302


def test_a_qr_code_fills_the_form_in_and_opens_nothing_by_itself():
    dossier = world.file()
    code, secret = world.row(dossier).code, ticket(dossier)
    answer = Client().get("/track/", {"code": code, "ticket": secret})
    assert f'value="{code}"' in answer.text
    assert f'value="{secret}"' in answer.text
    assert "Đăng ký khai sinh" not in answer.text
    assert not Tries.objects.exists()


def refusal(code, factor):
    """Give what somebody sees and how many statements that took."""
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = Client().post("/track/", {"code": code, "factor": factor})
    kept = re.sub(r'value="[^"]*"', "", TOKEN.sub("", answer.text))
    kinds = [re.sub(r"'[^']*'|\d+", "?", each["sql"]) for each in asked.captured_queries]
    return answer.status_code, kept, kinds, dict(answer.headers).keys()


@pytest.mark.parametrize(
    "wrong", ["1234", ticket("00000000-0000-0000-0000-000000000000"), "0000-0000-0000-0000"]
)
def test_a_wrong_factor_and_an_unknown_code_are_one_answer(wrong):
    known = world.row(world.file()).code
    mine, nobodys = refusal(known, wrong), refusal(NOBODYS, wrong)
    assert mine == nobodys
    assert mine[0] == 422
    assert sum("onestop_dossier" in each for each in mine[2]) == 1
    assert "Không có hồ sơ nào khớp" in mine[1]


def test_the_factors_of_another_dossier_open_nothing():
    one = world.row(world.file()).code
    other = world.file(who=world.party(phone="0912340000"))
    assert found(one, Factor(ticket=ticket(other))) is None
    assert found(one, Factor(digits="0000")) is None


def test_a_dossier_without_a_phone_is_opened_by_its_ticket_alone():
    dossier = world.file(who=world.party(phone=""))
    code = world.row(dossier).code
    assert found(code, Factor()) is None
    assert found(code, Factor(digits="none")) is None
    assert found(code, Factor(ticket=ticket(dossier))) == world.row(dossier)
    assert found(NOBODYS, Factor()) is None


def test_attempts_on_a_code_are_throttled_known_or_not_and_the_ticket_still_opens():
    dossier = world.file()
    for code in (world.row(dossier).code, NOBODYS):
        said = [
            Client().post("/track/", {"code": code, "factor": "0001"})
            for _ in range(MOST_BY_CODE + 1)
        ]
        assert [each.status_code for each in said] == [422] * MOST_BY_CODE + [429]
        assert "thử lại sau 10 phút" in said[-1].text
    assert desk.track(Client(), dossier).status_code == 429
    assert desk.track(Client(), dossier, ticket(dossier)).status_code == 302
    Tries.objects.update(begun_at=timezone.now() - TRIES_FOR)
    assert desk.track(Client(), dossier).status_code == 302


def test_attempts_of_an_address_are_throttled_and_right_ones_are_free():
    dossier = world.file()
    for _ in range(MOST_BY_ADDRESS + 1):
        assert desk.track(Client(), dossier).status_code == 302
    for number in range(MOST_BY_ADDRESS):
        sent = {"code": f"H99.41-260309-{number + 100:04d}", "factor": "0001"}
        assert Client().post("/track/", sent).status_code == 422
    assert desk.track(Client(), dossier).status_code == 429
    there = Client(REMOTE_ADDR="192.0.2.7")
    assert desk.track(there, dossier).status_code == 302


def test_counters_say_nothing_of_whom_they_count_and_are_forgotten():
    desk.track(Client(), world.file(), "0001")
    kept = repr(list(Tries.objects.values()))
    assert "127.0.0.1" not in kept
    assert "H99" not in kept
    later = timezone.now() + TRIES_FOR
    assert actions.attempt(most={"a": 1}, at=later) == 0
    assert [each.pk for each in Tries.objects.all()] == ["a"]
    assert actions.attempt(most={"a": 1}, at=later + timedelta(minutes=4)) == 6
    actions.forgive(keys={"a": 1, "b": 1})
    assert Tries.objects.get().n == 1


@pytest.mark.parametrize(
    ("code", "factor"),
    [
        ("", ""),
        ("' OR 1=1 --", "1234"),
        ("<script>alert(1)</script>", "1234"),
        ("H99.41-260309-0001\x00", "1234"),
        ("H99.41-260309-0001", "12\x0034"),
        ("H" * 5000, "1" * 5000),
        ("H99.41-269999-0001", "1234"),
        ("H99.41-260309-0001", "１２３４"),
        ("\u202e1000-903062-14.99H", "1234"),
    ],
)
def test_bad_input_is_answered_in_words_and_counts_no_attempt(code, factor):
    answer = Client().post("/track/", {"code": code, "factor": factor})
    assert answer.status_code == 422
    assert "<script>alert" not in answer.text
    assert not Tries.objects.exists()


def test_a_huge_body_and_an_address_with_a_zero_byte_are_refused():
    assert Client().post("/track/", {"code": "H" * 70_000, "factor": "1"}).status_code == 413
    for address in ("/track/%00/", "/track/own/%00/", "/track/..%2f/"):
        assert Client().get(address).status_code in {302, 404}


def test_pages_are_kept_by_nobody_and_indexed_by_nobody():
    browser, address = desk.opened(desk.finished())
    for answer in (browser.get(address), Client().get("/track/"), Client().post("/track/", {})):
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert '<meta name="robots" content="noindex">' in answer.text


def test_an_open_dossier_is_open_in_its_browser_alone_and_for_half_an_hour():
    dossier = world.file()
    browser, address = desk.opened(dossier)
    assert world.row(dossier).code not in address
    assert Client().get(address).url == "/track/"
    assert Client().post(f"{address}rating/").url == "/track/"
    session = browser.session
    ((handle, (which, until)),) = session[opened.KEPT].items()
    assert which == dossier
    session[opened.KEPT] = {handle: [which, timezone.now().isoformat()]}
    session.save()
    assert browser.get(address).url == "/track/"
    assert until > timezone.now().isoformat()


def test_closing_a_dossier_closes_it_and_no_other():
    browser, first = desk.opened(world.file())
    second = desk.track(browser, world.file()).url
    assert browser.post(f"{first}close/").url == "/track/"
    assert browser.post(f"{first}close/").url == "/track/"
    assert browser.get(first).status_code == 302
    assert browser.get(second).status_code == 200


def test_a_browser_holds_the_ten_newest():
    browser = Client()
    addresses = [desk.track(browser, world.file()).url for _ in range(opened.MOST + 2)]
    assert [browser.get(each).status_code for each in addresses] == [302] * 2 + [200] * opened.MOST


def test_whoever_is_signed_in_opens_their_own_dossier_and_nobody_elses():
    person = Person.objects.create(username="hue", name="Ngô Thị Huệ")
    mine, other = world.file(who=world.party(person=person.pk)), world.file()
    browser = desk.client("hue")
    assert browser.get(browser.get(f"/track/own/{mine}/").url).status_code == 200
    assert browser.get(f"/track/own/{other}/").status_code == 404
    assert Client().get(f"/track/own/{mine}/").url.startswith("/sign-in/")


# ---- what is shown ----


@pytest.mark.parametrize("state", world.PATHS, ids=str)
def test_a_dossier_of_every_state_is_shown_without_whose_it_is(state):
    dossier = world.file()
    world.lead(dossier, *world.PATHS[state])
    row, answer = world.row(dossier), page(dossier)
    assert answer.status_code == 200
    for secret in (world.NAME, world.PHONE, world.IDENTITY, world.ADDRESS, "Người c1"):
        assert secret not in answer.text
    for seat in Dossier.objects.get(pk=dossier).moves.values_list("actor", flat=True):
        assert f">{seat}<" not in answer.text
    if row.due_at and row.desk:
        assert (
            f"{timezone.localtime(row.due_at):%H:%M}\N{NO-BREAK SPACE}{timezone.localtime(row.due_at):%d/%m/%Y}"
            in answer.text
        )
    assert ("Hẹn trả" in answer.text) == bool(row.received_at and row.desk)
    assert ("Ông/bà hài lòng đến mức nào?" in answer.text) == (row.status in {7, 9, 10})


def test_who_has_it_is_a_role_at_a_unit():
    dossier = world.file(receipt_unit="c2", actor="s-c2-one-stop")
    assert "Cán bộ một cửa · Phường Bình An" in page(dossier).text
    for act, holder in (
        (Act.RECEIVE, "Cán bộ một cửa · Phường Bình An"),
        (Act.FORWARD, "Công chức thụ lý hồ sơ · Xã An Phú"),
        (Act.PROPOSE, "Lãnh đạo phê duyệt · Xã An Phú"),
    ):
        actor = "s-c2-one-stop" if act in {Act.RECEIVE, Act.FORWARD} else None
        world.do(act, dossier, actor=actor)
        assert f"<dt>Đang ở</dt><dd>{holder}</dd>" in page(dossier).text


def test_what_a_person_has_to_do_is_said():
    supplement, payment = world.file(), world.file()
    world.lead(supplement, Act.RECEIVE, Act.FORWARD)
    world.do(Act.ASK_SUPPLEMENT, supplement, reason="Thiếu bản sao trích lục", at=desk.LATER)
    world.lead(payment, Act.RECEIVE, Act.FORWARD, Act.ASK_PAYMENT)
    assert "Thiếu bản sao trích lục" in page(supplement).text
    assert "tính lại khi ông/bà bổ sung" in page(supplement).text
    assert "100.000 đồng" in page(payment).text
    assert "Mời ông/bà nhận kết quả" in page(desk.finished()).text
    refused = world.file()
    world.do(Act.REFUSE, refused, reason="Không thuộc thẩm quyền")
    assert "Không thuộc thẩm quyền" in page(refused).text


def test_an_internal_reason_is_shown_to_nobody_outside():
    dossier = world.file()
    world.lead(dossier, Act.RECEIVE, Act.FORWARD, Act.PROPOSE)
    world.do(Act.SEND_BACK, dossier, reason="Xem lại điều 5", at=desk.LATER)
    assert "Xem lại điều 5" not in page(dossier).text


def test_an_apology_and_its_new_day_are_said():
    dossier = world.file()
    world.lead(dossier, Act.RECEIVE, Act.FORWARD, Act.APOLOGISE)
    assert "Hẹn lại" in page(dossier).text
    assert "10:00\N{NO-BREAK SPACE}01/04/2026" in page(dossier).text


def test_who_looked_at_the_data_is_a_role_at_a_unit_with_its_time():
    dossier = world.file()
    assert "Chưa ai mở dữ liệu cá nhân" in page(dossier).text
    for purpose in Purpose:
        look_at(dossiers=[dossier], seat="s-c1-officer", purpose=purpose, at=world.MONDAY)
    shown = page(dossier).text
    assert "4 lần" in shown
    assert shown.count('<th scope="row">Công chức thụ lý hồ sơ · Xã An Phú</th>') == 4
    assert "kiểm tra, giám sát" in shown
    assert "09:00\N{NO-BREAK SPACE}09/03/2026" in shown


def test_receipts_lead_to_their_proof():
    dossier = world.file()
    world.do(Act.RECEIVE, dossier)
    shown = page(dossier).text
    for kind in ("onestop.filed", "onestop.received"):
        entry = Entry.objects.get(kind=kind, subject=world.row(dossier).subject)
        assert f"/receipts/?id={entry.public_id}" in shown
        assert Client().get(f"/receipts/?id={entry.public_id}").status_code == 200


def test_the_page_is_there_in_english():
    dossier = world.file()
    world.lead(dossier, Act.RECEIVE, Act.FORWARD)
    browser, address = desk.opened(dossier)
    shown = browser.get(f"/en{address}").text
    for word in ("Receiving", "Appraisal", "Approval", "Signing", "Handing out"):  # the steps
        assert f">{word}" in shown
    assert "Hand on to appraisal" in shown
    for word in ("Chuyển thẩm định", "Thẩm định", "Ký số", "Tiếp nhận"):
        assert word not in shown
    assert Client().get("/en/track/").status_code == 200


def test_the_middleware_of_shared_pages_keeps_none_of_these():
    dossier = world.file()
    assert Status(world.row(dossier).status) is Status.FILED
    browser, address = desk.opened(dossier)
    plain = Client()
    plain.cookies = browser.cookies
    assert browser.get(address).status_code == 200
    assert "ETag" not in browser.get(address)
    assert middleware.PERSONAL_COOKIES & set(browser.cookies)
