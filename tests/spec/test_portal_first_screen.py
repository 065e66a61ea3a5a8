"""What a campaign's first screen says: who leads and why, what is behind plan, who moved."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from thidua.front.rules.leading import leading
from thidua.front.rules.movers import movers
from thidua.front.rules.pace import Pace, elapsed, late, progress
from thidua.kernel.periods import Period
from thidua.plans.rules import (
    Criterion,
    Effect,
    Form,
    Indicator,
    Measure,
    MeasureKind,
    Part,
    Plan,
    Rounding,
    Scope,
    Target,
    Zero,
)
from thidua.points.rules.ranking import Standing
from thidua.points.rules.sheet import Line, Sheet, Verdict

DAYS = Period.inclusive(date(2024, 10, 10), date(2024, 12, 10))
HALF = Fraction(1, 2)
SHARE = Target(Fraction(6, 10), is_share=True)
COUNT = Target(Fraction(40), is_share=False)
KINDS = {
    "online": MeasureKind.FLOW,
    "received": MeasureKind.FLOW,
    "households": MeasureKind.STOCK,
    "signed": MeasureKind.HOUSEHOLD_STATE,
}


def criterion(code="a", *, form=Form.RATIO, above="online", below="households", target=SHARE,
              method="attainment"):  # fmt: skip
    part = Part((above,), (below,) if below else ())
    return Criterion(
        code=code, label="", source="", our_reading=False, indicator=Indicator(form, (part,)),
        scope=Scope.OWN, universe="", date_basis="", target=target, method=method, params={},
        points=Fraction(100), zero=Zero.ZERO, effect=Effect.CRITERION, applies_to=(),
        pillar=None, evidence=(),
    )  # fmt: skip


PLAN = Plan(
    code="sixty", version=1, name="", effective_from=DAYS.first, root="p1", period=DAYS,
    tree_day=DAYS.last, freeze_at=None, visibility="public", generated=False,
    total_points=Fraction(100), incomplete="", rounding=Rounding(2, "half_up", "line", "full"),
    tie_breaks=(), sources=(),
    measures={key: Measure(key, key, "hồ sơ", kind) for key, kind in KINDS.items()},
    groups=(), stages=(), criteria=(),
)  # fmt: skip


def line(numerator, denominator, verdict=Verdict.MISSED, *, code="a", points="0"):
    ratio = Fraction(numerator, denominator) if numerator is not None and denominator else None
    return Line(
        criterion=code, numerator=numerator, denominator=denominator, ratio=ratio,
        volume=denominator, target=SHARE, verdict=verdict, points=Fraction(points),
        published=Decimal(points), most=Fraction(100), missing=(), remarks=(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("today", "part"),
    [
        (date(2024, 10, 1), Fraction(0)),
        (date(2024, 10, 10), Fraction(0)),
        (date(2024, 10, 11), Fraction(1, 62)),
        (date(2024, 11, 10), HALF),
        (date(2024, 12, 10), Fraction(61, 62)),
        (date(2024, 12, 11), Fraction(1)),
        (date(2025, 3, 1), Fraction(1)),
    ],
)
def test_a_day_that_still_runs_is_not_over(today, part):
    assert elapsed(DAYS, today) == part


@pytest.mark.parametrize(
    ("asked", "found", "part", "said"),
    [
        # what grows is held against the even pace: 60 % of 100 by the end, 30 % at half time
        (criterion(), line(30, 100), HALF, (Pace.ON_PACE, 30, None, HALF)),
        (criterion(), line(29, 100), HALF, (Pace.BEHIND, 31, 1, Fraction(29, 60))),
        (criterion(), line(29, 101), HALF, (Pace.BEHIND, 32, 2, Fraction(290, 606))),
        (criterion(), line(59, 100), Fraction(1), (Pace.BEHIND, 1, 1, Fraction(59, 60))),
        (criterion(), line(0, 100), Fraction(0), (Pace.ON_PACE, 60, None, Fraction(0))),
        (criterion(form=Form.COUNT, below="", target=COUNT), line(19, None), HALF,
         (Pace.BEHIND, 21, 1, Fraction(19, 40))),
        (criterion(form=Form.COUNT, below="", target=COUNT), line(20, None), HALF,
         (Pace.ON_PACE, 20, None, HALF)),
        (criterion(form=Form.MEMBERS_REACHING, below=""), line(1, 10), HALF,
         (Pace.BEHIND, 5, 2, Fraction(1, 6))),
        # a share of what comes in, or a state, is held against the target itself
        (criterion(below="received"), line(50, 100), HALF, (Pace.BELOW, 10, None, Fraction(5, 6))),
        (criterion(above="signed"), line(50, 100), HALF, (Pace.BELOW, 10, None, Fraction(5, 6))),
        (criterion(form=Form.COMPLEMENT), line(50, 100), HALF,
         (Pace.BELOW, None, None, Fraction(5, 6))),
        # of what should be little, the target is how much there may be
        (criterion(method="inverse"), line(80, 100), HALF, (Pace.BELOW, 20, None, Fraction(3, 4))),
        (criterion(), line(60, 100, Verdict.MET), HALF, (Pace.REACHED, None, None, 1)),
        (criterion(), line(90, 100, Verdict.EXCEEDED), HALF, (Pace.REACHED, None, None, 1)),
        (criterion(), line(None, 100, Verdict.MISSING), HALF, (Pace.UNKNOWN, None, None, 0)),
        (criterion(), line(None, None), HALF, (Pace.UNKNOWN, None, None, 0)),
        (criterion(), line(0, 0, Verdict.NOT_APPLICABLE), HALF, (Pace.FREE, None, None, 1)),
        (criterion(target=None), line(5, 9), HALF, (Pace.FREE, None, None, 1)),
    ],
)  # fmt: skip
def test_a_value_is_behind_plan_below_its_pace_or_its_target(asked, found, part, said):
    shown = progress(PLAN, asked, found, part)
    assert (shown.pace, shown.gap, shown.lag, shown.done) == said
    assert shown.is_late == (said[0] in {Pace.BEHIND, Pace.BELOW})


def test_what_is_furthest_from_its_target_comes_first_and_equals_in_the_plans_order():
    values = [("a", 50), ("b", 20), ("c", 60), ("d", 20), ("e", 40)]
    found = [
        progress(
            PLAN,
            criterion(code, below="received"),
            line(value, 100, Verdict.MET if value == 60 else Verdict.MISSED),
            HALF,
        )
        for code, value in values
    ]
    assert [each.criterion.code for each in late(found)] == ["b", "d", "e", "a"]


NAMES = {"a": "Ba", "b": "An", "c": "Cà", "d": "Đà", "e": "Em", "f": "Gò", "g": "An"}


@pytest.mark.parametrize(
    ("before", "now", "up", "down", "more"),
    [
        ("abcde", "bacde", ["b 2→1"], ["a 1→2"], 0),
        ("abcde", "eabcd", ["e 5→1"], ["a 1→2", "b 2→3", "c 3→4"], 1),
        ("abcdef", "badcfe", ["b 2→1", "d 4→3", "f 6→5"], ["a 1→2", "c 3→4", "e 5→6"], 0),
        ("abc", "xabc", [], ["a 1→2", "b 2→3", "c 3→4"], 0),
    ],
)
def test_movers_are_the_greatest_first_and_equals_by_their_rank(before, now, up, down, more):
    ranks = {unit: place for place, unit in enumerate(before, start=1)}
    listed = [(unit, place) for place, unit in enumerate(now, start=1)]
    found = movers(listed, ranks, lambda unit: NAMES[unit])
    assert [f"{one.unit} {one.before}→{one.rank}" for one in found.up] == up
    assert [f"{one.unit} {one.before}→{one.rank}" for one in found.down] == down
    assert found.more == more


def test_movers_that_share_rank_and_steps_stand_by_name_then_by_id():
    before = {"a": 4, "b": 4, "c": 4, "g": 4, "x": 1}
    found = movers([("c", 1), ("g", 1), ("a", 1), ("b", 1)], before, lambda unit: NAMES[unit])
    assert [(one.unit, one.size) for one in found.up] == [("b", 3), ("g", 3), ("a", 3)]
    assert found.more == 1


@pytest.mark.parametrize(
    ("now", "before"),
    [
        ([("a", 1), ("b", 2)], {"a": 1, "b": 2}),  # nobody moved
        ([("a", 1), ("b", 2)], {"a": 1, "b": 1}),  # there was no order to move in
        ([("a", 1), ("b", 2)], {}),  # nothing was published
        ([("a", 2)], {"b": 1, "c": 2}),  # who is new moved nowhere
    ],
)
def test_nobody_moved(now, before):
    assert movers(now, before, lambda unit: NAMES[unit]) is None


def standing(rank, unit, *points, counted=True, tie_break=None):
    lines = tuple(
        line(1 if counted else None, 1, code=f"k{place}", points=each)
        for place, each in enumerate(points)
    )
    total = sum((each.published for each in lines), Decimal(0))
    return Standing(rank, Sheet(unit, lines, Fraction(total), total), tie_break=tie_break)


def test_a_leader_is_told_with_its_gap_and_where_it_was_made():
    order = [standing(1, "a", "50", "30"), standing(2, "b", "45", "32"), standing(3, "c", "1", "0"),
             standing(4, "d", "0", "0")]  # fmt: skip
    found = leading(order)
    assert [each.sheet.unit for each in found.first] == ["a"]
    assert [each.sheet.unit for each in found.beside] == ["b", "c"]
    assert (found.points, found.gap) == (80, 3)
    assert (found.reason.criterion, found.reason.points) == ("k0", 5)


def test_of_equal_reasons_the_first_in_the_plan_is_told_and_none_where_nothing_is_ahead():
    assert (
        leading([standing(1, "a", "2", "2"), standing(2, "b", "1", "1")]).reason.criterion == "k0"
    )
    tied = leading([standing(1, "a", "2", tie_break="volume:k0"), standing(2, "b", "2")])
    assert (tied.gap, tied.reason, tied.tie_break) == (0, None, "volume:k0")


def test_several_leaders_share_the_place_and_have_no_reason():
    found = leading([standing(1, "a", "9"), standing(1, "b", "9"), standing(3, "c", "1")])
    assert [each.sheet.unit for each in found.first] == ["a", "b"]
    assert (found.gap, found.reason) == (8, None)


def test_a_lonely_unit_leads_by_nothing_and_who_has_no_numbers_is_not_named():
    alone = leading([standing(1, "a", "9")])
    assert (alone.gap, alone.reason, alone.beside) == (None, None, ())
    found = leading([standing(1, "a", "9"), standing(2, "b", "0", counted=False)])
    assert (found.beside, found.gap) == ((), 9)
    assert leading([standing(1, "a", "0", counted=False)]) is None
    assert leading([]) is None
