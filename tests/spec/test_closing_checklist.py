"""The close of a campaign as a list: what is done, what is next, what each step waits for."""

from dataclasses import replace
from datetime import datetime

import pytest

from thidua.closing.rules.closing import (
    Facts,
    Item,
    Mark,
    Step,
    Why,
    barred,
    checklist,
    what_next,
)
from thidua.questions.rules import VIETNAM, AppealTime


def at(day, hour=8):
    return datetime(2024, 12, day, hour, tzinfo=VIETNAM)


RUNNING = Facts(now=at(5), days_end=at(11, 0), over=at(15, 17), frozen=True)
FROZEN = replace(RUNNING, now=at(16))
TEMPORARY = replace(FROZEN, provisional=4)
APPEALING = replace(TEMPORARY, time=AppealTime(at(16, 7), at(20, 17)))
ANSWERED = replace(APPEALING, now=at(21))
DECIDED = replace(ANSWERED, council=1)
CLOSED = replace(DECIDED, official=5, provisional=None)


def said(facts):
    """Write the list as a table: step, mark, why."""
    return "\n".join(
        f"{item.step:<11} | {item.mark:<7} | {item.why or ''}".rstrip() for item in checklist(facts)
    )


def test_while_the_campaign_runs_everything_waits_for_its_last_day():
    assert said(RUNNING) == (
        "days        | waiting |\n"
        "freeze      | waiting |\n"
        "late        | blocked | not-frozen\n"
        "provisional | blocked | days-run\n"
        "window      | blocked | no-provisional\n"
        "answers     | blocked | no-provisional\n"
        "council     | blocked | no-provisional\n"
        "official    | blocked | days-run\n"
        "awards      | blocked | not-official"
    )
    assert what_next(checklist(RUNNING)) == Item(Step.DAYS, Mark.WAITING)


def test_between_the_last_day_and_the_freeze_the_figures_are_open():
    facts = replace(RUNNING, now=at(12))
    assert Item(Step.PROVISIONAL, Mark.BLOCKED, Why.NOT_FROZEN) in checklist(facts)
    assert barred(facts) == (Why.NOT_FROZEN,)


def test_after_the_freeze_the_provisional_edition_is_next():
    assert what_next(checklist(FROZEN)) == Item(Step.PROVISIONAL, Mark.NOW)
    assert Item(Step.OFFICIAL, Mark.BLOCKED, Why.NO_PROVISIONAL) in checklist(FROZEN)


def test_late_facts_are_to_be_looked_at_and_stop_nothing():
    facts = replace(FROZEN, late=3)
    assert Item(Step.LATE, Mark.ADVISED, Why.LATE_LEFT) in checklist(facts)
    assert barred(facts) == ()


def test_while_units_may_appeal_nothing_becomes_official():
    assert said(APPEALING) == (
        "days        | done    |\n"
        "freeze      | done    |\n"
        "late        | done    |\n"
        "provisional | done    |\n"
        "window      | waiting | window-runs\n"
        "answers     | waiting | window-runs\n"
        "council     | blocked | window-runs\n"
        "official    | blocked | window-runs\n"
        "awards      | blocked | not-official"
    )


def test_a_waiting_appeal_is_the_next_thing_to_do():
    facts = replace(ANSWERED, waiting=2)
    assert what_next(checklist(facts)) == Item(Step.ANSWERS, Mark.NOW, Why.APPEALS_WAIT)
    assert Item(Step.COUNCIL, Mark.BLOCKED, Why.APPEALS_WAIT) in checklist(facts)
    assert barred(replace(facts, now=at(18))) == (Why.WINDOW_RUNS, Why.APPEALS_WAIT)


def test_when_all_is_answered_the_council_is_next():
    assert what_next(checklist(ANSWERED)) == Item(Step.COUNCIL, Mark.NOW, Why.COUNCIL_LOOKS)
    tied = replace(ANSWERED, ties=2)
    assert what_next(checklist(tied)) == Item(Step.COUNCIL, Mark.NOW, Why.TIES_LEFT)


def test_without_a_council_the_official_edition_is_possible_and_remarked():
    assert Item(Step.OFFICIAL, Mark.ADVISED, Why.NO_COUNCIL) in checklist(ANSWERED)
    closed = replace(CLOSED, council=None)
    assert Item(Step.COUNCIL, Mark.ADVISED, Why.NO_COUNCIL) in checklist(closed)


def test_after_the_council_the_official_edition_is_next():
    assert what_next(checklist(DECIDED)) == Item(Step.OFFICIAL, Mark.NOW)


def test_a_council_that_is_not_in_the_log_yet_is_waited_for():
    facts = replace(DECIDED, council_in_log=False)
    assert Item(Step.OFFICIAL, Mark.WAITING, Why.COUNCIL_ON_ITS_WAY) in checklist(facts)
    assert Item(Step.COUNCIL, Mark.DONE, Why.COUNCIL_ON_ITS_WAY) in checklist(facts)


def test_after_the_official_edition_the_award_list_is_left():
    assert said(CLOSED) == (
        "days        | done    |\n"
        "freeze      | done    |\n"
        "late        | done    |\n"
        "provisional | done    |\n"
        "window      | done    |\n"
        "answers     | done    |\n"
        "council     | done    |\n"
        "official    | done    |\n"
        "awards      | now     |"
    )


def test_a_result_that_moved_since_asks_for_another_edition():
    assert Item(Step.PROVISIONAL, Mark.ADVISED, Why.CHANGED_SINCE) in checklist(
        replace(TEMPORARY, changed=True)
    )
    assert Item(Step.OFFICIAL, Mark.ADVISED, Why.CHANGED_SINCE) in checklist(
        replace(CLOSED, changed=True)
    )


def test_a_plan_without_a_freeze_needs_none():
    facts = replace(TEMPORARY, frozen=False)
    assert Item(Step.FREEZE, Mark.NONE, Why.NO_FREEZE) in checklist(facts)
    assert Item(Step.LATE, Mark.NONE, Why.NO_FREEZE) in checklist(facts)


def test_without_a_time_for_appeals_the_office_is_advised_to_set_one():
    assert Item(Step.WINDOW, Mark.ADVISED, Why.NO_WINDOW) in checklist(TEMPORARY)


def test_a_waiting_appeal_after_the_official_edition_is_still_answered():
    assert Item(Step.ANSWERS, Mark.NOW, Why.APPEALS_WAIT) in checklist(replace(CLOSED, waiting=1))


def test_when_nothing_can_be_done_or_waited_for_there_is_no_next_step():
    assert what_next((Item(Step.DAYS, Mark.DONE),)) is None


@pytest.mark.parametrize("facts", [RUNNING, FROZEN, TEMPORARY, APPEALING, ANSWERED, DECIDED])
def test_official_is_offered_just_where_nothing_bars_it(facts):
    item = next(each for each in checklist(facts) if each.step is Step.OFFICIAL)
    if barred(facts):
        assert item.mark is Mark.BLOCKED
    assert (item.mark is Mark.NOW) <= (not barred(facts))
