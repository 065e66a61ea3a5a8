"""When an appeal may be opened, moved on, and what keeps an edition from becoming official."""

from datetime import datetime, timedelta

import pytest

from thidua.kernel.errors import RuleBroken
from thidua.questions.rules import (
    LONGEST,
    TRANSITIONS,
    VIETNAM,
    AppealTime,
    Published,
    State,
    check_gate,
    check_move,
    check_open,
    check_text,
    check_time,
)


def at(day, hour=8, minute=0):
    return datetime(2024, 12, day, hour, minute, tzinfo=VIETNAM)


TIME = AppealTime(at(16), at(20, 17))


def edition(nr, *, official=False):
    return Published("sixty", "", nr, official=official, plan="f" * 64, at=at(15))


def said(code, call, *given):
    with pytest.raises(RuleBroken) as broken:
        call(*given)
    assert broken.value.code == code
    return broken.value.text()


def test_an_edition_becomes_official_when_nothing_waits_and_no_time_runs():
    check_gate("sixty", [], None, at(12))
    check_gate("sixty", [], TIME, at(20, 17, 1))


def test_a_waiting_appeal_keeps_the_edition_provisional_and_says_how_many_and_where():
    words = said("questions.waiting", check_gate, "sixty", ["Xã B", "Xã A", "Xã B"], None, at(30))
    assert "3 kiến nghị" in words
    assert "Xã A, Xã B" in words
    assert "sixty" in words


def test_a_waiting_appeal_counts_also_after_the_time_is_over():
    said("questions.waiting", check_gate, "sixty", ["Xã A"], TIME, at(30))


@pytest.mark.parametrize("instant", [at(1), at(16), at(18), at(20, 17)])
def test_nothing_becomes_official_before_the_time_for_appeals_has_ended(instant):
    assert "17:00 20/12/2024" in said(
        "questions.window-open", check_gate, "sixty", [], TIME, instant
    )


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("to", State)
def test_only_an_open_appeal_moves_on(state, to):
    if to in TRANSITIONS[state]:
        assert state is State.OPEN
        check_move(state, to)
    else:
        said(f"questions.already-{state}", check_move, state, to)


@pytest.mark.parametrize("instant", [at(16), at(18), at(20, 17)])
def test_a_unit_appeals_within_the_time_its_first_and_last_second_included(instant):
    check_open(edition(1), [edition(1)], TIME, instant)


@pytest.mark.parametrize("instant", [at(15), at(16) - timedelta(seconds=1), at(20, 17, 1)])
def test_too_early_and_too_late_are_refused_with_the_time(instant):
    words = said("questions.outside-window", check_open, edition(1), [], TIME, instant)
    assert "08:00 16/12/2024" in words
    assert "17:00 20/12/2024" in words


def test_without_a_time_a_unit_appeals_until_the_result_is_official():
    check_open(edition(1), [edition(2), edition(1)], None, at(1))
    later = [edition(3, official=True), edition(1)]
    assert "3" in said("questions.official-already", check_open, edition(1), later, None, at(1))
    alone = edition(3, official=True)
    said("questions.official-already", check_open, alone, [], TIME, at(18))


def test_the_time_ends_after_it_begins_and_not_in_the_past():
    check_time(TIME, None, at(1))
    said("questions.window-upside-down", check_time, AppealTime(at(16), at(16)), None, at(1))
    said("questions.window-past", check_time, TIME, None, at(21))


def test_a_time_that_has_begun_is_only_made_longer():
    longer, shorter = AppealTime(at(16), at(22)), AppealTime(at(16), at(19))
    check_time(longer, TIME, at(17))
    check_time(shorter, TIME, at(15))
    said("questions.window-shortened", check_time, shorter, TIME, at(17))


def test_a_text_is_there_and_not_too_long():
    assert check_text("  vì sao \n", "questions.text-missing") == "vì sao"
    said("questions.text-missing", check_text, " \n ", "questions.text-missing")
    said("questions.text-too-long", check_text, "a" * (LONGEST + 1), "questions.text-missing")
