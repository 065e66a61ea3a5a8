"""Laws of counting: what is kept step by step equals what is counted at the end."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from thidua.counting.rules import (
    MeasureKind,
    Window,
    above,
    changes,
    counts_in,
    tallies,
    window_sums,
)
from thidua.kernel.periods import Period
from thidua.ledger.rules import Fact, Grade

FIRST = date(2024, 10, 10)
KINDS = {
    "flow": MeasureKind.FLOW,
    "stock": MeasureKind.STOCK,
    "state": MeasureKind.HOUSEHOLD_STATE,
}

days = st.integers(-5, 70).map(lambda n: FIRST + timedelta(days=n))
facts = st.builds(
    Fact,
    measure=st.sampled_from(sorted(KINDS)),
    unit=st.sampled_from(["a", "b", "c"]),
    day=days,
    quantity=st.integers(0, 1000),
    source=st.just("s"),
    key=st.uuids().map(str),
    grade=st.sampled_from(sorted(Grade)),
    generated=st.booleans(),
)


def corrected(fact, quantity, grade):
    return Fact(
        fact.measure, fact.unit, fact.day, quantity, fact.source, f"{fact.key}+", grade,
        fact.generated, fact.key,
    )  # fmt: skip


@given(st.lists(facts, max_size=30), st.data())
def test_tallies_kept_by_changes_equal_tallies_counted_from_live_facts(first, data):
    kept = {}
    live = {}
    for fact in first:
        for cell, change in changes([(fact, None)]).items():
            kept[cell] = kept.get(cell, 0) + change
        live[fact.key] = fact
    for key in data.draw(st.sets(st.sampled_from(sorted(live)))) if live else ():
        old = live.pop(key)
        new = corrected(old, data.draw(st.integers(0, 1000)), data.draw(st.sampled_from(Grade)))
        for cell, change in changes([(new, old)]).items():
            kept[cell] = kept.get(cell, 0) + change
        live[new.key] = new
    counted = tallies(live.values())
    assert {cell: n for cell, n in kept.items() if n} == {c: n for c, n in counted.items() if n}


@given(st.lists(facts, max_size=30), st.randoms())
def test_the_order_of_facts_never_changes_a_sum(listed, chance):
    window = Window("w", Period.inclusive(FIRST, FIRST + timedelta(days=61)), frozenset(KINDS))
    again = list(listed)
    chance.shuffle(again)
    assert window_sums(window, KINDS, tallies(listed)) == window_sums(window, KINDS, tallies(again))


@given(st.lists(facts, max_size=30))
def test_a_flow_is_summed_over_the_days_of_the_window_only(listed):
    window = Window("w", Period.inclusive(FIRST, FIRST + timedelta(days=61)), frozenset(KINDS))
    sums = window_sums(window, KINDS, tallies(listed))
    for unit in "abc":
        mine = [f for f in listed if f.measure == "flow" and f.unit == unit]
        inside = [f.quantity for f in mine if f.day in window.period]
        assert sums.get(("flow", unit)) == (sum(inside) if inside else None)


def test_a_stock_is_the_value_of_its_last_day():
    window = Window("w", Period.inclusive(FIRST, FIRST + timedelta(days=9)), frozenset(KINDS))
    listed = [
        Fact("stock", "a", FIRST - timedelta(days=3), 7, "s", "1", Grade.COUNTED, generated=False),
        Fact("stock", "a", FIRST + timedelta(days=3), 9, "s", "2", Grade.COUNTED, generated=False),
        Fact(
            "stock", "a", FIRST + timedelta(days=30), 99, "s", "3", Grade.COUNTED, generated=False
        ),
        Fact("stock", "b", FIRST - timedelta(days=3), 5, "s", "4", Grade.COUNTED, generated=False),
    ]
    assert window_sums(window, KINDS, tallies(listed)) == {("stock", "a"): 9, ("stock", "b"): 5}


def test_a_household_state_is_the_balance_since_the_beginning():
    window = Window("w", Period.inclusive(FIRST, FIRST + timedelta(days=9)), frozenset(KINDS))
    listed = [
        Fact("state", "a", FIRST - timedelta(days=99), 1, "s", "1", Grade.COUNTED, generated=False),
        Fact("state", "a", FIRST + timedelta(days=3), 1, "s", "2", Grade.COUNTED, generated=False),
        Fact("state", "a", FIRST + timedelta(days=4), -1, "s", "3", Grade.COUNTED, generated=False),
        Fact("state", "a", FIRST + timedelta(days=10), 1, "s", "4", Grade.COUNTED, generated=False),
    ]
    assert window_sums(window, KINDS, tallies(listed)) == {("state", "a"): 1}


def test_measures_outside_the_window_are_left_out():
    window = Window("w", Period.inclusive(FIRST, FIRST), frozenset({"flow"}))
    assert counts_in(window, MeasureKind.FLOW, FIRST)
    listed = [Fact("stock", "a", FIRST, 7, "s", "1", Grade.COUNTED, generated=False)]
    assert window_sums(window, KINDS, tallies(listed)) == {}


def test_a_measure_above_its_bound_is_named_and_a_missing_bound_is_none():
    sums = {("online", "a"): 11, ("received", "a"): 10, ("online", "b"): 5}
    assert above(sums, {"online": "received"}) == [("a", "online", 11, 10)]
