"""What pages say of a value: its mark, what is still missing, its printed twin."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from thidua.plans.rules import (
    Criterion,
    Effect,
    Form,
    Indicator,
    Measure,
    MeasureKind,
    Part,
    Period,
    Plan,
    Rounding,
    Scope,
    Target,
    Zero,
)
from thidua.points.rules.overall import overall
from thidua.points.rules.sheet import Line, Verdict
from thidua.reading.rules.marks import figure, plain
from thidua.recounts.rules import Recount, printed_for, read

SHARE = Target(Fraction(60, 100), is_share=True)
COUNT = Target(Fraction(40), is_share=False)


def criterion(*, form=Form.RATIO, target=SHARE, method="attainment", code="online"):
    part = Part(("online",), ("received",) if form is Form.RATIO else ())
    return Criterion(
        code=code, label="", source="", our_reading=False, indicator=Indicator(form, (part,)),
        scope=Scope.OWN, universe="", date_basis="", target=target, method=method, params={},
        points=Fraction(100), zero=Zero.ZERO, effect=Effect.CRITERION, applies_to=(),
        pillar=None, evidence=(),
    )  # fmt: skip


def plan(*criteria):
    online = Measure("online", "Hồ sơ trực tuyến", "hồ sơ", MeasureKind.FLOW)
    return Plan(
        code="sixty", version=1, name="", effective_from=date(2024, 10, 10), root="p93",
        period=Period.inclusive(date(2024, 10, 10), date(2024, 12, 10)),
        tree_day=date(2024, 12, 10), freeze_at=None, visibility="public", generated=False,
        total_points=Fraction(100), incomplete="", rounding=Rounding(2, "half_up", "line", "full"),
        tie_breaks=(), sources=(), measures={"online": online}, groups=(), stages=(),
        criteria=criteria,
    )  # fmt: skip


def line(numerator, denominator, verdict, *, volume=None, target=SHARE):
    ratio = Fraction(numerator, denominator) if numerator is not None and denominator else None
    return Line(
        criterion="online", numerator=numerator, denominator=denominator, ratio=ratio,
        volume=denominator if volume is None else volume, target=target, verdict=verdict,
        points=Fraction(0), published=Decimal(0), most=Fraction(100), missing=(), remarks=(),
    )  # fmt: skip


def shown(criterion, line):
    found = figure(plan(criterion), criterion, line, generated=False)
    return found.state, found.short


@pytest.mark.parametrize(
    ("numerator", "denominator", "verdict", "state", "short"),
    [
        (7, 10, Verdict.EXCEEDED, "exceeded", None),
        (6, 10, Verdict.MET, "reached", None),
        (54, 100, Verdict.MISSED, "near", 6),
        (53, 100, Verdict.MISSED, "missed", 7),
        (1, 3, Verdict.MISSED, "missed", 1),
        (None, None, Verdict.MISSING, "unknown", None),
        (0, 0, Verdict.NOT_APPLICABLE, "", None),
    ],
)
def test_a_share_is_marked_against_its_target_and_the_gap_is_in_items(
    numerator, denominator, verdict, state, short
):
    assert shown(criterion(), line(numerator, denominator, verdict)) == (state, short)


@pytest.mark.parametrize(
    ("number", "state", "short"), [(36, "near", 4), (35, "missed", 5), (0, "missed", 40)]
)
def test_a_count_is_marked_against_its_target(number, state, short):
    counted = criterion(form=Form.COUNT, target=COUNT, method="count_target")
    assert shown(counted, line(number, None, Verdict.MISSED, target=COUNT)) == (state, short)


@pytest.mark.parametrize(
    ("numerator", "denominator", "state", "short"),
    [(66, 100, "near", 6), (67, 100, "missed", 7), (2, 3, "near", 1)],
)
def test_where_lower_is_better_the_gap_is_what_is_too_many(numerator, denominator, state, short):
    lower = criterion(method="inverse")
    assert shown(lower, line(numerator, denominator, Verdict.MISSED)) == (state, short)


def test_what_is_in_no_items_has_no_gap():
    times = criterion(form=Form.RATIO_TIMES)
    assert shown(times, line(1, 10, Verdict.MISSED)) == ("missed", None)
    untargeted = criterion(target=None)
    assert shown(untargeted, line(1, 10, Verdict.MISSED)) == ("missed", None)


def test_counts_are_shown_only_where_they_are_counts():
    computed = line(3, 7, Verdict.MET, volume=100)
    found = figure(plan(), criterion(), computed, generated=True)
    assert (found.numerator, found.denominator, found.share) == (None, None, Fraction(3, 7))
    assert found.generated


def test_items_are_called_as_their_measure_says_and_reached_units_have_no_name():
    assert figure(plan(), criterion(), line(1, 2, Verdict.MET), generated=False).unit == "hồ sơ"
    reaching = criterion(form=Form.MEMBERS_REACHING)
    assert figure(plan(), reaching, line(1, 2, Verdict.MET), generated=False).unit == ""


def test_a_missed_line_without_a_value_is_not_near():
    nothing = line(None, None, Verdict.MISSED, volume=0)
    assert shown(criterion(), nothing) == ("missed", None)


@pytest.mark.parametrize(
    ("number", "text"),
    [(None, "None"), (7, "7"), (Decimal("12.00"), "12"), (Fraction(10, 4), "2.50"),
     (Decimal("0.125"), "0.13"), (Fraction(1, 3), "0.33")],
)  # fmt: skip
def test_numbers_are_printed_whole_or_with_two_decimals(number, text):
    assert str(plain(number)) == text


def test_a_number_that_one_unit_must_reach_is_no_target_of_an_area():
    kept = criterion(code="a")
    untargeted = criterion(code="b", target=None)
    counted = criterion(code="c", form=Form.COUNT, target=COUNT, method="count_target")
    judged = criterion(code="d", method="judged")
    found = overall(plan(kept, untargeted, counted, judged)).criteria
    assert [(each.code, each.target, each.method) for each in found] == [
        ("a", SHARE, "attainment"), ("b", None, "attainment"), ("c", None, "proportional"),
    ]  # fmt: skip


HEADING = (
    "key,document,published,title,publisher,unit_id,unit,level,parent,first,last,indicator,"
    "label,label_en,numerator,denominator,stated,kind,note,note_en\n"
)


def printed(numerator, denominator, stated, *, kind="ratio", first="2024-10-10"):
    row = (
        f"k,000,2025-02-14,Bài,Báo,p93,Tỉnh,province,,{first},2024-12-10,online,nhãn,label,"
        f"{numerator},{denominator},{stated},{kind},,\n"
    )
    (found,) = read(HEADING + row)
    return found


@pytest.mark.parametrize(
    ("numerator", "denominator", "stated", "computed", "recount"),
    [
        ("98763", "102771", "96.10", "96.10", Recount.MATCHES),
        ("91915", "100775", "91.2", "91.21", Recount.MATCHES),
        ("461784", "545903", "81.88", "84.59", Recount.DIFFERS),
        ("820174", "820174", "100", "100.00", Recount.MATCHES),
        ("", "", "100", "None", Recount.UNCOUNTED),
        ("5", "", "", "None", Recount.UNCOUNTED),
        ("5", "0", "100", "None", Recount.UNCOUNTED),
    ],
)
def test_a_printed_percentage_is_compared_at_its_own_digits(
    numerator, denominator, stated, computed, recount
):
    found = printed(numerator, denominator, stated)
    assert (str(found.computed), found.recount) == (computed, recount)


def test_a_campaigns_printed_figures_are_ratios_of_its_whole_period():
    whole = printed("1", "2", "50")
    others = [printed("1", "2", "50", first=""), printed("1", "", "", kind="rank")]
    assert printed_for(plan(), [whole, *others]) == {("p93", "online"): whole}
