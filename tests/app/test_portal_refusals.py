"""What cannot be shown is refused with what can be done, and never with a stack trace."""

from html import unescape

import pytest

import portal_campaign as world
from thidua.recounts.actions import show_figures
from thidua.units.actions import open_unit
from thidua.units.rules import Level, NewUnit
from worlds import shared

pytestmark = pytest.mark.django_db

STANDINGS = "/campaigns/sixty/standings/communes/"
PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' OR 1=1 --",
    "{{ 7|add:7 }}",
    "../../etc/passwd",
    "%00",
    "\x00",
    "\u202e\ufeff",
    "9" * 5000,
    "-1",
    "1e9",
    "٣",
]


def make():
    made = world.make()
    show_figures(unit="p1", reason="Đã rà soát", actor=world.ACTOR, at=world.CLOSED)
    return made


made = shared(make)


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/campaigns/nowhere/", 404, "Không có phong trào “nowhere”"),
        ("/campaigns/sixty/standings/nobody/", 404, "không có khối thi đua “nobody”"),
        ("/campaigns/sixty/units/c999/", 404, "Không có đơn vị mang mã “c999”"),
        ("/campaigns/sixty/units/far/", 404, "Xã Xa không có trên địa bàn"),
        ("/campaigns/sixty/units/c1/criteria/none/", 404, "không có tiêu chí “none”"),
        ("/facts/aaaaaaaa/", 404, "Không có số liệu mang mã “aaaaaaaa”"),
        ("/ledger/999999/", 404, "chưa có mục số 999999"),
        ("/ledger/999999/proof", 404, "chưa có mục số 999999"),
        ("/ledger/99999999999999999999/", 404, "Không có trang"),
        ("/editions/sixty/99/", 404, "chưa có lần công bố số 99"),
        ("/units/c999/", 404, "Không có đơn vị mang mã “c999”"),
        ("/units/UPPER/", 404, "Không có trang"),
        ("/receipts/?id=short", 422, "26 ký tự"),
        (f"{STANDINGS}?stage=nine", 422, "Hãy chọn một đợt có trong kế hoạch."),
        (f"{STANDINGS}?until=yesterday", 422, "Hãy chọn một ngày trong thời gian của phong trào"),
        (f"{STANDINGS}?until=2030-01-01", 422, "Hãy chọn một ngày trong thời gian của phong trào"),
        (f"{STANDINGS}?on=0001-01-01", 422, "Hãy viết ngày như 2025-07-01."),
        (f"{STANDINGS}?page=two", 422, "Hãy chọn một trang có trong danh sách."),
        (f"{STANDINGS}?page=9", 404, "danh sách này có 1 trang"),
        (f"{STANDINGS}?q={'x' * 200}", 422, "ngắn hơn 100 chữ"),
        ("/ledger/?page=999", 404, "danh sách này có 1 trang"),
        ("/units/?q=a&page=0", 404, "Không có trang 0"),
        (f"{STANDINGS}?" + "&".join(f"a{n}=1" for n in range(100)), 422, "100 tham số"),
        ("/ledger/?" + "&".join(f"a{n}=1" for n in range(100)), 422, "100 tham số"),
        ("/campaigns/sixty/units/c1/criteria/online/?grade=x", 422, "Hãy mở lại trang"),
    ],
)
def test_a_wrong_address_is_answered_with_what_to_do(client, made, address, status, words):
    open_unit(
        unit=NewUnit("far", Level.COMMUNE, "commune", "Xa"),
        first=None,
        actor=world.ACTOR,
        at=world.CLOSED,
    )
    response = client.get(address)
    assert response.status_code == status
    assert words in unescape(response.content.decode())


PARAMETERS = ["stage", "until", "on", "page", "q", "day", "measure", "source", "grade", "id"]
ADDRESSES = [
    "/",
    "/campaigns/",
    "/campaigns/sixty/",
    STANDINGS,
    "/campaigns/sixty/units/c1/",
    "/campaigns/sixty/units/c1/criteria/online/",
    "/ledger/",
    "/units/",
    "/receipts/",
    "/editions/sixty/1/",
    "/figures/",
    "/published/",
]


def in_pairs(address):
    """Give names and payloads so that any two of address, name and payload meet on some page."""
    for nr, name in enumerate(PARAMETERS):
        for place, payload in enumerate(PAYLOADS):
            if (ADDRESSES.index(address) + nr + place) % 4 == 0:
                yield name, payload


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_parameter_breaks_a_page_or_comes_back_as_markup(client, made, address):
    for name, payload in in_pairs(address):
        response = client.get(address, {name: payload})
        assert response.status_code in {200, 400, 404, 422}, (name, payload)
        body = response.content.decode()
        assert "<script>alert" not in body
        assert "<img src=x" not in body
        assert "Traceback" not in body


@pytest.mark.parametrize("payload", PAYLOADS[:6])
@pytest.mark.parametrize(
    "address",
    [
        "/campaigns/{}/",
        "/campaigns/sixty/standings/{}/",
        "/campaigns/sixty/units/{}/",
        "/facts/{}/",
        "/ledger/{}/",
        "/editions/{}/1/",
        "/units/{}/",
        "/published/{}",
    ],
)
def test_no_part_of_an_address_breaks_a_page(client, made, address, payload):
    response = client.get(address.format(payload))
    assert response.status_code in {301, 400, 404, 422}
    body = response.content.decode()
    assert "<script>alert" not in body
    assert "<img src=x" not in body


def test_pages_are_only_read(client, made):
    for address in ADDRESSES:
        assert client.post(address).status_code == 405
        assert client.head(address).status_code == 200


def test_a_refusal_is_a_problem_to_whoever_prefers_json(client, made):
    response = client.get("/campaigns/nowhere/", headers={"accept": "application/json"})
    assert response.status_code == 404
    assert response.json()["title"] == "portal.campaign-unknown"
