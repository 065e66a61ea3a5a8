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
from thidua.points.rules import files
from thidua.standings.rules.board import board, stage_of, window
from thidua.standings.rules.edition import (
    NO_GROUNDS,
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


def test_the_tree_of_an_edition_says_who_competes_in_which_group():
    written = units_csv(TREE, {"c2": "communes"}, {"x": ()})
    assert files.parse_units(written, ["communes"]) == (
        {"c2": files.Competitor("c2", "Hòa Mỹ", "communes")},
        [],
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


def test_late_is_by_how_much_facts_changed_days_that_the_edition_had_published():
    facts = [
        (fact("c1", 1, 2), None),
        (fact("c1", 1, 5), fact("c1", 1, 9)),
        (fact("c1", 20, 7), None),
        (fact("c1", 1, 1, "a.d"), None),
    ]
    assert late(facts, date(2024, 11, 10)) == [
        {"measure": "a.d", "unit": "c1", "day": "2024-11-01", "facts": 1, "quantity": 1},
        {"measure": "a.n", "unit": "c1", "day": "2024-11-01", "facts": 2, "quantity": -2},
    ]


COUNCIL = (("communes", "c1", 2, ""), ("communes", "c2", 1, "first"))
GROUNDS = ("QĐ 9/QĐ-UBND", "Có mô hình hay")


def test_the_frame_names_the_stage_and_the_hash_of_every_file():
    frame = Frame(
        2,
        "official",
        9,
        DAY,
        "2024-12-16T03:00:00Z",
        "ff",
        "Sửa số",
        1,
        False,
        (),
        NO_GROUNDS,
        None,
    )
    written = board_files(made(stage()))
    said = json.loads(edition_json(made(stage()), frame, written, (), ()))
    assert said["files"] == {name: sha256(written[name]).hexdigest() for name in written}
    assert (said["stage"], said["replaces"], said["council"]) == ("week-1", 1, [])
    assert json.loads(edition_json(made(), frame, {}, (), ()))["stage"] == ""


def test_the_frame_tells_the_councils_result_whose_mark_the_log_holds():
    frame = Frame(
        1, "official", 9, DAY, "2024-12-16T03:00:00Z", "ff", "", None, False, COUNCIL, GROUNDS, None
    )
    places, grounds = read_council(json.loads(edition_json(made(), frame, {}, (), ())))
    assert (places, grounds) == (COUNCIL[::-1], GROUNDS)
    mark = council_mark(COUNCIL, GROUNDS)
    assert council_mark(places, grounds) == mark
    assert council_mark(places[:1], grounds) != mark != council_mark(places, NO_GROUNDS)


def test_a_window_is_of_the_campaign_or_of_a_stage_and_may_be_cut_short():
    week = replace(stage(), period=replace(GIVEN.period, first=date(2024, 11, 1)))
    staged = replace(GIVEN, stages=(stage("week-0"), week))
    assert stage_of(staged, "week-1") is week
    other = replace(week, code="week-2")
    assert stage_of(replace(staged, stages=(week, other)), "week-2") is other
    assert window(staged, week).period.first == date(2024, 11, 1)
    assert window(staged, week).key == "campaign:plan:week-1"
    assert window(staged, replace(week, cumulative=True)).period.first == GIVEN.period.first
    assert window(staged, None, date(2024, 10, 12)).period.last == date(2024, 10, 12)
    assert window(staged, None, date(2024, 1, 1)).period.last == GIVEN.period.first
    assert window(staged, None).period == GIVEN.period
