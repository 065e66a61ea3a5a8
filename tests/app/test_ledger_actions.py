from datetime import UTC, date, datetime, timedelta

import pytest

from thidua.kernel.errors import RuleBroken
from thidua.ledger.actions import action
from thidua.ledger.models import Entry, Outbox
from thidua.ledger.rules import Event, Fact, Grade

pytestmark = pytest.mark.django_db
AT = datetime(2024, 12, 10, 1, 2, 3, 456789, UTC)


def fact(n=0):
    return Fact(
        "dossiers",
        "c31369",
        date(2024, 12, 10),
        n,
        "portal",
        f"k{n}",
        Grade.COUNTED,
        generated=False,
    )


@action
def happen(*, unit, at, facts=(), public=None):
    return Event(
        "tests.happened", "test:1", unit, "seat-1", at, public or {}, {"why": "vì thử"}, facts
    )


def test_an_event_is_recorded_with_its_receipt():
    receipt, event = happen(unit="c31369", at=AT, facts=(fact(5),))
    entry = Entry.objects.get()
    assert entry.receipt == receipt
    assert (entry.event.subject, entry.event.at) == (event.subject, AT)
    assert b'"n":1' in bytes(Outbox.objects.pending().get().leaf)


def test_the_same_key_gives_the_first_receipt_and_writes_nothing():
    first, _ = happen(unit="c31369", at=AT, key="k")
    again, event = happen(unit="c31369", at=AT + timedelta(hours=1), key="k")
    assert (again, event.at) == (first, AT)
    assert Entry.objects.count() == 1


def test_the_same_key_with_other_content_is_refused():
    happen(unit="c31369", at=AT, key="k")
    with pytest.raises(RuleBroken, match=r"ledger\.key-reused"):
        happen(unit="c31370", at=AT, key="k")


def test_a_hundred_thousand_facts_are_recorded_fast():
    import time

    facts = tuple(fact(n) for n in range(100_000))
    t = time.perf_counter()
    happen(unit="c31369", at=AT, facts=facts, key="x")
    print(time.perf_counter() - t)
