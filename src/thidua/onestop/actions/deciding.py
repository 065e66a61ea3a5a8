"""The decision on a dossier: proposed, approved by one or by two, signed, and handed out."""

from dataclasses import replace
from datetime import datetime

from thidua.accounts.models import Seat
from thidua.counting.actions import action
from thidua.dossiers.rules.steps import Act
from thidua.kernel.errors import RuleBroken
from thidua.ledger.rules import Event
from thidua.onestop import rules
from thidua.onestop.actions.turns import begin
from thidua.onestop.rules import Beside


@action
def propose(*, dossier: str, actor: str, at: datetime, reason: str = "") -> Event:
    """Put a dossier before the leader; whoever was asked has answered, or let its day pass."""
    turn = begin(dossier, Act.PROPOSE, actor, at)
    row = turn.row
    if row.consultations.filter(answered_at=None, due_at__gt=turn.at).exists():
        raise RuleBroken("onestop.answer-awaited")
    row.proposer, row.approver = turn.seat, None
    told = Event("onestop.proposed", row.subject, turn.unit, actor, turn.at)
    return turn.done(told, reason=reason.strip())


@action
def send_back(*, dossier: str, reason: str, actor: str, at: datetime) -> Event:
    """Send a dossier back one step, with the reason; what was approved has to be approved again."""
    said = rules.check_reason(reason)
    turn = begin(dossier, Act.SEND_BACK, actor, at)
    turn.row.approver = None
    private = {"to": turn.after.step.value}
    told = Event("onestop.sent-back", turn.row.subject, turn.unit, actor, turn.at, private=private)
    return turn.done(told, reason=said)


@action
def approve(*, dossier: str, actor: str, at: datetime) -> Event:
    """Approve what was proposed by somebody else; where two have to, the second one leads on."""
    turn = begin(dossier, Act.APPROVE, actor, at)
    row = turn.row
    _check_others(turn.seat, row.proposer, "onestop.own-proposal")
    if row.second_approver and row.approver is None:
        row.approver = turn.seat
        first = replace(turn, act=Beside.APPROVE_FIRST, after=row.state)
        return first.done(Event("onestop.approved-first", row.subject, turn.unit, actor, turn.at))
    _check_others(turn.seat, row.approver, "onestop.same-approver")
    row.approver = turn.seat
    return turn.done(Event("onestop.approved", row.subject, turn.unit, actor, turn.at))


@action
def return_result(*, dossier: str, actor: str, at: datetime) -> Event:
    """Hand the result out."""
    turn = begin(dossier, Act.RETURN, actor, at)
    turn.row.returned_at = turn.at
    return turn.done(Event("onestop.returned", turn.row.subject, turn.unit, actor, turn.at))


def _check_others(seat: Seat | None, other: Seat | None, code: str) -> None:
    """Refuse somebody who would decide on what they did themselves, from this seat or another."""
    if seat is None or other is None:
        return
    if seat.pk == other.pk or (seat.person_id and seat.person_id == other.person_id):
        raise RuleBroken(code)
