"""The shapes of units on the tree of a day: outlines, and cells around the registry's points."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from shapely.geometry.base import BaseGeometry

from thidua.maps import outside
from thidua.maps.models.boundaries import BoundarySet, covering, outlines
from thidua.maps.rules import archipelagos, shapes
from thidua.maps.rules.shapes import Place
from thidua.units.models import Unit, successions
from thidua.units.rules import Level, Tree, predecessors

KEPT = 64

LEVELS: Mapping[Level, tuple[Level, ...]] = {
    Level.COUNTRY: (Level.PROVINCE,),
    Level.PROVINCE: (Level.COMMUNE, Level.DISTRICT),
    Level.DISTRICT: (Level.COMMUNE,),
}


@dataclass(frozen=True, slots=True)
class Land:
    """What a map is drawn from: shapes by unit.

    `rest` is land that belongs to no unit of the level: a district without communes. `diagram`:
    the shapes are cells around points, no boundaries; `sent` are outlines that an agency sent.
    """

    shapes: Mapping[str, BaseGeometry]
    rest: Mapping[str, BaseGeometry]
    archipelagos: Mapping[str, Mapping[str, BaseGeometry]]  # by code, by unit; "" is nobody's
    diagram: bool
    sent: BoundarySet | None = None


def levels_of(tree: Tree, parent: str) -> list[Level]:
    """Name the levels under a unit that a map can show, the finest first."""
    below = {tree.nodes[unit].level for unit in tree.territory(parent)} - {tree.nodes[parent].level}
    return [each for each in LEVELS.get(tree.nodes[parent].level, ()) if each in below]


def units_of(tree: Tree, parent: str, level: Level) -> list[str]:
    """List the units of a level that are part of a unit."""
    return [unit for unit in tree.territory(parent) if tree.nodes[unit].level is level]


def has_outline(tree: Tree, parent: str) -> bool:
    """Whether a unit is somewhere on the map, with units under it that can be shown."""
    node = tree.nodes.get(parent)
    if node is None or not levels_of(tree, parent):
        return False
    return node.level is Level.COUNTRY or outside.outline(_old(_province(tree, parent))) is not None


def land(tree: Tree, parent: str, level: Level) -> Land:
    """Draw the units of a level under a unit."""
    units = units_of(tree, parent, level)
    near = [unit for unit in units if unit not in _far()]  # islands far off have a place apart
    if sent := covering(near):
        own = {unit: outlines(sent.pk)[unit] for unit in near}
        return Land(own, {}, _archipelagos(parent, units), diagram=False, sent=sent)
    if level is Level.PROVINCE:
        drawn = {unit: outside.outline(_old(unit)) for unit in units}
        found = {unit: shape for unit, shape in drawn.items() if shape is not None}
        return Land(found, {}, _archipelagos(parent, units), diagram=False)
    province = _province(tree, parent)
    places = _lowest(tree, province)
    cells = _cells(_old(province), tuple(sorted(_points(places).items())))
    if level is Level.DISTRICT:
        cells = shapes.joined(cells, places)
    inside = set(tree.territory(parent))
    rest = {unit: cells[unit] for unit in cells if unit in inside and unit not in units}
    found = {unit: cells[unit] for unit in units if unit in cells}
    return Land(found, rest, _archipelagos(parent, units), diagram=True)


def _lowest(tree: Tree, province: str) -> dict[str, str]:
    """List the communes, and districts without any, each with the district that it stands for."""
    found = {}
    for unit in tree.territory(province):
        node = tree.nodes[unit]
        if node.level is Level.COMMUNE:
            found[unit] = node.parent or ""
        elif node.level is Level.DISTRICT and not tree.children.get(unit):
            found[unit] = unit
    return found


@lru_cache(maxsize=KEPT)
def _cells(
    outlines: tuple[str, ...], points: tuple[tuple[str, Place], ...]
) -> Mapping[str, BaseGeometry]:
    """Cut a province into cells, once for the same outline and the same points."""
    return shapes.cells(outside.outline(outlines), dict(points))


def _points(units: Iterable[str]) -> dict[str, Place]:
    """Look up where the registry has units; those far off are drawn as islands."""
    far = _far()
    rows = Unit.objects.filter(pk__in=[unit for unit in units if unit not in far])
    found = rows.values_list("pk", "longitude", "latitude")
    return {unit: (float(x), float(y)) for unit, x, y in found if x is not None and y is not None}


def _far() -> set[str]:
    """Name the units that are archipelagos, and their islands."""
    whole = {unit for units in archipelagos.HOLDERS.values() for unit in units}
    lowest = {unit for unit in whole if not unit.startswith("p")}  # a province is more than those
    return lowest | {each.unit for each in outside.islands() if each.unit}


def _province(tree: Tree, unit: str) -> str:
    """Go up to the unit whose outline is known: a province, or what stands in its place."""
    while tree.nodes[unit].level not in {Level.PROVINCE, Level.COUNTRY} and (
        above := tree.nodes[unit].parent
    ):
        unit = above
    return unit


def _old(province: str) -> tuple[str, ...]:
    """Name the old provinces that a province is made of: itself, or all it came from."""
    if province in outside.provinces():
        return (province,)
    chain = predecessors(province, successions({province}))
    return tuple(sorted({each.predecessor for each in chain} & outside.provinces().keys()))


def _archipelagos(parent: str, units: list[str]) -> Mapping[str, Mapping[str, BaseGeometry]]:
    """Draw Hoàng Sa and Trường Sa where they belong on a map; "" is who holds no unit of it."""
    drawn: dict[str, Mapping[str, BaseGeometry]] = {}
    for code in archipelagos.shown_on(parent, set(units)):
        by_unit: dict[str, list[Place]] = {}
        whole = archipelagos.holder(code, set(units)) or ""
        for island in outside.islands():
            if island.archipelago == code:
                owner = island.unit if island.unit in units else whole
                by_unit.setdefault(owner, []).append(island.place)
        drawn[code] = {unit: shapes.islands(places) for unit, places in by_unit.items()}
    return drawn
