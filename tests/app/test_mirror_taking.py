"""Lists of two systems taken day after day: one dossier counts once, and every count can be recounted."""

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

import pytest

import portal_campaign as world
from mirror_lists import row, sheet
from procedures_known import BIRTH
from thidua.counting.models import Fact
from thidua.kernel.errors import RuleBroken
from thidua.ledger.models import Entry
from thidua.mirror.actions import keep, look_at, source_of, take
from thidua.mirror.models import Kept, Listing, Mirrored, Seen
from thidua.mirror.models.known import Agencies
from thidua.mirror.models.recount import recounted, stored
from thidua.mirror.rules import Declared, Kind, Source
from thidua.mirror.rules.lists import read_list
from thidua.procedures.actions import record
from thidua.units.models import Identifier

pytestmark = pytest.mark.django_db
MORNING = datetime(2024, 10, 26, 1, tzinfo=UTC)
NEXT = MORNING + timedelta(days=1)
AN, BINH = "Xã An Phú", "Phường Bình An"
OPEN = {"status": "4", "resolved": "", "returned": "", "e_result": "", "digitized": ""}


@pytest.fixture(autouse=True)
def _units(db):
    world.open_units()
    record(versions=(BIRTH,), unit="p1", actor=world.ACTOR, at=MORNING)


def code(number):
    return f"H01.01-241020-{number:04d}"


def listed(*numbers, **changed):
    return [row(**{"code": code(number), "unit": AN} | changed) for number in numbers]


def read(*rows, unit="p1", today=date(2025, 12, 31)):
    found = read_list(sheet(*rows), Agencies(unit, today).places)
    assert found.marks == ()
    return found.lines


def tell(source, *rows, at=MORNING, first=None, last=None, unit="p1", generated=False, **more):
    lines = read(*rows, unit=unit)
    digest = sha256(repr((source, lines, at)).encode()).hexdigest()
    declared = Declared(Source(source), first, last, digest, generated)
    return take(lines=lines, declared=declared, unit=unit, actor="s-office", at=at, **more)


def counts(measure, unit="c1"):
    return sum(
        total
        for (name, where, _day), total in stored(source_of("p1", generated=False)).items()
        if (name, where) == (f"dossiers.{measure}", unit)
    )


def found(number):
    return [
        (each.difference.kind.value, each.difference.province, each.difference.national, each.since)
        for each in Mirrored.objects.get(pk=code(number)).found()
    ]


def is_recounted():
    return recounted("p1", generated=False) == stored(source_of("p1", generated=False))


def test_a_dossier_of_both_lists_counts_once():
    receipt, event = tell("province", *listed(1, 2, 3))
    assert (event.public["new"], event.public["changed"]) == (3, 0)
    tell("national", *listed(2, 3, 4), at=NEXT)
    assert counts("received") == counts("online") == counts("processed") == 4
    assert Mirrored.objects.count() == 4
    assert is_recounted()
    entry = Entry.objects.get(public_id=receipt.id)
    assert b"H01.01" not in bytes(entry.outbox.leaf)
    assert code(1).encode() not in bytes(entry.record)


def test_what_changes_is_corrected_by_facts_that_name_the_old_ones():
    tell("province", *listed(1, 2, **OPEN))
    assert (counts("received"), counts("processed")) == (2, 0)
    _receipt, event = tell("province", *listed(1), at=NEXT)
    assert (event.public["new"], event.public["changed"]) == (0, 1)
    assert (counts("received"), counts("processed"), counts("resolved-early")) == (2, 1, 1)
    tell("province", *listed(1, channel="1"), at=NEXT + timedelta(1))
    assert (counts("online"), counts("direct")) == (1, 1)
    assert Fact.objects.filter(corrects__isnull=False).exists()
    assert is_recounted()


def test_the_same_list_is_taken_once():
    lines, digest = read(*listed(1)), "0" * 64
    declared = Declared(Source.PROVINCE, None, None, digest)
    take(lines=lines, declared=declared, unit="p1", actor="s-office", at=MORNING, key="k")
    first = Entry.objects.count()
    take(lines=lines, declared=declared, unit="p1", actor="s-office", at=MORNING, key="k")
    with pytest.raises(RuleBroken) as broken:
        take(lines=lines, declared=declared, unit="p1", actor="s-office", at=NEXT)
    assert broken.value.code == "mirror.taken-already"
    assert "08:00 26/10/2024" in broken.value.text()
    assert (Entry.objects.count(), Listing.objects.count()) == (first, 1)


def test_what_stays_the_same_is_only_seen_again():
    tell("province", *listed(1, 2))
    before = Mirrored.objects.get(pk=code(1)).history
    _receipt, event = tell("province", *listed(1, 2), at=NEXT)
    assert (event.public["new"], event.public["changed"]) == (0, 0)
    row_now = Mirrored.objects.get(pk=code(1))
    assert (row_now.history, row_now.in_province) == (before, Listing.objects.latest("pk").pk)
    assert not Fact.objects.filter(entry__public_id=_receipt.id).exists()


def test_every_difference_is_named_with_since_when():
    tell("province", *listed(1))
    tell("national", *listed(1, status="9", returned="", fee="9000"), at=NEXT)
    later = NEXT + timedelta(1)
    tell("national", *listed(1, status="9", returned="", fee="9500"), at=later)
    assert found(1) == [
        ("status", "10", "9", NEXT.date()),
        ("fee", "8000", "9500", later.date()),
    ]
    assert [each.pk for each in Mirrored.objects.differing(Kind.FEE)] == [code(1)]
    assert not Mirrored.objects.differing(Kind.CHANNEL).exists()
    tell("national", *listed(1), at=later + timedelta(1))
    assert found(1) == []
    assert not Mirrored.objects.differing().exists()


def test_who_is_missing_on_a_side_is_named_only_where_that_side_claimed_to_be_complete():
    days = {"first": date(2024, 10, 1), "last": date(2024, 10, 31)}
    tell("province", *listed(1, 2))
    tell("national", *listed(2, 3), at=NEXT)
    assert found(1) == found(3) == []
    later = NEXT + timedelta(1)
    tell("national", *listed(2, 3, 5), at=later, **days)
    assert found(1) == [("not-in-national", "10", "", later.date())]
    assert found(3) == []
    last = later + timedelta(1)
    tell("province", *listed(1, 2), at=last, **days)
    assert found(3) == found(5) == [("not-in-province", "", "10", last.date())]
    tell("province", *listed(6), at=last + timedelta(1))
    assert found(6) == [("not-in-national", "10", "", (last + timedelta(1)).date())]
    tell("national", *listed(1, 6), at=last + timedelta(2))
    assert found(1) == found(6) == []


def test_a_dossier_that_a_complete_list_has_no_more_stays_counted_and_is_asked_about():
    days = {"first": date(2024, 10, 1), "last": date(2024, 10, 31)}
    tell("province", *listed(1, 2))
    tell("province", *listed(2), at=NEXT, **days)
    assert found(1) == [("gone", "vắng", "", NEXT.date())]
    assert counts("received") == 2
    tell("national", *listed(1), at=NEXT)
    assert ("gone", "vắng", "", NEXT.date()) in found(1)
    later = NEXT + timedelta(1)
    tell("national", *listed(2), at=later, **days)
    assert ("gone", "vắng", "vắng", later.date()) in found(1)
    tell("province", *listed(1), at=later)
    assert found(1) == [("gone", "", "vắng", later.date())]
    tell("national", *listed(1), at=later)
    assert found(1) == []
    assert is_recounted()


def test_a_status_that_comes_back_from_its_end_is_named_until_it_is_right_again():
    tell("province", *listed(1))
    tell("province", *listed(1, **OPEN), at=NEXT)
    assert found(1) == [("backwards", "4", "", NEXT.date())]
    assert counts("processed") == 0
    tell("national", *listed(1, **OPEN), at=NEXT)
    assert found(1) == [("backwards", "4", "", NEXT.date())]
    tell("province", *listed(1), at=NEXT + timedelta(1))
    assert "backwards" not in [each[0] for each in found(1)]
    assert is_recounted()


def test_the_history_shows_each_status_with_both_times():
    tell("province", *listed(1, **OPEN))
    tell("province", *listed(1), at=NEXT)
    history = Mirrored.objects.get(pk=code(1)).turns()
    assert [(each.status.name, each.since and f"{each.since:%d/%m}", f"{each.told:%d/%m}") for each in history] == [
        ("RECEIVED", "20/10", "26/10"),
        ("IN_PROCESS", None, "26/10"),
        ("RESOLVED", "24/10", "27/10"),
        ("RETURNED", "25/10", "27/10"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "measure"),
    [
        ({"due": "24/10/2024", "resolved": "24/10/2024 16:00"}, "resolved-on-time"),
        ({"due": "24/10/2024 17:00", "resolved": "24/10/2024 16:00"}, "resolved-on-time"),
        ({"due": "23/10/2024 17:00", "resolved": "24/10/2024 16:00"}, "resolved-late"),
        ({"supplements": "2"}, "resolved-late"),
        ({"due": "", "resolved": "23/10/2024 09:00"}, "resolved-late"),
        ({"due": "", "resolved": "22/10/2024 09:00"}, "resolved-on-time"),
        ({"resolved": "", "returned": "24/10/2024 09:00"}, "resolved-early"),
    ],
)
def test_time_is_judged_by_the_appointment_or_by_the_procedure(changed, measure):
    tell("province", *listed(1, **changed))
    assert counts(measure) == 1
    assert counts("processed") == 1


def test_what_cannot_be_judged_is_not_counted_as_processed():
    tell("province", *listed(1, due="", procedure="1.999999"))
    assert (counts("received"), counts("processed")) == (1, 0)
    assert is_recounted()


def test_a_field_with_online_services_is_counted_apart():
    tell("province", *listed(1))
    tell("province", *listed(2, procedure="", field="Lĩnh vực lạ"), at=NEXT)
    tell("province", *listed(3, procedure="", field=""), at=NEXT + timedelta(1))
    assert (counts("received"), counts("in-online-fields")) == (3, 1)


def test_a_dossier_that_was_never_received_counts_for_nothing():
    tell("province", *listed(1, status="1", received="", due="", resolved="", returned=""))
    tell("province", *listed(2, status="3"), at=NEXT)
    assert stored(source_of("p1", generated=False)) == {}
    assert Mirrored.objects.count() == 2


def test_a_merger_leaves_the_receipt_where_it_was_and_the_end_where_it_happened():
    world.merge_communes()
    later = NEXT + timedelta(300)
    tell("province", *listed(1, resolved="02/07/2025 08:00", returned=""), at=later)
    new = listed(2, unit="Xã An Bình", **OPEN | {"received": "02/07/2025 08:00", "due": ""})
    tell("province", *new, at=later + timedelta(1))
    assert (counts("received"), counts("processed"), counts("processed", "c4")) == (1, 0, 1)
    assert counts("received", "c4") == 1
    assert is_recounted()


def test_the_agency_in_the_code_says_who_received_it_then():
    world.merge_communes()
    Identifier.objects.create(unit_id="c1", scheme="agency", code="H01.01", end=date(2025, 7, 1))
    Identifier.objects.create(unit_id="c4", scheme="agency", code="H01.01", first=date(2025, 7, 1))
    rows = listed(1, unit="Xã An Bình"), listed(2, unit="", received="02/07/2025 08:00", **OPEN)
    tell("province", *rows[0], *rows[1], at=NEXT + timedelta(300))
    assert (counts("received"), counts("received", "c4")) == (1, 1)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"unit": "Xã Nơi Khác"}, "mirror.unit-unknown"),
        ({"unit": ""}, "mirror.unit-unknown"),
        ({"unit": "Xã An Bình"}, "mirror.unit-unknown"),
        ({"received": "20/10/2034 08:00", **OPEN}, "mirror.day-ahead"),
        ({"returned": "", "resolved": "20/10/2034 08:00"}, "mirror.day-ahead"),
        ({"unit": "elsewhere-id"}, "mirror.unit-unknown"),
    ],
)
def test_who_cannot_be_told_is_refused(changed, reason):
    world.merge_communes()
    (mark,) = read_list(
        sheet(*listed(1, **changed)), Agencies("p1", date(2025, 12, 31)).places
    ).marks
    assert mark.reason.code == reason


def test_a_unit_of_others_is_refused_even_by_its_agency():
    Identifier.objects.create(unit_id="c2", scheme="agency", code="H01.01")
    found_here = read_list(sheet(*listed(1)), Agencies("c1", date(2025, 12, 31)).places)
    assert [mark.reason.code for mark in found_here.marks] == ["mirror.unit-foreign"]


def test_lists_of_two_senders_never_share_a_dossier():
    tell("province", *listed(1))
    with pytest.raises(RuleBroken) as broken:
        tell("province", *listed(2, 1), unit="c1", at=NEXT)
    assert broken.value.code == "mirror.of-another-sender"
    assert not Mirrored.objects.filter(pk=code(2)).exists()
    with pytest.raises(RuleBroken, match="of-another-sender"):
        tell("province", *listed(1), generated=True, at=NEXT)


def test_an_empty_list_is_none():
    with pytest.raises(RuleBroken, match="nothing"):
        tell("province")


def test_simulated_lists_count_apart_and_say_so():
    tell("province", *listed(1), generated=True)
    assert set(Fact.objects.values_list("generated", flat=True)) == {True}
    assert recounted("p1", generated=True) == stored(source_of("p1", generated=True))


def test_a_count_opens_to_its_dossiers():
    tell("province", *listed(1, 2), *listed(3, **OPEN), *listed(4, unit=BINH))
    place = ("dossiers.processed", "c1", date(2024, 10, 24))
    assert sorted(each.pk for each in Mirrored.objects.counted_at(place)) == [code(1), code(2)]
    place = ("dossiers.received", "c2", date(2024, 10, 20))
    assert [each.pk for each in Mirrored.objects.counted_at(place)] == [code(4)]
    assert not Mirrored.objects.counted_at(("other", "c2", date(2024, 10, 20))).exists()


def test_a_list_is_kept_for_a_day_by_its_known_columns_only():
    found_here = read_list(sheet(*listed(1)), Agencies("p1", date(2025, 12, 31)).places)
    declared = Declared(Source.PROVINCE, None, None, "0" * 64)
    for at in (MORNING, MORNING + timedelta(2)):
        kept = keep(read=found_here, declared=declared, name="a.csv", unit="p1", at=at)
    assert Kept.objects.get() == kept
    assert (str(kept), kept.rows) == ("province a.csv", 1)


def test_a_look_is_remembered():
    look_at(codes=[code(1)], seat="s-office", at=MORNING)
    assert str(Seen.objects.get()) == f"s-office {code(1)}"
