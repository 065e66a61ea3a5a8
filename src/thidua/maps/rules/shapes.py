"""Shapes of units and how they are drawn: cells around points, frames, paths of an SVG.

Fractions count, floats draw: nothing here goes into a figure. Shapes are in degrees (WGS 84); a
`Frame` puts them on a page, with degrees of longitude as long as they are at the middle.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, radians, sin

import shapely
import shapely.ops
from shapely import Point
from shapely.geometry.base import BaseGeometry

Place = tuple[float, float]  # longitude, latitude

WIDTH = 1000
APART = 1e-3  # degrees between units that the registry has at one point
TURNS = 24
AROUND = 0.05  # degrees of land around points of a unit without an outline
DISC = 0.12  # degrees: an island as it is drawn
ROOM = 0.62  # of a letter's height: how wide it is, on average
LETTER = 18


@dataclass(frozen=True, slots=True)
class Frame:
    """Where on a page a place is: `scale` pixels a degree of latitude, from the upper left."""

    left: float
    top: float
    flat: float  # how long a degree of longitude is beside one of latitude
    scale: float
    height: int

    def at(self, place: Place) -> tuple[int, int]:
        """Give the pixel of a place."""
        x = (place[0] - self.left) * self.flat * self.scale
        return round(x), round((self.top - place[1]) * self.scale)


def frame(shapes: Iterable[BaseGeometry], width: int = WIDTH, tallest: int = 1400) -> Frame:
    """Make the frame that some shapes fill; a tall country gets a narrower scale."""
    left, bottom, right, top = shapely.union_all(
        [shapely.box(*each.bounds) for each in shapes]
    ).bounds
    flat = cos(radians((bottom + top) / 2))
    wide, high = max((right - left) * flat, APART), max(top - bottom, APART)
    scale = min(width / wide, tallest / high)
    return Frame(left - (width / scale - wide) / flat / 2, top, flat, scale, round(high * scale))


def cells(outline: BaseGeometry | None, points: Mapping[str, Place]) -> dict[str, BaseGeometry]:
    """Cut an outline into cells, each what lies nearest to a unit's point (Voronoi).

    A point outside is taken to be at the nearest place inside; units at one point are set apart.
    Without an outline the land is what lies around the points.
    """
    if not points:
        return {}
    land = outline or shapely.MultiPoint(list(points.values())).convex_hull.buffer(AROUND)
    shapely.prepare(land)
    flat = cos(radians(land.centroid.y))
    sites = _sites(land, points)
    flattened = shapely.MultiPoint([(x * flat, y) for x, y in sites.values()])
    if len(sites) == 1:
        return {next(iter(sites)): land}
    reach = shapely.box(*land.bounds).buffer(1)
    found = shapely.voronoi_polygons(flattened, extend_to=_scaled(reach, flat), ordered=True)
    cut = (_scaled(cell, 1 / flat) for cell in found.geoms)
    return {unit: areas(cell.intersection(land)) for unit, cell in zip(sites, cut, strict=True)}


def joined(shapes: Mapping[str, BaseGeometry], into: Mapping[str, str]) -> dict[str, BaseGeometry]:
    """Join shapes into those of the units that they are part of."""
    parts: dict[str, list[BaseGeometry]] = {}
    for unit, shape in shapes.items():
        if unit in into:
            parts.setdefault(into[unit], []).append(shape)
    return {unit: areas(shapely.union_all(found)) for unit, found in parts.items()}


def areas(found: BaseGeometry) -> BaseGeometry:
    """Keep what has an area: no lines, no points."""
    if found.geom_type in {"Polygon", "MultiPolygon"}:
        return found
    parts = [each for each in getattr(found, "geoms", ()) if not each.is_empty and each.area]
    return shapely.union_all([areas(each) for each in parts])


def islands(places: Iterable[Place]) -> BaseGeometry:
    """Draw islands as discs: at the scale of a map they would not be seen."""
    return shapely.union_all([Point(place).buffer(DISC, quad_segs=3) for place in places])


def path(shape: BaseGeometry, on: Frame) -> str:
    """Write a shape as the path of an SVG: whole pixels, each from the one before."""
    rings = [ring for part in shapely.get_parts(shape) for ring in (part.exterior, *part.interiors)]
    return "".join(_ring([on.at(place) for place in ring.coords]) for ring in rings)


def label_at(shape: BaseGeometry, on: Frame, text: str) -> tuple[int, int] | None:
    """Find where a shape has room for its name; None where it has none."""
    largest = max(shapely.get_parts(shape), key=lambda part: part.area)
    circle = shapely.maximum_inscribed_circle(largest, tolerance=0.5 / on.scale * 10)
    room = circle.length * 2 * on.scale * (on.flat + 1) / 2
    if len(text) * LETTER * ROOM > room * 1.1:
        return None
    x, y = on.at(circle.coords[0])
    return x, y + LETTER // 3


def _sites(land: BaseGeometry, points: Mapping[str, Place]) -> dict[str, Place]:
    """Put every point inside, and none upon another."""
    taken: set[Place] = set()
    found: dict[str, Place] = {}
    for unit, place in sorted(points.items()):
        inside = place if land.covers(Point(place)) else _nearest(land, place)
        found[unit] = next(
            each
            for each in (inside, *_near(inside), *_near(inside, 1e-5 * (len(taken) + 1)))
            if each not in taken and (each == inside or land.covers(Point(each)))
        )
        taken.add(found[unit])
    return found


def _nearest(land: BaseGeometry, place: Place) -> Place:
    point = shapely.ops.nearest_points(land, Point(place))[0]
    return float(point.x), float(point.y)


def _near(place: Place, distance: float = APART) -> Iterable[Place]:
    for turn in range(TURNS):
        angle = 2 * pi * turn / TURNS
        yield place[0] + distance * cos(angle), place[1] + distance * sin(angle)


def _scaled(shape: BaseGeometry, across: float) -> BaseGeometry:
    return shapely.transform(shape, lambda found: found * (across, 1.0))


def _ring(pixels: Sequence[tuple[int, int]]) -> str:
    (x, y), *others = pixels
    steps = []
    for nx, ny in others[:-1]:
        if (nx, ny) != (x, y):
            steps.append(f"{nx - x} {ny - y}")
            x, y = nx, ny
    return f"M{pixels[0][0]} {pixels[0][1]}l{' '.join(steps)}z" if len(steps) > 1 else ""
