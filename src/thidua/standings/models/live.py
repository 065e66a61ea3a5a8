"""Running standings: read from windows and tallies, computed by the rules, kept in memory.

A board is kept until anything new is recorded in the ledger.
"""

from collections import OrderedDict
from datetime import date
from threading import Lock

from thidua.campaigns.models import PlanVersion
from thidua.campaigns.rules import Plan
from thidua.counting.models import sums
from thidua.ledger.models import Entry
from thidua.standings.rules.board import Board, board, stage_of, window
from thidua.units.models import successions, tree

KEPT = 32

_boards: "OrderedDict[tuple[object, ...], Board]" = OrderedDict()
_lock = Lock()


def version() -> int:
    """The number of the newest entry: what running figures are as of."""
    return Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def plan_of(campaign: str, on: date | None = None) -> Plan:
    """Give the plan in force on a day; None: the newest."""
    return PlanVersion.objects.in_force(campaign, on).plan


def live(
    campaign: str, *, stage: str = "", until: date | None = None, on: date | None = None
) -> Board:
    """Compute the standings as they are now.

    `until`: as they stood at the end of that day; None: with everything counted.
    `on`: shown on the tree of that day; None: on the tree that the plan ranks on.
    """
    asked = (version(), campaign, stage, until, on)
    with _lock:
        if asked in _boards:
            _boards.move_to_end(asked)
            return _boards[asked]
    made = _compute(campaign, stage, until, on)
    with _lock:
        _boards[asked] = made
        while len(_boards) > KEPT:
            _boards.popitem(last=False)
    return made


def _compute(campaign: str, stage: str, until: date | None, on: date | None) -> Board:
    plan = plan_of(campaign)
    part = stage_of(plan, stage)
    days = window(plan, part, until)
    if until is None:
        own = sums.of_window(days.key)
    else:
        own = sums.by_unit(sums.of_tallies(days))
    standing = tree(on or plan.tree_day, plan.root)
    gone = own.keys() - standing.nodes.keys()
    return board(plan, part, standing, successions() if gone else (), own)
