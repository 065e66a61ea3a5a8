"""How far the close of a campaign, or of one of its stages, has come."""

from datetime import datetime, time, timedelta

from thidua.closing.rules.closing import Facts
from thidua.closing.rules.council import Computed
from thidua.ledger.models import Entry
from thidua.plans.rules import Plan
from thidua.questions.models import Appeal, window_of
from thidua.standings.models import COUNCIL, CouncilResult, Edition, State, council_subject
from thidua.standings.models.freezing import reconciliation
from thidua.standings.models.live import live
from thidua.standings.rules.board import Board, stage_of, window
from thidua.standings.rules.pages import prizes_of
from thidua.standings.rules.turn import VIETNAM


def facts(plan: Plan, stage: str, now: datetime) -> Facts:
    """Gather what the checklist is made from."""
    part = stage_of(plan, stage)
    last = window(plan, part).period.last
    days_end = datetime.combine(last + timedelta(days=1), time(), VIETNAM)
    freeze = plan.freeze_at if part is None else None
    over = max(freeze, days_end) if freeze else days_end
    editions = Edition.objects.of(plan.code, stage)
    closed = editions.filter(at__gte=over).first()
    official = editions.filter(state=State.OFFICIAL).first()
    council = CouncilResult.objects.newest(plan.code, stage).first()
    board = live(plan.code, stage=stage)
    return Facts(
        now=now,
        days_end=days_end,
        over=over,
        frozen=freeze is not None,
        late=reconciliation(plan.code).left_out if freeze and now >= freeze else 0,
        provisional=closed.nr if closed and not official else None,
        changed=closed is not None and is_changed(closed, board),
        time=window_of(plan.code, stage),
        waiting=Appeal.objects.of(plan.code, stage).waiting().count(),
        ties=sum(bool(one.tied) for one in computed(board)),
        council=council.nr if council else None,
        council_in_log=not _council_pending(plan.code, stage),
        official=official.nr if official else None,
    )


def computed(board: Board) -> list[Computed]:
    """Give every ranked unit's computed place, group by group, best first."""
    return [
        Computed(
            one.group.code,
            standing.sheet.unit,
            standing.rank,
            standing.sheet.published,
            standing.prize or "",
            standing.council or "",
        )
        for one in board.groups
        for standing in one.standings
    ]


def quotas_of(board: Board) -> dict[tuple[str, str], int]:
    """Give how many of each prize a group has, by group and prize."""
    return {
        (one.group.code, prize.code): prize.quota
        for one in board.groups
        for prize in prizes_of(board, one)
    }


def is_changed(edition: Edition, board: Board) -> bool:
    """Whether a unit's rank, points or prize differ now from what an edition says."""
    rows = edition.placements.values_list("group", "unit", "rank", "points", "prize")
    now = {(one.group, one.unit, one.rank, str(one.points), one.prize) for one in computed(board)}
    return set(rows) != now


def _council_pending(campaign: str, stage: str) -> bool:
    """Whether the council's newest result has no place in the log yet: editions leave it out."""
    subject = council_subject(campaign, stage)
    results = Entry.objects.filter(kind=COUNCIL, subject=subject)
    return results.filter(outbox__leaf_index__isnull=True).exists()
