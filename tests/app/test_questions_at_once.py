"""Appeals of the same moment: each has its number, and no edition becomes official beside one."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from threading import Barrier

import pytest
from django.db import connection

import portal_campaign as world
from thidua.kernel.errors import RuleBroken
from thidua.ledger.actions import sequence
from thidua.questions import actions
from thidua.standings.actions import publish_edition
from thidua.standings.models import State

pytestmark = pytest.mark.django_db(transaction=True)

LATE = datetime(2024, 12, 20, 3, tzinfo=UTC)


@pytest.fixture(autouse=True)
def campaign():
    world.make()


def appeal(unit="c1", criterion="online"):
    against = actions.Against("sixty", 1, criterion)
    return actions.open_appeal(
        against=against,
        unit=unit,
        text="Đếm thiếu",
        evidence="",
        actor=f"s-{unit}",
        at=LATE,
        key=None,
    )


def at_once(*calls):
    """Make calls at the same moment; give what each returned or which rule it broke."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite's test database is in memory and refuses a second writer")
    barrier = Barrier(len(calls))

    def one(call):
        with closing(connection):
            barrier.wait()
            try:
                return call()
            except RuleBroken as broken:
                return broken.code

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(one, calls))


def test_appeals_at_the_same_moment_get_numbers_of_their_own():
    found = at_once(*(partial(appeal, unit, criterion="") for unit in ("c1", "c2", "c3")))
    assert sorted(event.public["nr"] for _receipt, event in found) == [1, 2, 3]


def test_an_edition_never_becomes_official_beside_an_appeal_of_the_same_moment():
    sequence()
    publish = partial(
        publish_edition,
        campaign="sixty", stage="", state=State.OFFICIAL, reason="", actor="s-1", at=LATE,
    )  # fmt: skip
    appealed, published = at_once(appeal, publish)
    assert (appealed == "questions.official-already") != (published == "questions.waiting")
