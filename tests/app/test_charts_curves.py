"""Curves end where the figures beside them stand, whatever was counted, frozen, moved or merged."""

from datetime import date
from fractions import Fraction

import pytest

import portal_campaign as world
import standings_freezing as freeze
from thidua.campaigns.actions import publish_plan
from thidua.charts.models import curves
from thidua.charts.models.curves import against, curve_of
from thidua.charts.rules.events import Kind
from thidua.proofs.models.campaigns import as_of
from thidua.reading.forms.asking import View
from thidua.reading.forms.looking import Look, lines_of, shown_for
from thidua.standings.models import State
from thidua.standings.models.live import live
from thidua.units.actions import merge, open_unit
from thidua.units.rules import Level, NewUnit
from worlds import shared

pytestmark = pytest.mark.django_db

TODAY = date(2024, 11, 1)
MORE = """
[[measures]]
key = "state"
label = "Hộ có tài khoản"
unit = "hộ"
kind = "household-state"

[[criteria]]
code = "hamlets"
label = "Số ấp đạt mức"
source = "Phụ lục"
indicator = { form = "members_reaching", numerator = ["online"], norm = 5 }
scope = "children"
universe = "Ấp"
date_basis = "ngày tiếp nhận"
method = "proportional"
params = { min = 0, max = 5 }
points = 5
zero = "not_applicable"
effect = "bonus"
applies_to = ["communes"]

[[criteria]]
code = "there"
label = "Số hộ"
source = "Phụ lục"
indicator = { form = "count", numerator = ["households"] }
scope = "territory"
universe = "Hộ"
date_basis = "ngày lập"
method = "per_item"
params = { each = "0.01", cap = 5, min = 0, max = 5 }
points = 5
effect = "bonus"
applies_to = ["communes"]

[[criteria]]
code = "accounts"
label = "Hộ có tài khoản"
source = "Phụ lục"
indicator = { form = "complement", parts = [{ numerator = ["state"], denominator = ["households"] }] }
scope = "territory"
universe = "Hộ"
date_basis = "ngày mở"
method = "proportional"
params = { min = 0, max = 5 }
points = 5
zero = "not_applicable"
effect = "bonus"
applies_to = ["communes"]
"""


made = shared(world.make)


def looked(code="sixty", *, stage="", until=None, on=None):
    board = live(code, stage=stage, until=until, on=on)
    return Look(board.plan, None, View(stage, until, on), board, as_of(), None)


def drawn(code="sixty", criterion="online", unit="p1", *, over=None, **view):
    seen = shown_for(looked(code, **view), unit)
    chosen = next(each for each in seen.board.plan.criteria if each.code == criterion)
    earlier = against(over, chosen, seen, unit) if over else None
    return curve_of(seen, chosen, unit, today=TODAY, against=earlier)


def ends(seen):
    """Give where every curve of a board ends, and the figure beside it."""
    found = {}
    for unit in seen.board.tree.nodes:
        area = shown_for(seen, unit)
        lines = lines_of(area.board, unit)
        for criterion in area.board.plan.criteria:
            if criterion.code in lines:
                line = lines[criterion.code]
                curve = curve_of(area, criterion, unit, today=TODAY, beside=False)
                value = curve.drawn.points[-1].value
                found[unit, criterion.code] = (
                    (value.numerator, value.denominator, value.ratio),
                    (line.numerator, line.denominator, line.ratio),
                )
    return found


def assert_same(seen, at_least):
    found = ends(seen)
    assert {key: pair for key, pair in found.items() if pair[0] != pair[1]} == {}
    assert sum(pair[0][0] is not None for pair in found.values()) >= at_least


def test_every_curve_ends_at_its_figure():
    world.open_units()
    content = world.PLAN.format(code="sixty", name="Thử", visibility="public") + MORE
    publish_plan(content=content.encode(), actor=world.ACTOR, at=world.OPENED)
    world.counts()
    world.count("c1", "s1", day=date(2024, 9, 1), state=9, households=70)
    world.count("c1", "s2", day=date(2024, 10, 29), state=-2, households=120)
    world.count("c3", "z", received=0, online=0)
    assert_same(looked(), 15)
    assert_same(looked(until=date(2024, 10, 22)), 12)
    assert_same(looked(stage="october"), 12)
    world.merge_communes()
    assert_same(looked(on=date(2025, 7, 1)), 8)
    there = drawn(criterion="there", unit="c1").drawn
    assert there.steps
    assert [each.amount for each in there.points][:20:19] == [70, 120]
    assert drawn(criterion="there", unit="c1").story.end.added is None
    back = drawn(criterion="accounts", unit="c1")
    assert back.story.taken_back == (date(2024, 10, 29),)


def test_a_merger_on_the_way_carries_counts_and_is_marked():
    world.open_units()
    world.plan()
    world.counts()
    into = NewUnit("c4", Level.COMMUNE, "commune", "An Bình", "p1")
    merge(units=["c1", "c2"], into=into, on=date(2024, 11, 5), actor=world.ACTOR, at=world.LATER)
    assert_same(looked(), 5)
    before = drawn(criterion="guided", unit="c4")
    assert [each.kind for each in before.drawn.events][2] == Kind.MERGER
    assert before.story.end.value.denominator == 180
    # what the new unit counts itself takes the place of what the old ones had
    world.count("c4", "own", at=world.LATER, day=date(2024, 11, 6), households=200, guided=3)
    assert_same(looked(), 5)
    amounts = [each.amount for each in drawn(criterion="guided", unit="c4").drawn.points]
    assert amounts[26:28] == [Fraction(50, 180), Fraction(53, 200)]


def test_what_came_too_late_is_in_no_curve_until_it_is_admitted():
    world.open_units()
    freeze.plan()
    world.counts()
    found = freeze.late("c2", "late", received=2, online=2)
    assert_same(looked(), 8)
    assert drawn(unit="c2").story.end.value.numerator == 8
    freeze.admit(*found.values())
    assert_same(looked(), 8)
    assert drawn(unit="c2").story.end.value.numerator == 10
    kinds = [each.kind for each in drawn().drawn.events]
    assert kinds == [Kind.START, Kind.STAGE_END, Kind.END, Kind.FREEZE]


def test_events_editions_and_what_is_settled(made):
    world.publish(stage="october", state=State.OFFICIAL, at=world.LATER)
    found = drawn(unit="c1").drawn
    assert [(each.kind, each.name) for each in found.events] == [
        (Kind.START, ""),
        (Kind.STAGE_END, "Đợt tháng Mười"),
        (Kind.EDITION, "1"),
        (Kind.END, ""),
    ]
    assert found.settled is None
    stage = drawn(unit="c1", stage="october").drawn
    assert stage.settled == date(2024, 10, 31)
    assert [each.kind for each in stage.events] == [Kind.START, Kind.END, Kind.EDITION]
    assert found.points[-1].day == date(2024, 11, 8)  # no further than what is in the log
    freeze.plan(version=2, first="2024-11-20", at=world.LATER)
    assert (Kind.PLAN, "2") in [(each.kind, each.name) for each in drawn().drawn.events]


def test_a_unit_is_compared_with_its_group_or_those_beside_it(monkeypatch):
    world.open_units()
    for place in range(4, 8):
        kind = NewUnit(f"c{place}", Level.COMMUNE, "commune", f"Xã {place}", "p1")
        open_unit(unit=kind, first=None, actor=world.ACTOR, at=world.OPENED)
    world.plan()
    for place in range(1, 8):
        world.count(f"c{place}", str(place), received=10, online=place)
    found = drawn(unit="c7")
    assert (found.siblings.among, found.siblings.units) == ("group", 6)
    assert found.drawn.spreads[-1].middle == Fraction(35, 100)
    assert found.story.place == "above"
    hamlet = drawn(unit="h1")
    assert (hamlet.siblings.among, hamlet.siblings.units) == ("parent", 1)
    assert drawn(unit="p1").siblings is None
    monkeypatch.setattr(curves, "MOST_SIBLINGS", 2)
    crowded = drawn(unit="c7")
    assert (crowded.siblings.among, crowded.siblings.too_many) == ("parent", True)
    assert crowded.drawn.spreads == ()


def test_an_earlier_campaign_is_laid_over_by_the_day_of_the_campaign(made):
    later = world.PLAN.format(code="later", name="Sau", visibility="public")
    later = later.replace("2024-", "2026-")
    world.merge_communes()
    publish_plan(content=later.encode(), actor=world.ACTOR, at=world.CLOSED)
    found = drawn("later", unit="c3", over="sixty").drawn.earlier
    assert (found.code, found.first, found.amounts[10]) == ("sixty", date(2024, 10, 10), None)
    merged = drawn("later", unit="c4", over="sixty").drawn.earlier
    assert merged.amounts[9:11] == (None, Fraction(16, 25))
    assert drawn("later", unit="p1", over="sixty").drawn.earlier.amounts[-1] == Fraction(21, 30)
    new = NewUnit("c9", Level.COMMUNE, "commune", "Mới", "p1")
    open_unit(unit=new, first=date(2025, 8, 1), actor=world.ACTOR, at=world.CLOSED)
    assert drawn("later", unit="c9", over="sixty").drawn.earlier is None
    assert drawn("later", unit="c3").story is None  # its first day is yet to come
