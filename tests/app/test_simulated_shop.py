"""A simulated shop: dossiers led by the acts that officers would do, counted as they stand."""

import shutil
from collections import Counter
from datetime import date, datetime, timedelta

import pytest

import onestop_world as world
from thidua.accounts.models import Person
from thidua.counting.models import Fact
from thidua.deadlines.outside import office
from thidua.deadlines.rules.office import VIETNAM
from thidua.dossiers.rules.steps import Status
from thidua.kernel.errors import RuleBroken
from thidua.kernel.periods import Period
from thidua.onestop.models import Dossier, Move, Paper
from thidua.onestop.models.recount import differences
from thidua.procedures.rules import LegalTime, OnlineLevel, TimeUnit
from thidua.residents.models import resident_of
from thidua.signing.outside import simulated
from thidua.simulated import outside
from thidua.simulated.actions import DOERS, KEY, Shop, go_on, open_shop, sign_up
from thidua.simulated.rules import Agency, Scene

pytestmark = pytest.mark.django_db
PERIOD = Period.inclusive(date(2026, 3, 9), date(2026, 4, 20))
BEFORE = datetime(2026, 3, 8, 16, tzinfo=VIETNAM)
NOW = datetime(2026, 4, 20, 19, tzinfo=VIETNAM)
SEED = 140  # every act happens
MAIL = "nguoi-dan@example.vn"
QUICK = world.procedure("1.900011", "Thủ tục nhanh", time=LegalTime(4, TimeUnit.HOURS), fee=10_000)
SLOW = world.procedure("1.900012", "Thủ tục dài", time=LegalTime(5, TimeUnit.DAYS))
ON_PAPER = world.procedure("1.900013", "Thủ tục tại quầy", online=OnlineLevel.INFORMATION)


def make_world():
    world.make()
    world.record(
        versions=(world.BIRTH, QUICK, SLOW, ON_PAPER),
        unit="p1",
        actor=world.MANAGER,
        at=world.OPENED + timedelta(minutes=1),
    )


@pytest.fixture(autouse=True)
def _stand(shared_world):
    pass


def shop(number, *versions):
    agency = Agency("c3", "Xã Cẩm Hà", "H99.43", 1)
    scene = Scene(SEED, (agency,), versions or (QUICK, SLOW, ON_PAPER), office(), NOW)
    return Shop(scene, PERIOD, number, world.MANAGER, "p1", MAIL)


def lived(made, days=PERIOD):
    """Let it happen evening by evening."""
    at = BEFORE
    for day in days:
        evening = datetime(day.year, day.month, day.day, 19, 50, tzinfo=VIETNAM)
        go_on(made, at, evening)
        at = evening


def test_without_a_device_all_happens_but_what_has_to_be_signed(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))  # there is no softhsm2-util here
    made = shop(70)
    open_shop(made, {KEY: "Không ai"}, BEFORE)
    sign_up(MAIL, "mat-khau-mo-phong", "c3", BEFORE)
    lived(made)
    rows = Dossier.objects.all()
    filed = sum(done is None for _at, _made, done in made.happenings)
    assert len(rows) == filed > 60
    assert all(row.generated for row in rows)
    assert {row.code[:6] for row in rows} == {"H99.43"}
    by_result = Counter(row.paper_result for row in rows if row.status == Status.RETURNED)
    assert set(by_result) == {True}
    waits = rows.filter(paper_result=False, desk="leader", step="signing")
    assert waits.count() > 15
    assert set(Move.objects.values_list("act", flat=True)) >= {act.value for act in DOERS}
    assert list(differences()) == []
    received = Fact.objects.live().filter(measure="dossiers.received", source="onestop")
    assert received.count() == filed
    assert not Fact.objects.filter(generated=False).exists()
    resident = resident_of(Person.objects.get(email=MAIL).pk)
    assert 0 < rows.filter(party__person=resident.person_id).count() < 100
    with pytest.raises(RuleBroken, match=r"demo\.no-device"):
        outside.signed(b"", KEY, NOW)


def test_with_a_device_results_are_signed_by_the_leader():
    if simulated.module() is None or shutil.which("softhsm2-util") is None:
        pytest.skip(f"SoftHSM2 is missing: {simulated.INSTALL}")
    made = shop(4, QUICK)
    open_shop(made, {KEY: "Chủ tịch"}, BEFORE)
    lived(made)
    results = Paper.objects.filter(result=True)
    assert results.exists()
    assert all(paper.held and paper.held.file.kind == "pdf" for paper in results)
    assert list(differences()) == []
    with pytest.raises(RuleBroken, match=r"demo\.no-key"):
        outside.signed(b"", "nobody", NOW)
