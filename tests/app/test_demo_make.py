"""The demonstration, made whole in an empty store as a newcomer makes it."""

import shutil
import subprocess
import sys
from contextlib import suppress
from datetime import date, datetime, timedelta, timezone
from itertools import count

import pytest
from click.testing import CliRunner
from django.conf import settings
from django.db import connection

from thidua.counting.models import Fact
from thidua.demo import actions
from thidua.demo.cli import demo
from thidua.demo.rules.places import CAN_THO, MASTER
from thidua.ledger.models import Outbox
from thidua.mirror.actions import source_of
from thidua.mirror.models import Mirrored
from thidua.mirror.models.recount import recounted, stored
from thidua.onestop.models import Dossier, Paper, Party
from thidua.onestop.models.recount import differences
from thidua.onestop.rules import SOURCE as ONESTOP
from thidua.procedures.models import Stored
from thidua.residents.rules import SOURCE as RESIDENTS
from thidua.signing.outside import simulated
from thidua.standings.models import CouncilResult, Edition
from thidua.standings.models.live import live
from thidua.units.actions import open_unit
from thidua.units.rules import Level, NewUnit

TODAY = "2026-03-17"
HANOI = timezone(timedelta(hours=7))
LONG, WEEK = ("evenings of 2024", "running campaign"), 7


def make(*options):
    return CliRunner().invoke(demo, ["make", *options])


def verify(what):
    """Run the verifier as an inspector would: alone, on the published folder."""
    command = [sys.executable, "-m", "thidua.verify", what, str(settings.PUBLISHED)]
    return subprocess.run(command, check=False).returncode


def prizes(campaign, group):
    """List (rank, unit, prize) of the prize winners of a group."""
    (found,) = (one for one in live(campaign).groups if one.group.code == group)
    return [
        (standing.rank, standing.sheet.unit, standing.prize)
        for standing in found.standings
        if standing.prize
    ]


def check_closed():
    assert prizes("60-ngay-dem-2024", "districts") == [
        (1, "d930", "first"),
        (2, "d932", "second"),
        (3, "d931", "third"),
    ]
    first, second, *third = prizes("60-ngay-dem-2024", "communes")
    assert (first, second) == ((1, "c31369", "first"), (2, "c31483", "second"))
    assert {unit for _, unit, prize in third} == {"c31362", "c31321"}
    assert prizes("60-ngay-dem-2024", "telecoms") == [(1, "x-hg-viettel", "first")]
    editions = Edition.objects.filter(campaign="60-ngay-dem-2024").order_by("nr")
    assert [edition.state for edition in editions] == [*["provisional"] * 8, "official"]
    assert CouncilResult.objects.newest("60-ngay-dem-2024").count() == 8


def typed():
    """Give the counts that somebody handed in: no dossiers and no accounts make them."""
    facts = Fact.objects.exclude(source__startswith="mirror.")
    return facts.exclude(source__in=(ONESTOP, RESIDENTS))


def check_running():
    board = live("62-ngay-dem-mo-phong")
    assert {one.group.code: len(one.standings) for one in board.groups} == {
        "departments": 14,
        "wards": 31,
        "communes": 72,
        "telecoms": 3,
    }
    correction = typed().get(corrects__isnull=False)
    assert recounted(CAN_THO, generated=True) == stored(source_of(CAN_THO, generated=True)) != {}
    assert Mirrored.objects.differing().exists()
    check_shop()
    assert correction.quantity // 10 == correction.corrects.quantity
    assert Edition.objects.filter(stage="first-half").count() == 1
    known = list(Stored.objects.values_list("generated", flat=True))
    assert len(known) > 100
    assert all(known)


def check_shop():
    """The commune whose dossiers live here counts by them alone, and its results are signed."""
    assert list(differences()) == []
    mine = Fact.objects.live().filter(unit=MASTER, measure__startswith="dossiers.")
    since = Dossier.objects.order_by("filed_at").first().filed_at.date()
    assert set(mine.filter(day__gte=since).values_list("source", flat=True)) == {"onestop"}
    signed = Paper.objects.filter(result=True, held__isnull=False).exists()
    assert signed == (simulated.module() is not None and shutil.which("softhsm2-util") is not None)
    assert Party.objects.filter(person__email=actions.RESIDENT).exists()


@pytest.mark.django_db(transaction=True)
def test_two_campaigns_are_made_published_and_hold_what_was_published():
    if connection.vendor != "sqlite":
        pytest.skip("made whole on SQLite, as `make demo` does; elsewhere with a week of evenings")
    made = make("--seed", "7", "--today", TODAY)
    assert made.exit_code == 0, made.output
    assert "seed 7" in made.output
    check_closed()
    check_running()
    assert not Fact.objects.filter(generated=False).exists()
    assert not Outbox.objects.pending().exists()
    assert verify("ledger") == verify("standings") == 0
    again = make("--seed", "7", "--today", TODAY)
    assert (again.exit_code, again.output) == (0, "The demonstration is made already.\n")
    Edition.objects.filter(campaign="62-ngay-dem-mo-phong").update(until=date(2026, 2, 20))
    assert make("--today", TODAY).exception.code == "demo.half-made"


class BrokenOffError(Exception):
    """Somebody had enough."""


def for_a_week(step):
    """Go through a step; one that takes many evenings is broken off after a week."""
    evenings = count(1)

    def tick(_done):
        if step.name in LONG and next(evenings) == WEEK:
            raise BrokenOffError

    with suppress(BrokenOffError):
        step.run(tick)


@pytest.mark.django_db(transaction=True)
def test_every_step_holds_when_both_campaigns_last_a_week_and_is_no_whole_demonstration():
    if connection.vendor == "sqlite":
        pytest.skip("made whole on SQLite, above")
    for step in actions.steps(7, date.fromisoformat(TODAY)):
        for_a_week(step)
    editions = Edition.objects.order_by("campaign", "nr").values_list("campaign", "state", "until")
    assert list(editions) == [
        ("60-ngay-dem-2024", "provisional", date(2024, 10, 16)),
        ("60-ngay-dem-2024", "official", date(2024, 12, 10)),
        ("62-ngay-dem-mo-phong", "provisional", date(2026, 2, 14)),
    ]
    assert typed().values("day").distinct().count() == 2 * WEEK
    assert not Fact.objects.filter(generated=False).exists()
    assert not Outbox.objects.pending().exists()
    assert verify("ledger") == verify("standings") == 0
    assert make("--today", TODAY).exception.code == "demo.half-made"


@pytest.mark.django_db(transaction=True)
def test_a_store_in_use_is_left_alone():
    country = NewUnit("vn", Level.COUNTRY, "country", "Việt Nam")
    at = datetime(2026, 3, 1, 8, tzinfo=HANOI)
    open_unit(unit=country, first=None, actor="s-operator", at=at)
    refused = make("--today", TODAY)
    assert refused.exception.code == "demo.half-made"


@pytest.mark.django_db(transaction=True)
def test_a_day_before_the_new_map_is_refused_before_anything_is_written():
    refused = make("--today", "2025-07-20")
    assert refused.exception.code == "demo.too-early"
    assert not Outbox.objects.exists()
