"""Dossiers that live here beside what the national portal tells of them: compared, never counted twice."""

from datetime import date, timedelta

import pytest

import onestop_world as world
from mirror_lists import row, sheet
from thidua.counting.models import Fact
from thidua.dossiers.rules.steps import Act
from thidua.mirror.actions import source_of, take
from thidua.mirror.models import Mirrored
from thidua.mirror.models.known import Agencies
from thidua.mirror.models.recount import recounted, stored
from thidua.mirror.rules import Declared, Source
from thidua.mirror.rules.lists import read_list
from thidua.onestop.models.recount import differences as kept_wrong

pytestmark = pytest.mark.django_db
EVENING = world.MONDAY + timedelta(hours=8)


@pytest.fixture(autouse=True)
def _stand(db):
    world.make()


def told(*rows, source="national", at=EVENING):
    found = read_list(sheet(*rows), Agencies("p1", date(2026, 12, 31)).places)
    assert found.marks == ()
    digest = f"{len(rows)}{at:%Y%m%d%H%M%S}{source}"
    declared = Declared(Source(source), None, None, digest)
    take(lines=found.lines, declared=declared, unit="p1", actor="s-office", at=at)


def listed(code, **changed):
    usual = {
        "code": code,
        "unit": "",
        "procedure": world.BIRTH.code,
        "received": "09/03/2026 09:00",
        "due": "11/03/2026 17:00",
        "status": "4",
        "channel": "1",
        "filer": "",
        "fee": "",
        "paid_online": "",
        "supplements": "0",
    }
    return row(**usual | dict.fromkeys(EMPTY, "") | changed)


EMPTY = ("resolved", "returned", "e_result", "digitized", "reusing", "apologised", "field")


def kinds(code):
    return [each.difference.kind.value for each in Mirrored.objects.get(pk=code).found()]


def test_a_dossier_that_lives_here_is_compared_with_our_own_and_counts_once():
    world.lead(world.file(), Act.RECEIVE, Act.FORWARD)
    code = world.Dossier.objects.get().code
    told(listed(code), listed(f"{code[:-4]}9999"))
    received = Fact.objects.live().filter(measure="dossiers.received")
    assert sum(received.values_list("quantity", flat=True)) == 1
    assert kinds(code) == []
    told(
        listed(code, channel="2", status="9", resolved="10/03/2026 08:00"),
        at=EVENING + timedelta(days=1),
    )
    assert kinds(code) == ["channel", "status"]
    assert stored(source_of("p1", generated=False)) == recounted("p1", generated=False) == {}
    assert list(kept_wrong()) == []


def test_what_changes_here_is_compared_anew_with_the_next_list():
    world.lead(world.file(), Act.RECEIVE, Act.FORWARD)
    code = world.Dossier.objects.get().code
    told(listed(code, status="2"))
    assert kinds(code) == ["status"]
    told(listed(code, status="4"), at=EVENING + timedelta(days=1))
    assert kinds(code) == []


def test_a_unit_that_is_mirrored_still_counts_by_its_lists():
    told(listed("H99.43-260309-0001", unit="Xã Cẩm Hà"), source="province")
    assert (
        stored(source_of("p1", generated=False))["dossiers.received", "c3", date(2026, 3, 9)] == 1
    )


def test_before_its_dossiers_lived_here_a_unit_counts_by_lists():
    before = listed("H99.41-260226-0001", received="26/02/2026 09:00", due="28/02/2026 17:00")
    told(before, source="province")
    assert [unit for _measure, unit, _day in stored(source_of("p1", generated=False))] == ["c1"] * 4
