"""Laws of the shipped rubrics: points stay between none and all, more never earns less."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from thidua.plans.rules import Effect, Form
from thidua.plans.rules.criteria import measure_keys
from thidua.rubrics.outside import compared, shipped
from thidua.rubrics.rules import Reading
from thidua.rubrics.rules.recount import differences, line

RUBRICS = shipped()
CRITERIA = [(each.plan, found) for each in RUBRICS for found in each.plan.criteria]
TABLE = compared()
WRITTEN, COUNTED = (
    next(each.plan for each in RUBRICS if each.code == TABLE.sources[reading].rubric)
    for reading in Reading
)
ALIKE = [
    (one, other)
    for one, other in zip(WRITTEN.criteria, COUNTED.criteria, strict=True)
    if not differences(one, other)
]
COUNTS = st.integers(min_value=0, max_value=10**9)


def counted(data, criterion):
    return {key: data.draw(COUNTS, key) for key in sorted(measure_keys(criterion.indicator))}


@given(data=st.data())
def test_points_stay_between_none_and_all(data):
    plan, criterion = data.draw(st.sampled_from(CRITERIA))
    found = line(plan, criterion, counted(data, criterion))
    assert criterion.effect is Effect.CRITERION
    assert 0 <= found.points <= criterion.points
    assert 0 <= found.published <= criterion.points


@given(data=st.data())
def test_more_of_what_is_wanted_never_earns_less(data):
    ratios = [pair for pair in CRITERIA if pair[1].indicator.form is Form.RATIO]
    plan, criterion = data.draw(st.sampled_from(ratios))
    counts = counted(data, criterion)
    (key,) = criterion.indicator.parts[0].numerator
    more = counts | {key: counts[key] + data.draw(COUNTS, "more")}
    assert line(plan, criterion, counts).points <= line(plan, criterion, more).points


@given(data=st.data())
def test_the_readings_agree_where_they_do_not_differ(data):
    one, other = data.draw(st.sampled_from(ALIKE))
    counts = counted(data, one)
    assert line(WRITTEN, one, counts).points == line(COUNTED, other, counts).points


@given(paid=COUNTS, fees=COUNTS)
def test_two_and_a_half_times_the_ratio_is_kept_below_two_points(paid, fees):
    """2,5·A of the portal, wherever it does not exceed the points of its indicator."""
    assume(fees > 0)
    criterion = next(each for each in COUNTED.criteria if each.code == "payable-online")
    counts = {"procedures.payable-online": paid, "procedures.with-fee": fees}
    expected = min(Fraction(2), Fraction(5, 2) * min(Fraction(1), Fraction(paid, fees)))
    assert line(COUNTED, criterion, counts).points == expected


@pytest.mark.parametrize("rubric", RUBRICS, ids=lambda each: each.code)
def test_a_shipped_rubric_is_its_file(rubric):
    assert rubric.path.read_bytes() == rubric.content
    assert rubric.path.stem == rubric.code == rubric.plan.code
    assert all(remark.problem.is_remark for remark in rubric.remarks)
