"""The only writers of the tree: each judges a change, writes it, and says what happened.

A unit that merges or splits closes, and the units that follow it are new, even where one keeps
its name: under one id the counts of before and after could not be told apart.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from thidua.kernel.errors import RuleBroken
from thidua.kernel.text import fold
from thidua.ledger.actions import action
from thidua.ledger.rules import Event
from thidua.units import models, rules
from thidua.units.models import GSO, Edge, Identifier, Relation, Succession, Unit, UnitName
from thidua.units.models.reading import existing, holders, standings
from thidua.units.rules import Level, NewUnit, Part, changes, label
from thidua.units.rules import registry as spans
from thidua.units.rules.changes import Standing
from thidua.units.rules.registry import Changed, Registered, Registry
from thidua.units.rules.rows import Row, at_row, local_id, read

COUNTRY = "vn"
WHOLE = Decimal(1)
AT_ONCE = 2_000
MOST_PROBLEMS = 100

Opening = tuple[NewUnit, date | None, date | None]
Placed = tuple[int, Opening]  # with its row's number


@action
def open_unit(
    *, unit: NewUnit, first: date | None, end: date | None = None, actor: str, at: datetime
) -> Event:
    """Open a unit from a day (None: from unknown) up to, and without, an end where one is known."""
    _open([(unit, first, end)])
    days = {"from": first and first.isoformat(), "to": end and end.isoformat()}
    return _event("opened", unit.id, actor, at, {**days, **unit.public()})


@action
def close_unit(*, unit: str, on: date, actor: str, at: datetime) -> Event:
    """Close a unit that nobody succeeds; its own counts stay at it."""
    changes.check_closing(_locked([unit])[unit], on)
    changes.check_childless(unit, [edge.unit_id for edge in _below([unit])])
    _close([unit], on)
    return _event("closed", unit, actor, at, {"on": on.isoformat()})


@action
def merge(*, units: Sequence[str], into: NewUnit, on: date, actor: str, at: datetime) -> Event:
    """Merge units into a new one; what stood under them stands under it from that day."""
    found = _locked(units)
    changes.check_merge([found[unit] for unit in units], into, on)
    for unit in units:
        _check_no_cycle(unit, into.parent, on)
    below = [edge for edge in _below(units) if edge.unit_id not in found]
    _check_changes(below, on)
    _close(units, on)
    _open([(into, on, None)])
    _reattach([(edge, into.id) for edge in below], on)
    _succeed(rules.Succession(unit, into.id, on, WHOLE) for unit in units)
    facts = {"on": on.isoformat(), "units": list(units), **into.public()}
    return _event("merged", into.id, actor, at, facts)


@action
def split(*, unit: str, parts: Sequence[Part], on: date, actor: str, at: datetime) -> Event:
    """Split a unit into new ones, each with a share of its counts, or with none declared."""
    standing = _locked([unit])[unit]
    below = _below([unit])
    changes.check_split(standing, parts, [edge.unit_id for edge in below], on)
    for part in parts:
        _check_no_cycle(unit, part.unit.parent, on)
    _check_changes(below, on)
    _close([unit], on)
    _open([(part.unit, on, None) for part in parts])
    heirs = {child: part.unit.id for part in parts for child in part.children}
    _reattach([(edge, heirs[edge.unit_id]) for edge in below], on)
    _succeed(rules.Succession(unit, part.unit.id, on, part.share) for part in parts)
    facts = {"on": on.isoformat(), "parts": [part.public() for part in parts]}
    return _event("split", unit, actor, at, facts)


@action
def rename(*, unit: str, name: str, on: date, actor: str, at: datetime) -> Event:
    """Give a unit another name from a day."""
    changes.check_name(name)
    changes.check_change(_locked([unit])[unit], on)
    before = UnitName.objects.get(unit=unit, end=None)
    _call(before, name, before.kind, on)
    return _event("renamed", unit, actor, at, {"on": on.isoformat(), "name": name})


@action
def change_kind(*, unit: str, kind: str, on: date, actor: str, at: datetime) -> Event:
    """Make a commune a ward, a province a city: the same unit and level, another kind."""
    standing = _locked([unit])[unit]
    changes.check_kind(kind, standing.level)
    changes.check_change(standing, on)
    before = UnitName.objects.get(unit=unit, end=None)
    _call(before, before.name, kind, on)
    return _event("kind-changed", unit, actor, at, {"on": on.isoformat(), "kind": kind})


@action
def move(*, unit: str, parent: str, on: date, actor: str, at: datetime) -> Event:
    """Put a unit under another parent from a day."""
    _put(unit, parent, Relation.PART_OF, on)
    return _event("moved", unit, actor, at, {"on": on.isoformat(), "parent": parent})


@action
def oversee(*, unit: str, by: str, on: date, actor: str, at: datetime) -> Event:
    """Put a unit under the oversight of another from a day; its counts do not roll up there."""
    _put(unit, by, Relation.OVERSEEN_BY, on)
    return _event("overseen", unit, actor, at, {"on": on.isoformat(), "by": by})


@action
def abolish_level(*, level: Level, root: str, on: date, actor: str, at: datetime) -> Event:
    """Close all units of a level under a root; what stood under them goes to the unit above."""
    tree = models.tree(on, root)
    parents = {
        unit: parent
        for unit in tree.territory(root)
        if tree.nodes[unit].level is level and (parent := tree.nodes[unit].parent) is not None
    }
    if not parents:
        raise RuleBroken("units.none-at-level", level=level.value, root=root, on=on)
    for standing in _locked(parents).values():
        changes.check_closing(standing, on)
    below = _below(parents)
    _check_changes(below, on)
    _reattach([(edge, parents[edge.parent_id]) for edge in below], on)
    _close(parents, on)
    facts = {"on": on.isoformat(), "level": level.value, "closed": len(parents)}
    return _event("level-abolished", root, actor, at, {**facts, "moved": len(below)})


@action
def load_registry(
    *,
    registry: Registry,
    actor: str,
    at: datetime,
    progress: Callable[[int], object] | None = None,
) -> Event:
    """Load the registry of units into a store that has none of them.

    `progress` hears of every batch how many of the registry's rows are in.
    """
    ids = [unit.id for unit in registry.units]
    if taken := existing(ids):
        raise RuleBroken("units.registry-present", units=sorted(taken)[:5], count=len(taken))
    later = {change.unit: change for change in registry.changes}
    for start in range(0, len(registry.units), AT_ONCE):
        batch = registry.units[start : start + AT_ONCE]
        _register(batch, later)
        if progress:
            progress(len(batch))
    _succeed(registry.successions)
    if progress:
        progress(len(registry.changes) + len(registry.successions))
    levels = Counter(unit.level.value for unit in registry.units)
    undeclared = sum(1 for each in registry.successions if each.share is None)
    facts = {
        "units": dict(levels),
        "successions": len(registry.successions),
        "undeclared": undeclared,
        "sha256": registry.sha256,
    }
    return _event("registry-loaded", COUNTRY, actor, at, facts)


@action
def load_rows(*, table: Sequence[Sequence[str]], under: str, actor: str, at: datetime) -> Event:
    """Open the units of a spreadsheet, all or none; rows that name no unit above go under `under`."""
    root = models.resolve(under)
    rows, problems = read(table)
    placed, misplaced = _placed(rows, root)
    known = _known([opening for _, opening in placed])
    _refuse([*problems, *misplaced, *_unfit(placed, known)])
    _write([opening for _, opening in placed])
    levels = Counter(unit.level.value for _, (unit, _, _) in placed)
    return _event("rows-loaded", root, actor, at, {"units": dict(levels)})


def _event(kind: str, unit: str, actor: str, at: datetime, public: Mapping[str, object]) -> Event:
    return Event(f"units.{kind}", f"unit:{unit}", unit, actor, at, public)


def _locked(units: Iterable[str]) -> dict[str, Standing]:
    """Take the rows of some units for this transaction, and give their days."""
    listed = list(units)
    list(Unit.objects.select_for_update().filter(pk__in=listed).order_by("pk").values_list("pk"))
    return standings(listed)


def _below(units: Iterable[str]) -> list[Edge]:
    """Give the edges by which others stand under some units or are overseen by them."""
    return list(Edge.objects.filter(parent__in=list(units), end=None).order_by("pk"))


def _check_changes(edges: Iterable[Edge], on: date) -> None:
    for standing in standings(edge.unit_id for edge in edges).values():
        changes.check_change(standing, on)


def _check_no_cycle(unit: str, parent: str | None, on: date) -> None:
    if parent is not None:
        changes.check_no_cycle(unit, {*models.above(parent, on), *models.above(parent, date.max)})


def _open(openings: Sequence[Opening]) -> None:
    known = _known(openings)
    for unit, first, end in openings:
        changes.check_opening(unit, first, end, known)
    _write(openings)


def _known(openings: Sequence[Opening]) -> changes.Known:
    """Look up what judging these openings needs; they may stand under each other."""
    new = {unit.id: Standing(unit.id, unit.level, first, end) for unit, first, end in openings}
    above = {each for unit, _, _ in openings for each in (unit.parent, unit.overseen_by) if each}
    return changes.Known(
        existing(new),
        standings(above - new.keys()) | new,
        holders({pair for unit, _, _ in openings for pair in unit.codes.items()}),
    )


def _write(openings: Sequence[Opening]) -> None:
    Unit.objects.bulk_create(
        Unit(id=unit.id, level=unit.level.value, first=first, end=end)
        for unit, first, end in openings
    )
    UnitName.objects.bulk_create(
        _named(unit.id, unit.name, unit.kind, first, end) for unit, first, end in openings
    )
    Edge.objects.bulk_create(
        Edge(unit_id=unit.id, parent_id=parent, relation=relation, first=first, end=end)
        for unit, first, end in openings
        for parent, relation in (
            (unit.parent, Relation.PART_OF),
            (unit.overseen_by, Relation.OVERSEEN_BY),
        )
        if parent is not None
    )
    Identifier.objects.bulk_create(
        Identifier(unit_id=unit.id, scheme=scheme, code=code, first=first, end=end)
        for unit, first, end in openings
        for scheme, code in unit.codes.items()
    )


def _named(unit: str, name: str, kind: str, first: date | None, end: date | None) -> UnitName:
    folded = fold(label(kind, name))
    return UnitName(unit_id=unit, name=name, folded=folded, kind=kind, first=first, end=end)


def _close(units: Iterable[str], on: date) -> None:
    listed = list(units)
    Unit.objects.filter(pk__in=listed).update(end=on)
    UnitName.objects.filter(unit__in=listed, end=None).update(end=on)
    Edge.objects.filter(unit__in=listed, end=None).update(end=on)
    Identifier.objects.filter(unit__in=listed, end=None).update(end=on)


def _call(before: UnitName, name: str, kind: str, on: date) -> None:
    """Name a unit from a day; a second change on one day takes the place of the first."""
    if (before.name, before.kind) == (name, kind):
        raise RuleBroken("units.nothing-changes", unit=before.unit_id)
    after = _named(before.unit_id, name, kind, on, None)
    if before.first == on:
        before.delete()
    else:
        before.end = on
        before.save(update_fields=["end"])
    after.save()


def _put(unit: str, parent: str, relation: Relation, on: date) -> None:
    found = _locked([unit, parent])
    changes.check_change(found[unit], on)
    if relation == Relation.PART_OF:
        changes.check_above(found[parent], found[unit].level)
    changes.check_within(found[parent], on, None)
    _check_no_cycle(unit, parent, on)
    edge = Edge.objects.filter(unit=unit, relation=relation, end=None).first()
    if edge is None:
        Edge.objects.create(unit_id=unit, parent_id=parent, relation=relation, first=on)
    elif edge.parent_id == parent:
        raise RuleBroken("units.nothing-changes", unit=unit)
    else:
        _reattach([(edge, parent)], on)


def _reattach(moves: Sequence[tuple[Edge, str]], on: date) -> None:
    """End edges on a day and start others from the same units; one of that very day is replaced."""
    listed = [edge.pk for edge, _ in moves]
    Edge.objects.filter(pk__in=listed, first=on).delete()
    Edge.objects.filter(pk__in=listed).update(end=on)
    Edge.objects.bulk_create(
        Edge(unit_id=edge.unit_id, parent_id=parent, relation=edge.relation, first=on)
        for edge, parent in moves
    )


def _succeed(successions: Iterable[rules.Succession]) -> None:
    Succession.objects.bulk_create(
        Succession(
            predecessor_id=each.predecessor,
            successor_id=each.successor,
            on=each.on,
            share=each.share,
        )
        for each in successions
    )


def _register(batch: Sequence[Registered], later: Mapping[str, Changed]) -> None:
    Unit.objects.bulk_create(
        Unit(
            id=unit.id,
            level=unit.level.value,
            first=unit.first,
            end=unit.end,
            latitude=unit.latitude,
            longitude=unit.longitude,
        )
        for unit in batch
    )
    UnitName.objects.bulk_create(
        _named(unit.id, name, unit.kind, first, end)
        for unit in batch
        for name, first, end in spans.names(unit, later.get(unit.id))
    )
    Edge.objects.bulk_create(
        Edge(unit_id=unit.id, parent_id=parent, relation=Relation.PART_OF, first=first, end=end)
        for unit in batch
        for parent, first, end in spans.parents(unit, later.get(unit.id))
    )
    Identifier.objects.bulk_create(
        Identifier(unit_id=unit.id, scheme=GSO, code=unit.code, first=unit.first, end=unit.end)
        for unit in batch
        if unit.code is not None
    )


def _placed(rows: Sequence[Row], root: str) -> tuple[list[Placed], list[RuleBroken]]:
    """Find what every row stands under: a row before it, a unit, or the root where it names none."""
    levels: dict[str, Level] = {}
    placed: list[Placed] = []
    problems: list[RuleBroken] = []
    for row in rows:
        local = local_id(row.parent)
        try:
            above = local if local in levels else models.resolve(row.parent or root)
            if above not in levels:
                levels[above] = models.standing(above).level
        except RuleBroken as broken:
            problems.append(at_row(row.number, broken))
        else:
            levels[row.unit.id] = row.unit.level
            placed.append((row.number, (row.unit.under(above, levels[above]), row.first, row.end)))
    return placed, problems


def _unfit(placed: Iterable[Placed], known: changes.Known) -> list[RuleBroken]:
    problems: list[RuleBroken] = []
    for number, (unit, first, end) in placed:
        try:
            changes.check_opening(unit, first, end, known)
        except RuleBroken as broken:
            problems.append(at_row(number, broken))
    return problems


def _refuse(problems: list[RuleBroken]) -> None:
    if problems:
        listed = sorted(problems, key=lambda broken: int(str(broken.facts.get("number", 0))))
        raise RuleBroken("units.refused", count=len(listed), problems=listed[:MOST_PROBLEMS])
