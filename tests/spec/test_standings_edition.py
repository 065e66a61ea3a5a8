"""The files of an edition beside its standings: the tree again, what changed, what came late."""

import csv
import json
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest

from standings_plans import criterion, group, plan, prizes, stage
from thidua.kernel.errors import RuleBroken
from thidua.ledger.rules import Fact, Grade
from thidua.standings.rules.board import board, stage_of, window
from thidua.standings.rules.edition import (
    Frame,
    board_files,
    changes,
    council_mark,
    edition_json,
    late,
    parse_units,
    read_council,
    tree_csv,
    units_again,
    units_csv,
)
from thidua.units.rules import Level, Node, Tree

DAY = date(2024, 12, 10)
GIVEN = plan(criterion("a"), groups=(group(prizes=prizes(("first", 1))),))
NODES = (
    Node("p", "P", "province", Level.PROVINCE, None, "gov", "93"),
    Node("c1", "Đông Thạnh, Long Mỹ", "commune", Level.COMMUNE, "p"),
    Node("c2", "Hòa Mỹ", "ward", Level.COMMUNE, "p"),
)
TREE = Tree(DAY, {node.id: node for node in NODES})
HEAD = "unit,code,name,kind,level,parent,overseen_by,group,into\n"


def made(part=None):
    own = {"c1": {"a.n": 1, "a.d": 2}, "c2": {"a.n": 1, "a.d": 4}}
    return board(GIVEN, part, TREE, (), own)


def fact(unit, day, quantity, measure="a.n"):
    return Fact(measure, unit, date(2024, 11, day), quantity, "s", "k", Grade.COUNTED, True)


def test_the_tree_is_written_and_read_back():
    written = units_csv(TREE, {"c1": "communes"}, {})
    assert written.decode() == HEAD + (
        'c1,,"Đông Thạnh, Long Mỹ",commune,commune,p,,communes,\n'
        "c2,,Hòa Mỹ,ward,commune,p,,,\n"
        "p,93,P,province,province,,gov,,\n"
    )
    assert parse_units(written, DAY) == (TREE, {"c1": "communes"}, ())


def test_the_tree_is_written_again_with_the_groups_of_the_plan_and_the_gone_units_kept():
    written = units_csv(TREE, {"c1": "others"}, {"x": (), "y": (("c1", 1),)})
    again = units_again(written, TREE, {"communes": ["c1", "c2"]})
    assert again == units_csv(
        TREE, {"c1": "communes", "c2": "communes"}, {"x": (), "y": (("c1", 1),)}
    )


def test_the_tree_of_a_day_is_what_its_editions_have_the_newest_last():
    renamed = Tree(DAY, {"c1": replace(NODES[1], name="Đông Phước")})
    editions = [units_csv(TREE, {}, {"x": ()}), units_csv(renamed, {}, {})]
    rows = list(csv.reader(tree_csv(editions).decode().splitlines()))
    assert [(row[0], row[2]) for row in rows] == [
        ("unit", "name"), ("c1", "Đông Phước"), ("c2", "Hòa Mỹ"), ("p", "P")
    ]  # fmt: skip


def test_a_units_file_with_other_columns_is_refused():
    with pytest.raises(RuleBroken) as broken:
        parse_units(b"unit,name\n", DAY)
    assert broken.value.code == "standings.units-heading"


def test_what_changed_since_an_edition_is_every_unit_with_another_rank_points_or_prize():
    before = b"group,rank,unit,name,points,prize\ng,1,c1,,9.00,first\ng,2,c2,,8.00,\ng,3,c3,,7,\n"
    after = b"group,rank,unit,name,points,prize\ng,1,c1,,9.50,first\ng,2,c2,,8.00,\ng,3,c4,,1,\n"
    assert changes(before, after) == [
        {"unit": "c1", "before": ["g", "1", "9.00", "first"], "after": ["g", "1", "9.50", "first"]},
        {"unit": "c3", "before": ["g", "3", "7", ""], "after": []},
        {"unit": "c4", "before": [], "after": ["g", "3", "1", ""]},
    ]


def test_late_is_what_came_after_the_edition_for_days_that_it_had_published():
    facts = [
        (fact("c1", 1, 2), None),
        (fact("c1", 1, 79), fact("c1", 1, 80)),
        (fact("c1", 20, 7), None),
    ]
    assert late(facts, date(2024, 11, 10)) == [
        {"measure": "a.n", "unit": "c1", "day": "2024-11-01", "facts": 2, "quantity": 1}
    ]


def test_the_frame_names_the_stage_the_council_and_the_hash_of_every_file():
    council = (("communes", "c2", 1, "first"),)
    grounds = ("QĐ 1", "Theo biên bản")
    frame = Frame(
        2, "official", 9, DAY, "2024-12-16T03:00:00Z", "ff", "Sửa số", 1, False, council, grounds
    )
    files = board_files(made(stage()))
    said = json.loads(edition_json(made(stage()), frame, files, (), ()))
    assert said["files"] == {name: sha256(files[name]).hexdigest() for name in files}
    assert (said["stage"], said["council"][0]["unit"], said["replaces"]) == ("week-1", "c2", 1)
    assert json.loads(edition_json(made(), frame, {}, (), ()))["stage"] == ""
    assert read_council(said) == (council, grounds)
    assert council_mark(*read_council(said)) == council_mark(council, grounds)
    assert council_mark(council, ("QĐ 2", "Theo biên bản")) != council_mark(council, grounds)


def test_a_window_is_of_the_campaign_or_of_a_stage_and_may_be_cut_short():
    week = replace(stage(), period=replace(GIVEN.period, first=date(2024, 11, 1)))
    staged = replace(GIVEN, stages=(week,))
    assert stage_of(staged, "week-1") is week
    assert window(staged, week).period.first == date(2024, 11, 1)
    assert window(staged, week).key == "campaign:plan:week-1"
    assert window(staged, replace(week, cumulative=True)).period.first == GIVEN.period.first
    assert window(staged, None, date(2024, 10, 12)).period.last == date(2024, 10, 12)
    assert window(staged, None, date(2024, 1, 1)).period.last == GIVEN.period.first
    assert window(staged, None).period == GIVEN.period
