"""A map put together: who stands where, in which colour, and what the colours mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property

from django.urls import reverse
from shapely import union_all
from shapely.geometry.base import BaseGeometry

from thidua.maps.forms.cells import Land, has_outline, land, levels_of, units_of
from thidua.maps.models.boundaries import BoundarySet
from thidua.maps.models.values import criterion_of, values
from thidua.maps.rules import archipelagos, shapes
from thidua.maps.rules.classes import Class, Scale, legend
from thidua.maps.rules.shapes import LETTER, WIDTH, Frame
from thidua.maps.rules.values import NOTHING, OUTSIDE, POINTS, Value, colour, scale
from thidua.plans.rules import Criterion, Plan
from thidua.reading.forms.looking import Look, plainly
from thidua.standings.rules.board import Board
from thidua.units.rules import Level, Node

INSET = 360  # pixels: how wide an archipelago far from its province is drawn
GAP = 24


@dataclass(frozen=True, slots=True)
class Cell:
    """A unit on a map and in its table; `path` is empty where nobody knows where it is."""

    unit: str
    name: str
    short: str
    where: str
    value: Value
    colour: str
    path: str
    label: tuple[int, int] | None
    href: str
    drill: str


@dataclass(frozen=True, slots=True)
class Mark:
    """The name of an archipelago on a map, and the islands of it that are no unit's."""

    code: str
    at: tuple[int, int]
    path: str
    box: tuple[int, int, int, int] | None


@dataclass(frozen=True, slots=True)
class Picture:
    """A map with all that its legend and its table say."""

    parent: Node
    level: Level
    what: str
    criterion: Criterion | None
    scale: Scale
    cells: tuple[Cell, ...]
    classes: tuple[Class, ...]
    marks: tuple[Mark, ...]
    rest: str
    frame: Frame
    height: int
    diagram: bool
    sent: BoundarySet | None
    day: date
    until: date | None
    href: str

    @property
    def drawn(self) -> list[Cell]:
        """The units that are on the map."""
        return [cell for cell in self.cells if cell.path]

    @property
    def missing(self) -> list[Cell]:
        """The units that nobody knows a place of."""
        return [cell for cell in self.cells if not cell.path]

    @property
    def nothing(self) -> int:
        """How many units have no number."""
        return self._count(NOTHING)

    @property
    def outside(self) -> int:
        """How many units do not take part."""
        return self._count(OUTSIDE)

    @property
    def generated(self) -> bool:
        """Whether simulated counts are in anything that is shown."""
        return any(cell.value.generated for cell in self.cells)

    @property
    def unit(self) -> str:
        """How values are written: points, change, share or count."""
        if self.criterion is None:
            return self.what
        target = self.criterion.target
        if target is not None:
            return "share" if target.is_share else "count"
        return "count" if all(c.value.counts[1] is None for c in self.cells) else "share"

    @property
    def less_is_better(self) -> bool:
        """Whether the lowest value is the best."""
        return self.scale.sign < 0

    @property
    def key(self) -> str:
        """A name of the picture that no other on its page has."""
        return f"{self.parent.id}-{self.day}".replace(".", "-")

    @property
    def counted(self) -> int:
        """How many units have a value."""
        return len(self._valued)

    @property
    def best(self) -> list[Cell]:
        """The units with the best value."""
        amounts = [self.scale.sign * value for _, value in self._valued]
        return [cell for cell, value in self._valued if self.scale.sign * value == max(amounts)]

    @property
    def groups(self) -> int:
        """How many groups the units are ranked in."""
        return len({cell.value.group for cell in self.cells})

    @property
    def met(self) -> int:
        """How many units reach the target."""
        return sum(cell.value.state in {"exceeded", "reached"} for cell in self.cells)

    @property
    def up(self) -> int:
        """How many units rose."""
        return sum(value > 0 for _, value in self._valued)

    @property
    def down(self) -> int:
        """How many units fell."""
        return sum(value < 0 for _, value in self._valued)

    @property
    def _valued(self) -> list[tuple[Cell, Fraction]]:
        return [(cell, cell.value.amount) for cell in self.cells if cell.value.amount is not None]

    @property
    def width(self) -> int:
        """How wide the page of the drawing is."""
        return WIDTH

    def _count(self, name: str) -> int:
        return sum(cell.colour == name for cell in self.cells)


def default_level(board: Board, parent: str) -> Level:
    """Choose what to show under a unit: the finest level with a rank, else the finest."""
    levels = levels_of(board.tree, parent)
    ranked = {board.tree.nodes[each.sheet.unit].level for group in board.groups for each in group.standings if each.sheet.unit in board.tree.nodes}  # fmt: skip
    return next((each for each in levels if each in ranked), levels[0])


def picture(seen: Look, parent: str, what: str, level: Level | None = None) -> Picture:
    """Draw the units under a unit."""
    return _picture(_Sight(seen, parent, level or default_level(seen.board, parent), what))


def of_campaign(plan: Plan) -> Picture | None:
    """Draw the points of a campaign as it stands; None where its area is nowhere on the map."""
    seen = plainly(plan)
    if not has_outline(seen.board.tree, seen.board.plan.root):
        return None
    return picture(seen, seen.board.plan.root, POINTS)


def pictures(
    seen: Look, parent: str, what: str, level: Level | None, beside: tuple[Look, str]
) -> tuple[Picture, Picture]:
    """Draw a unit and, on another day's tree, what stands for it: in one frame and scale."""
    level = level or default_level(seen.board, parent)
    there, heir = beside
    other = level if level in levels_of(there.board.tree, heir) else None
    first = _Sight(seen, parent, level, what)
    second = _Sight(there, heir, other or default_level(there.board, heir), what)
    on = shapes.frame([*first.ground.shapes.values(), *second.ground.shapes.values()])
    left = _picture(first, on)
    return left, _picture(second, on, left.scale)


@dataclass(frozen=True)
class _Sight:
    """What a map is to show, with the land and the values that it is made from."""

    seen: Look
    parent: str
    level: Level
    what: str

    @cached_property
    def values(self) -> Mapping[str, Value]:
        """What every unit is worth."""
        board = self.seen.board
        units = _shown(board, units_of(board.tree, self.parent, self.level))
        return values(board, self.seen.view, units, self.what)

    @cached_property
    def ground(self) -> Land:
        """The shapes of the units that are shown."""
        found = land(self.seen.board.tree, self.parent, self.level)
        kept = {unit: shape for unit, shape in found.shapes.items() if unit in self.values}
        return replace(found, shapes=kept)


def _picture(sight: _Sight, on: Frame | None = None, given: Scale | None = None) -> Picture:
    seen, parent, what, ground, found = (
        sight.seen,
        sight.parent,
        sight.what,
        sight.ground,
        sight.values,
    )
    board = seen.board
    chosen = criterion_of(board, what)
    classes = given or scale(what, chosen, found.values())
    frame, paths, marks, height = _drawn(parent, ground, on)
    cells = [
        _cell(seen, what, value, colour(classes, value), paths.get(unit, ""), ground.shapes.get(unit), frame)
        for unit, value in found.items()
    ]  # fmt: skip
    order = [group.group.name for group in board.groups] + [""]
    cells.sort(key=lambda c: (order.index(c.value.group), c.value.rank or 0, c.name))
    shown = [each.amount for each in found.values() if each.amount is not None]
    return Picture(
        parent=board.tree.nodes[parent],
        level=sight.level,
        what=what,
        criterion=chosen,
        scale=classes,
        cells=tuple(cells),
        classes=tuple(legend(classes, shown)),
        marks=marks,
        rest="".join(shapes.path(shape, frame) for shape in ground.rest.values()),
        frame=frame,
        height=height,
        diagram=ground.diagram,
        sent=ground.sent,
        day=board.tree.day,
        until=seen.view.until,
        href=address(seen, parent, what, sight.level),
    )


def address(seen: Look, parent: str, what: str, level: Level | None, **more: str) -> str:
    """Give the address of a map on the same view of the same campaign."""
    plain = reverse("maps:map", args=[seen.plan.code, parent])
    view = (
        replace(seen.view, until=date.fromisoformat(more.pop("until")))
        if "until" in more
        else seen.view
    )
    asked = {"what": what, "level": str(level or ""), **more}
    query = "&".join(f"{name}={value}" for name, value in asked.items() if value)
    return f"{plain}{view.query}{'&' if view.query else '?'}{query}"


def _shown(board: Board, units: Sequence[str]) -> list[str]:
    """Keep to who takes part on another day's tree: the rest of it has no say in the campaign."""
    if board.tree.day == board.plan.tree_day:
        return list(units)
    ranked = {each.sheet.unit for group in board.groups for each in group.standings}
    return [unit for unit in units if unit in ranked] or list(units)


def _drawn(
    parent: str, ground: Land, given: Frame | None
) -> tuple[Frame, Mapping[str, str], tuple[Mark, ...], int]:
    """Write the paths of all units, and of islands; far from a province these have a frame apart."""
    whole = parent == archipelagos.COUNTRY
    far = [shape for found in ground.archipelagos.values() for shape in found.values()]
    on = given or shapes.frame([*ground.shapes.values(), *(far if whole else [])] or far)
    paths = {unit: shapes.path(shape, on) for unit, shape in ground.shapes.items()}
    marks, height = [], on.height
    for code, found in ground.archipelagos.items():
        there, box = on, None
        if not whole and ground.shapes:
            there, box = _inset(found, height)
            height = box[1] + box[3]
        for unit, shape in found.items():
            if unit:
                paths[unit] = paths.get(unit, "") + shapes.path(shape, there)
        own = shapes.path(found[""], there) if "" in found else ""
        if whole:
            height = max(height, _name_at(found, there, box)[1] + LETTER)
        marks.append(Mark(code, _name_at(found, there, box), own, box))
    return on, paths, tuple(marks), height


def _inset(found: Mapping[str, BaseGeometry], top: int) -> tuple[Frame, tuple[int, int, int, int]]:
    """Frame an archipelago below the map that it is too far from."""
    there = shapes.frame(found.values(), INSET, INSET)
    box = (GAP, top + GAP, INSET + 2 * GAP, there.height + 2 * GAP + 2 * LETTER)
    left = there.left - 2 * GAP / there.flat / there.scale
    return replace(there, left=left, top=there.top + (box[1] + GAP + 2 * LETTER) / there.scale), box


def _name_at(
    found: Mapping[str, BaseGeometry], on: Frame, box: tuple[int, int, int, int] | None
) -> tuple[int, int]:
    if box is not None:
        return box[0] + box[2] // 2, box[1] + LETTER + LETTER // 2
    left, bottom, right, _top = union_all(list(found.values())).bounds
    x, y = on.at(((left + right) / 2, bottom))
    return min(x, WIDTH - 6 * LETTER), y + LETTER + LETTER // 2


def _cell(  # noqa: PLR0913, PLR0917 - everything that a cell is made of
    seen: Look, what: str, value: Value, shown: str, path: str, shape: BaseGeometry | None, on: Frame
) -> Cell:  # fmt: skip
    tree = seen.board.tree
    node = tree.nodes[value.unit]
    above = tree.nodes.get(node.parent or "")
    return Cell(
        unit=node.id,
        name=node.label,
        short=node.name,
        where=above.label if above else "",
        value=value,
        colour=shown,
        path=path,
        label=shapes.label_at(shape, on, node.name) if shape is not None and path else None,
        href=seen.address("portal:sheet", node.id),
        drill=address(seen, node.id, what, None) if levels_of(tree, node.id) else "",
    )
