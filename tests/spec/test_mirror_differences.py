"""Two systems beside each other: one dossier is made of both, and what differs is named."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from mirror_lists import WHOLE
from thidua.deadlines.rules.judging import Timing
from thidua.dossiers.rules import Channel, Filer, places
from thidua.dossiers.rules.steps import Status
from thidua.mirror.rules import (
    HANOI,
    Difference,
    Kind,
    Source,
    counted,
    differences,
    join,
    question,
)
from thidua.mirror.rules.history import Found, Turn, turns, went_back, with_since

TOLD = datetime(2024, 10, 26, 6, tzinfo=HANOI)


def test_the_province_holds_and_the_portal_fills_in_and_decides_on_payment():
    mine = WHOLE._replace(filer=None, paid_online=False, status=Status.RESOLVED)
    theirs = WHOLE._replace(filer=Filer.TEAM, paid_online=True, status=Status.IN_PROCESS, fee=1)
    joined = join(mine, theirs)
    assert (joined.filer, joined.paid_online) == (Filer.TEAM, True)
    assert (joined.status, joined.fee) == (Status.RESOLVED, WHOLE.fee)
    assert join(mine, theirs._replace(paid_online=None)).paid_online is False
    assert join(None, theirs) == theirs
    assert join(mine, None) == mine
    assert join(WHOLE, WHOLE) == WHOLE
    with pytest.raises(ValueError, match="nobody"):
        join(None, None)


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, []),
        ({"status": Status.RESOLVED}, [Difference(Kind.STATUS, "10", "9")]),
        ({"channel": Channel.DIRECT}, [Difference(Kind.CHANNEL, "online", "direct")]),
        ({"received": WHOLE.received.replace(hour=23)}, []),
        (
            {"received": WHOLE.received.replace(day=19)},
            [Difference(Kind.RECEIVED, "2024-10-20", "2024-10-19")],
        ),
        ({"paid_online": False}, [Difference(Kind.PAID_ONLINE, "1", "0")]),
        ({"fee": None, "filer": None, "e_result": None}, []),
        ({"field": "Tên khác", "closer": "khác"}, []),
        (
            {"unit": "bình", "procedure": "1.900002"},
            [
                Difference(Kind.UNIT, "an", "bình"),
                Difference(Kind.PROCEDURE, "1.900001", "1.900002"),
            ],
        ),
    ],
)
def test_what_both_say_is_compared(changed, found):
    assert list(differences(WHOLE, WHOLE._replace(**changed))) == found


def test_what_one_side_does_not_know_is_named_with_whom_to_ask():
    assert list(differences(WHOLE, None)) == [Difference(Kind.NOT_IN_NATIONAL, "10", "")]
    assert list(differences(None, WHOLE)) == [Difference(Kind.NOT_IN_PROVINCE, "", "10")]
    assert list(differences(None, None)) == []
    assert question(Kind.NOT_IN_NATIONAL)[0] is Source.NATIONAL
    assert question(Kind.NOT_IN_PROVINCE)[0] is Source.PROVINCE
    assert all(question(kind)[1].endswith(".") for kind in Kind)


def test_a_difference_keeps_the_day_since_when_it_is_known():
    old, new = date(2024, 10, 1), date(2024, 10, 9)
    status, fee = Difference(Kind.STATUS, "10", "9"), Difference(Kind.FEE, "1", "2")
    first = with_since((), [status], old)
    assert with_since(first, [status, fee], new) == (Found(status, old), Found(fee, new))
    assert with_since(first, [replace(status, national="4")], new)[0].since == new
    assert Found.of(first[0].plain) == first[0]


def test_history_is_rebuilt_from_days_and_from_what_changes():
    first = list(turns(None, WHOLE, Source.PROVINCE, TOLD))
    assert [(each.status, each.since) for each in first] == [
        (Status.RECEIVED, WHOLE.received),
        (Status.RESOLVED, WHOLE.resolved),
        (Status.RETURNED, WHOLE.returned),
    ]
    assert [Turn.of(each.plain) for each in first] == first
    assert list(turns(WHOLE, WHOLE, Source.PROVINCE, TOLD)) == []
    begun = WHOLE._replace(status=Status.SUPPLEMENT, resolved=None, returned=None)
    (turn,) = turns(begun._replace(status=Status.IN_PROCESS), begun, Source.NATIONAL, TOLD)
    assert (turn.status, turn.since) == (Status.SUPPLEMENT, None)
    assert Turn.of(turn.plain) == turn


def test_a_dossier_that_comes_back_from_its_end_is_noticed():
    assert went_back(WHOLE, WHOLE._replace(status=Status.IN_PROCESS))
    assert not went_back(WHOLE._replace(status=Status.IN_PROCESS), WHOLE)
    assert not went_back(None, WHOLE)


def measures(line, timing=Timing.EARLY, *, online=True):
    return sorted(
        f"{measure.removeprefix('dossiers.')} {unit} {day:%d/%m}"
        for measure, unit, day in places(counted(line, timing, in_online_field=online))
    )


def test_a_whole_dossier_counts_once_at_each_place():
    assert measures(WHOLE) == [
        "digitized an 24/10",
        "e-results an 24/10",
        "fee-bearing an 20/10",
        "filed-by-self an 20/10",
        "in-online-fields an 20/10",
        "online an 20/10",
        "online-by-self an 20/10",
        "paid-online an 20/10",
        "processed an 24/10",
        "received an 20/10",
        "resolved-early an 24/10",
    ]


@pytest.mark.parametrize(
    ("changed", "timing", "gone"),
    [
        ({"status": Status.FILED, "received": None}, Timing.EARLY, {"received", "processed"}),
        ({"status": Status.REFUSED}, Timing.EARLY, {"received", "processed"}),
        ({"status": Status.STOPPED}, Timing.EARLY, {"processed"}),
        ({"status": Status.IN_PROCESS}, Timing.EARLY, {"processed"}),
        ({}, None, {"processed", "resolved-early"}),
        ({"fee": 0}, Timing.EARLY, {"fee-bearing", "paid-online"}),
        ({"fee": None}, Timing.EARLY, {"fee-bearing", "paid-online"}),
        ({"paid_online": False}, Timing.EARLY, {"paid-online"}),
        ({"digitized": None, "e_result": False}, Timing.EARLY, {"digitized", "e-results"}),
    ],
)
def test_what_is_not_so_or_not_said_counts_for_nothing(changed, timing, gone):
    line = WHOLE._replace(**changed)
    said = {each.split()[0] for each in measures(line, timing)}
    assert not said & gone
    assert ("resolved-early" in said) == ("processed" not in gone)


def test_who_filed_is_counted_and_apologies_only_where_late():
    assert "filer-unknown an 20/10" in measures(WHOLE._replace(filer=None))
    assert "filed-by-official an 20/10" in measures(WHOLE._replace(filer=Filer.OFFICIAL))
    sorry = WHOLE._replace(apologised=True, reusing=True)
    assert "apologies an 24/10" in measures(sorry, Timing.LATE)
    assert "apologies an 24/10" not in measures(sorry, Timing.ON_TIME)
    assert "reused-papers an 24/10" in measures(sorry)
    assert "online an 20/10" not in measures(WHOLE._replace(channel=Channel.POSTAL))
