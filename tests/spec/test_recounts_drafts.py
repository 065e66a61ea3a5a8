"""Rows of a draft as offices paste them: what is read, and how it comes out."""

from decimal import Decimal

import pytest

from thidua.kernel.errors import RuleBroken
from thidua.recounts.rules import Recount
from thidua.recounts.rules.drafts import (
    LONGEST,
    MOST_ROWS,
    Told,
    named,
    read_draft,
    same_count,
    told,
)


@pytest.mark.parametrize(
    ("text", "label", "numerator", "denominator", "stated", "computed", "recount"),
    [
        ("Hồ sơ\t98.763\t102.771\t96,10%", "Hồ sơ", 98763, 102771, "96.10", "96.10", "matches"),
        ("Hồ sơ; 98.763; 102.771; 96,1", "Hồ sơ", 98763, 102771, "96.1", "96.1", "matches"),
        ("Hồ sơ|461.784/545.903|81,88 %", "Hồ sơ", 461784, 545903, "81.88", "84.59", "differs"),
        ("13\t20\t65%", "", 13, 20, "65", "65", "matches"),
        ("Xã An Phú\t13\t20", "Xã An Phú", 13, 20, None, "65.00", "uncounted"),
        ("Xã An Phú\t65%", "Xã An Phú", None, None, "65", None, "uncounted"),
        ("Xã An Phú\t0\t0\t0%", "Xã An Phú", 0, 0, "0", None, "uncounted"),
        ("Xã An Phú\t13", "Xã An Phú", 13, None, None, None, "uncounted"),
        (
            "Toàn tỉnh: 461.784/545.903 hồ sơ, đạt 81,88 %.",
            "Toàn tỉnh", 461784, 545903, "81.88", "84.59", "differs",
        ),
        ("Tỷ lệ trực tuyến đạt 96,1%", "Tỷ lệ trực tuyến đạt", None, None, "96.1", None, "uncounted"),
        ("Đã hướng dẫn 50/180.", "Đã hướng dẫn", 50, 180, None, "27.78", "uncounted"),
        ("- 13/20 (65%)", "", 13, 20, "65", "65", "matches"),
    ],
)  # fmt: skip
def test_a_row_is_read_and_counted_again(  # noqa: PLR0917 - a row of the table
    text, label, numerator, denominator, stated, computed, recount
):
    (row,) = read_draft(text)
    assert (row.label, row.numerator, row.denominator) == (label, numerator, denominator)
    assert row.stated == (Decimal(stated) if stated else None)
    assert str(row.computed) == str(computed)
    assert row.recount is Recount(recount)
    assert row.broken is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Xã\t7,875\t20\t65%", "kernel.number-ambiguous"),
        ("Xã\tmười\t20\t65%", "kernel.number-unreadable"),
        ("Xã\t13\t20\t65%\t4", "recounts.too-many-cells"),
        ("Xã\t13\t60%\t65%", "recounts.too-many-cells"),
        ("Ngày 12 tháng 10", "recounts.no-figures"),
        ("1" * (LONGEST + 1), "recounts.row-too-long"),
    ],
)
def test_a_row_that_cannot_be_read_says_why(text, code):
    (row,) = read_draft(text)
    assert row.broken.code == code
    assert row.label == text[:LONGEST].strip()


def test_heads_and_empty_lines_are_passed_over_and_rows_keep_their_line():
    rows = read_draft(
        "Đơn vị\tTử số\tMẫu số\tTỷ lệ\n\nAn Phú\t1\t2\t50%\nBình An\t1\t3\t34%\nx 1\n"
    )
    assert [row.line for row in rows] == [3, 4, 5]
    assert told(rows) == Told(matching=1, differing=1, uncounted=0, broken=1)


def test_too_many_rows_are_refused_at_once():
    with pytest.raises(RuleBroken, match=r"recounts\.too-many-rows"):
        read_draft("a\t1\t2\n" * (MOST_ROWS + 1))


@pytest.mark.parametrize(
    ("text", "numerator", "denominator", "same"),
    [
        ("An Phú\t13\t20", 13, 20, True),
        ("An Phú\t13", 13, 20, True),
        ("An Phú\t13\t21", 13, 20, False),
        ("An Phú\t12\t20", 13, 20, False),
        ("An Phú\t65%", 13, 20, None),
        ("An Phú\t13\t20", None, None, None),
    ],
)
def test_a_row_is_compared_with_the_ledgers_count(text, numerator, denominator, same):
    (row,) = read_draft(text)
    assert same_count(row, numerator, denominator) is same


def test_a_label_names_a_unit_only_where_no_other_has_the_name():
    names = {"an phu": ["c1"], "xa an phu": ["c1"], "tan hoa": ["c2", "c3"]}
    assert named("Xã AN PHÚ", names) == "c1"
    assert named("Tân Hòa", names) is None
    assert named("Ở đâu đó", names) is None
