from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from thidua.kernel.errors import RuleBroken
from thidua.ledger.rules import Event, Fact, Grade, leaf, note
from thidua.ledger.rules.note import Head
from thidua.ledger.rules.tiles import bundle, path

AT = datetime(2024, 12, 10, 23, 30, 0, 250_000, timezone(timedelta(hours=7)))
ID = "a" * 26
HIDDEN = "c0" * 32


def fact(**changed):
    values = {
        "measure": "dossiers.online",
        "unit": "c31369",
        "day": date(2024, 12, 10),
        "quantity": 3548,
        "source": "cổng dịch vụ công",
        "key": "row-1",
        "grade": Grade.SOURCE_FILE,
        "generated": False,
    }
    return Fact(**{**values, **changed})


def event(**changed):
    values = {
        "kind": "reports.accepted",
        "subject": "report:7",
        "unit": "c31369",
        "actor": "seat-9",
        "at": AT,
        "public": {"report": "7"},
        "private": {"reason": "đủ minh chứng"},
    }
    return Event(**{**values, **changed})


def test_a_leaf_says_what_happened_where_and_when_but_not_by_whom_or_why():
    written, batch = leaf.leaf(event(), 12, HIDDEN, [])
    assert batch is None
    assert written.decode() == (
        '{"c":"' + HIDDEN + '","k":"reports.accepted","n":12,"p":{"report":"7"},'
        '"s":"c31369","t":"2024-12-10T16:30:00Z","u":"c31369","v":1}'
    )


def test_a_leaf_without_public_content_says_so():
    written, _ = leaf.leaf(event(public={}), 1, HIDDEN, [])
    assert b'"p":{}' in written


def test_up_to_five_facts_stand_in_the_leaf():
    facts = [fact(quantity=n) for n in range(5)]
    written, batch = leaf.leaf(event(), 1, HIDDEN, leaf.fact_lines(facts, [ID] * 5))
    assert batch is None
    assert written.count(b'"quantity"') == 5


def test_more_facts_stand_in_a_batch_that_the_leaf_names_by_its_root():
    lines = leaf.fact_lines([fact(quantity=n) for n in range(6)], [ID] * 6)
    written, batch = leaf.leaf(event(), 1, HIDDEN, lines)
    assert batch.lines == tuple(lines)
    assert f'"facts":{{"n":6,"root":"{batch.root}"}}'.encode() in written


def test_few_facts_that_are_too_long_for_the_leaf_stand_in_a_batch_too():
    lines = leaf.fact_lines([fact(measure="m" * 900)] * 3, [ID] * 3)
    written, batch = leaf.leaf(event(), 1, HIDDEN, lines)
    assert len(batch.lines) == 3
    assert len(written) < leaf.LARGEST_LEAF


def test_a_leaf_over_two_kibibytes_is_refused():
    with pytest.raises(RuleBroken, match=r"ledger\.leaf-too-large") as refused:
        leaf.leaf(event(public={"text": "x" * 2048}), 1, HIDDEN, [])
    assert "chưa ghi" in refused.value.text()


@pytest.mark.parametrize(
    "wrong", [{"public": {"facts": []}}, {"kind": "Report accepted"}, {"unit": ""}]
)
def test_an_event_that_no_verifier_would_read_is_a_bug(wrong):
    with pytest.raises(ValueError, match="not an event"):
        leaf.leaf(event(**wrong), 1, HIDDEN, [])


def test_an_instant_without_a_time_zone_is_refused():
    with pytest.raises(RuleBroken, match=r"ledger\.naive-time"):
        leaf.leaf(event(at=datetime(2024, 12, 10)), 1, HIDDEN, [])  # noqa: DTZ001 - that is the point


@pytest.mark.parametrize(
    ("changed", "line"),
    [
        (
            {},
            '{"day":"2024-12-10","generated":false,"grade":"source-file","id":"' + ID + '",'
            '"measure":"dossiers.online","quantity":3548,"unit":"c31369"}',
        ),
        (
            {"corrects": "b" * 26, "generated": True, "measure": 'a "b"', "quantity": -1},
            '{"corrects":"' + "b" * 26 + '","day":"2024-12-10","generated":true,'
            '"grade":"source-file","id":"' + ID + '","measure":"a \\"b\\"","quantity":-1,'
            '"unit":"c31369"}',
        ),
    ],
)
def test_a_fact_line_holds_what_is_counted_and_not_where_it_came_from(changed, line):
    assert leaf.fact_lines([fact(**changed)], [ID]) == [line.encode()]


@pytest.mark.parametrize(
    "wrong", [{"quantity": 1.5}, {"quantity": True}, {"day": datetime(2024, 1, 1, tzinfo=UTC)}]
)
def test_a_fact_that_is_no_count_on_a_day_is_a_bug(wrong):
    with pytest.raises(TypeError, match="not a fact"):
        leaf.fact_lines([fact(**wrong)], [ID])


def test_the_record_under_the_commitment_holds_what_the_leaf_does_not():
    record = leaf.record(event(facts=(fact(),)), [ID]).decode()
    for part in (
        '"actor":"seat-9"',
        '"reason":"đủ minh chứng"',
        '"at":"2024-12-10T16:30:00.250000Z"',
    ):
        assert part in record
    assert '"sources":null' in leaf.record(event(), []).decode()


def test_the_record_changes_with_the_source_of_a_fact():
    one, other = (leaf.record(event(facts=(fact(key=key),)), [ID]) for key in ("k1", "k2"))
    assert one != other


def test_a_commitment_hides_the_record_behind_its_salt():
    assert leaf.commitment(b"1" * 32, b"{}") != leaf.commitment(b"2" * 32, b"{}")
    assert len(leaf.commitment(b"1" * 32, b"{}")) == 64


@pytest.mark.parametrize(
    ("level", "index", "width", "name"),
    [
        (0, 0, 256, "tile/0/000"),
        (0, 0, 1, "tile/0/000.p/1"),
        (1, 999, 255, "tile/1/999.p/255"),
        (2, 1000, 256, "tile/2/x001/000"),
        ("entries", 1234067, 256, "tile/entries/x001/x234/067"),
        (0, 1234067, 8, "tile/0/x001/x234/067.p/8"),
    ],
)
def test_a_tile_is_named_by_level_and_number(level, index, width, name):
    assert path(level, index, width) == name


def test_a_bundle_puts_the_length_before_each_leaf():
    assert bundle([b"", b"abc"]) == b"\x00\x00\x00\x03abc"


def test_a_checkpoint_has_three_lines_and_is_read_back():
    head = Head(109482, bytes(32))
    text = note.checkpoint("thidua.local/ledger", head)
    assert text == f"thidua.local/ledger\n109482\n{'A' * 43}=\n"
    assert note.head(text + "\n— thidua.local/ledger AAAA\n") == (text, head)


def test_a_receipt_promises_to_be_in_the_log_within_a_minute():
    text = note.receipt("thidua.local/ledger", ID, HIDDEN, "2024-12-10T16:30:00Z")
    assert text.split("\n") == [
        "thidua.local/ledger/receipt", ID, HIDDEN, "2024-12-10T16:30:00Z", "60", "",
    ]  # fmt: skip


def test_a_proof_holds_the_index_the_hashes_and_the_checkpoint():
    assert note.proof(5, [bytes(32)], "origin\n…\n").split("\n") == [
        "c2sp.org/tlog-proof@v1", "index 5", "A" * 43 + "=", "", "origin", "…", "",
    ]  # fmt: skip


@pytest.mark.parametrize("origin", ["", "a b", "a+b", "a\u00a0b"])
def test_an_origin_that_cannot_name_a_key_is_refused(origin):
    with pytest.raises(RuleBroken, match=r"ledger\.origin-malformed"):
        note.private_key(origin, bytes(32), bytes(32))


def test_the_key_that_the_go_documentation_shows_has_the_same_name_here():
    shown = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    name, public = note.read_key(f"PRIVATE+KEY+{shown}")
    assert note.verifier_key(name, public) == shown
