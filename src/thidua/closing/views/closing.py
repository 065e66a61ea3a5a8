"""The desk from which the office closes a campaign: what is done, what is next, what waits."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.views.decorators.http import require_safe

from thidua.accounts.models import role_of
from thidua.campaigns.models.seeing import open_plan
from thidua.closing.models.closing import facts
from thidua.closing.rules.closing import Facts, Item, Mark, Step, checklist, what_next
from thidua.closing.views import words
from thidua.plans.rules import Plan
from thidua.standings.models import Edition
from thidua.standings.rules.board import stage_of, window

ADDRESSES: Mapping[Step, str] = {
    Step.LATE: "closing:late",
    Step.PROVISIONAL: "closing:edition",
    Step.WINDOW: "questions:desk",
    Step.ANSWERS: "questions:desk",
    Step.COUNCIL: "closing:council",
    Step.OFFICIAL: "closing:edition",
}
STATES: Mapping[Step, str] = {Step.PROVISIONAL: "provisional", Step.OFFICIAL: "official"}


@dataclass(frozen=True, slots=True)
class Row:
    """A step in words, with the address where it is done."""

    item: Item
    name: Promise
    sign: str
    state: Promise
    style: str
    why: Promise | None
    href: str

    @property
    def label(self) -> Promise:
        """What the link says."""
        if self.item.step is Step.AWARDS:
            return words.AWARDS
        done = self.item.mark is Mark.DONE
        return words.AGAIN.get(self.item.step, self.name) if done else self.name

    @property
    def is_current(self) -> bool:
        """Whether something can be done at it."""
        return self.item.mark in {Mark.NOW, Mark.ADVISED}


@require_safe
def closing(request: HttpRequest, campaign: str) -> HttpResponse:
    """Show the steps of the close with their state, and where each is done."""
    plan = open_plan(campaign, role_of(request))
    stage = request.GET.get("stage", "")
    part = stage_of(plan, stage)
    found = facts(plan, stage, timezone.now())
    items = checklist(found)
    upcoming = what_next(items)
    context = {
        "plan": plan,
        "stage": stage,
        "stage_name": words.stage_name(plan, stage),
        "stages": [
            ("", words.stage_name(plan, "")),
            *((one.code, one.name) for one in plan.stages),
        ],
        "facts": found,
        "last": window(plan, part).period.last,
        "rows": [_row(plan, found, stage, item) for item in items],
        "upcoming": _row(plan, found, stage, upcoming) if upcoming else None,
        "newest": Edition.objects.of(campaign, stage).first(),
        "trail": [*words.trail(plan)[:-1], (words.CLOSING, "")],
    }
    return render(request, "closing/closing.html", context)


def _row(plan: Plan, found: Facts, stage: str, item: Item) -> Row:
    sign, state, style = words.MARKS[item.mark]
    why = words.WHY[item.why] if item.why else None
    href = _href(plan, stage, item)
    if item.step is Step.PROVISIONAL and found.official is not None:
        href = ""  # what is official is replaced by what is official
    return Row(item, words.STEPS[item.step], sign, state, style, why, href)


def _href(plan: Plan, stage: str, item: Item) -> str:
    if item.step is Step.AWARDS:
        documents = reverse("front:campaign", args=[plan.code]) + "documents/"
        return documents if item.mark is Mark.NOW else ""
    if item.step not in ADDRESSES or item.mark is Mark.NONE:
        return ""
    address = reverse(ADDRESSES[item.step], args=[plan.code])
    asked = {"stage": stage, "state": STATES.get(item.step, "")}
    query = "&".join(f"{name}={value}" for name, value in asked.items() if value)
    return f"{address}?{query}" if query else address
