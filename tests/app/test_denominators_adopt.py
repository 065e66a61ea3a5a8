"""Adopted counts are what rates divide by; changes are corrections, and stay to be seen."""

from datetime import UTC, date, datetime, timedelta

import pytest

import portal_campaign
from thidua.counting.models import Fact as StoredFact
from thidua.counting.models import Tally, sums
from thidua.counting.models.recount import differences
from thidua.counting.rules import Window
from thidua.denominators import actions
from thidua.denominators.models import (
    Adoption,
    Candidate,
    Change,
    frozen_from,
    in_use,
    shrunk,
    used,
)
from thidua.kernel.errors import RuleBroken
from thidua.kernel.periods import Period
from thidua.ledger.models import Entry
from worlds import shared

pytestmark = pytest.mark.django_db

NOON = datetime(2024, 10, 9, 5, tzinfo=UTC)
DAY, FROZEN, LATER = date(2024, 10, 1), date(2024, 10, 15), date(2024, 11, 1)
AFTER = datetime(2024, 11, 5, 5, tzinfo=UTC)
MEASURE = "households.total"
HERE = ("c1", "c2", "c3")


place = shared(portal_campaign.open_units, autouse=True)


def register(counts=(100, 80, 60), *, day=DAY, source="Cục Thống kê", at=NOON, unit="p1"):
    pairs = counts if isinstance(counts, dict) else dict(zip(HERE, counts, strict=False))
    actions.register(
        measure=MEASURE, day=day, source=source, document="Niên giám",
        counts=tuple(pairs.items()), unit=unit, actor="s-office", at=at,
    )  # fmt: skip
    return Candidate.objects.get(sha256=actions.rules.digest(pairs), day=day, source=source)


def adopt(candidate, *, frozen_from=None, reason="", unit="p1", at=NOON):
    return actions.adopt(
        candidate=candidate if isinstance(candidate, int) else candidate.pk,
        frozen_from=frozen_from, reason=reason, unit=unit, actor="s-office", at=at,
    )  # fmt: skip


def change(quantity, *, of_unit="c1", day=DAY, reason="tách hộ", unit="p1", at=NOON, **other):
    return actions.change(
        of_unit=of_unit, day=day, quantity=quantity, reason=reason, unit=unit,
        actor="s-office", at=at, **({"measure": MEASURE} | other),
    )  # fmt: skip


def quantities(on=LATER):
    return {unit: each.fact.quantity for unit, each in in_use(MEASURE, HERE, on).items()}


def refused(code, call, *args, **given):
    before = Entry.objects.count()
    with pytest.raises(RuleBroken) as broken:
        call(*args, **given)
    assert broken.value.code == f"denominators.{code}", broken.value
    assert Entry.objects.count() == before
    return broken.value.text()


def test_adopted_counts_are_facts_that_rates_divide_by():
    _receipt, event = adopt(register(), frozen_from=FROZEN)
    assert quantities() == {"c1": 100, "c2": 80, "c3": 60}
    assert quantities(on=date(2024, 9, 30)) == {}
    facts = StoredFact.objects.all()
    assert set(facts.values_list("source", "grade", "generated")) == {
        ("denominators.households.total", "source-file", False)
    }
    window = Window("w", Period.inclusive(DAY, LATER), frozenset({MEASURE}))
    assert sums.of_tallies(window) == {(MEASURE, unit): n for unit, n in quantities().items()}
    assert event.kind == "denominators.adopted"
    assert (event.public["frozen_from"], event.public["after_freeze"]) == ("2024-10-15", False)
    assert event.private["source"] == "Cục Thống kê"
    assert not list(differences())


def test_a_source_that_calls_itself_simulated_makes_simulated_facts():
    chosen = register(source="Mô phỏng để trình diễn")
    adopt(chosen)
    change(90)
    assert set(StoredFact.objects.values_list("generated", flat=True)) == {True}


def test_the_same_adoption_again_gives_the_first_receipt():
    chosen = register()
    first, _ = adopt(chosen, frozen_from=FROZEN)
    again, _ = adopt(chosen, frozen_from=FROZEN, at=AFTER)
    assert again.id == first.id
    assert Adoption.objects.count() == 1
    assert StoredFact.objects.count() == 3


def test_another_candidate_of_the_same_day_corrects_what_was_adopted():
    first, second = register(), register((90, 80, 70), source="Công an tỉnh")
    adopt(first)
    adopt(second)
    assert quantities() == {"c1": 90, "c2": 80, "c3": 70}
    assert StoredFact.objects.filter(corrects__isnull=False).count() == 3
    assert {each.candidate for each in in_use(MEASURE, HERE, LATER).values()} == {second}
    adopt(first)
    assert quantities() == {"c1": 100, "c2": 80, "c3": 60}
    assert sum(Tally.objects.filter(measure=MEASURE).values_list("quantity", flat=True)) == 240
    assert not list(differences())


def test_an_adoption_after_other_changes_is_a_new_one():
    chosen = register()
    adopt(chosen)
    change(99)
    adopt(chosen)
    assert quantities()["c1"] == 100
    assert Adoption.objects.count() == 2


def test_a_new_freeze_day_is_a_new_adoption():
    chosen = register()
    adopt(chosen)
    adopt(chosen, frozen_from=FROZEN)
    assert Adoption.objects.count() == 2
    assert frozen_from(MEASURE, HERE) == FROZEN


def test_a_later_day_replaces_an_earlier_one_and_not_the_other_way_round():
    adopt(register((90, 70, 50), day=date(2024, 10, 5)))
    adopt(register())
    assert quantities() == {"c1": 90, "c2": 70, "c3": 50}
    assert quantities(on=date(2024, 10, 4)) == {"c1": 100, "c2": 80, "c3": 60}


def test_a_count_that_a_unit_sent_itself_is_corrected():
    register()
    portal_campaign.count("c1", "own", at=NOON, day=DAY, **{MEASURE: 500})
    assert quantities() == {"c1": 500}
    found = used([MEASURE], HERE, LATER)[MEASURE]
    assert (found.parts, found.reported, found.missing) == ((), 1, 2)
    adopt(Candidate.objects.get())
    assert quantities()["c1"] == 100


def test_after_the_freeze_another_candidate_needs_a_reason_and_is_marked():
    adopt(register(), frozen_from=FROZEN)
    other = register((90, 80, 60), source="Công an tỉnh")
    text = refused("frozen", adopt, other, reason=" ", at=AFTER)
    assert "15/10/2024" in text
    adopt(other, reason="rà soát lại hộ", at=AFTER)
    assert Adoption.objects.latest("pk").after_freeze
    entry = Entry.objects.latest("pk")
    assert entry.event.public["after_freeze"] is True
    assert entry.event.private["reason"] == "rà soát lại hộ"
    assert "rà soát" not in bytes(entry.outbox.leaf).decode()
    assert frozen_from(MEASURE, HERE) == FROZEN


def test_before_the_freeze_no_reason_is_asked_for():
    adopt(register(), frozen_from=FROZEN)
    adopt(register((90, 80, 60), source="Công an tỉnh"))
    assert not Adoption.objects.filter(after_freeze=True).exists()


def test_a_freeze_holds_where_its_candidate_has_counts():
    adopt(register({"c1": 5}), frozen_from=FROZEN)
    adopt(register({"c2": 5}), at=AFTER)
    assert frozen_from(MEASURE, ["c2"]) is None
    assert frozen_from(MEASURE, ["c1", "c2"]) == FROZEN


def test_one_count_is_changed_with_a_reason():
    adopt(register(), frozen_from=FROZEN)
    _receipt, event = change(98)
    assert quantities()["c1"] == 98
    found = Change.objects.get()
    assert (found.before, found.quantity, found.after_freeze) == (100, 98, False)
    assert event.public == {
        "measure": MEASURE, "of_unit": "c1", "day": "2024-10-01", "after_freeze": False,
    }  # fmt: skip
    change(97, at=AFTER)
    assert Change.objects.latest("pk").after_freeze
    assert StoredFact.objects.live().get(unit="c1").grade == "approved"
    assert not list(differences())


def test_the_same_change_again_gives_the_first_receipt():
    adopt(register())
    first, _ = change(98)
    again, _ = change(98, reason="bấm hai lần")
    assert again.id == first.id
    assert Change.objects.count() == 1


def test_a_change_to_what_is_there_is_refused():
    adopt(register())
    refused("unchanged", change, 100)


def test_a_count_may_be_given_for_a_later_day_or_where_there_was_none():
    adopt(register({"c1": 100}))
    change(105, day=date(2024, 10, 8))
    change(7, of_unit="Cẩm Hà")
    assert quantities() == {"c1": 105, "c3": 7}
    assert quantities(on=DAY) == {"c1": 100, "c3": 7}
    assert [each.before for each in Change.objects.order_by("pk")] == [100, None]
    assert in_use(MEASURE, ["c3"], LATER)["c3"].candidate is None


def test_a_first_count_may_come_without_any_candidate():
    change(7)
    assert quantities() == {"c1": 7}
    found = used([MEASURE], HERE, LATER)[MEASURE]
    assert (found.label, found.parts, found.reported) == ("Hộ gia đình", (), 1)


def test_a_count_that_a_unit_sent_itself_is_changed():
    register()
    portal_campaign.count("c1", "own", at=NOON, day=DAY, generated=True, **{MEASURE: 500})
    refused("unchanged", change, 500)
    change(400)
    fact = StoredFact.objects.live().get(unit="c1")
    assert (fact.quantity, fact.generated) == (400, True)


@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("lacking-reason", {"reason": ""}),
        ("below-zero", {"quantity": -1}),
        ("measure-unknown", {"measure": "nothing"}),
        ("day-ahead", {"day": LATER}),
        ("unit-not-yours", {"unit": "c2"}),
        ("refused", {"reason": "", "quantity": -1}),
    ],
)
def test_what_is_no_change_is_refused(code, given):
    adopt(register())
    refused(code, change, **({"quantity": 5} | given))


def test_what_cannot_be_adopted_is_refused():
    refused("candidate-unknown", adopt, 12345)
    chosen = register()
    refused("freeze-too-early", adopt, chosen, frozen_from=DAY - timedelta(days=1))
    refused("refused", adopt, chosen, unit="c1")
    refused("text-too-long", adopt, chosen, reason="x" * 1_001)
    assert not StoredFact.objects.exists()


def test_a_rate_names_what_it_uses():
    chosen = register()
    adopt(chosen)
    found = used([MEASURE, "people.total"], [*HERE, "p1", "h1"], LATER)
    assert found[MEASURE].only.candidate == chosen
    assert (found[MEASURE].label, found[MEASURE].unit) == ("Hộ gia đình", "hộ")
    assert found["people.total"].parts == ()
    assert found["people.total"].only is None


def test_a_territory_names_every_candidate_and_how_many_units_have_none():
    first, second = register({"c1": 100}), register({"c2": 80}, source="Công an tỉnh")
    adopt(first, frozen_from=FROZEN)
    adopt(second)
    change(99, at=AFTER)
    found = used([MEASURE], [*HERE, "h1", "h2"], LATER)[MEASURE]
    assert {part.candidate for part in found.parts} == {first, second}
    assert [(p.units, p.changed, p.changed_after_freeze) for p in found.parts] == [
        (1, 1, 1), (1, 0, 0),
    ]  # fmt: skip
    assert (found.reported, found.missing) == (0, 1)
    assert found.only is None


def test_many_units_are_asked_for_at_once():
    adopt(register())
    many = [*HERE, *(f"u{n}" for n in range(1_000))]
    assert len(in_use(MEASURE, many, LATER)) == 3


def test_what_shrank_after_a_day_is_summed_and_gains_hide_no_loss():
    adopt(register())
    assert shrunk([MEASURE], HERE, LATER, date(2024, 10, 10)) == {}
    adopt(register((90, 200, 55), source="Công an tỉnh"), at=AFTER)
    found = shrunk([MEASURE], HERE, LATER, date(2024, 10, 10))[MEASURE]
    assert (len(found.lines), found.before, found.after, found.loss) == (2, 160, 145, 15)
    assert shrunk([MEASURE], HERE, LATER, date(2024, 11, 6)) == {}
    assert shrunk([MEASURE], HERE, LATER, date(2024, 10, 1)) == {}


def test_a_smaller_count_of_a_later_day_is_a_loss_too():
    adopt(register())
    change(40, day=date(2024, 11, 2), at=AFTER)
    assert shrunk([MEASURE], HERE, LATER, date(2024, 10, 10)) == {}
    found = shrunk([MEASURE], HERE, date(2024, 11, 2), date(2024, 10, 10))[MEASURE]
    assert (found.before, found.after) == (100, 40)
