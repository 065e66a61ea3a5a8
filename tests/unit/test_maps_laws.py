"""Laws of cells and classes: nothing is left over, nothing counts twice."""

from fractions import Fraction

import shapely
from hypothesis import given
from hypothesis import strategies as st

from thidua.maps import outside
from thidua.maps.rules import shapes
from thidua.maps.rules.classes import around, equal, legend, moves

values = st.lists(st.fractions(-100, 100, max_denominator=50), max_size=30)
places = st.lists(
    st.tuples(st.integers(10520, 10610), st.integers(950, 1010)), min_size=1, max_size=20
).map(lambda found: {f"c{nth}": (x / 100, y / 100) for nth, (x, y) in enumerate(found)})
TOLERANCE = 1e-6


@given(places, st.sampled_from(["p93", "p48", "p77", "p91"]))
def test_cells_tile_a_province_without_overlap(points, province):
    """Also where points are outside, or two are at one place."""
    land = outside.outline((province,))
    found = shapes.cells(land, points)
    assert found.keys() == points.keys()
    assert all(cell.area > 0 for cell in found.values())
    area = sum(cell.area for cell in found.values())
    assert abs(area - land.area) < TOLERANCE
    assert shapely.union_all(list(found.values())).symmetric_difference(land).area < TOLERANCE


@given(places)
def test_a_unit_inside_stands_in_its_own_cell(points):
    land = outside.outline(("p93",))
    inside = {
        unit: place
        for unit, place in points.items()
        if land.buffer(-1e-3).contains(shapely.Point(place))
        and all(
            other == unit or shapely.Point(place).distance(shapely.Point(where)) > 1e-4
            for other, where in points.items()
        )
    }
    found = shapes.cells(land, inside)
    for unit, place in inside.items():
        assert found[unit].buffer(1e-9).covers(shapely.Point(place))


@given(places)
def test_without_an_outline_the_land_lies_around_the_points(points):
    found = shapes.cells(None, points)
    assert found.keys() == points.keys()
    assert all(shape.is_valid and shape.area > 0 for shape in found.values())


@given(values)
def test_classes_cover_every_value_and_a_legend_counts_each_once(found):
    one = Fraction(1)
    for made in (
        equal(found, one),
        moves(map(round, found)),
        around(found, Fraction(10), one),
        around(found, Fraction(10), one, less_is_better=True),
    ):
        assert len(made.limits) + 1 == len(made.colours)
        assert list(made.limits) == sorted(set(made.limits))
        lines = legend(made, found)
        assert sum(line.units for line in lines) == len(found)
        for value in found:
            line = next(each for each in lines if each.colour == made.colour(value))
            if made.sign > 0:
                assert line.low is None or line.low <= value
                assert line.high is None or value < line.high
            else:
                assert line.low is None or line.low < value
                assert line.high is None or value <= line.high


def test_every_old_province_has_an_outline_that_is_sound():
    found = outside.provinces()
    assert len(found) == 63
    assert all(shape.is_valid and shape.area > 0 for shape in found.values())
    assert outside.outline(("nowhere",)) is None
    whole = shapely.union_all(list(found.values()))
    assert abs(sum(shape.area for shape in found.values()) - whole.area) < 1e-3


def test_drawing_keeps_inside_its_frame():
    land = outside.outline(("p93",))
    on = shapes.frame([land])
    pixels = [on.at(place) for part in shapely.get_parts(land) for place in part.exterior.coords]
    assert all(0 <= x <= shapes.WIDTH and 0 <= y <= on.height for x, y in pixels)
    assert shapes.path(land, on).startswith("M")
    assert (
        shapes.path(shapely.box(105, 10, 105 + 1e-9, 10 + 1e-9), on) == ""
    )  # smaller than a pixel
    assert shapes.label_at(land, on, "Hậu Giang") is not None
    assert shapes.label_at(land, on, "dài " * 40) is None
    assert shapes.areas(shapely.GeometryCollection([land, shapely.Point(1, 1)])).equals(land)
    assert shapes.cells(land, {}) == {}
    assert shapes.joined({"a": land, "b": land}, {"a": "d"}).keys() == {"d"}
    assert len(shapely.get_parts(shapes.islands([(111, 16), (112, 17)]))) == 2
