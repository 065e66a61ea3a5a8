"""Dossiers read as their forms tell of them."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from thidua.accounts.models import Seat
from thidua.counting.models.naming import names
from thidua.deadlines.outside import office as hours
from thidua.deadlines.rules.judging import Timing
from thidua.dossiers.rules import Channel, Filer
from thidua.dossiers.rules.steps import ACT_NAMES, STATUS_NAMES, Act, Status
from thidua.kernel.errors import RuleBroken
from thidua.onestop.models import Dossier, DossierQuerySet, Move
from thidua.onestop.rules import APPLICANT, BESIDE_NAMES, Beside
from thidua.procedures.rules import Version
from thidua.procedures.rules.rows import TIMES
from thidua.slips.rules import Case, Office, Person, Stage
from thidua.slips.rules.register import Entry
from thidua.units.models import Unit, UnitName
from thidua.units.rules import Level

MOST_ENTRIES = 5_000  # of one register
COUNCILS = {Level.COUNTRY, Level.PROVINCE, Level.DISTRICT, Level.COMMUNE}
REASONS = {"supplement": Act.ASK_SUPPLEMENT, "refusal": Act.REFUSE, "apology": Act.APOLOGISE,
           "stop": Act.STOP, "receipt": Act.RECEIVE}  # fmt: skip


def case(row: Dossier) -> Case:
    """Read a dossier with its personal data: whoever asks remembers that it was looked at."""
    return next(cases([row]))


def cases(rows: Collection[Dossier]) -> Iterator[Case]:
    """Read several dossiers; units are named in one query."""
    units = {unit for row in rows for unit in (row.receipt_unit_id, row.holder_id)}
    called = names(units)
    heads = {unit: office(unit, called[unit]) for unit in {row.receipt_unit_id for row in rows}}
    for row in rows:
        head = heads[row.receipt_unit_id]
        yield _case(row, Office(head.superior, head.place, called[row.holder_id]))


def office(unit: str, name: str) -> Office:
    """Say how the forms of a unit are headed."""
    level = Level(Unit.objects.get(pk=unit).level)
    superior = f"Ủy ban nhân dân\n{name}" if level in COUNCILS else name
    bare = UnitName.objects.filter(unit=unit).order_by("-pk").first()
    place = bare.name if bare and level in COUNCILS else ""
    return Office(superior, place, name)


def reason(row: Dossier, form: str) -> str:
    """Give the reason that was told with the act that a form is of; none yet is refused."""
    move = row.moves.filter(act=REASONS[form].value).order_by("-nr").first()
    if move is None:
        raise RuleBroken("slips.not-yet", act=ACT_NAMES[REASONS[form]])
    return move.reason


def stages(row: Dossier) -> list[Stage]:
    """Tell every move of a dossier, for its control sheet."""
    moves = list(row.moves.order_by("nr"))
    called = _seats({move.actor for move in moves})
    return [
        Stage(
            act_name(move.act),
            called.get(move.actor, move.actor),
            hours().local(move.at),
            _said(move),
        )
        for move in moves
    ]


def entries(rows: DossierQuerySet, first: date, last: date) -> list[Entry]:
    """Read the register of the dossiers that were filed on some days."""
    found = rows.filter(filed_at__date__range=(first, last)).order_by("filed_at", "pk")
    listed = list(
        found.select_related("version", "party").prefetch_related("papers")[: MOST_ENTRIES + 1]
    )
    if len(listed) > MOST_ENTRIES:
        raise RuleBroken("slips.register-long", most=MOST_ENTRIES)
    return [_entry(row, read) for row, read in zip(listed, cases(listed), strict=True)]


def act_name(act: str) -> str:
    """Name what was done, in the table of acts or beside it."""
    return ACT_NAMES[Act(act)] if act in set(Act) else BESIDE_NAMES[Beside(act)]


def legal_time(version: Version) -> str:
    """Write how long a procedure may take."""
    if version.time is None:
        return "theo ngày hẹn"
    return f"{version.time.amount} {TIMES[version.time.unit]}"


def _case(row: Dossier, office_: Office) -> Case:
    party, local = row.party, hours().local
    return Case(
        code=row.code,
        procedure=row.version.name,
        procedure_code=row.procedure,
        office=office_,
        person=Person(party.name, party.phone, party.identity, party.address),
        papers=_papers(row),
        time=legal_time(row.version.version),
        channel=Channel(row.channel),
        filer=Filer(row.filer),
        filed=local(row.filed_at),
        received=local(row.received_at) if row.received_at else None,
        due=local(row.due_at) if row.due_at else None,
        again=local(row.again_at) if row.again_at else None,
        fee=row.fee,
        generated=row.generated,
    )


def _papers(row: Dossier) -> tuple[tuple[str, str], ...]:
    listed = sorted(row.papers.all(), key=lambda each: each.pk)
    return tuple(
        (each.component, "bản giấy" if each.on_paper else "bản điện tử")
        for each in listed
        if not each.result
    )


def _entry(row: Dossier, read: Case) -> Entry:
    returned = hours().local(row.returned_at) if row.returned_at else None
    return Entry(read, returned, Status(row.status), Timing(row.timing) if row.timing else None)


def _seats(actors: Iterable[str]) -> dict[str, str]:
    """Name the seats, by role and unit, with who sits in them."""
    rows = Seat.objects.filter(pk__in=set(actors)).select_related("person")
    found = {row.pk: f"{row.person.name}, {row.label}" if row.person else row.label for row in rows}
    return {**found, APPLICANT: "Người nộp hồ sơ"}


def _said(move: Move) -> str:
    parts = [move.reason, f"Giao: {move.to}" if move.to else ""]
    return "; ".join(each for each in parts if each) or STATUS_NAMES[Status(move.status)]
