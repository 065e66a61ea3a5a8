"""What the screens read: inboxes from one place to the next, what is left of time, who may what."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.dateparse import parse_datetime

from thidua.accounts.models import Seat
from thidua.accounts.rules import Role
from thidua.counting.models.naming import names
from thidua.deadlines.outside import office
from thidua.deadlines.rules import Left, left
from thidua.dossiers.rules import codes
from thidua.dossiers.rules.steps import ENDED, ROLES, Owner, Status
from thidua.kernel.errors import RuleBroken
from thidua.onestop.models import Consultation, Dossier, DossierQuerySet, Way
from thidua.onestop.rules import COMPETENT, PAUSED_OR_ENDED
from thidua.onestop.rules import Way as Kind
from thidua.onestop.rules.going import pauses
from thidua.procedures.rules import Version
from thidua.units.models import Edge, Relation, Unit

A_PAGE = 50
MOST_FOUND = 50
SHORTEST = 2  # letters of a name that is searched


@dataclass(frozen=True, slots=True)
class Waiting:
    """A dossier in an inbox, with the working time that is left; None where no deadline is known."""

    row: Dossier
    left: Left | None


@dataclass(frozen=True, slots=True)
class Slice:
    """A page of an inbox, and where the next one begins; empty where there is none."""

    waiting: list[Waiting]
    after: str


def inbox(rows: DossierQuerySet, after: str, now: datetime) -> Slice:
    """Read an inbox from a place on, in the order in which its dossiers are due."""
    found = list(
        _from(rows, after).select_related("version").prefetch_related("moves")[: A_PAGE + 1]
    )
    shown = found[:A_PAGE]
    return Slice(
        [waiting(row, now) for row in shown], _place(shown[-1]) if len(found) > A_PAGE else ""
    )


def waiting(row: Dossier, now: datetime) -> Waiting:
    """Say how much working time a dossier has left, by the engine that all pages ask."""
    clock = row.clock
    if clock is None or clock.term is None or Status(row.status) in PAUSED_OR_ENDED:
        return Waiting(row, None)
    time = left(now, clock.received_at, clock.term, office(), pauses(row.went()))
    return Waiting(row, time)


def counts(mine: DossierQuerySet, waits: DossierQuerySet, now: datetime) -> dict[str, int]:
    """Count what waits for a seat, how much of it is late or due before the day ends, and what is paused."""
    local = office().local(now)
    night = local.replace(hour=0, minute=0) + timedelta(days=1)
    runs = ~Q(status=Status.RESOLVED)
    found: dict[str, int] = mine.aggregate(
        mine=Count("pk"),
        late=Count("pk", filter=runs & Q(due_at__lt=now)),
        today=Count("pk", filter=runs & Q(due_at__gte=now, due_at__lt=night)),
    )
    return {**found, "paused": waits.count()}


def owner_of(seat: Seat) -> Owner:
    """Say as whom a seat works on dossiers; a role that has no part in them is refused."""
    owner = ROLES.get(Role(seat.role))
    if owner is None:
        raise RuleBroken("onestop.not-your-dossier")
    return owner


def mine(unit: str, dossier: UUID) -> Dossier:
    """Give a dossier that a unit decides, received, helped with or was asked about."""
    rows = Dossier.objects.select_related("version", "party", "hamlet", "assigned", "proposer")
    row = rows.filter(pk=dossier).first()
    if row is None:
        raise RuleBroken("onestop.unknown")
    here = {row.holder_id, row.receipt_unit_id, row.unit_id, row.support_unit_id}
    if unit not in here and not row.consultations.filter(agency=unit).exists():
        raise RuleBroken("onestop.not-your-dossier")
    return row


def find(unit: str, text: str) -> list[Dossier]:
    """Find a unit's dossiers by code or by the beginning of a name, the newest first."""
    rows = Dossier.objects.of_unit(unit).select_related("version", "party")
    plain = text.strip()
    if len(plain) < SHORTEST:
        return []
    found = rows.filter(code=code) if (code := _code(plain)) else rows.named(plain)
    return list(found.order_by("-filed_at", "pk")[:MOST_FOUND])


def asked_of(unit: str) -> QuerySet[Consultation]:
    """Select what a unit was asked and has not answered, the earliest deadline first."""
    rows = Consultation.objects.filter(agency=unit, answered_at=None).order_by("due_at", "pk")
    return rows.select_related("dossier__version")


def officers(unit: str, day: date) -> list[tuple[str, str]]:
    """List the officers' seats of a unit with who sits in them."""
    rows = Seat.objects.open_on(day).filter(unit=unit, role=Role.OFFICER).select_related("person")
    return [(row.pk, row.person.name if row.person else row.pk) for row in rows.order_by("pk")]


def agencies(unit: str, day: date) -> list[tuple[str, str]]:
    """List the other units that handle dossiers: who may be asked."""
    seats = Seat.objects.open_on(day).filter(role__in=[role.value for role in ROLES])
    return _named(set(seats.exclude(unit=unit).values_list("unit", flat=True)))


def competent(version: Version, unit: str, day: date) -> list[tuple[str, str]]:
    """List the units whose dossiers live here and that decide a procedure; one's own first."""
    levels = [level.value for level in COMPETENT[version.level]]
    rows = Way.objects.filter(first__lte=day, unit__level__in=levels).order_by("first")
    last = dict(rows.values_list("unit", "kind"))
    found = _named({each for each, kind in last.items() if kind == Kind.MASTER})
    return sorted(found, key=lambda pair: pair[0] != unit)


def hamlets(unit: str, day: date) -> list[tuple[str, str]]:
    """List the hamlets of a unit: where people live."""
    edges = Edge.objects.on(day).filter(parent=unit, relation=Relation.PART_OF)
    return _named(set(edges.values_list("unit", flat=True)))


def level_of(unit: str) -> str:
    """Give the level of a unit; one that is not known is refused."""
    found = Unit.objects.filter(pk=unit).values_list("level", flat=True).first()
    if found is None:
        raise RuleBroken("units.unknown", reference=unit)
    return found


def is_open(row: Dossier) -> bool:
    """Whether a dossier has not ended."""
    return Status(row.status) not in ENDED


def _named(units: set[str]) -> list[tuple[str, str]]:
    return sorted(names(units).items(), key=lambda pair: pair[1])


def _from(rows: DossierQuerySet, after: str) -> DossierQuerySet:
    text, _, key = after.partition("~")
    try:
        at, last = parse_datetime(text), UUID(key)
    except ValueError:
        return rows
    if at is None or at.tzinfo is None:
        return rows
    return rows.filter(Q(order_at__gt=at) | Q(order_at=at, pk__gt=last))


def _place(row: Dossier) -> str:
    return f"{row.order_at.isoformat()}~{row.pk}"


def _code(text: str) -> str:
    try:
        return str(codes.parse(text))
    except RuleBroken:
        return ""
