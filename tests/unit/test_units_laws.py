"""Laws of the dated tree: whatever is merged, split, renamed or moved, no count is lost or doubled."""

import time
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from thidua.units.rules import (
    Level,
    Node,
    Succession,
    Tree,
    predecessors,
    reexpress,
    successors,
)

FIRST = date(2020, 1, 1)
EDITS = ("merge", "split", "divide", "rename", "move")


@st.composite
def shares(draw, parts):
    """Make shares of up to six digits that sum to 1."""
    whole = 10 ** draw(st.integers(1, 6))
    cuts = draw(st.sets(st.integers(1, whole - 1), min_size=parts - 1, max_size=parts - 1))
    marks = [0, *sorted(cuts), whole]
    return [Decimal(after - before) / whole for before, after in pairwise(marks)]


@st.composite
def histories(draw):
    """Make a country of communes under two provinces that is edited day after day.

    Gives its successions and its tree after every day.
    """
    standing = {f"c{n}": f"p{n % 2}" for n in range(draw(st.integers(1, 5)))}
    found, trees, count = [], [tree_of(FIRST, standing)], len(standing)
    for number in range(draw(st.integers(0, 8))):
        day = FIRST + timedelta(days=draw(st.integers(1, 3)) + 4 * number)
        edit = draw(st.sampled_from(EDITS))
        one = draw(st.sampled_from(sorted(standing)))
        if edit == "move":
            standing[one] = draw(st.sampled_from(["p0", "p1"]))
        elif edit == "merge" and len(standing) > 1:
            merged = draw(
                st.lists(st.sampled_from(sorted(standing)), min_size=2, max_size=3, unique=True)
            )
            new, count = f"c{count}", count + 1
            found += [Succession(unit, new, day, Decimal(1)) for unit in merged]
            standing[new] = standing[merged[0]]
            for unit in merged:
                del standing[unit]
        elif edit in ("split", "divide"):
            given_shares = draw(shares(draw(st.integers(2, 3)))) if edit == "split" else [None] * 2
            for share in given_shares:
                found.append(Succession(one, f"c{count}", day, share))
                standing[f"c{count}"] = standing[one]
                count += 1
            del standing[one]
        trees.append(tree_of(day, standing))
    return found, trees, [f"c{n}" for n in range(count)]


def tree_of(day, standing):
    nodes = {
        unit: Node(unit, unit, "commune", Level.COMMUNE, parent)
        for unit, parent in standing.items()
    }
    return Tree(day, nodes)


counts = st.one_of(
    st.integers(0, 10**9), st.decimals(0, 10**6, places=3, allow_nan=False, allow_infinity=False)
)


@given(histories(), st.data())
def test_sums_are_conserved_on_every_day(history, data):
    found, trees, units = history
    quantities = data.draw(st.dictionaries(st.sampled_from(units), counts))
    total = sum((Decimal(each) for each in quantities.values()), Decimal(0))
    for tree in trees:
        carried = reexpress(quantities, found, tree)
        assert sum(carried.quantities.values(), Decimal(0)) == total
        assert set(carried.stayed) == carried.quantities.keys() - tree.nodes.keys()


@given(histories(), st.data())
def test_forwards_only_a_division_without_shares_holds_counts_back(history, data):
    found, trees, units = history
    quantities = {unit: data.draw(counts) for unit in units}
    undeclared = {each.predecessor for each in found if each.share is None}
    assert set(reexpress(quantities, found, trees[-1]).stayed) <= undeclared


@given(histories(), st.data())
def test_what_is_carried_on_the_way_is_the_same_as_what_is_carried_at_once(history, data):
    found, trees, units = history
    first = {unit: data.draw(counts) for unit in units if unit in trees[0].nodes}
    step = reexpress(first, found, trees[len(trees) // 2])
    assert (
        reexpress(step.quantities, found, trees[-1]).quantities
        == reexpress(first, found, trees[-1]).quantities
    )


@given(histories(), st.data())
def test_the_order_of_successions_and_of_units_never_matters(history, data):
    found, trees, units = history
    quantities = {unit: data.draw(counts) for unit in units}
    shuffled = dict(data.draw(st.permutations(list(quantities.items()))))
    other = data.draw(st.permutations(found))
    for tree in trees:
        assert reexpress(quantities, found, tree) == reexpress(shuffled, other, tree)


@given(histories())
def test_a_predecessor_has_what_came_of_it_as_its_successor(history):
    found, _, units = history
    for unit in units:
        for each in predecessors(unit, found):
            assert unit in {other.successor for other in successors(each.predecessor, found)}


def test_a_whole_country_is_carried_in_well_under_a_second():
    old = [f"c{n:05}" for n in range(10_035)]
    found = [
        Succession(unit, f"c{number % 3_321}-2025", FIRST, Decimal(1))
        for number, unit in enumerate(old)
    ] + [Succession(f"x{n}", f"y{n}", FIRST, None) for n in range(2_000)]
    tree = tree_of(FIRST, {f"c{number}-2025": "p" for number in range(3_321)})
    began = time.process_time()
    carried = reexpress(dict.fromkeys(old, 7), found, tree)
    assert time.process_time() - began < 1
    assert sum(carried.quantities.values()) == 7 * 10_035
    assert carried.stayed == ()
