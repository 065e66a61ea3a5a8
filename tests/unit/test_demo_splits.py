"""Laws of splitting whole numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.demo.rules.chance import drawn, shuffled
from thidua.demo.rules.splits import apportion, spread, thin
from thidua.kernel.errors import RuleBroken

BOUNDED = st.lists(
    st.tuples(st.integers(0, 50), st.integers(0, 40), st.integers(0, 60)), min_size=1, max_size=12
)
COUNTS = st.lists(st.integers(0, 90), min_size=1, max_size=40)


@given(BOUNDED, st.data())
def test_parts_add_up_and_keep_their_bounds(rows, data):
    weights = [weight for weight, _, _ in rows]
    low = [least for _, least, _ in rows]
    high = [least + room for _, least, room in rows]
    total = data.draw(st.integers(sum(low), sum(high)))
    parts = apportion(total, weights, low, high)
    assert sum(parts) == total
    assert all(a <= part <= b for a, part, b in zip(low, parts, high, strict=True))


@given(st.lists(st.integers(1, 50), min_size=1, max_size=12), st.integers(0, 5000))
def test_without_bounds_a_part_is_within_one_of_its_exact_share(weights, total):
    for part, weight in zip(spread(total, weights), weights, strict=True):
        assert abs(part * sum(weights) - total * weight) < sum(weights)


def test_parts_without_weights_share_alike_and_a_full_one_leaves_the_rest_to_others():
    assert spread(5, [0, 0]) == (3, 2)
    assert apportion(10, [9, 1, 1], [0, 0, 0], [4, 9, 9]) == (4, 3, 3)


def test_bounds_that_cannot_hold_are_refused():
    with pytest.raises(RuleBroken, match="no-split"):
        apportion(10, [1, 1], [0, 0], [4, 5])
    with pytest.raises(RuleBroken, match="no-split"):
        apportion(4, [1, 1], [3, 0], [2, 9])
    with pytest.raises(RuleBroken, match="no-split"):
        thin([1, 2], 4, 0, lambda _: 0)


@given(COUNTS, st.integers(0, 1000), st.integers(0, 999), st.data())
def test_thinning_takes_exactly_so_many_and_never_more_than_a_day_has(counts, tilt, dither, data):
    total = data.draw(st.integers(0, sum(counts)))
    taken = thin(counts, total, tilt, lambda place: dither * place % 1000)
    assert sum(taken) == total
    assert all(0 <= part <= count for part, count in zip(taken, counts, strict=True))


def test_a_tilt_moves_the_share_towards_the_end():
    even = thin([100] * 10, 500, 0, lambda _: 0)
    tilted = thin([100] * 10, 500, 900, lambda _: 0)
    assert even == (50,) * 10
    assert tilted[0] < 20
    assert tilted[-1] > 80


@given(st.integers(), st.integers(-50, 50), st.integers(0, 50), st.text())
def test_a_drawn_number_is_within_its_bounds_and_always_the_same(seed, low, span, about):
    number = drawn(seed, low, low + span, about)
    assert low <= number <= low + span
    assert number == drawn(seed, low, low + span, about)


def test_an_order_depends_on_the_seed_and_not_on_the_order_given():
    items = [f"c{number}" for number in range(20)]
    assert shuffled(1, items, "x") == shuffled(1, items[::-1], "x")
    assert shuffled(1, items, "x") != shuffled(2, items, "x")
