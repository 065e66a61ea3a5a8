"""Changing a draft's tables by place, and saying what differs."""

import pytest

import plan_example
from thidua.drafting.rules import tables
from thidua.drafting.rules.differences import Difference, differences
from thidua.drafting.rules.placing import home, placed
from thidua.drafting.rules.tables import add, copy, dotted, get, move, place, put, remove
from thidua.kernel.errors import RuleBroken
from thidua.plans.rules.reading import Problem

DRAFT = {"name": "A", "criteria": [{"code": "x", "points": 1}, {"code": "y"}], "period": {}}


def test_a_place_is_written_with_dots_and_read_back():
    path = ("criteria", 1, "code")
    assert dotted(path) == "criteria.1.code"
    assert place(DRAFT, "criteria.1.code") == path
    assert place({"stages": [{"prizes": {"2024": []}}]}, "stages.0.prizes.2024") == (
        "stages", 0, "prizes", "2024",
    )  # fmt: skip


@pytest.mark.parametrize("name", ["criteria.2.code", "criteria.x", "criteria.-1"])
def test_a_place_that_is_gone_is_refused(name):
    with pytest.raises(RuleBroken, match=r"planning\.no-such-place"):
        place(DRAFT, name)


def test_a_value_is_put_and_taken_away_without_touching_the_draft_before():
    made = put(DRAFT, ("period", "first"), "2024-10-10")
    assert (get(made, ("period", "first")), DRAFT["period"]) == ("2024-10-10", {})
    assert get(put(made, ("period", "first"), None), ("period", "first")) is None
    assert put(DRAFT, ("rounding", "digits"), 2)["rounding"] == {"digits": 2}
    assert put(DRAFT, ("rounding", "digits"), None) == DRAFT
    assert put({"period": 5}, ("period", "first"), 1) == {"period": {"first": 1}}
    assert put({}, ("sources",), [1]) == {"sources": [1]}
    assert get({"name": 5}, ("name", "x")) is None


def test_rows_are_added_copied_moved_and_removed():
    codes = lambda draft: [row.get("code") for row in draft["criteria"]]  # noqa: E731 - one line
    assert codes(add(DRAFT, ("criteria",), {"code": "z"})) == ["x", "y", "z"]
    assert add({}, ("stages",), {})["stages"] == [{}]
    doubled = copy(DRAFT, ("criteria", 0))
    assert codes(doubled) == ["x", "x-2", "y"]
    assert codes(copy(doubled, ("criteria", 0))) == ["x", "x-3", "x-2", "y"]
    assert copy({"sources": [5]}, ("sources", 0)) == {"sources": [5, 5]}
    assert codes(move(DRAFT, ("criteria", 0), 1)) == ["y", "x"]
    assert codes(move(DRAFT, ("criteria", 0), -1)) == ["x", "y"]
    assert codes(remove(DRAFT, ("criteria", 0))) == ["y"]
    assert "criteria" not in remove(remove(DRAFT, ("criteria", 0)), ("criteria", 0))


@pytest.mark.parametrize("path", [("criteria", 2), ("criteria", "code"), ("name", 0)])
def test_a_row_that_is_not_there_is_not_moved(path):
    with pytest.raises(RuleBroken, match=r"planning\.no-such-place"):
        move(DRAFT, path, 1)


FIELDS = [
    ("name",),
    ("criteria", 0, "label"),
    ("criteria", 0, "indicator", "form"),
    ("criteria", 0, "indicator", "numerator"),
]


@pytest.mark.parametrize(
    ("problem", "field"),
    [
        (("name",), ("name",)),
        (("criteria", 0, "indicator", "numerator", 1), ("criteria", 0, "indicator", "numerator")),
        # what is missing as a whole is mended at its first field
        (("criteria", 0, "indicator"), ("criteria", 0, "indicator", "form")),
        (("criteria", 0), ("criteria", 0, "label")),
        (("zzz",), None),
    ],
)
def test_a_problem_stands_at_the_field_that_mends_it(problem, field):
    assert home(problem, FIELDS) == field


def test_problems_are_sorted_by_field_and_what_has_none_comes_apart():
    problems = [
        Problem(("name",), "a", {}),
        Problem(("zzz",), "b", {}),
        Problem(("name",), "c", {}),
    ]
    by_field, rest = placed(problems, FIELDS)
    assert {path: [each.code for each in found] for path, found in by_field.items()} == {
        ("name",): ["a", "c"]
    }
    assert [each.code for each in rest] == ["b"]


def test_rows_are_compared_by_their_code_not_by_their_number():
    before = plan_example.example()
    after = tables.move(before, ("criteria", 0), 1)
    assert differences(before, after) == ()
    after = tables.put(after, ("criteria", 1, "target"), "85.5%")
    after = tables.put(after, ("criteria", 1, "points"), "12.5")
    after = tables.put(after, ("generated",), None)
    code = after["criteria"][1]["code"]
    assert differences(before, after) == (
        Difference(("generated",), "✓", ""),
        Difference(("criteria", code, "target"), "60 %", "85,5 %"),
        Difference(("criteria", code, "points"), "50", "12,5"),
    )


def test_rows_without_a_code_go_by_number_and_lists_of_words_by_line():
    before = {"sources": [{"note": "a"}], "tie_breaks": ["x", "y"], "zzz": 1}
    after = {"sources": [{"note": "b"}], "tie_breaks": ["x"]}
    assert differences(before, after) == (
        Difference(("tie_breaks",), "x\ny", "x"),
        Difference(("sources", "1", "note"), "a", "b"),
        Difference(("zzz",), "1", ""),
    )
