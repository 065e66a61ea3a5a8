"""Shapes that lie side by side: no two on the same land, and one border between neighbours."""

from collections.abc import Sequence
from itertools import pairwise
from math import dist

import shapely
from shapely.geometry.base import BaseGeometry

from thidua.kernel.errors import RuleBroken
from thidua.maps.rules.shapes import Place

OVERLAP = 0.02  # of the smaller of two: less is a sliver along a border, more a fault of the file
GRID = 1e-6  # degrees
THIN = 2.5e-4  # degrees: a gap whose mean half width is less is no land of its own
FINEST = 1e-4  # degrees
ROUNDS = 14  # of doubling: from ten metres to more than a province


def check_apart(shapes: Sequence[BaseGeometry]) -> None:
    """Refuse two shapes of which one lies upon the other; each pair, for the whole hides one."""
    pairs = shapely.STRtree(shapes).query(shapes, predicate="intersects").T.tolist()
    for one, other in pairs:
        smaller = min(shapes[one].area, shapes[other].area)
        if one < other and shapes[one].intersection(shapes[other]).area > OVERLAP * smaller:
            raise RuleBroken("maps.overlap")


def bordering(shapes: Sequence[BaseGeometry]) -> list[BaseGeometry]:
    """Close what is thin between neighbours, so that they meet in the same points.

    A sliver that two have goes to the first, one that nobody has to who lies along it. Without
    this, what is simplified together comes apart along such a border.
    """
    if shapely.coverage_is_valid(shapes):
        return list(shapes)
    exact = shapely.set_precision(list(shapes), GRID)
    rings = shapely.get_rings(shapely.get_parts(exact))
    lines = shapely.union_all(rings, grid_size=GRID)
    pieces = shapely.get_parts(shapely.polygonize([lines]))
    tree = shapely.STRtree(exact)
    inside = tree.query(shapely.point_on_surface(pieces), predicate="within")
    owner: dict[int, int] = {}
    for piece, shape in sorted(inside.T.tolist()):
        owner.setdefault(piece, shape)
    gaps = [nth for nth in range(len(pieces)) if nth not in owner and _is_thin(pieces[nth])]
    owner |= dict(zip(gaps, _beside([pieces[nth] for nth in gaps], tree), strict=True))
    parts: list[list[BaseGeometry]] = [[] for _ in shapes]
    for piece, shape in owner.items():
        parts[shape].append(pieces[piece])
    return [shapely.union_all(found) for found in parts]


def _is_thin(piece: BaseGeometry) -> bool:
    return bool(piece.area < THIN * piece.length)


def _beside(gaps: Sequence[BaseGeometry], tree: shapely.STRtree) -> list[int]:
    """Find who lies along the longest edge of each gap."""
    edges = [max(pairwise(gap.exterior.coords), key=lambda edge: dist(*edge)) for gap in gaps]
    near = [_beyond(gap, *edge) for gap, edge in zip(gaps, edges, strict=True)]
    return [int(each) for each in tree.nearest(near)]


def _beyond(gap: BaseGeometry, start: Place, end: Place) -> shapely.Point:
    """Give a point just across an edge, outside of the gap."""
    (x, y), reach = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2), GRID / 10 / dist(start, end)
    across = (start[1] - end[1]) * reach, (end[0] - start[0]) * reach
    side = shapely.Point(x + across[0], y + across[1])
    return shapely.Point(x - across[0], y - across[1]) if gap.covers(side) else side


def thinned(shapes: Sequence[BaseGeometry], most: int) -> list[BaseGeometry]:
    """Simplify until so many points are left; islands too small to be seen go first.

    Rings are never fewer than four points, so what is made of very many is refused in the end.
    """
    found = list(shapes)
    for nth in range(ROUNDS):
        if shapely.get_num_coordinates(found).sum() <= most:
            return found
        fine = FINEST * 2**nth
        seen = [_seen(shape, fine * fine) for shape in shapes]
        found = list(shapely.coverage_simplify(seen, fine))
    raise RuleBroken("maps.vertices", most=most)


def _seen(shape: BaseGeometry, least: float) -> BaseGeometry:
    """Keep the largest part, and others of some area."""
    parts = sorted(shapely.get_parts(shape), key=lambda part: -part.area)
    return shapely.MultiPolygon([part for part in parts if part is parts[0] or part.area >= least])
