"""How a dossier goes on: its clock, its money, who handles it, who decides, and what it counts for."""

from datetime import UTC, date, datetime, timedelta

import pytest

import onestop_world as world
from thidua.accounts.models import Seat
from thidua.counting.models import Fact, Tally
from thidua.dossiers.rules import Channel, Filer
from thidua.dossiers.rules.steps import Act, Owner
from thidua.kernel.errors import RuleBroken
from thidua.ledger.models import Entry
from thidua.onestop import actions
from thidua.onestop.models import Consultation, Dossier, Seen
from thidua.onestop.models.recount import differences, recounted
from thidua.onestop.rules import APPLICANT, Brought, Demands, Paid, Purpose

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_world")]
NINTH, DAY = date(2026, 3, 9), timedelta(days=1)


def make_world():
    world.make()
    world.paper_results()
    world.paper_results(world.COPY.code)


def due(dossier):
    return world.row(dossier).due_at


def at(day, hour=9, minute=0):
    """Give an instant of March 2026 by the clock of Vietnam."""
    return datetime(2026, 3, day, hour - 7, minute, tzinfo=UTC)


def counted(unit="c1"):
    """Give what is counted at a unit, measure by measure, with its day."""
    rows = Tally.objects.filter(unit=unit).exclude(quantity=0).order_by("measure", "day")
    return [(row.measure.partition(".")[2], row.day.day, row.quantity) for row in rows]


# ---- the clock ----


def test_a_dossier_is_due_after_its_legal_time_and_not_while_it_waits():
    dossier = world.file()
    assert due(dossier) is None
    world.do(Act.RECEIVE, dossier, at=at(9))
    assert due(dossier) == at(11, 17)
    world.do(Act.FORWARD, dossier, at=at(9, 10))
    world.do(Act.ASK_SUPPLEMENT, dossier, at=at(10, 9))
    row = world.row(dossier)
    assert (row.due_at, row.order_at, row.supplements) == (None, at(10, 9), 1)
    world.do(Act.SUPPLEMENT, dossier, at=at(12, 9))
    assert due(dossier) == at(13, 17)
    assert world.row(dossier).timing == ""


def test_a_receipt_after_three_is_counted_from_the_next_working_day():
    dossier = world.file(at(9, 15, 30))
    world.do(Act.RECEIVE, dossier, at=at(9, 15, 30))
    assert due(dossier) == at(12, 17)


def test_one_supplement_leaves_a_dossier_in_time_and_a_second_makes_it_late():
    for asked, timing in ((1, "early"), (2, "late")):
        dossier = world.file(at(9))
        world.do(Act.RECEIVE, dossier, at=at(9))
        world.do(Act.FORWARD, dossier, at=at(9))
        for number in range(asked):
            world.do(Act.ASK_SUPPLEMENT, dossier, at=at(10, 8 + number))
            world.do(Act.SUPPLEMENT, dossier, at=at(10, 8 + number, 30))
        world.lead(dossier, Act.PROPOSE, Act.APPROVE, Act.SIGN, at=at(11, 9))
        assert world.row(dossier).timing == timing
    assert list(differences()) == []


@pytest.mark.parametrize(
    ("ended", "timing"), [(at(10, 16), "early"), (at(11, 10), "on-time"), (at(12, 8), "late")]
)
def test_the_end_is_judged_by_the_deadline_and_counted_on_its_own_day(ended, timing):
    dossier = world.file(at(9))
    world.lead(dossier, Act.RECEIVE, Act.FORWARD, at=at(9))
    world.lead(dossier, Act.PROPOSE, Act.APPROVE, Act.SIGN, at=ended)
    assert world.row(dossier).timing == timing
    assert counted() == [
        ("direct", 9, 1),
        ("filed-assisted", 9, 1),
        ("in-online-fields", 9, 1),
        ("processed", ended.day, 1),
        ("received", 9, 1),
        (f"resolved-{timing}", ended.day, 1),
    ]


def test_acts_that_were_begun_at_once_follow_each_other():
    dossier = world.file(at(9, 10))
    world.do(Act.RECEIVE, dossier, at=at(9, 10) - timedelta(seconds=1))
    row = world.row(dossier)
    assert (row.received_at, row.moved_at) == (at(9, 10), at(9, 10))


def test_an_apology_is_made_once_for_a_later_time_and_makes_nothing_on_time():
    dossier = world.file(at(9))
    world.lead(dossier, Act.RECEIVE, Act.FORWARD, at=at(9))
    with pytest.raises(RuleBroken, match="apology-no-later"):
        world.do(Act.APOLOGISE, dossier, at=at(12), again=at(11, 10))
    world.do(Act.APOLOGISE, dossier, at=at(12), again=at(16, 10))
    row = world.row(dossier)
    assert (row.apologised_at, row.again_at, row.due_at) == (at(12), at(16, 10), at(11, 17))
    with pytest.raises(RuleBroken, match="apology-again"):
        world.do(Act.APOLOGISE, dossier, at=at(12), again=at(17, 10))
    world.lead(dossier, Act.PROPOSE, Act.APPROVE, Act.SIGN, at=at(16, 8))
    found = {name: quantity for name, _day, quantity in counted()}
    assert found["apologies"] == found["resolved-late"] == 1


def test_what_is_withdrawn_is_processed_and_what_is_stopped_is_not():
    withdrawn, stopped = world.file(at(9)), world.file(at(9))
    for dossier in (withdrawn, stopped):
        world.lead(dossier, Act.RECEIVE, Act.FORWARD, Act.ASK_SUPPLEMENT, at=at(9))
    world.do(Act.WITHDRAW, withdrawn, at=at(10))
    world.do(Act.STOP, stopped, at=at(10))
    found = {name: quantity for name, _day, quantity in counted()}
    assert (found["received"], found["processed"], found["resolved-early"]) == (2, 1, 1)
    assert world.row(stopped).timing == "early"
    assert world.row(stopped).stopped_at == at(10)


def test_what_is_refused_was_never_received():
    dossier = world.file()
    world.do(Act.REFUSE, dossier)
    assert counted() == []
    assert not Fact.objects.exists()


# ---- what marks a dossier ----


def test_a_dossier_that_was_filed_online_by_oneself_counts_as_that():
    dossier = world.file(actor=APPLICANT, channel=Channel.ONLINE, filer=Filer.SELF, generated=True)
    world.do(Act.RECEIVE, dossier)
    assert {name for name, _day, _quantity in counted()} == {
        "received", "online", "filed-by-self", "online-by-self", "in-online-fields",
    }  # fmt: skip
    assert set(Fact.objects.values_list("generated", "grade", "source")) == {
        (True, "counted", "onestop")
    }


def test_a_fee_counts_from_the_receipt_and_its_payment_when_it_is_online():
    by_counter = world.file(procedure=world.COPY.code, papers=(), paid=Paid.COUNTER)
    online = world.file(procedure=world.COPY.code, papers=(), paid=Paid.ONLINE)
    for dossier in (by_counter, online):
        world.do(Act.RECEIVE, dossier)
    found = {name: quantity for name, _day, quantity in counted()}
    assert (found["fee-bearing"], found["paid-online"]) == (2, 1)
    assert world.row(online).paid_at == world.MONDAY


def test_money_that_is_asked_for_on_the_way_makes_a_dossier_bear_a_fee():
    dossier = world.file()
    world.lead(dossier, Act.RECEIVE, Act.FORWARD)
    for amount in (0, 10**13):
        with pytest.raises(RuleBroken, match="bad-amount"):
            world.do(Act.ASK_PAYMENT, dossier, amount=amount)
    world.do(Act.ASK_PAYMENT, dossier, at=at(9, 11))
    row = world.row(dossier)
    assert (row.owed, row.paid, row.due_at) == (100_000, "", None)
    world.do(Act.PAY, dossier, at=at(10, 11))
    row = world.row(dossier)
    assert (row.paid, row.paid_at, row.due_at) == ("online", at(10, 11), at(12, 17))
    found = {name: day for name, day, _quantity in counted()}
    assert (found["fee-bearing"], found["paid-online"]) == (9, 9)
    assert Entry.objects.last().event.private["amount"] == 100_000


def test_counts_open_down_to_their_dossiers():
    dossier, other = world.file(at(9)), world.file(at(9))
    world.do(Act.RECEIVE, dossier, at=at(9))
    world.do(Act.RECEIVE, other, at=at(10))
    place = ("dossiers.received", "c1", NINTH)
    assert list(Dossier.objects.counted_at(place)) == [world.row(dossier)]
    world.lead(dossier, Act.FORWARD, Act.PROPOSE, Act.APPROVE, Act.SIGN, at=at(10))
    place = ("dossiers.processed", "c1", date(2026, 3, 10))
    assert list(Dossier.objects.counted_at(place)) == [world.row(dossier)]


# ---- who handles it ----


def test_an_officer_takes_what_is_given_to_nobody_and_keeps_it():
    dossier = world.file()
    world.lead(dossier, Act.RECEIVE, Act.FORWARD)
    assert world.row(dossier).assigned is None
    world.do(Act.ASK_SUPPLEMENT, dossier, actor="s-c1-other")
    world.do(Act.SUPPLEMENT, dossier)
    assert world.row(dossier).assigned_id == "s-c1-other"
    with pytest.raises(RuleBroken, match="assigned-elsewhere"):
        world.do(Act.PROPOSE, dossier)
    with pytest.raises(RuleBroken, match="assigned-already"):
        world.do(Act.ASSIGN, dossier)
    world.do(Act.ASSIGN, dossier, to="s-c1-officer")
    world.do(Act.PROPOSE, dossier)
    assert [move.to for move in world.row(dossier).moves.order_by("nr")][5] == "s-c1-officer"


@pytest.mark.parametrize("to", ["s-c2-officer", "s-c1-leader", "s-nobody"])
def test_a_dossier_is_given_to_officers_of_the_unit_alone(to):
    dossier = world.file()
    world.do(Act.RECEIVE, dossier)
    with pytest.raises(RuleBroken, match="no-such-officer"):
        world.do(Act.FORWARD, dossier, to=to)
    world.do(Act.FORWARD, dossier, to="s-c1-other")
    assert world.row(dossier).assigned_id == "s-c1-other"


def test_inboxes_hold_what_waits_for_a_seat_in_the_order_in_which_it_is_due():
    first, second, waits = (world.file(at(9)) for _ in range(3))
    world.do(Act.RECEIVE, second, at=at(9))
    world.do(Act.RECEIVE, first, at=at(10))
    for dossier in (first, second, waits):
        if dossier == waits:
            world.do(Act.RECEIVE, dossier, at=at(10))
        world.do(Act.FORWARD, dossier, at=at(10))
    world.do(Act.ASK_SUPPLEMENT, waits, at=at(10))
    world.do(Act.ASSIGN, first, to="s-c1-other", at=at(10))

    def inbox(seat, owner):
        return [str(row.pk) for row in Dossier.objects.at_desk(Seat.objects.get(pk=seat), owner)]

    def waiting(seat, owner):
        return [str(row.pk) for row in Dossier.objects.waiting(Seat.objects.get(pk=seat), owner)]

    assert inbox("s-c1-other", Owner.OFFICER) == [second, first]
    assert inbox("s-c1-officer", Owner.OFFICER) == [second]
    assert inbox("s-c1-one-stop", Owner.ONE_STOP) == []
    assert waiting("s-c1-one-stop", Owner.ONE_STOP) == [waits]
    assert waiting("s-c1-leader", Owner.LEADER) == [waits]
    assert waiting("s-c2-leader", Owner.LEADER) == []
    world.do(Act.PROPOSE, second, at=at(10))
    assert inbox("s-c1-leader", Owner.LEADER) == [second]


# ---- others who are asked ----


def asked(dossier):
    world.lead(dossier, Act.RECEIVE, Act.FORWARD, at=at(9))
    world.do(Act.CONSULT, dossier, at=at(9, 11))
    return Consultation.objects.get(dossier=dossier)


def test_another_agency_has_a_deadline_of_its_own_and_the_clock_goes_on():
    dossier = world.file(at(9))
    row = asked(dossier)
    assert (row.agency_id, row.due_at) == ("c2", at(11, 17))
    assert due(dossier) == at(11, 17)
    for code, given in (
        ("consults-itself", {"agency": "c1"}),
        ("asked-already", {}),
        (r"units\.unknown", {"agency": "nowhere"}),
    ):
        with pytest.raises(RuleBroken, match=code):
            world.do(Act.CONSULT, dossier, at=at(9, 11), **given)
    with pytest.raises(RuleBroken, match="answer-awaited"):
        world.do(Act.PROPOSE, dossier, at=at(10))
    actions.answer(dossier=dossier, answer="Đồng ý", actor="s-c2-officer", at=at(10))
    row.refresh_from_db()
    assert (row.answer, row.answered_by_id, row.answered_at) == ("Đồng ý", "s-c2-officer", at(10))
    world.do(Act.PROPOSE, dossier, at=at(10))


def test_an_agency_that_lets_its_day_pass_holds_nothing_up():
    dossier = world.file(at(9))
    asked(dossier)
    world.do(Act.PROPOSE, dossier, at=at(12))


@pytest.mark.parametrize("actor", ["s-d1-officer", "s-c1-officer", "s-p1-manager"])
def test_who_was_not_asked_does_not_answer(actor):
    dossier = world.file(at(9))
    asked(dossier)
    with pytest.raises(RuleBroken, match="not-asked"):
        actions.answer(dossier=dossier, answer="Đồng ý", actor=actor, at=at(10))


# ---- who decides ----


def proposed():
    dossier = world.file()
    world.lead(dossier, Act.RECEIVE, Act.FORWARD, Act.PROPOSE)
    return dossier


def test_nobody_approves_what_they_proposed_from_another_seat():
    dossier = proposed()
    person = Seat.objects.get(pk="s-c1-officer").person
    Seat.objects.filter(pk="s-c1-leader").update(person=person)
    with pytest.raises(RuleBroken, match="own-proposal"):
        world.do(Act.APPROVE, dossier)
    world.do(Act.APPROVE, dossier, actor="s-c1-second")
    assert world.row(dossier).approver_id == "s-c1-second"


def test_two_people_approve_where_a_procedure_asks_for_two():
    actions.demand(
        procedure=world.BIRTH.code, first=date(2026, 3, 5),
        demands=Demands(second_approver=True, paper_result=True), unit="p1",
        actor=world.MANAGER, at=world.OPENED,
    )  # fmt: skip
    dossier = proposed()
    before = world.row(dossier).state
    world.do(Act.APPROVE, dossier, at=at(9, 10))
    assert world.row(dossier).state == before
    assert Entry.objects.last().kind == "onestop.approved-first"
    with pytest.raises(RuleBroken, match="same-approver"):
        world.do(Act.APPROVE, dossier, at=at(9, 10))
    world.do(Act.SEND_BACK, dossier, at=at(9, 10))
    world.do(Act.PROPOSE, dossier, at=at(9, 10))
    world.do(Act.APPROVE, dossier, at=at(9, 10))
    world.do(Act.APPROVE, dossier, actor="s-c1-second", at=at(9, 11))
    assert world.row(dossier).step == "signing"
    acts = [move.act for move in world.row(dossier).moves.order_by("nr")]
    assert acts.count("approve-first") == 2
    assert acts.count("approve") == 1


def test_a_result_without_a_signature_is_given_only_where_paper_is_enough():
    dossier = world.file(procedure=world.LAND.code, papers=())
    world.do(Act.RECEIVE, dossier, appointed=at(12, 10))
    world.lead(dossier, Act.FORWARD, Act.PROPOSE, Act.APPROVE)
    with pytest.raises(RuleBroken, match="signature-missing"):
        world.do(Act.SIGN, dossier)
    assert world.row(dossier).resolved_at is None


# ---- reasons, papers, who looked ----


@pytest.mark.parametrize("reason", [" ", "x" * 2001])
def test_a_refusal_needs_a_reason_that_can_be_read(reason):
    dossier = world.file()
    with pytest.raises(RuleBroken, match=r"onestop\.reason"):
        world.do(Act.REFUSE, dossier, reason=reason)


def test_a_supplement_brings_something():
    dossier = world.file()
    world.lead(dossier, Act.RECEIVE, Act.FORWARD, Act.ASK_SUPPLEMENT)
    with pytest.raises(RuleBroken, match="nothing-brought"):
        world.do(Act.SUPPLEMENT, dossier, papers=())
    world.do(Act.SUPPLEMENT, dossier, papers=(Brought("Ảnh 3x4"),))
    assert world.row(dossier).papers.count() == 3


def test_who_looked_at_a_persons_data_is_remembered_and_is_no_event():
    dossier = world.file()
    entries = Entry.objects.count()
    actions.look_at(
        dossiers=[dossier], seat="s-c1-officer", purpose=Purpose.HANDLING, at=world.MONDAY
    )
    row = Seen.objects.get()
    assert (str(row.dossier_id), row.seat_id, row.purpose) == (dossier, "s-c1-officer", "handling")
    assert Entry.objects.count() == entries


def test_a_recount_names_what_was_tampered_with():
    dossier = world.file()
    world.do(Act.RECEIVE, dossier)
    assert sum(recounted().values()) == 4
    Dossier.objects.filter(pk=dossier).update(filer="self")
    assert list(differences()) == [
        "dossiers.filed-assisted c1 2026-03-09: kept 1, counted 0",
        "dossiers.filed-by-self c1 2026-03-09: kept 0, counted 1",
    ]
