"""Recording what the council decided, beside the computed ranks: filled in, looked at, recorded."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.forms import BoundField
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.accounts.models import SeatedRequest, role_of
from thidua.campaigns.models.seeing import open_plan
from thidua.closing.forms.council import CouncilForm, council_form
from thidua.closing.models.closing import computed, quotas_of
from thidua.closing.rules.council import Computed, Given, Quota, quotas, recorded, undecided
from thidua.closing.views import words
from thidua.plans.rules import Plan
from thidua.standings import actions
from thidua.standings.models import CouncilResult
from thidua.standings.models.live import live
from thidua.standings.rules.board import Board
from thidua.standings.rules.pages import prizes_of

REVIEW, RECORD = "review", "record"
MORE = 3  # ranks after the last prize that are shown at once


@dataclass(frozen=True, slots=True)
class Row:
    """A unit's computed place with the two fields beside it."""

    name: str
    unit: str
    rank: int
    points: Decimal
    prize: str
    tied: str
    rank_field: BoundField
    prize_field: BoundField

    @property
    def errors(self) -> list[str]:
        """What is wrong with the row."""
        return [*self.rank_field.errors, *self.prize_field.errors]


@dataclass(frozen=True, slots=True)
class Block:
    """A group's rows: those that prizes touch, and the rest, which may be left as they are."""

    name: str
    rows: list[Row]
    rest: list[Row]
    quotas: list[tuple[str, Quota]]

    @property
    def rest_is_wrong(self) -> bool:
        """Whether a row of the rest has an error."""
        return any(row.errors for row in self.rest)


@dataclass(frozen=True, slots=True)
class Decided:
    """A place as it would be recorded."""

    name: str
    group: str
    place: Computed
    given: Given
    prize: str
    computed_prize: str

    @property
    def differs(self) -> bool:
        """Whether the council placed the unit elsewhere."""
        return (self.place.rank, self.place.prize) != (self.given.rank, self.given.prize)


@require_http_methods(["GET", "POST"])
def council(request: SeatedRequest, campaign: str) -> HttpResponse:
    """Show the form, then what it would record, then record it whole."""
    plan = open_plan(campaign, role_of(request))
    stage = request.GET.get("stage", "")
    board = live(campaign, stage=stage)
    places = computed(board)
    form = _form(board, places, stage, request)
    step = request.POST.get("step", "")
    if step in {REVIEW, RECORD} and form.is_valid():
        given = form.given(place.unit for place in places)
        kept = recorded(places, given)
        if step == RECORD and request.seat is not None:
            receipt, _event = actions.record_council_result(
                campaign=campaign,
                stage=stage,
                places=tuple(
                    actions.Place(place.group, place.unit, mine.rank, mine.prize)
                    for place, mine in kept
                ),
                grounds=(form.cleaned_data["decision"], form.cleaned_data["reason"]),
                actor=request.seat.id,
                at=timezone.now(),
                key=str(form.cleaned_data["key"]),
            )
            words.said(request, _("Đã ghi kết quả của hội đồng."), receipt)
            return redirect(_closing(campaign, stage))
        return _review(request, plan, board, form, given)
    context = _frame(plan, board) | {
        "form": form,
        "earlier": CouncilResult.objects.newest(campaign, stage).first(),
        "blocks": _blocks(board, places, form),
    }
    return render(request, "closing/council.html", context)


def _frame(plan: Plan, board: Board) -> dict[str, object]:
    stage = board.stage.code if board.stage else ""
    return {
        "plan": plan,
        "stage_name": words.stage_name(plan, stage),
        "back": _closing(plan.code, stage),
        "trail": words.trail(plan, (_("Kết quả của hội đồng"), "")),
    }


def _closing(campaign: str, stage: str) -> str:
    address = reverse("closing:closing", args=[campaign])
    return f"{address}?stage={stage}" if stage else address


def _prizes(board: Board) -> dict[str, list[tuple[str, str]]]:
    return {
        one.group.code: [(prize.code, prize.name) for prize in prizes_of(board, one)]
        for one in board.groups
    }


def _form(
    board: Board, places: Sequence[Computed], stage: str, request: SeatedRequest
) -> CouncilForm:
    """Fill in what the council decided before, else what was computed."""
    earlier = {each.unit: each for each in CouncilResult.objects.newest(board.plan.code, stage)}
    initial: dict[str, object] = {}
    for place in places:
        decided = earlier.get(place.unit)
        initial[f"rank-{place.unit}"] = decided.rank if decided else place.rank
        initial[f"prize-{place.unit}"] = (
            decided.prize if decided else "" if earlier else place.prize
        )
    names = {place.unit: board.tree.nodes[place.unit].label for place in places}
    return council_form(places, _prizes(board), initial, names, request.POST or None)


def _blocks(board: Board, places: Sequence[Computed], form: CouncilForm) -> list[Block]:
    names = {(code, prize): name for code, found in _prizes(board).items() for prize, name in found}
    found = []
    for one in board.groups:
        mine = [place for place in places if place.group == one.group.code]
        rows = [_row(board, place, form, names) for place in mine]
        quota = sum(prize.quota for prize in prizes_of(board, one))
        touched = quota + MORE if quota else 0
        listed = [
            row
            for row in rows
            if row.rank <= touched or row.tied or row.prize or row.prize_field.value()
        ]
        rest = [row for row in rows if row not in listed]
        as_computed = {place.unit: Given(place.rank, place.prize) for place in mine}
        left = quotas(
            {key: n for key, n in quotas_of(board).items() if key[0] == one.group.code},
            mine,
            as_computed,
        )
        told = [(names[each.group, each.prize], each) for each in left]
        found.append(Block(one.group.name, listed, rest, told))
    return found


def _row(
    board: Board, place: Computed, form: CouncilForm, names: Mapping[tuple[str, str], str]
) -> Row:
    return Row(
        board.tree.nodes[place.unit].label,
        place.unit,
        place.rank,
        place.points,
        names.get((place.group, place.prize), ""),
        names.get((place.group, place.tied), ""),
        form[f"rank-{place.unit}"],
        form[f"prize-{place.unit}"],
    )


def _review(
    request: SeatedRequest,
    plan: Plan,
    board: Board,
    form: CouncilForm,
    given: Mapping[str, Given],
) -> HttpResponse:
    """List what would be recorded, what differs, and where quotas do not fit."""
    places = computed(board)
    names = {(code, prize): name for code, found in _prizes(board).items() for prize, name in found}
    groups = {one.group.code: one.group.name for one in board.groups}
    decided = _decided(board, recorded(places, given), names)
    counted = [
        (groups[each.group], names[each.group, each.prize], each)
        for each in quotas(quotas_of(board), places, given)
    ]
    context = _frame(plan, board) | {
        "form": form,
        "hidden": [
            (name, value)
            for name, value in request.POST.items()
            if name not in {"step", "csrfmiddlewaretoken"}
        ],
        "decided": decided,
        "different": [each for each in decided if each.differs],
        "over": [each for each in counted if each[2].left < 0],
        "left": [each for each in counted if each[2].left > 0],
        "undecided": [board.tree.nodes[one.unit].label for one in undecided(places, given)],
    }
    return render(request, "closing/council_review.html", context)


def _decided(
    board: Board,
    kept: Iterable[tuple[Computed, Given]],
    names: Mapping[tuple[str, str], str],
) -> list[Decided]:
    groups = {one.group.code: one.group.name for one in board.groups}
    return [
        Decided(
            board.tree.nodes[place.unit].label,
            groups[place.group],
            place,
            given,
            names.get((place.group, given.prize), ""),
            names.get((place.group, place.prize), ""),
        )
        for place, given in sorted(kept, key=lambda pair: (pair[0].group, pair[1].rank))
    ]
