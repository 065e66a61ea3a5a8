"""How counts add up the tree: numerators and denominators, never ratios.

The tree: province p with districts d1 (communes c1, c2) and d2 (commune c3); department x is
overseen by p.
"""

from datetime import date
from decimal import Decimal

import pytest

from standings_plans import criterion, plan
from thidua.points.rules import roll_up
from thidua.units.rules import Level, Node, Tree


def tree(*more):
    nodes = [
        Node("p", "p", "province", Level.PROVINCE, parent="country"),
        Node("d1", "d1", "district", Level.DISTRICT, parent="p"),
        Node("d2", "d2", "town", Level.DISTRICT, parent="p"),
        Node("c1", "c1", "commune", Level.COMMUNE, parent="d1"),
        Node("c2", "c2", "ward", Level.COMMUNE, parent="d1"),
        Node("c3", "c3", "commune", Level.COMMUNE, parent="d2"),
        Node("x", "x", "department", Level.DEPARTMENT, overseen_by="p"),
        Node("q", "q", "province", Level.PROVINCE),
        *more,
    ]
    return Tree(date(2024, 12, 10), {node.id: node for node in nodes})


OWN = {
    "d1": {"a.n": 1, "a.d": 2},
    "c1": {"a.n": 10, "a.d": 20, "other": 7},
    "c2": {"a.n": 5},
    "c3": {"a.n": 300, "a.d": 300},
    "x": {"a.n": 1000, "a.d": 1000},
}


@pytest.mark.parametrize(
    ("scope", "unit", "numbers"),
    [
        ("own", "d1", {"a.n": 1, "a.d": 2}),
        ("children", "d1", {"a.n": 15, "a.d": 20}),
        ("territory", "d1", {"a.n": 16, "a.d": 22}),
        ("own", "p", {}),
        ("children", "p", {"a.n": 316, "a.d": 322}),
        ("territory", "p", {"a.n": 316, "a.d": 322}),
        ("children", "c1", {}),
        ("territory", "c2", {"a.n": 5}),
        ("territory", "x", {"a.n": 1000, "a.d": 1000}),
    ],
)
def test_a_scope_says_whose_counts_a_unit_has(scope, unit, numbers):
    """Numerators and denominators add up; what is overseen does not; unreported stays absent."""
    assert roll_up(plan(criterion("a", scope=scope)), tree(), [unit], OWN) == {unit: numbers}


def test_three_scopes_side_by_side():
    """Document 002 publishes a district's own office, its communes and its territory, apart."""
    made = plan(
        *(criterion(scope, parts=[(("a.n",), ("a.d",))], scope=scope)
          for scope in ("own", "children", "territory"))
    )  # fmt: skip
    assert roll_up(made, tree(), ["d1"], OWN)["d1"] == {
        "a.n@own": 1, "a.d@own": 2,
        "a.n@children": 15, "a.d@children": 20,
        "a.n@territory": 16, "a.d@territory": 22,
    }  # fmt: skip


def test_members_are_the_units_directly_below():
    made = plan(criterion("a.n", form="members_reaching", norm=10))
    assert roll_up(made, tree(), ["d1", "p", "c1"], OWN) == {
        "d1": {"a.n@reached:10": 1, "a.n@members": 2},
        "p": {"a.n@reached:10": 2, "a.n@members": 2},
        "c1": {"a.n@members": 0},
    }


def test_shares_of_split_units_add_up_exactly():
    small, large = Decimal("1e-30"), Decimal(12345678901234567890)
    own = {"c1": {"a.n": small}, "c2": {"a.n": large}, "d1": {"a.n": 1}}
    found = roll_up(plan(criterion("a")), tree(), ["d1"], own)["d1"]["a.n"]
    assert found == Decimal("12345678901234567891.000000000000000000000000000001")


def test_counts_of_units_that_do_not_stand_on_the_tree_belong_to_nobody():
    own = {"gone": {"a.n": 9}, "c1": {"a.n": 1}}
    assert roll_up(plan(criterion("a")), tree(), ["p"], own) == {"p": {"a.n": 1}}
