"""Tracking: what opens a dossier, how its five steps are told, and what a rating counts for."""

import tomllib
from base64 import b32encode
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

import source
from thidua.dossiers.rules import tickets
from thidua.dossiers.rules.steps import ACTS, BEGINNING, STATES, Act, State, Status, Step
from thidua.kernel.errors import RuleBroken
from thidua.petitions.rules.measures import MEASURES as OF_PETITIONS
from thidua.tracking.rules import (
    LONGEST_COMMENT,
    TRIES_FOR,
    Factor,
    check_rating,
    minutes_left,
    read_factor,
)
from thidua.tracking.rules.measures import MEASURES, of_rating
from thidua.tracking.rules.story import Progress, Told, five

DIGEST = bytes(range(7, 39))
WRITTEN = tickets.write(DIGEST)
TO_CROCKFORD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", tickets.ALPHABET)
START = datetime(2026, 3, 9, 2, tzinfo=UTC)


def test_a_ticket_is_sixteen_signs_that_are_read_however_they_are_typed():
    assert tickets.write(b"\x00" * 10) == "0000-0000-0000-0000"
    assert tickets.write(b"\xff" * 32) == "ZZZZ-ZZZZ-ZZZZ-ZZZZ"
    assert WRITTEN == "0W40-J2GB-1G6G-W3RG"
    assert WRITTEN.replace("-", "") == b32encode(DIGEST[:10]).decode().translate(TO_CROCKFORD)
    for typed in (
        WRITTEN,
        WRITTEN.lower(),
        WRITTEN.replace("-", ""),
        "ow4o j2gb lg6g w3rg",
        "0W40–J2GB–iG6G.W3RG",
    ):
        assert tickets.read(typed) == WRITTEN


@pytest.mark.parametrize(
    "typed", ["", "0W40-J2GB-1G6G-W3R", f"{WRITTEN}G", "U" * 16, "０" * 16, "0 " * 30, "\x00" * 16]
)
def test_what_cannot_be_a_ticket_is_none(typed):
    assert tickets.read(typed) is None


@pytest.mark.parametrize(
    ("typed", "factor"),
    [
        ("5678", Factor(digits="5678")),
        (" 5678 ", Factor(digits="5678")),
        (WRITTEN.lower(), Factor(ticket=WRITTEN)),
        ("567", None),
        ("56789", None),
        ("５６７８", None),
        ("567\x00", None),
        ("", None),
    ],
)
def test_a_second_factor_is_four_digits_or_a_ticket(typed, factor):
    assert read_factor(typed) == factor


def test_who_has_to_wait_is_told_whole_minutes():
    waits = [
        minutes_left(START, START + timedelta(seconds=late)) for late in (0, 1, 59, 60, 599, 600)
    ]
    assert waits == [10, 10, 10, 9, 1, 1]
    assert timedelta(minutes=10) == TRIES_FOR


def told(*acts):
    return [Told(act, START + timedelta(hours=place)) for place, act in enumerate(["file", *acts])]


def shown(moves, status, step):
    signs = {"done": "✓", "now": "→", "ended": "■", "coming": "·", "never": "–"}
    lines = five(moves, State(status, step))
    return " ".join(
        f"{signs[line.progress]}{'' if line.at is None else (line.at - START) // timedelta(hours=1)}"
        for line in lines
    )


def test_five_steps_are_told_with_their_time():
    r, f, p, a, s, b = Act.RECEIVE, Act.FORWARD, Act.PROPOSE, Act.APPROVE, Act.SIGN, Act.SEND_BACK
    supplement = (r, f, Act.ASK_SUPPLEMENT)
    assert shown(told(), Status.FILED, Step.RECEIVING) == "→0 · · · ·"
    assert shown(told(r), Status.RECEIVED, Step.RECEIVING) == "✓1 · · · ·"
    assert shown(told(r, f), Status.IN_PROCESS, Step.APPRAISAL) == "✓1 →2 · · ·"
    assert shown(told(*supplement), Status.SUPPLEMENT, Step.APPRAISAL) == "✓1 →2 · · ·"
    assert shown(told(r, f, p), Status.IN_PROCESS, Step.APPROVAL) == "✓1 ✓3 →3 · ·"
    assert shown(told(r, f, p, b), Status.IN_PROCESS, Step.APPRAISAL) == "✓1 →4 · · ·"
    assert shown(told(r, f, p, b, p, a), Status.IN_PROCESS, Step.SIGNING) == "✓1 ✓5 ✓6 →6 ·"
    assert shown(told(r, f, p, a, b), Status.IN_PROCESS, Step.APPROVAL) == "✓1 ✓3 →5 · ·"
    assert shown(told(r, f, p, a, s), Status.RESOLVED, Step.RETURNING) == "✓1 ✓3 ✓4 ✓5 →5"
    assert (
        shown(told(r, f, p, a, s, Act.RETURN), Status.RETURNED, Step.RETURNING) == "✓1 ✓3 ✓4 ✓5 ✓6"
    )
    assert shown(told(Act.REFUSE), Status.REFUSED, Step.RECEIVING) == "■1 – – – –"
    assert shown(told(r, f, Act.STOP), Status.STOPPED, Step.APPRAISAL) == "✓1 ■3 – – –"


@pytest.mark.parametrize("state", STATES)
def test_steps_are_told_in_order_from_every_state(state):
    lines = five(told(*Act), state)
    assert [line.step for line in lines] == list(Step)
    order = [Progress.DONE, Progress.NOW, Progress.ENDED, Progress.COMING, Progress.NEVER]
    places = [order.index(line.progress) for line in lines]
    assert all(one <= other for one, other in pairwise(places))
    assert all((line.at is None) == (line.progress in order[3:]) for line in lines)


def test_a_dossier_is_rated_when_it_is_finished_and_within_the_scale():
    finished = {Status.WITHDRAWN, Status.RESOLVED, Status.RETURNED}
    assert {each.after.status for each in ACTS} | {BEGINNING.status} == set(Status)
    for status in Status:
        if status in finished:
            assert check_rating(status, 3, " được \n") == "được"
            continue
        with pytest.raises(RuleBroken) as broken:
            check_rating(status, 3, "")
        assert broken.value.code == "tracking.not-finished"
    for stars, comment, code in (
        (0, "", "tracking.bad-stars"),
        (6, "", "tracking.bad-stars"),
        (5, "a" * (LONGEST_COMMENT + 1), "tracking.text-length"),
    ):
        with pytest.raises(RuleBroken) as broken:
            check_rating(Status.RETURNED, stars, comment)
        assert broken.value.code == code


def test_a_rating_counts_as_rated_and_good_or_bad_ones_more():
    assert [of_rating(stars) for stars in range(1, 6)] == [
        ("dossiers.rated", "dossiers.disliked"),
        ("dossiers.rated", "dossiers.disliked"),
        ("dossiers.rated",),
        ("dossiers.rated", "dossiers.rated-satisfied"),
        ("dossiers.rated", "dossiers.rated-satisfied"),
    ]


def test_measures_are_said_as_the_catalogues_say_them():
    catalogue = {
        each["key"]: each
        for name in ("data/measures.toml", "data/rubrics/measures.toml")
        for each in tomllib.loads((source.ROOT / name).read_text("utf-8"))["measures"]
    }
    for measure in (*MEASURES, *OF_PETITIONS):
        row = catalogue[measure.key]
        found = (measure.label, measure.unit, measure.kind.value, measure.within)
        assert found == (row["label"], row["unit"], row["kind"], row.get("within")), measure.key
