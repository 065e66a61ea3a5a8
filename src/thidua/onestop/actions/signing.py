"""The result and who may sign it. A signature is judged before the dossier is locked: that takes long.

What is not valid, or is valid but not of whom the seat has, is refused, and nothing is stored.
"""

from datetime import date, datetime
from hashlib import sha256

from thidua.accounts.models import Seat
from thidua.archive.actions import store
from thidua.archive.models import Held
from thidua.counting.actions import action
from thidua.counting.models.known import local_day
from thidua.dossiers.rules.steps import ACT_NAMES, Act, go
from thidua.kernel.errors import RuleBroken
from thidua.ledger.actions import unlogged
from thidua.ledger.models import Call
from thidua.ledger.rules import Event, Receipt
from thidua.onestop import outside
from thidua.onestop.actions.turns import begin, known, open_seat, who
from thidua.onestop.models import Attestation, Dossier, Paper, Signatory, serials
from thidua.signing.outside import verify
from thidua.signing.rules import authorised, check_passed

RESULT = "Kết quả giải quyết"


@unlogged
def sign(
    *, dossier: str, content: bytes | None, actor: str, at: datetime, key: str | None = None
) -> tuple[Receipt, Event]:
    """Finish a dossier with its signed result; None is one on paper, where the procedure has that."""
    held = None
    if content is not None:
        row = known(dossier)
        if not Call.objects.filter(key=key or "").exists():  # one that was done is not judged again
            owner, seat = who(row, actor, at, ACT_NAMES[Act.SIGN])
            go(row.state, Act.SIGN, owner)
            check_signed(content, seat, at)
        held = _stored(row, content, RESULT, at, result_of=row.procedure).pk
    return _finish(dossier=dossier, held=held, actor=actor, at=at, key=key)


def check_signed(content: bytes, seat: Seat | None, at: datetime) -> None:
    """Refuse a file that is not validly signed by whoever signs for a seat."""
    verdict = verify(content, trust=outside.trust(), at=at)
    check_passed(authorised(verdict, serials(seat.pk, local_day(at)) if seat else []))


@unlogged
def attest(
    *, dossier: str, act: Act, sheet: bytes, content: bytes, actor: str, at: datetime
) -> Attestation:
    """Keep the sheet that a seat signed for the act that it is about to do; the act names it.

    A signature is added behind what is signed: a file that does not begin with the sheet is
    another one.
    """
    row = known(dossier)
    owner, seat = who(row, actor, at, ACT_NAMES[act])
    go(row.state, act, owner)
    if not content.startswith(sheet):
        raise RuleBroken("onestop.other-sheet")
    check_signed(content, seat, at)
    held = _stored(row, content, f"{ACT_NAMES[act]}: {row.moves.count() + 1}", at)
    found, _ = Attestation.objects.update_or_create(
        dossier=row,
        nr=row.moves.count() + 1,
        act=act.value,
        seat_id=actor,
        defaults={"held": held, "at": at},
    )
    return found


@action
def _finish(*, dossier: str, held: int | None, actor: str, at: datetime) -> Event:
    turn = begin(dossier, Act.SIGN, actor, at)
    row = turn.row
    if held is None and not row.paper_result:
        raise RuleBroken("onestop.signature-missing")
    row.resolved_at = turn.at
    row.e_result = held is not None
    paper = Paper(
        dossier=row,
        component=RESULT,
        result_of=row.procedure,
        held_id=held,
        result=True,
        at=turn.at,
    )
    paper.save()
    signature = paper.held.file.sha256 if paper.held else ""
    private = {"result": signature or None}
    told = Event("onestop.signed", row.subject, turn.unit, actor, turn.at, private=private)
    return turn.done(told, signature=signature)


@action
def authorise(*, seat: str, serial: str, first: date, actor: str, at: datetime) -> Event:
    """Let the holder of a certificate sign for a seat from a day on."""
    found = open_seat(seat, at)
    plain = serial.strip()
    if not plain:
        raise RuleBroken("onestop.no-serial")
    if plain in serials(seat, first):
        raise RuleBroken("onestop.signs-already", seat=seat)
    Signatory.objects.create(seat=found, serial=plain, first=first)
    private = _named(plain)
    subject = f"seat:{seat}"
    return Event("onestop.signatory-named", subject, found.unit, actor, at, private=private)


@action
def dismiss(*, seat: str, serial: str, end: date, actor: str, at: datetime) -> Event:
    """Let nobody sign for a seat by a certificate from a day on."""
    row = Signatory.objects.select_for_update().filter(seat=seat, serial=serial, end=None).first()
    if row is None or end < row.first:
        raise RuleBroken("onestop.signs-not", seat=seat)
    row.end = end
    row.save(update_fields=["end"])
    private = _named(serial)
    subject = f"seat:{seat}"
    return Event("onestop.signatory-dismissed", subject, row.seat.unit, actor, at, private=private)


def _named(serial: str) -> dict[str, object]:
    """Name a certificate by its hash: a serial leads to a person."""
    return {"certificate": sha256(serial.encode()).hexdigest()}


def _stored(row: Dossier, content: bytes, label: str, at: datetime, *, result_of: str = "") -> Held:
    return store(
        content=content,
        name=f"{row.code}.pdf",
        owner=row.subject,
        label=label,
        at=at,
        result_of=result_of,
    )
