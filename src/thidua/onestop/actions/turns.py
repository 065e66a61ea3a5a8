"""A turn: one dossier, locked, while something is done with it; what it counts for follows.

Facts are compared with what the ledger holds of the dossier: a place at which it counts now gets
a fact of one, a place at which it counts no more is corrected to nothing.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from thidua.accounts.models import Seat
from thidua.accounts.rules import Role
from thidua.archive.actions import reuse
from thidua.archive.models import Held
from thidua.counting.models import Fact as Stored
from thidua.counting.models.known import local_day
from thidua.deadlines.outside import office
from thidua.dossiers.rules import Place, places
from thidua.dossiers.rules.measures import bits
from thidua.dossiers.rules.steps import ACT_NAMES, ROLES, Act, Owner, State, go
from thidua.kernel.errors import RuleBroken
from thidua.ledger.rules import Event, Fact, Grade
from thidua.onestop.models import Dossier, DossierQuerySet, Move, Paper
from thidua.onestop.rules import (
    APPLICANT,
    BESIDE_NAMES,
    SOURCE,
    Beside,
    Brought,
    check_papers,
    desk,
)
from thidua.onestop.rules.going import Went, counted, deadline, timing


@dataclass(frozen=True, slots=True)
class Turn:
    """What is being done with a dossier, by whom, and where that leads; `seat` is None for an applicant.

    `at` is never before the last move: acts that were begun at once follow each other. `signature`
    is the SHA-256 of the sheet that was signed for it, empty where none is asked for.
    """

    row: Dossier
    act: str
    after: State
    owner: Owner
    seat: Seat | None
    at: datetime
    signature: str = ""

    @property
    def unit(self) -> str:
        """The unit at which it happens."""
        return self.row.holder_id

    def done(self, event: Event, *, reason: str = "", to: str = "", signature: str = "") -> Event:
        """Write the dossier and the move; give the event with what changed in the counts."""
        row, office_ = self.row, office()
        before = row.places()
        moves = [*row.went(), Went(self.act, self.at, self.after.status)]
        row.status, row.step = int(self.after.status), self.after.step.value
        row.due_at = deadline(row.clock, moves, office_)
        judged = timing(row.clock, moves, office_)
        value = counted(row.said, moves, judged, row.marks, office_)
        after = places(value)
        row.timing = judged.value if judged else ""
        row.received, row.closed = value.received, value.closed
        row.counts = bits(measure for measure, _unit, _day in after)
        row.desk = desk(self.after) or ""
        row.moved_at = self.at
        row.order_at = row.due_at or self.at
        row.save()
        Move.objects.create(
            dossier=row,
            nr=len(moves),
            act=self.act,
            actor=self.seat.pk if self.seat else APPLICANT,
            at=self.at,
            status=row.status,
            step=row.step,
            reason=reason,
            to=to,
            signature=signature or self.signature,
        )
        signed = {"signature": self.signature} if self.signature else {}
        said = {"reason": sha256(reason.encode()).hexdigest()} if reason else {}
        private = {"code": row.code, **said, **signed, **event.private}
        return replace(event, private=private, facts=_facts(row, before, after))

    def bring(self, papers: tuple[Brought, ...]) -> list[str]:
        """Add papers, or the files of papers that are there; give the SHA-256 of each file."""
        check_papers(papers)
        row = self.row
        results = {each.name: each.result_of for each in row.version.version.components}
        files = []
        for each in papers:
            component = each.component.strip()
            held = None if each.held is None else _held(row, each.held, component, self.at)
            paper = _waiting(row, component) if held else None
            paper = paper or Paper(dossier=row, component=component, at=self.at)
            paper.result_of = results.get(component, "")
            paper.held, paper.reused = held, each.reused
            if held:
                paper.digitised_at = self.at
                files.append(held.file.sha256)
            paper.save()
        return files


def begin(dossier: str, act: Act, actor: str, at: datetime) -> Turn:
    """Lock a dossier and ask the table where an act leads; refuse who may not do it."""
    row = locked(dossier)
    owner, seat = who(row, actor, at, ACT_NAMES[act])
    after = go(row.state, act, owner)
    if owner is Owner.OFFICER:
        _hold(row, seat)
    signature = _attested(row, act, seat) if seat and act in row.signed else ""
    return Turn(row, act, after, owner, seat, max(at, row.moved_at), signature)


def stay(dossier: str, beside: Beside, owners: Iterable[Owner], actor: str, at: datetime) -> Turn:
    """Lock a dossier for something beside the table; it has not ended, and stays where it stands."""
    row = locked(dossier)
    owner, seat = who(row, actor, at, BESIDE_NAMES[beside])
    if owner not in owners:
        raise RuleBroken("dossiers.not-your-act", act=BESIDE_NAMES[beside])
    if not row.desk:
        raise RuleBroken("onestop.ended", act=BESIDE_NAMES[beside])
    return Turn(row, beside, row.state, owner, seat, max(at, row.moved_at))


def locked(dossier: str) -> Dossier:
    """Give a dossier that nobody else changes until the transaction ends."""
    return _found(Dossier.objects.select_for_update(of=("self",)), dossier)


def known(dossier: str) -> Dossier:
    """Give a dossier as it stands, for a look before the lock."""
    return _found(Dossier.objects.all(), dossier)


def _found(rows: DossierQuerySet, dossier: str) -> Dossier:
    row = rows.select_related("version").filter(pk=dossier).first()
    if row is None:
        raise RuleBroken("onestop.unknown")
    return row


def who(row: Dossier, actor: str, at: datetime, act: str) -> tuple[Owner, Seat | None]:
    """Say as whom somebody acts on a dossier; a seat elsewhere is refused."""
    if actor == APPLICANT:
        return Owner.APPLICANT, None
    seat = open_seat(actor, at)
    owner = ROLES.get(Role(seat.role))
    if owner is None:
        raise RuleBroken("dossiers.not-your-act", act=act)
    here = {row.holder_id, row.receipt_unit_id} if owner is Owner.ONE_STOP else {row.holder_id}
    if seat.unit not in here:
        raise RuleBroken("onestop.not-your-dossier")
    return owner, seat


def open_seat(actor: str, at: datetime) -> Seat:
    """Give a seat that is open on the day."""
    day = local_day(at)
    seat = Seat.objects.open_on(day).filter(pk=actor).first()
    if seat is None:
        raise RuleBroken("accounts.actor-not-open", seat=actor, day=day)
    return seat


def _waiting(row: Dossier, component: str) -> Paper | None:
    """Find the paper of which a file comes now."""
    return row.papers.filter(component=component, held=None).first()


def _held(row: Dossier, held: int, component: str, at: datetime) -> Held:
    """Hold a file for the dossier itself, whoever it was held for before."""
    found = Held.objects.current().select_related("file").filter(pk=held).first()
    if found is None:
        raise RuleBroken("onestop.file-gone", component=component)
    if found.owner == row.subject:
        return found
    return reuse(held=found, owner=row.subject, label=component, at=at)


def _hold(row: Dossier, seat: Seat | None) -> None:
    """Let an officer act on what is given to nobody else; it is theirs from then on."""
    if row.assigned_id and seat and row.assigned_id != seat.pk:
        raise RuleBroken("onestop.assigned-elsewhere", seat=row.assigned_id)
    row.assigned = seat


def _attested(row: Dossier, act: Act, seat: Seat) -> str:
    """Give the sheet that a seat signed for the act that it does now."""
    signed = row.attestations.filter(nr=row.moves.count() + 1, act=act.value, seat=seat)
    found = signed.select_related("held__file").first()
    if found is None:
        raise RuleBroken("onestop.step-unsigned", act=ACT_NAMES[act])
    return found.held.file.sha256


def _facts(row: Dossier, before: frozenset[Place], after: frozenset[Place]) -> tuple[Fact, ...]:
    changed = sorted(before ^ after)
    if not changed:
        return ()
    numbers: Counter[str] = Counter()
    live: dict[Place, str] = {}
    known = Stored.objects.filter(source=SOURCE, entry__subject=row.subject).order_by("pk")
    for measure, unit, day, public_id in known.values_list("measure", "unit", "day", "public_id"):
        numbers[measure] += 1
        live[measure, unit, day] = public_id  # a later one corrects the one before it
    found = []
    for place in changed:
        measure, unit, day = place
        numbers[measure] += 1
        found.append(
            Fact(
                measure=measure,
                unit=unit,
                day=day,
                quantity=int(place in after),
                source=SOURCE,
                key=f"{row.pk}:{measure}:{numbers[measure]}",
                grade=Grade.COUNTED,
                generated=row.generated,
                corrects=live.get(place),
            )
        )
    return tuple(found)
