"""What the screens read: inboxes from one place to the next, what is left of time, who may what."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_datetime

from thidua.accounts.models import Seat
from thidua.accounts.rules import Role
from thidua.counting.models.naming import names
from thidua.deadlines.outside import office
from thidua.deadlines.rules import Left, left
from thidua.dossiers.rules import codes
from thidua.dossiers.rules.steps import ENDED, ROLES, Owner, Status
from thidua.kernel.errors import RuleBroken
from thidua.onestop.models import (
    Consultation,
    Dossier,
    DossierQuerySet,
    Move,
    Way,
)
from thidua.onestop.rules import COMPETENT, PAUSED_OR_ENDED
from thidua.onestop.rules import Way as Kind
from thidua.onestop.rules.going import Clock, Went, pauses
from thidua.procedures.models import legal_time
from thidua.procedures.rules import Version
from thidua.units.models import Edge, Relation, Unit

A_PAGE = 50
MOST_FOUND = 50
SHORTEST = 2  # letters of a name that is searched


class Listed(NamedTuple):
    """What an inbox shows of a dossier: read by columns, for a page has many and a row has more."""

    pk: UUID
    code: str
    procedure: str
    status: int
    generated: bool
    filed_at: datetime
    order_at: datetime
    due_at: datetime | None
    received_at: datetime | None
    appointed_at: datetime | None
    time: int | None
    time_unit: str
    supplements: int
    owed: int | None

    @property
    def stood_still(self) -> bool:
        """Whether its clock ever may have: each pause begins with a supplement or payment asked for."""
        return self.supplements > 0 or self.owed is not None

    @property
    def clock(self) -> Clock | None:
        """What its deadline is counted from; None before it is received."""
        if self.received_at is None:
            return None
        return Clock(self.received_at, legal_time(self.time, self.time_unit), self.appointed_at)


LISTED = (
    *("pk", "code", "version__name", "status", "generated", "filed_at", "order_at", "due_at"),
    *("received_at", "appointed_at", "version__time", "version__time_unit", "supplements", "owed"),
)


@dataclass(frozen=True, slots=True)
class Slice:
    """A page of an inbox, and where the next one begins; empty where there is none.

    `left` is the working time that is left for each row; None where no deadline is known.
    """

    rows: list[Listed]
    left: list[Left | None]
    after: str


class Glance(NamedTuple):
    """What an inbox tells beside its rows.

    `mine` wait for the seat, of which `late` and due `today`; `paused` wait for their applicants;
    `asked` are the opinions that the unit owes; `master` says whether dossiers live here.
    """

    mine: int
    late: int
    today: int
    paused: int
    asked: int
    master: bool


# Asked with every inbox: docs/decisions/0019-busy-pages-ask-statements.md. Which dossiers it counts
# is what `at_desk` and `waiting` of `DossierQuerySet` say, and a test compares them.
GLANCE = """
    SELECT COUNT(*) FILTER (WHERE desk = %(owner)s),
           COUNT(*) FILTER (WHERE desk = %(owner)s AND status <> {resolved} AND due_at < %(now)s),
           COUNT(*) FILTER (WHERE desk = %(owner)s AND status <> {resolved}
                            AND due_at >= %(now)s AND due_at < %(night)s),
           COUNT(*) FILTER (WHERE desk = '{applicant}'),
           (SELECT COUNT(*) FROM onestop_consultation
            WHERE agency_id = %(unit)s AND answered_at IS NULL),
           (SELECT kind FROM onestop_way WHERE unit_id = %(unit)s AND first <= %(day)s
            ORDER BY first DESC LIMIT 1)
    FROM onestop_dossier
    WHERE {here} = %(unit)s AND desk IN (%(owner)s, '{applicant}') {mine}
"""
ASSIGNED = f"AND (desk = '{Owner.APPLICANT}' OR assigned_id IS NULL OR assigned_id = %(seat)s)"
GLANCES: Mapping[Owner, str] = {
    owner: GLANCE.format(
        resolved=Status.RESOLVED.value,
        applicant=Owner.APPLICANT,
        here="receipt_unit_id" if owner is Owner.ONE_STOP else "holder_id",
        mine=ASSIGNED if owner is Owner.OFFICER else "",
    )
    for owner in ROLES.values()
}


class Found(NamedTuple):
    """What a search shows of a dossier, with the name of whose it is."""

    pk: UUID
    code: str
    procedure: str
    name: str
    filed_at: datetime
    status: int


FOUND = ("pk", "code", "version__name", "party__name", "filed_at", "status")


def inbox(rows: DossierQuerySet, after: str, now: datetime) -> Slice:
    """Read an inbox from a place on, in the order in which its dossiers are due."""
    found = [*map(Listed._make, _from(rows, after).values_list(*LISTED)[: A_PAGE + 1])]
    shown = found[:A_PAGE]
    went = _moves([row.pk for row in shown if row.stood_still])
    left = [_left(row.clock, row.status, went[row.pk], now) for row in shown]
    return Slice(shown, left, _place(shown[-1]) if len(found) > A_PAGE else "")


def time_left(row: Dossier, now: datetime) -> Left | None:
    """Say how much working time a dossier has left, by the engine that all pages ask."""
    return _left(row.clock, row.status, row.went(), now)


def _left(clock: Clock | None, status: int, moves: Sequence[Went], now: datetime) -> Left | None:
    if clock is None or clock.term is None or Status(status) in PAUSED_OR_ENDED:
        return None
    return left(now, clock.received_at, clock.term, office(), pauses(moves))


def _moves(dossiers: Sequence[UUID]) -> Mapping[UUID, list[Went]]:
    """Give the moves of dossiers in their order; of others, none."""
    found: defaultdict[UUID, list[Went]] = defaultdict(list)
    rows = Move.objects.filter(dossier__in=dossiers).order_by("nr")
    for dossier, act, at, status in rows.values_list("dossier", "act", "at", "status"):
        found[dossier].append(Went(act, at, Status(status)))
    return found


def at_a_glance(seat: Seat, owner: Owner, now: datetime) -> Glance:
    """Count what waits for a seat, and read what else its inbox tells of its unit."""
    local = office().local(now)
    night = local.replace(hour=0, minute=0) + timedelta(days=1)
    instant = connection.ops.adapt_datetimefield_value
    given = {
        "unit": seat.unit,
        "seat": seat.pk,
        "owner": owner.value,
        "now": instant(now),
        "night": instant(night),
        "day": local.date().isoformat(),
    }
    with connection.cursor() as cursor:
        cursor.execute(GLANCES[owner], given)
        mine, late, today, paused, asked, way = cursor.fetchone()
    return Glance(mine, late, today, paused, asked, way == Kind.MASTER)


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


def find(unit: str, text: str) -> list[Found]:
    """Find a unit's dossiers by code or by the beginning of a name, the newest first."""
    rows = Dossier.objects.of_unit(unit)
    plain = text.strip()
    if len(plain) < SHORTEST:
        return []
    found = rows.filter(code=code) if (code := _code(plain)) else rows.named(plain)
    shown = found.order_by("-filed_at", "pk").values_list(*FOUND)[:MOST_FOUND]
    return [*map(Found._make, shown)]


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


def _place(row: Listed) -> str:
    return f"{row.order_at.isoformat()}~{row.pk}"


def _code(text: str) -> str:
    try:
        return str(codes.parse(text))
    except RuleBroken:
        return ""
