"""When an edition may be published: tables of what was before, and what is refused."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from standings_plans import plan, stage
from thidua.kernel.errors import RuleBroken
from thidua.kernel.periods import Period
from thidua.standings.rules.turn import State, Turn, check_turn, local_day

PROVISIONAL, OFFICIAL = State.PROVISIONAL, State.OFFICIAL
AT = datetime(2024, 11, 1, 10, tzinfo=UTC)
OVER = datetime(2024, 12, 10, 17, tzinfo=UTC)  # midnight in Vietnam
FIRST = Turn("", 1, PROVISIONAL, 10, AT, "")
LAST = Turn("", 1, OFFICIAL, 10, OVER, "")
MOMENT = timedelta(microseconds=1)
SECOND = timedelta(seconds=1)


def refusal(turn, *earlier, newest=None, **plan_fields):
    try:
        check_turn(replace(plan(), **plan_fields), turn, earlier, newest)
    except RuleBroken as broken:
        return broken.code
    return None


@pytest.mark.parametrize(
    ("turn", "earlier", "code"),
    [
        (FIRST, [], None),
        (replace(FIRST, size=0), [], "standings.nothing-counted"),
        (replace(FIRST, nr=2), [], "standings.number-not-next"),
        (replace(FIRST, nr=2), [FIRST], None),
        (FIRST, [FIRST], "standings.number-not-next"),
        (replace(FIRST, nr=3), [FIRST], "standings.number-not-next"),
        (replace(FIRST, nr=2, stage="s"), [FIRST], None),
        (replace(FIRST, nr=2, size=9), [FIRST], "standings.log-shorter"),
        (replace(FIRST, nr=2, at=AT - SECOND), [FIRST], "standings.before-earlier"),
        (replace(FIRST, nr=2, at=AT), [replace(FIRST, at=AT + MOMENT)], None),
        (LAST, [], None),
        (replace(LAST, at=OVER - SECOND), [], "standings.not-over"),
        (replace(LAST, nr=2, state=PROVISIONAL), [LAST], "standings.official-already"),
        (replace(LAST, nr=2, state=PROVISIONAL, stage="s"), [LAST], None),
        (replace(LAST, nr=2), [LAST], "standings.reason-needed"),
        (replace(LAST, nr=2, reason=" "), [LAST], "standings.reason-needed"),
        (replace(LAST, nr=2, reason="x"), [LAST], None),
    ],
)
def test_an_edition_comes_in_its_turn(turn, earlier, code):
    assert refusal(turn, *earlier) == code


def test_an_edition_counts_nothing_that_was_recorded_after_it():
    assert refusal(FIRST, newest=AT + SECOND) == "standings.before-counted"
    assert refusal(FIRST, newest=AT + MOMENT) is None
    assert refusal(FIRST, newest=AT) is None


def test_the_whole_waits_for_the_freeze_and_a_stage_for_its_last_day():
    freeze = OVER + timedelta(days=3)
    part = replace(stage("s"), period=Period.inclusive(date(2024, 10, 10), date(2024, 10, 16)))
    fields = {"freeze_at": freeze, "stages": (part,)}
    assert refusal(LAST, **fields) == "standings.not-over"
    assert refusal(replace(LAST, at=freeze - SECOND), **fields) == "standings.not-over"
    assert refusal(replace(LAST, at=freeze), **fields) is None
    after = datetime(2024, 10, 16, 17, tzinfo=UTC)
    assert refusal(replace(LAST, stage="s", at=after), **fields) is None
    early = replace(LAST, stage="s", at=after - SECOND)
    assert refusal(early, **fields) == "standings.not-over"


def test_days_begin_at_seventeen_hours_of_the_day_before_in_utc():
    assert local_day(OVER - SECOND) == date(2024, 12, 10)
    assert local_day(OVER) == date(2024, 12, 11)
