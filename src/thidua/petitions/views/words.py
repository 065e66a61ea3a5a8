"""How a petition stands and what happened to it, in words of the page's language."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from thidua.ledger.rules import Receipt
from thidua.onestop.rules import APPLICANT
from thidua.petitions.models import Petition
from thidua.petitions.rules import Act, State
from thidua.tracking.models import seat_names

Trail = list[tuple[str | Promise, str]]

STATES: Mapping[State, Promise] = {
    State.FILED: gettext_lazy("Mới gửi"),
    State.ACCEPTED: gettext_lazy("Đang xử lý"),
    State.SUPPLEMENT: gettext_lazy("Chờ bổ sung"),
    State.REFUSED: gettext_lazy("Từ chối"),
    State.LAPSED: gettext_lazy("Kết thúc vì không bổ sung"),
    State.ANSWERED: gettext_lazy("Đã trả lời"),
}
ACTS: Mapping[Act, Promise] = {
    Act.FILE: gettext_lazy("Gửi phản ánh, kiến nghị"),
    Act.ACCEPT: gettext_lazy("Tiếp nhận để xử lý"),
    Act.REFUSE: pgettext_lazy("act", "Từ chối"),
    Act.ASK_SUPPLEMENT: gettext_lazy("Yêu cầu bổ sung"),
    Act.SUPPLEMENT: gettext_lazy("Bổ sung"),
    Act.LAPSE: gettext_lazy("Kết thúc vì quá hạn bổ sung"),
    Act.ANSWER: gettext_lazy("Trả lời và công khai"),
}


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
            "what": ACTS[Act(each.act)],
            "who": seats[each.actor],
        }
        for each in rows
    ]


def state(row: Petition) -> Promise:
    """Say how a petition stands."""
    return STATES[State(row.state)]
