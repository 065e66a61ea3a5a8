"""Simulated dossiers: drawn from a seed, possible in every respect, with the faults that are said."""

from collections import Counter
from datetime import date, datetime, timedelta
from functools import cache

import pytest

from procedures_known import BIRTH, COPY
from thidua.deadlines.outside import office
from thidua.deadlines.rules.office import VIETNAM
from thidua.dossiers.rules import Channel, Filer
from thidua.dossiers.rules.codes import parse
from thidua.dossiers.rules.steps import Status
from thidua.kernel.periods import Period
from thidua.mirror.rules import Kind, Source, differences
from thidua.mirror.rules.lists import Places, read_list
from thidua.simulated.rules import Dice, Scene, agencies, dossiers
from thidua.simulated.rules.lists import HEADINGS, Fault, earlier, planted, rows
from thidua.spreadsheets.rules import Sheet

PERIOD = Period.inclusive(date(2026, 1, 5), date(2026, 3, 31))
NOW = datetime(2026, 3, 25, 9, tzinfo=VIETNAM)
NUMBER = 3_000


@cache
def made(seed=1, number=NUMBER):
    offices = agencies([("c1", "Xã Một"), ("c2", "Xã Hai"), ("c3", "Xã Ba")], "H13", seed)
    scene = Scene(seed, offices, (BIRTH, COPY), office(), NOW)
    return tuple(dossiers(scene, period=PERIOD, number=number))


@cache
def faulty():
    return tuple(planted(1, made()))


def read(source, standing=None):
    told = tuple(rows(standing or faulty(), source))
    places = Places(lambda named, _agency, _on: named, lambda unit, _named, _on: unit)
    found = read_list(Sheet("x", hidden=False, rows=(HEADINGS, *told)), places)
    assert found.marks == ()
    return found.lines


def test_a_seed_gives_the_same_dossiers_and_another_seed_others():
    assert made.__wrapped__() == made()
    assert made.__wrapped__(2, 100) != made.__wrapped__(1, 100)


def test_codes_are_unique_and_say_agency_and_day():
    assert len({each.code for each in made()}) == len(made())
    for each in made()[::50]:
        assert parse(each.code).agency == each.agency.code
        assert parse(each.code).day == each.received.date()


def test_nothing_is_known_before_it_happens():
    for each in made():
        assert each.received <= NOW
        assert all(at is None or each.received < at <= NOW for at in (each.resolved, each.returned))
        assert (each.resolved is None) == (each.status not in {Status.RESOLVED, Status.RETURNED})
        assert (each.returned is None) == (each.status is not Status.RETURNED)
        assert not (each.paid_online and not each.fee)


def test_counters_keep_office_hours_and_tet():
    direct = [each for each in made() if each.channel is not Channel.ONLINE]
    assert direct
    assert all(office().serves(each.received) for each in direct)
    tet = date(2026, 2, 17)
    assert not [each for each in direct if each.received.date() == tet]


def test_who_files_fits_how():
    filers = Counter((each.channel, each.filer) for each in made())
    assert {filer for channel, filer in filers if channel is Channel.POSTAL} <= {Filer.POST}
    assert {filer for channel, filer in filers if channel is Channel.DIRECT} == {Filer.SELF}
    assert len({filer for channel, filer in filers if channel is Channel.ONLINE}) == 4


def test_weeks_and_sizes_are_uneven():
    days = Counter(each.received.weekday() for each in made())
    assert days[0] > days[4] > days[6]
    sizes = Counter(each.agency.unit for each in made())
    assert max(sizes.values()) > min(sizes.values())


def test_the_lists_are_read_without_a_mark_and_differ_exactly_as_planted():
    province, national = read(Source.PROVINCE), read(Source.NATIONAL)
    named = Counter(
        each.kind
        for code in province.keys() | national.keys()
        for each in differences(province.get(code), national.get(code))
    )
    said = Counter(each.fault for each in faulty())
    assert named == {
        Kind.NOT_IN_NATIONAL: said[Fault.LATE],
        Kind.NOT_IN_PROVINCE: said[Fault.MISSING],
        Kind.STATUS: said[Fault.STATUS],
        Kind.CHANNEL: said[Fault.CHANNEL],
    }
    assert min(named.values()) > 0


@pytest.mark.parametrize("days", [1, 20, 60])
def test_an_earlier_evening_knows_nothing_of_what_came_later(days):
    then = NOW - timedelta(days=days)
    standing = tuple(earlier(faulty(), then))
    for line in read(Source.PROVINCE, standing).values():
        assert line.received <= then
        assert all(at is None or at <= then for at in (line.resolved, line.returned))
    assert len(standing) < len(faulty())
    statuses = {each.made.status for each in standing}
    assert statuses >= {Status.IN_PROCESS, Status.RETURNED}


def test_dice_choose_by_weight():
    assert Counter(Dice(1, number).one({"a": 9, "b": 1}) for number in range(500))["a"] > 400
