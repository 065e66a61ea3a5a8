"""A campaign that straddles a change of the tree is published on both, and nothing is lost."""

import csv
import json
from collections import Counter
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.conf import settings

import portal_campaign as campaign
import standings_forging as forging
import standings_straddle as straddle
from thidua.basis.models.trees import other_days
from thidua.campaigns.models.seeing import plan_of
from thidua.kernel.errors import RuleBroken
from thidua.standings.models import Edition, State
from thidua.standings.models.editions import replay
from thidua.standings.models.live import live
from thidua.standings.outside import workbook
from thidua.units.actions import merge, open_unit, rename
from thidua.units.rules import Level, NewUnit
from thidua.verify import log as logs
from thidua.verify import standings as verify
from worlds import shared

pytestmark = pytest.mark.django_db


def publish(state=State.OFFICIAL, **given):
    return campaign.publish(state=state, at=straddle.CLOSED, **given)


def file(edition, name):
    return edition.files.get(name=name).content.decode()


def frame(edition):
    return json.loads(file(edition, "edition.json"))


def table(edition, name="standings.csv"):
    rows = csv.DictReader(file(edition, name).splitlines())
    return [(row["rank"], row["unit"], row["online"]) for row in rows]


def recount():
    return verify.check(settings.PUBLISHED, logs.read(settings.PUBLISHED))


def same_again():
    for edition in Edition.objects.all():
        kept = {one.name: one.content for one in edition.files.all()}
        assert replay(edition, workbook).files == kept


def left(stayed):
    return {(one["unit"], one["measure"]): one["quantity"] for one in stayed}


def world(tree_day, **given):
    straddle.open_units()
    straddle.plan(tree_day, **given)
    straddle.counts()


def test_ranks_of_the_new_tree_come_with_those_of_the_old_one():
    world(straddle.LAST)
    edition = publish()
    assert table(edition) == [
        ("1", "c4", "60.00"),  # (5+30+5) of (10+30+10), above the target
        ("2", "c5", "60.00"),  # (5+4) of (10+4), a quarter of what was divided; fewer dossiers
        ("3", "c8", "60.00"),
        ("4", "c6", "50.00"),
        ("5", "g", "10.00"),
        ("6", "c9", "0.00"),
    ]
    old = table(edition, "elsewhere-2025-05-01-standings.csv")
    assert old == [
        ("1", "c2", "60.00"),
        ("2", "c7", "60.00"),  # 9 of 10, and 5 of 5 of what came out of it
        ("3", "c3", "54.55"),  # 24 of 44
        ("4", "c1", "50.00"),
        ("5", "g", "10.00"),
    ]
    said = frame(edition)
    assert left(said["stayed"]) == {("c7", "received"): "10", ("c7", "online"): "9"}
    (other,) = said["elsewhere"]
    assert (other["day"], other["root"]) == ("2025-05-01", "p1")
    assert left(other["stayed"]) == {("c4", "received"): "10", ("c4", "online"): "5"}
    assert "không lấy trung bình" in other["method"]
    recount()
    same_again()


def test_a_plan_that_ranks_on_its_first_day_comes_with_the_tree_of_its_last():
    world(straddle.FIRST)
    edition = publish()
    assert [unit for _, unit, _ in table(edition)] == ["c2", "c7", "c3", "c1", "g"]
    new = table(edition, "elsewhere-2025-08-31-standings.csv")
    assert [unit for _, unit, _ in new] == ["c4", "c5", "c8", "c6", "g"]
    assert left(frame(edition)["elsewhere"][0]["stayed"])["c7", "online"] == "9"
    recount()
    same_again()


@pytest.mark.parametrize("tree_day", [straddle.FIRST, straddle.LAST])
def test_sums_are_the_same_on_every_tree_with_what_stayed_behind(tree_day):
    world(tree_day)
    edition = publish()
    totals = []
    for on in (straddle.FIRST, straddle.LAST, date(2024, 1, 1), date(2030, 1, 1)):
        board = live("sixty", on=on)
        found = Counter()
        for counts in (*board.own.values(), *board.stayed.values()):
            for measure, quantity in counts.items():
                found[measure] += Fraction(Decimal(quantity))
        totals.append(found)
    assert all(one == {"received": 129, "online": 80} for one in totals)
    said = frame(edition)
    assert left(said["stayed"]) == {
        (unit, measure): str(quantity)
        for unit, counts in live("sixty").stayed.items()
        for measure, quantity in counts.items()
    }


def test_a_campaign_whose_units_stay_the_same_has_one_table():
    campaign.make()
    edition = campaign.publish()
    assert frame(edition)["elsewhere"] == []
    assert edition.files.count() == 6
    assert other_days(plan_of("sixty")) == []


def test_a_stage_before_the_change_comes_with_the_tree_of_its_own_days():
    world(straddle.LAST)
    edition = publish(stage="october")
    assert [one["day"] for one in frame(edition)["elsewhere"]] == ["2025-05-01"]
    assert other_days(plan_of("sixty")) == [straddle.FIRST]
    recount()


def test_provinces_that_became_one_stand_together_under_its_name():
    given = {"actor": campaign.ACTOR, "at": straddle.OPENED}
    for code, name in (("p1", "Hậu Sông"), ("p2", "Sóc Biển")):
        unit = NewUnit(code, Level.PROVINCE, "province", name)
        open_unit(unit=unit, first=None, **given)
        for number in (1, 2):
            below = NewUnit(f"{code}-{number}", Level.COMMUNE, "commune", f"Xã {number}", code)
            open_unit(unit=below, first=None, **given)
    office = NewUnit("x", Level.DEPARTMENT, "department", "Sở", overseen_by="p2")
    open_unit(unit=office, first=None, **given)
    into = NewUnit("p9", Level.PROVINCE, "city", "Sông Biển")
    merge(units=["p1", "p2"], into=into, on=straddle.REFORM, **given)
    straddle.plan(straddle.LAST, root="p9")
    campaign.count("p1-1", "a", at=straddle.DURING, day=straddle.MAY, received=10, online=5)
    campaign.count("p2-1", "b", at=straddle.DURING, day=straddle.MAY, received=10, online=10)
    board = live("sixty", on=straddle.MAY)
    assert board.tree.nodes["p1"].parent == board.tree.nodes["p2"].parent == "p9"
    assert board.tree.nodes["x"].overseen_by == "p9"
    assert board.tree.nodes["p9"].name == "Sông Biển"
    assert board.quantities["p9"] == {"received": 20, "online": 15}
    assert [one.sheet.unit for one in board.groups[0].standings] == ["p2-1", "p1-1"]
    publish()
    recount()


def test_a_day_on_which_nothing_carries_on_the_root_has_no_table():
    opened = {"actor": campaign.ACTOR, "at": straddle.OPENED}
    root = NewUnit("p5", Level.PROVINCE, "province", "Tân Lập")
    open_unit(unit=root, first=date(2025, 7, 1), **opened)
    below = NewUnit("n", Level.COMMUNE, "commune", "Xã", "p5")
    open_unit(unit=below, first=date(2025, 7, 1), **opened)
    straddle.plan(straddle.LAST, root="p5")
    assert other_days(plan_of("sixty")) == []
    with pytest.raises(RuleBroken) as broken:
        live("sixty", on=straddle.FIRST)
    assert broken.value.code == "standings.no-heir"


def test_names_of_an_edition_stay_those_of_its_day():
    world(straddle.LAST)
    places = (campaign.standings.Place("communes", "g", 1, "first"),)
    campaign.standings.record_council_result(
        campaign="sixty", stage="", places=places, grounds=("QĐ 1", "Theo biên bản"),
        actor=campaign.ACTOR, at=straddle.CLOSED,
    )  # fmt: skip
    edition = publish()
    kept = {one.name: one.content for one in edition.files.all()}
    rename(unit="g", name="Gò Mới", on=date(2025, 10, 1), actor=campaign.ACTOR, at=straddle.CLOSED)
    merge(
        units=["c4", "c5"], into=straddle.commune("z", "Hợp Nhất"), on=date(2025, 11, 1),
        actor=campaign.ACTOR, at=straddle.CLOSED,
    )  # fmt: skip
    assert live("sixty").tree.nodes["g"].name == "Gò Nổi"
    assert live("sixty", on=date(2025, 12, 1)).tree.nodes["g"].name == "Gò Mới"
    assert replay(edition, workbook).files == kept
    assert "Gò Nổi" in kept["standings.csv"].decode()
    assert "Gò Mới" not in kept["standings.csv"].decode()
    publish(reason="Sửa")
    assert table(edition) == table(Edition.objects.of("sixty").first())
    recount()


# ---- what the owner of the key could publish ----


def make():
    world(straddle.LAST)
    publish()


made = shared(make)


@pytest.fixture
def folder(made):
    return forging.opened()


def refusal(folder):
    folder.sign()
    with pytest.raises(RuleBroken) as broken:
        recount()
    return broken.value.code


def test_the_other_tree_is_recounted(folder):
    folder.rewrite(
        folder.editions[0],
        "elsewhere-2025-05-01-standings.csv",
        lambda text: text.replace("communes,5,g", "communes,1,g"),
    )
    assert refusal(folder) == "verify.recount-differs"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("c5,,,,,,,,c3:1", "c5,,,,,,,,g:1", "verify.recount-differs"),
        ("c5,,,,,,,,c3:1", "c5,,,,,,,,c3:0.5", "verify.shares-wrong"),
        ("c4,,,,,,,,\n", "", "verify.recount-differs"),
        ("c4,,,,,,,,\n", "c4,,,,,,,,c1:1\n", "verify.recount-differs"),
        ("p1,,communes,\n", "p1,,,\n", "verify.recount-differs"),
        ("unit,", "units,", "standings.units-heading"),
    ],
)
def test_the_way_to_the_other_tree_is_told_whole(folder, old, new, code):
    name = "elsewhere-2025-05-01-units.csv"
    assert old in (forging.folder(folder.editions[0]) / name).read_text()
    folder.rewrite(folder.editions[0], name, lambda text: text.replace(old, new, 1))
    assert refusal(folder) == code


@pytest.mark.parametrize(
    "change",
    [
        lambda one: {**one, "root": "c1"},
        lambda one: {**one, "day": "2025-05-02"},
        lambda one: {**one, "day": "x"},
        lambda one: {**one, "method": "Trung bình"},
        lambda one: {**one, "stayed": []},
        lambda _: {},
        lambda _: [],
        lambda _: None,
    ],
)  # fmt: skip
def test_what_the_frame_says_of_the_other_tree(folder, change):
    path = forging.folder(folder.editions[0]) / "edition.json"
    (one,) = json.loads(path.read_bytes())["elsewhere"]
    folder.frame(folder.editions[0], elsewhere=[change(one)])
    assert refusal(folder) in {"verify.recount-differs", "verify.edition-malformed"}


def test_a_table_that_the_frame_does_not_name(folder):
    folder.frame(folder.editions[0], elsewhere=[])
    assert refusal(folder) == "verify.recount-differs"


def test_half_a_table_or_another_file(folder):
    path = forging.folder(folder.editions[0])
    (path / "elsewhere-2025-05-01-standings.csv").rename(path / "elsewhere-2025-05-02-units.csv")
    assert refusal(folder) == "verify.leaf-malformed"
