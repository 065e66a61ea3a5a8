"""The only writers of petitions: each is filed, accepted or refused, supplemented, answered, and its answer is rated."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from thidua.accounts.models import Seat
from thidua.accounts.rules import Role
from thidua.counting.actions import action, register_measures
from thidua.counting.models.known import local_day
from thidua.deadlines.outside import office
from thidua.kernel.errors import RuleBroken
from thidua.ledger.actions import unlogged
from thidua.ledger.rules import Event, Fact
from thidua.onestop.actions.turns import locked, open_seat
from thidua.onestop.models import Dossier
from thidua.onestop.rules import APPLICANT
from thidua.petitions.models import Look, Petition, PetitionMove, hidden_of
from thidua.petitions.rules import (
    ACT_NAMES,
    ENDED,
    MOST_OPEN,
    ROLES,
    Act,
    Owner,
    State,
    Went,
    check_lapse,
    check_public,
    check_text,
    due_at,
    go,
    on_time,
)
from thidua.petitions.rules.measures import LATE, MEASURES, ON_TIME, RECEIVED, of_rating
from thidua.tracking.actions.rating import fact, facts_of
from thidua.tracking.models import counting_unit, receipts_of
from thidua.tracking.rules import check_stars
from thidua.tracking.rules.measures import DISLIKED
from thidua.tracking.rules.measures import MEASURES as OF_RATINGS
from thidua.units.models import check_stands

RATED = "petitions.rated"


@dataclass(frozen=True, slots=True)
class From:
    """Who petitions, about what: a dossier that they opened, or a unit as somebody signed in."""

    unit: str
    dossier: str | None = None
    person: int | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """What is being done with a petition, by whom, and where that leads; `seat` is None for its petitioner."""

    row: Petition
    act: Act
    after: State
    seat: Seat | None
    at: datetime
    went: list[Went] = field(default_factory=list)

    def done(self, kind: str, *, text: str = "", facts: tuple[Fact, ...] = ()) -> Event:
        """Write the petition and the move; give the event with the hash of what was written."""
        row = self.row
        moves = [*self.went, Went(self.act, self.at, self.after)]
        row.state, row.moved_at = self.after.value, self.at
        row.due_at = due_at(moves, office())
        row.save()
        actor = self.seat.pk if self.seat else APPLICANT
        PetitionMove.objects.create(
            petition=row,
            nr=len(moves),
            act=self.act.value,
            actor=actor,
            at=self.at,
            state=self.after.value,
            text=text,
        )
        private = {"text": sha256(text.encode()).hexdigest()} if text else {}
        if self.after in ENDED:
            ended = ON_TIME if on_time(moves, office()) else LATE
            facts += _facts(row, (ended,), self.at)
        return Event(
            f"petitions.{kind}",
            row.subject,
            row.unit_id,
            actor,
            self.at,
            private=private,
            facts=facts,
        )


@action
def file(*, petition: str, about: From, text: str, at: datetime) -> Event:
    """File a petition under an id that the caller drew; the unit has two working days to accept it."""
    said = check_text(text)
    if Petition.objects.filter(pk=petition).exists():
        raise RuleBroken("petitions.filed-already")
    day = local_day(at)
    check_stands(about.unit, day)
    dossier = locked(about.dossier) if about.dossier else None
    _check_place(about, dossier)
    register_measures((*MEASURES, *OF_RATINGS))
    row = Petition(
        id=petition,
        unit_id=about.unit,
        dossier=dossier,
        person_id=about.person,
        text=said,
        filed_at=at,
        generated=bool(dossier and dossier.generated),
    )
    row.state, row.moved_at = State.FILED.value, at
    row.save(force_insert=True)
    return Turn(row, Act.FILE, State.FILED, None, at).done(
        "filed", text=said, facts=_facts(row, (RECEIVED,), at)
    )


@action
def accept(*, petition: str, actor: str, at: datetime) -> Event:
    """Accept a petition; fifteen working days begin. A dossier it is about counts as disliked."""
    turn = _begin(petition, Act.ACCEPT, actor, at)
    dossier, day = turn.row.dossier, local_day(turn.at)
    facts = facts_of(dossier, (DISLIKED,), turn.row.unit_id, day) if dossier else ()
    return turn.done("accepted", facts=facts)


@action
def refuse(*, petition: str, reason: str, actor: str, at: datetime) -> Event:
    """Refuse a petition, with the reason that its petitioner reads."""
    said = check_text(reason)
    return _begin(petition, Act.REFUSE, actor, at).done("refused", text=said)


@action
def ask_supplement(*, petition: str, reason: str, actor: str, at: datetime) -> Event:
    """Ask the petitioner for more; five working days begin."""
    said = check_text(reason)
    turn = _begin(petition, Act.ASK_SUPPLEMENT, actor, at)
    return turn.done("supplement-asked", text=said)


@action
def supplement(*, petition: str, text: str, at: datetime) -> Event:
    """Add what the unit asked for; it works on."""
    said = check_text(text)
    turn = _begin(petition, Act.SUPPLEMENT, APPLICANT, at)
    return turn.done("supplemented", text=said)


@action
def lapse(*, petition: str, actor: str, at: datetime) -> Event:
    """End a petition whose petitioner brought nothing in five working days."""
    turn = _begin(petition, Act.LAPSE, actor, at)
    check_lapse(turn.went, turn.at, office())
    return turn.done("lapsed")


@action
def answer(*, petition: str, asked: str, answer: str, actor: str, at: datetime) -> Event:
    """Answer a petition for everybody: what was asked, without who asked, and what the unit says."""
    turn = _begin(petition, Act.ANSWER, actor, at)
    row = turn.row
    hidden = hidden_of(row)
    row.asked, row.answer = check_public(asked, hidden), check_public(answer, hidden)
    return turn.done("answered", text=f"{row.asked}\n\n{row.answer}")


@action
def rate_answer(*, petition: str, stars: int, at: datetime) -> Event:
    """Rate how a petition was answered, once, by its petitioner."""
    check_stars(stars)
    row = _locked(petition)
    if State(row.state) is not State.ANSWERED:
        raise RuleBroken("petitions.not-answered")
    if row.stars is not None:
        raise RuleBroken("tracking.rated-already", receipt=receipts_of(row.subject)[RATED])
    row.stars = stars
    row.save(update_fields=["stars"])
    at = max(at, row.moved_at)
    facts = _facts(row, of_rating(stars), at)
    private: Mapping[str, object] = {"stars": stars}
    unit = counting_unit(row.unit_id, local_day(at))
    return Event(RATED, row.subject, unit, APPLICANT, at, private=private, facts=facts)


@unlogged
def look_at(*, petition: str, seat: str, at: datetime) -> None:
    """Remember that a seat read a petition."""
    Look.objects.create(petition_id=petition, seat_id=seat, at=at)


def _begin(petition: str, act: Act, actor: str, at: datetime) -> Turn:
    """Lock a petition and ask the table where an act leads; refuse who may not do it."""
    row = _locked(petition)
    seat = None if actor == APPLICANT else open_seat(actor, at)
    owner = _owner(row, seat, act, at) if seat else Owner.PETITIONER
    after = go(State(row.state), act, owner)
    return Turn(row, act, after, seat, max(at, row.moved_at), row.went())


def _owner(row: Petition, seat: Seat, act: Act, at: datetime) -> Owner:
    """Say as whom a seat acts; what waited at a unit that is no more goes on where it went."""
    owner = ROLES.get(Role(seat.role))
    if owner is None:
        raise RuleBroken("petitions.not-your-act", act=ACT_NAMES[act])
    row.unit_id = counting_unit(row.unit_id, local_day(at))
    if seat.unit != row.unit_id:
        raise RuleBroken("petitions.elsewhere")
    return owner


def _locked(petition: str) -> Petition:
    rows = Petition.objects.select_for_update(of=("self",)).select_related("dossier", "person")
    row = rows.filter(pk=petition).first()
    if row is None:
        raise RuleBroken("petitions.unknown")
    return row


def _check_place(about: From, dossier: Dossier | None) -> None:
    """Refuse a petition about a dossier to a unit that has nothing to do with it, and a flood of them."""
    if dossier and about.unit not in {dossier.holder_id, dossier.receipt_unit_id}:
        raise RuleBroken("petitions.other-unit")
    waiting = Petition.objects.waiting()
    mine = (
        waiting.filter(dossier=dossier)
        if dossier
        else waiting.filter(dossier=None, person=about.person)
    )
    if mine.count() >= MOST_OPEN:
        raise RuleBroken("petitions.many", most=MOST_OPEN)


def _facts(row: Petition, measures: Iterable[str], at: datetime) -> tuple[Fact, ...]:
    day = local_day(at)
    unit = counting_unit(row.unit_id, day)
    return tuple(
        fact(f"{row.pk}:{measure}", measure, unit, day, generated=row.generated)
        for measure in measures
    )
