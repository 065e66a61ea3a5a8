"""`thidua counter …`: the same calls from the terminal."""

from datetime import timedelta

import pytest
from click.testing import CliRunner

import onestop_world as world
from thidua.counter.cli import counter
from thidua.dossiers.rules.steps import Act
from thidua.kernel.errors import RuleBroken
from thidua.onestop.models import Dossier, Way, demands, serials
from thidua.onestop.rules import Demands

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_world")]
LATER = world.MONDAY + timedelta(days=8)
AS = ("--as", world.MANAGER)


def make_world():
    world.make()
    world.paper_results()


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)


def run(*arguments):
    done = CliRunner().invoke(counter, arguments, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_what_is_late_is_listed_and_what_is_done_or_waits_is_not():
    late, done, waits = world.file(), world.file(), world.file()
    world.lead(late, Act.RECEIVE, Act.FORWARD)
    world.lead(done, Act.RECEIVE, Act.FORWARD, Act.PROPOSE, Act.APPROVE, Act.SIGN)
    world.lead(waits, Act.RECEIVE, Act.FORWARD, Act.ASK_SUPPLEMENT)
    line = run("overdue", "c1").splitlines()
    assert [each.split("\t")[0] for each in line] == [world.row(late).code]
    assert "trễ 3 ngày" in line[0]
    assert run("overdue", "c2") == ""


def test_a_unit_is_switched():
    assert run("switch", "c1", "mirror", "--from", "2026-04-01", *AS).startswith("thidua.local/")
    assert Way.objects.filter(unit="c1", kind="mirror").count() == 1


def test_what_a_procedure_asks_is_said():
    asked = ("--two", "--signed", "approve", "--signed", "propose")
    run("demand", "p1", world.COPY.code, "--from", "2026-04-01", *asked, *AS)
    found = demands(world.COPY.code, LATER.date() + timedelta(days=60))
    assert found == Demands(second_approver=True, signed=frozenset({"approve", "propose"}))


def test_who_signs_for_a_seat_is_named_and_dismissed():
    seat = "s-c1-leader"
    run("authorise", seat, "4711", "--from", "2026-03-10", *AS)
    assert serials(seat, LATER.date()) == ["4711"]
    run("dismiss", seat, "4711", "--to", "2026-03-12", *AS)
    assert serials(seat, LATER.date()) == []


def test_a_recount_says_what_differs_and_fails():
    dossier = world.file()
    world.do(Act.RECEIVE, dossier)
    assert run("recount") == ""
    Dossier.objects.filter(pk=dossier).update(channel="online")
    with pytest.raises(RuleBroken, match="2 counts differ"):
        run("recount")
