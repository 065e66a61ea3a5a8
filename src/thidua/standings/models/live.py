"""Running standings: read from windows and tallies, computed by the rules, kept in memory.

A board is kept until anything new is recorded in the ledger. Whoever asks for one that is being
computed waits for it: however much comes in, one computation of a board runs at a time.
"""

from collections import OrderedDict
from datetime import date, datetime
from functools import lru_cache
from threading import Lock

from django.db.models import Count, Max

from thidua.campaigns.models.seeing import plan_of
from thidua.counting import rules
from thidua.counting.models import Window, sums
from thidua.kernel.errors import RuleBroken
from thidua.ledger.models import Entry, Outbox
from thidua.plans.rules import Plan, Stage
from thidua.standings.rules.board import Board, Counts, board, elsewhere, stage_of, window
from thidua.units.models import Unit, resolve, successions, tree
from thidua.units.rules import Succession, Tree, predecessors, successors

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
    own = _own(window(plan, part, until))
    root = resolve(plan.root)
    if on is None or on == plan.tree_day:
        standing = _tree(plan.tree_day, root)
        gone = own.keys() - standing.nodes.keys()
        return board(plan, part, standing, successions(gone) if gone else (), own)
    return _on_another_tree(plan, part, on, own)


def _own(days: rules.Window) -> Counts:
    """Read the kept sums of a window where they are of just these days, else sum the tallies.

    What is kept is of the newest version of a plan, which need not be in force yet.
    """
    kept = Window.objects.filter(key=days.key).first()
    if kept is not None and kept.value() == days:
        return sums.of_window(days.key)
    return sums.by_unit(sums.of_tallies(days))


def _tree(on: date, root: str) -> Tree:
    """Give the tree of a day, read anew only after an event of units."""
    edits = Entry.objects.filter(kind__startswith="units.")
    known = edits.aggregate(count=Count("pk"), newest=Max("pk"))
    if not known["count"]:
        return tree(on, root)
    newest = Entry.objects.values_list("public_id", flat=True).get(pk=known["newest"])
    return _tree_after(on, root, known["count"], newest)


@lru_cache(maxsize=8)
def _tree_after(on: date, root: str, _count: int, _newest: str) -> Tree:
    return tree(on, root)


def _on_another_tree(plan: Plan, part: Stage | None, on: date, own: Counts) -> Board:
    root = resolve(plan.root)
    chain = successions({root, *own})
    heir = _heir(root, on, chain)
    standing = _tree(on, heir)
    return board(elsewhere(plan, standing, chain, own, heir), part, standing, chain, own)


def _heir(root: str, on: date, chain: list[Succession]) -> str:
    """Give the unit that carries on the plan's root on a day: itself, or the one it went into."""
    if Unit.objects.on(on).filter(pk=root).exists():
        return root
    family = [*successors(root, chain), *predecessors(root, chain)]
    near = [unit for each in family for unit in (each.successor, each.predecessor)]
    heirs = Unit.objects.on(on).filter(pk__in=near).values_list("pk", flat=True)
    if len(heirs) != 1:
        raise RuleBroken("standings.no-heir", root=root, day=on)
    return heirs[0]
