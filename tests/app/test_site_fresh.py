import gzip
from datetime import UTC, date, datetime
from http import HTTPStatus
from itertools import count

import pytest
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.urls import include, path

from thidua.access.rules import PERMISSIONS
from thidua.accounts import actions
from thidua.accounts.models import Person
from thidua.accounts.rules import PUBLIC, Role
from thidua.kernel.packing import takes_gzip
from thidua.site import middleware, state
from thidua.site import urls as site
from thidua.site.pages import Page, Pages, etag
from thidua.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

made = count()


ANSWERS = {
    "own": lambda: HttpResponse(f"page {next(made)}", headers={"Cache-Control": "no-store"}),
    "stream": lambda: StreamingHttpResponse([f"rows of {next(made)}"]),
    "long": lambda: HttpResponse(f"page {next(made)} " + "xã " * 1000),
    "packed": lambda: HttpResponse(b"p" * 2000, headers={"Content-Encoding": "br"}),
    "picture": lambda: HttpResponse(b"p" * 2000, content_type="image/png"),
}


def page(request):
    if request.GET.get("cookie"):
        answer = HttpResponse("with a cookie")
        answer.set_cookie("seen", "1")
        return answer
    if request.GET.get("missing"):
        raise Http404
    asked = [answer for name, answer in ANSWERS.items() if name in request.GET]
    return asked[0]() if asked else HttpResponse(f"page {next(made)}")


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
    ):
        assert answer["Cache-Control"] == "private, no-store"


def test_what_a_view_says_of_keeping_its_page_is_left_alone(client):
    first, second = client.get("/page/?own=1"), client.get("/page/?own=1")
    assert first.text != second.text
    assert first["Cache-Control"] == "no-store"
    assert "ETag" not in first


GZIP = {"accept-encoding": "br, gzip;q=0.8"}


def test_a_long_page_is_packed_once_for_who_takes_it_so(client):
    plain = client.get("/page/?long=1")
    thin = client.get("/page/?long=1", headers=GZIP)
    assert gzip.decompress(thin.content) == plain.content
    assert thin["Content-Encoding"] == "gzip"
    assert thin["Content-Length"] == str(len(thin.content))
    assert len(thin.content) < len(plain.content) / 10
    assert thin.content == client.get("/page/?long=1", headers=GZIP).content
    assert "Content-Encoding" not in plain
    for answer in (plain, thin):
        assert "Accept-Encoding" in answer["Vary"]
        assert answer["Cache-Control"] == "no-cache"
    first = client.get("/page/?long=2", headers=GZIP)
    assert first["Content-Encoding"] == "gzip", "the first time too"


def test_the_packed_form_has_a_tag_of_its_own(client):
    plain = client.get("/page/?long=1")["ETag"]
    thin = client.get("/page/?long=1", headers=GZIP)["ETag"]
    assert plain != thin
    for tag in (plain, thin, f"W/{thin}"):
        answer = client.get("/page/?long=1", headers={**GZIP, "if-none-match": tag})
        assert (answer.status_code, answer["ETag"]) == (304, tag.removeprefix("W/"))
        assert "Accept-Encoding" in answer["Vary"]
    answer = client.get("/page/?long=1", headers={"if-none-match": thin})
    assert (answer.status_code, answer["ETag"]) == (200, plain)


@pytest.mark.parametrize("query", ["long=1", "plain=1"])
def test_a_head_is_answered_as_a_page_without_its_body(client, query):
    for headers in ({}, GZIP):
        head = client.head(f"/page/?{query}", headers=headers)  # before the page is kept
        page = client.get(f"/page/?{query}", headers=headers)
        kept = client.head(f"/page/?{query}", headers=headers)
        same = ("ETag", "Cache-Control", "Vary", "Content-Encoding", "Content-Length")
        assert [page.get(name) for name in same] == [kept.get(name) for name in same]
        assert (head["ETag"], head.content, kept.content) == (page["ETag"], b"", b"")
        answer = client.head(f"/page/?{query}", headers={**headers, "if-none-match": page["ETag"]})
        assert answer.status_code == HTTPStatus.NOT_MODIFIED


@pytest.mark.parametrize("query", ["short=1", "packed=1", "picture=1", "stream=1"])
def test_what_is_short_packed_already_or_no_text_is_sent_as_it_is(client, query):
    answer = client.get(f"/page/?{query}", headers=GZIP)
    assert answer.get("Content-Encoding") != "gzip"
    assert "Accept-Encoding" not in answer.get("Vary", "")


def test_a_private_page_is_never_packed(client):
    client.force_login(Person.objects.create(username="lan", name="Lan"))
    for query in ("long=1", "cookie=1"):
        assert "Content-Encoding" not in client.get(f"/page/?{query}", headers=GZIP)


@pytest.mark.parametrize(
    ("accepted", "taken"),
    [
        ("gzip", True),
        ("GZIP", True),
        ("deflate, gzip;q=1.0, *;q=0.5", True),
        ("gzip ; q = 0.1", True),
        ("*", True),
        ("", False),
        ("identity", False),
        ("gzip;q=0", False),
        ("gzip;q=0.000, *", False),
        ("*;q=0", False),
        ("br, zstd", False),
        ("gzip;q=often", False),
        ("gzip gzip", False),
    ],
)
def test_who_takes_gzip_says_so(accepted, taken):
    assert takes_gzip(accepted) is taken


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


def test_the_packed_form_of_a_kept_page_counts_too():
    pages = Pages(largest=14)
    pages.keep("a", Page("now", (), b"x" * 5, b"x" * 6))
    assert pages.get("a", "now") is None
    pages.keep("a", Page("now", (), b"x" * 5, b"x" * 5))
    assert pages.get("a", "now")


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
