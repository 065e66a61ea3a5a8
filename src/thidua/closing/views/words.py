"""Words for the close of a campaign, and what its pages have in common."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _

from thidua.closing.rules.closing import Mark, Step, Why
from thidua.ledger.rules import Receipt
from thidua.plans.rules import Plan

Trail = list[tuple[str | Promise, str]]

STEPS: Mapping[Step, Promise] = {
    Step.DAYS: _("Hết ngày của phong trào"),
    Step.FREEZE: _("Chốt số liệu"),
    Step.LATE: _("Xem số liệu đến muộn"),
    Step.PROVISIONAL: _("Công bố kết quả tạm thời"),
    Step.WINDOW: _("Nhận kiến nghị"),
    Step.ANSWERS: _("Trả lời kiến nghị"),
    Step.COUNCIL: _("Ghi quyết định của hội đồng"),
    Step.OFFICIAL: _("Công bố kết quả chính thức"),
    Step.AWARDS: _("Lập danh sách khen thưởng"),
}
AGAIN: Mapping[Step, Promise] = {  # what a step that is done leads to
    Step.LATE: _("Xem số liệu đến muộn"),
    Step.PROVISIONAL: _("Công bố lại kết quả tạm thời"),
    Step.WINDOW: _("Xem thời hạn"),
    Step.ANSWERS: _("Xem các kiến nghị"),
    Step.COUNCIL: _("Ghi lại quyết định của hội đồng"),
    Step.OFFICIAL: _("Thay bằng lần chính thức mới"),
}
AWARDS = _("Mở văn bản của phong trào")
MARKS: Mapping[Mark, tuple[str, Promise, str]] = {
    Mark.DONE: ("✓", _("xong"), "reached"),
    Mark.NOW: ("→", _("làm ngay"), "near"),
    Mark.WAITING: ("◷", _("chờ đến giờ"), "unknown"),
    Mark.BLOCKED: ("–", _("chờ bước trước"), "unknown"),
    Mark.ADVISED: ("△", _("nên xem"), "near"),
    Mark.NONE: ("–", _("không cần"), "unknown"),
}
WHY: Mapping[Why, Promise] = {
    Why.DAYS_RUN: _("Phong trào chưa hết ngày; kết quả cuối cùng công bố sau đó."),
    Why.NOT_FROZEN: _("Chưa đến giờ chốt số liệu ghi trong kế hoạch."),
    Why.NO_FREEZE: _(
        "Kế hoạch không ghi giờ chốt cho kết quả này: mọi số liệu trong sổ lúc công bố đều được tính."
    ),
    Why.LATE_LEFT: _(
        "Có số liệu ghi sau giờ chốt. Số liệu ấy không được tính, trừ khi cơ quan thường trực chấp nhận và nêu lý do."
    ),
    Why.NO_PROVISIONAL: _("Chưa có kết quả tạm thời nào công bố sau khi chốt."),
    Why.CHANGED_SINCE: _(
        "Kết quả tính lúc này khác lần công bố mới nhất. Hãy xem thay đổi rồi công bố lại."
    ),
    Why.NO_WINDOW: _(
        "Nên đặt thời hạn kiến nghị và báo cho các đơn vị. Chưa đặt thì kiến nghị được nhận đến khi có kết quả chính thức."
    ),
    Why.WINDOW_RUNS: _("Thời hạn kiến nghị chưa hết."),
    Why.APPEALS_WAIT: _("Có kiến nghị chờ trả lời."),
    Why.COUNCIL_LOOKS: _("Hội đồng họp, xem thứ hạng đã tính và quyết định giải."),
    Why.TIES_LEFT: _("Có đơn vị bằng nhau quá số giải: kế hoạch giao hội đồng quyết định."),
    Why.NO_COUNCIL: _(
        "Chưa ghi kết quả của hội đồng. Vẫn công bố được, nhưng lần công bố chỉ có thứ hạng và giải đã tính."
    ),
    Why.COUNCIL_ON_ITS_WAY: _(
        "Kết quả của hội đồng đang vào sổ, trong vòng một phút. Lần công bố trước lúc ấy chưa có kết quả này."
    ),
    Why.NOT_OFFICIAL: _("Danh sách khen thưởng lập từ kết quả chính thức."),
}


def stage_name(plan: Plan, code: str) -> str:
    """Name a stage of the plan; the empty code is the whole campaign."""
    return next((each.name for each in plan.stages if each.code == code), gettext("Cả phong trào"))


def trail(plan: Plan, *steps: tuple[str | Promise, str]) -> Trail:
    """Lead from the campaigns to the closing desk and down; the last step is the page itself."""
    return [
        (gettext("Phong trào"), reverse("front:campaigns")),
        (plan.name, reverse("front:campaign", args=[plan.code])),
        (CLOSING, reverse("closing:closing", args=[plan.code])),
        *steps,
    ]


CLOSING = gettext_lazy("Kết thúc phong trào")


def said(request: HttpRequest, what: str, receipt: Receipt) -> None:
    """Say on the next page what was done, with the receipt to keep."""
    text = gettext("%(what)s Biên nhận: %(receipt)s.") % {"what": what, "receipt": receipt.id}
    messages.success(request, text)
