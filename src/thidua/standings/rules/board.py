"""The whole computation in one place: own counts in, every group's standings out.

A board is a pure function of plan, tree, successions and counts; the running page, an edition,
its replay and the verifier all come through here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from thidua.counting.rules import Window
from thidua.kernel.errors import RuleBroken
from thidua.kernel.periods import Period
from thidua.plans.rules import Group, MeasureKind, Plan, Stage
from thidua.plans.rules.groups import find_unit, members
from thidua.points.rules.ranking import Standing, rank
from thidua.points.rules.rollup import roll_up
from thidua.points.rules.sheet import sheets
from thidua.units.rules import Succession, Tree, reexpress
from thidua.units.rules.succession import EXACT, ONE, steps

Counts = Mapping[str, Mapping[str, int | Decimal]]
Shares = tuple[tuple[str, Decimal], ...]

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class GroupBoard:
    """One peer group's standings, best first."""

    group: Group
    standings: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """All standings of a campaign or of one of its stages, with the counts they stand on.

    `quantities` are rolled up, by unit and tally key, for ranked units and for the root;
    `own` is what each unit counted itself, on the board's tree; `stayed` are the counts, by
    measure and unit, that could not be carried to it.
    """

    plan: Plan
    stage: Stage | None
    tree: Tree
    groups: tuple[GroupBoard, ...]
    quantities: Counts
    own: Counts
    stayed: Counts


def stage_of(plan: Plan, code: str) -> Stage | None:
    """Find a stage of the plan by its code; the empty code is the whole campaign."""
    if not code:
        return None
    for stage in plan.stages:
        if stage.code == code:
            return stage
    raise RuleBroken("standings.stage-unknown", campaign=plan.code, stage=code)


def window(plan: Plan, stage: Stage | None, until: date | None = None) -> Window:
    """Say which days count; `until` cuts the window short, for a day in between."""
    first = plan.period.first if stage is None or stage.cumulative else stage.period.first
    last = plan.period.last if stage is None else stage.period.last
    if until is not None:
        last = min(last, max(until, first))
    key = f"campaign:{plan.code}" + (f":{stage.code}" if stage else "")
    return Window(key, Period.inclusive(first, last), frozenset(plan.measures))


def board(
    plan: Plan, stage: Stage | None, tree: Tree, successions: Iterable[Succession], own: Counts
) -> Board:
    """Rank every group of the plan on `tree`, from what each unit counted itself."""
    kinds = {key: measure.kind for key, measure in plan.measures.items()}
    carried, stayed = carry(own, successions, tree, kinds)
    chosen = members(plan, tree)
    root = find_unit(plan.root, tree)
    ranked = {unit for units in chosen.values() for unit in units} | ({root} if root else set())
    quantities = roll_up(plan, tree, sorted(ranked), carried)
    groups = []
    for group in plan.groups:
        mine = {unit: quantities[unit] for unit in chosen[group.code]}
        made = sheets(plan, group, mine, stage=stage)
        groups.append(GroupBoard(group, rank(plan, group, made, stage=stage)))
    return Board(plan, stage, tree, tuple(groups), quantities, carried, stayed)


def elsewhere(
    plan: Plan, tree: Tree, successions: Iterable[Succession], own: Counts, root: str
) -> Plan:
    """Give the plan as it reads on a tree that it was not made for.

    Its root is `root` there, and its groups are the units of their levels that have counts;
    a group of a level that is gone is left out.
    """
    kinds = {key: measure.kind for key, measure in plan.measures.items()}
    carried, _stayed = carry(own, successions, tree, kinds)
    moved = replace(plan, root=root)
    found = members(moved, tree)
    groups = []
    for group in plan.groups:
        counted = tuple(unit for unit in found[group.code] if carried.get(unit))
        if counted:
            groups.append(replace(group, level=None, kinds=(), units=counted, except_units=()))
    return replace(moved, groups=tuple(groups))


def carry(
    own: Counts, successions: Iterable[Succession], tree: Tree, kinds: Mapping[str, MeasureKind]
) -> tuple[Counts, Counts]:
    """Carry counts to the units of `tree`; what cannot be carried is given apart.

    A stock that a unit reported itself takes the place of what its predecessors had.
    """
    if own.keys() <= tree.nodes.keys():
        return own, {}
    ways = steps(successions, tree)
    carried: dict[str, dict[str, int | Decimal]] = {}
    stayed: dict[str, dict[str, int | Decimal]] = {}
    for measure in sorted({measure for counts in own.values() for measure in counts}):
        mine = {unit: counts[measure] for unit, counts in own.items() if measure in counts}
        reported = mine.keys() if kinds.get(measure) is MeasureKind.STOCK else ()
        moved = reexpress(mine, (), tree, replaced_at=reported, ways=ways).quantities
        for unit, quantity in moved.items():
            into = carried if unit in tree.nodes else stayed
            into.setdefault(unit, {})[measure] = _whole(quantity)
    return carried, stayed


def routes(
    units: Iterable[str], successions: Iterable[Succession], tree: Tree
) -> dict[str, Shares]:
    """Say what every gone unit goes into next, also those on the way to `tree`; empty: it stays."""
    onward = {unit: into for step in steps(successions, tree) for unit, into in step.items()}
    found: dict[str, Shares] = {}
    waiting = list(units)
    while waiting:
        unit = waiting.pop()
        if unit not in found and unit not in tree.nodes:
            found[unit] = tuple(sorted(onward.get(unit, ())))
            waiting += [into for into, _ in found[unit]]
    return found


def parts_of(
    units: Iterable[str], successions: Iterable[Succession], tree: Tree
) -> dict[str, Shares]:
    """Say where one count of each gone unit goes in the end; one that stays is left out."""
    ends: dict[str, Shares] = {}
    for step in reversed(steps(successions, tree)):
        ends |= {unit: _ends(into, ends) for unit, into in step.items()}
    return {unit: ends[unit] for unit in units if unit in ends}


def _ends(into: Iterable[tuple[str, Decimal]], ends: Mapping[str, Shares]) -> Shares:
    found: dict[str, Decimal] = {}
    for unit, share in into:
        for end, part in ends.get(unit, ((unit, ONE),)):
            found[end] = EXACT.add(found.get(end, ZERO), EXACT.multiply(share, part))
    return tuple(sorted(found.items()))


def _whole(quantity: int | Decimal) -> int | Decimal:
    whole = int(quantity)
    return whole if whole == quantity else Decimal(quantity).normalize(EXACT)
