"""A campaign's counts on the tree of another day: merges, splits, and stocks that replace stocks.

`a` and `a2` merge into `b`, later `b` into `c`; `s` splits into `s1` and `s2` by declared shares,
`u` into `u1` and `u2` without. A stock that a unit reported itself takes the place of what its
predecessors had, generation by generation; a flow always adds up.
"""

from datetime import date
from decimal import Decimal

import pytest

from standings_plans import criterion, group, plan
from thidua.kernel.errors import RuleBroken
from thidua.plans.rules import MeasureKind
from thidua.standings.rules.board import board, carry, elsewhere, parts_of, routes, stage_of
from thidua.standings.rules.edition import parse_units, units_csv
from thidua.units.rules import Level, Node, Succession, Tree

SUCCESSIONS = """
    a | b  | 2025-01-01 | 1
    a2| b  | 2025-01-01 | 1
    s | s1 | 2025-01-01 | 0.125
    s | s2 | 2025-01-01 | 0.875
    u | u1 | 2025-01-01 |
    u | u2 | 2025-01-01 |
    b | c  | 2026-01-01 | 1
    s1| c  | 2026-01-01 | 1
"""
TREES = {
    "2024-12-31": ["a", "a2", "s", "u"],
    "2025-01-01": ["b", "s1", "s2", "u1", "u2"],
    "2026-01-01": ["c", "s2", "u1", "u2"],
}


def cells(text):
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]


def successions():
    return [
        Succession(one, other, date.fromisoformat(on), Decimal(share) if share else None)
        for one, other, on, share in cells(SUCCESSIONS)
    ]


def tree(day):
    nodes = {unit: Node(unit, unit, "commune", Level.COMMUNE, "p") for unit in TREES[day]}
    nodes["p"] = Node("p", "P", "province", Level.PROVINCE, None, "gov", "93")
    return Tree(date.fromisoformat(day), nodes)


def shown_on(day, text, kind):
    own = {unit: {"m": int(quantity)} for unit, quantity in cells(text)}
    carried, stayed = carry(own, successions(), tree(day), {"m": MeasureKind(kind)})
    return [f"{unit} | {carried[unit]['m']}" for unit in sorted(carried)] + [
        f"{unit} | {stayed[unit]['m']} | stayed" for unit in sorted(stayed)
    ]


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        pytest.param("stock", "a | 100\na2 | 50\nb | 155", ["c | 155"],
                     id="a stock replaces what the generation before had, also further on"),
        pytest.param("stock", "a | 100\na2 | 50", ["c | 150"],
                     id="a stock that nobody reported again is the sum of what was"),
        pytest.param("stock", "a | 100\nb | 155\nc | 7", ["c | 7"],
                     id="the last report of a stock holds"),
        pytest.param("stock", "b | 155\ns | 8", ["c | 156", "s2 | 7"],
                     id="a stock is divided by the shares and joins what others had"),
        pytest.param("stock", "s | 8\ns1 | 3", ["c | 3", "s2 | 7"],
                     id="a part of a split that reported keeps its report, the other its share"),
        pytest.param("stock", "a | 100\nb | 0", ["c | 0"],
                     id="a report of zero is a report"),
        pytest.param("flow", "a | 100\na2 | 50\nb | 155", ["c | 305"],
                     id="a flow always adds up"),
        pytest.param("flow", "s | 3", ["c | 0.375", "s2 | 2.625"],
                     id="a split with shares is exact"),
        pytest.param("flow", "u | 5\nu1 | 2", ["u1 | 2", "u | 5 | stayed"],
                     id="a split without shares stays where it was"),
    ],
)  # fmt: skip
def test_counts_come_to_the_tree_of_a_later_day(kind, text, expected):
    assert shown_on("2026-01-01", text, kind) == expected


def test_a_stock_goes_back_to_an_earlier_tree_unless_the_old_unit_reported_it():
    assert shown_on("2024-12-31", "s1 | 2\ns2 | 3", "stock") == ["s | 5"]
    assert shown_on("2024-12-31", "s | 9\ns1 | 2\ns2 | 3", "stock") == ["s | 9"]


def test_counts_of_units_that_all_stand_are_left_as_they_are():
    own = {"a": {"m": 1}}
    assert carry(own, [], tree("2024-12-31"), {}) == (own, {})


def test_a_gone_unit_is_led_on_generation_by_generation_and_to_its_end():
    last, all_of_it = tree("2026-01-01"), Decimal(1)
    assert routes(["a", "s", "u"], successions(), last) == {
        "a": (("b", all_of_it),),
        "b": (("c", all_of_it),),
        "s": (("s1", Decimal("0.125")), ("s2", Decimal("0.875"))),
        "s1": (("c", all_of_it),),
        "u": (),
    }
    assert parts_of(["a", "s", "u"], successions(), last) == {
        "a": (("c", all_of_it),),
        "s": (("c", Decimal("0.125")), ("s2", Decimal("0.875"))),
    }


def test_two_ways_to_one_end_add_up():
    halves = [Succession("s", part, date(2025, 1, 1), Decimal("0.5")) for part in ("s1", "s2")] + [
        Succession(part, "c", date(2026, 1, 1), Decimal(1)) for part in ("s1", "s2")
    ]
    assert parts_of(["s"], halves, Tree(date(2026, 1, 1), {"c": None})) == {
        "s": (("c", Decimal("1.0")),)
    }


# ---- a whole campaign on another tree ----

GIVEN = plan(
    criterion("online", form="count", method="count_target", target=100),
    groups=(group(), group("wards", level=None, kinds=("ward",))),
)
OWN = {"a": {"online": 30}, "a2": {"online": 20}, "s": {"online": 100}, "u": {"online": 9}}


def ranks(found):
    return [
        f"{one.group.code} | {each.rank} | {each.sheet.unit} | {each.sheet.published}"
        for one in found.groups
        for each in one.standings
    ]


def test_a_campaign_is_ranked_on_another_tree_among_the_units_that_have_counts():
    later = tree("2026-01-01")
    moved = elsewhere(GIVEN, later, successions(), OWN, "p")
    found = board(moved, None, later, successions(), OWN)
    assert ranks(found) == ["communes | 1 | s2 | 87.50", "communes | 2 | c | 62.50"]
    assert found.stayed == {"u": {"online": 9}}
    assert found.quantities["p"] == {"online": 150}


def test_where_the_root_does_not_stand_nobody_is_ranked():
    found = board(GIVEN, None, Tree(date(2025, 1, 1), {}), successions(), {})
    assert (ranks(found), found.quantities) == ([], {})


def test_a_stage_is_found_by_its_code_and_an_unknown_one_is_refused():
    assert stage_of(GIVEN, "") is None
    with pytest.raises(RuleBroken) as broken:
        stage_of(GIVEN, "week-1")
    assert broken.value.code == "standings.stage-unknown"


# ---- the same from the published tree ----


def published(day, *units):
    found = tree(day)
    return units_csv(found, {"c": "communes"}, routes(units, successions(), found))


def test_the_published_tree_says_where_the_counts_of_gone_units_go():
    assert published("2026-01-01", "a", "s", "u").decode().splitlines()[1:] == [
        "c,,c,commune,commune,p,,communes,",
        "p,93,P,province,province,,gov,,",
        "s2,,s2,commune,commune,p,,,",
        "u1,,u1,commune,commune,p,,,",
        "u2,,u2,commune,commune,p,,,",
        "a,,,,,,,,b:1",
        "b,,,,,,,,c:1",
        "s,,,,,,,,s1:0.125;s2:0.875",
        "s1,,,,,,,,c:1",
        "u,,,,,,,,",
    ]


@pytest.mark.parametrize("day", TREES)
@pytest.mark.parametrize("kind", MeasureKind)
def test_whoever_reads_the_published_tree_carries_the_same_counts(day, kind):
    own = {unit: {"m": place + 1} for place, unit in enumerate(("a", "a2", "b", "s", "s1", "u"))}
    gone = own.keys() - tree(day).nodes.keys()
    again, groups, chain = parse_units(published(day, *gone), tree(day).day)
    assert again == tree(day)
    assert groups == ({"c": "communes"} if "c" in TREES[day] else {})
    expected = carry(own, successions(), tree(day), {"m": kind})
    assert carry(own, chain, again, {"m": kind}) == expected


def test_units_that_lead_in_a_circle_are_refused():
    gone = {unit: ((into, Decimal(1)),) for unit, into in (("a", "b"), ("b", "a"))}
    with pytest.raises(RuleBroken) as broken:
        parse_units(units_csv(tree("2026-01-01"), {}, gone), date(2026, 1, 1))
    assert broken.value.code == "standings.units-circle"
