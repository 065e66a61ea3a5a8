"""The registry that is shipped: its counts, and the chains that are known from elsewhere."""

from collections import Counter
from datetime import date

import pytest

from thidua.kernel.errors import RuleBroken
from thidua.units.outside import read_registry
from thidua.units.rules import label, predecessors, successors
from thidua.units.rules.registry import names, narrowed, parents

REFORM = date(2025, 7, 1)
REGISTRY = read_registry()
UNITS = {unit.id: unit for unit in REGISTRY.units}
LATER = {change.unit: change for change in REGISTRY.changes}


def standing(day):
    return [
        unit
        for unit in REGISTRY.units
        if (unit.first is None or unit.first <= day) and (unit.end is None or day < unit.end)
    ]


def came_from(unit):
    return {each.predecessor for each in predecessors(unit, REGISTRY.successions)}


def went_into(unit):
    return {each.successor for each in successors(unit, REGISTRY.successions)}


def under(unit, day):
    """Give the ids of a unit and all that it is part of on a day."""
    found = [unit]
    while found[-1] != "vn":
        found += [
            parent
            for parent, first, end in parents(UNITS[found[-1]], LATER.get(found[-1]))
            if (first is None or first <= day) and (end is None or day < end)
        ]
    return found


def communes_of(province, day):
    return [
        unit
        for unit in standing(day)
        if unit.level == "commune" and province in under(unit.id, day)
    ]


@pytest.mark.parametrize(
    ("day", "provinces", "districts", "communes"),
    [(date(2024, 12, 10), 63, 696, 10_035), (REFORM, 34, 0, 3_321)],
)
def test_the_country_has_all_its_units(day, provinces, districts, communes):
    found = Counter(unit.level.value for unit in standing(day))
    assert (found["province"], found["district"], found["commune"]) == (
        provinces,
        districts,
        communes,
    )


def test_kinds_of_communes_after_the_reform_are_the_published_ones():
    found = Counter(unit.kind for unit in standing(REFORM) if unit.level == "commune")
    assert found == {"commune": 2_621, "ward": 687, "special_zone": 13}


def test_hau_giang_before_and_can_tho_after():
    before, after = date(2024, 12, 10), REFORM
    districts = [u for u in standing(before) if u.level == "district" and u.parent == "p93"]
    hau_giang = Counter(unit.kind for unit in communes_of("p93", before))
    can_tho = Counter(unit.kind for unit in communes_of("p92-2025", after))
    assert len(districts) == 8
    assert hau_giang == {"commune": 51, "ward": 13, "township": 11}
    assert can_tho == {"commune": 72, "ward": 31}
    assert came_from("p92-2025") == {"p92", "p93", "p94"}


def test_a_code_passed_on_names_two_units():
    assert [label(UNITS[each].kind, UNITS[each].name) for each in ("c31369", "c31369-2025")] == [
        "Xã Đông Thạnh",
        "Xã Đông Phước",
    ]
    assert came_from("c31369-2025") == {"c31369", "c31362", "c31387"}


@pytest.mark.parametrize(
    ("district", "old", "new"),
    [
        ("Huyện Châu Thành", "Xã Đông Thạnh", "Xã Đông Phước"),
        ("Huyện Châu Thành A", "Thị trấn Cái Tắc", "Xã Đông Phước"),
        ("Huyện Châu Thành", "Xã Đông Phước A", "Xã Đông Phước"),
        ("Thành phố Vị Thanh", "Phường III", "Phường Vị Thanh"),
        ("Huyện Long Mỹ", "Xã Thuận Hưng", "Xã Xà Phiên"),
        ("Huyện Phụng Hiệp", "Xã Long Thạnh", "Xã Thạnh Hòa"),
        ("Huyện Phụng Hiệp", "Xã Hòa Mỹ", "Xã Phụng Hiệp"),
        ("Thành phố Quảng Ngãi", "Xã Tịnh Long", "Xã Tịnh Khê"),
        ("Huyện Bình Sơn", "Xã Bình Trị", "Xã Vạn Tường"),
        ("Huyện Mỹ Tú", "Xã Thuận Hưng", "Xã Mỹ Hương"),
        ("Huyện Châu Thành", "Xã Phú Hữu", "Xã Phú Hữu"),
        ("Huyện Long Phú", "Xã Phú Hữu", "Xã Trường Khánh"),
    ],
)
def test_a_known_chain(district, old, new):
    homes = {u.id for u in REGISTRY.units if label(u.kind, u.name) == district}
    in_these = ("p51", "p93", "p94")
    found = [
        unit
        for unit in REGISTRY.units
        if unit.parent in homes
        and UNITS[unit.parent].parent in in_these
        and label(unit.kind, unit.name) == old
    ]
    into = {label(UNITS[each].kind, UNITS[each].name) for u in found for each in went_into(u.id)}
    assert len(found) == 1
    assert into == {new}


@pytest.mark.parametrize(
    ("old", "parts"),
    [
        ("Bùi Hữu Nghĩa", 2),
        ("Long Tuyền", 2),
        ("Thốt Nốt", 2),
        ("Trà Bùi", 2),
    ],
)
def test_a_genuine_division_has_no_share_until_one_is_declared(old, parts):
    (unit,) = [
        u for u in REGISTRY.units if u.name == old and u.level == "commune" and u.first is None
    ]
    found = successors(unit.id, REGISTRY.successions)
    assert len(found) >= parts
    assert {each.share for each in found} == {None}


def test_shares_are_whole_or_not_declared():
    groups = Counter(each.predecessor for each in REGISTRY.successions)
    for each in REGISTRY.successions:
        assert each.share == (1 if groups[each.predecessor] == 1 else None)


def test_whoever_closes_is_succeeded_but_districts_and_whoever_opens_came_from_somebody():
    closing = {u.id for u in REGISTRY.units if u.end is not None}
    opening = {u.id for u in REGISTRY.units if u.first is not None}
    old = {each.predecessor for each in REGISTRY.successions}
    new = {each.successor for each in REGISTRY.successions}
    assert {UNITS[unit].level.value for unit in closing - old} == {"district"}
    assert old <= closing
    assert new == opening
    assert {each.on for each in REGISTRY.successions} == {REFORM}


def test_a_kept_commune_goes_on_under_its_province():
    kept = [u for u in REGISTRY.units if u.level == "commune" and u.first is None and u.end is None]
    assert {u.id for u in kept} == LATER.keys()
    assert all(UNITS[LATER[u.id].parent].level == "province" for u in kept)
    assert names(UNITS["c04603"], LATER["c04603"]) == [
        ("Tà Si Láng", None, REFORM),
        ("Tà Xi Láng", REFORM, None),
    ]


def test_island_districts_without_communes_became_special_zones():
    found = {each.predecessor for each in REGISTRY.successions if each.predecessor[0] == "d"}
    assert sorted(UNITS[unit].name for unit in found) == [
        "Bạch Long Vĩ",
        "Côn Đảo",
        "Cồn Cỏ",
        "Hoàng Sa",
        "Lý Sơn",
    ]


def test_points_lie_in_viet_nam_and_its_sea():
    points = [(u.latitude, u.longitude) for u in REGISTRY.units if u.latitude is not None]
    assert len(points) > 13_900
    assert all(6 < latitude < 24 and 102 < longitude < 118 for latitude, longitude in points)


def test_a_province_can_be_loaded_with_its_family_only():
    found = narrowed(REGISTRY, "p93")
    provinces = {u.id for u in found.units if u.level == "province"}
    assert provinces == {"p92", "p93", "p94", "p92-2025"}
    assert Counter(u.level.value for u in found.units)["commune"] == 263 + 103 - len(found.changes)
    assert {change.unit for change in found.changes} <= {
        u.id for u in communes_of("p92-2025", REFORM)
    }
    assert found.rows == len(found.units) + len(found.changes) + len(found.successions)


def test_a_province_that_did_not_merge_is_loaded_by_itself():
    found = narrowed(REGISTRY, "p22")
    assert {u.id for u in found.units if u.level == "province"} == {"p22"}


def test_an_unknown_province_is_refused():
    with pytest.raises(RuleBroken, match=r"units\.unknown"):
        narrowed(REGISTRY, "p00")


def test_a_missing_registry_is_said(tmp_path):
    with pytest.raises(RuleBroken, match=r"units\.registry-missing"):
        read_registry(tmp_path)
