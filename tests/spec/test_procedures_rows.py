"""The catalogue as a spreadsheet: read back as it was written, each bad cell named with its reason."""

from datetime import date
from decimal import Decimal

import pytest

from procedures_known import BIRTH, COPY
from thidua.kernel.errors import RuleBroken
from thidua.procedures.rules import changes, check, offered_online
from thidua.procedures.rules.rows import HEADINGS, MOST_ROWS, read_table, write_table
from thidua.spreadsheets.rules import Sheet


def sheet(*rows, above=()):
    return Sheet("Thủ tục", hidden=False, rows=(*above, tuple(HEADINGS.values()), *rows))


def with_cells(version=BIRTH, **changed):
    (row,) = write_table([version])[1]
    return tuple(changed.get(key, cell) for key, cell in zip(HEADINGS, row, strict=True))


def reasons(read):
    return [(mark.place, mark.reason.code) for mark in read.marks]


def test_what_is_written_is_read_back_as_it_was():
    headings, rows = write_table([BIRTH, COPY])
    read = read_table(Sheet("x", hidden=False, rows=(("Danh mục",), (), headings, *rows, ("",))))
    assert (read.versions, read.marks, read.header) == ((BIRTH, COPY), (), 2)
    assert [each.digest for each in read.versions] == [BIRTH.digest, COPY.digest]
    assert str(COPY.time) == "8 hours"


def test_words_are_read_whatever_their_marks_and_capitals():
    read = read_table(
        sheet(with_cells(online="TOÀN TRÌNH", level="cap xa", time="1 ngày", fee="Không"))
    )
    assert read.versions == (BIRTH,)


@pytest.mark.parametrize(
    ("changed", "place", "code"),
    [
        ({"code": ""}, "A2", "procedures.cell-empty"),
        ({"code": "không mã"}, "2", "procedures.bad-code"),
        ({"name": "–"}, "B2", "procedures.cell-empty"),
        ({"name": "x" * 501}, "2", "procedures.text-length"),
        ({"basis": "x" * 4001}, "2", "procedures.text-length"),
        ({"level": "Cấp thôn"}, "D2", "procedures.not-one-of"),
        ({"components": "\n".join(f"Giấy {n}" for n in range(61))}, "2", "procedures.components-many"),
        ({"components": "Giấy [kết quả]"}, "2", "procedures.bad-code"),
        ({"components": "[1.900001]"}, "2", "procedures.text-length"),
        ({"fee": "nhiều"}, "H2", "kernel.number-unreadable"),
        ({"fee": Decimal("1.5")}, "H2", "spreadsheets.not-whole"),
        ({"fee": -1}, "H2", "procedures.bad-fee"),
        ({"fee": 10**13}, "H2", "procedures.bad-fee"),
        ({"time": "sớm"}, "I2", "procedures.bad-time"),
        ({"time": "0 ngày"}, "I2", "procedures.bad-time"),
        ({"online": "Mức độ 5"}, "J2", "procedures.not-one-of"),
        ({"online": "Mức độ 4"}, "2", "procedures.level-of-before"),
        ({"integrated": "hôm nay"}, "K2", "spreadsheets.not-a-day"),
        ({"effective": None}, "M2", "procedures.cell-empty"),
        ({"ended": date(2023, 1, 1)}, "2", "procedures.ends-before-it-begins"),
    ],
)  # fmt: skip
def test_a_bad_cell_is_named_with_its_reason(changed, place, code):
    assert reasons(read_table(sheet(with_cells(**changed)))) == [(place, code)]


def test_one_bad_row_does_not_hide_another():
    read = read_table(sheet(with_cells(level="?", time="?"), with_cells(), with_cells(code="?")))
    assert reasons(read) == [
        ("D2", "procedures.not-one-of"),
        ("I2", "procedures.bad-time"),
        ("4", "procedures.bad-code"),
    ]


def test_a_procedure_begins_once_on_a_day():
    read = read_table(
        sheet(with_cells(), with_cells(name="Khác"), with_cells(effective=date(2024, 1, 1)))
    )
    assert reasons(read) == [("3", "procedures.twice")]


def test_numbers_of_a_list_are_no_part_of_a_paper():
    read = read_table(sheet(with_cells(components="1. Tờ khai;\n- Giấy chứng sinh [1.900002]\n;")))
    assert read.versions[0].components == BIRTH.components


def test_a_procedure_may_have_no_time_of_its_own():
    read = read_table(sheet(with_cells(time="–")))
    assert read.versions[0].time is None
    assert read_table(sheet(*write_table(read.versions)[1])).versions == read.versions


def test_numbers_that_are_no_text_are_no_papers():
    assert read_table(sheet(with_cells(components=Decimal(3)))).versions[0].components == ()


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (Sheet("x", hidden=False, rows=()), "procedures.no-table"),
        (Sheet("x", hidden=False, rows=(("Xã", "Số"), ("A", 3))), "procedures.no-table"),
        (Sheet("x", hidden=False, rows=(("Mã thủ tục", "Tên thủ tục"),)), "procedures.columns-missing"),
        (sheet(*[with_cells()] * (MOST_ROWS + 1)), "procedures.too-many-rows"),
    ],
)  # fmt: skip
def test_what_is_no_catalogue_is_refused_whole(given, code):
    with pytest.raises(RuleBroken) as broken:
        read_table(given)
    assert broken.value.code == code


def test_a_column_that_may_be_missing_is_taken_as_empty():
    kept = [place for place, key in enumerate(HEADINGS) if key not in {"ended", "basis", "fee"}]
    rows = [tuple(HEADINGS.values()), with_cells()]
    read = read_table(
        Sheet("x", hidden=False, rows=tuple(tuple(row[n] for n in kept) for row in rows))
    )
    assert (read.versions[0].basis, read.versions[0].fee) == ("", None)


def test_a_list_is_compared_with_what_stands():
    other = read_table(sheet(with_cells(name="Khai sinh"))).versions[0]
    there = {(BIRTH.code, BIRTH.effective): BIRTH}
    assert changes(there, [BIRTH, COPY]).same == (BIRTH,)
    assert changes(there, [BIRTH, COPY]).added == (COPY,)
    assert changes(there, [other]).replaced == ((BIRTH.code, BIRTH.effective),)


def test_fields_with_an_online_service():
    information = read_table(sheet(with_cells(field="Đất đai", online="Chỉ cung cấp thông tin")))
    assert offered_online([BIRTH, COPY, *information.versions]) == {"Hộ tịch", "Chứng thực"}


def test_levels_three_and_four_hold_until_they_were_renamed():
    check(COPY)
