"""Every shipped set stands on a place of the registry, on its day of the tree."""

import csv

import pytest

import source
from thidua.plans.rules.groups import check_groups, find_unit, members
from thidua.rubrics.outside import shipped
from thidua.units.rules import Level, Node, Tree

SETS = [each.plan for each in shipped() if each.code.startswith(("bo-chi-so-", "dti-"))]
LEVELS = ("country", "province", "district", "commune")


def rows(name):
    with (source.ROOT / f"data/units/{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def tree(day):
    """Read the registry's tree of a day."""
    on = str(day)
    moved = {row["unit"]: row["parent"] for row in rows("changes") if row["on"] <= on}
    standing = {
        row["id"]: Node(
            row["id"],
            row["name"],
            row["kind"],
            Level(row["level"]),
            moved.get(row["id"]) or row["parent"] or None,
            code=row["code"] or None,
        )
        for row in rows("units")
        if row["level"] in LEVELS
        and (not row["from"] or row["from"] <= on)
        and (not row["to"] or on < row["to"])
    }
    return Tree(day, standing)


@pytest.mark.parametrize("plan", SETS, ids=lambda plan: plan.code)
def test_a_set_is_of_a_unit_that_stands_with_units_to_rank(plan):
    standing = tree(plan.tree_day)
    assert find_unit(plan.root, standing) is not None
    found = members(plan, standing)
    assert {group for group, units in found.items() if not units} <= {"departments"}
    assert all(problem.is_remark for problem in check_groups(plan, standing))


def test_766_is_for_dak_lak_of_today_until_it_is_copied():
    plan = next(plan for plan in SETS if plan.code == "bo-chi-so-766-cong")
    assert find_unit(plan.root, tree(plan.tree_day)) == "p66-2025"
    assert len(members(plan, tree(plan.tree_day))["communes"]) == 102


def test_the_dti_of_2022_ranks_sixty_three_provinces():
    plan = next(plan for plan in SETS if plan.code == "dti-cap-tinh-922")
    assert len(members(plan, tree(plan.tree_day))["provinces"]) == 63
