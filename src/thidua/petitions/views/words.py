"""How a petition stands and what happened to it, in words."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from thidua.ledger.rules import Receipt
from thidua.onestop.rules import APPLICANT
from thidua.petitions.models import Petition
from thidua.petitions.rules import ACT_NAMES, STATE_NAMES, Act, State
from thidua.tracking.models import seat_names

Trail = list[tuple[str | Promise, str]]


def said(request: HttpRequest, done: str, receipt: Receipt) -> None:
    """Tell on the next page what was done, with the number of its receipt."""
    messages.success(request, _("%(done)s Biên nhận %(id)s.") % {"done": done, "id": receipt.id})


def moves(row: Petition) -> list[dict[str, object]]:
    """Tell every move of a petition for a timeline."""
    rows = list(row.moves.order_by("nr"))
    seats = {APPLICANT: _("người phản ánh"), **seat_names(each.actor for each in rows)}
    return [
        {
            "at": each.at,
            "what": ACT_NAMES[Act(each.act)],
            "who": seats[each.actor],
        }
        for each in rows
    ]


def state(row: Petition) -> str:
    """Say how a petition stands."""
    return STATE_NAMES[State(row.state)]
