"""What the moves of a dossier make of its clock and of its counts, as worked examples."""

from datetime import datetime

import pytest

from deadlines_office import OFFICE
from thidua.deadlines.rules import Pause, Reason
from thidua.deadlines.rules.office import VIETNAM
from thidua.dossiers.rules import Channel, Filer, Marks, places
from thidua.dossiers.rules.steps import Act, Status
from thidua.onestop.rules import Beside, desk
from thidua.onestop.rules.going import Clock, Said, Went, counted, deadline, pauses, timing
from thidua.procedures.rules import LegalTime, TimeUnit

STATUS = {
    Beside.FILE: Status.FILED,
    Act.RECEIVE: Status.RECEIVED,
    Act.REFUSE: Status.REFUSED,
    Act.FORWARD: Status.IN_PROCESS,
    Act.ASK_SUPPLEMENT: Status.SUPPLEMENT,
    Act.SUPPLEMENT: Status.IN_PROCESS,
    Act.ASK_PAYMENT: Status.PAYMENT,
    Act.PAY: Status.IN_PROCESS,
    Act.PROPOSE: Status.IN_PROCESS,
    Act.APPROVE: Status.IN_PROCESS,
    Act.SIGN: Status.RESOLVED,
    Act.RETURN: Status.RETURNED,
    Act.WITHDRAW: Status.WITHDRAWN,
    Act.STOP: Status.STOPPED,
}
NAMES = {str(act): act for act in STATUS}
TIME = LegalTime(2, TimeUnit.DAYS)


def at(text):
    """Read `9 08:30` as an hour of March 2026; the ninth is a Monday."""
    day, _, hour = text.partition(" ")
    return datetime.strptime(f"2026-03-{int(day):02} {hour}", "%Y-%m-%d %H:%M").replace(
        tzinfo=VIETNAM
    )


def moves(table):
    """Read `9 08:30 receive` line by line."""
    found = []
    for line in table.strip().splitlines():
        day, hour, act = line.split()
        found.append(Went(NAMES[act], at(f"{day} {hour}"), STATUS[NAMES[act]]))
    return found


def counts(table, *, closer="xã", marks=None):
    """Say what the moves count for: measure, unit and day, one line each."""
    went = moves(table)
    received = next((each.at for each in went if each.act == Act.RECEIVE), None)
    clock = Clock(received, TIME, None) if received else None
    said = Said("xã", closer, Channel.ONLINE, Filer.SELF)
    value = counted(said, went, timing(clock, went, OFFICE), marks or Marks(), OFFICE)
    return sorted(
        f"{measure.partition('.')[2]} {unit} {day.day}" for measure, unit, day in places(value)
    )


RECEIVED = ["filed-by-self xã 9", "online xã 9", "online-by-self xã 9", "received xã 9"]


@pytest.mark.parametrize(
    ("table", "more"),
    [
        ("9 08:00 receive\n9 08:10 forward", []),
        (
            "9 08:00 receive\n9 08:10 forward\n10 08:00 sign",
            ["processed xã 10", "resolved-early xã 10"],
        ),
        (
            "9 08:00 receive\n9 08:10 forward\n11 16:00 sign",
            ["processed xã 11", "resolved-on-time xã 11"],
        ),
        (
            "9 08:00 receive\n9 08:10 forward\n12 07:30 sign\n13 08:00 return",
            ["processed xã 12", "resolved-late xã 12"],
        ),
        (
            "9 08:00 receive\n9 08:10 forward\n10 08:00 withdraw",
            ["processed xã 10", "resolved-early xã 10"],
        ),
        ("9 08:00 receive\n9 08:10 forward\n10 08:00 stop", []),
        (  # a day of waiting is not counted …
            "9 08:00 receive\n9 08:10 forward\n10 08:00 ask-supplement\n11 08:00 supplement\n12 08:00 sign",
            ["processed xã 12", "resolved-on-time xã 12"],
        ),
        (  # … and a second request makes late whatever the day
            (
                "9 08:00 receive\n9 08:10 forward\n9 09:00 ask-supplement\n9 10:00 supplement\n"
                "9 11:00 ask-supplement\n9 14:00 supplement\n9 15:00 sign"
            ),
            ["processed xã 9", "resolved-late xã 9"],
        ),
        (  # a payment may be asked for as well
            (
                "9 08:00 receive\n9 08:10 forward\n9 09:00 ask-supplement\n9 10:00 supplement\n"
                "10 11:00 ask-payment\n12 11:00 pay\n12 15:00 sign"
            ),
            ["processed xã 12", "resolved-early xã 12"],
        ),
    ],
)
def test_what_a_dossier_counts_for(table, more):
    assert counts(table) == sorted(RECEIVED + more)


@pytest.mark.parametrize("table", ["9 08:00 file", "9 08:00 file\n9 09:00 refuse"])
def test_what_was_never_received_counts_for_nothing(table):
    assert counts(table) == []


def test_a_dossier_without_moves_counts_for_nothing():
    assert counts("") == []


def test_what_ends_after_a_merger_is_counted_where_it_ended():
    found = counts("9 08:00 receive\n9 08:10 forward\n10 08:00 sign", closer="xã mới")
    assert found == sorted([*RECEIVED, "processed xã mới 10", "resolved-early xã mới 10"])


def test_a_mark_counts_with_the_receipt_or_with_the_end():
    marks = Marks(fee=True, paid_online=True, e_result=True, digitized=True, reusing=True)
    found = counts("9 08:00 receive\n9 08:10 forward\n10 08:00 sign", marks=marks)
    assert set(found) - set(RECEIVED) == {
        "fee-bearing xã 9",
        "paid-online xã 9",
        "processed xã 10",
        "resolved-early xã 10",
        "e-results xã 10",
        "digitized xã 10",
        "reused-papers xã 10",
    }


def test_the_clock_stands_still_while_people_are_waited_for():
    went = moves(
        "9 08:00 receive\n9 09:00 ask-supplement\n9 10:00 supplement\n10 08:00 ask-payment"
    )
    assert pauses(went) == (
        Pause(at("9 09:00"), at("9 10:00"), Reason.SUPPLEMENT),
        Pause(at("10 08:00"), None, Reason.PAYMENT),
    )


def test_a_deadline_is_known_while_the_clock_runs():
    clock = Clock(at("9 08:00"), TIME, None)
    assert deadline(clock, moves("9 08:00 receive"), OFFICE) == at("11 17:00")
    assert deadline(clock, moves("9 08:00 receive\n9 09:00 ask-supplement"), OFFICE) is None
    assert deadline(None, [], OFFICE) is None
    appointed = Clock(at("9 08:00"), None, at("13 10:00"))
    assert deadline(appointed, moves("9 08:00 receive"), OFFICE) == at("13 10:00")
    assert deadline(Clock(at("9 08:00"), None, None), moves("9 08:00 receive"), OFFICE) is None


def test_somebody_has_a_dossier_until_it_ends():
    from onestop_world import PATHS

    found = {(int(state.status), str(state.step)): desk(state) for state in PATHS}
    assert found == {
        (1, "receiving"): "one-stop",
        (2, "receiving"): "one-stop",
        (3, "receiving"): None,
        (4, "appraisal"): "officer",
        (5, "appraisal"): "applicant",
        (6, "appraisal"): "applicant",
        (7, "appraisal"): None,
        (8, "appraisal"): None,
        (4, "approval"): "leader",
        (4, "signing"): "leader",
        (9, "returning"): "one-stop",
        (10, "returning"): None,
    }
