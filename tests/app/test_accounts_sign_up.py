"""Residents sign up with an e-mail address that they show to be theirs; officials cannot be imitated."""

import re
from http import HTTPStatus

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client

import filing_world
from thidua.accounts.actions import create_person
from thidua.accounts.models import Person

pytestmark = pytest.mark.django_db
PASSWORD = filing_world.PASSWORD
MAIL = "huyen@example.vn"


@pytest.fixture(autouse=True)
def attempts(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


@pytest.fixture
def letters(settings):
    with filing_world.post(settings) as letters:
        yield letters


def sign_up(client, email=MAIL, password=PASSWORD, address="127.0.0.1"):
    typed = {"email": email, "password1": password, "password2": password}
    return client.post("/sign-up/", typed, REMOTE_ADDR=address)


def code_in(letter):
    return re.search(r": (\S+)\n", letter[2])[1]


def test_the_code_that_comes_by_mail_opens_the_account(client, letters):
    answer = sign_up(client)
    assert (answer.status_code, answer.url) == (HTTPStatus.FOUND, "/sign-up/code/")
    ((to, subject, text),) = letters
    assert to == [MAIL]
    code = code_in(letters[0])
    assert code in subject
    assert "Không đưa mã cho ai" in text
    assert MAIL in client.get(answer.url).text
    assert client.get("/home/").status_code == HTTPStatus.FOUND
    wrong = client.post(answer.url, {"code": "XXXX"})
    assert "Mã không đúng" in wrong.text
    done = client.post(answer.url, {"code": code})
    assert (done.status_code, done.url) == (HTTPStatus.FOUND, "/home/")
    assert EmailAddress.objects.get(email=MAIL).verified
    person = Person.objects.get()
    assert not person.is_official
    assert re.fullmatch("r-[0-9a-f]{32}", person.username)


def test_an_account_that_was_not_verified_stays_closed(client, letters):
    sign_up(client)
    client.cookies.clear()
    cache.clear()
    typed = {"login": MAIL, "password": PASSWORD}
    answer = client.post("/sign-in/", typed)
    assert answer.url == "/sign-up/code/"
    assert len(letters) == 2
    assert client.get("/home/").url.startswith("/sign-in/")


def test_whoever_was_verified_signs_in_by_mail_and_comes_home(client):
    filing_world.account()
    answer = client.post("/sign-in/", {"login": MAIL, "password": PASSWORD})
    assert answer.url == "/home/"
    wrong = client.post("/sign-in/", {"login": MAIL, "password": "sai"}, REMOTE_ADDR="192.0.2.1")
    assert wrong.status_code == HTTPStatus.FOUND  # is signed in already
    client.cookies.clear()
    wrong = client.post("/sign-in/", {"login": MAIL, "password": "sai"})
    assert "E-mail hoặc mật khẩu không đúng." in wrong.text


def test_officials_are_asked_for_no_mail_and_come_to_their_seats(client, letters):
    create_person(username="lan", name="Lan", password=PASSWORD)
    answer = client.post("/sign-in/", {"login": "lan", "password": PASSWORD})
    assert answer.url == "/seat/choose/"
    assert letters == []


def test_an_address_with_an_account_is_not_told_to_strangers(client, letters):
    filing_world.account()
    answer = sign_up(client)
    assert answer.url == "/sign-up/code/"
    assert Person.objects.count() == 1
    assert letters[0][1] == "E-mail này đã có tài khoản"
    assert "http" not in letters[0][2]
    assert MAIL in client.get(answer.url).text


def test_whoever_took_an_address_that_is_not_theirs_loses_it_to_its_owner(client, letters):
    sign_up(client, password="mật khẩu kẻ gian dài")  # noqa: S106 - an attacker's
    client.cookies.clear()
    cache.clear()
    assert client.post("/account/forgotten/", {"email": MAIL}).url == "/account/forgotten/code/"
    code = code_in(letters[-1])
    assert "Mã không đúng" in client.post("/account/forgotten/code/", {"code": "XX"}).text
    answer = client.post("/account/forgotten/code/", {"code": code})
    assert answer.url == "/account/forgotten/new/"
    assert "Mật khẩu mới" in client.get(answer.url).text
    done = client.post(answer.url, {"password1": PASSWORD, "password2": PASSWORD})
    assert done.url == "/account/forgotten/done/"
    assert "Đã đặt mật khẩu mới" in client.get(done.url).text
    client.cookies.clear()
    cache.clear()
    assert client.post("/sign-in/", {"login": MAIL, "password": PASSWORD}).url == "/home/"


def test_nobody_gets_mail_about_what_a_stranger_typed(client, letters):
    answer = client.post("/account/forgotten/", {"email": "ai-do@example.vn"})
    assert answer.url == "/account/forgotten/code/"
    assert letters == []


def test_sign_ups_are_throttled_by_address_and_by_mail(client, letters):
    answers = [sign_up(Client(), f"a{n}@example.vn").status_code for n in range(11)]
    assert answers[-1] == HTTPStatus.TOO_MANY_REQUESTS
    assert len(letters) == 10
    assert sign_up(client, "b@example.vn", address="192.0.2.7").status_code == HTTPStatus.FOUND
    again = sign_up(Client(), "b@example.vn", address="192.0.2.8")
    assert again.status_code == HTTPStatus.TOO_MANY_REQUESTS  # one letter in ten seconds


def test_three_wrong_codes_end_the_attempt(client, letters):
    sign_up(client)
    for _ in range(2):
        assert client.post("/sign-up/code/", {"code": "XX"}).status_code == HTTPStatus.OK
    assert client.post("/sign-up/code/", {"code": "XX"}).url == "/sign-in/"
    assert client.post("/sign-up/code/", {"code": code_in(letters[0])}).url == "/sign-in/"
    assert not EmailAddress.objects.get().verified


def test_another_code_is_sent_when_asked_for(client, letters):
    sign_up(client)
    cache.clear()
    assert client.post("/sign-up/code/", {"action": "resend"}).url == "/sign-up/code/"
    first, second = map(code_in, letters)
    assert "Mã không đúng" in client.post("/sign-up/code/", {"code": first}).text or first == second
    assert client.post("/sign-up/code/", {"code": second}).url == "/home/"


def test_a_mail_server_that_does_not_answer_is_said_so(client, settings, caplog):
    with filing_world.post(settings):
        pass
    answer = sign_up(client)
    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert "Chưa gửi được thư" in answer.text
    assert MAIL not in caplog.text


def test_a_weak_password_is_refused_in_vietnamese(client, letters):
    page = sign_up(client, password="ngắn")  # noqa: S106 - a test's own
    assert "12 ký tự" in page.text
    assert Person.objects.count() == 0


def test_the_english_pages_speak_english_enough_to_be_used(client):
    for page in ("sign-up", "sign-in", "account/forgotten"):
        assert client.get(f"/en/{page}/").status_code == HTTPStatus.OK


def test_no_page_of_an_account_is_kept_by_a_cache(client, letters):
    assert "no-store" in sign_up(client)["Cache-Control"]
    assert "no-store" in client.get("/sign-up/code/")["Cache-Control"]
