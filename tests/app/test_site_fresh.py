from datetime import UTC, date, datetime
from http import HTTPStatus
from itertools import count

import pytest
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.urls import include, path

from thidua.accounts import actions
from thidua.accounts.models import Person
from thidua.accounts.rules import PUBLIC, Role
from thidua.site import middleware, state
from thidua.site import urls as site
from thidua.site.pages import Page, Pages, etag
from thidua.site.permissions import PERMISSIONS
from thidua.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

made = count()


def page(request):
    if request.GET.get("cookie"):
        answer = HttpResponse("with a cookie")
        answer.set_cookie("seen", "1")
        return answer
    if request.GET.get("missing"):
        raise Http404
    if request.GET.get("own"):
        return HttpResponse(f"page {next(made)}", headers={"Cache-Control": "no-store"})
    if request.GET.get("stream"):
        return StreamingHttpResponse([f"rows of {next(made)}"])
    return HttpResponse(f"page {next(made)}")


tried = ([path("page/", page, name="page")], "tried")
urlpatterns = [path("", include(tried)), *site.urlpatterns]
handler404 = "thidua.site.views.not_found"


@pytest.fixture(autouse=True)
def declared(monkeypatch):
    monkeypatch.setattr(middleware, "PERMISSIONS", {**PERMISSIONS, "tried:page": PUBLIC})


def open_seat(number=0):
    Unit.objects.get_or_create(id="p93", level="province")
    actions.open_seat(
        seat=f"s-operator-{number}",
        role=Role.OPERATOR,
        unit="p93",
        first=date(2024, 1, 1),
        actor="s-operator-0",
        at=datetime(2024, 1, 1, 5, tzinfo=UTC),
    )


def test_an_unchanged_page_is_made_once(client):
    first, second = client.get("/page/"), client.get("/page/")
    assert first.text == second.text
    assert first.headers == second.headers
    assert first["Cache-Control"] == "no-cache"
    assert "Content-Security-Policy" in second.headers


def test_who_has_an_unchanged_page_is_told_so(client):
    tag = client.get("/page/")["ETag"]
    answer = client.get("/page/", headers={"if-none-match": f'"other", W/{tag}'})
    assert (answer.status_code, answer.content) == (HTTPStatus.NOT_MODIFIED, b"")
    assert answer["ETag"] == tag


def test_a_new_entry_makes_every_page_anew(client):
    before = client.get("/page/")
    open_seat()
    after = client.get("/page/", headers={"if-none-match": before["ETag"]})
    assert after.status_code == HTTPStatus.OK
    assert after.text != before.text
    open_seat(1)
    assert client.get("/page/").text != after.text


def test_a_new_checkpoint_makes_every_page_anew(client, settings):
    before = client.get("/page/")
    (settings.PUBLISHED / "log").mkdir(parents=True)
    (settings.PUBLISHED / "log" / "checkpoint").write_text("thidua.local/ledger\n1\n")
    assert client.get("/page/").text != before.text


def test_a_new_day_makes_every_page_anew():
    assert state.version(date(2024, 12, 10)) != state.version(date(2024, 12, 11))


@pytest.mark.parametrize("other", ["/page/?a=1", "/en/page/"])
def test_another_address_is_another_page(other):
    assert etag("state", "/page/") != etag("state", other)


def test_another_host_is_another_page(client):
    first = client.get("/page/", headers={"host": "127.0.0.1"})
    assert first.text != client.get("/page/", headers={"host": "localhost"}).text


def test_pages_of_people_who_are_signed_in_are_never_kept(client):
    person = Person.objects.create(username="lan", name="Lan")
    client.force_login(person)
    first, second = client.get("/page/"), client.get("/page/")
    assert first.text != second.text
    assert first["Cache-Control"] == "private, no-store"
    assert "ETag" not in first


@pytest.mark.parametrize("query", ["cookie=1", "missing=1"])
def test_a_page_with_a_cookie_or_an_error_is_never_kept(client, query):
    answer = client.get(f"/page/?{query}")
    assert answer["Cache-Control"] == "private, no-store"
    assert "ETag" not in answer


def test_what_is_sent_with_credentials_or_posted_is_never_kept(client):
    for answer in (
        client.get("/page/", headers={"authorization": "Basic eDp5"}),
        client.post("/page/"),
        client.head("/page/"),
    ):
        assert answer["Cache-Control"] == "private, no-store"


def test_what_a_view_says_of_keeping_its_page_is_left_alone(client):
    first, second = client.get("/page/?own=1"), client.get("/page/?own=1")
    assert first.text != second.text
    assert first["Cache-Control"] == "no-store"
    assert "ETag" not in first


def test_a_stream_is_named_and_not_kept(client):
    first, second = client.get("/page/?stream=1"), client.get("/page/?stream=1")
    assert first["ETag"] == second["ETag"]
    assert first.getvalue() != second.getvalue()


def test_the_sheet_of_styles_is_served_without_looking_at_the_ledger(
    client, django_assert_num_queries
):
    with django_assert_num_queries(0):
        answer = client.get("/static/site/base.css")
    assert answer.getvalue().startswith(b"/* One sheet")


def test_an_unchanged_page_costs_one_query(client, django_assert_num_queries):
    tag = client.get("/page/")["ETag"]
    with django_assert_num_queries(1):
        client.get("/page/")
    with django_assert_num_queries(1):
        client.get("/page/", headers={"if-none-match": tag})


def test_kept_pages_stay_within_bounds():
    pages = Pages(largest=14, together=30)
    for name in "abc":
        pages.keep(name, Page("now", (), b"x" * 10))
    assert pages.get("a", "now") is None
    assert pages.get("b", "now")
    pages.keep("d", Page("now", (), b"x" * 10))
    assert pages.get("b", "now"), "it was asked for last"
    assert pages.get("c", "now") is None
    pages.keep("e", Page("now", (), b"x" * 11))
    assert pages.get("e", "now") is None


def test_addresses_and_headers_of_kept_pages_count_too():
    pages = Pages(together=2000)
    for number in range(10):
        pages.keep(f"/{number}?{'q' * 300}", Page("now", (("A", "b" * 99),), b""))
    kept = [number for number in range(10) if pages.get(f"/{number}?{'q' * 300}", "now")]
    assert kept == [6, 7, 8, 9]


def test_a_page_with_a_long_address_is_not_kept():
    pages = Pages()
    pages.keep("/" * 513, Page("now", (), b"x"))
    pages.keep("/" * 512, Page("now", (), b"x"))
    assert pages.get("/" * 513, "now") is None
    assert pages.get("/" * 512, "now")


def test_a_newer_state_of_a_page_gives_way_to_no_older_one():
    pages = Pages()
    pages.keep("a", Page("monday", (), b"1"))
    pages.keep("a", Page("tuesday", (), b"2"))
    assert pages.get("a", "monday") is None
    assert pages.get("a", "tuesday").body == b"2"
