"""What a programme decides: steps of tasks and bottlenecks, goals and their marks, safe tables."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from standings_plans import criterion, group, plan
from thidua.duties import rules as duties
from thidua.duties.rules import BottleneckState, TaskState
from thidua.duties.rules.export import csv_bytes, harmless
from thidua.duties.rules.review import (
    BottleneckCounts,
    TaskCounts,
    TaskFact,
    count_bottlenecks,
    count_tasks,
    years,
)
from thidua.kernel.errors import RuleBroken
from thidua.programme import rules
from thidua.programme.rules import Issue, Kind, Mandate, Pillar
from thidua.programme.rules.goals import (
    Amount,
    Direction,
    GoalLine,
    amount,
    check_comparable,
    stored,
    to_store,
    verdict,
)
from thidua.programme.rules.reached import is_generated, reached
from thidua.standings.rules.board import board
from thidua.units.rules import Level, Node, Tree

TODAY = date(2026, 6, 15)
ISSUE = Issue(Kind.RESOLUTION, "Chuyển đổi số", "02-NQ/TU", "Nghị quyết", 2021, 2025)


@pytest.mark.parametrize(
    ("words", "pillar"),
    [
        ("Chính quyền số", Pillar.GOVERNMENT),
        ("chính  quyền SỐ", Pillar.GOVERNMENT),
        ("Kinh tế số", Pillar.ECONOMY),
        ("Xã hội số", Pillar.SOCIETY),
        ("Hạ tầng số", None),
        ("", None),
        (None, None),
    ],
)
def test_a_pillar_is_read_as_plans_write_it(words, pillar):
    assert rules.pillar_of(words) is pillar


@pytest.mark.parametrize("here", TaskState)
@pytest.mark.parametrize("to", TaskState)
def test_a_task_moves_only_where_the_table_says(here, to):
    steps = {("assigned", "done"), ("assigned", "cancelled"), ("done", "confirmed"),
             ("done", "assigned")}  # fmt: skip
    if (here.value, to.value) in steps:
        duties.check_task_move(here, to)
    else:
        with pytest.raises(RuleBroken, match="task-cannot-move"):
            duties.check_task_move(here, to)


@pytest.mark.parametrize("here", BottleneckState)
@pytest.mark.parametrize("to", BottleneckState)
def test_a_bottleneck_moves_only_where_the_table_says(here, to):
    steps = {("raised", "assigned"), ("raised", "returned"), ("assigned", "assigned"),
             ("assigned", "answered"), ("answered", "closed"), ("answered", "assigned"),
             ("returned", "raised")}  # fmt: skip
    if (here.value, to.value) in steps:
        duties.check_bottleneck_move(here, to)
    else:
        with pytest.raises(RuleBroken, match="bottleneck-cannot-move"):
            duties.check_bottleneck_move(here, to)


def test_days_and_years_stand_in_order():
    rules.check_days(Mandate("Ban chỉ đạo", "QĐ 1", TODAY))
    rules.check_days(Mandate("Ban chỉ đạo", "QĐ 1", TODAY, TODAY))
    with pytest.raises(RuleBroken, match="days-out-of-order"):
        rules.check_days(Mandate("Ban chỉ đạo", "QĐ 1", TODAY, date(2026, 6, 14)))
    rules.check_years(ISSUE)
    with pytest.raises(RuleBroken, match="years-out-of-order"):
        rules.check_years(replace(ISSUE, last_year=2020))
    rules.check_year(2025, ISSUE)
    with pytest.raises(RuleBroken, match="year-outside"):
        rules.check_year(2026, ISSUE)


@pytest.mark.parametrize(
    ("text", "value", "is_share", "shown", "kept"),
    [
        ("60%", "0.6", True, "60%", "0.60%"),
        (" 87,25% ", "0.8725", True, "87,25%", "0.8725%"),
        ("1.250", "1250", False, "1.250", "1250"),
        ("12,5", "12.5", False, "12,5", "12.5"),
        ("46 tỷ", "46000000000", False, "46.000.000.000", "46000000000"),
    ],
)
def test_a_number_is_kept_exactly_as_it_was_written(text, value, is_share, shown, kept):
    found = amount(text)
    assert found == Amount(Decimal(value), is_share=is_share)
    assert found.text == shown
    assert to_store(found) == kept
    assert stored(kept) == found


@pytest.mark.parametrize("text", ["7,875", "0.875", "sáu mươi", "", "1" * 31, "60 %%"])
def test_a_number_that_could_be_read_in_two_ways_or_in_none_is_refused(text):
    with pytest.raises(RuleBroken):
        amount(text)


def test_a_share_is_not_compared_with_a_count():
    check_comparable(amount("60%"), amount("70%"))
    with pytest.raises(RuleBroken, match="not-comparable"):
        check_comparable(amount("60%"), amount("70"))


@pytest.mark.parametrize(
    ("direction", "asked", "reached", "state"),
    [
        (Direction.AT_LEAST, "60%", "60%", "reached"),
        (Direction.AT_LEAST, "60%", "54%", "near"),
        (Direction.AT_LEAST, "60%", "53,99%", "missed"),
        (Direction.AT_LEAST, "60%", None, "unknown"),
        (Direction.AT_MOST, "10", "10", "reached"),
        (Direction.AT_MOST, "10", "11", "near"),
        (Direction.AT_MOST, "10", "12", "missed"),
    ],
)
def test_a_goal_is_marked_by_its_direction(direction, asked, reached, state):
    found = amount(reached) if reached else None
    assert verdict(direction, amount(asked), found) == state
    line = GoalLine("Mục tiêu", "", direction, 2025, "", amount(asked), found, "")
    assert line.state == state


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+84", "'+84"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("  =1", "'  =1"),
        ("\N{NO-BREAK SPACE}=1", "'\N{NO-BREAK SPACE}=1"),
        ("Đường truyền = 1", "Đường truyền = 1"),
        ("", ""),
    ],
)
def test_a_cell_is_no_formula(cell, safe):
    assert harmless(cell) == safe


def test_a_table_is_written_so_that_a_spreadsheet_reads_it():
    written = csv_bytes(["Số", "Nội dung"], [["1", 'Mạng "chậm", yếu'], ["2", "=1+1"]])
    assert written.decode("utf-8-sig").splitlines() == [
        "Số,Nội dung",
        '1,"Mạng ""chậm"", yếu"',
        "2,'=1+1",
    ]
    assert written.startswith("\N{ZERO WIDTH NO-BREAK SPACE}".encode())


def test_tasks_are_counted_by_how_they_went():
    due = date(2026, 6, 10)
    tasks = [
        TaskFact(TaskState.CONFIRMED, due, date(2026, 6, 10)),
        TaskFact(TaskState.DONE, due, date(2026, 6, 11)),
        TaskFact(TaskState.ASSIGNED, due, None),
        TaskFact(TaskState.ASSIGNED, TODAY, None),
        TaskFact(TaskState.CANCELLED, due, None),
    ]
    assert count_tasks(tasks, TODAY) == TaskCounts(4, in_time=1, late=1, open=1, overdue=1)
    assert count_tasks([], TODAY) == TaskCounts(0, 0, 0, 0, 0)


def test_bottlenecks_are_counted_by_how_far_they_are():
    assert count_bottlenecks(BottleneckState) == BottleneckCounts(5, 1, 1, 3)


def test_a_review_spans_one_to_ten_years():
    assert years(2025, 2025).first == date(2025, 1, 1)
    assert years(2021, 2025).last == date(2025, 12, 31)
    for first, last in [(2025, 2024), (2015, 2025)]:
        with pytest.raises(RuleBroken, match="review-years"):
            years(first, last)


NODES = [
    Node("p", "Hậu Sông", "province", Level.PROVINCE, None, None, None),
    Node("c1", "An Phú", "commune", Level.COMMUNE, "p"),
    Node("c2", "Bình An", "commune", Level.COMMUNE, "p"),
]
TREE = Tree(date(2024, 12, 10), {node.id: node for node in NODES})


def reached_by(*criteria, own, **more):
    made = board(plan(*criteria, **more), None, TREE, (), own)
    return {one.criterion.code: one for one in reached(made, {"b"})}


def test_an_area_is_its_numerators_over_its_denominators():
    online = replace(criterion("a", method="attainment", target="60%"), pillar="Chính quyền số")
    found = reached_by(online, own={"c1": {"a.n": 1, "a.d": 2}, "c2": {"a.n": 1, "a.d": 8}})["a"]
    assert (found.numerator, found.denominator) == (2, 10)
    assert (found.state, found.short, found.unit) == ("missed", 4, "hồ sơ")
    assert found.pillar is Pillar.GOVERNMENT


def test_offices_are_added_up_over_the_units_that_a_criterion_is_for():
    offices = criterion("a", scope="own", applies_to=("first",), target="50%", method="attainment")
    groups = (group("first", level=None, units=("c1",)), group("second", level=None, units=("c2",)))
    own = {"p": {"a.n": 9, "a.d": 9}, "c1": {"a.n": 1, "a.d": 2}, "c2": {"a.n": 0, "a.d": 5}}
    found = reached_by(offices, groups=groups, own=own)["a"]
    assert (found.numerator, found.denominator, found.state) == (1, 2, "reached")
    both = reached_by(replace(offices, applies_to=()), groups=groups, own=own)["a"]
    assert (both.numerator, both.denominator) == (1, 7)


def test_what_nobody_reported_is_not_zero():
    found = reached_by(criterion("a", target="50%", method="attainment"), own={})["a"]
    assert (found.numerator, found.denominator, found.state) == (None, None, "unknown")


def test_what_cannot_be_added_up_is_left_out():
    judged = criterion("a", form="count", method="judged")
    reaching = criterion("b", form="members_reaching", norm=5, target="50%", method="attainment")
    nobodys = criterion("c", applies_to=("elsewhere",))
    found = reached_by(judged, reaching, nobodys, own={"c1": {"b": 7}})
    assert found.keys() == {"b"}
    assert (found["b"].numerator, found["b"].denominator, found["b"].unit) == (1, 2, "")


def test_a_criterion_is_marked_where_simulated_counts_are_in_it():
    assert not is_generated(replace(plan(), generated=False), criterion("a"), {"b"})
    assert is_generated(replace(plan(), generated=False), criterion("b"), {"b.n"})
    assert is_generated(replace(plan(), generated=True), criterion("a"), ())
