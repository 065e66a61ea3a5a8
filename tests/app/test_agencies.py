"""A unit's code as an agency: from a day on, one at a time, and nobody else's."""

from datetime import date

import pytest

import onestop_world as world
from thidua.agencies.actions import give
from thidua.agencies.models import code_of, holders
from thidua.kernel.errors import RuleBroken
from thidua.units.models import Identifier

pytestmark = pytest.mark.django_db
MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)
make_world = world.make


@pytest.fixture(autouse=True)
def _stand(shared_world):
    pass


def given(unit, code, first):
    return give(unit=unit, code=code, first=first, actor=world.MANAGER, at=world.MONDAY)


def test_a_unit_has_its_code_from_a_day_on_and_another_from_a_later_day():
    assert code_of("c3", MARCH) is None
    _receipt, event = given("c3", "000.00.43.h99", MARCH)
    assert event.public == {"code": "H99.43", "first": "2026-03-01"}
    given("c3", "H99.44", APRIL)
    found = [code_of("c3", day) for day in (date(2026, 2, 28), MARCH, date(2026, 3, 31), APRIL)]
    assert found == [None, "H99.43", "H99.43", "H99.44"]
    assert holders()["H99.43"] == [("c3", (MARCH, APRIL))]


def test_a_code_that_another_unit_has_is_refused_in_either_order_until_that_one_ends_it():
    theirs = code_of("c1", MARCH)
    upwards = ".".join(("000", *reversed(theirs.split("."))))
    for written in (theirs, upwards):
        with pytest.raises(RuleBroken, match=r"agencies\.taken"):
            given("c3", written, MARCH)
    given("c1", "H99.99", APRIL)
    with pytest.raises(RuleBroken, match=r"agencies\.taken"):
        given("c3", theirs, MARCH)
    given("c3", theirs, APRIL)
    assert code_of("c3", APRIL) == theirs


def test_what_changes_nothing_or_the_past_is_refused():
    given("c3", "H99.43", APRIL)
    before = list(Identifier.objects.order_by("pk").values())
    for code, first, reason in (
        ("H99.43", date(2026, 5, 1), "agencies.already"),
        ("H99.44", APRIL, "agencies.later"),
        ("H99.44", MARCH, "agencies.later"),
    ):
        with pytest.raises(RuleBroken, match=reason):
            given("c3", code, first)
    given("c3", "H99.44", date(2026, 5, 1))
    with pytest.raises(RuleBroken, match=r"agencies\.later"):
        given("c3", "H99.45", date(2026, 4, 15))
    assert list(Identifier.objects.order_by("pk").values())[: len(before) - 1] == before[:-1]


@pytest.mark.parametrize("code", ["h13.82", "000.82.H13", "H13 . 82", "000.00.82.H13"])
def test_a_code_is_read_in_either_order(code):
    given("c3", code, MARCH)
    assert code_of("c3", MARCH) == "H13.82"


@pytest.mark.parametrize("code", ["", "Xã An Phú", "H13.82-260901", "H13." * 40, "=H13.82", "13"])
def test_what_is_no_code_is_refused(code):
    with pytest.raises(RuleBroken, match=r"dossiers\.bad-agency"):
        given("c3", code, MARCH)
    assert code_of("c3", MARCH) is None


def test_a_unit_that_does_not_stand_gets_none():
    with pytest.raises(RuleBroken, match="units"):
        given("nobody", "H99.43", MARCH)
