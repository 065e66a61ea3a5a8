"""Laws of points and ranks that hold for any plan and any counts."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from standings_plans import criterion, group, number, plan, prizes
from thidua.kernel.numbers import rounded
from thidua.plans.rules import Effect, Rounding
from thidua.points.rules import next_rank, rank, sheets
from thidua.points.rules.chances import MOST_ITEMS
from thidua.points.rules.methods import LOWER_IS_BETTER
from thidua.points.rules.rounding import add_up, publish

SHARES = {
    "proportional": {},
    "attainment": {"target": "70%"},
    "threshold": {"target": "50%"},
    "steps": {"params": {"bands": ((number("20%"), number("1/3")), (number("75%"), number(5)))}},
    "inverse": {"params": {"best": number("10%"), "worst": number("90%")}},
    "best_in_group": {},
    "leader_excess": {"target": "40%"},
}
COUNTS = {
    "count_target": {"target": 7},
    "threshold": {"target": 5},
    "per_item": {"params": {"each": number("2/3")}},
    "inverse": {"target": 3},
    "best_in_group": {},
    "leader_excess": {"target": 4},
    "judged": {"params": {"scale": number(9)}},
    "role": {"params": {"values": {number(n): Fraction(n, 9) for n in range(10)}}},
}
ROUNDINGS = st.tuples(
    st.integers(0, 3),
    st.sampled_from(["half_up", "half_even", "down"]),
    st.sampled_from(["line", "total"]),
    st.sampled_from(["full", "published"]),
)
EXACT = st.fractions(min_value=-100, max_value=100, max_denominator=999)


@st.composite
def criteria(draw):
    """Make a few criteria of any method, the first one never a bonus or a deduction."""
    found = []
    for place in range(draw(st.integers(1, 4))):
        shares = draw(st.booleans())
        methods = SHARES if shares else COUNTS
        method = draw(st.sampled_from(sorted(methods)))
        effect = draw(st.sampled_from(["criterion", "criterion", "bonus", "deduction"]))
        found.append(
            criterion(
                f"c{place}",
                form="ratio" if shares else "count",
                method=method,
                points=draw(st.sampled_from(["10", "12.5", "100/3"])),
                zero=draw(st.sampled_from(["not_applicable", "full", "zero"])),
                effect=effect if place else "criterion",
                **methods[method],
            )
        )
    return tuple(found)


@st.composite
def races(draw):
    """Make a plan, and counts of a few units in which anything may be missing or too large."""
    chosen = draw(criteria())
    tie_breaks = [f"{what}:{one.code}" for one in chosen for what in ("volume", "ratio", "points")]
    given_prizes = prizes(
        ("first", draw(st.integers(1, 2))),
        ("second", 2),
        overflow=draw(st.sampled_from(["share", "extra", "council"])),
    )
    made = plan(
        *chosen,
        rounding=draw(ROUNDINGS),
        tie_breaks=draw(st.lists(st.sampled_from(tie_breaks), unique=True, max_size=2)),
        groups=(group(prizes=given_prizes),),
    )
    count = st.one_of(st.none(), st.integers(0, 9), st.sampled_from([Decimal("2.5"), 2, 4]))
    units = draw(st.integers(1, 6))
    counts = {
        f"u{unit}": {key: n for key in made.measures if (n := draw(count)) is not None}
        for unit in range(units)
    }
    return made, counts


def ranked(made, counts):
    return rank(made, made.groups[0], sheets(made, made.groups[0], counts))


@given(races(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(race, chance):
    made, counts = race
    units = list(counts)
    chance.shuffle(units)
    mixed = list(sheets(made, made.groups[0], {unit: counts[unit] for unit in units}))
    chance.shuffle(mixed)
    assert rank(made, made.groups[0], mixed) == ranked(made, counts)


@given(races())
def test_ranks_are_shared_by_equals_and_count_on_after_them(race):
    found = ranked(*race)
    for place, one in enumerate(found):
        assert one.rank == 1 + sum(other.rank < one.rank for other in found)
        assert one.rank <= place + 1
    for before, after in pairwise(found):
        if race[0].rounding.rank_on == "full":
            assert before.sheet.total >= after.sheet.total
        else:
            assert before.sheet.published >= after.sheet.published
        if before.rank == after.rank:
            assert before.sheet.unit < after.sheet.unit
            assert before.prize == after.prize or None in (before.prize, after.prize)


@given(races())
def test_points_stay_within_bounds_and_what_is_missing_earns_nothing(race):
    made, counts = race
    for sheet in sheets(made, made.groups[0], counts):
        for one, line in zip(made.criteria, sheet.lines, strict=True):
            if one.effect is Effect.DEDUCTION:
                assert -one.points <= line.points <= line.most == 0
            else:
                assert 0 <= line.points <= line.most
            assert not line.missing or line.points == 0
        most = add_up([line.most for line in sheet.lines])
        assert most <= add_up([one.points for one in made.criteria])


@given(races())
def test_lines_add_up_exactly_and_as_they_are_shown(race):
    made, counts = race
    for sheet in sheets(made, made.groups[0], counts):
        assert sheet.total == sum(line.points for line in sheet.lines)
        assert sheet.published == sum(line.published for line in sheet.lines)
        last_digit = Fraction(1, 10**made.rounding.digits)
        for line in sheet.lines:
            assert abs(Fraction(line.published) - line.points) < last_digit


@given(races())
def test_no_number_is_a_float(race):
    made, counts = race
    for one in ranked(made, counts):
        assert (type(one.sheet.total), type(one.sheet.published)) == (Fraction, Decimal)
        for line in one.sheet.lines:
            assert (type(line.points), type(line.most)) == (Fraction, Fraction)
            assert type(line.published) is Decimal
            assert {type(line.numerator), type(line.denominator), type(line.volume)} <= {
                int, Fraction, type(None),
            }  # fmt: skip
            assert type(line.ratio) in (Fraction, type(None))


@given(races(), st.integers(1, 9))
def test_a_better_value_never_earns_less(race, more):
    made, counts = race
    first = made.criteria[0]
    assume(first.method != "role")
    key = first.indicator.parts[0].numerator[0]
    assume(key in counts["u0"])
    better = dict(counts["u0"])
    lower = first.method in LOWER_IS_BETTER
    better[key] = max(Fraction(better[key]) - more, 0) if lower else Fraction(better[key]) + more
    before, after = (
        sheets(made, made.groups[0], counts | {"u0": mine})[0].lines[0]
        for mine in (counts["u0"], better)
    )
    assert after.points >= before.points


@given(races())
def test_nothing_but_a_better_rank_wins_a_better_prize(race):
    order = {"first": 2, "second": 1, None: 0}
    found = [one for one in ranked(*race) if any(line.numerator is not None
             for line in one.sheet.lines)]  # fmt: skip
    won = [order[one.prize or one.council] for one in found]
    assert won == sorted(won, reverse=True)
    assert all(one.prize is None or one.council is None for one in found)


@settings(deadline=None)  # every candidate is a whole recount
@given(races())
def test_the_next_ranks_step_gains_it_and_one_item_less_does_not(race):
    made, counts = race
    first = made.groups[0]
    now = ranked(made, counts)
    for standing in now:
        unit = standing.sheet.unit
        step = next_rank(made, first, now, unit, counts)
        if step is None:
            continue
        assert 0 < abs(step.change) <= MOST_ITEMS
        for less, gains in ((0, True), (1, False)):
            change = step.change - less if step.change > 0 else step.change + less
            moved = Fraction(counts[unit].get(step.key, 0)) + change
            mine = counts[unit] | {step.key: moved}
            if change == 0:
                continue
            after = ranked(made, counts | {unit: mine})
            reached = next(one.rank for one in after if one.sheet.unit == unit)
            assert (reached < standing.rank) is gains
            assert not gains or reached == step.rank


@given(st.lists(EXACT, max_size=6), ROUNDINGS)
def test_rounded_lines_add_up_and_the_total_is_rounded_as_numbers_are(points, given_rounding):
    rounding = Rounding(*given_rounding)
    lines, total = publish(points, add_up(points), rounding)
    assert sum(lines) == total
    assert add_up(points) == sum(points)
    if rounding.on == "total":
        assert total == rounded(sum(points, Fraction(0)), rounding.digits, rounding.mode)
    else:
        assert lines == [rounded(one, rounding.digits, rounding.mode) for one in points]
