"""The beginning of a dossier: filed, received or refused, its papers taken in, its data amended."""

from dataclasses import replace
from datetime import date, datetime

from django.db.models import F

from thidua.accounts.rules import Role
from thidua.agencies.models import code_of
from thidua.counting.actions import action
from thidua.counting.models.known import local_day
from thidua.deadlines.outside import office
from thidua.dossiers.rules import codes
from thidua.dossiers.rules.steps import BEGINNING, Act, Owner
from thidua.kernel.errors import RuleBroken
from thidua.kernel.text import fold
from thidua.ledger.rules import Event
from thidua.onestop import rules
from thidua.onestop.actions.turns import Turn, begin, open_seat, stay
from thidua.onestop.models import (
    Dossier,
    Numbering,
    Party,
    demands,
    given_first,
    is_master,
)
from thidua.onestop.rules import APPLICANT, Application, Beside, Brought
from thidua.procedures.models import Stored
from thidua.procedures.rules import OnlineLevel
from thidua.units.models import Unit, check_stands
from thidua.units.rules import Level


@action
def file(
    *, dossier: str, application: Application, party: rules.Party, actor: str, at: datetime
) -> Event:
    """File a dossier under an id that the caller drew; it gets its code, and waits to be received."""
    day = local_day(at)
    version = _version(application.procedure, day)
    _check_places(application, day)
    level = Level(Unit.objects.get(pk=application.unit).level)
    rules.check_application(application, version.version, level)
    rules.check_party(party)
    if Dossier.objects.filter(pk=dossier).exists():
        raise RuleBroken("onestop.filed-already")
    turn = _new(dossier, application, version, actor, at)
    turn.row.save(force_insert=True)
    _keep(turn.row, party)
    private = {"files": turn.bring(application.papers)}
    return turn.done(
        Event("onestop.filed", turn.row.subject, turn.unit, actor, at, private=private)
    )


@action
def receive(*, dossier: str, actor: str, at: datetime, appointed: datetime | None = None) -> Event:
    """Receive a dossier: its clock starts, by the version of its procedure that holds today.

    `appointed` is the day of the result where the procedure has no legal time, and only there.
    """
    turn = begin(dossier, Act.RECEIVE, actor, at)
    row = turn.row
    row.version = _holding(row.procedure, local_day(turn.at)) or row.version
    _check_appointed(row, appointed, turn.at)
    row.received_at, row.appointed_at = turn.at, appointed
    private = {"version": row.version.digest}
    return turn.done(
        Event("onestop.received", row.subject, turn.unit, actor, turn.at, private=private)
    )


@action
def refuse(*, dossier: str, reason: str, actor: str, at: datetime) -> Event:
    """Refuse to receive a dossier, with the reason that its applicant is told."""
    said = rules.check_reason(reason)
    turn = begin(dossier, Act.REFUSE, actor, at)
    turn.row.stopped_at = turn.at
    told = Event("onestop.refused", turn.row.subject, turn.unit, actor, turn.at)
    return turn.done(told, reason=said)


@action
def digitise(*, dossier: str, papers: tuple[Brought, ...], actor: str, at: datetime) -> Event:
    """Add files to a dossier: of papers that were handed in, or others that belong to it."""
    turn = stay(dossier, Beside.DIGITISE, {Owner.ONE_STOP, Owner.OFFICER}, actor, at)
    private = {"files": turn.bring(papers)}
    return turn.done(
        Event("onestop.digitised", turn.row.subject, turn.unit, actor, turn.at, private=private)
    )


@action
def amend(
    *, dossier: str, application: Application, party: rules.Party, actor: str, at: datetime
) -> Event:
    """Correct what the counter wrote down wrongly; counts follow. Papers and payment stay as they are.

    Procedure and competent agency stay too: a dossier for another one is another dossier.
    """
    rules.check_party(party)
    turn = stay(dossier, Beside.AMEND, {Owner.ONE_STOP}, actor, at)
    row = turn.row
    if (application.procedure, application.unit) != (row.procedure, row.unit_id):
        raise RuleBroken("onestop.another-dossier")
    level = Level(Unit.objects.get(pk=application.unit).level)
    rules.check_application(application, row.version.version, level)
    before = (row.channel, row.filer, row.support_unit_id, row.hamlet_id)
    row.channel, row.filer = application.channel.value, application.filer.value
    row.support_unit_id, row.hamlet_id = application.support_unit, application.hamlet
    _check_places(replace(application, unit=row.holder_id), local_day(turn.at))
    after = (row.channel, row.filer, row.support_unit_id, row.hamlet_id)
    if not _keep(row, party) and before == after:
        raise RuleBroken("onestop.nothing-amended")
    private = {"before": list(before), "after": list(after)}
    return turn.done(
        Event("onestop.amended", row.subject, turn.unit, actor, turn.at, private=private)
    )


def _new(dossier: str, application: Application, version: Stored, actor: str, at: datetime) -> Turn:
    day = local_day(at)
    seat = None if actor == APPLICANT else open_seat(actor, at)
    if seat and (
        Role(seat.role) is not Role.ONE_STOP
        or seat.unit not in {application.receipt_unit, application.support_unit}
    ):
        raise RuleBroken("dossiers.not-your-act", act=rules.BESIDE_NAMES[Beside.FILE])
    asked = demands(application.procedure, day)
    row = Dossier(
        id=dossier,
        code=_code(application.unit, day),
        procedure=application.procedure,
        version=version,
        unit_id=application.unit,
        receipt_unit_id=application.receipt_unit,
        support_unit_id=application.support_unit,
        holder_id=application.unit,
        hamlet_id=application.hamlet,
        channel=application.channel.value,
        filer=application.filer.value,
        status=int(BEGINNING.status),
        step=BEGINNING.step.value,
        filed_at=at,
        moved_at=at,
        order_at=at,
        fee=version.fee,
        paid=application.paid or "",
        paid_at=at if application.paid else None,
        in_online_field=_in_online_field(version.field, day),
        second_approver=asked.second_approver,
        paper_result=asked.paper_result,
        signed=sorted(asked.signed),
        generated=application.generated,
    )
    owner = Owner.ONE_STOP if seat else Owner.APPLICANT
    return Turn(row, Beside.FILE, BEGINNING, owner, seat, at)


def _keep(row: Dossier, party: rules.Party) -> bool:
    """Write for whom a dossier is; say whether that is news."""
    before = Party.objects.filter(dossier=row).first()
    folded = fold(party.name)
    now = Party(
        dossier=row,
        name=" ".join(party.name.split()),
        folded=folded,
        given_first=given_first(folded),
        phone=party.phone,
        identity=party.identity,
        address=party.address.strip(),
        person_id=party.person,
    )
    if before and all(
        getattr(before, field) == getattr(now, field)
        for field in ("name", "phone", "identity", "address", "person_id")
    ):
        return False
    now.save(force_insert=before is None)
    return True


def _version(procedure: str, day: date) -> Stored:
    found = _holding(procedure, day)
    if found is None:
        raise RuleBroken("onestop.procedure-not-in-force", procedure=procedure[:40])
    return found


def _holding(procedure: str, day: date) -> Stored | None:
    return Stored.objects.on(day).filter(code=procedure).first()


def _in_online_field(field: str, day: date) -> bool:
    offered = Stored.objects.on(day).filter(field=field).exclude(online=OnlineLevel.INFORMATION)
    return offered.exists()


def _check_places(application: Application, day: date) -> None:
    for unit in (
        application.unit,
        application.receipt_unit,
        application.support_unit,
        application.hamlet,
    ):
        if unit is not None:
            check_stands(unit, day)
    if not is_master(application.unit, day):
        raise RuleBroken("onestop.unit-is-mirror")


def _check_appointed(row: Dossier, appointed: datetime | None, at: datetime) -> None:
    if row.version.time is None and appointed is None:
        raise RuleBroken("onestop.appointment-needed")
    if row.version.time is not None and appointed is not None:
        raise RuleBroken("onestop.appointment-by-law")
    if appointed is not None and (appointed <= at or not office().serves(appointed)):
        raise RuleBroken("onestop.appointment-closed")


def _code(unit: str, day: date) -> str:
    """Give the next code of an agency's day; nobody else gets one until the transaction ends."""
    agency = agency_code(unit, day)
    row = Numbering.objects.filter(agency=agency, day=day)
    if not row.update(last=F("last") + 1):
        Numbering.objects.bulk_create([Numbering(agency=agency, day=day)], ignore_conflicts=True)
        row.update(last=F("last") + 1)
    number = row.values_list("last", flat=True).get()
    return str(codes.make(agency, day, number))


def agency_code(unit: str, day: date) -> str:
    """Give the code that a unit has as an agency on a day, from the top downwards."""
    found = code_of(unit, day)
    if found is None:
        raise RuleBroken("onestop.no-agency-code")
    return found
