"""Whatever comes in, in whatever order, what is kept equals a recount from the facts alone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thidua.counting import actions
from thidua.counting.models import Fact as StoredFact
from thidua.counting.models import Measure as StoredMeasure
from thidua.counting.models.recount import differences
from thidua.counting.rules import Measure, MeasureKind
from thidua.kernel.errors import RuleBroken
from thidua.kernel.periods import Period
from thidua.ledger.rules import Fact, Grade
from thidua.units.models import Unit

NOON = datetime(2025, 2, 1, 5, tzinfo=UTC)
FIRST = date(2024, 10, 10)
UNITS = ("c1", "c2", "c3")
KINDS = {
    "flow": MeasureKind.FLOW,
    "part": MeasureKind.FLOW,
    "stock": MeasureKind.STOCK,
    "state": MeasureKind.HOUSEHOLD_STATE,
}

new_facts = st.tuples(
    st.sampled_from(sorted(KINDS)),
    st.sampled_from(UNITS),
    st.integers(-10, 80),
    st.integers(-3, 50),
    st.sampled_from(Grade),
)
events = st.lists(
    st.tuples(st.lists(new_facts, max_size=6), st.lists(st.integers(0, 30), max_size=3)),
    max_size=6,
)


def prepare():
    for unit in UNITS:
        Unit.objects.get_or_create(pk=unit, defaults={"level": "commune"})
    if not StoredMeasure.objects.exists():
        actions.register_measures(
            Measure(key, key, "hồ sơ", kind, within="flow" if key == "part" else None)
            for key, kind in KINDS.items()
        )


def facts_of(number, new, corrected):
    facts = [
        Fact(measure, unit, FIRST + timedelta(days=day), quantity, "s", f"{number}-{place}",
             grade, generated=False)
        for place, (measure, unit, day, quantity, grade) in enumerate(new)
    ]  # fmt: skip
    stored = list(StoredFact.objects.order_by("pk"))
    for place, index in enumerate(corrected):
        if stored:
            old = stored[index % len(stored)]
            facts.append(
                Fact(old.measure, old.unit, old.day, index, "s", f"{number}-c{place}",
                     Grade.APPROVED, generated=True, corrects=old.public_id)
            )  # fmt: skip
    return tuple(facts)


@pytest.mark.django_db
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(events)
def test_kept_tallies_and_windows_equal_a_recount(given_events):
    prepare()
    begun = StoredFact.objects.count()
    window = f"w{begun}-{StoredFact.objects.count()}-{len(given_events)}"
    actions.open_window(window, Period.inclusive(FIRST, FIRST + timedelta(days=61)), KINDS)
    for number, (new, corrected) in enumerate(given_events):
        before = StoredFact.objects.count()
        facts = facts_of(f"{before}-{number}", new, corrected)
        if not facts:
            continue
        try:
            actions.enter(facts=facts, unit="c1", actor="s-1", at=NOON)
        except RuleBroken:
            assert StoredFact.objects.count() == before
        assert list(differences()) == []
