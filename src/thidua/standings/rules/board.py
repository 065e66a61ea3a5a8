"""The whole computation in one place: own counts in, every group's standings out.

A board is a pure function of plan, tree, successions and counts; the running page, an edition,
its replay and the verifier all come through here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thidua.campaigns.rules import Group, Plan, Stage
from thidua.counting.rules import Window
from thidua.kernel.errors import RuleBroken
from thidua.kernel.periods import Period
from thidua.standings.rules.ranking import Standing, rank
from thidua.standings.rules.rollup import group_members, roll_up
from thidua.standings.rules.sheet import sheets
from thidua.units.rules import Succession, Tree, reexpress
from thidua.units.rules.succession import EXACT

Counts = Mapping[str, Mapping[str, int | Decimal]]


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
    carried, stayed = carry(own, successions, tree)
    members = {group.code: group_members(plan, group, tree) for group in plan.groups}
    ranked = {unit for units in members.values() for unit in units}
    quantities = roll_up(plan, tree, sorted(ranked | ({plan.root} & tree.nodes.keys())), carried)
    groups = []
    for group in plan.groups:
        mine = {unit: quantities[unit] for unit in members[group.code]}
        made = sheets(plan, group, mine, stage=stage)
        groups.append(GroupBoard(group, rank(plan, group, made, stage=stage)))
    return Board(plan, stage, tree, tuple(groups), quantities, carried, stayed)


def carry(own: Counts, successions: Iterable[Succession], tree: Tree) -> tuple[Counts, Counts]:
    """Carry counts to the units of `tree`; what cannot be carried is given apart."""
    if own.keys() <= tree.nodes.keys():
        return own, {}
    listed = tuple(successions)
    measures = sorted({measure for counts in own.values() for measure in counts})
    carried: dict[str, dict[str, int | Decimal]] = {}
    stayed: dict[str, dict[str, int | Decimal]] = {}
    for measure in measures:
        mine = {unit: counts[measure] for unit, counts in own.items() if measure in counts}
        for unit, quantity in reexpress(mine, listed, tree).quantities.items():
            into = carried if unit in tree.nodes else stayed
            into.setdefault(unit, {})[measure] = _whole(quantity)
    return carried, stayed


def parts_of(
    unit: str, successions: Iterable[Succession], tree: Tree
) -> tuple[tuple[str, Decimal], ...]:
    """Say where one count of a gone unit goes on `tree`; empty: it stays where it was."""
    found = reexpress({unit: 1}, successions, tree).quantities
    return () if unit in found else tuple(sorted(found.items()))


def _whole(quantity: Decimal) -> int | Decimal:
    whole = int(quantity)
    return whole if whole == quantity else quantity.normalize(EXACT)
