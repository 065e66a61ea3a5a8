from datetime import date
from http import HTTPStatus

import pytest
from django.core.cache import cache
from django.urls import NoReverseMatch, reverse

from thidua.accounts.models import Person, Seat
from thidua.units.models import Edge, Unit, UnitName

pytestmark = pytest.mark.django_db

PASSWORD = "qua cầu đất sét"  # noqa: S105 - a test's own
FIRST = date(2024, 1, 1)


@pytest.fixture(autouse=True)
def attempts(settings):
    """Count attempts of this test only."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


@pytest.fixture
def lan():
    person = Person(username="lan", name="Lan")
    person.set_password(PASSWORD)
    person.save()
    for unit, name in (("p93", "Hậu Giang"), ("c31369", "Đông Thạnh"), ("p01", "Hà Nội")):
        Unit.objects.create(id=unit, level="province")
        UnitName.objects.create(unit_id=unit, name=name, kind="province", folded=name)
    Edge.objects.create(unit_id="c31369", parent_id="p93", relation="part_of")
    return person


def seat(person, name="s-office", role="campaign-office", unit="p93", **changed):
    return Seat.objects.create(id=name, role=role, unit=unit, first=FIRST, person=person, **changed)


def sign_in(client, password=PASSWORD, address="127.0.0.1"):
    typed = {"login": "lan", "password": password}
    return client.post("/sign-in/", typed, REMOTE_ADDR=address)


def test_who_signs_in_comes_to_the_seats(client, lan):
    seat(lan)
    answer = sign_in(client)
    assert (answer.status_code, answer.url) == (HTTPStatus.FOUND, "/seat/choose/")
    page = client.get(answer.url)
    assert "Cơ quan thường trực phong trào · Tỉnh Hậu Giang" in page.text
    assert page["Cache-Control"] == "private, no-store"


def test_a_wrong_password_is_refused_in_vietnamese_and_in_english(client, lan):
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in sign_in(client, "sai").text
    answer = client.post("/en/sign-in/", {"login": "lan", "password": "wrong"})
    assert "The user name or the password is not right." in answer.text


def test_sign_ins_and_failures_are_logged_without_saying_whose(client, lan, caplog):
    caplog.set_level("INFO", logger="thidua.accounts")
    sign_in(client, "sai", "192.0.2.1")
    sign_in(client, PASSWORD, "192.0.2.1")
    failed, done = [each for each in caplog.records if each.name == "thidua.accounts.forms"]
    assert failed.getMessage().startswith("sign-in refused: account ")
    assert done.getMessage().startswith("signed in: account ")
    assert failed.getMessage().split()[-1] == done.getMessage().split()[-1]
    for private in ("lan", "Lan", "192.0.2.1", "sai", PASSWORD):
        assert private not in failed.getMessage() + done.getMessage()


def test_guessing_is_stopped_and_locks_nobody_else_out(client, lan):
    for _ in range(5):
        sign_in(client, "sai", "192.0.2.1")
    assert "Đã nhập sai quá nhiều lần" in sign_in(client, PASSWORD, "192.0.2.1").text
    assert sign_in(client, PASSWORD, "192.0.2.2").status_code == HTTPStatus.FOUND


def test_too_many_attempts_from_an_address_are_answered_with_429(client, lan):
    answers = [sign_in(client, "sai").status_code for _ in range(31)]
    assert answers[-1] == HTTPStatus.TOO_MANY_REQUESTS


def test_nobody_manages_addresses_or_sets_passwords_by_mail_links():
    for name in ("account_email", "account_set_password", "account_reset_password_from_key"):
        with pytest.raises(NoReverseMatch):
            reverse(name)


def test_an_inactive_person_stays_outside(client, lan):
    Person.objects.update(is_active=False)
    answer = sign_in(client)
    assert answer.url == "/account/inactive/"
    assert "Tài khoản đang bị khóa" in client.get(answer.url).text


def test_signing_out_takes_a_click(client, lan):
    sign_in(client)
    assert "Ông/bà muốn kết thúc phiên" in client.get("/sign-out/").text
    assert client.get("/seat/choose/").status_code == HTTPStatus.OK
    client.post("/sign-out/")
    assert client.get("/seat/choose/").url == "/sign-in/?next=/seat/choose/"


def test_a_changed_password_ends_the_other_sessions(client, lan):
    from django.test import Client

    other = Client()
    sign_in(client)
    sign_in(other)
    new = "mưa trên sông Hậu"
    typed = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    client.post("/account/password/", typed)
    assert client.get("/seat/choose/").status_code == HTTPStatus.OK
    assert other.get("/seat/choose/").status_code == HTTPStatus.FOUND


def test_a_weak_password_is_explained(client, lan):
    sign_in(client)
    typed = {"oldpassword": PASSWORD, "password1": "lan", "password2": "lan"}
    page = client.post("/account/password/", typed)
    assert "12 ký tự" in page.text
    assert "Mật khẩu mới" in client.get("/account/password/").text


def test_the_only_seat_is_taken_without_asking(client, lan):
    seat(lan)
    client.force_login(lan)
    assert client.get("/units/c31369/seats/").status_code == HTTPStatus.OK


def test_one_of_several_seats_is_chosen_and_kept(client, lan):
    seat(lan)
    seat(lan, "s-reporter", "reporter", "c31369")
    client.force_login(lan)
    assert client.get("/units/c31369/seats/").status_code == HTTPStatus.FORBIDDEN
    client.post("/seat/choose/", {"seat": "s-office"})
    assert client.get("/units/c31369/seats/").status_code == HTTPStatus.OK
    client.post("/seat/choose/", {"seat": "s-reporter"})
    assert client.get("/units/c31369/seats/").status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("changed", [{"end": date(2024, 2, 1)}, {"person": None}])
def test_a_seat_that_is_not_held_today_is_not_to_be_had(client, lan, changed):
    given = seat(lan)
    client.force_login(lan)
    Seat.objects.filter(pk=given.pk).update(**changed)
    assert client.post("/seat/choose/", {"seat": "s-office"}).status_code == HTTPStatus.FORBIDDEN
    assert client.get("/units/c31369/seats/").status_code == HTTPStatus.FORBIDDEN
    assert "chưa được giao ghế nào" in client.get("/seat/choose/").text


def test_an_empty_choice_shows_the_seats_again(client, lan):
    seat(lan)
    client.force_login(lan)
    assert "s-office" in client.post("/seat/choose/", {}).text


def test_a_seat_reaches_down_its_own_tree_only(client, lan):
    seat(lan)
    client.force_login(lan)
    page = client.get("/units/c31369/seats/")
    assert "Đơn vị này chưa có ghế nào." in page.text
    assert "s-office" in client.get("/units/p93/seats/").text
    assert client.get("/units/p01/seats/").status_code == HTTPStatus.FORBIDDEN


def test_an_inspector_asking_for_an_unknown_unit_is_told_so(client, lan):
    seat(lan, role="inspector")
    client.force_login(lan)
    assert client.get("/units/c0/seats/").status_code == HTTPStatus.NOT_FOUND


def test_whoever_prefers_json_is_told_to_sign_in(client):
    answer = client.get("/seat/choose/", headers={"accept": "application/json"})
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert answer.json()["title"] == "accounts.sign-in-first"


def test_a_form_without_its_token_is_refused_with_words(lan):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    answer = sign_in(strict)
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "Biểu mẫu đã hết hạn" in answer.text


def test_names_are_shown_as_text(client, lan):
    seat(lan)
    Person.objects.update(name="<script>alert(1)</script>")
    client.force_login(lan)
    page = client.get("/units/p93/seats/").text
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
