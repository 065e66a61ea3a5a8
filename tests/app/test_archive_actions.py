"""Files are stored once, held for owners, kept whole and found when they are not."""

import json
import os
import stat
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from archive_hostile import action, bomb, jpeg, pdf, photo, png
from thidua.archive import actions
from thidua.archive.cli import archive
from thidua.archive.models import File, Held, holdings
from thidua.archive.outside import shelves
from thidua.archive.rules import QUOTA, Kind
from thidua.kernel.errors import RuleBroken

pytestmark = pytest.mark.django_db

AT = datetime(2026, 7, 1, 8, tzinfo=UTC)


def keep(content=None, *, name="đơn.pdf", owner="lan", label="Đơn đề nghị", at=AT, **more):
    content = pdf() if content is None else content
    return actions.store(content=content, name=name, owner=owner, label=label, at=at, **more)


def lying(store):
    return sorted(path for path in (store / "archive").glob("??/*"))


def refusal(work, *arguments, **more):
    with pytest.raises(RuleBroken) as refused:
        work(*arguments, **more)
    return refused.value.code


def test_a_file_is_stored_by_its_content_and_held_for_its_owner(store):
    held = keep(name="../../đơn.exe", result_of="1.001193")
    assert (held.owner, held.label, held.name) == ("lan", "Đơn đề nghị", "đơn.exe.pdf")
    assert (held.result_of, held.original, held.at) == ("1.001193", held.file.sha256, AT)
    assert held.file.stored.kind is Kind.PDF
    assert shelves.get(held.file.sha256) == pdf()
    (path,) = lying(store)
    assert path.parent.name + path.name == held.file.sha256
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert (str(held), str(held.file)) == ("đơn.exe.pdf of lan", held.file.sha256)


def test_the_same_file_as_the_same_paper_again_gives_the_first(store):
    first = keep()
    assert keep(name="khác.pdf", at=AT + timedelta(hours=1)) == first
    assert len(lying(store)) == File.objects.count() == Held.objects.count() == 1
    assert keep(result_of="1.001193") != first


def test_a_file_is_there_once_whoever_holds_it_as_whatever(store):
    held = [keep(), keep(label="Bản sao"), keep(owner="minh")]
    assert len({each.pk for each in held}) == 3
    assert len({each.file_id for each in held}) == len(lying(store)) == 1
    assert [each.label for each in holdings("lan")] == ["Bản sao", "Đơn đề nghị"]
    assert [each.file.size for each in holdings("minh")] == [len(pdf())]


def test_two_photos_that_differ_in_what_they_tell_are_one_file():
    told, untold = keep(photo(), name="a.jpg"), keep(photo() + b"SEFT", name="b.jpg", owner="minh")
    assert told.file == untold.file
    assert told.original != untold.original
    assert told.file.sha256 not in {told.original, untold.original}


def test_what_is_held_is_used_again_without_being_sent_again(store):
    held = keep(result_of="1.001193")
    again = actions.reuse(held=held, owner="hs-1", label="Giấy khai sinh", at=AT)
    assert (again.file, again.name, again.result_of) == (held.file, held.name, "1.001193")
    assert again.original == held.original
    assert holdings("hs-1") == [again]
    assert actions.reuse(held=held, owner="hs-1", label="Giấy khai sinh", at=AT) == again
    assert len(lying(store)) == 1


def test_what_is_held_no_more_is_not_listed_and_not_used_again():
    held, other = keep(), keep(owner="minh")
    actions.end(held=held, at=AT + timedelta(days=1))
    assert holdings("lan") == []
    assert holdings("minh") == [other]
    assert refusal(actions.end, held=held, at=AT) == "archive.ended"
    assert refusal(actions.reuse, held=held, owner="x", label="y", at=AT) == "archive.ended"
    assert keep() != held
    assert len(holdings("lan")) == 1


def fill(owner, size, sha256="f" * 64):
    """Let a file of this size be held for an owner."""
    row = File.objects.create(sha256=sha256, size=size, kind="pdf", pages=1, stored_at=AT)
    return Held.objects.create(
        owner=owner, file=row, label="Cũ", name="a.pdf", original=sha256, at=AT
    )


def test_an_owner_has_only_so_much_room_and_what_is_refused_is_not_stored(store):
    large = fill("lan", QUOTA - len(pdf()))
    held = keep()
    assert keep(label="Bản sao").file == held.file
    assert refusal(keep, png()) == "archive.quota"
    assert len(lying(store)) == 1
    other = keep(png(), owner="minh")
    again = {"held": other, "owner": "lan", "label": "Ảnh", "at": AT}
    assert refusal(actions.reuse, **again) == "archive.quota"
    actions.end(held=large, at=AT)
    assert actions.reuse(**again).file == other.file


@pytest.mark.parametrize(
    ("content", "name", "owner", "label", "code"),
    [
        (action(b"/S /JavaScript /JS (x)"), "a.pdf", "lan", "Đơn", "archive.pdf-script"),
        (bomb(), "a.pdf", "lan", "Đơn", "archive.pdf-packed"),
        (jpeg()[:-50], "a.jpg", "lan", "Đơn", "archive.picture-broken"),
        (pdf(), "a" * 1001, "lan", "Đơn", "archive.name-long"),
        (pdf(), "a.pdf", "", "Đơn", "archive.owner"),
        (pdf(), "a.pdf", "lan", "", "archive.label"),
    ],
)
def test_what_is_refused_leaves_nothing_behind(store, content, name, owner, label, code):
    assert refusal(keep, content, name=name, owner=owner, label=label) == code
    assert not (store / "archive").exists()
    assert (File.objects.count(), Held.objects.count()) == (0, 0)


def test_putting_again_mends_a_damaged_file(store):
    held = keep()
    (path,) = lying(store)
    path.write_bytes(b"x" * held.file.size)
    assert refusal(shelves.get, held.file.sha256) == "archive.damaged"
    assert shelves.put(pdf()) == held.file.sha256
    assert shelves.get(held.file.sha256) == pdf()
    assert lying(store) == [path]


@pytest.mark.parametrize("key", ["", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 64, "0" * 64 + "\n"])  # fmt: skip
def test_a_key_that_names_no_file_is_lost(store, key):
    assert refusal(shelves.get, key) == "archive.lost"


def test_a_file_that_cannot_be_written_leaves_no_draft(store):
    shelf = store / "archive" / shelves.put(b"x")[:2]
    place = shelf / ("0" * 62)
    place.mkdir()
    with pytest.raises(OSError, match="directory"):
        shelves._write(place, b"y")  # noqa: SLF001 - a full disk cannot be asked for
    assert [path for path in shelf.iterdir() if path.suffix == ".draft"] == []


# ---- sweeping and checking ----


def old(path, days):
    moment = (AT - timedelta(days=days)).timestamp()
    os.utime(path, (moment, moment))
    return path


def test_a_sweep_removes_what_is_old_and_nobodys_and_nothing_else(store):
    held = keep()
    (mine,) = lying(store)
    orphan, young = shelves.put(b"orphan"), shelves.put(b"young")
    places = {key: store / "archive" / key[:2] / key[2:] for key in (orphan, young)}
    draft = mine.with_name("tmpabc.draft")
    draft.write_bytes(b"half")
    strange = mine.with_name("README")
    strange.write_bytes(b"of the operator")
    for path in (mine, places[orphan], draft, strange):
        old(path, 2)
    old(places[young], 0)
    assert actions.sweep(at=AT) == 2
    assert sorted([mine, places[young], strange]) == lying(store)
    assert shelves.get(held.file.sha256) == pdf()
    assert actions.sweep(at=AT) == 0


def test_what_is_put_again_is_young_again(store):
    key = shelves.put(b"orphan")
    path = old(store / "archive" / key[:2] / key[2:], 9)
    shelves.put(b"orphan")
    assert actions.sweep(at=AT) == 0
    assert path.exists()


def test_an_archive_of_nothing_is_swept_and_checked(store):
    run = CliRunner()
    assert run.invoke(archive, ["sweep"]).exit_code == 0
    assert run.invoke(archive, ["check"]).exit_code == 0


def test_the_command_sweeps(store):
    old(store / "archive" / (key := shelves.put(b"orphan"))[:2] / key[2:], 900)
    assert "1 tệp" in CliRunner().invoke(archive, ["sweep"]).output
    assert lying(store) == []


def test_the_command_names_what_is_damaged_and_what_is_lost(store):
    good, damaged, lost = keep(), keep(jpeg(), name="a.jpg"), keep(png(), name="a.png")
    for held, content in ((damaged, b"x"), (lost, None)):
        path = store / "archive" / held.file.sha256[:2] / held.file.sha256[2:]
        path.unlink() if content is None else path.write_bytes(content)
    done = CliRunner().invoke(archive, ["check"])
    assert done.stdout.splitlines() == [
        f"{damaged.file.sha256}\tdamaged",
        f"{lost.file.sha256}\tlost",
    ]
    assert isinstance(done.exception, RuleBroken)
    assert (done.exception.code, done.exception.facts) == ("archive.check-failed", {"count": 2})
    assert shelves.get(good.file.sha256) == pdf()


def test_a_process_killed_anywhere_leaves_no_row_without_its_file(nursery):
    """Killed at each thing it does below the archive, until it comes to its end."""
    seen, at, ended = [], 0, -9
    while ended == -9:
        at += 1
        ended = nursery.wait(nursery.start("keep", at=at))
        nursery.run("look_archive", out=str(nursery.folder / "seen"))
        lying, rows, held = json.loads((nursery.folder / "seen").read_text())
        assert set(rows) <= set(lying)
        assert len(rows) == held == (ended == 0)
        seen.append(bool(rows or not lying))
    assert ended == 0
    assert not all(seen)  # once at least the file lay there and had no row
    nursery.run("sweep_archive")
    nursery.run("look_archive", out=str(nursery.folder / "seen"))
    lying, rows, _ = json.loads((nursery.folder / "seen").read_text())
    assert lying == rows


def test_processes_that_store_the_same_file_at_once_store_it_once(nursery):
    pids = [nursery.start("keep", at=0) for _ in range(4)]
    assert [nursery.wait(pid) for pid in pids] == [0] * 4
    nursery.run("look_archive", out=str(nursery.folder / "seen"))
    lying, rows, held = json.loads((nursery.folder / "seen").read_text())
    assert lying == rows
    assert (len(rows), held) == (1, 1)
