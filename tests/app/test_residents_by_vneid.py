"""Residents come by their electronic identity: a provider in VNeID's shape, on this machine."""

import socket
import subprocess
import sys
from contextlib import suppress
from http import HTTPStatus
from time import monotonic, sleep
from urllib.parse import urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.test import Client

import filing_world
import onestop_world as world
from filing_world import client, resident
from thidua.accounts.models import Person
from thidua.counting.models import Tally
from thidua.residents.models import Resident, resident_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_world")]
HUYEN = {
    "personal_identity_number": filing_world.IDENTITY,
    "name": filing_world.NAME,
    "birthdate": "2001-05-06",
    "email": "huyen@vneid.example",
    "email_verified": True,
}
LIAR = {**HUYEN, "personal_identity_number": "092301009999", "birthdate": "1990-01-01"}
OTHER = {**HUYEN, "personal_identity_number": "092301009999", "name": "Lê Văn Tám"}


def make_world():
    world.make()


@pytest.fixture(scope="module")
def issuer():
    """Run a provider of identities in a process of its own, with people that it knows."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for sub, claims in {"s-huyen": HUYEN, "s-liar": LIAR, "s-other": OTHER}.items():
            tell(f"{address}/users/{sub}", claims)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=10)


def tell(address, claims):
    """Make somebody known, as soon as the provider listens."""
    until = monotonic() + 30
    while monotonic() < until:
        with suppress(requests.ConnectionError):
            requests.put(address, json=claims, timeout=10).raise_for_status()
            return
        sleep(0.1)
    raise TimeoutError(address)


@pytest.fixture(autouse=True)
def vneid(settings, issuer):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()
    settings.VNEID = issuer
    app = {
        "provider_id": "vneid",
        "name": "VNeID",
        "client_id": "thidua",
        "secret": "secret",
        "settings": {"server_url": issuer, "uid_field": "sub"},
    }
    providers = settings.SOCIALACCOUNT_PROVIDERS
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {**providers["openid_connect"], "APPS": [app]}
    }


def come(browser, sub, **said):
    """Go to the provider, say there who one is, and come back."""
    there = browser.post("/identity/vneid/", said)
    assert there.status_code == HTTPStatus.FOUND, there.text
    answer = requests.post(there.url, data={"sub": sub}, allow_redirects=False, timeout=10)
    back = urlsplit(answer.headers["Location"])
    return browser.get(f"{back.path}?{back.query}")


def counted():
    return sum(
        Tally.objects.filter(measure="residents.accounts").values_list("quantity", flat=True)
    )


def test_who_comes_first_is_asked_only_where_they_live():
    browser = Client()
    assert "Đăng nhập bằng VNeID" in browser.get("/sign-in/").text
    assert come(browser, "s-huyen").url == "/home/"
    assert browser.get("/home/").url == "/home/profile/"
    page = browser.get("/home/profile/?commune=c1").text
    assert filing_world.NAME in page
    assert "Đã xác minh bằng VNeID" in page
    said = {"phone": "0912345678", "hamlet": "h1", "name": "Người khác", "identity": "1"}
    assert browser.post("/home/profile/?commune=c1", said).url == "/home/"
    found = Resident.objects.get()
    assert (found.name, found.identity, found.is_proved) == (
        filing_world.NAME,
        filing_world.IDENTITY,
        True,
    )
    assert "đã xác minh bằng VNeID" in browser.get("/home/").text
    assert counted() == 1


def test_nothing_but_the_subject_is_kept_of_what_the_provider_says():
    come(Client(), "s-huyen")
    kept = SocialAccount.objects.get()
    assert (kept.uid, kept.extra_data) == ("s-huyen", {})
    person = Person.objects.get(pk=kept.user_id)
    assert person.email == ""
    assert not person.is_official
    assert person.username.startswith("r-")


def test_who_comes_again_is_the_same_account():
    come(Client(), "s-huyen")
    come(Client(), "s-huyen")
    assert SocialAccount.objects.count() == 1


def test_a_resident_by_mail_proves_who_they_are_and_comes_either_way_from_then_on():
    found = resident()
    browser = client(found)
    assert "Xác minh bằng VNeID" in browser.get("/home/").text
    assert come(browser, "s-huyen", process="connect").url == "/home/"
    assert browser.get("/home/").url == "/home/profile/"
    assert browser.get("/home/profile/").url == "/home/"
    found.refresh_from_db()
    assert found.is_proved
    assert not SocialAccount.objects.exists()
    other = Client()
    come(other, "s-huyen")
    assert other.get("/home/").url == "/home/profile/"
    assert other.get("/home/profile/").url == "/home/"
    assert other.get("/home/").status_code == HTTPStatus.OK
    assert {resident_of(row.person_id) for row in Resident.objects.all()} == {found}
    assert counted() == 1
    come(other, "s-huyen", process="connect")  # again, which is no news
    assert other.get("/home/profile/").url == "/home/"


def test_two_accounts_by_mail_of_one_person_count_once():
    for email in ("a@example.vn", "b@example.vn"):
        browser = client(resident(email))
        come(browser, "s-huyen", process="connect")
        browser.get("/home/profile/")
    assert counted() == 1


def test_an_account_that_was_proved_takes_no_second_identity():
    browser = client(resident())
    come(browser, "s-huyen", process="connect")
    browser.get("/home/profile/")
    come(browser, "s-other", process="connect")
    answer = browser.get("/home/profile/")
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "một số định danh khác" in answer.text
    assert browser.get("/home/").status_code == HTTPStatus.OK


def test_a_number_that_does_not_fit_the_birthday_is_refused():
    browser = client(resident())
    come(browser, "s-liar", process="connect")
    assert browser.get("/home/profile/").status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert not Resident.objects.get().is_proved


def test_an_answer_that_was_not_asked_for_signs_nobody_in():
    browser = Client()
    answer = browser.get("/identity/vneid/back/?code=x&state=y")
    assert "Chưa đăng nhập được bằng VNeID" in answer.text
    assert browser.get("/home/").url.startswith("/sign-in/")
    cancelled = browser.get("/identity-cancelled/")
    assert "Đã dừng đăng nhập" in cancelled.text


def test_without_a_provider_there_is_no_such_way(settings):
    settings.VNEID = ""
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": []}}
    assert "VNeID" not in Client().get("/sign-in/").text
    assert Client().post("/identity/vneid/").status_code == HTTPStatus.NOT_FOUND


def test_a_look_at_the_address_alone_goes_nowhere():
    assert "Chuyển đến VNeID" in Client().get("/identity/vneid/").text
