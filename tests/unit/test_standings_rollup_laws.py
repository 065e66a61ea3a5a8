"""Laws of sums over the tree: what is counted below is neither lost nor counted twice."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from standings_plans import criterion, plan
from thidua.points.rules import roll_up
from thidua.points.rules.rollup import add
from thidua.units.rules import Level, Node, Tree

QUANTITY = st.one_of(
    st.integers(0, 99), st.decimals(0, 99, places=3, allow_nan=False, allow_infinity=False)
)


@st.composite
def trees(draw):
    """Make a tree in which every unit but the root hangs below an earlier one."""
    nodes = {"u0": Node("u0", "", "", Level.PROVINCE)}
    for place in range(1, draw(st.integers(1, 12))):
        above = f"u{draw(st.integers(0, place - 1))}"
        nodes[f"u{place}"] = Node(f"u{place}", "", "", Level.COMMUNE, parent=above)
    own = {
        unit: {key: draw(QUANTITY) for key in ("a.n", "a.d") if draw(st.booleans())}
        for unit in nodes
    }
    return Tree(date(2024, 12, 10), nodes), own


@given(trees())
def test_a_territory_is_the_sum_of_all_its_units(drawn):
    tree, own = drawn
    found = roll_up(plan(criterion("a")), tree, tree.nodes, own)
    for unit in tree.nodes:
        for key in ("a.n", "a.d"):
            counted = [own[below][key] for below in tree.territory(unit) if key in own[below]]
            assert found[unit].get(key) == (sum(map(Decimal, counted)) if counted else None)


@given(trees())
def test_own_and_children_make_the_territory(drawn):
    tree, own = drawn
    made = plan(
        *(
            criterion(scope, parts=[(("a.n",), ("a.d",))], scope=scope)
            for scope in ("own", "children", "territory")
        )
    )
    for sums in roll_up(made, tree, tree.nodes, own).values():
        for key in ("a.n", "a.d"):
            parts = add(sums.get(f"{key}@own", 0), sums.get(f"{key}@children", 0))
            assert parts == sums.get(f"{key}@territory", 0)


@given(trees(), st.integers(1, 60))
def test_members_that_reached_a_norm_are_among_the_members(drawn, norm):
    tree, own = drawn
    made = plan(criterion("a.n", form="members_reaching", norm=norm))
    for unit, sums in roll_up(made, tree, tree.nodes, own).items():
        assert sums["a.n@members"] == len(tree.children.get(unit, ()))
        assert 0 <= sums.get(f"a.n@reached:{norm}", 0) <= sums["a.n@members"]


@given(trees())
def test_quantities_stay_whole_or_decimal(drawn):
    tree, own = drawn
    for sums in roll_up(plan(criterion("a")), tree, tree.nodes, own).values():
        assert {type(quantity) for quantity in sums.values()} <= {int, Decimal}
