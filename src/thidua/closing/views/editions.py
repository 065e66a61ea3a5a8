"""Publishing an edition from the web: what it would say, what it would change, then the word."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from hashlib import sha256

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.accounts.models import SeatedRequest, role_of
from thidua.campaigns.models.seeing import open_plan
from thidua.closing.forms.closing import EditionForm, PublishForm, stage_form
from thidua.closing.models.closing import facts
from thidua.closing.rules.closing import Facts, Why, barred
from thidua.closing.views import words
from thidua.kernel.canonical import canonical
from thidua.kernel.errors import RuleBroken
from thidua.ledger.models import Outbox
from thidua.plans.rules import Plan
from thidua.standings import actions
from thidua.standings.models import Edition, Placement, State
from thidua.standings.models.editions import Made, make
from thidua.standings.models.live import sequenced
from thidua.standings.rules.board import GroupBoard, stage_of
from thidua.standings.rules.pages import prizes_of
from thidua.standings.tasks import write_editions


@dataclass(frozen=True, slots=True)
class Row:
    """A unit as the edition would place it; `before` is its earlier rank, None without one."""

    unit: str
    name: str
    rank: int
    before: int | None
    points: Decimal
    points_before: Decimal | None
    prize: str
    undecided: str

    @property
    def changed(self) -> bool:
        """Whether rank or points differ from the edition before."""
        return (self.rank, self.points) != (self.before, self.points_before)


@require_http_methods(["GET", "POST"])
def edition(request: SeatedRequest, campaign: str) -> HttpResponse:
    """Preview an edition with its changes; publish what was previewed."""
    plan = open_plan(campaign, role_of(request))
    choice = stage_form(plan, request.GET or None, EditionForm)
    stage, state = _asked(plan, request)
    now = timezone.now()
    found = facts(plan, stage, now)
    made = _made(plan, stage, state, now)
    mark = _mark(made)
    word = PublishForm(request.POST or None, initial={"seen": mark})
    moved = word.is_valid() and word.cleaned_data["seen"] != mark
    if word.is_valid() and not moved and request.seat is not None:
        receipt, event = actions.publish_edition(
            campaign=campaign,
            stage=stage,
            state=state,
            reason=word.cleaned_data["reason"],
            actor=request.seat.id,
            at=now,
            key=str(word.cleaned_data["key"]),
        )
        write_editions.enqueue()
        words.said(request, _("Đã công bố lần %(nr)s.") % {"nr": event.public["nr"]}, receipt)
        return redirect("portal:edition", campaign, event.public["nr"])
    if moved:
        word = PublishForm(initial={"seen": mark, "reason": word.cleaned_data["reason"]})
    before = Edition.objects.of(campaign, stage).first()
    groups = [(one, _rows(made, one, before)) for one in made.board.groups]
    context = {
        "plan": plan,
        "stage_name": words.stage_name(plan, stage),
        "choice": choice,
        "form": word,
        "moved": moved,
        "official": state is State.OFFICIAL,
        "made": made,
        "before": before,
        "replaces_official": found.official if state is State.OFFICIAL else None,
        "changed": sum(row.changed for _one, rows in groups for row in rows),
        "groups": groups,
        "council": len(made.frame.council),
        "pending": Outbox.objects.pending().count(),
        "bars": [words.WHY[why] for why in _bars(found, state)],
        "trail": words.trail(plan, (_("Công bố kết quả"), "")),
    }
    return render(request, "closing/edition.html", context)


def _asked(plan: Plan, request: SeatedRequest) -> tuple[str, State]:
    stage, state = request.GET.get("stage", ""), request.GET.get("state", State.PROVISIONAL)
    stage_of(plan, stage)
    if state not in set(State):
        raise RuleBroken("conduct.state-unknown")
    return stage, State(state)


def _made(plan: Plan, stage: str, state: State, now: datetime) -> Made:
    if not sequenced():
        raise RuleBroken("standings.nothing-counted", campaign=plan.code)
    return make(plan.code, stage, state, "", now, lambda _board: b"")


def _mark(made: Made) -> str:
    """Mark what a preview shows: places, points, prizes, and the council's result."""
    shown = [sha256(made.files["standings.csv"]).hexdigest(), made.frame.grounds]
    places = [list(place) for place in made.frame.council]
    return sha256(canonical([shown[0], list(made.frame.grounds), places])).hexdigest()


def _bars(found: Facts, state: State) -> Iterable[Why]:
    return barred(found) if state is State.OFFICIAL else ()


def _rows(made: Made, one: GroupBoard, before: Edition | None) -> list[Row]:
    placed = Placement.objects.filter(edition=before, group=one.group.code) if before else ()
    earlier = {each.unit: each for each in placed}
    prizes = {prize.code: prize.name for prize in prizes_of(made.board, one)}
    nodes = made.board.tree.nodes
    return [
        Row(
            unit=unit,
            name=nodes[unit].label,
            rank=standing.rank,
            before=earlier[unit].rank if unit in earlier else None,
            points=standing.sheet.published,
            points_before=Decimal(earlier[unit].points) if unit in earlier else None,
            prize=prizes.get(standing.prize or "", ""),
            undecided=prizes.get(standing.council or "", ""),
        )
        for standing in one.standings
        for unit in [standing.sheet.unit]
    ]
