"""A candidate of a denominator is registered whole, once, with every problem named."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection

import portal_campaign
from thidua.counting.models import Fact, Measure
from thidua.denominators import actions
from thidua.denominators.models import Candidate, CandidateCount
from thidua.denominators.rules import digest
from thidua.kernel.errors import RuleBroken
from thidua.ledger.models import Entry
from worlds import shared

pytestmark = pytest.mark.django_db

NOON = datetime(2024, 10, 9, 5, tzinfo=UTC)
DAY = date(2024, 10, 1)
COUNTS = (("c1", 100), ("c2", 80), ("c3", 60))


place = shared(portal_campaign.open_units, autouse=True)


def register(counts=COUNTS, **other):
    given = {
        "measure": "households.total", "day": DAY, "source": "Cục Thống kê",
        "document": "Niên giám 2023", "unit": "p1", "actor": "s-office", "at": NOON,
    }  # fmt: skip
    return actions.register(counts=tuple(counts), **(given | other))


def refused(*codes, **given):
    """Say which lines are refused, and that nothing was kept."""
    before = Entry.objects.count()
    with pytest.raises(RuleBroken) as broken:
        register(**given)
    assert Entry.objects.count() == before
    assert not Candidate.objects.exists()
    found = broken.value.facts.get("problems", [broken.value])
    inner = [each.facts.get("reason", each) for each in found]
    assert [each.code.partition(".")[2] for each in inner] == list(codes)
    return broken.value.text()


def test_a_candidate_is_an_event_without_facts_and_makes_its_measure_known():
    _receipt, event = register()
    found = Candidate.objects.get()
    assert (found.version, found.n, found.unit) == (1, 3, "p1")
    assert found.values() == dict(COUNTS)
    assert event.kind == "denominators.registered"
    assert event.public == {
        "measure": "households.total", "day": "2024-10-01", "version": 1, "n": 3,
        "sha256": digest(dict(COUNTS)),
    }  # fmt: skip
    assert event.private == {"source": "Cục Thống kê", "document": "Niên giám 2023"}
    assert not Fact.objects.exists()
    assert Measure.objects.get(key="households.total").label == "Hộ gia đình"


def test_the_same_candidate_again_gives_the_first_receipt_in_whatever_order():
    first, _ = register()
    again, _ = register(reversed(COUNTS), source=" Cục Thống kê ")
    assert again.id == first.id
    assert Entry.objects.filter(kind="denominators.registered").count() == 1
    assert CandidateCount.objects.count() == 3


def test_other_counts_of_a_source_are_its_next_version_and_sources_count_apart():
    register()
    register([("c1", 90)])
    register([("c1", 90)], source="Công an tỉnh")
    register([("c1", 90)], measure="people.total")
    found = Candidate.objects.order_by("pk").values_list("measure", "source", "version")
    assert list(found) == [
        ("households.total", "Cục Thống kê", 1),
        ("households.total", "Cục Thống kê", 2),
        ("households.total", "Công an tỉnh", 1),
        ("people.total", "Cục Thống kê", 1),
    ]


def test_units_are_named_by_id_by_code_or_by_name():
    register([("gso:101@2024-10-01", 1), ("binh an", 2), ("103", 3), ("Ấp Một", 4)])
    assert Candidate.objects.get().values() == {"c1": 1, "c2": 2, "c3": 3, "h1": 4}


def test_a_name_that_two_units_have_is_not_guessed():
    portal_campaign.open_unit(
        unit=portal_campaign.NewUnit(
            "h3", portal_campaign.Level.HAMLET, "hamlet", "Một", "c2"
        ),
        first=None, actor="s", at=NOON,
    )  # fmt: skip
    text = refused("name-of-several", counts=[("Ấp Một", 4)])
    assert "h1, h3" in text


def test_every_problem_is_named_with_its_line():
    portal_campaign.merge_communes()
    text = refused(
        "unknown", "below-zero", "twice", "too-large", "unit-closed",
        counts=[("c1", 1), ("nowhere", 1), ("c2", -1), ("c1", 2), ("c3", 10**9 + 1), ("c4", 5)],
    )  # fmt: skip
    assert "Dòng 2: " in text
    assert "Dòng 6: đơn vị “c4” không có vào ngày 01/10/2024" in text


def test_a_unit_of_others_is_refused():
    refused("unit-not-yours", counts=[("c2", 5)], unit="c1")
    register([("h1", 5)], unit="c1")


def test_a_department_registers_the_territory_that_it_serves():
    register(unit="x-culture")
    assert Candidate.objects.get().n == 3


def test_a_row_of_totals_is_refused_and_a_unit_beside_those_below_it_is_not():
    assert "dòng cộng" in refused("total-row", counts=[("p1", 240), *COUNTS])
    register([("p1", 7), *COUNTS])


@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("measure-unknown", {"measure": "nothing"}),
        ("measure-too-long", {"measure": "x" * 68}),
        ("lacking-source", {"source": " "}),
        ("lacking-document", {"document": ""}),
        ("text-too-long", {"source": "x" * 121}),
        ("text-too-long", {"document": "x" * 301}),
        ("day-ahead", {"day": date(2024, 10, 10)}),
        ("count-of-counts", {"counts": []}),
        ("unit-unknown", {"unit": "nowhere"}),
    ],
)
def test_what_makes_no_candidate_is_refused(code, given):
    refused(code, **given)


def test_a_measure_that_adds_up_over_days_is_no_denominator():
    portal_campaign.plan()
    refused("not-a-stock", measure="received")
    register(measure="households")


def test_two_problems_of_the_whole_are_both_named():
    refused("measure-unknown", "lacking-source", measure="nothing", source="")


def test_a_version_that_another_writer_took_meanwhile_is_looked_at_again():
    failed = []

    def meanwhile(execute, sql, params, many, context):
        if sql.startswith('INSERT INTO "denominators_candidate"') and not failed:
            failed.append(sql)
            raise IntegrityError
        return execute(sql, params, many, context)

    with connection.execute_wrapper(meanwhile):
        register()
    assert failed
    assert Candidate.objects.get().version == 1
    assert Entry.objects.filter(kind="denominators.registered").count() == 1
