"""Lists that systems push, or that are fetched from them: over real connections, once, with a receipt."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from click.testing import CliRunner
from django.test import Client

import portal_campaign as world
from mirror_lists import csv, row
from thidua.kernel.errors import RuleBroken
from thidua.ledger.models import Entry
from thidua.mirror import actions, outside
from thidua.mirror.cli import mirror
from thidua.mirror.models import Key, Listing, Mirrored
from thidua.mirror.rules import Source
from thidua.mirror.rules.lists import objects

pytestmark = pytest.mark.django_db
AN = "Xã An Phú"
PUSH = "/units/p1/mirror/push/"
OPTIONS = ["--source", "national", "--unit", "p1", "--actor", "s-office"]
TOLD = [
    {
        "MaHoSo": "H01.01-241020-0001",
        "TrangThaiHoSo": 10,
        "NgayTiepNhan": "2024-10-20T09:00:00",
        "NgayKetThucXuLy": "2024-10-24T10:00:00",
        "NgayHenTra": "2024-10-25T17:00:00",
        "KenhThucHien": 2,
        "DonViXuLy": AN,
        "DuocThanhToanTrucTuyen": None,
        "HoSoCoThanhPhanSoHoa": True,
        "TenNguoiNop": "Nguyễn Văn Thử",
    }
]


@pytest.fixture(autouse=True)
def _units(db):
    world.open_units()


@pytest.fixture
def key():
    made = outside.new_key()
    actions.open_key(
        digest=outside.digest(made),
        source=Source.PROVINCE,
        unit="p1",
        actor="s-office",
        at=world.CLOSED,
    )
    return made


@contextmanager
def serving(answers):
    """Serve some answers on this machine; give the address, and what was asked."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append((self.path, self.headers.get("Authorization")))
            status, content, more = answers[self.path]
            self.send_response(status)
            for name, value in more.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_given):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()


def push(content, key=None, query="", *, unit="p1"):
    headers = {"authorization": f"Bearer {key}"} if key else {}
    return Client(enforce_csrf_checks=True).post(
        f"/units/{unit}/mirror/push/{query}", content, content_type="text/csv", headers=headers
    )


def run(*arguments):
    return CliRunner().invoke(mirror, arguments)


def test_a_pushed_list_is_taken_once_and_gives_the_first_receipt_again(key):
    content = csv(row(unit=AN))
    first = push(content, key)
    assert first.status_code == 201
    again = push(content, key)
    assert (again.status_code, again.json()) == (200, first.json())
    assert Entry.objects.get(kind="mirror.list-taken").public_id == first.json()["receipt"]
    assert Listing.objects.count() == Mirrored.objects.count() == 1


def test_a_pushed_list_with_bad_rows_is_refused_with_every_place(key):
    answer = push(csv(row(unit=AN), row(unit="Xã Nơi Khác")), key)
    assert answer.status_code == 422
    assert answer.json()["marks"] == ["3: Không biết “Xã Nơi Khác” là đơn vị nào vào ngày 20/10/2024. Hãy ghi tên hoặc mã của đơn vị khi đó."]  # fmt: skip
    assert not Mirrored.objects.exists()


@pytest.mark.parametrize("query", ["?first=2024-10-01", "?first=x&last=y"])
def test_a_pushed_list_says_its_days_in_pairs(key, query):
    assert push(csv(row(unit=AN)), key, query).status_code == 422


def test_a_complete_pushed_list_says_so(key):
    assert push(csv(row(unit=AN)), key, "?first=2024-10-01&last=2024-10-31").status_code == 201
    assert f"{Listing.objects.get().last}" == "2024-10-31"


def test_nobody_pushes_without_the_key_of_that_unit(key):
    content = csv(row(unit=AN))
    assert push(content).status_code == 403
    assert push(content, "x" * 43).status_code == 403
    assert push(content, key, unit="c1").status_code == 403
    actions.end_keys(source=Source.PROVINCE, unit="p1", actor="s-office", at=world.CLOSED)
    assert push(content, key).status_code == 403
    assert Client().get(PUSH).status_code == 405
    assert not Mirrored.objects.exists()
    assert key not in repr(list(Key.objects.values())) + repr(list(Entry.objects.values()))
    with pytest.raises(RuleBroken, match=r"mirror\.no-key"):
        actions.end_keys(source=Source.PROVINCE, unit="p1", actor="s-office", at=world.CLOSED)


def test_a_list_is_fetched_with_its_token_and_taken(monkeypatch):
    monkeypatch.setenv("THIDUA_MIRROR_TOKEN", "mã-thử".encode().hex())
    with serving({"/list": (200, json.dumps(TOLD).encode(), {})}) as (address, asked):
        done = run("pull", f"{address}/list", *OPTIONS)
    assert done.exit_code == 0, done.output
    assert asked == [("/list", f"Bearer {'mã-thử'.encode().hex()}")]
    line = Mirrored.objects.get().line(Source.NATIONAL)
    assert (line.channel.value, line.digitized, line.paid_online) == ("online", True, None)
    assert "Thử" not in Mirrored.objects.get().national


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ((500, b"", {}), "mirror.not-fetched"),
        ((302, b"", {"Location": "http://127.0.0.1:1/"}), "mirror.not-fetched"),
        ((200, b"[1, 2]", {}), "mirror.bad-json"),
        ((200, b"[{]", {}), "mirror.bad-json"),
        ((200, b"[" * 100_000, {}), "mirror.bad-json"),
        ((200, b"x" * 50, {}), "mirror.no-list"),
    ],
)
def test_what_is_fetched_and_is_no_list_writes_nothing(answer, reason):
    with serving({"/list": answer}) as (address, _asked):
        done = run("pull", f"{address}/list", *OPTIONS)
    assert done.exception.code == reason
    assert not Mirrored.objects.exists()


def test_only_web_addresses_are_fetched_and_no_more_than_can_be_held(monkeypatch):
    for address in ("file:///etc/passwd", "ftp://127.0.0.1/", "/list"):
        assert run("pull", address, *OPTIONS).exception.code == "mirror.bad-address"
    monkeypatch.setattr(outside, "LARGEST", 10)
    with serving({"/list": (200, b"x" * 11, {})}) as (address, asked):
        assert run("pull", f"{address}/list", *OPTIONS).exception.code == "mirror.too-large"
    assert asked == [("/list", None)]


def test_too_many_objects_are_refused(monkeypatch):
    monkeypatch.setattr("thidua.mirror.rules.lists.MOST_ROWS", 0)
    assert objects(b"[]", "x") == []
    with serving({"/list": (200, json.dumps(TOLD).encode(), {})}) as (address, _asked):
        assert run("pull", f"{address}/list", *OPTIONS).exception.code == "mirror.too-many-rows"


def test_the_terminal_takes_a_file_lists_differences_and_recounts(tmp_path):
    file = tmp_path / "list.csv"
    file.write_bytes(csv(row(unit=AN)))
    days = ["--first", "2024-10-01", "--last", "2024-10-31"]
    assert run("take", str(file), *OPTIONS, *days).exit_code == 0
    other = ["--source", "province", *OPTIONS[2:]]
    file.write_bytes(csv(row(unit=AN, fee="9000"), row(unit=AN, code="H01.01-241020-0002")))
    assert run("take", str(file), *other).exit_code == 0
    listed = run("differences", "--unit", "p1").stdout.splitlines()
    assert [line.split("\t")[:4] for line in listed] == [
        ["H01.01-241020-0001", "fee", "9000", "8000"],
        ["H01.01-241020-0002", "not-in-national", "10", ""],
    ]
    assert run("recount", "--unit", "p1").exit_code == 0
    Mirrored.objects.filter(pk="H01.01-241020-0002").delete()
    wrong = run("recount", "--unit", "p1")
    assert wrong.exception.code == "mirror.recount-differs"
    assert "dossiers.received\tc1\t2024-10-20\t2\t1" in wrong.stdout


def test_the_terminal_names_bad_rows_and_asks_for_both_days(tmp_path):
    file = tmp_path / "list.csv"
    file.write_bytes(csv(row(unit="Xã Nơi Khác")))
    refused = run("take", str(file), *OPTIONS)
    assert refused.exception.code == "mirror.refused"
    assert "Xã Nơi Khác" in refused.stderr
    file.write_bytes(csv(row(unit=AN)))
    assert (
        run("take", str(file), *OPTIONS, "--first", "2024-10-01").exception.code
        == "mirror.bad-days"
    )


def test_the_terminal_opens_and_ends_keys():
    made = run("open-key", *OPTIONS).stdout.strip()
    assert push(csv(row(unit=AN)), made).status_code == 201
    assert run("end-keys", *OPTIONS).exit_code == 0
    assert push(csv(row(unit=AN, fee="1")), made).status_code == 403
