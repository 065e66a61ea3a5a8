"""How a table becomes counts: columns, days, units, measures; every bad cell by its reason."""

from datetime import date

import pytest

from spreadsheets_drawn import sheet
from thidua.imports.rules import (
    Columns,
    Known,
    columns,
    guess,
    is_template,
    reading,
    remembered,
    template_headings,
)
from thidua.imports.rules.naming import Directory, Named, text_key
from thidua.imports.rules.reading import Manual, days, read
from thidua.kernel.errors import RuleBroken
from thidua.spreadsheets.rules.tables import find

DAY, NEXT = date(2024, 10, 20), date(2024, 10, 21)
MEASURES = (Known("received", "Hồ sơ tiếp nhận"), Known("online", "Hồ sơ trực tuyến"))
UNITS = Directory(
    [
        Named("c1", "An Phú", "commune", "00101"),
        Named("c2", "Bình An", "ward", "102"),
        Named("c3", "Hòa Bình", "commune", "103"),
        Named("c4", "Tân Thành", "commune"),
        Named("c5", "Tân Thạnh", "commune"),
        Named("c6", "5", "ward"),
        Named("d1", "An Phú", "district"),
        Named("x1", "Sở Văn hóa", "department"),
    ]
)
WIDE = Columns(0, 1, {2: "received", 3: "online"})
LONG = Columns(0, DAY, {}, 1, 2)


def told(text, columns=WIDE, choices=(), directory=UNITS):
    """Read a table; give its counts, its marks, and what is unclear."""
    (table,) = find(sheet(text))
    by_day = dict.fromkeys(days(table, columns) | {DAY, NEXT}, directory)
    found = read(table, Manual(columns, by_day, dict(choices), MEASURES))
    counts = {f"{measure} {unit} {day:%d}": number for (measure, unit, day), number in found.counts.items()}  # fmt: skip
    return counts, [f"{mark.place} {mark.reason.code}" for mark in found.marks], found


def test_a_wide_table_gives_a_count_a_column():
    counts, marks, found = told("Đơn vị; Ngày; Nhận; Mạng\nc1; 20/10/2024; 5; 4\nc2; 21/10/2024; 7; -")  # fmt: skip
    assert counts == {"received c1 20": 5, "online c1 20": 4, "received c2 21": 7}
    assert (marks, found.rows) == ([], 2)


def test_a_long_table_names_the_measure_in_each_row():
    counts, marks, _ = told("Đơn vị; Chỉ tiêu; Số\nc1; received; 5\nc1; Hồ sơ trực tuyến; 4\nc2; hồ sơ trực tuyến; 3\nc2; Lạ; 1", LONG)  # fmt: skip
    assert counts == {"received c1 20": 5, "online c1 20": 4, "online c2 20": 3}
    assert marks == ["B5 imports.measure-unknown"]


BAD = {
    "a day that is none": ("c1; mai; 5; 4", ["B2 spreadsheets.not-a-day"]),
    "no day": ("c1; ; 5; 4", ["B2 imports.day-missing"]),
    "no unit": ("-; 20/10/2024; 5; 4\n; 20/10/2024; 5; 4", ["A3 imports.unit-missing"]),
    "half a count": ("c1; 20/10/2024; 5,5; 4", ["C2 spreadsheets.not-whole"]),
    "a place twice": ("c1; 20/10/2024; 5; 4\nAn Phú 1; 20/10/2024; 1;\nc1; 20/10/2024; 6; ", ["C4 imports.place-twice"]),
    "a sum that does not add up": ("c1; 20/10/2024; 5; 4\nTổng; ; 6; 4", ["C3 spreadsheets.total-differs"]),
    "rows without counts": ("c1; 20/10/2024; 1; \nlạ; 20/10/2024; ; ", []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), BAD.values(), ids=BAD.keys())
def test_every_bad_cell_is_named(text, expected):
    assert told(f"Đơn vị; Ngày; Nhận; Mạng\n{text}")[1] == expected


def test_a_persons_choice_is_kept_to():
    text = "Đơn vị; Ngày; Nhận; Mạng\nPhú An; 20/10/2024; 5; 4\nKhác; 20/10/2024; 1; 1\nXa; 20/10/2024; 1; 1"  # fmt: skip
    counts, marks, found = told(text, choices={"phú an": "c1", "khác": "-", "xa": "c9"})
    assert counts == {"received c1 20": 5, "online c1 20": 4}
    assert (found.skipped, marks) == (1, ["A4 imports.unit-elsewhere"])
    assert list(told(text)[2].unclear) == ["Phú An", "Khác", "Xa"]


def test_reading_stops_where_nobody_reads_on(monkeypatch):
    monkeypatch.setattr(reading, "MOST_MARKS", 2)
    assert len(told("Đơn vị; Ngày; Nhận; Mạng\n" + "c1; mai; 5; 4\n" * 9)[1]) == 2


NAMES = [
    ("c1", "c1"), ("Xã An Phú", "c1"), ("xã an phú", "c1"), ("X. An Phú", "c1"), ("UBND xã An Phú", "c1"),
    ("Ủy ban nhân dân xã An Phú", "c1"), ("101", "c1"), ("00101", "c1"), ("gso:101", "c1"),
    ("Bình An", "c2"), ("P.Bình An", "c2"), ("Phường Bình An", "c2"), ("Hoà Bình", "c3"), ("Hòa Bình", "c3"),
    ("Xã Hoà Bình", "c3"), ("Tân Thạnh", "c5"), ("Phường 5", "c6"), ("5", "c6"), ("Sở Văn hóa", "x1"),
    ("H. An Phú", "d1"), ("An Phú", None), ("An Phu", None), ("Xã Bình An", None), ("Tan Thanh", None),
    ("TT An Phú", None), ("", None), ("Không đâu", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "unit"), NAMES)
def test_a_name_is_exact_or_left_to_a_person(text, unit):
    assert UNITS.find(text) == unit
    assert UNITS.find(text) == unit


NEAR = [
    ("An Phú", ["d1", "c1"]), ("An Phu", ["d1", "c1"]), ("Xã Bình An", ["c2"]), ("Tan Thanh", ["c4", "c5"]),
    ("TT An Phú", ["d1", "c1"]), ("Hòa Bìn", ["c3"]), ("0102", ["c2"]), ("Zzz", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "units"), NEAR)
def test_what_a_name_may_mean_is_offered(text, units):
    assert [unit.id for unit in UNITS.near(text)] == units


def test_a_choice_is_remembered_whatever_the_spaces_and_the_size_of_letters():
    assert text_key("  Phú   AN ") == text_key("phú an")


ROLES = [
    ({0: "unit", 1: "day", 2: "m:a"}, None, Columns(0, 1, {2: "a"})),
    ({0: "unit", 2: "m:a", 3: "m:b"}, DAY, Columns(0, DAY, {2: "a", 3: "b"})),
    ({0: "unit", 1: "day", 2: "measure", 3: "quantity"}, None, Columns(0, 1, {}, 2, 3)),
    ({1: "day", 2: "m:a"}, None, ["imports.role-unit"]),
    ({0: "unit", 1: "unit", 2: "m:a"}, DAY, ["imports.role-unit"]),
    ({0: "unit", 2: "m:a"}, None, ["imports.role-day"]),
    ({0: "unit", 1: "day", 2: "m:a"}, DAY, ["imports.day-twice"]),
    ({0: "unit", 1: "day", 2: "m:a", 3: "m:a"}, None, ["imports.measure-twice"]),
    ({0: "unit", 1: "day"}, None, ["imports.counts-unclear"]),
    ({0: "unit", 1: "day", 2: "measure"}, None, ["imports.counts-unclear"]),
    ({0: "unit", 1: "day", 2: "quantity", 3: "m:a"}, None, ["imports.counts-unclear"]),
    ({2: "measure", 3: "measure", 4: "quantity", 5: "quantity"}, None, ["imports.role-unit", "imports.role-day", "imports.role-measure", "imports.role-quantity"]),
]  # fmt: skip


@pytest.mark.parametrize(("roles", "fixed", "expected"), ROLES)
def test_roles_make_sense_or_all_that_is_wrong_is_said(roles, fixed, expected):
    assert columns_or_problems(roles, fixed) == expected


def columns_or_problems(roles, fixed):
    try:
        return columns(roles, fixed)
    except RuleBroken as broken:
        return [each.code for each in broken.facts["problems"]]


def test_the_columns_that_are_counted():
    assert (WIDE.counted, LONG.counted) == ((2, 3), (2,))


def test_roles_are_proposed_from_headings():
    headings = ["STT", "Tên đơn vị", "Đơn vị", "Ngày", "Hồ sơ TIẾP NHẬN", "online", "Số (online)", "Tỷ lệ", "Kết quả"]  # fmt: skip
    assert guess(headings, MEASURES) == ["", "unit", "", "day", "m:received", "m:online", "", "", "quantity"]  # fmt: skip


def test_roles_are_remembered_by_heading():
    roles = {"đơn vị": "unit", "ngày": "day"}
    assert remembered(["Ngày", "ĐƠN  VỊ", "Khác"], roles) == ["day", "unit", ""]
    assert remembered(["Ngày", "Khác"], roles) is None
    assert remembered(["Ngày", "Đơn vị", "đơn vị"], roles) is None


def test_a_template_that_comes_back_is_known():
    headings = template_headings(MEASURES)
    assert is_template(headings, guess(headings, MEASURES))
    mended = [*headings, "Lý do"]
    assert is_template(mended, guess(mended, MEASURES))
    for other in (headings[1:], headings[:3], [*headings, "Khác"], [*headings[:3], "online"]):
        assert not is_template(other, guess(other, MEASURES))
