"""Laws of comparing denominators."""

from fractions import Fraction
from math import comb

from hypothesis import given, settings
from hypothesis import strategies as st

from thidua.denominators.rules import Known, digest, lines, nested, totals
from thidua.denominators.rules.comparing import RARE, compare, shrink, tail, worth_a_look
from thidua.denominators.rules.pasting import parse

UNITS = st.text(alphabet="abcdef", min_size=1, max_size=3)
COUNTS = st.dictionaries(UNITS, st.integers(0, 10**9), max_size=12)
SMALL = st.integers(0, 300)


@given(COUNTS, COUNTS)
def test_every_unit_is_in_just_one_class_and_differences_add_up(before, after):
    found = compare(before, after)
    classes = [*found.shrunk, *found.grown, *found.same, *found.fresh]
    assert sorted(each.unit for each in classes) == sorted(after)
    assert sum(each.difference or 0 for each in found.lines) == found.after - found.before


@given(COUNTS, COUNTS)
def test_the_way_back_turns_losses_into_gains(before, after):
    there, back = compare(before, after), compare(after, before)
    assert {e.unit: e.difference for e in there.shrunk} == {
        e.unit: -e.difference for e in back.grown
    }


@given(COUNTS, COUNTS)
def test_a_loss_is_what_the_units_that_lost_lost(before, after):
    found = shrink(before, after)
    lost = sum(max(before[unit] - after[unit], 0) for unit in before.keys() & after.keys())
    assert (found.loss if found else 0) == lost


@given(COUNTS)
def test_nothing_shrinks_against_itself(counts):
    assert shrink(counts, counts) is None


@given(SMALL, SMALL)
def test_the_tail_is_the_sum_of_the_binomial_law(before, after):
    both = before + after
    assert tail(before, after) == Fraction(sum(comb(both, k) for k in range(after + 1)), 2**both)


@given(SMALL, st.integers(1, 300))
def test_a_smaller_later_count_is_rarer(before, after):
    assert tail(before, after - 1) < tail(before, after) + Fraction(1, 2**before)
    assert 0 < tail(before, after) <= 1


@settings(max_examples=200)
@given(st.integers(30, 3_000), st.integers(0, 3_000))
def test_the_remark_is_just_where_the_exact_tail_is_rare(before, after):
    remark = worth_a_look(Known("a", before, after))
    assert remark == (after < before and tail(before, after) <= RARE)


@given(st.integers(30, 10**9), st.data())
def test_a_larger_loss_is_never_less_worth_a_look(before, data):
    after = data.draw(st.integers(0, before))
    less = data.draw(st.integers(0, after))
    if worth_a_look(Known("a", before, after)) and before > 20_000:
        assert worth_a_look(Known("a", before, less))


@given(st.dictionaries(UNITS, st.integers(0, 10**9), min_size=1, max_size=12))
def test_the_file_of_a_candidate_reads_back_and_its_hash_knows_no_order(counts):
    found, problems = parse(lines(counts).decode())
    assert problems == []
    assert {line.unit: line.quantity for line in found} == counts
    turned = dict(reversed(list(counts.items())))
    assert digest(turned) == digest(counts)


@given(st.text(max_size=200))
def test_whatever_is_pasted_is_read_or_named(text):
    found, problems = parse(text)
    assert found or problems


@given(st.dictionaries(UNITS, st.integers(0, 100), min_size=1, max_size=8))
def test_a_province_with_the_sum_of_its_parts_is_a_row_of_totals(parts):
    parents = {**dict.fromkeys(parts, "top"), "top": None}
    whole = {**parts, "top": sum(parts.values())}
    assert totals(whole, parents) == ({"top": len(parts)} if len(parts) > 1 else {})
    assert nested(whole, parents) == [(unit, "top") for unit in sorted(parts)]
