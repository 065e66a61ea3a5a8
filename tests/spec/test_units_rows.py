"""A spreadsheet of hamlets, departments and enterprises: what is read, and what is said of bad rows."""

from datetime import date

import pytest

from thidua.units.rules.rows import local_id, read


def table(text):
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]


def units(text):
    rows, problems = read(table(text))
    assert problems == []
    return [
        f"{row.number} {row.unit.id} {row.unit.level.value} {row.unit.kind} {row.unit.name}"
        f" < {row.parent or '-'} {row.first or ''}/{row.end or ''}"
        for row in rows
    ]


def problems(text):
    rows, found = read(table(text))
    return [broken.text("vi") for broken in found], len(rows)


def test_rows_are_read_with_the_words_that_offices_use():
    assert units(
        """
        Mã | Tên | Loại | Cấp | Trực thuộc đơn vị | Từ ngày | Đến ngày
        H01 | Ấp Trường Thọ | ấp | | c31369 | |
        H02 | Khu vực 3 | khu vực | | c31369 | 01/07/2025 |
        SO-TTTT | Sở Thông tin và Truyền thông | | sở, ngành | p93 | | 30/6/2025
        VNPT | VNPT Hậu Giang | doanh nghiệp | | | |
        VNPT.1 | Trạm 1 | | doanh nghiệp | VNPT | 2024-10-10 |
        """
    ) == [
        "2 x-h01 hamlet hamlet Trường Thọ < c31369 /",
        "3 x-h02 hamlet area 3 < c31369 2025-07-01/",
        "4 x-so-tttt department department Sở Thông tin và Truyền thông < p93 /2025-07-01",
        "5 x-vnpt enterprise enterprise VNPT Hậu Giang < - /",
        "6 x-vnpt.1 enterprise enterprise Trạm 1 < VNPT 2024-10-10/",
    ]


def test_empty_rows_are_passed_over_and_numbers_stay_those_of_the_sheet():
    assert units(" | \nmã | tên | loại\n | | \nH1 | An | thôn") == [
        "4 x-h1 hamlet village An < - /"
    ]


def test_codes_of_another_scheme_come_along():
    rows, _ = read(table("mã | tên | loại | mã định danh\nS1 | Sở Y tế | sở | H30.1"))
    assert rows[0].unit.codes == {"local": "S1", "agency": "H30.1"}


def test_a_row_with_empty_cells_left_out_at_its_end_is_whole():
    rows, found = read(
        [["mã", "tên", "loại", "", "thuộc"], ["H1", "An", "ấp"], ["H2", "Bình", "ấp"]]
    )
    assert ([row.parent for row in rows], found) == (["", ""], [])


def test_every_bad_row_is_named_with_its_reason():
    said, good = problems(
        """
        mã | tên | loại | cấp | thuộc | từ ngày | đến ngày | mã định danh
        | An | ấp | | | | |
        H1 | | ấp | | | | |
        H2 | Bình | đảo | | | | |
        H3 | Cẩm | | liên xã | | | |
        H4 | Đại | | | | | |
        H5 | Em | commune | | | | |
        H6 | Gia | ấp | | | 31/02/2025 | |
        H7 | Hà | ấp | | | 02/01/2025 | 01/01/2025 |
        H8 | Kha | ấp | | | | | Z1
        h8 | Lan | ấp | | | | |
        H9 | Mai | ấp | | | | | Z1
        !!! | Na | ấp | | | | |
        H10 | Oanh | ấp | sở | | | |
        H11 | Phú | ấp | | | | | | thừa
        """
    )
    assert good == 1
    assert [line[: line.index(":")] for line in said] == [
        f"Dòng {n}" for n in (*range(2, 10), *range(11, 16))
    ]
    assert said[0] == "Dòng 2: thiếu mã. Hãy điền ô này."
    assert "đảo" in said[2]
    assert "liên xã" in said[3]
    assert "loại hoặc cấp" in said[4]
    assert "commune" in said[5]
    assert "31/02/2025" in said[6]
    assert "x-h8 đã dùng ở dòng 10" in said[8]
    assert "agency Z1 đã dùng ở dòng 10" in said[9]
    assert "“x-”" in said[10]
    assert "hamlet" in said[11]
    assert "9 ô" in said[12]


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("", "Tệp không có dòng đơn vị nào"),
        ("mã | tên", "Tệp không có dòng đơn vị nào"),
        ("mã | tên | màu\nH1 | An | đỏ", "Không hiểu tên cột “màu”"),
        ("mã | tên | mã\nH1 | An | H1", "Không hiểu tên cột “mã”"),
        ("mã | loại\nH1 | ấp", "Tệp thiếu cột: tên"),
    ],
)
def test_a_file_that_cannot_be_read_at_all_says_why(text, begins):
    said, good = problems(text)
    assert (good, len(said)) == (0, 1)
    assert said[0].startswith(begins)


def test_a_day_may_be_written_both_ways():
    rows, _ = read(
        table("mã | tên | loại | từ ngày\nH1 | An | ấp | 1.7.2025\nH2 | An | ấp | 2025-07-01")
    )
    assert {row.first for row in rows} == {date(2025, 7, 1)}


def test_an_id_is_made_from_the_code_of_the_province():
    assert [local_id(code) for code in ("Ấp 3", "x-ap-3", "TT.01/A")] == [
        "x-ap-3",
        "x-ap-3",
        "x-tt.01-a",
    ]
