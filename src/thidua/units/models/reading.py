"""The tables read as rules see them: the tree of a day, successions, and what a reference names."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from django.db.models import F, Max, Q

from thidua.kernel.errors import RuleBroken
from thidua.units import rules
from thidua.units.models.tables import Edge, Identifier, Relation, Succession, Unit, UnitName
from thidua.units.rules import Level, Node, Tree, parse_reference
from thidua.units.rules.changes import Standing
from thidua.units.rules.reference import Code

GSO = "gso"
AT_ONCE = 10_000  # units named in one query: every database takes as many


def tree(on: date, root: str | None = None) -> Tree:
    """Give the tree of a day: of the whole country, or what a root has under it and oversees.

    In the tree of a root, edges that lead out of it are left out: the root has no parent.
    """
    if root is None:
        edges = Edge.objects.on(on).values_list("unit_id", "parent_id", "relation")
        return Tree(on, _nodes(on, list(edges), None))
    if not Unit.objects.on(on).filter(pk=root).exists():
        check_stands(root, on)
    return Tree(on, _nodes(on, *_edges_below(on, root)))


def successions(units: Iterable[str] | None = None) -> list[rules.Succession]:
    """Give all successions, or those that lead to or from some units over all generations.

    Every merge and split on the way comes whole: a share says little without the others.
    """
    if units is None:
        return _sorted(_successions(Q()))
    listed = list(units)
    found = _follow(listed, "successor", lambda each: each.predecessor)
    found |= _follow(listed, "predecessor", lambda each: each.successor)
    old, new = {each.predecessor for each in found}, {each.successor for each in found}
    for chunk in _chunks(old):
        found.update(_successions(Q(predecessor__in=chunk)))
    for chunk in _chunks(new):
        found.update(_successions(Q(successor__in=chunk)))
    return _sorted(found)


def resolve(reference: str, on: date | None = None) -> str:
    """Give the id of the unit that a reference names: an id, or a code on a day.

    `on` also asks that the unit stands on that day, and is the day of a code that names none.
    """
    named = parse_reference(reference)
    unit = named if isinstance(named, str) else _by_code(reference, named, on)
    if on is not None:
        check_stands(unit, on)
    elif isinstance(named, str) and not Unit.objects.filter(pk=named).exists():
        raise RuleBroken("units.unknown", reference=reference)
    return unit


def check_stands(unit: str, on: date) -> None:
    """Refuse a unit that is unknown or does not stand on the day."""
    rules.changes.check_stands(standing(unit), on)


def standing(unit: str) -> Standing:
    """Give a unit's days and the day of its latest change."""
    return standings([unit])[unit]


def standings(units: Iterable[str]) -> dict[str, Standing]:
    """Give the days of some units; one that is unknown is refused."""
    listed = list(dict.fromkeys(units))
    found: dict[str, Standing] = {}
    for chunk in _chunks(listed):
        rows = Unit.objects.filter(pk__in=chunk).annotate(
            named=Max("names__first"), placed=Max("edges__first")
        )
        for row in rows:
            changed = max((day for day in (row.named, row.placed) if day), default=None)
            found[row.pk] = Standing(row.pk, Level(row.level), row.first, row.end, changed)
    if unknown := [unit for unit in listed if unit not in found]:
        raise RuleBroken("units.unknown", reference=", ".join(unknown))
    return found


def existing(units: Iterable[str]) -> set[str]:
    """Give those of some ids that units have."""
    return {
        unit
        for chunk in _chunks(units)
        for unit in Unit.objects.filter(pk__in=chunk).values_list("pk", flat=True)
    }


def holders(
    codes: Iterable[tuple[str, str]],
) -> dict[tuple[str, str], list[tuple[str, date | None, date | None]]]:
    """Give who has had some codes, by scheme and code, with their days."""
    asked = set(codes)
    found: dict[tuple[str, str], list[tuple[str, date | None, date | None]]] = {}
    for chunk in _chunks(sorted({code for _, code in asked})):
        rows = Identifier.objects.filter(code__in=chunk)
        for row in rows:
            if (key := (row.scheme, row.code)) in asked:
                found.setdefault(key, []).append((row.unit_id, row.first, row.end))
    return found


def above(unit: str, on: date) -> list[str]:
    """Give a unit and all that it is part of on a day, upwards."""
    found = [unit]
    edges = Edge.objects.on(on).filter(relation=Relation.PART_OF)
    while parent := edges.filter(unit=found[-1]).values_list("parent_id", flat=True).first():
        found.append(parent)
    return found


Edges = list[tuple[str, str, str]]


def _edges_below(on: date, root: str) -> tuple[Edges, list[str]]:
    inside, edge, found = {root: None}, [root], []
    while edge:
        rows = [
            row
            for chunk in _chunks(edge)
            for row in Edge.objects.on(on)
            .filter(parent__in=chunk)
            .values_list("unit_id", "parent_id", "relation")
        ]
        found += rows
        edge = [unit for unit in dict.fromkeys(row[0] for row in rows) if unit not in inside]
        inside |= dict.fromkeys(edge)
    return [row for row in found if row[0] != root], list(inside)


def _nodes(on: date, edges: Edges, inside: list[str] | None) -> dict[str, Node]:
    parents = {unit: parent for unit, parent, relation in edges if relation == Relation.PART_OF}
    overseers = {unit: parent for unit, parent, relation in edges if relation != Relation.PART_OF}
    codes: dict[str, str] = {}
    names: list[tuple[str, str, str, str]] = []
    for which in _within(inside):
        gso = Identifier.objects.on(on).filter(which, scheme=GSO)
        codes |= dict(gso.values_list("unit_id", "code"))
        named = UnitName.objects.on(on).filter(which)
        names += named.values_list("unit_id", "name", "kind", "unit__level")
    levels = {level.value: level for level in Level}
    return {
        unit: Node(
            unit, name, kind, levels[level], parents.get(unit), overseers.get(unit), codes.get(unit)
        )
        for unit, name, kind, level in sorted(names)
    }


def _within(inside: list[str] | None) -> Iterator[Q]:
    if inside is None:
        yield Q()
    else:
        for chunk in _chunks(inside):
            yield Q(unit__in=chunk)


def _successions(which: Q) -> Iterator[rules.Succession]:
    rows = Succession.objects.filter(which).values_list(
        "predecessor_id", "successor_id", "on", "share"
    )
    for predecessor, successor, on, share in rows:
        yield rules.Succession(predecessor, successor, on, share and share.normalize())


def _sorted(found: Iterable[rules.Succession]) -> list[rules.Succession]:
    return sorted(found, key=lambda each: (each.on, each.predecessor, each.successor))


def _follow(
    units: Iterable[str], side: str, onward: Callable[[rules.Succession], str]
) -> set[rules.Succession]:
    found: set[rules.Succession] = set()
    edge = seen = set(units)
    while edge:
        rows = {row for chunk in _chunks(edge) for row in _successions(Q(**{f"{side}__in": chunk}))}
        found |= rows
        edge = set(map(onward, rows)) - seen
        seen = seen | edge
    return found


def _by_code(reference: str, named: Code, on: date | None) -> str:
    which = Q(code=named.code) if named.scheme is None else Q(code=named.code, scheme=named.scheme)
    holders = list(Identifier.objects.filter(which).order_by(F("first").asc(nulls_first=True)))
    day = named.day or on
    if not holders:
        raise RuleBroken("units.unknown", reference=reference)
    listed = [holder.unit_id for holder in holders]
    if named.scheme is None or day is None:
        raise RuleBroken(
            "units.ambiguous-code", number=named.code, units=listed, scheme=holders[0].scheme
        )
    for holder in holders:
        if (holder.first is None or holder.first <= day) and (
            holder.end is None or day < holder.end
        ):
            return holder.unit_id
    raise RuleBroken("units.code-not-held", number=named.code, on=day, units=listed)


def _chunks(units: Iterable[str]) -> Iterator[list[str]]:
    listed = list(units)
    for start in range(0, len(listed), AT_ONCE):
        yield listed[start : start + AT_ONCE]
