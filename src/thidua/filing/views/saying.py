"""A dossier in the words in which its resident is told of it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import get_language

from thidua.accounts.models import Seat
from thidua.counting.models.naming import names
from thidua.deadlines.outside import office
from thidua.deadlines.rules import left
from thidua.deadlines.rules.words import said
from thidua.dossiers.forms import STATUSES, STEPS
from thidua.dossiers.rules.steps import Owner, Status, Step
from thidua.filing.rules.notices import reason_told
from thidua.filing.views.words import ASKS, DESKS, HAPPENED
from thidua.onestop.models import Dossier
from thidua.onestop.rules import APPLICANT
from thidua.onestop.rules.going import pauses


@dataclass(frozen=True, slots=True)
class Line:
    """A dossier in a list: where it stands, by when, and what its resident has to do."""

    row: Dossier
    status: Promise
    step: Promise
    asked: Promise | None
    time: str
    late: bool


@dataclass(frozen=True, slots=True)
class Told:
    """Something that happened, as the timeline of a dossier shows it."""

    at: datetime
    what: str
    who: str
    state: str = ""


def line(row: Dossier, at: datetime) -> Line:
    """Say where a dossier stands at an instant."""
    time, late = "", False
    clock = row.clock
    if row.desk and row.due_at and clock and clock.term:
        moves = sorted(row.moves.all(), key=lambda move: move.nr)
        waited = pauses(move.went for move in moves)
        rest = left(at, clock.received_at, clock.term, office(), waited)
        time, late = said(rest, "en" if get_language() == "en" else "vi"), rest.late
    status = Status(row.status)
    return Line(row, STATUSES[status], STEPS[Step(row.step)], ASKS.get(status), time, late)


def timeline(row: Dossier) -> list[Told]:
    """Tell what happened to a dossier, who did it, and the reasons written for its applicant."""
    moves = list(row.moves.order_by("nr"))
    units = dict(
        Seat.objects.filter(pk__in={move.actor for move in moves}).values_list("pk", "unit")
    )
    called = names(units.values())
    return [
        Told(
            move.at,
            ". ".join(filter(None, (str(HAPPENED[move.act]), reason_told(move.act, move.reason)))),
            "" if move.actor == APPLICANT else called[units[move.actor]],
        )
        for move in moves
    ]


def who_has(row: Dossier) -> Promise | None:
    """Say which kind of officer has a dossier now; None when it has ended."""
    return DESKS[Owner(row.desk)] if row.desk else None
