"""Running standings: read from windows and tallies, computed by the rules, kept in memory.

A board is kept until anything new is recorded in the ledger. Whoever asks for one that is being
computed waits for it: however much comes in, one computation of a board runs at a time.
"""

from collections import OrderedDict
from datetime import date, datetime
from functools import lru_cache
from threading import Lock

from django.db.models import Max, QuerySet, Sum

from thidua.basis.models.facts import admitted_now, counted, late_of, recorded
from thidua.basis.models.trees import tree_under
from thidua.basis.rules import kin
from thidua.campaigns.models import PlanVersion
from thidua.campaigns.models.seeing import plan_of
from thidua.counting import rules
from thidua.counting.models import Fact, Window, sums
from thidua.ledger.models import Entry, Outbox
from thidua.plans.rules import Plan
from thidua.standings.rules.board import Board, Counts, board, elsewhere, stage_of, window
from thidua.units.models import successions

KEPT = 32

_boards: "OrderedDict[tuple[object, ...], Board]" = OrderedDict()
_lock = Lock()
_turns = tuple(Lock() for _ in range(KEPT))  # a question always waits at the same one


def sequenced() -> int:
    """Count the leaves that have their place in the log."""
    newest = Outbox.objects.numbered().values_list("leaf_index", flat=True).last()
    return 0 if newest is None else newest + 1


def newest_before(size: int) -> datetime | None:
    """Give the latest instant of what stands in the log at this size; None: it is empty."""
    counted = Entry.objects.filter(outbox__leaf_index__lt=size)
    newest: datetime | None = counted.aggregate(newest=Max("recorded_at"))["newest"]
    return newest


def version() -> tuple[str, int]:
    """Say what running figures are as of: the newest entry, and how long the log is.

    The entry goes by its public id: a row's number would name another one in a store that was
    put back from a copy. The log tells of an entry that became visible after a later one.
    """
    newest = Entry.objects.order_by("-pk").values_list("public_id", flat=True).first()
    return newest or "", sequenced()


def live(
    campaign: str, *, stage: str = "", until: date | None = None, on: date | None = None
) -> Board:
    """Compute the standings as they are now.

    `until`: as they stood at the end of that day; None: with everything counted.
    `on`: shown on the tree of that day; None: on the tree that the plan ranks on.
    """
    question = (campaign, stage, until, on)
    if found := _kept((version(), *question)):
        return found
    with _turns[hash(question) % KEPT]:
        asked = (version(), *question)  # more may have come in meanwhile
        if found := _kept(asked):
            return found
        made = _compute(campaign, stage, until, on)
        with _lock:
            _boards[asked] = made
            while len(_boards) > KEPT:
                _boards.popitem(last=False)
        return made


def _kept(asked: tuple[object, ...]) -> Board | None:
    with _lock:
        if asked in _boards:
            _boards.move_to_end(asked)
        return _boards.get(asked)


def _compute(campaign: str, stage: str, until: date | None, on: date | None) -> Board:
    plan = plan_of(campaign)
    part = stage_of(plan, stage)
    counts = own_counts(plan, window(plan, part, until))
    standing, root = tree_under(plan, plan.tree_day)
    gone = counts.keys() - standing.nodes.keys()
    chain = successions({root, *counts}) if gone or on else []
    mine = kin(counts, chain, standing) if gone else counts.keys()
    own = {unit: counts[unit] for unit in mine}
    if on is None or on == plan.tree_day:
        return board(plan, part, standing, chain, own)
    there, heir = tree_under(plan, on)
    return board(elsewhere(plan, there, chain, own, heir), part, there, chain, own)


def own_counts(plan: Plan, days: rules.Window) -> Counts:
    """Read the kept sums of a window where they are of just these days, else sum the tallies.

    What is kept is of the newest version of a plan, which need not be in force yet. Once
    something is late, the facts that count are summed up themselves.
    """
    if plan.freeze_at and left_out(plan):
        in_time = recorded(plan.freeze_at, late=False)
        count, newest = in_time.count(), in_time.order_by("-pk").values_list("public_id").first()
        return _frozen_counts(plan.freeze_at, days, admitted_now(plan.code), count, newest)
    kept = Window.objects.filter(key=days.key).first()
    if kept is not None and kept.value() == days:
        return sums.of_window(days.key)
    return sums.by_unit(sums.of_tallies(days))


@lru_cache(maxsize=KEPT)
def _frozen_counts(
    freeze_at: datetime, days: rules.Window, taken: frozenset[str], _count: int, _newest: object
) -> Counts:
    """Sum what counts after a freeze: it changes with what is admitted, and with nothing else."""
    return sums.by_unit(sums.of_facts(days, counted(freeze_at, taken)))


def facts_now(plan: Plan) -> "QuerySet[Fact]":
    """Select the facts that running figures of a campaign are made of."""
    return counted(plan.freeze_at if left_out(plan) else None, admitted_now(plan.code))


def days_now(
    plan: Plan, days: rules.Window, measure: rules.Measure, units: list[str]
) -> dict[date, int]:
    """Sum a measure by day over units, as running figures have it."""
    if not left_out(plan):
        return sums.days_of([measure.key], units, days.period)
    mine = facts_now(plan).filter(measure=measure.key, unit__in=units).order_by()
    mine = mine.filter(day__gte=days.period.first, day__lt=days.period.end)
    return dict(mine.values_list("day").annotate(total=Sum("quantity")))


def left_out(plan: Plan) -> int:
    """Count the late facts of a campaign that nobody admitted."""
    return _left_out(plan.code, plan.version, *version()) if plan.freeze_at else 0


@lru_cache(maxsize=KEPT)
def _left_out(campaign: str, number: int, _newest: str, _size: int) -> int:
    plan = PlanVersion.objects.get(campaign=campaign, version=number).plan
    taken = admitted_now(campaign)
    return sum(row.public_id not in taken for row in late_of(plan, window(plan, None)))
