"""An agency's own outlines: what is taken, what refuses the whole file, what is mended."""

import json

import pytest
import shapely

from thidua.kernel.errors import RuleBroken
from thidua.maps.rules import boundaries
from thidua.maps.rules.boundaries import read, simplified
from thidua.maps.rules.coverage import bordering, thinned
from thidua.units.rules import Level, Node

UNITS = [
    Node("c1", "An Phú", "commune", Level.COMMUNE, "p1", code="00101"),
    Node("c2", "Bình An", "ward", Level.COMMUNE, "p1", code="102"),
    Node("c3", "Đông Hòa", "commune", Level.COMMUNE, "p1"),
    Node("c4", "Tân Lập", "commune", Level.COMMUNE, "d1"),
    Node("c5", "Tân Lập", "commune", Level.COMMUNE, "d2"),
]


def square(x=105.0, y=9.5, side=0.1):
    return [[[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]]


def feature(coordinates=None, kind="Polygon", **properties):
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": kind, "coordinates": coordinates or square()},
    }


def file(*features):
    return json.dumps({"type": "FeatureCollection", "features": list(features)}).encode()


def test_a_feature_is_matched_by_our_id_then_by_code_then_by_name():
    found = read(
        file(
            feature(id="c1", ten="Bình An"),
            feature(square(105.1), ma="0102"),
            feature(square(105.2), ten="xã đông hòa"),
            feature(square(105.3), ten="Tân Lập"),
            feature(square(105.4), n=None),
        ),
        UNITS,
    )
    assert [(each.unit, each.by) for each in found.matched] == [
        ("c1", "id"), ("c2", "code"), ("c3", "name"),
    ]  # fmt: skip
    assert found.unmatched == ("4. Tân Lập", "5.")  # two units of one name are nobody
    assert found.shapes.keys() == {"c1", "c2", "c3"}


BOW = [[[105, 9], [105.1, 9.1], [105.1, 9], [105, 9.1], [105, 9]]]


def test_rings_that_cross_themselves_are_mended_and_many_parts_kept():
    found = read(
        file(feature(BOW, id="c1"), feature([square(106), square(107)], "MultiPolygon", id="c2")),
        UNITS,
    )
    assert all(shape.is_valid for shape in found.shapes.values())
    assert len(shapely.get_parts(found.shapes["c2"])) == 2
    assert found.shapes["c1"].area == pytest.approx(0.005)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xff\xfe", "maps.not-json"),
        (b"{", "maps.not-json"),
        (b"[" * 100_000, "maps.not-json"),
        (b'{"features": [NaN]}', "maps.not-json"),
        (b'{"features": [Infinity]}', "maps.not-json"),
        (b"[]", "maps.not-geojson"),
        (b"{}", "maps.not-geojson"),
        (b'{"features": []}', "maps.not-geojson"),
        (b'{"features": [3]}', "maps.not-geojson"),
        (b'{"features": [{"properties": 3}]}', "maps.not-geojson"),
        (file({"properties": {"id": "c1"}, "geometry": None}), "maps.wrong-geometry"),
        (file(feature([105, 9], "Point", id="c1")), "maps.wrong-geometry"),
        (file(feature([[[105, 9], [105, 10], [105, 9]]], id="c1")), "maps.wrong-geometry"),
        (
            file(feature([[[105, 9], [105, 10], [105, 9], [105, 9]]], id="c1")),
            "maps.wrong-geometry",
        ),
        (file(feature([[105, 9]], id="c1")), "maps.wrong-geometry"),
        (file(feature([[3, 3, 3, 3]], id="c1")), "maps.wrong-geometry"),
        (file(feature([[["105", "9"]] * 4], id="c1")), "maps.wrong-geometry"),
        (file(feature([[[True, 9]] * 4], id="c1")), "maps.wrong-geometry"),
        (file(feature([[]], id="c1")), "maps.wrong-geometry"),
        (file(feature({"a": 1}, id="c1")), "maps.wrong-geometry"),
        (file(feature([[[582_000.0, 1_094_000.0]] * 4], id="c1")), "maps.not-wgs84"),
        (file(feature(square(2.3, 48.8), id="c1")), "maps.not-wgs84"),
        (file(feature(id="c1")).replace(b"105.1", b"1e999"), "maps.not-wgs84"),
        (file(feature(id="c1")).replace(b"105.1", b"9" * 400), "maps.not-wgs84"),
        (file(feature(id="c1"), feature(square(106), id="c1")), "maps.twice"),
        (file(feature(id="c9")), "maps.nothing-matched"),
        (file(feature(id="c1"), feature(id="c2")), "maps.overlap"),
        (file(*[feature(id="c9")] * 2001), "maps.features"),
        (b" " * (boundaries.LARGEST + 1), "maps.file-large"),
    ],
)
def test_what_is_wrong_refuses_the_whole_file(content, code):
    with pytest.raises(RuleBroken) as broken:
        read(content, UNITS)
    assert broken.value.code == code
    assert "{" not in broken.value.text("vi")


def test_too_many_points_are_refused_and_many_are_simplified_with_one_border(monkeypatch):
    line = [105.1, 9.0]
    wiggle = [[105.1 + 0.0003 * (nth % 3), 9 + nth / 20_000] for nth in range(20_000)]
    left = [[[104.9, 9], *wiggle, [104.9, 10], [104.9, 9]]]
    right = [[[105.3, 9], *wiggle, [105.3, 10], [105.3, 9]]]
    content = file(feature(left, id="c1"), feature(right, id="c2"))
    found = read(content, UNITS)
    shapes = list(found.shapes.values())
    assert shapely.get_num_coordinates(shapes).sum() <= boundaries.KEPT_VERTICES
    assert shapely.coverage_is_valid(shapes)
    assert shapes[0].intersection(shapes[1]).length >= 0.99
    assert line[0] == pytest.approx(shapes[0].bounds[2], abs=0.01)
    monkeypatch.setattr(boundaries, "MOST_VERTICES", 100)
    with pytest.raises(RuleBroken) as broken:
        read(content, UNITS)
    assert broken.value.code == "maps.vertices"


def test_what_is_small_enough_keeps_its_places():
    kept = {"c1": shapely.box(105, 9, 105.123456789, 9.1)}
    assert simplified(kept)["c1"].bounds == pytest.approx((105, 9, 105.12346, 9.1))


def test_a_kind_of_another_kind_is_no_area():
    strange = feature(id="c1")
    strange["geometry"]["type"] = ["Polygon"]
    with pytest.raises(RuleBroken) as broken:
        read(file(strange), UNITS)
    assert broken.value.code == "maps.wrong-geometry"


@pytest.mark.parametrize("bomb", [b"[" * 900_000, b'{"a":1,' * 250_000])
def test_what_would_fill_the_memory_is_refused_before_it_is_parsed(bomb):
    with pytest.raises(RuleBroken) as broken:
        read(bomb, UNITS)
    assert broken.value.code == "maps.vertices"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ({"MA_XA": 101}, "c1"),
        ({"mã": "0102"}, "c2"),
        ({"gso": 101}, "c1"),
        ({"whatever": "00101"}, "c1"),
        ({"stt": 101}, None),
        ({"population": 102}, None),
        ({"id": 101}, None),
        ({"area": "102"}, None),
        ({"ma": "١٠٢"}, None),
    ],
)
def test_a_number_is_a_code_only_where_a_code_stands(said, meant):
    found = read(file(feature(id="c3"), feature(square(106), **said)), UNITS)
    assert [each.unit for each in found.matched] == ["c3", *([meant] if meant else [])]


def test_one_unit_upon_another_is_refused_however_many_there_are():
    many = {
        f"c{nth}": shapely.box(104 + nth / 50, 9, 104 + (nth + 1) / 50, 9.5) for nth in range(99)
    }
    assert simplified(many).keys() == many.keys()
    with pytest.raises(RuleBroken) as broken:
        simplified(many | {"c99": many["c7"]})
    assert broken.value.code == "maps.overlap"


def test_a_border_drawn_twice_becomes_one():
    def ragged(shift):
        return [(105.6 + (nth * shift % 17) / 1e5, 9.8 + nth / 30_000) for nth in range(3_001)]

    left = shapely.Polygon([(105.5, 9.8), *ragged(5), (105.5, 9.9)])
    right = shapely.Polygon([(105.7, 9.8), *ragged(7), (105.7, 9.9)])
    shapes = thinned(bordering([left, right]), 200)
    assert shapely.coverage_is_valid(shapes)
    assert shapes[0].intersection(shapes[1]).length > 0.09
    assert sum(shape.area for shape in shapes) == pytest.approx(0.02, rel=0.01)


def islands(count, side):
    places = [(105 + nth % 60 / 1000, 9 + nth // 60 / 1000) for nth in range(count)]
    return [shapely.box(x, y, x + side, y + side) for x, y in places]


def test_islands_too_small_to_be_seen_go_before_the_land_does():
    land = shapely.box(104, 9, 104.5, 9.5)
    found = simplified({"a": shapely.MultiPolygon([land, *islands(3_600, 0.0001)])})
    assert shapely.get_num_coordinates(found["a"]) <= boundaries.KEPT_VERTICES
    assert found["a"].covers(land)


def test_holes_without_end_are_refused():
    holes = [hole.exterior.coords for hole in islands(3_600, 0.0005)]
    sieve = shapely.Polygon(shapely.box(104.9, 8.9, 105.2, 9.2).exterior.coords, holes)
    with pytest.raises(RuleBroken) as broken:
        simplified({"a": sieve})
    assert broken.value.code == "maps.vertices"
