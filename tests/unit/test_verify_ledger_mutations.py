"""Every way to alter a published log that we could think of is refused: by us, and by Go.

Go's library knows notes, tiles and entries; what a leaf and a fact batch say is ours to check.
"""

import base64
import json
import os
import random
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pytest

import ledger_logs as logs
from thidua.kernel.errors import RuleBroken
from thidua.ledger.rules import merkle, note
from thidua.ledger.rules.note import Head
from thidua.ledger.rules.tiles import bundle
from thidua.verify import log
from thidua.verify.note import check_proof, read_key

PLACEMENTS = int(os.environ.get("THIDUA_MUTATIONS", "3"))  # each kind at so many random places
SEED = int(os.environ.get("THIDUA_SEED", random.SystemRandom().randrange(10**6)))
SIGNER = logs.Signer()
THIEF = logs.Signer(seed=b"\x66" * 32)
SIZE = 300
LAST_BUNDLE = "log/tile/entries/001.p/44"
LAST_TILE = "log/tile/0/001.p/44"

FILES_KINDS, LEAF_KINDS, PROOF_KINDS = {}, {}, {}


def kind(table, *, go):
    """Name a way to alter; `go` says whether Go's library looks at what it touches."""

    def register(function):
        table[function.__name__.replace("_", " ")] = (function, go)
        return function

    return register


@dataclass
class Case:
    """A good log as files, and chance."""

    files: dict
    book: logs.Book
    chance: random.Random

    def flip(self, name, start=0, end=None):
        """Change one bit of a file."""
        content = bytearray(self.files[name])
        place = self.chance.randrange(start, len(content) if end is None else end)
        content[place] ^= 1 << self.chance.randrange(8)
        self.files[name] = bytes(content)

    def some(self, part):
        """Choose one of the files whose name has this part."""
        return self.chance.choice([name for name in sorted(self.files) if part in name])

    def checkpoint(self, change):
        """Change the text of the checkpoint, keeping its signature."""
        changed = change(self.files["log/checkpoint"].decode())
        self.files["log/checkpoint"] = changed.encode("utf-8", "surrogatepass")

    def signed(self, change, signer=SIGNER):
        """Change the text of the checkpoint and sign it anew: what a thief of the key can do."""
        text = self.files["log/checkpoint"].decode().rpartition("\n\n")[0] + "\n"
        self.files["log/checkpoint"] = signer.sign(change(text))

    def entries(self, change):
        """Change the list of leaves in the bundles, and nothing else."""
        leaves = list(self.book.leaves)
        change(leaves)
        self.files["log/tile/entries/000"] = bundle(leaves[:256])
        self.files[LAST_BUNDLE] = bundle(leaves[256:])

    def drop(self, name):
        """Remove a file."""
        del self.files[name]


# ── entries


@kind(FILES_KINDS, go=True)
def a_bit_of_an_entry(case):
    case.flip(case.some("/entries/"), start=2)


@kind(FILES_KINDS, go=True)
def a_bit_of_a_length(case):
    name = case.some("/entries/")
    lengths, place = [], 0
    while place < len(case.files[name]):
        lengths.append(place)
        place += 2 + int.from_bytes(case.files[name][place : place + 2])
    place = case.chance.choice(lengths)
    case.flip(name, place, place + 2)


@kind(FILES_KINDS, go=True)
def an_entry_in_another_place(case):
    def move(leaves):
        leaf = leaves.pop(case.chance.randrange(SIZE - 1))
        leaves.append(leaf)

    case.entries(move)


@kind(FILES_KINDS, go=True)
def an_entry_dropped(case):
    case.entries(lambda leaves: leaves.pop(case.chance.randrange(SIZE)))


@kind(FILES_KINDS, go=True)
def an_entry_twice(case):
    def twice(leaves):
        place = case.chance.randrange(SIZE)
        leaves.insert(place, leaves[place])

    case.entries(twice)


@kind(FILES_KINDS, go=True)
def an_entry_in_the_place_of_another(case):
    def replace(leaves):
        one, other = case.chance.sample(range(SIZE), 2)
        leaves[one] = leaves[other]

    case.entries(replace)


@kind(FILES_KINDS, go=True)
def two_entries_exchanged(case):
    def swap(leaves):
        one, other = case.chance.sample(range(SIZE), 2)
        leaves[one], leaves[other] = leaves[other], leaves[one]

    case.entries(swap)


@kind(FILES_KINDS, go=True)
def an_empty_entry_at_the_end(case):
    case.files[LAST_BUNDLE] += b"\x00\x00"


@kind(FILES_KINDS, go=True)
def a_bundle_cut_short(case):
    name = case.some("/entries/")
    case.files[name] = case.files[name][: -case.chance.randrange(1, 200)]


@kind(FILES_KINDS, go=True)
def bytes_behind_a_bundle(case):
    case.files[case.some("/entries/")] += case.chance.randbytes(case.chance.randrange(1, 40))


@kind(FILES_KINDS, go=True)
def a_middle_that_nothing_above_agrees_with(case):
    """An entry and its tile are changed together, the levels above are left: the linear fake."""
    place = case.chance.randrange(256)

    def change(leaves):
        leaves[place] = logs.rewritten(leaves[place], t="2024-01-01T00:00:00Z")
        hashes = b"".join(map(merkle.leaf_hash, leaves[:256]))
        case.files["log/tile/0/000"] = hashes

    case.entries(change)


# ── tiles


@kind(FILES_KINDS, go=True)
def a_bit_of_a_leaf_tile(case):
    case.flip(case.some("/tile/0/"))


@kind(FILES_KINDS, go=True)
def a_bit_of_a_tile_above(case):
    case.flip("log/tile/1/000.p/1")


@kind(FILES_KINDS, go=True)
def two_hashes_exchanged(case):
    content = case.files["log/tile/0/000"]
    hashes = [content[n : n + 32] for n in range(0, len(content), 32)]
    one, other = case.chance.sample(range(256), 2)
    hashes[one], hashes[other] = hashes[other], hashes[one]
    case.files["log/tile/0/000"] = b"".join(hashes)


@kind(FILES_KINDS, go=True)
def a_tile_cut_short(case):
    name = case.some("/tile/0/")
    case.files[name] = case.files[name][: -32 * case.chance.randrange(1, 20)]


@kind(FILES_KINDS, go=True)
def a_hash_behind_a_tile(case):
    case.files[case.some("/tile/0/")] += case.chance.randbytes(32)


@kind(FILES_KINDS, go=True)
def a_missing_tile(case):
    case.drop(case.some("/tile/0/"))


@kind(FILES_KINDS, go=True)
def a_missing_bundle(case):
    case.drop(case.some("/entries/"))


@kind(FILES_KINDS, go=True)
def a_wrong_width(case):
    width = case.chance.choice([n for n in range(1, 256) if n != SIZE - 256])
    case.files[f"log/tile/0/001.p/{width}"] = case.files.pop(LAST_TILE)


@kind(FILES_KINDS, go=False)
def a_missing_tile_above(case):
    case.drop("log/tile/1/000.p/1")


@kind(FILES_KINDS, go=False)
def a_tile_beyond_the_tree(case):
    case.files[case.chance.choice(["log/tile/0/002.p/1", "log/tile/2/000.p/1", "log/tile/1/001"])] = bytes(32)  # fmt: skip


@kind(FILES_KINDS, go=False)
def a_bundle_beyond_the_tree(case):
    case.files["log/tile/entries/002.p/1"] = bundle([case.chance.choice(case.book.leaves)])


@kind(FILES_KINDS, go=False)
def a_wider_tile_than_the_tree_has(case):
    case.files["log/tile/0/001.p/45"] = case.files[LAST_TILE] + bytes(32)


@kind(FILES_KINDS, go=False)
def a_narrower_tile_with_other_hashes(case):
    width = case.chance.randrange(1, 44)
    case.files[f"log/tile/0/001.p/{width}"] = case.chance.randbytes(32 * width)


@kind(FILES_KINDS, go=False)
def a_narrower_bundle_with_other_entries(case):
    width = case.chance.randrange(1, 44)
    leaves = case.chance.sample(case.book.leaves[:256], width)
    case.files[f"log/tile/entries/001.p/{width}"] = bundle(leaves)


@kind(FILES_KINDS, go=False)
def a_stray_file(case):
    names = ["log/tile/0/note.txt", "log/.000.draft", "log/checkpoint.bak", "facts/x.jsonl",
             "facts/.draft", "log/tile/0/0", "log/tile/00/000", "log/tile/0/000.p/256"]  # fmt: skip
    case.files[case.chance.choice(names)] = b"?"


# ── notes


@kind(FILES_KINDS, go=True)
def a_bit_of_the_signed_text(case):
    case.flip("log/checkpoint", end=case.files["log/checkpoint"].index(b"\n\n"))


@kind(FILES_KINDS, go=True)
def a_letter_of_the_signature(case):
    content = bytearray(case.files["log/checkpoint"])
    place = case.chance.randrange(len(content) - 80, len(content) - 4)
    content[place] = ord("A") if content[place] != ord("A") else ord("B")
    case.files["log/checkpoint"] = bytes(content)


@kind(FILES_KINDS, go=False)
def slack_behind_the_signature(case):
    case.checkpoint(lambda text: text[:-3] + chr(ord(text[-3]) + 1) + text[-2:])


@kind(FILES_KINDS, go=True)
def another_key_id(case):
    def change(text):
        head, _, encoded = text.rstrip("\n").rpartition(" ")
        data = bytearray(base64.b64decode(encoded))
        data[case.chance.randrange(4)] ^= 1 << case.chance.randrange(8)
        return f"{head} {base64.b64encode(data).decode()}\n"

    case.checkpoint(change)


@kind(FILES_KINDS, go=True)
def another_name_before_the_signature(case):
    case.checkpoint(lambda text: text.replace("— tỉnh", "— tinh"))


@kind(FILES_KINDS, go=True)
def another_size_under_the_old_signature(case):
    size = SIZE + case.chance.choice([-1, 1])
    case.checkpoint(lambda text: text.replace(f"\n{SIZE}\n", f"\n{size}\n"))


@kind(FILES_KINDS, go=True)
def another_size_signed_over_the_old_root(case):
    size = SIZE + case.chance.choice([-1, 1, 256])
    case.signed(lambda text: text.replace(f"\n{SIZE}\n", f"\n{size}\n"))


@kind(FILES_KINDS, go=True)
def the_root_of_another_size_signed(case):
    leaves = case.book.leaves[: case.chance.randrange(SIZE)]
    case.signed(lambda _: note.checkpoint(SIGNER.name, Head(SIZE, merkle.root(leaves))))


@kind(FILES_KINDS, go=True)
def a_signature_by_another_key_of_this_name(case):
    case.signed(str, THIEF)


@kind(FILES_KINDS, go=True)
def the_log_of_another_origin(case):
    case.files = logs.files(case.book, logs.Signer("other.example/ledger", b"\x66" * 32))


@kind(FILES_KINDS, go=True)
def the_text_of_another_origin_under_our_signature(case):
    case.signed(lambda text: text.replace("tỉnh", "xã"))


@kind(FILES_KINDS, go=True)
def an_origin_in_decomposed_letters(case):
    case.signed(lambda text: unicodedata.normalize("NFD", text))


@kind(FILES_KINDS, go=True)
def a_zero_before_the_size(case):
    case.signed(lambda text: text.replace(f"\n{SIZE}\n", f"\n0{SIZE}\n"))


@kind(FILES_KINDS, go=True)
def a_root_without_padding(case):
    case.signed(lambda text: text.replace("=", ""))


@kind(FILES_KINDS, go=True)
def an_extension_line(case):
    case.signed(lambda text: text + "extension\n")


@kind(FILES_KINDS, go=True)
def carriage_returns(case):
    case.checkpoint(lambda text: text.replace("\n", "\r\n"))


@kind(FILES_KINDS, go=True)
def a_byte_order_mark(case):
    case.checkpoint(lambda text: "\ufeff" + text)


@kind(FILES_KINDS, go=True)
def no_newline_at_the_end(case):
    case.checkpoint(lambda text: text[:-1])


@kind(FILES_KINDS, go=True)
def a_hundred_and_one_signatures(case):
    text = case.files["log/checkpoint"].decode().rpartition("\n\n")[0] + "\n"
    lines = "".join(logs.Signer(f"w{n}.example").line(text) for n in range(100))
    case.checkpoint(lambda whole: whole + lines)


@kind(FILES_KINDS, go=False)
def seventeen_signatures(case):
    text = case.files["log/checkpoint"].decode().rpartition("\n\n")[0] + "\n"
    lines = "".join(logs.Signer(f"w{n}.example").line(text) for n in range(16))
    case.checkpoint(lambda whole: whole + lines)


@kind(FILES_KINDS, go=False)
def the_same_signature_twice(case):
    case.checkpoint(lambda text: text + text.rpartition("\n\n")[2])


@kind(FILES_KINDS, go=True)
def a_missing_checkpoint(case):
    case.drop("log/checkpoint")


@kind(FILES_KINDS, go=False)
def another_key_in_the_folder(case):
    case.files["log.vkey"] = f"{THIEF.verifier}\n".encode()


@kind(FILES_KINDS, go=False)
def a_bit_of_the_key_in_the_folder(case):
    case.flip("log.vkey")


@kind(FILES_KINDS, go=False)
def a_missing_key(case):
    case.drop("log.vkey")


# ── fact batches


@kind(FILES_KINDS, go=False)
def a_bit_of_a_fact(case):
    case.flip(case.some("facts/"))


@kind(FILES_KINDS, go=False)
def a_fact_dropped(case):
    name = case.some("facts/")
    lines = case.files[name].splitlines(keepends=True)
    lines.pop(case.chance.randrange(len(lines)))
    case.files[name] = b"".join(lines)


@kind(FILES_KINDS, go=False)
def two_facts_exchanged(case):
    name = case.some("facts/")
    lines = case.files[name].splitlines(keepends=True)
    one, other = case.chance.sample(range(len(lines)), 2)
    lines[one], lines[other] = lines[other], lines[one]
    case.files[name] = b"".join(lines)


@kind(FILES_KINDS, go=False)
def a_fact_twice(case):
    name = case.some("facts/")
    case.files[name] += case.files[name].splitlines(keepends=True)[0]


@kind(FILES_KINDS, go=False)
def an_empty_line_behind_the_facts(case):
    case.files[case.some("facts/")] += b"\n"


@kind(FILES_KINDS, go=False)
def no_newline_behind_the_facts(case):
    name = case.some("facts/")
    case.files[name] = case.files[name][:-1]


@kind(FILES_KINDS, go=False)
def a_missing_batch(case):
    case.drop(case.some("facts/"))


@kind(FILES_KINDS, go=False)
def two_batches_exchanged(case):
    one, other = sorted(name for name in case.files if name.startswith("facts/"))
    case.files[one], case.files[other] = case.files[other], case.files[one]


# ── leaves that the log's own key has signed, and that no ledger of ours would write


def leaf_kind(function):
    """Register a way to change one leaf, after which everything is built and signed anew."""
    LEAF_KINDS[function.__name__.replace("_", " ")] = function
    return function


@leaf_kind
def a_space_in_a_leaf(leaf, _):
    return leaf.replace(b":", b": ", 1)


@leaf_kind
def keys_in_another_order(leaf, _):
    return json.dumps(dict(reversed(json.loads(leaf).items())), separators=(",", ":")).encode()


@leaf_kind
def a_key_twice(leaf, _):
    return leaf[:-1] + b',"v":1}'


@leaf_kind
def an_escaped_letter(leaf, _):
    return leaf.replace(b"tests.h", b"tests.\\u0068")


@leaf_kind
def a_field_too_many(leaf, _):
    return logs.rewritten(leaf, x="")


@leaf_kind
def a_field_missing(leaf, chance):
    return logs.rewritten(leaf, **{chance.choice("vtkusncp"): None})


@leaf_kind
def another_version(leaf, chance):
    return logs.rewritten(leaf, v=chance.choice([0, 2, True, "1"]))


@leaf_kind
def a_stream_number_that_repeats(leaf, _):
    return logs.rewritten(leaf, n=json.loads(leaf)["n"] - 1)


@leaf_kind
def a_stream_with_a_hole(leaf, chance):
    return logs.rewritten(leaf, n=json.loads(leaf)["n"] + chance.randrange(1, 9))


@leaf_kind
def a_stream_number_that_is_none(leaf, chance):
    return logs.rewritten(leaf, n=chance.choice([True, "1", 0, -1]))


@leaf_kind
def another_stream(leaf, _):
    return logs.rewritten(leaf, s="c99", n=2)


@leaf_kind
def a_time_that_is_none(leaf, chance):
    times = ["2024-02-30T00:00:00Z", "2024-10-10T00:00:00+07:00", "2024-10-10", "", 7]
    return logs.rewritten(leaf, t=chance.choice(times))


@leaf_kind
def a_kind_that_is_none(leaf, chance):
    return logs.rewritten(leaf, k=chance.choice(["", "x", "A.b", "a..b", "a.b c", 1]))


@leaf_kind
def a_commitment_that_is_none(leaf, chance):
    return logs.rewritten(leaf, c=chance.choice(["", "C0" * 32, "c0" * 31, "zz" * 32]))


@leaf_kind
def no_unit(leaf, _):
    return logs.rewritten(leaf, u="")


@leaf_kind
def public_content_that_is_no_table(leaf, chance):
    return logs.rewritten(leaf, p=chance.choice([[], "", 0]))


@leaf_kind
def facts_that_are_none(leaf, chance):
    wrong = [[], {}, "", {"n": 0, "root": "0" * 64}, {"n": True, "root": "0" * 64}, {"n": 6},
             {"n": 6, "root": "0" * 63}, {"n": 6, "root": "0" * 64, "x": 1}, [1], [{}]]  # fmt: skip
    return logs.rewritten(leaf, p={"facts": chance.choice(wrong)})


@leaf_kind
def facts_that_are_null(leaf, _):
    return leaf.replace(b'"p":{', b'"p":{"facts":null,')


@leaf_kind
def a_batch_that_is_not_there(leaf, _):
    return logs.rewritten(leaf, p={"facts": {"n": 6, "root": "0" * 64}})


@leaf_kind
def six_facts_in_a_leaf(leaf, _):
    return with_facts(leaf, *[{"id": logs.public_id(900_000 + n)} for n in range(6)])


@leaf_kind
def a_quantity_that_is_no_count(leaf, chance):
    return with_facts(leaf, {"quantity": chance.choice([True, "1", None])})


@leaf_kind
def a_quantity_with_a_point(leaf, _):
    return with_facts(leaf, {"quantity": 424242}).replace(b"424242", b"4.5")


@leaf_kind
def a_day_that_is_none(leaf, chance):
    return with_facts(leaf, {"day": chance.choice(["2024-02-30", "20240101", "2024-W01-1", ""])})


@leaf_kind
def a_grade_that_is_none(leaf, chance):
    return with_facts(leaf, {"grade": chance.choice(["good", "", 1])})


@leaf_kind
def a_mark_that_is_neither_true_nor_false(leaf, chance):
    return with_facts(leaf, {"generated": chance.choice([0, 1, "", None])})


@leaf_kind
def a_fact_id_that_is_none(leaf, chance):
    return with_facts(leaf, {"id": chance.choice(["", "A" * 26, "a" * 25, "a" * 27, 5])})


@leaf_kind
def a_fact_field_too_many(leaf, _):
    return with_facts(leaf, {"note": "x"})


@leaf_kind
def a_fact_without_measure(leaf, _):
    return with_facts(leaf, {"measure": ""})


@leaf_kind
def a_fact_that_is_there_already(leaf, _):
    return with_facts(leaf, {"id": logs.public_id(0)})


@leaf_kind
def a_correction_of_nothing(leaf, _):
    return with_facts(leaf, {"corrects": logs.public_id(900_001)})


@leaf_kind
def a_correction_of_itself(leaf, _):
    return with_facts(leaf, {"corrects": logs.public_id(900_000)})


@leaf_kind
def a_correction_that_is_null(leaf, _):
    return with_facts(leaf, {"corrects": None})


@leaf_kind
def two_corrections_of_one_fact(leaf, _):
    first = {"id": logs.public_id(900_000)}
    twice = [
        {"id": logs.public_id(900_001 + n), "corrects": logs.public_id(900_000)} for n in range(2)
    ]
    return with_facts(leaf, first, *twice)


@leaf_kind
def a_correction_at_another_place(leaf, chance):
    first = {"id": logs.public_id(900_000)}
    place = chance.choice([{"unit": "c2"}, {"measure": "n"}, {"day": "2024-10-11"}])
    second = {"id": logs.public_id(900_001), "corrects": logs.public_id(900_000), **place}
    return with_facts(leaf, first, second)


@leaf_kind
def a_leaf_over_two_kibibytes(leaf, _):
    return logs.rewritten(leaf, p={"text": "x" * 2048})


@leaf_kind
def a_leaf_of_brackets(_, chance):
    return chance.choice([b"[" * 2000, b"", b"null", b"\xff", b"\xef\xbb\xbf{}"])


def with_facts(leaf, *changes):
    """Put facts into a leaf, good ones but for what is changed."""
    good = {
        "id": logs.public_id(900_000),
        "measure": "m",
        "unit": "c1",
        "day": "2024-10-10",
        "quantity": 1,
        "grade": "counted",
        "generated": False,
    }
    return logs.rewritten(leaf, p={"facts": [{**good, **changed} for changed in changes]})


# ── proofs of one leaf


@kind(PROOF_KINDS, go=True)
def the_proof_of_another_leaf(case, index, hashes, leaf):
    return index, hashes, case.chance.choice([one for one in case.book.leaves if one != leaf])


@kind(PROOF_KINDS, go=True)
def another_index(case, index, hashes, leaf):
    return case.chance.choice([n for n in range(SIZE) if n != index]), hashes, leaf


@kind(PROOF_KINDS, go=True)
def an_index_beyond_the_log(case, _, hashes, leaf):
    return SIZE + case.chance.randrange(1000), hashes, leaf


@kind(PROOF_KINDS, go=True)
def a_proof_one_hash_short(case, index, hashes, leaf):
    place = case.chance.randrange(len(hashes))
    return index, hashes[:place] + hashes[place + 1 :], leaf


@kind(PROOF_KINDS, go=True)
def a_proof_one_hash_long(case, index, hashes, leaf):
    place = case.chance.randrange(len(hashes) + 1)
    return index, [*hashes[:place], bytes(32), *hashes[place:]], leaf


@kind(PROOF_KINDS, go=True)
def a_proof_of_64_hashes(_, index, hashes, leaf):
    return index, [*hashes, *[bytes(32)] * 64][:64], leaf


@kind(PROOF_KINDS, go=True)
def a_bit_of_a_hash(case, index, hashes, leaf):
    place = case.chance.randrange(len(hashes))
    changed = (int.from_bytes(hashes[place]) ^ 1 << case.chance.randrange(256)).to_bytes(32)
    return index, [*hashes[:place], changed, *hashes[place + 1 :]], leaf


@kind(PROOF_KINDS, go=True)
def two_hashes_of_a_proof_exchanged(case, index, hashes, leaf):
    one, other = case.chance.sample(range(len(hashes)), 2)
    changed = list(hashes)
    changed[one], changed[other] = changed[other], changed[one]
    return index, changed, leaf


@kind(PROOF_KINDS, go=True)
def a_node_for_a_leaf(case, index, hashes, leaf):
    pair = b"".join(sorted([merkle.leaf_hash(leaf), hashes[0]]))
    return index // 2, hashes[1:], pair


# ── the tests


@pytest.fixture(scope="module")
def go(tmp_path_factory):
    if logs.go_is_missing():
        pytest.skip(f"Go and its checksum library are missing: {logs.GO_INSTALL}")
    oracle = logs.Go(tmp_path_factory.mktemp("go"))
    yield oracle
    oracle.close()


@pytest.fixture(scope="module")
def good():
    made = logs.book(SIZE)
    return made, logs.files(made, SIGNER)


def case(good, name, number):
    made, files = good
    return Case(dict(files), made, random.Random(f"{SEED} {name} {number}"))  # noqa: S311 - not a secret


def refuse(directory, key=SIGNER.verifier, since=None):
    with pytest.raises(RuleBroken, match=r"^verify\."):
        log.read(directory, key, since)


def test_the_log_itself_is_accepted_by_both(good, go, tmp_path):
    made, files = good
    logs.place(tmp_path, files)
    read = log.read(tmp_path, SIGNER.verifier)
    assert [leaf.number for leaf in read.leaves if leaf.unit == "c0"][:3] == [1, 2, 3]
    assert len(read.facts) == made.facts
    assert not read.key_from_folder
    assert log.read(tmp_path).key_from_folder
    root = merkle.root(made.leaves).hex()
    assert go.ask("folder", tmp_path, SIGNER.verifier) == f"ok {SIZE} {root}"


def test_narrower_tiles_of_an_earlier_checkpoint_are_no_harm(good, go, tmp_path):
    made, files = good
    older = logs.Book(made.leaves[:270])
    logs.place(tmp_path, {**logs.files(older, SIGNER), **files})
    assert (tmp_path / "log/tile/0/001.p/14").exists()
    assert log.read(tmp_path, SIGNER.verifier).checkpoint.size == SIZE
    assert go.ask("folder", tmp_path, SIGNER.verifier).startswith("ok")


@pytest.mark.parametrize("name", FILES_KINDS)
def test_altered_files_are_refused(name, good, go, tmp_path):
    alter, seen_by_go = FILES_KINDS[name]
    for number in range(PLACEMENTS):
        altered = case(good, name, number)
        alter(altered)
        assert altered.files != good[1], f"nothing altered, seed {SEED}"
        logs.place(tmp_path, altered.files)
        refuse(tmp_path)
        if seen_by_go:
            answer = go.ask("folder", tmp_path, SIGNER.verifier)
            assert answer.startswith("refused"), f"{answer}, seed {SEED}"


@pytest.mark.parametrize("name", LEAF_KINDS)
def test_leaves_that_no_ledger_writes_are_refused_whoever_signs_them(name, good, tmp_path):
    for number in range(PLACEMENTS):
        altered = case(good, name, number)
        leaves = list(altered.book.leaves)
        place = altered.chance.randrange(20, SIZE - 2)  # a first leaf has no number before it
        changed = LEAF_KINDS[name](leaves[place], altered.chance)
        assert changed != leaves[place], f"nothing altered, seed {SEED}"
        leaves[place] = changed
        rebuilt = logs.Book(leaves, altered.book.batches)
        logs.place(tmp_path, logs.files(rebuilt, SIGNER))
        refuse(tmp_path)


def test_any_byte_of_any_file_counts(good, tmp_path):
    _, files = good
    logs.place(tmp_path, files)
    for name, content in files.items():
        chance = random.Random(f"{SEED} {name}")  # noqa: S311 - not a secret
        for _ in range(PLACEMENTS):
            changed = bytearray(content)
            changed[chance.randrange(len(content))] ^= chance.randrange(1, 256)
            (tmp_path / name).write_bytes(changed)
            refuse(tmp_path)
        (tmp_path / name).write_bytes(content)
    log.read(tmp_path, SIGNER.verifier)


@pytest.mark.parametrize("name", PROOF_KINDS)
def test_altered_proofs_are_refused(name, good, go):
    alter, _ = PROOF_KINDS[name]
    made, files = good
    hashes_of = list(map(merkle.leaf_hash, made.leaves))
    root = merkle.fold(hashes_of).hex()
    key = read_key(SIGNER.verifier)
    signed = files["log/checkpoint"].decode()
    for number in range(PLACEMENTS):
        altered = case(good, name, number)
        index = altered.chance.randrange(SIZE)
        leaf = made.leaves[index]
        proof = list(merkle.inclusion(index, SIZE, lambda a, b: merkle.fold(hashes_of[a:b])))
        assert check_proof(note.proof(index, proof, signed).encode(), leaf, key)[0] == index
        index, proof, leaf = alter(altered, index, proof, leaf)
        with pytest.raises(RuleBroken, match=r"^verify\.proof-"):
            check_proof(note.proof(index, proof, signed).encode(), leaf, key)
        words = (SIZE, root, index, merkle.leaf_hash(leaf).hex(), ",".join(h.hex() for h in proof))
        assert go.ask("inclusion", *words).startswith("refused"), f"seed {SEED}"


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("@v1", "@v2"),
        lambda text: text.replace("index 7", "index 07"),
        lambda text: text.replace("index 7", "place 7"),
        lambda text: text.replace("index 7\n", ""),
        lambda text: text.replace("index 7\n", "index 7\nextra AAAA\n"),
        lambda text: text.replace("index 7\n", "index 7\nAAAA\n"),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n\n", "\n"),
        lambda text: "\ufeff" + text,
        lambda _: "\udcff",
        lambda _: "",
    ],
)
def test_a_proof_has_one_form_only(change, good):
    made, files = good
    hashes_of = list(map(merkle.leaf_hash, made.leaves))
    proof = merkle.inclusion(7, SIZE, lambda a, b: merkle.fold(hashes_of[a:b]))
    text = change(note.proof(7, proof, files["log/checkpoint"].decode()))
    with pytest.raises(RuleBroken, match=r"^verify\."):
        check_proof(
            text.encode("utf-8", "surrogateescape"), made.leaves[7], read_key(SIGNER.verifier)
        )


def test_a_shorter_log_and_another_history_are_seen_by_who_kept_a_checkpoint(good, go, tmp_path):
    made, files = good
    kept = files["log/checkpoint"]
    shorter = logs.Book(made.leaves[:280])
    other = logs.Book([*made.leaves[:150], logs.rewritten(made.leaves[150], t="2024-10-11T00:00:00Z"),
                       *made.leaves[151:280]])  # fmt: skip
    for history, reason in ((shorter, "log-shorter"), (other, "log-forked")):
        logs.place(tmp_path, logs.files(history, SIGNER))
        log.read(tmp_path, SIGNER.verifier)  # good in itself
        assert go.ask("folder", tmp_path, SIGNER.verifier).startswith("ok")
        earlier = kept if history is shorter else logs.files(shorter, SIGNER)["log/checkpoint"]
        with pytest.raises(RuleBroken, match=rf"verify\.{reason}"):
            log.read(tmp_path, SIGNER.verifier, earlier)
    logs.place(tmp_path, files)
    log.read(tmp_path, SIGNER.verifier, logs.files(shorter, SIGNER)["log/checkpoint"])


def test_a_link_in_place_of_a_file_is_refused(good, tmp_path):
    logs.place(tmp_path, good[1])
    tile = tmp_path / LAST_TILE
    tile.rename(tmp_path / "elsewhere")
    tile.symlink_to(tmp_path / "elsewhere")
    refuse(tmp_path)


class Growing(type(Path())):
    """A folder in which the log grows once while its entries are read."""

    def __truediv__(self, name):
        if str(name).startswith("log/tile/entries") and GROWTH:
            logs.place(Path(self), GROWTH.pop())
        return super().__truediv__(name)


GROWTH = []


def test_a_log_that_grows_while_it_is_read_is_read_again(good, tmp_path):
    made, files = good
    logs.place(tmp_path, logs.files(logs.Book(made.leaves[:200]), SIGNER))
    GROWTH.append(files)
    assert log.read(Growing(tmp_path), SIGNER.verifier).checkpoint.size == SIZE
    assert GROWTH == []


# ── what both make from the same tiles


def test_go_makes_the_same_proofs_from_our_tiles(good, go, tmp_path):
    made, files = good
    logs.place(tmp_path, files)
    hashes_of = list(map(merkle.leaf_hash, made.leaves))
    chance = random.Random(SEED)  # noqa: S311 - not a secret
    for _ in range(40):
        index, older = chance.randrange(SIZE), chance.randrange(1, SIZE + 1)
        answer = go.ask("proofs", tmp_path, SIGNER.verifier, index, older)
        ours = [
            ",".join(hashed.hex() for hashed in proof)
            for proof in (
                merkle.inclusion(index, SIZE, lambda a, b: merkle.fold(hashes_of[a:b])),
                merkle.consistency(older, SIZE, lambda a, b: merkle.fold(hashes_of[a:b])),
            )
        ]
        assert answer == "ok " + "\t".join(ours), f"seed {SEED}"


def test_go_accepts_our_consistency_proofs_and_no_altered_ones(good, go):
    made, _ = good
    hashes_of = list(map(merkle.leaf_hash, made.leaves))
    chance = random.Random(SEED)  # noqa: S311 - not a secret
    for _ in range(40):
        older = chance.randrange(1, SIZE)
        proof = merkle.consistency(older, SIZE, lambda a, b: merkle.fold(hashes_of[a:b]))
        roots = merkle.fold(hashes_of).hex(), merkle.fold(hashes_of[:older]).hex()
        texts = [hashed.hex() for hashed in proof]
        ask = ("consistency", SIZE, roots[0], older, roots[1])
        assert go.ask(*ask, ",".join(texts)).startswith("ok")
        texts[chance.randrange(len(texts))] = "00" * 32
        assert go.ask(*ask, ",".join(texts)).startswith("refused")


@pytest.mark.parametrize("size", [0, 1, 2, 255, 256, 257, 512, 513])
def test_both_read_logs_of_every_shape(size, go, tmp_path):
    made = logs.Book()
    for number in range(size):
        made.happen(size=number)
    logs.place(tmp_path, logs.files(made, SIGNER))
    assert log.read(tmp_path, SIGNER.verifier).checkpoint.size == size
    assert go.ask("folder", tmp_path, SIGNER.verifier).startswith(f"ok {size} ")


def test_there_are_more_than_sixty_kinds():
    assert len(FILES_KINDS) + len(LEAF_KINDS) + len(PROOF_KINDS) > 60
