import os
import subprocess
import sys
import threading
from datetime import UTC, date, datetime

import pytest
from click.testing import CliRunner
from django.db import transaction

from thidua.kernel.errors import RuleBroken
from thidua.ledger import actions, cli, outside
from thidua.ledger.models import Entry, Outbox
from thidua.ledger.rules import Event, Fact, Grade, merkle, tiles
from thidua.verify import log, note
from thidua.verify.__main__ import main as verify

pytestmark = pytest.mark.django_db
AT = datetime(2024, 12, 10, 1, 2, 3, tzinfo=UTC)


@actions.action
def happen(*, unit="a", facts=0, text=""):
    counted = tuple(
        Fact("m", unit, date(2024, 12, 10), n, "s", f"k{n}", Grade.COUNTED, generated=False)
        for n in range(facts)
    )
    return Event("tests.happened", "test:1", unit, "seat-1", AT, {"text": text}, facts=counted)


@pytest.fixture(autouse=True)
def _new_process():
    actions._edges.clear()  # noqa: SLF001 - what a process remembers of what it published


def new_process():
    actions._edges.clear()  # noqa: SLF001 - the same


def grow(count, **arguments):
    for number in range(count):
        happen(unit=f"u{number % 3}", **arguments)
    return actions.sequence()


def read(settings, since=None):
    return log.read(settings.PUBLISHED, outside.verifier_keys()[0], since)


def refused(code, function=actions.sequence):
    with pytest.raises(RuleBroken, match=rf"ledger\.{code}") as broken:
        function()
    assert broken.value.text() != broken.value.text("en")


def test_a_new_log_is_published_empty(settings):
    assert actions.sequence() == 0
    assert read(settings).checkpoint.size == 0
    assert actions.sequence() == 0


def test_what_waits_goes_into_the_log_in_order(settings):
    assert grow(5, facts=1) == 5
    assert grow(4, facts=9) == 4
    found = read(settings)
    assert [leaf.index for leaf in found.leaves] == list(range(9))
    assert len(found.facts) == 5 + 36
    assert len(list(found.facts_before(5))) == 5
    assert Outbox.objects.pending().count() == 0
    assert Outbox.objects.get(leaf_index=8).entry.kind == "tests.happened"


def test_nothing_is_written_when_nothing_is_new(settings):
    grow(3)
    path = settings.PUBLISHED / "log/checkpoint"
    before = path.stat().st_ino
    assert actions.sequence() == 0
    assert path.stat().st_ino == before


@pytest.mark.parametrize("steps", [[255, 1, 1], [256, 300], [100, 100, 100, 300]])
def test_the_log_grows_over_the_edges_of_tiles(settings, steps):
    since = None
    for step in steps:
        assert grow(step) == step
        read(settings, since)
        since = (settings.PUBLISHED / "log/checkpoint").read_bytes()
    new_process()
    grow(1)
    assert read(settings, since).checkpoint.size == sum(steps) + 1
    assert not (settings.PUBLISHED / "log/tile/0/000.p").exists()


def test_a_limit_leaves_the_rest_for_the_next_call(settings):
    for _ in range(7):
        happen()
    assert [actions.sequence(limit=3) for _ in range(4)] == [3, 3, 1, 0]
    assert read(settings).checkpoint.size == 7


def test_an_entry_whose_number_became_visible_late_is_not_forgotten(settings):
    happen(text="late")
    late = Outbox.objects.get()
    leaf, entry = bytes(late.leaf), late.entry
    late.delete()
    grow(2)
    Outbox.objects.create(entry=entry, leaf=leaf)
    assert actions.sequence() == 1
    assert Outbox.objects.get(entry=entry).leaf_index == 2


def test_another_process_may_have_published_in_between(settings):
    grow(3)
    mine = dict(actions._edges)  # noqa: SLF001 - what this process remembers
    new_process()
    grow(3)
    actions._edges.update(mine)  # noqa: SLF001 - the same
    grow(3)
    assert read(settings).checkpoint.size == 9


def test_a_place_that_may_be_rolled_back_is_not_signed():
    happen()
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        actions.sequence()


def test_a_published_folder_that_was_lost_is_written_again(settings):
    happen(facts=6)
    grow(290)
    before = {path: path.read_bytes() for path in settings.PUBLISHED.rglob("*") if path.is_file()}
    for path in before:
        path.unlink()
    new_process()
    actions.sequence()
    after = {path: path.read_bytes() for path in settings.PUBLISHED.rglob("*") if path.is_file()}
    assert after == before


def test_drafts_of_processes_that_are_no_more_are_removed(settings):
    grow(1)
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    dead = [f"log/tile/0/.000.{os.getppid()}.00.draft", f"editions/.a.csv.{gone.pid}.00.draft",
            f".log.vkey.{os.getpid()}.00.draft"]  # fmt: skip
    alive = f"editions/.b.csv.{os.getppid()}.00.draft"
    (settings.PUBLISHED / "editions").mkdir()
    for name in (*dead, alive):
        (settings.PUBLISHED / name).write_bytes(b"half")
    new_process()
    grow(1)
    assert [name for name in (*dead, alive) if (settings.PUBLISHED / name).exists()] == [alive]
    read(settings)


# ── what must not be signed


def test_an_older_database_is_refused_and_nothing_is_signed(settings):
    grow(5)
    signed = (settings.PUBLISHED / "log/checkpoint").read_bytes()
    Outbox.objects.filter(leaf_index__gte=3).delete()
    refused("database-shorter")
    new_process()
    refused("database-shorter")
    happen()
    happen()
    refused("database-shorter")
    assert (settings.PUBLISHED / "log/checkpoint").read_bytes() == signed


def test_an_older_database_is_refused_even_when_the_published_folder_is_lost(settings):
    grow(5)
    (settings.PUBLISHED / "log/checkpoint").unlink()
    Outbox.objects.filter(leaf_index__gte=3).delete()
    new_process()
    refused("database-shorter")


def test_an_older_published_folder_with_an_older_database_is_refused(settings):
    grow(3)
    older = (settings.PUBLISHED / "log/checkpoint").read_bytes()
    grow(2)
    (settings.PUBLISHED / "log/checkpoint").write_bytes(older)
    Outbox.objects.filter(leaf_index__gte=3).delete()
    new_process()
    refused("database-shorter")


def test_an_older_published_folder_alone_is_brought_up_to_date(settings):
    grow(3)
    older = (settings.PUBLISHED / "log/checkpoint").read_bytes()
    grow(2)
    (settings.PUBLISHED / "log/checkpoint").write_bytes(older)
    actions.sequence()
    assert read(settings).checkpoint.size == 5


def test_another_history_of_the_same_length_is_refused():
    grow(5)
    row = Outbox.objects.get(leaf_index=2)
    Outbox.objects.filter(pk=row.pk).update(leaf=bytes(row.leaf).replace(b'"n":1', b'"n":9'))
    new_process()
    refused("database-different")
    refused("database-different", actions.check)


def test_a_numbered_leaf_that_is_gone_is_refused(settings):
    grow(2)
    for _ in range(3):
        happen()
    Outbox.objects.filter(leaf_index=None).update(leaf_index=None)
    for place, row in enumerate(Outbox.objects.pending(), 2):
        Outbox.objects.filter(pk=row.pk).update(leaf_index=place)
    Outbox.objects.filter(leaf_index=3).delete()
    refused("leaf-missing")
    assert read(settings).checkpoint.size == 2


def test_a_log_that_lost_every_checkpoint_is_not_begun_anew(settings):
    grow(2)
    (settings.PUBLISHED / "log/checkpoint").unlink()
    (settings.KEYS / "ledger.checkpoint").unlink()
    new_process()
    refused("checkpoint-lost")


@pytest.mark.parametrize("content", ["", "nonsense\n\nx\n", "a\nb\nc\n\n— d e\n"])
def test_a_checkpoint_that_is_no_checkpoint_is_refused(settings, content):
    grow(1)
    (settings.PUBLISHED / "log/checkpoint").write_text(content)
    refused("checkpoint-foreign")


def test_a_checkpoint_by_another_key_is_refused(settings):
    grow(1)
    signed = (settings.PUBLISHED / "log/checkpoint").read_bytes()
    settings.KEYS = settings.STORE / "other"
    new_process()
    refused("checkpoint-foreign")
    assert (settings.PUBLISHED / "log/checkpoint").read_bytes() == signed


def test_a_checkpoint_of_another_origin_is_refused(settings):
    grow(1)
    settings.ORIGIN = "other.example/ledger"
    new_process()
    refused("checkpoint-foreign")


# ── proofs and commands


def run(*arguments):
    return CliRunner().invoke(cli.ledger, arguments, catch_exceptions=False)


def test_a_proof_shows_that_a_leaf_is_in_the_log(settings, tmp_path, capsys):
    grow(300)
    key = outside.verifier_keys()[0]
    for index in (0, 255, 256, 299):
        leaf = bytes(Outbox.objects.get(leaf_index=index).leaf)
        proof = run("proof", str(index)).stdout
        assert note.check_proof(proof.encode(), leaf, note.read_key(key))[0] == index
    (tmp_path / "a.tlog-proof").write_text(proof)
    (tmp_path / "leaf").write_bytes(leaf)
    files = [str(tmp_path / "a.tlog-proof"), str(tmp_path / "leaf")]
    assert verify(["proof", *files, "--key", key]) == 0
    assert "299" in capsys.readouterr().out
    (tmp_path / "leaf").write_bytes(leaf + b" ")
    assert verify(["proof", *files, "--key", key]) == 3
    assert capsys.readouterr().err.count("\n") == 1


def test_a_proof_reads_a_tile_that_has_become_full_since(settings):
    grow(200)
    older = (settings.PUBLISHED / "log/checkpoint").read_bytes()
    grow(100)
    (settings.PUBLISHED / "log/checkpoint").write_bytes(older)
    leaf = bytes(Outbox.objects.get(leaf_index=7).leaf)
    key = note.read_key(outside.verifier_keys()[0])
    assert note.check_proof(outside.proof(7).encode(), leaf, key)[1].size == 200


def test_a_consistency_proof_is_made_from_the_tiles():
    grow(300)
    leaves = [bytes(row.leaf) for row in Outbox.objects.numbered()]
    hashes = list(map(merkle.leaf_hash, leaves))
    for older in (0, 1, 256, 299, 300):
        expected = merkle.consistency(older, 300, lambda a, b: merkle.fold(hashes[a:b]))
        assert outside.consistency(older) == list(expected)
    assert run("consistency", "1").stdout.count("\n") == 9


def test_what_is_not_in_the_log_has_no_proof(settings):
    refused("file-missing", outside.checkpoint)
    grow(3)
    refused("not-in-log", lambda: outside.proof(3))
    refused("not-in-log", lambda: outside.proof(-1))
    refused("not-in-log", lambda: outside.consistency(4))
    for path in (settings.PUBLISHED / "log/tile").rglob("3"):
        path.unlink()
    with pytest.raises(FileNotFoundError):
        outside.proof(0)


def test_the_status_shows_size_root_and_keys():
    shown = dict(line.split("\t") for line in run("status").stdout.splitlines())
    assert (shown["size"], shown["root"]) == ("0", "")
    grow(3)
    happen()
    shown = dict(line.split("\t") for line in run("status").stdout.splitlines())
    assert (shown["size"], shown["waiting"]) == ("3", "1")
    assert (shown["log key"], shown["receipt key"]) == outside.verifier_keys()


def test_the_command_sequences_all_that_waits():
    for _ in range(3):
        happen()
    assert "3 new leaves" in run("sequence").stderr
    assert Outbox.objects.pending().count() == 0


def test_the_command_prints_a_receipt():
    receipt, _ = happen()
    assert run("receipt", receipt.id).stdout == receipt.note
    refused("receipt-unknown", lambda: run("receipt", "x" * 26))


def test_the_check_finds_a_record_that_was_altered():
    grow(3)
    happen()
    assert "3 published leaves and 4 records" in run("check").stderr
    entry = Entry.objects.last()
    Entry.objects.filter(pk=entry.pk).update(actor="x", kind="tests.other")
    refused("record-altered", lambda: run("check"))


def test_following_publishes_until_it_is_told_to_stop(settings, monkeypatch):
    monkeypatch.setattr(cli, "EVERY", 0.01)
    monkeypatch.setattr(cli, "CHECK_EVERY", 2)
    happen()
    looks = []

    class Stop(threading.Event):
        def wait(self, timeout=None):
            looks.append(timeout)
            return len(looks) > 3

    cli.follow_entries(Stop())
    assert looks == [0, 0.01, 0.01, 0.01]
    assert read(settings).checkpoint.size == 1


def test_the_verifier_accepts_what_was_published_and_says_what_a_key_of_the_folder_is_worth(
    settings, tmp_path, capsys
):
    grow(20, facts=3)
    folder, key = str(settings.PUBLISHED), outside.verifier_keys()[0]
    assert verify(["ledger", folder, "--key", key]) == 0
    assert "--key" not in capsys.readouterr().out
    assert verify(["ledger", folder]) == 0
    assert "chỉ chứng tỏ" in capsys.readouterr().out
    kept = tmp_path / "kept"
    kept.write_bytes((settings.PUBLISHED / "log/checkpoint").read_bytes())
    grow(5)
    assert verify(["ledger", folder, "--key", key, "--since", str(kept)]) == 0
    capsys.readouterr()


@pytest.mark.parametrize("key", ["", "x", "a+00000000+AAAA", "receipt"])
def test_the_verifier_refuses_another_key(settings, capsys, key):
    grow(1)
    key = outside.verifier_keys()[1] if key == "receipt" else key
    assert verify(["ledger", str(settings.PUBLISHED), "--key", key]) == 3
    assert capsys.readouterr().err.count("\n") == 1


def test_the_verifier_refuses_an_altered_folder_with_one_line(settings, capsys):
    grow(3)
    tile = settings.PUBLISHED / "log" / tiles.path("entries", 0, 3)
    tile.write_bytes(tile.read_bytes().replace(b"tests", b"tastes"[:5]))
    assert verify(["ledger", str(settings.PUBLISHED)]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1


def test_the_verifier_refuses_what_it_cannot_read(settings, tmp_path, capsys):
    assert verify(["ledger", str(tmp_path / "nowhere")]) == 3
    grow(1)
    missing = str(tmp_path / "nothing")
    assert verify(["ledger", str(settings.PUBLISHED), "--since", missing]) == 3
    assert missing in capsys.readouterr().err
