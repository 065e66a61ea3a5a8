"""A criterion's value taken apart: by measure, unit below, day, source and grade, down to facts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache

from django.db.models import Count, Q, QuerySet, Sum

from thidua.counting.models import Fact, Tally, WindowSum
from thidua.counting.rules import MeasureKind, Window
from thidua.denominators.models import Used, under
from thidua.denominators.rules.comparing import Comparison
from thidua.plans.rules import Criterion, Form, Measure, Plan, Scope
from thidua.points.rules.rollup import add
from thidua.points.rules.values import readers, tally_keys
from thidua.proofs.rules.parts import counted, members, with_own
from thidua.standings.models.live import facts_now, version
from thidua.standings.rules.board import Board, parts_of, window
from thidua.units.models import successions

__all__ = ["counted", "members"]

Quantity = int | Decimal
Sums = Mapping[str, Quantity]


@dataclass(frozen=True, slots=True)
class Share:
    """What one part of a unit adds: its own office (`own`), or a unit directly below."""

    unit: str
    own: bool
    sums: Sums
    generated: frozenset[str]  # the measures that have simulated counts in them
    reached: bool | None = None  # the norm of "members reaching"; None elsewhere


@dataclass(frozen=True, slots=True)
class Carried:
    """A unit that no longer stands, with the share of its counts that is shown elsewhere."""

    unit: str
    into: str
    share: Decimal


@dataclass(frozen=True, slots=True)
class Origin:
    """How much of a measure came from one source under one grade; None for a stock."""

    measure: Measure
    source: str
    grade: str
    generated: bool
    facts: int
    quantity: int | None


@dataclass(frozen=True, slots=True)
class Made:
    """Which measures of which units of a board have simulated counts in them."""

    board: Board
    by_unit: Mapping[str, frozenset[str]]

    def at(self, criterion: Criterion, unit: str) -> bool:
        """Whether simulated counts are in a unit's value of a criterion."""
        if not self.by_unit:
            return False
        keys = {measure.key for measure in measures(self.board, criterion)}
        return bool(keys & self.within(counted(self.board, criterion, unit)))

    def within(self, units: Iterable[str]) -> frozenset[str]:
        """Name the measures that have simulated counts in them somewhere in some units."""
        return frozenset[str]().union(*(self.by_unit.get(unit, ()) for unit in units))


@dataclass(frozen=True, slots=True)
class _Ground:
    """What the places of simulated counts depend on; two boards of one ground share them."""

    version: tuple[str, int]
    plan: tuple[str, int]
    measures: frozenset[str]
    stage: str
    day: date
    board: Board = field(compare=False)


def made(board: Board) -> Made:
    """Look up where simulated counts are, on the board's tree."""
    plan, stage = board.plan, board.stage.code if board.stage else ""
    known = frozenset(plan.measures)
    ground = _Ground(version(), (plan.code, plan.version), known, stage, board.tree.day, board)
    return Made(board, _on_ground(ground))


@lru_cache(maxsize=8)
def _on_ground(ground: _Ground) -> Mapping[str, frozenset[str]]:
    board, known = ground.board, ground.measures
    found = {unit: keys & known for unit, keys in _made(ground.version).items() if keys & known}
    if found.keys() - board.tree.nodes.keys():
        for each in carried(board, board.tree.nodes):
            found[each.into] = found.get(each.into, frozenset()) | found.get(each.unit, frozenset())
    return found


@lru_cache(maxsize=4)
def _made(_version: tuple[str, int]) -> Mapping[str, frozenset[str]]:
    """Look up which measures of which units have simulated counts, once a new entry."""
    found: dict[str, set[str]] = defaultdict(set)
    rows = Tally.objects.filter(generated=True).order_by()
    for unit, measure in rows.values_list("unit", "measure").distinct():
        found[unit].add(measure)
    return {unit: frozenset(keys) for unit, keys in found.items()}


def measures(board: Board, criterion: Criterion) -> list[Measure]:
    """Give the measures of a criterion, numerators first."""
    parts = criterion.indicator.parts
    keys = [key for part in parts for key in part.numerator]
    keys += [key for part in parts for key in part.denominator]
    return [board.plan.measures[key] for key in dict.fromkeys(keys)]


def parts(made: Made, criterion: Criterion, unit: str) -> list[Share]:
    """Take a unit apart, one level down; what reported nothing is there without sums."""
    board = made.board
    keys = [measure.key for measure in measures(board, criterion)]
    if (area := members(board, criterion, unit)) is not None:
        return [
            Share(each, own=False, sums=_sums(board, [each], keys), generated=made.within([each]))
            for each in area
        ]
    found = []
    if with_own(criterion):
        own = _sums(board, [unit], keys)
        found.append(Share(unit, own=True, sums=own, generated=made.within([unit])))
    if criterion.scope is not Scope.OWN or criterion.indicator.form is Form.MEMBERS_REACHING:
        for child in board.tree.children.get(unit, ()):
            below = list(board.tree.territory(child))
            all_of_it = _sums(board, below, keys)
            reached = _reached(criterion, all_of_it)
            generated = made.within(below)
            found.append(
                Share(child, own=False, sums=all_of_it, generated=generated, reached=reached)
            )
    return found


def area_sums(board: Board, criterion: Criterion, unit: str) -> dict[str, Quantity]:
    """Sum what makes up an area by tally key; nothing where the unit's own tallies are meant."""
    area = members(board, criterion, unit)
    if area is None:
        return {}
    tallies, keys = tally_keys(board.plan), readers(board.plan)[criterion.code].keys
    found = _sums(board, area, [each for key in keys for each in tallies[key].measures])
    return {key: found[each] for key in keys for each in tallies[key].measures if each in found}


def denominators(
    board: Board, criterion: Criterion, units: Iterable[str], on: date
) -> list[tuple[Used, Comparison | None]]:
    """Name the stocks that a value is divided by: their source, day, version, and what shrank."""
    keys = [key for part in criterion.indicator.parts for key in part.denominator]
    stocks = [key for key in keys if board.plan.measures[key].kind is MeasureKind.STOCK]
    return under(stocks, units, on, board.plan.period.first)


def carried(board: Board, units: Iterable[str]) -> list[Carried]:
    """List the units that are gone from the tree and whose counts are shown at `units`."""
    key = window(board.plan, board.stage).key
    rows = WindowSum.objects.filter(window__key=key).order_by().values_list("unit", flat=True)
    gone = sorted(set(rows.distinct()) - board.tree.nodes.keys())
    if not gone:
        return []
    wanted = set(units)
    return [
        Carried(unit, into, share)
        for unit, parts in parts_of(gone, successions(gone), board.tree).items()
        for into, share in parts
        if into in wanted
    ]


def facts(plan: Plan, days: Window, known: list[Measure], units: list[str]) -> "QuerySet[Fact]":
    """Select the live facts that were summed, oldest first.

    Flows count from the first day on; for what is there on a day, days before may matter.
    """
    flows = [measure.key for measure in known if measure.kind is MeasureKind.FLOW]
    others = [measure.key for measure in known if measure.kind is not MeasureKind.FLOW]
    summed = Q(measure__in=flows, day__gte=days.period.first) | Q(measure__in=others)
    selected = facts_now(plan).filter(summed, unit__in=units, day__lt=days.period.end)
    return selected.order_by("day", "unit", "measure", "pk")


def origins(selected: "QuerySet[Fact]", known: Iterable[Measure]) -> list[Origin]:
    """Group facts by measure, source and grade."""
    grouped = selected.order_by("measure", "source", "grade", "generated").values_list(
        "measure", "source", "grade", "generated"
    )
    by_key = {measure.key: measure for measure in known}
    rows = grouped.annotate(facts=Count("pk"), quantity=Sum("quantity"))
    return [
        Origin(
            by_key[key],
            source,
            grade,
            generated,
            facts,
            None if by_key[key].kind is MeasureKind.STOCK else int(quantity),
        )
        for key, source, grade, generated, facts, quantity in rows
    ]


def _sums(board: Board, units: Iterable[str], keys: Iterable[str]) -> dict[str, Quantity]:
    found: dict[str, Quantity] = {}
    wanted = list(keys)
    for unit in units:
        own = board.own.get(unit, {})
        for key in wanted:
            if key in own:
                found[key] = add(found[key], own[key]) if key in found else own[key]
    return found


def _reached(criterion: Criterion, found: Sums) -> bool | None:
    norm = criterion.indicator.norm
    if norm is None or criterion.indicator.form is not Form.MEMBERS_REACHING or not found:
        return None
    total: Quantity = 0
    for key in criterion.indicator.parts[0].numerator:
        total = add(total, found.get(key, 0))
    return total >= norm
