"""The published folder over HTTP: the same bytes that `verify` reads, and nothing beside them."""

import fcntl
import tarfile
from io import BytesIO

import pytest
from django.conf import settings

import portal_campaign as world
from thidua.kernel.errors import RuleBroken
from thidua.ledger.models import Outbox
from thidua.proofs import outside
from thidua.verify import log as logs
from thidua.verify import note
from thidua.verify import standings as verify
from worlds import shared

pytestmark = pytest.mark.django_db


made = shared(world.make, autouse=True)


def body(response):
    """Read an answer to its end, which also closes its file."""
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_every_published_file_is_served_byte_by_byte(client):
    files = [path for path in settings.PUBLISHED.rglob("*") if path.is_file()]
    assert len(files) > 10
    for path in files:
        name = path.relative_to(settings.PUBLISHED).as_posix()
        response = client.get(f"/published/{name}")
        assert response.status_code == 200, name
        assert body(response) == path.read_bytes()
        assert "text/html" not in response["Content-Type"]
        assert response["X-Content-Type-Options"] == "nosniff"


def test_an_unchanged_file_is_not_sent_again(client):
    response = client.get("/published/log/checkpoint")
    tag = response["ETag"]
    body(response)
    again = client.get("/published/log/checkpoint", headers={"if-none-match": tag})
    assert again.status_code == 304
    assert again["ETag"] == tag


@pytest.mark.parametrize(
    "name",
    [
        "../keys/ledger.key",
        "%2e%2e/keys/ledger.key",
        "..%2fkeys%2fledger.key",
        "log/../../keys/ledger.key",
        "/etc/passwd",
        "//etc/passwd",
        "log/%00",
        "log/.draft",
        "./log.vkey",
        "log.vkey/x",
        "nowhere",
        "outside",
        "outside/ledger.key",
        "x" * 300,
        "x/" * 3000,
    ],
)
def test_nothing_outside_the_folder_is_served(client, name):
    (settings.PUBLISHED / "log/.draft").write_text("half written")
    (settings.PUBLISHED / "outside").symlink_to(settings.KEYS)
    response = client.get(f"/published/{name}")
    assert response.status_code == 404
    assert b"PRIVATE" not in body(response)


def test_the_folder_can_be_walked(client):
    assert "log/" in client.get("/published/").content.decode()
    assert "checkpoint" in client.get("/published/log/").content.decode()


def unpacked(client, folder):
    with tarfile.open(fileobj=BytesIO(body(client.get("/published.tar")))) as tar:
        tar.extractall(folder, filter="data")
    return folder / "published"


def test_the_packed_folder_is_verified_by_whoever_takes_it_home(client, tmp_path):
    folder = unpacked(client, tmp_path)
    verify.check(folder, logs.read(folder))


def test_a_proof_and_its_leaf_are_verified_with_the_key(client):
    key = note.read_key((settings.PUBLISHED / "log.vkey").read_text().strip())
    for index in Outbox.objects.numbered().values_list("leaf_index", flat=True):
        proof = body(client.get(f"/ledger/{index}/proof"))
        leaf = body(client.get(f"/ledger/{index}/leaf"))
        found, _checkpoint = note.check_proof(proof, leaf, key)
        assert found == index


def archives():
    return sorted((settings.STORE / "archives").glob("*.tar"))


def grow():
    """Write a new checkpoint over the old one, as the sequencer does."""
    path = settings.PUBLISHED / "log/checkpoint"
    path.write_text(path.read_text() + "— witness.example AAAA\n")


def test_the_folder_is_packed_once_for_all_who_ask(client):
    first = client.get("/published.tar")
    whole = body(first)
    (packed,) = archives()
    about = packed.stat()
    assert body(client.get("/published.tar")) == whole == packed.read_bytes()
    assert (packed.stat().st_ino, packed.stat().st_mtime_ns) == (about.st_ino, about.st_mtime_ns)
    again = client.get("/published.tar", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again["ETag"]) == (304, first["ETag"])


def test_a_campaign_is_looked_up_once_however_many_files_it_has(
    client, django_assert_max_num_queries
):
    for number in range(50):
        (settings.PUBLISHED / "plans" / "sixty" / f"more-{number}.json").write_text("{}")
    with django_assert_max_num_queries(8):
        body(client.get("/published.tar"))


def test_a_folder_that_has_changed_is_packed_anew_in_place_of_the_old_one(client):
    first = client.get("/published.tar")
    body(first)
    grow()
    second = client.get("/published.tar")
    body(second)
    assert len(archives()) == 1
    (settings.PUBLISHED / "plans" / "sixty" / "more.json").write_text("{}")
    third = client.get("/published.tar")
    assert b"more.json" in body(third)
    assert len({first["ETag"], second["ETag"], third["ETag"]}) == 3
    assert len(archives()) == 1


def test_those_who_may_see_more_get_an_archive_of_their_own():
    outside.archive({"sixty"}).close()
    outside.archive(set()).close()
    assert len(archives()) == 2


def test_a_campaign_that_comes_while_the_folder_is_packed_is_left_out():
    with outside.archive({"other"}) as packed, tarfile.open(fileobj=packed) as tar:
        assert not any("sixty" in name for name in tar.getnames())
        assert "published/log/checkpoint" in tar.getnames()


def test_a_log_that_grows_while_it_is_packed_is_packed_again(monkeypatch):
    heads = iter(["one", "one", "two", "three", "three"])
    monkeypatch.setattr(outside, "checkpoint", lambda: next(heads))
    outside.archive(set()).close()
    assert list(heads) == []


def test_a_log_that_never_rests_is_served_as_it_was_packed_before(monkeypatch):
    heads = iter(range(100))
    with monkeypatch.context() as moving:
        moving.setattr(outside, "checkpoint", lambda: next(heads))
        with pytest.raises(RuleBroken, match=r"portal\.folder-busy"):
            outside.archive(set())
    outside.archive(set()).close()
    monkeypatch.setattr(outside, "checkpoint", lambda: next(heads))
    with outside.archive(set()) as packed:
        assert [packed.name] == [str(path) for path in archives()]


def test_a_folder_that_is_being_packed_is_not_packed_twice_at_once():
    (settings.STORE / "archives").mkdir()
    with (settings.STORE / "archives/lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(RuleBroken, match=r"portal\.folder-busy"):
            outside.archive(set())
    outside.archive(set()).close()


def test_the_verifier_in_one_file_is_handed_out_where_it_was_built(client, monkeypatch, tmp_path):
    monkeypatch.setattr(outside, "VERIFIER", tmp_path / "thidua-verify.pyz")
    assert client.get("/verify/thidua-verify.pyz").status_code == 404
    assert "chưa đóng gói" in client.get("/verify/").content.decode()
    (tmp_path / "thidua-verify.pyz").write_bytes(b"PK")
    client.cookies["messages"] = "x"  # not from the pages kept before it was built
    assert body(client.get("/verify/thidua-verify.pyz")) == b"PK"
    assert "một tệp (.pyz)" in client.get("/verify/").content.decode()
