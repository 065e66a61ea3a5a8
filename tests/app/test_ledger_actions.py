from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from django.db import IntegrityError, transaction

from thidua.kernel.errors import RuleBroken
from thidua.ledger import outside
from thidua.ledger.actions import action, perform, unlogged
from thidua.ledger.models import Batch, Call, Entry, Outbox, Stream
from thidua.ledger.rules import Event, Fact, Grade, leaf, merkle
from thidua.verify import note
from thidua.verify.leaf import read_fact, read_leaf

pytestmark = pytest.mark.django_db
AT = datetime(2024, 12, 10, 8, 2, 3, 456789, timezone(timedelta(hours=7)))


def fact(number=0):
    day = date(2024, 12, 10)
    return Fact("m", "c31369", day, number, "portal", f"k{number}", Grade.COUNTED, generated=False)


@action
def happen(*, unit, at, facts=(), fail=False):
    Stream.objects.create(unit=f"a row of {unit} in {Entry.objects.count()}")
    if fail:
        raise RuleBroken("kernel.not-canonical", type="x")
    public, private = {"n": len(facts)}, {"why": "vì thử"}
    return Event("tests.happened", "test:1", unit, "seat-1", at, public, private, facts)


def leaves():
    return [read_leaf(bytes(row.leaf), 0) for row in Outbox.objects.pending()]


def test_what_happened_is_kept_with_its_leaf_and_its_receipt():
    receipt, event = happen(unit="c31369", at=AT, facts=(fact(5),))
    entry = Entry.objects.get()
    assert entry.receipt == receipt
    assert (entry.kind, entry.subject, entry.actor, entry.unit) == (
        "tests.happened", "test:1", "seat-1", "c31369",
    )  # fmt: skip
    assert entry.recorded_at == AT
    assert entry.is_whole
    (written,) = leaves()
    assert (written.at, written.commitment) == ("2024-12-10T01:02:03Z", receipt.commitment)
    assert written.facts[0].quantity == 5
    assert event.facts == (fact(5),)
    assert str(entry) == "c31369/1 tests.happened"
    assert str(entry.outbox) == f"leaf None of entry {entry.pk}"


def test_the_event_is_read_back_from_its_record():
    happen(unit="c31369", at=AT)
    event = Entry.objects.get().event
    assert event == Event(
        "tests.happened",
        "test:1",
        "c31369",
        "seat-1",
        AT.astimezone(UTC),
        {"n": 0},
        {"why": "vì thử"},
    )


def test_the_receipt_is_signed_by_a_key_that_is_not_the_logs():
    receipt, _ = happen(unit="c31369", at=AT)
    log_key, receipt_key = map(note.read_key, outside.verifier_keys())
    text = note.opened(receipt.note.encode(), receipt_key)
    assert text.split("\n")[1:] == [
        receipt.id, receipt.commitment, "2024-12-10T01:02:03Z", "60", "",
    ]  # fmt: skip
    assert log_key.public != receipt_key.public
    with pytest.raises(RuleBroken, match=r"verify\.signature-missing"):
        note.opened(receipt.note.encode(), log_key)


def test_keys_are_readable_by_their_owner_alone_and_made_once(settings):
    keys = outside.verifier_keys()
    outside.make_keys()
    assert outside.verifier_keys() == keys
    for name in ("ledger.key", "receipt.key"):
        assert (settings.KEYS / name).stat().st_mode & 0o777 == 0o600
    assert {path.name for path in settings.KEYS.iterdir()} == {"ledger.key", "receipt.key"}


def test_the_salt_is_what_hides_a_record():
    happen(unit="c31369", at=AT)
    entry = Entry.objects.get()
    assert len(entry.salt) == 32
    assert leaf.commitment(bytes(entry.salt), bytes(entry.record)) == entry.commitment
    Entry.objects.update(record=bytes(entry.record).replace(b"seat-1", b"seat-2"))
    assert not Entry.objects.get().is_whole


def test_each_unit_has_a_stream_without_gaps():
    for unit in ("a", "b", "a", "a"):
        happen(unit=unit, at=AT)
    with pytest.raises(RuleBroken):
        happen(unit="a", at=AT, fail=True)
    happen(unit="a", at=AT)
    assert [(one.stream, one.number) for one in leaves()] == [
        ("a", 1), ("b", 1), ("a", 2), ("a", 3), ("a", 4),
    ]  # fmt: skip
    assert str(Stream.objects.get(unit="a")) == "a: 4"


def test_an_action_that_fails_leaves_nothing_behind():
    with pytest.raises(RuleBroken):
        happen(unit="a", at=AT, fail=True, key="k")
    assert not any(model.objects.exists() for model in (Entry, Outbox, Stream, Call))


def test_many_facts_stand_in_a_batch():
    facts = tuple(fact(number) for number in range(6))
    happen(unit="c31369", at=AT, facts=facts)
    batch = Batch.objects.get()
    lines = batch.content.splitlines()
    assert (batch.n, batch.root) == (6, merkle.root(lines).hex())
    assert [read_fact(line, 0).quantity for line in lines] == list(range(6))
    assert leaves()[0].batch.root == batch.root
    assert str(batch) == f"6 facts under {batch.root}"


def test_a_hundred_thousand_facts_are_one_leaf():
    facts = tuple(fact(number) for number in range(100_000))
    happen(unit="c31369", at=AT, facts=facts, key="k")
    assert leaves()[0].batch.n == len(set(Batch.objects.get().content.splitlines())) == 100_000


def test_the_same_key_gives_the_first_receipt_and_writes_nothing():
    first, _ = happen(unit="c31369", at=AT, key="k")
    again, event = happen(unit="c31369", at=AT + timedelta(hours=1), key="k")
    assert (again, event.at) == (first, AT)
    assert Entry.objects.count() == 1
    assert str(Call.objects.get()) == "k"


def test_the_same_key_with_other_content_is_refused():
    happen(unit="c31369", at=AT, key="k")
    with pytest.raises(RuleBroken, match=r"ledger\.key-reused") as refused:
        happen(unit="c31370", at=AT, key="k")
    assert refused.value.status == 422
    assert "mã yêu cầu mới" in refused.value.text()
    assert Entry.objects.count() == 1


def test_without_a_key_the_same_happens_twice():
    assert happen(unit="a", at=AT)[0] != happen(unit="a", at=AT)[0]


def test_an_instant_without_a_time_zone_is_refused():
    with pytest.raises(RuleBroken, match=r"ledger\.naive-time"):
        happen(unit="a", at=AT.replace(tzinfo=None))


def performed(prepare=None, store=None, key=None):
    arguments = {"unit": "a", "at": AT, "facts": (fact(1), fact(2))}
    return perform(happen.__wrapped__, arguments, key=key, prepare=prepare, store=store)


def test_who_counts_may_leave_out_known_facts_and_store_the_rest():
    stored = []

    def fresh(event):
        return Event(
            event.kind, event.subject, event.unit, event.actor, event.at, facts=event.facts[1:]
        )

    _, event = performed(fresh, lambda *given: stored.append(given))
    ((entry, same, ids),) = stored
    assert same is event
    assert entry == Entry.objects.get()
    assert [one.id for one in leaves()[0].facts] == list(ids)
    assert [one.quantity for one in leaves()[0].facts] == [2]


def test_who_counts_may_answer_with_the_first_receipt_and_then_nothing_is_written():
    first, _ = happen(unit="a", at=AT)
    rows = Stream.objects.count()
    for key in (None, "k", "k"):
        receipt, _ = performed(lambda _: first, key=key)
        assert receipt == first
    assert Stream.objects.count() == rows
    assert Entry.objects.count() == 1
    assert Call.objects.get().entry.public_id == first.id


def test_what_is_stored_beside_an_event_fails_with_it():
    def store(*_):
        raise RuleBroken("kernel.not-canonical", type="x")

    with pytest.raises(RuleBroken):
        performed(store=store)
    assert not Entry.objects.exists()


def test_the_database_refuses_two_entries_of_one_number():
    happen(unit="a", at=AT)
    entry = Entry.objects.get()
    entry.pk, entry.public_id = None, "other"
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.update(stream_seq=0)
    with pytest.raises(IntegrityError), transaction.atomic():
        Outbox.objects.update(leaf_index=-1)


def test_a_writer_that_is_no_event_stays_as_it_is():
    assert unlogged(test_a_writer_that_is_no_event_stays_as_it_is) is (
        test_a_writer_that_is_no_event_stays_as_it_is
    )


def test_public_ids_differ():
    ids = outside.public_ids(10_000)
    assert len(set(ids)) == 10_000
    assert {len(one) for one in ids} == {26}
    assert outside.public_ids(0) == []
