import json
import logging
from http import HTTPStatus

import pytest
from django.conf.urls.i18n import i18n_patterns
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import include, path

from thidua.access.rules import PERMISSIONS
from thidua.accounts.rules import PUBLIC
from thidua.kernel.errors import RuleBroken
from thidua.site import middleware
from thidua.site import urls as site
from thidua.site.logs import Line

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def broken(_request):
    raise RuleBroken("accounts.no-such-seat", seat="<s-1>")


def bug(_request):
    name = "Trần Thị Lan"
    raise ValueError(name)


def denied(_request):
    raise PermissionDenied


tried = (
    [
        path("broken/", broken, name="broken"),
        path("bug/", bug, name="bug"),
        path("denied/", denied, name="denied"),
        path("fine/", lambda _: HttpResponse(), name="fine"),
    ],
    "tried",
)
urlpatterns = [
    *site.urlpatterns,
    *i18n_patterns(path("", include(tried)), prefix_default_language=False),
]
handler400 = "thidua.site.views.bad_request"
handler403 = "thidua.site.views.forbidden"
handler404 = "thidua.site.views.not_found"
handler500 = "thidua.site.views.bug"


@pytest.fixture(autouse=True)
def declared(monkeypatch, client):
    rows = dict.fromkeys(["tried:broken", "tried:bug", "tried:denied", "tried:fine"], PUBLIC)
    monkeypatch.setattr(middleware, "PERMISSIONS", {**PERMISSIONS, **rows})
    client.raise_request_exception = False


def test_a_broken_rule_is_a_page_with_its_status_and_words(client):
    answer = client.get("/broken/")
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert "Không có ghế &lt;s-1&gt;. Hãy xem danh sách ghế" in answer.text
    assert '<html lang="vi">' in answer.text


def test_a_broken_rule_is_said_in_english_on_english_pages(client):
    page = client.get("/en/broken/").text
    assert "There is no seat &lt;s-1&gt;." in page
    assert '<html lang="en">' in page
    assert 'href="/broken/"' in page, "the way to the Vietnamese twin"


def test_a_broken_rule_is_problem_json_to_whoever_prefers_it(client):
    answer = client.get("/broken/", headers={"accept": "application/problem+json"})
    assert answer["Content-Type"] == "application/problem+json"
    assert json.loads(answer.content) == {
        "type": "urn:thidua:accounts.no-such-seat",
        "title": "accounts.no-such-seat",
        "status": 404,
        "detail": "Không có ghế <s-1>. Hãy xem danh sách ghế rồi thử lại.",
    }


@pytest.mark.parametrize("accept", ["*/*", "text/html,application/json;q=0.9", "text/plain", "x"])
def test_everybody_else_gets_a_page(client, accept):
    answer = client.get("/broken/", headers={"accept": accept})
    assert answer["Content-Type"].startswith("text/html")


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/nothing/", HTTPStatus.NOT_FOUND, "Không có trang ở địa chỉ này"),
        ("/en/nothing/", HTTPStatus.NOT_FOUND, "There is no page at this address"),
        ("/denied/", HTTPStatus.FORBIDDEN, "không được xem hoặc làm việc này"),
    ],
)
def test_what_is_missing_or_not_allowed_has_its_page(client, address, status, words):
    answer = client.get(address)
    assert answer.status_code == status
    assert words in answer.text


def test_a_host_that_is_not_ours_is_refused(client):
    answer = client.get("/fine/", headers={"host": "elsewhere.example"})
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert "Không đọc được yêu cầu này" in answer.text


def test_a_bug_shows_no_trace_of_the_code(client):
    answer = client.get("/bug/")
    assert answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert "Số liệu đã ghi không bị ảnh hưởng" in answer.text
    assert "ValueError" not in answer.text
    problem = client.get("/en/bug/", headers={"accept": "application/json"})
    assert json.loads(problem.content)["detail"].startswith("Something went wrong")


def test_a_bug_is_logged_by_place_and_kind_without_personal_data(client, caplog):
    client.post("/bug/?phone=0912345678", {"name": "Trần Thị Lan"})
    line = next(record for record in caplog.records if record.levelno == logging.ERROR)
    line.exc_text = None
    written = Line("{levelname} {name}: {message}", style="{").format(line)
    assert written.startswith("ERROR django.request: Internal Server Error: /bug/\n")
    assert written.endswith("ValueError")
    assert "0912345678" not in written
    assert "Lan" not in written
