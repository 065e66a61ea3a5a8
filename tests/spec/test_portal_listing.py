"""How a table of ranks is narrowed, sorted, paged and drawn."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from thidua.portal.rules.listing import (
    Order,
    Row,
    Wanted,
    above,
    namesakes,
    narrowed,
    offered,
    order,
    ordered,
    places,
    scale,
)
from thidua.units.rules import Level, Node, Tree

ROWS = [
    Row("a", "Xã Đông Hoà", 1, Decimal("9.50"), 2, ("d1",), Fraction(1, 2), ("reached", "exceeded")),
    Row("b", "Xã Ân Phú", 2, Decimal("9.00"), -1, ("d1",), Fraction(1, 3), ("reached", "near")),
    Row("c", "Xã An Phú", 2, Decimal("9.00"), 0, ("d2", "e1"), Fraction(1, 2), ("", "exceeded")),
    Row("d", "Phường 10", 4, Decimal("0.00"), None, (), None, ("unknown", "missed")),
    Row("e", "Phường 2", 4, Decimal("0.00"), None, (), None, ("", "")),
]  # fmt: skip


def units(rows):
    return "".join(row.unit for row in rows)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", "acbed"),  # ties by name: An before Ân, 2 before 10
        ("rank", "acbed"),
        ("-rank", "edcba"),
        ("name", "edcba"),
        ("-name", "abcde"),
        ("points", "edcba"),
        ("-points", "acbed"),
        ("change", "bcaed"),  # without an earlier rank: last, whichever end comes first
        ("-change", "acbed"),
        ("value.online", "baced"),
        ("-value.online", "acbed"),
    ],
)
def test_rows_are_sorted_and_equals_stand_by_rank_then_name(asked, found):
    assert units(ordered(ROWS, order(asked))) == found
    assert units(ordered(reversed(ROWS), order(asked))) == found


def test_what_is_sorted_by_is_read_from_one_word():
    assert order("") == Order("rank")
    assert order("-points") == Order("points", descending=True)
    assert order("value.paid-online") == Order("value", "paid-online")


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), "abcde"),
        (Wanted(text="hòa"), "a"),
        (Wanted(text="HOA"), "a"),
        (Wanted(text="dong"), "a"),
        (Wanted(text="an  phu"), "bc"),
        (Wanted(text="zzz"), ""),
        (Wanted(under="d1"), "ab"),
        (Wanted(under="e1"), "c"),
        (Wanted(state="reached"), "ac"),  # what has no target is not asked for
        (Wanted(state="behind"), "bd"),
        (Wanted(state="near"), "b"),
        (Wanted(state="missed"), "d"),
        (Wanted(state="missing"), "d"),
        (Wanted(state="up"), "a"),
        (Wanted(state="down"), "b"),
        (Wanted(text="phu", under="d1", state="down"), "b"),
    ],
)
def test_rows_are_narrowed_by_name_place_and_state(wanted, found):
    assert units(narrowed(ROWS, wanted)) == found


def test_every_unit_stands_on_a_page():
    assert places(ROWS, 2) == {"a": 1, "b": 1, "c": 2, "d": 2, "e": 3}


def test_names_that_several_units_bear_are_known():
    assert namesakes(["Phường 1", "Phường 2", "Phường 1"]) == {"Phường 1"}


def test_units_stand_under_others_and_are_narrowed_step_by_step():
    nodes = [
        Node("vn", "Việt Nam", "country", Level.COUNTRY),
        Node("p1", "Một", "province", Level.PROVINCE, "vn"),
        Node("p2", "Hai", "province", Level.PROVINCE, "vn"),
        Node("d1", "Ba", "district", Level.DISTRICT, "p1"),
        Node("c1", "Bốn", "commune", Level.COMMUNE, "d1"),
        Node("c2", "Năm", "commune", Level.COMMUNE, "p2"),
        Node("x", "Sở", "department", Level.DEPARTMENT, overseen_by="p1"),
        Node("y", "Lạc", "commune", Level.COMMUNE, "gone"),
    ]
    tree = Tree(date(2024, 12, 10), {node.id: node for node in nodes})
    chains = above(tree, "vn", ["c1", "c2", "x", "y"])
    assert chains == {"c1": ("p1", "d1"), "c2": ("p2",), "x": (), "y": ()}
    names = {node.id: node.label for node in nodes}
    assert offered(chains.values(), names, "") == ["p2", "p1"]  # Hai before Một
    assert offered(chains.values(), names, "p1") == ["p1", "d1"]
    assert offered(chains.values(), names, "d1") == ["p1", "d1"]
    assert above(tree, "p1", ["c1"]) == {"c1": ("d1",)}


@pytest.mark.parametrize(
    ("target", "values", "value", "length", "tick"),
    [
        (Fraction(1, 2), [Fraction(1)], Fraction(1, 4), 25, 50),
        (Fraction(1), [Fraction(1, 2), None], Fraction(1, 2), 50, 100),
        (None, [Fraction(40), Fraction(10)], Fraction(10), 25, None),
        (None, [Fraction(40)], Fraction(50), 100, None),
        (None, [Fraction(40)], Fraction(-1), 0, None),
        (Fraction(1, 2), [], None, 0, 100),
        (None, [Fraction(0)], Fraction(0), 0, None),
    ],
)
def test_bars_are_as_long_as_the_groups_largest_value_allows(target, values, value, length, tick):
    made = scale(target, values)
    assert (made.length(value), made.tick) == (length, tick)


def test_a_share_above_all_is_as_long_as_all():
    made = scale(Fraction(1, 2), [Fraction(5, 4), Fraction(1, 4)], most=Fraction(1))
    assert (made.length(Fraction(1, 4)), made.length(Fraction(5, 4)), made.tick) == (25, 100, 50)
