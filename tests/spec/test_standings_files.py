"""The published files of standings, byte for byte, and what is said of a bad one.

A file is taken whole or not at all: every bad row is named.
"""

import json
from decimal import Decimal

import pytest

from standings_plans import criterion, group, plan, prizes, stage, standings
from thidua.kernel.errors import RuleBroken
from thidua.points.rules.files import (
    Competitor,
    parse_tallies,
    parse_units,
    sheets_json,
    standings_csv,
    tallies_csv,
)

KEYS = ("a.d", "a.n", "b")
HEAD = "unit,measure,quantity\n"


def test_tallies_stand_by_unit_and_key_with_plain_numbers():
    given = {
        "c2": {"b": 7, "a.n": Decimal("12.50"), "a.d": Decimal("3E+2")},
        "c1": {"b": Decimal("0.0")},
    }
    assert tallies_csv(given).decode() == HEAD + "c1,b,0\nc2,a.d,300\nc2,a.n,12.5\nc2,b,7\n"


def test_tallies_that_were_written_are_read_back():
    given = {"c1": {"a.n": 5, "a.d": Decimal("12.5")}, "c,2": {"b": 10**40}}
    assert parse_tallies(tallies_csv(given), KEYS) == (given, [])


def test_a_count_below_zero_is_not_published():
    with pytest.raises(RuleBroken) as broken:
        tallies_csv({"c1": {"b": -1}})
    assert broken.value.facts == {"unit": "c1", "measure": "b", "text": "-1"}


def test_standings_stand_by_group_rank_and_unit_with_the_points_of_every_criterion():
    made = plan(
        criterion("a", points=60),
        criterion("b", points=40, applies_to=("wards",)),
        groups=(group("communes", prizes=prizes(("first", 1))), group("wards"), group("none")),
    )
    found = standings(made, "unit|a.n|a.d\n c2|1|2\n c1|1|2\n c3|1|3")
    names = {"c1": "Đông Thạnh", "c3": "Thuận Hưng, Long Mỹ"}
    written = standings_csv(made, {"communes": found, "wards": found[:1]}, names).decode()
    assert written == (
        "group,rank,unit,name,points,prize,a,b\n"
        "communes,1,c1,Đông Thạnh,30.00,first,30.00,\n"
        "communes,1,c2,c2,30.00,first,30.00,\n"
        'communes,3,c3,"Thuận Hưng, Long Mỹ",20.00,,20.00,\n'
        "wards,1,c1,Đông Thạnh,30.00,first,30.00,\n"
    )


def test_a_stages_standings_have_its_own_columns():
    made = plan(criterion("a", points=60), criterion("b", points=40))
    for given, columns in ((stage(criteria=("b",)), "b"), (stage(), "a,b")):
        written = standings_csv(made, {}, {}, stage=given).decode()
        assert written == f"group,rank,unit,name,points,prize,{columns}\n"


def test_sheets_hold_exact_numbers_as_text():
    made = plan(
        criterion("a", points=60, method="attainment", target="80%"), criterion("b", points=40)
    )
    found = standings(made, "unit|a.n|a.d|b.d\n c1|1|3|5")
    content = sheets_json(made, {"communes": found}, stage=stage("week-1"))
    value = json.loads(content)
    assert content.endswith(b"\n")
    assert (value["plan"], value["version"], value["stage"]) == ("plan", 1, "week-1")
    (sheet,) = value["groups"][0]["sheets"]
    assert sheet.pop("lines") == [
        {
            "criterion": "a", "numerator": "1", "denominator": "3", "ratio": "1/3",
            "target": "4/5", "verdict": "missed", "points": "25", "published": "25.00",
            "most": "60", "missing": [], "remarks": [],
        },
        {
            "criterion": "b", "numerator": None, "denominator": None, "ratio": None,
            "target": None, "verdict": "missing", "points": "0", "published": "0.00",
            "most": "40", "missing": ["b.n"], "remarks": [],
        },
    ]  # fmt: skip
    assert sheet == {
        "unit": "c1", "rank": 1, "prize": None, "council": None, "tie_break": None,
        "total": "25", "published": "25.00",
    }  # fmt: skip
    assert json.loads(sheets_json(made, {}))["stage"] == ""


def problems(content, units=None):
    """Show what is wrong with a file of tallies."""
    _, found = parse_tallies(content, KEYS, units)
    assert all(problem.text("vi") and problem.text("en") for problem in found)
    return [
        (problem.facts["line"], problem.facts["reason"].code.removeprefix("standings."))
        if problem.code == "standings.row"
        else problem.code.removeprefix("standings.")
        for problem in found
    ]


def test_every_bad_row_is_named():
    text = HEAD + "c1,a.n,5\nc1,x,5\nc9,a.n,5\nc1,a.n,6\nc1,a.d\nc1,a.d,5,\n,b,1\nc1,b,1\n"
    assert problems(text.encode(), ["c1"]) == [
        (3, "measure-unknown"),
        (4, "unit-unknown"),
        (5, "tally-twice"),
        (6, "row-ragged"),
        (7, "row-ragged"),
        (8, "unit-unknown"),
    ]


@pytest.mark.parametrize(
    "text", ["1.234,5", "1,234.5", "1.234.567", "1 234", "-5", "+5", "1e3", "", ".5", "5.", "٣", "½",
             "NaN", "0x1", "9" * 401]
)  # fmt: skip
def test_numbers_have_digits_and_at_most_one_point(text):
    assert problems(f'{HEAD}c1,a.n,"{text}"\n'.encode()) == [(2, "bad-number")]


def test_the_hint_shows_how_to_write_it():
    _, (problem,) = parse_tallies(f'{HEAD}c1,a.n,"1.234,5"\n'.encode(), KEYS)
    assert "1.234,5 phải viết là 1234.5" in problem.text("vi")


def test_without_a_list_any_unit_may_stand_there():
    assert problems((HEAD + "anyone,b,1\n").encode()) == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file-heading"),
        (b"unit;measure;quantity\n", "file-heading"),
        (b"measure,unit,quantity\nb,c1,1\n", "file-heading"),
        ((HEAD + "Đông,b,1\n").encode("utf-16"), "file-encoding"),
        (HEAD.encode() + b"c1,b,1\nph\xf3,b,1\n", "file-encoding"),
        ((HEAD + 'c1,b,"1\n').encode(), "file-broken"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_as_a_whole(content, code):
    assert problems(content) == [code]


def test_the_line_of_a_wrong_encoding_is_named():
    _, (problem,) = parse_tallies(HEAD.encode() + b"c1,b,1\nph\xf3,b,1\n", KEYS)
    assert problem.facts["line"] == 3


def test_what_spreadsheets_add_is_no_problem():
    """A byte order mark, line ends of Windows, empty lines at the end."""
    content = b"\xef\xbb\xbfunit,measure,quantity\r\nc1,b,1\r\n\r\n"
    assert parse_tallies(content, KEYS) == ({"c1": {"b": 1}}, [])


def test_units_say_who_competes_where():
    content = 'unit,name,group\nc1,"Đông Thạnh, xã",communes\nc2,,wards\n'.encode()
    found, bad = parse_units(content, ["communes", "wards"])
    assert bad == []
    assert found == {
        "c1": Competitor("c1", "Đông Thạnh, xã", "communes"),
        "c2": Competitor("c2", "c2", "wards"),
    }


def test_every_bad_unit_is_named():
    content = b"unit,name,group\nc1,,communes\nc1,,wards\n,x,communes\nc3,x,cities\n"
    _, found = parse_units(content, ["communes", "wards"])
    assert [(one.facts["line"], one.facts["reason"].code) for one in found] == [
        (3, "standings.unit-twice"),
        (4, "standings.unit-empty"),
        (5, "standings.group-unknown"),
    ]
