"""Two versions of a procedure beside each other: every field, and each paper and act on its own."""

from dataclasses import fields, replace
from datetime import date

import pytest

from procedures_known import BIRTH, COPY
from thidua.procedures.rules import Component, LegalTime, TimeUnit, Version
from thidua.procedures.rules.comparing import COMPARED, Mark, compare

LATER = replace(BIRTH, effective=date(2025, 7, 1))


def changed(before, after):
    return {line.field: str(line.mark) for line in compare(before, after) if line.mark != Mark.SAME}


def parts(line):
    return (
        [(part.what.name, str(part.mark)) for part in line.parts_before],
        [(part.what.name, str(part.mark)) for part in line.parts_after],
    )


def line(field, **after):
    (found,) = [each for each in compare(BIRTH, replace(LATER, **after)) if each.field == field]
    return found


def test_a_first_day_alone_changes_nothing():
    assert changed(BIRTH, LATER) == {}


def test_every_field_of_a_version_is_compared_but_what_names_it():
    named = {"code", "effective", "generated"}
    assert set(COMPARED) == {each.name for each in fields(Version)} - named


@pytest.mark.parametrize(
    ("after", "mark"),
    [
        ({"name": "Đăng ký khai sinh lưu động"}, "changed"),
        ({"field": "Chứng thực"}, "changed"),
        ({"level": COPY.level.PROVINCE}, "changed"),
        ({"agency": "Trung tâm Phục vụ hành chính công"}, "changed"),
        ({"basis": ""}, "removed"),
        ({"components": ()}, "removed"),
        ({"fee": 8000}, "changed"),
        ({"time": None}, "changed"),
        ({"time": LegalTime(1, TimeUnit.HOURS)}, "changed"),
        ({"online": BIRTH.online.PART}, "changed"),
        ({"integrated": None}, "removed"),
        ({"published": date(2025, 6, 1)}, "changed"),
        ({"ended": date(2026, 1, 1)}, "added"),
    ],
)
def test_a_change_is_named_at_its_field(after, mark):
    assert changed(BIRTH, replace(LATER, **after)) == dict.fromkeys(after, mark)


def test_papers_are_followed_one_by_one():
    papers = (Component("Tờ khai", "1.900009"), Component("Căn cước"))
    assert parts(line("components", components=papers)) == (
        [("Tờ khai", "changed"), ("Giấy chứng sinh", "removed")],
        [("Tờ khai", "changed"), ("Căn cước", "added")],
    )


def test_acts_of_the_legal_basis_are_followed_one_by_one():
    basis = "Luật  Hộ tịch 2014;\nNghị định 120/2025/NĐ-CP;"
    assert line("basis", basis=basis).mark is Mark.CHANGED
    assert parts(line("basis", basis=basis)) == (
        [("Luật Hộ tịch 2014", "same")],
        [("Luật Hộ tịch 2014", "same"), ("Nghị định 120/2025/NĐ-CP", "added")],
    )


def test_spaces_in_the_legal_basis_change_nothing():
    assert line("basis", basis="Luật  Hộ tịch 2014\n").mark is Mark.SAME


def test_another_order_of_the_same_papers_is_said_as_such():
    found = line("components", components=BIRTH.components[::-1])
    assert found.mark is Mark.REORDERED
    assert {part.mark for part in found.parts_after} == {Mark.SAME}
