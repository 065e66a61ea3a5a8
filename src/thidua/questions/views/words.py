"""Words for what appeals say in codes, and what their pages have in common."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.counting.models.naming import names
from thidua.ledger.rules import Receipt
from thidua.plans.rules import Plan
from thidua.questions.models import Appeal
from thidua.questions.outside import Sheet, SheetLine
from thidua.questions.rules import State, Verdict

Trail = list[tuple[str | Promise, str]]

STATES: Mapping[str, Promise] = {
    State.OPEN.value: gettext_lazy("chờ trả lời"),
    State.ANSWERED.value: gettext_lazy("đã trả lời"),
    State.WITHDRAWN.value: gettext_lazy("đơn vị đã rút"),
}
VERDICTS: Mapping[str, Promise] = {
    Verdict.UPHELD.value: gettext_lazy("đúng"),
    Verdict.PARTLY.value: gettext_lazy("đúng một phần"),
    Verdict.REJECTED.value: gettext_lazy("không có cơ sở"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """An appeal with its unit, criterion and outcome in words."""

    appeal: Appeal
    unit: str
    criterion: str
    outcome: Promise


def rows(plan: Plan, appeals: Iterable[Appeal]) -> list[Row]:
    """Put appeals into words."""
    listed = list(appeals)
    named = names([each.unit for each in listed])
    return [row(plan, each, named) for each in listed]


def row(plan: Plan, appeal: Appeal, named: Mapping[str, str]) -> Row:
    """Put an appeal into words."""
    labels = {criterion.code: criterion.label for criterion in plan.criteria}
    return Row(
        appeal,
        named[appeal.unit],
        labels.get(appeal.criterion, appeal.criterion) or _("thứ hạng và tổng điểm"),
        VERDICTS[appeal.verdict] if appeal.verdict else STATES[appeal.state],
    )


def lines(plan: Plan, sheet: Sheet | None) -> list[tuple[str, SheetLine]]:
    """Put the plan's words beside the lines of a sheet."""
    labels = {criterion.code: criterion.label for criterion in plan.criteria}
    return (
        [(labels.get(each.criterion, each.criterion), each) for each in sheet.lines]
        if sheet
        else []
    )


def stage_name(plan: Plan, code: str) -> str:
    """Name a stage of the plan; the empty code is the whole campaign."""
    return next((each.name for each in plan.stages if each.code == code), _("Cả phong trào"))


def campaign_trail(plan: Plan, *steps: tuple[str | Promise, str]) -> Trail:
    """Lead from the campaigns down to a page; the last step is the page itself."""
    campaigns = (_("Phong trào"), reverse("front:campaigns"))
    return [campaigns, (plan.name, reverse("front:campaign", args=[plan.code])), *steps]


def said(request: HttpRequest, what: str, receipt: Receipt) -> None:
    """Say on the next page what was done, with the receipt to keep."""
    text = _("%(what)s Biên nhận: %(receipt)s.") % {"what": what, "receipt": receipt.id}
    messages.success(request, text)
