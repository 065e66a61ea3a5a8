"""The two simulated campaigns: what was published holds exactly, and every day makes sense."""

import csv
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from thidua.demo.rules import days as keys
from thidua.demo.rules import places
from thidua.demo.rules.checks import check, check_days, territory_total
from thidua.demo.rules.closed import PERIOD, closed
from thidua.demo.rules.days import Generated
from thidua.demo.rules.figures import published
from thidua.demo.rules.plans import running_plan
from thidua.demo.rules.running import COUNTED, kept, running
from thidua.kernel.errors import RuleBroken
from thidua.plans.rules.parse import parse
from thidua.recounts.rules import read
from thidua.units.rules import Level, Node, Tree

DATA = Path(__file__).parents[2] / "data"
SEEDS = (1, 2, 3, 5, 8, 2024, 987654321)
LEVELS = ("country", "province", "district", "commune")
CLOSING, TODAY = date(2024, 12, 10), date(2026, 3, 17)


def stands(row, day):
    return (not row["from"] or row["from"] <= day) and (not row["to"] or day < row["to"])


def rows_of(name):
    with (DATA / "units" / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def tree(day, root):
    """Read the registry's tree of a day, only under `root`, with what the demonstration adds."""
    moved = {row["unit"]: row["parent"] for row in rows_of("changes") if row["on"] <= str(day)}
    nodes = {}
    for row in sorted(rows_of("units"), key=lambda row: LEVELS.index(row["level"])):
        parent = moved.get(row["id"]) or row["parent"]
        if stands(row, str(day)) and (row["id"] == root or parent in nodes):
            nodes[row["id"]] = Node(
                row["id"], row["name"], row["kind"], Level(row["level"]), parent
            )
    added = {place.id: place.node for place in places.PLACES if place_stands(place, day, nodes)}
    return Tree(day, nodes | added)


def place_stands(place, day, nodes):
    begun = place.first is None or place.first <= day
    return place.root in nodes and begun and (place.end is None or day < place.end)


@pytest.fixture(scope="module")
def old():
    return tree(CLOSING, "p93")


@pytest.fixture(scope="module")
def new():
    return tree(TODAY, "p92-2025")


@pytest.fixture(scope="module")
def fixed():
    return published(read((DATA / "figures" / "published.csv").read_text("utf-8")), "000")


@pytest.fixture(scope="module")
def campaign(old, fixed):
    return closed(old, fixed, 1)


def changed(campaign, unit, measure, by):
    """Take one count more or less on the last day."""
    days = campaign.series[unit][measure]
    rows = {**campaign.series[unit], measure: (*days[:-1], days[-1] + by)}
    return Generated(campaign.period, {**campaign.series, unit: rows})


def test_the_tree_of_2024_has_8_districts_and_75_communes(old):
    levels = [old.nodes[unit].level for unit in old.territory("p93")]
    assert levels.count(Level.DISTRICT) == 8
    assert levels.count(Level.COMMUNE) == 75
    assert levels.count(Level.DEPARTMENT) == 17
    assert levels.count(Level.ENTERPRISE) == 0
    assert places.overseen(old, "p93")[0] == "x-hg-viettel"


@pytest.mark.parametrize("seed", SEEDS)
def test_every_total_identity_and_prize_holds_whatever_the_seed(old, fixed, seed):
    check(closed(old, fixed, seed), old, fixed)


def test_the_same_seed_gives_the_same_numbers(old, fixed, campaign):
    assert closed(old, fixed, 1) == campaign
    assert closed(old, fixed, 2) != campaign


def test_what_telecoms_count_is_what_people_did_every_day(old, campaign):
    for place in range(len(PERIOD)):
        by_place = [
            series[keys.MOVED_FROM_2G][place]
            for unit, series in campaign.series.items()
            if keys.MOVED_FROM_2G in series
        ]
        assert sum(by_place) % 2 == 0
    assert territory_total(campaign, old, "p93", keys.MOVED_FROM_2G) == 820_174


def test_only_two_communes_reach_every_target(old, campaign):
    communes = [unit for unit in old.territory("p93") if old.nodes[unit].level is Level.COMMUNE]
    whole = [
        unit
        for unit in communes
        if campaign.total(unit, keys.DIGITIZED) == campaign.total(unit, keys.PROCESSED)
    ]
    assert whole == ["c31369", "c31483"]


def test_counters_are_closed_at_weekends(campaign):
    for series in campaign.series.values():
        for day, count in zip(PERIOD, series.get(keys.DIRECT, ()), strict=False):
            assert count == 0 or day.weekday() < 5


def test_the_first_day_says_zero_and_later_days_say_nothing_of_zero(campaign):
    first = campaign.on(PERIOD.first)
    assert ("c31369", keys.DIRECT, 0) in first
    assert all(quantity for _, _, quantity in campaign.on(PERIOD.last))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("c31408", keys.RECEIVED, 1), "demo.identity-broken"),
        (("c31408", keys.DIGITIZED, 4000), "demo.identity-broken"),
        (("c31408", keys.DIGITIZED, -4000), "demo.identity-broken"),
        (("c31408", keys.FEE_BEARING, 1), "demo.total-differs"),
        (("x-hg-vnpt", keys.MOVED_FROM_2G, -1), "demo.total-differs"),
    ],
)
def test_a_campaign_that_breaks_a_rule_is_refused(old, fixed, campaign, change, code):
    with pytest.raises(RuleBroken) as broken:
        check(changed(campaign, *change), old, fixed)
    assert broken.value.code == code


def test_a_measure_without_the_one_it_lies_within_is_refused(campaign):
    rows = {key: row for key, row in campaign.series["c31408"].items() if key != keys.RECEIVED}
    with pytest.raises(RuleBroken) as broken:
        check_days(Generated(PERIOD, {"c31408": rows}))
    assert broken.value.code == "demo.identity-broken"


def test_other_prizes_than_the_published_ones_are_refused(old, fixed, campaign):
    ranks = {**fixed.ranks, "rank-communes": {"c31483": 1, "c31369": 2}}
    with pytest.raises(RuleBroken) as broken:
        check(campaign, old, replace(fixed, ranks=ranks))
    assert broken.value.code == "demo.prize-differs"


def test_totals_that_other_documents_publish_are_left_alone(old, fixed, campaign):
    totals = {**fixed.totals, ("p93", "identity-level-2"): (461784, 545903)}
    check(campaign, old, replace(fixed, totals=totals))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_running_campaign_makes_sense_every_day(new, seed):
    found = running(new, TODAY, seed)
    check_days(found.generated)
    assert found.generated.period.last == date(2026, 3, 16)


def test_the_running_campaign_tells_its_stories(new):
    found = running(new, TODAY, 1)
    series = found.generated.series
    communes = {unit for unit in new.nodes if new.nodes[unit].level is Level.COMMUNE}
    silent = [unit for unit in series if len(series[unit].get(keys.RECEIVED, (0,) * 37)) == 28]
    small = [
        unit for unit in communes & series.keys() if found.generated.total(unit, keys.RECEIVED) == 9
    ]
    twins = [unit for unit in series if list(series.values()).count(series[unit]) == 2]
    (correction,) = found.corrections
    assert len(communes) == 103
    assert len(communes - series.keys()) == len(silent) == len(small) == 1
    assert len(twins) == 2
    assert found.generated.total("x-ct-inspectorate", keys.FEE_BEARING) == 0
    assert correction.entered < correction.right
    assert correction.noticed < TODAY


def test_only_what_the_plan_counts_is_kept(new):
    found = kept(running(new, TODAY, 1))
    plan, _ = parse(tomllib.loads(running_plan(TODAY).decode()))
    assert {key for rows in found.generated.series.values() for key in rows} == set(plan.measures)
    assert set(plan.measures) == COUNTED


def test_the_running_plan_has_no_problem_and_lies_around_today():
    plan, problems = parse(tomllib.loads(running_plan(TODAY).decode()))
    assert problems == ()
    assert plan.generated
    assert (plan.period.first, plan.period.last) == (date(2026, 2, 8), date(2026, 4, 10))
    assert TODAY in plan.period


def test_a_day_before_the_new_map_is_refused(new):
    with pytest.raises(RuleBroken) as broken:
        running(new, date(2025, 7, 20), 1)
    assert broken.value.code == "demo.too-early"
    assert running_plan(date(2025, 8, 7))
