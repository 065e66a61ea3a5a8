"""What came after the freeze, fact by fact: whether it was admitted, and what it would change."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from thidua.basis.models.facts import admitted_now, counted, frozen_size, late_of
from thidua.campaigns.models.seeing import plan_of
from thidua.counting.models import Fact, sums
from thidua.points.rules.rollup import Sum, roll_up
from thidua.points.rules.sheet import Sheet, appoint, sheet
from thidua.points.rules.values import Number
from thidua.standings.models.live import live, own_counts, sequenced
from thidua.standings.rules.board import Board, Counts, GroupBoard, carry, window
from thidua.units.models import successions


@dataclass(frozen=True, slots=True)
class Effect:
    """What a late fact would change: one criterion of one ranked unit, before and after."""

    unit: str
    criterion: str
    numerator: tuple[Number | None, Number | None]
    denominator: tuple[Number | None, Number | None]
    points: tuple[Decimal, Decimal]

    @property
    def pairs(self) -> tuple[tuple[object, object], ...]:
        """Give each figure before and after."""
        return self.numerator, self.denominator, self.points


@dataclass(frozen=True, slots=True)
class LateFact:
    """A fact that was recorded after the freeze; `corrects` is the public id that it replaces."""

    id: str
    unit: str
    measure: str
    day: date
    quantity: int
    corrects: str | None
    corrected_quantity: int | None
    recorded_at: datetime
    admitted: bool
    board: Board = field(repr=False)

    @property
    def effects(self) -> tuple[Effect, ...]:
        """Give what it would change, alone; nothing where it counts already.

        Each is a computation of its own: ask for the facts that are shown.
        """
        return () if self.admitted else tuple(_effects(self))


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The late facts of a campaign, oldest first, and what its figures were frozen at.

    `frozen_at` is None, and nothing is late, where the plan has no freeze. Behind `size` leaves
    of the log every one is later.
    """

    campaign: str
    frozen_at: datetime | None
    size: int
    facts: tuple[LateFact, ...]

    @property
    def left_out(self) -> int:
        """How many were not admitted."""
        return sum(not fact.admitted for fact in self.facts)


def reconciliation(campaign: str) -> Reconciliation:
    """List every late fact of a campaign, as its plan in force says."""
    plan = plan_of(campaign)
    if plan.freeze_at is None:
        return Reconciliation(campaign, None, 0, ())
    taken, board = admitted_now(campaign), live(campaign)
    facts = tuple(
        _late_fact(row, board, admitted=row.public_id in taken)
        for row in late_of(plan, window(plan, None))
    )
    return Reconciliation(campaign, plan.freeze_at, frozen_size(plan.freeze_at, sequenced()), facts)


def _late_fact(row: Fact, board: Board, *, admitted: bool) -> LateFact:
    return LateFact(
        row.public_id,
        row.unit,
        row.measure,
        row.day,
        row.quantity,
        row.corrects.public_id if row.corrects else None,
        row.corrects.quantity if row.corrects else None,
        row.entry.recorded_at,
        admitted,
        board,
    )


def _effects(fact: LateFact) -> Iterator[Effect]:
    board, own = fact.board, _carried(fact)
    changed = {unit for unit in own if own[unit] != board.own.get(unit)}
    above = {each for unit in changed for each in _upwards(board, unit)}
    for one in board.groups:
        mine = sorted(above.intersection(standing.sheet.unit for standing in one.standings))
        after = roll_up(board.plan, board.tree, mine, own)
        for standing in one.standings:
            if standing.sheet.unit in after:
                yield from _differences(board, one, standing.sheet, after)


def _differences(
    board: Board, one: GroupBoard, before: Sheet, after: Mapping[str, Mapping[str, Sum]]
) -> Iterator[Effect]:
    everyone = {each.sheet.unit: board.quantities[each.sheet.unit] for each in one.standings}
    judges = appoint(board.plan, one.group, (everyone | dict(after)).values())
    again = sheet(board.plan, judges, before.unit, after[before.unit])
    for old, new in zip(before.lines, again.lines, strict=True):
        effect = Effect(
            before.unit,
            old.criterion,
            (old.numerator, new.numerator),
            (old.denominator, new.denominator),
            (old.published, new.published),
        )
        if any(was != becomes for was, becomes in effect.pairs):
            yield effect


def _carried(fact: LateFact) -> Counts:
    """Give what every unit would have counted with one fact more, on the board's tree."""
    plan, board = fact.board.plan, fact.board
    days = window(plan, None)
    facts = counted(plan.freeze_at, admitted_now(plan.code) | _with_corrected(fact))
    single = replace(days, measures=frozenset({fact.measure}))
    again = sums.of_facts(single, facts.filter(unit=fact.unit))
    raw = own_counts(plan, days)
    own = {**raw, fact.unit: {**raw.get(fact.unit, {}), **sums.by_unit(again)[fact.unit]}}
    gone = own.keys() - board.tree.nodes.keys()
    kinds = {key: measure.kind for key, measure in plan.measures.items()}
    return carry(own, successions(gone) if gone else (), board.tree, kinds)[0]


def _with_corrected(fact: LateFact) -> set[str]:
    """Name a fact with the others that it corrects, one after the other."""
    found = {fact.id}
    row = Fact.objects.select_related("corrects").get(public_id=fact.id)
    while row.corrects:
        row = row.corrects
        found.add(row.public_id)
    return found


def _upwards(board: Board, unit: str) -> Iterator[str]:
    above: str | None = unit
    while above is not None:
        yield above
        above = board.tree.nodes[above].parent
