"""What is late, what admits it, and what a leaf says of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from standings_plans import plan
from thidua.basis.rules import (
    MOST_IN_LEAF,
    Admission,
    Freeze,
    admission_mark,
    admission_public,
    admitted,
    check_alone,
    check_late,
    frozen_at,
    late_from,
)
from thidua.kernel.errors import RuleBroken
from thidua.ledger.rules import Event
from thidua.ledger.rules.leaf import LARGEST_LEAF, leaf

FREEZE = datetime(2024, 12, 15, 10, tzinfo=UTC)
SECOND = timedelta(seconds=1)
MOMENT = timedelta(microseconds=1)
FROZEN = replace(plan(), freeze_at=FREEZE)


def test_an_edition_is_frozen_from_the_second_of_the_freeze_on():
    assert frozen_at(FROZEN, FREEZE - MOMENT) is None
    assert frozen_at(FROZEN, FREEZE) == FREEZE
    assert frozen_at(plan(), FREEZE) is None


def test_what_the_log_dates_at_the_second_of_the_freeze_is_in_time():
    assert late_from(FREEZE) == FREEZE + SECOND
    assert late_from(FREEZE + MOMENT) == FREEZE + SECOND


def test_a_frozen_edition_says_what_it_stands_on():
    freeze = Freeze(FREEZE, 7, (Admission(8, ("a", "b")), Admission(9, ("c",))), 3)
    assert freeze.value() == {
        "at": "2024-12-15T10:00:00Z",
        "size": 7,
        "admitted": [{"leaf": 8, "facts": ["a", "b"]}, {"leaf": 9, "facts": ["c"]}],
        "left_out": 3,
    }
    assert admitted(freeze.admissions) == {"a", "b", "c"}


def test_a_leaf_names_what_it_admits_as_long_as_that_fits():
    few, many = ([f"{n:026}" for n in range(most)] for most in (MOST_IN_LEAF, MOST_IN_LEAF + 1))
    assert admission_public("c", reversed_(few)) == {"campaign": "c", "ids": few}
    assert admission_public("c", many) == {
        "campaign": "c", "n": 41, "sha256": admission_mark(reversed_(many))
    }  # fmt: skip
    public = admission_public("c" * 60, few)
    event = Event("standings.late-admitted", "late", "u" * 64, "s", FREEZE, public)
    written, _batch = leaf(event, 10**9, "0" * 64, ())
    assert len(written) <= LARGEST_LEAF


def reversed_(items):
    return list(reversed(items))


@pytest.mark.parametrize(
    ("asked", "code", "named"),
    [
        (["late"], None, None),
        (["late", "gone", "none"], "standings.late-unknown", ["gone", "none"]),
        (["late", "other"], "standings.late-foreign", ["other"]),
        (["late", "early"], "standings.not-late", ["early"]),
    ],
)
def test_only_what_is_late_and_of_the_plan_is_admitted(asked, code, named):
    known = {"late": "m", "early": "m", "other": "x"}
    given = replace(FROZEN, measures={"m": None})
    if code is None:
        check_late(asked, {"late"}, known, given)
        return
    with pytest.raises(RuleBroken) as broken:
        check_late(asked, {"late"}, known, given)
    assert (broken.value.code, broken.value.facts["facts"]) == (code, named)


@pytest.mark.parametrize(
    ("corrects", "counted", "alone"),
    [
        ({"b": None}, (), []),
        ({"b": "a"}, ("a",), []),
        ({"b": "a", "a": None}, (), []),
        ({"b": "a"}, (), ["b"]),
        ({"c": "b", "b": "a"}, (), ["b"]),
    ],
)
def test_a_correction_is_admitted_with_the_late_fact_that_it_corrects(corrects, counted, alone):
    if not alone:
        check_alone(corrects, counted)
        return
    with pytest.raises(RuleBroken) as broken:
        check_alone(corrects, counted)
    assert broken.value.facts["facts"] == alone
