"""The table of criteria as offices draw it, read into a draft; and out, and back to the byte."""

from decimal import Decimal

import pytest

import plan_example
from thidua.drafting.outside import words
from thidua.drafting.rules.criteria_table import COLUMNS, criteria_rows, measure_rows, taken
from thidua.kernel.errors import RuleBroken
from thidua.plans.outside import save

ALL = [plan_example.example(), *map(plan_example.shipped, plan_example.RUBRICS)]
IDS = ["example", *(path.stem for path in plan_example.RUBRICS)]
DRAWN = (
    "STT",
    "Nội dung",
    "Tiêu chí",
    "Chỉ tiêu",
    "Điểm tối đa",
    "Cách tính",
    "Tài liệu kiểm chứng",
)


def sheets(data):
    return [
        ("Tiêu chí", criteria_rows(data, words())),
        ("Số đếm", measure_rows(data, words())),
    ]


def read(rows, data=None, name="Phụ lục"):
    return taken(data or {}, [(name, rows)], words())


@pytest.mark.parametrize("data", ALL, ids=IDS)
def test_a_table_that_goes_out_comes_back_to_the_byte(data):
    bare = {key: value for key, value in data.items() if key not in ("criteria", "measures")}
    assert save(taken(bare, sheets(data), words())) == save(data)
    assert save(taken(data, sheets(data), words())) == save(data)


def test_a_table_as_an_office_draws_it_makes_criteria():
    rows = [
        ("PHỤ LỤC", None, None),
        (),
        DRAWN,
        ("I", "Chính quyền số", None, None, None, None, None),
        (1, None, "Tỷ lệ hồ sơ trực tuyến", "60 %", 20, "Đạt chỉ tiêu: đủ điểm; chưa đạt: theo phần đã đạt", "Báo cáo"),
        (2, None, "Số mô hình", 2, Decimal("7.5"), "theo mức", None),
        (3, "–", "Việc khác", None, "2,5", "cách tính lạ", None),
        (None, "Tổng cộng", None, None, 30, None, None),
        (None, "Ghi chú: số liệu đến ngày 31/12", None, None, None, None, None),
    ]  # fmt: skip
    assert read(rows)["criteria"] == [
        {
            "label": "Tỷ lệ hồ sơ trực tuyến",
            "target": "60%",
            "points": 20,
            "method": "attainment",
            "evidence": ["Báo cáo"],
            "section": "Chính quyền số",
            "code": "ty-le-ho-so-truc-tuyen",
        },
        {
            "label": "Số mô hình",
            "target": 2,
            "points": "7.5",
            "method": "steps",
            "section": "Chính quyền số",
            "code": "so-mo-hinh",
        },
        {"label": "Việc khác", "points": "2.5", "method": "cách tính lạ", "code": "viec-khac"},
    ]


def test_a_row_keeps_what_the_draft_has_under_the_same_words():
    draft = plan_example.example()
    held = draft["criteria"][0]
    rows = [("Tiêu chí", "Điểm tối đa"), (held["label"].upper(), 70)]
    upper = {"points": 70, "label": held["label"].upper()}
    assert read(rows, draft)["criteria"] == [held | upper]
    by_code = [("Mã", "Tiêu chí", "Điểm tối đa"), (held["code"], "Tên mới", 70)]
    assert read(by_code, draft)["criteria"] == [held | {"points": 70, "label": "Tên mới"}]


def test_an_empty_cell_takes_away_what_the_draft_had():
    draft = plan_example.example()
    held = draft["criteria"][0]
    rows = [("Mã", "Tiêu chí", "Điểm tối đa", "Chỉ tiêu"), (held["code"], held["label"], 70, " ")]
    assert "target" not in read(rows, draft)["criteria"][0]


def test_a_form_without_its_measures_is_left_as_it_was():
    draft = plan_example.example()
    held = draft["criteria"][0]
    rows = [("Mã", "Tiêu chí", "Điểm tối đa", "Lấy đến cuối kỳ"), (held["code"], "A", 1, "x")]
    assert read(rows, draft)["criteria"][0]["indicator"] == held["indicator"] | {"at_end": True}


def test_many_ratios_stand_one_a_line():
    rows = [
        ("Tiêu chí", "Điểm tối đa", "Cách lập số", "Tử số", "Mẫu số"),
        ("A", 1, "tích của hai tỷ lệ", "a + b\nd", "c"),
        ("B", 1, "số lượng", "a", None),
        ("C", 1, None, None, None),
    ]
    assert [row.get("indicator") for row in read(rows)["criteria"]] == [
        {
            "form": "ratio_times",
            "parts": [
                {"numerator": ["a", "b"], "denominator": ["c"]},
                {"numerator": ["d"], "denominator": []},
            ],
        },
        {"form": "count", "numerator": ["a"]},
        {"form": "ratio"},
    ]


def refused(rows, **data):
    with pytest.raises(RuleBroken) as broken:
        read(rows, data)
    return broken.value.text()


def test_every_cell_that_cannot_be_read_is_named_and_nothing_is_taken():
    rows = [
        ("Tiêu chí", "Điểm tối đa", "Định mức", "Chỉ tiêu", "Tham số", "Cách tính"),
        ("A", "7,875", Decimal("7.5"), Decimal("0.6"), "each: x\nla: gì", "mỗi đơn vị đếm được một số điểm, có mức trần"),
    ]  # fmt: skip
    said = refused(rows)
    assert said.startswith("Chưa nhận bảng tiêu chí vì có 4 ô phải sửa. Dự thảo giữ nguyên:")
    assert "Trang tính “Phụ lục”, dòng 2, cột “Điểm tối đa”:" in said
    assert "cột “Chỉ tiêu”: chỉ tiêu 0,6 không rõ là số hay tỷ lệ" in said
    assert "cột “Định mức”: “7,5” không phải số nguyên" in said
    assert "cột “Tham số”:" in said


def test_a_total_that_does_not_add_up_is_named():
    rows = [("STT", "Tiêu chí", "Điểm tối đa"), (1, "A", 60), ("Tổng", None, 100)]
    assert "tổng ghi 100 nhưng các dòng cộng lại được 60" in refused(rows)
    assert read([*rows[:2], ("Cộng", None, "60")])["criteria"]


def test_a_file_without_a_table_says_what_is_needed():
    assert refused([("a", 1)]).startswith("Không thấy bảng tiêu chí trong tệp")


def test_measures_stand_on_a_sheet_of_their_own():
    rows = [("Tiêu chí", "Điểm tối đa"), ("A", 1)]
    measures = [("Mã", "Tên số đếm", "Cách cộng"), ("a.b", "Hồ sơ", "số phát sinh, cộng qua các ngày"), (None, None, None)]  # fmt: skip
    made = taken({}, [("T", rows), ("SỐ ĐẾM", measures)], words())
    assert made["measures"] == [{"key": "a.b", "label": "Hồ sơ", "kind": "flow"}]
    assert "measures" not in taken({}, [("T", rows), ("Số đếm", [("x",)])], words())


def test_a_draft_with_something_odd_is_written_out_all_the_same():
    odd = {"criteria": [5, {"label": "A", "indicator": 5}, {"params": 5, "indicator": {"form": "complement"}}]}  # fmt: skip
    rows = criteria_rows(odd, words())
    assert [len(row) for row in rows] == [len(COLUMNS)] * 3
    assert criteria_rows({}, words()) == [[column.heading for column in COLUMNS]]
