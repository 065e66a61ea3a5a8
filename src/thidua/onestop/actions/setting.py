"""What is set around dossiers: where they live, what a procedure asks, who takes over, who looked."""

from collections.abc import Collection
from datetime import date, datetime

from thidua.accounts.rules import Role
from thidua.counting.actions import action, register_measures
from thidua.counting.models.known import local_day
from thidua.dossiers.rules.measures import MEASURES
from thidua.dossiers.rules.steps import Owner
from thidua.kernel.errors import RuleBroken
from thidua.ledger.actions import unlogged
from thidua.ledger.rules import Event
from thidua.onestop import rules
from thidua.onestop.actions.filing import agency_code
from thidua.onestop.actions.turns import Turn, open_seat
from thidua.onestop.models import Demand, Dossier, Seen, Way
from thidua.onestop.rules import BESIDE_NAMES, Beside, Demands, Purpose
from thidua.procedures.models import Stored, check_province
from thidua.units.models import Succession, check_stands


@action
def switch(*, unit: str, kind: rules.Way, first: date, actor: str, at: datetime) -> Event:
    """Say where the dossiers of a unit live from a day on; those that live here stay here."""
    check_stands(unit, first)
    if Way.objects.filter(unit=unit, first__gte=first).exists():
        raise RuleBroken("onestop.way-later", day=f"{first:%d/%m/%Y}")
    before = Way.objects.filter(unit=unit).order_by("-first").first()
    if kind.value == (before.kind if before else rules.Way.MIRROR.value):
        raise RuleBroken("onestop.way-already")
    if kind is rules.Way.MASTER:
        agency_code(unit, first)
        register_measures(MEASURES)
    Way.objects.create(unit_id=unit, kind=kind.value, first=first, recorded_at=at)
    public = {"kind": kind.value, "first": first.isoformat()}
    return Event("onestop.switched", f"unit:{unit}", unit, actor, at, public)


@action
def demand(
    *, procedure: str, first: date, demands: Demands, unit: str, actor: str, at: datetime
) -> Event:
    """Say what a procedure asks beyond the common from a day on, for the whole province."""
    check_province(unit)
    rules.check_demands(demands)
    if not Stored.objects.standing().filter(code=procedure).exists():
        raise RuleBroken("procedures.unknown", procedure=procedure[:40])
    if Demand.objects.filter(procedure=procedure, first__gte=first).exists():
        raise RuleBroken("onestop.demand-later", day=f"{first:%d/%m/%Y}")
    Demand.objects.create(
        procedure=procedure,
        first=first,
        second_approver=demands.second_approver,
        paper_result=demands.paper_result,
        signed=sorted(demands.signed),
        recorded_at=at,
    )
    public = {
        "procedure": procedure,
        "first": first.isoformat(),
        "second_approver": demands.second_approver,
        "paper_result": demands.paper_result,
        "signed": sorted(demands.signed),
    }
    return Event("onestop.demanded", f"procedure:{procedure}", unit, actor, at, public)


@action
def take_over(*, dossier: str, actor: str, at: datetime) -> Event:
    """Take over an open dossier of a unit that is no more, from a leader's seat at its successor.

    Its code and its receipt stay with the unit that had it; what ends is counted at the new one.
    """
    seat = open_seat(actor, at)
    row = Dossier.objects.select_for_update(of=("self",)).filter(pk=dossier).first()
    if row is None:
        raise RuleBroken("onestop.unknown")
    if Role(seat.role) is not Role.LEADER:
        raise RuleBroken("dossiers.not-your-act", act=BESIDE_NAMES[Beside.TAKE_OVER])
    if not row.desk:
        raise RuleBroken("onestop.ended", act=BESIDE_NAMES[Beside.TAKE_OVER])
    day = local_day(at)
    after = Succession.objects.filter(predecessor=row.holder_id, successor=seat.unit, on__lte=day)
    if not after.exists():
        raise RuleBroken("onestop.no-successor")
    if row.receipt_unit_id == row.holder_id:
        row.receipt_unit_id = seat.unit
    private = {"from": row.holder_id}
    row.holder_id, row.assigned = seat.unit, None
    turn = Turn(row, Beside.TAKE_OVER, row.state, Owner.LEADER, seat, max(at, row.moved_at))
    told = Event("onestop.taken-over", row.subject, seat.unit, actor, turn.at, private=private)
    return turn.done(told)


@unlogged
def look_at(*, dossiers: Collection[str], seat: str, purpose: Purpose, at: datetime) -> None:
    """Remember that a seat looked at people's data, one row a dossier."""
    Seen.objects.bulk_create(
        [
            Seen(seat_id=seat, dossier_id=dossier, purpose=purpose.value, at=at)
            for dossier in dossiers
        ]
    )
