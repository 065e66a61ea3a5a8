"""An agency's own outlines (GeoJSON) read whole or not at all, matched to units, and simplified."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from thidua.kernel.errors import RuleBroken
from thidua.kernel.text import fold
from thidua.maps.rules.coverage import bordering, check_apart, thinned
from thidua.maps.rules.shapes import areas
from thidua.units.rules import Node

LARGEST = 8_000_000  # bytes of a file
MOST_FEATURES = 2_000
MOST_VERTICES = 400_000
KEPT_VERTICES = 12_000  # of all outlines together: what a page can carry
FEWEST_IN_RING = 4
WEST, SOUTH, EAST, NORTH = 100.0, 5.0, 120.0, 25.0  # Viet Nam with its seas and islands
LISTED = 20
DIGITS = 5
CODE_LENGTH = 5  # digits of a commune's GSO code
CODED = ("ma", "code", "gso")  # how the name of a field begins that holds a code
MOST_MARKS = {b"[": 2 * MOST_VERTICES + 1_000, b":": 100 * MOST_FEATURES}


@dataclass(frozen=True, slots=True)
class Matched:
    """A feature of the file with the unit that it is; `by` is what told: id, code or name."""

    feature: str
    unit: str
    by: str


@dataclass(frozen=True, slots=True)
class Uploaded:
    """What a file gives: outlines by unit, how they were matched, and what is left over."""

    shapes: Mapping[str, BaseGeometry]
    matched: tuple[Matched, ...]
    unmatched: tuple[str, ...]


def read(content: bytes, units: Iterable[Node]) -> Uploaded:
    """Read outlines of some units of one level; the first thing wrong refuses the whole file."""
    features = _features(content)
    found: dict[str, BaseGeometry] = {}
    matched, unmatched = [], []
    known = _keys(units)
    vertices = 0
    for place, feature in enumerate(features, 1):
        said = _named(feature, place)
        unit, by = _match(feature, known)
        shape, count = _shape(feature.get("geometry"), said)
        vertices += count
        if vertices > MOST_VERTICES:
            raise RuleBroken("maps.vertices", most=MOST_VERTICES)
        if unit is None:
            unmatched.append(said)
        elif unit in found:
            raise RuleBroken("maps.twice", feature=said, unit=unit)
        else:
            found[unit] = shape
            matched.append(Matched(said, unit, by))
    if not found:
        raise RuleBroken("maps.nothing-matched", features=", ".join(unmatched[:LISTED]))
    return Uploaded(simplified(found), tuple(matched), tuple(unmatched))


def simplified(shapes: Mapping[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """Simplify all at once until a page can carry them; neighbours keep one border."""
    units, parts = list(shapes), [shapes[unit] for unit in shapes]
    check_apart(parts)
    rounded = [
        areas(shapely.make_valid(shapely.set_precision(each, 10.0**-DIGITS)))
        for each in thinned(bordering(parts), KEPT_VERTICES)
    ]
    return dict(zip(units, rounded, strict=True))


def _features(content: bytes) -> list[dict[str, Any]]:
    if len(content) > LARGEST:
        raise RuleBroken("maps.file-large", most=LARGEST // 1_000_000)
    if any(content.count(mark) > most for mark, most in MOST_MARKS.items()):
        raise RuleBroken("maps.vertices", most=MOST_VERTICES)  # before it takes any memory
    try:
        read = json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise RuleBroken("maps.not-json") from error
    features = read.get("features") if isinstance(read, dict) else None
    if not isinstance(features, list) or not features or not all(map(_is_feature, features)):
        raise RuleBroken("maps.not-geojson")
    if len(features) > MOST_FEATURES:
        raise RuleBroken("maps.features", most=MOST_FEATURES, count=len(features))
    return features


def _no_number(name: str) -> float:
    raise ValueError(name)


def _is_feature(each: object) -> bool:
    return isinstance(each, dict) and isinstance(each.get("properties") or {}, dict)


def _named(feature: Mapping[str, Any], place: int) -> str:
    """Say which feature it is: its place and the first text that it has."""
    texts = [each for each in (feature.get("properties") or {}).values() if isinstance(each, str)]
    return f"{place}. {texts[0][:60]}" if texts else f"{place}."


def _keys(units: Iterable[Node]) -> dict[str, dict[str, list[str]]]:
    """Give what units go by: id, then GSO code, then folded names, each with who has it."""
    keys: dict[str, dict[str, list[str]]] = {"id": {}, "code": {}, "name": {}}
    for node in units:
        keys["id"].setdefault(node.id, []).append(node.id)
        if node.code:
            keys["code"].setdefault(node.code.lstrip("0"), []).append(node.id)
        for name in {fold(node.label), fold(node.name)}:
            keys["name"].setdefault(name, []).append(node.id)
    return keys


def _match(
    feature: Mapping[str, Any], known: Mapping[str, Mapping[str, list[str]]]
) -> tuple[str | None, str]:
    """Find the one unit that a feature names; two of one name are nobody."""
    given = [("id", feature.get("id")), *(feature.get("properties") or {}).items()]
    said = [(fold(key), each) for key, each in given if isinstance(each, str | int)]
    words = [str(each).strip() for _key, each in said if each != ""]
    for by, turned in (
        ("id", words),
        ("code", [word.lstrip("0") for key, each in said if (word := _code(key, each))]),
        ("name", [fold(each) for each in words]),
    ):
        for word in turned:
            held = known[by].get(word, [])
            if len(held) == 1:
                return held[0], by
    return None, ""


def _code(key: str, given: str | int) -> str:
    """Give what a field holds as a code; a row's number or a count of people is none."""
    word = str(given).strip()
    if not (word.isascii() and word.isdecimal()):
        return ""
    whole = isinstance(given, str) and len(word) == CODE_LENGTH
    return word if whole or key.startswith(CODED) else ""


def _shape(geometry: object, said: str) -> tuple[BaseGeometry, int]:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if not isinstance(geometry, dict) or kind not in ("Polygon", "MultiPolygon"):
        raise RuleBroken("maps.wrong-geometry", feature=said)
    given = geometry.get("coordinates")
    polygons = [given] if kind == "Polygon" else given
    rings = [
        [_ring(ring, said) for ring in _listed(each, said)] for each in _listed(polygons, said)
    ]
    count = sum(len(ring) for polygon in rings for ring in polygon)
    shape = shapely.MultiPolygon([shapely.Polygon(shell, holes) for shell, *holes in rings])
    mended = areas(shapely.make_valid(shape))
    if mended.is_empty:
        raise RuleBroken("maps.wrong-geometry", feature=said)
    return mended, count


def _listed(given: object, said: str) -> Sequence[Any]:
    if not isinstance(given, list) or not given:
        raise RuleBroken("maps.wrong-geometry", feature=said)
    return given


def _ring(ring: object, said: str) -> list[tuple[float, float]]:
    places = [_place(each, said) for each in _listed(ring, said)]
    if len(places) < FEWEST_IN_RING:
        raise RuleBroken("maps.wrong-geometry", feature=said)
    return places


def _place(given: object, said: str) -> tuple[float, float]:
    if not isinstance(given, list) or len(given) < 2:  # noqa: PLR2004 - longitude and latitude
        raise RuleBroken("maps.wrong-geometry", feature=said)
    x, y = given[:2]
    if not all(isinstance(each, int | float) and not isinstance(each, bool) for each in (x, y)):
        raise RuleBroken("maps.wrong-geometry", feature=said)
    if abs(x) > 1e9 or abs(y) > 1e9 or not (isfinite(x) and isfinite(y)):  # noqa: PLR2004 - no place on Earth
        raise RuleBroken("maps.not-wgs84", feature=said)
    if not (WEST <= x <= EAST and SOUTH <= y <= NORTH):
        raise RuleBroken("maps.not-wgs84", feature=said)
    return float(x), float(y)
