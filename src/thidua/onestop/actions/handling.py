"""The appraisal of a dossier: who handles it, whom it waits for, and how it may end early."""

from datetime import datetime
from typing import cast

from thidua.accounts.models import Seat
from thidua.accounts.rules import Role
from thidua.counting.actions import action
from thidua.counting.models.known import local_day
from thidua.deadlines.outside import office
from thidua.deadlines.rules import due
from thidua.deadlines.rules.judging import check_apology
from thidua.dossiers.rules.steps import ROLES, Act
from thidua.kernel.errors import RuleBroken
from thidua.ledger.rules import Event
from thidua.onestop import rules
from thidua.onestop.actions.turns import Turn, begin, locked, open_seat
from thidua.onestop.models import Consultation, Dossier
from thidua.onestop.rules import Beside, Brought, Paid
from thidua.procedures.rules import LegalTime, TimeUnit
from thidua.units.models import check_stands


@action
def forward(*, dossier: str, actor: str, at: datetime, to: str | None = None) -> Event:
    """Hand a dossier on to appraisal, to an officer's seat or to whoever takes it (None)."""
    turn = begin(dossier, Act.FORWARD, actor, at)
    turn.row.assigned = _officer(turn.row, to, turn.at) if to else None
    told = Event("onestop.forwarded", turn.row.subject, turn.unit, actor, turn.at)
    return turn.done(told, to=to or "")


@action
def assign(*, dossier: str, to: str, actor: str, at: datetime) -> Event:
    """Give a dossier to an officer's seat."""
    turn = begin(dossier, Act.ASSIGN, actor, at)
    if turn.row.assigned_id == to:
        raise RuleBroken("onestop.assigned-already", seat=to)
    turn.row.assigned = _officer(turn.row, to, turn.at)
    told = Event("onestop.assigned", turn.row.subject, turn.unit, actor, turn.at)
    return turn.done(told, to=to)


@action
def consult(
    *, dossier: str, agency: str, question: str, days: int, actor: str, at: datetime
) -> Event:
    """Ask another agency, which has so many working days; the dossier's own clock goes on."""
    said = rules.check_reason(question)
    turn = begin(dossier, Act.CONSULT, actor, at)
    check_stands(agency, local_day(turn.at))
    if agency == turn.row.holder_id:
        raise RuleBroken("onestop.consults-itself")
    if turn.row.consultations.filter(agency=agency, answered_at=None).exists():
        raise RuleBroken("onestop.asked-already")
    Consultation.objects.create(
        dossier=turn.row,
        agency_id=agency,
        asked_by_id=actor,
        question=said,
        asked_at=turn.at,
        due_at=_in_working_days(turn.at, days),
    )
    private = {"agency": agency}
    told = Event("onestop.consulted", turn.row.subject, turn.unit, actor, turn.at, private=private)
    return turn.done(told, reason=said)


@action
def answer(*, dossier: str, answer: str, actor: str, at: datetime) -> Event:
    """Answer what another agency asked, from a seat of the agency that was asked."""
    said = rules.check_reason(answer)
    row, seat = locked(dossier), open_seat(actor, at)
    asked = row.consultations.filter(agency=seat.unit, answered_at=None).first()
    if asked is None or Role(seat.role) not in ROLES:
        raise RuleBroken("onestop.not-asked")
    at = max(at, row.moved_at)
    asked.answer, asked.answered_by, asked.answered_at = said, seat, at
    asked.save(update_fields=["answer", "answered_by", "answered_at"])
    turn = Turn(row, Beside.ANSWER, row.state, ROLES[Role(seat.role)], seat, at)
    private = {"agency": seat.unit}
    told = Event("onestop.answered", row.subject, turn.unit, actor, at, private=private)
    return turn.done(told, reason=said)


@action
def ask_supplement(*, dossier: str, reason: str, actor: str, at: datetime) -> Event:
    """Ask the applicant for more; the clock stands still. A second time makes the dossier late."""
    said = rules.check_reason(reason)
    turn = begin(dossier, Act.ASK_SUPPLEMENT, actor, at)
    turn.row.supplements += 1
    told = Event("onestop.supplement-asked", turn.row.subject, turn.unit, actor, turn.at)
    return turn.done(told, reason=said)


@action
def supplement(*, dossier: str, papers: tuple[Brought, ...], actor: str, at: datetime) -> Event:
    """Take in what was asked for; the clock goes on."""
    if not papers:
        raise RuleBroken("onestop.nothing-brought")
    turn = begin(dossier, Act.SUPPLEMENT, actor, at)
    private = {"files": turn.bring(papers)}
    told = Event(
        "onestop.supplemented", turn.row.subject, turn.unit, actor, turn.at, private=private
    )
    return turn.done(told)


@action
def ask_payment(*, dossier: str, amount: int, actor: str, at: datetime, reason: str = "") -> Event:
    """Ask the applicant to pay so many đồng; the clock stands still."""
    rules.check_amount(amount)
    turn = begin(dossier, Act.ASK_PAYMENT, actor, at)
    turn.row.owed, turn.row.paid, turn.row.paid_at = amount, "", None
    private = {"amount": amount}
    told = Event(
        "onestop.payment-asked", turn.row.subject, turn.unit, actor, turn.at, private=private
    )
    return turn.done(told, reason=reason.strip())


@action
def pay(*, dossier: str, paid: Paid, actor: str, at: datetime) -> Event:
    """Record that what was asked for is paid; the clock goes on."""
    turn = begin(dossier, Act.PAY, actor, at)
    turn.row.paid, turn.row.paid_at = paid.value, turn.at
    private = {"amount": turn.row.owed, "paid": paid.value}
    return turn.done(
        Event("onestop.paid", turn.row.subject, turn.unit, actor, turn.at, private=private)
    )


@action
def apologise(*, dossier: str, reason: str, again: datetime, actor: str, at: datetime) -> Event:
    """Apologise for being late and give a new appointment, once; the deadline stays what it was."""
    said = rules.check_reason(reason)
    turn = begin(dossier, Act.APOLOGISE, actor, at)
    row = turn.row
    made = int(row.apologised_at is not None)
    check_apology(made=made, again=again, standing=row.due_at, office=office())
    row.apologised_at, row.again_at = turn.at, again
    private = {"again": again.isoformat()}
    told = Event("onestop.apologised", row.subject, turn.unit, actor, turn.at, private=private)
    return turn.done(told, reason=said)


@action
def withdraw(*, dossier: str, actor: str, at: datetime, reason: str = "") -> Event:
    """End a dossier because its applicant takes it back."""
    turn = begin(dossier, Act.WITHDRAW, actor, at)
    turn.row.stopped_at = turn.at
    told = Event("onestop.withdrawn", turn.row.subject, turn.unit, actor, turn.at)
    return turn.done(told, reason=reason.strip())


@action
def stop(*, dossier: str, reason: str, actor: str, at: datetime) -> Event:
    """Stop handling a dossier, with the reason that its applicant is told."""
    said = rules.check_reason(reason)
    turn = begin(dossier, Act.STOP, actor, at)
    turn.row.stopped_at = turn.at
    told = Event("onestop.stopped", turn.row.subject, turn.unit, actor, turn.at)
    return turn.done(told, reason=said)


def _in_working_days(at: datetime, days: int) -> datetime:
    """Give the end of the last of so many working days; without a pause it is always known."""
    return cast("datetime", due(at, LegalTime(days, TimeUnit.DAYS), office()))


def _officer(row: Dossier, seat: str, at: datetime) -> Seat:
    """Give an officer's seat that can handle a dossier."""
    here = Seat.objects.open_on(local_day(at)).filter(role=Role.OFFICER, unit=row.holder_id)
    found = here.filter(pk=seat).first()
    if found is None:
        raise RuleBroken("onestop.no-such-officer", seat=seat)
    return found
