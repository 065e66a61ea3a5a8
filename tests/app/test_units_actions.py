"""Changes of the tree through its actions: what is written, what is said, what is refused."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from thidua.kernel.errors import RuleBroken
from thidua.ledger.models import Entry
from thidua.units import actions
from thidua.units.models import (
    Edge,
    Relation,
    Succession,
    Unit,
    UnitName,
    above,
    check_stands,
    resolve,
    standing,
    successions,
    tree,
)
from thidua.units.rules import Level, NewUnit, Part, reexpress
from worlds import shared

pytestmark = pytest.mark.django_db
WHO = {"actor": "seat-1", "at": datetime(2025, 6, 16, 8, 0, tzinfo=UTC)}
BEFORE, DAY, AFTER = date(2025, 6, 30), date(2025, 7, 1), date(2025, 8, 1)


def new(unit, kind="commune", parent=None, name=None, **more):
    levels = {"p": "province", "d": "district", "c": "commune", "h": "hamlet", "x": "department"}
    return NewUnit(unit, Level(levels[unit[0]]), kind, name or f"Tên {unit}", parent, **more)


def start(unit, kind, parent=None, *, first=None, end=None, **more):
    actions.open_unit(unit=new(unit, kind, parent, **more), first=first, end=end, **WHO)


def make():
    """Open a province with two districts, four communes, a hamlet in one, and a department."""
    start("p1", "province")
    for district, communes in (("d1", ("c1", "c2")), ("d2", ("c3", "c4"))):
        start(district, "district", "p1")
        for commune in communes:
            start(commune, "commune", district, codes={"gso": f"0{commune[1]}"})
    start("h1", "hamlet", "c1")
    start("x1", "department", overseen_by="p1")


province = shared(make, autouse=True)


def refused(action, **given):
    entries = Entry.objects.count()
    with pytest.raises(RuleBroken) as caught, transaction.atomic():
        action(**given, **WHO)
    assert caught.value.text("vi")
    assert Entry.objects.count() == entries
    return caught.value.code


def shape(day, root=None):
    """Give the tree of a day as lines: id, parent, overseer."""
    nodes = tree(day, root).nodes.values()
    return [f"{node.id} < {node.parent or '-'} {node.overseen_by or ''}".strip() for node in nodes]


def test_a_tree_has_all_that_stands_on_its_day():
    assert shape(DAY) == [
        "c1 < d1",
        "c2 < d1",
        "c3 < d2",
        "c4 < d2",
        "d1 < p1",
        "d2 < p1",
        "h1 < c1",
        "p1 < -",
        "x1 < - p1",
    ]
    assert tree(DAY).nodes["c1"].code == "01"
    assert tree(DAY).nodes["c1"].label == "Xã Tên c1"


def test_a_tree_of_a_root_has_what_it_oversees_and_no_way_out():
    assert shape(DAY, "d1") == ["c1 < d1", "c2 < d1", "d1 < -", "h1 < c1"]
    assert "x1 < - p1" in shape(DAY, "p1")


def test_a_tree_of_a_root_that_is_not_there_is_refused():
    start("c9", "commune", "d1", first=DAY)
    with pytest.raises(RuleBroken, match=r"units\.not-yet-open"):
        tree(BEFORE, "c9")
    with pytest.raises(RuleBroken, match=r"units\.unknown"):
        tree(BEFORE, "c0")


def test_a_unit_may_open_and_close_in_the_past():
    start("c9", "commune", "d1", first=date(2020, 1, 1), end=date(2021, 1, 1))
    assert "c9" in tree(date(2020, 12, 31)).nodes
    assert "c9" not in tree(date(2021, 1, 1)).nodes


def test_an_event_says_what_opened():
    _receipt, event = actions.open_unit(unit=new("c9", parent="d1"), first=DAY, **WHO)
    assert (event.kind, event.subject, event.unit) == ("units.opened", "unit:c9", "c9")
    assert event.public == {
        "id": "c9",
        "level": "commune",
        "kind": "commune",
        "name": "Tên c9",
        "parent": "d1",
        "overseen_by": None,
        "codes": {},
        "from": "2025-07-01",
        "to": None,
    }


def test_a_merge_closes_opens_and_takes_along_what_stood_below():
    actions.oversee(unit="x1", by="c2", on=BEFORE, **WHO)
    into = new("c1-2025", "ward", "d2", codes={"gso": "01"})
    _receipt, event = actions.merge(units=["c1", "c2"], into=into, on=DAY, **WHO)
    assert "h1 < c1" in shape(BEFORE)
    assert {"h1 < c1-2025", "x1 < - c1-2025", "c1-2025 < d2"} <= set(shape(DAY))
    assert not {"c1", "c2"} & tree(DAY).nodes.keys()
    assert [str(each.share) for each in successions()] == ["1", "1"]
    assert (event.kind, event.public["units"]) == ("units.merged", ["c1", "c2"])
    assert [resolve(f"gso:01@{day}") for day in (BEFORE, DAY)] == ["c1", "c1-2025"]


def test_a_merge_of_districts_may_take_its_parts_along_too():
    actions.merge(units=["d1", "d2"], into=new("d9", "town", "p1"), on=DAY, **WHO)
    assert [line for line in shape(DAY) if line.endswith("d9")] == [
        "c1 < d9",
        "c2 < d9",
        "c3 < d9",
        "c4 < d9",
    ]


def test_a_split_gives_every_child_to_a_part_and_every_part_its_share():
    parts = [
        Part(new("c8", parent="d1"), Decimal("0.25"), ("h1",)),
        Part(new("c9", parent="d1"), Decimal("0.75")),
    ]
    _receipt, event = actions.split(unit="c1", parts=parts, on=DAY, **WHO)
    assert "h1 < c8" in shape(DAY)
    carried = reexpress({"c1": 8}, successions(["c9"]), tree(DAY))
    assert (carried.quantities, carried.stayed) == ({"c8": 2, "c9": 6}, ())
    assert [part["share"] for part in event.public["parts"]] == ["0.25", "0.75"]


def test_a_split_without_shares_leaves_counts_at_the_old_unit():
    parts = [Part(new("c8", parent="d1"), None), Part(new("c9", parent="d1"), None)]
    _receipt, event = actions.split(unit="c2", parts=parts, on=DAY, **WHO)
    assert reexpress({"c2": 8}, successions(), tree(DAY)).stayed == ("c2",)
    assert {part["share"] for part in event.public["parts"]} == {None}


def test_chains_are_found_from_both_ends():
    actions.merge(units=["c1", "c2"], into=new("c8", parent="d1"), on=DAY, **WHO)
    actions.merge(units=["c8", "c3"], into=new("c9", parent="d1"), on=AFTER, **WHO)
    lines = [f"{each.predecessor} → {each.successor}" for each in successions(["c1"])]
    assert lines == ["c1 → c8", "c2 → c8", "c3 → c9", "c8 → c9"]
    assert successions(["c9"]) == successions(["c1"]) == successions()
    assert successions(["c4"]) == []


def test_a_renamed_unit_keeps_its_old_name_before():
    actions.rename(unit="c1", name="Đông Phước", on=DAY, **WHO)
    names = [tree(day).nodes["c1"].name for day in (BEFORE, DAY)]
    assert names == ["Tên c1", "Đông Phước"]
    assert UnitName.objects.on(DAY).matching("xa dong phuoc").get().unit_id == "c1"


def test_kind_and_name_may_change_on_one_day():
    actions.change_kind(unit="c1", kind="ward", on=DAY, **WHO)
    actions.rename(unit="c1", name="Vị Thanh", on=DAY, **WHO)
    assert [tree(day).nodes["c1"].label for day in (BEFORE, DAY)] == [
        "Xã Tên c1",
        "Phường Vị Thanh",
    ]


def test_a_moved_unit_rolls_up_elsewhere_from_that_day():
    actions.move(unit="c1", parent="d2", on=DAY, **WHO)
    assert [above("c1", day) for day in (BEFORE, DAY)] == [["c1", "d1", "p1"], ["c1", "d2", "p1"]]
    actions.move(unit="c1", parent="p1", on=DAY, **WHO)
    assert Edge.objects.filter(unit="c1").count() == 2
    assert above("c1", DAY) == ["c1", "p1"]


def test_oversight_does_not_roll_up():
    actions.oversee(unit="c1", by="x1", on=DAY, **WHO)
    node = tree(DAY).nodes["c1"]
    assert (node.parent, node.overseen_by) == ("d1", "x1")
    assert tree(BEFORE).nodes["c1"].overseen_by is None


def test_an_abolished_level_hands_what_stood_below_to_the_unit_above():
    start("x2", "department", overseen_by="d1")
    _receipt, event = actions.abolish_level(level=Level.DISTRICT, root="p1", on=DAY, **WHO)
    assert shape(DAY) == [
        "c1 < p1",
        "c2 < p1",
        "c3 < p1",
        "c4 < p1",
        "h1 < c1",
        "p1 < -",
        "x1 < - p1",
        "x2 < - p1",
    ]
    assert shape(BEFORE)[0] == "c1 < d1"
    assert (event.public["closed"], event.public["moved"]) == (2, 5)


def test_a_unit_closes_with_its_name_edges_and_codes():
    _receipt, event = actions.close_unit(unit="c2", on=DAY, **WHO)
    assert event.kind == "units.closed"
    assert "c2" not in tree(DAY).nodes
    assert standing("c2").end == DAY
    with pytest.raises(RuleBroken, match=r"units\.code-not-held"):
        resolve("gso:02@2025-07-01")


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("close_unit", {"unit": "c1"}, "units.has-children"),
        ("close_unit", {"unit": "c0"}, "units.unknown"),
        ("open_unit", {"unit": new("c1"), "first": DAY, "on": None}, "units.id-taken"),
        ("open_unit", {"unit": new("c9", codes={"gso": "01"}), "first": DAY, "on": None}, "units.code-taken"),
        ("merge", {"units": ["c1", "c9"], "into": new("c8")}, "units.unknown"),
        ("merge", {"units": ["c1", "c2"], "into": new("c3")}, "units.id-taken"),
        ("merge", {"units": ["d1", "d2"], "into": new("d9", "district", "d1")}, "units.cycle"),
        ("merge", {"units": ["c1", "c2"], "into": new("c9", parent="h1")}, "units.cycle"),
        ("merge", {"units": ["c2", "c3"], "into": new("c9", parent="h1")}, "units.parent-not-above"),
        ("rename", {"unit": "c1", "name": "Tên c1"}, "units.nothing-changes"),
        ("rename", {"unit": "c1", "name": " "}, "units.bad-name"),
        ("change_kind", {"unit": "c1", "kind": "town"}, "units.kind-unfit"),
        ("change_kind", {"unit": "c1", "kind": "commune"}, "units.nothing-changes"),
        ("move", {"unit": "c1", "parent": "d1"}, "units.nothing-changes"),
        ("move", {"unit": "c1", "parent": "c2"}, "units.parent-not-above"),
        ("move", {"unit": "x1", "parent": "x1"}, "units.cycle"),
        ("oversee", {"unit": "p1", "by": "c1"}, "units.cycle"),
        ("abolish_level", {"level": Level.HAMLET, "root": "d2"}, "units.none-at-level"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(name, given, said):
    given = {"on": DAY, **given}
    if given["on"] is None:
        del given["on"]
    assert refused(getattr(actions, name), **given) == said


def test_a_closed_unit_is_not_changed_again():
    actions.close_unit(unit="c2", on=DAY, **WHO)
    assert refused(actions.close_unit, unit="c2", on=AFTER) == "units.closed"
    assert refused(actions.close_unit, unit="c2", on=BEFORE) == "units.closing"
    assert refused(actions.move, unit="c1", parent="c2", on=AFTER) == "units.parent-not-above"
    assert refused(actions.rename, unit="c2", name="An", on=AFTER) == "units.closed"


def test_nothing_is_put_under_a_unit_that_closes():
    start("d3", "district", "p1")
    actions.close_unit(unit="d3", on=DAY, **WHO)
    assert refused(actions.move, unit="c1", parent="d3", on=BEFORE) == "units.parent-closes"


def test_changes_follow_the_order_of_days():
    actions.move(unit="h1", parent="c2", on=AFTER, **WHO)
    assert refused(actions.move, unit="h1", parent="c3", on=DAY) == "units.later-change"
    into = new("c9", parent="d1")
    assert refused(actions.merge, units=["c2", "c3"], into=into, on=DAY) == "units.later-change"
    parts = [Part(new("c8"), None, ("h1",)), Part(new("c9"), None)]
    assert refused(actions.split, unit="c2", parts=parts, on=DAY) == "units.later-change"


def test_a_level_with_a_unit_that_changes_later_is_not_abolished():
    actions.rename(unit="d1", name="An", on=AFTER, **WHO)
    assert (
        refused(actions.abolish_level, level=Level.DISTRICT, root="p1", on=DAY)
        == "units.later-change"
    )


def test_a_ring_that_would_close_later_is_refused():
    start("x2", "department", overseen_by="p1")
    actions.move(unit="x2", parent="x1", on=AFTER, **WHO)
    assert refused(actions.move, unit="x1", parent="x2", on=DAY) == "units.cycle"


def test_the_same_request_is_answered_by_its_first_receipt():
    given = {"unit": "c1", "name": "An", "on": DAY, "key": "k1"}
    first, _event = actions.rename(**given, **WHO)
    again, _event = actions.rename(**given, **WHO)
    assert again == first
    assert UnitName.objects.filter(unit="c1").count() == 2


@pytest.mark.parametrize(
    ("reference", "on", "unit"),
    [
        ("c1", None, "c1"),
        ("c1", DAY, "c1"),
        ("gso:01@2024-12-10", None, "c1"),
        ("gso:01", DAY, "c1"),
        (" gso:01@2024-12-10 ", DAY, "c1"),
    ],
)
def test_a_reference_is_resolved(reference, on, unit):
    assert resolve(reference, on) == unit


@pytest.mark.parametrize(
    ("reference", "on", "said"),
    [
        ("c0", None, "units.unknown"),
        ("c0", DAY, "units.unknown"),
        ("gso:99@2024-12-10", None, "units.unknown"),
        ("01", None, "units.ambiguous-code"),
        ("01", DAY, "units.ambiguous-code"),
        ("gso:01", None, "units.ambiguous-code"),
        ("gso:09@2024-12-10", None, "units.code-not-held"),
        ("gso:09@2025-07-01", AFTER, "units.closed"),
        ("c9", BEFORE, "units.not-yet-open"),
        ("Xã An", None, "units.reference-malformed"),
    ],
)
def test_a_reference_that_names_no_standing_unit_is_refused(reference, on, said):
    start("c9", "commune", "d1", first=DAY, end=date(2025, 7, 2), codes={"gso": "09"})
    with pytest.raises(RuleBroken) as caught:
        resolve(reference, on)
    assert caught.value.code == said
    assert caught.value.text("vi")


def test_an_ambiguous_code_is_answered_with_the_units_it_may_mean():
    into = new("c1-2025", parent="d1", codes={"gso": "01"})
    actions.merge(units=["c1", "c2"], into=into, on=DAY, **WHO)
    with pytest.raises(RuleBroken) as caught:
        resolve("01")
    assert "c1, c1-2025" in caught.value.text("vi")
    assert "gso:01@2024-12-10" in caught.value.text("vi")


def test_a_unit_that_stands_is_let_through():
    check_stands("c1", DAY)


@pytest.mark.parametrize(
    "row",
    [
        lambda: Unit(id="c9", level="commune", first=DAY, end=DAY),
        lambda: Unit(id="c9", level="galaxy"),
        lambda: UnitName(unit_id="c1", name="An", folded="an", kind="commune"),
        lambda: Edge(unit_id="c1", parent_id="c1", relation=Relation.OVERSEEN_BY),
        lambda: Edge(unit_id="c1", parent_id="d2", relation=Relation.PART_OF),
        lambda: Succession(predecessor_id="c1", successor_id="c1", on=DAY),
        lambda: Succession(predecessor_id="c1", successor_id="c2", on=DAY, share=Decimal(0)),
        lambda: Succession(predecessor_id="c1", successor_id="c2", on=DAY, share=Decimal("1.1")),
    ],
)
def test_the_database_keeps_its_own_promises(row):
    with pytest.raises(IntegrityError), transaction.atomic():
        row().save()


def test_rows_read_as_people_name_them():
    actions.merge(units=["c1", "c2"], into=new("c9", parent="d1"), on=DAY, **WHO)
    first = [model.objects.order_by("pk").first() for model in (Unit, UnitName, Edge, Succession)]
    assert [str(row) for row in first] == ["c1", "Tỉnh Tên p1", "d1 part_of p1", "c1 → c9"]
    assert str(Unit.objects.get(pk="c1").identifiers.get()) == "gso:01"
    assert Unit.objects.on(DAY).filter(pk="c1").count() == 0
