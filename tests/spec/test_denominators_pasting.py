"""Pasted and uploaded lines of unit and quantity: worked examples."""

import pytest

from thidua.denominators.rules import pasting
from thidua.denominators.rules.pasting import decode, parse, whole
from thidua.kernel.errors import RuleBroken


def read(text):
    """Give what was read, or the reasons with their lines."""
    found, problems = parse(text)
    told = [(each.number, each.unit, each.quantity) for each in found]
    reasons = [
        (each.facts.get("number"), each.facts.get("reason", each).code.rpartition(".")[2])
        for each in problems
    ]
    return told, reasons


@pytest.mark.parametrize(
    "text",
    [
        "An Phú;7875\nBình An;20",
        "An Phú\t7.875\nBình An\t20\n",
        "An Phú,7875\r\nBình An,20\r\n",
        '"An Phú"; 7875\n "Bình An" ;20',
    ],
)
def test_cells_are_divided_by_tab_semicolon_or_comma(text):
    assert read(text) == ([(1, "An Phú", 7875), (2, "Bình An", 20)], [])


def test_a_heading_and_empty_lines_are_left_out_and_lines_keep_their_numbers():
    text = "\nĐơn vị;Số lượng\n\nAn Phú;1\n;\nBình An;2\n"
    assert read(text) == ([(4, "An Phú", 1), (6, "Bình An", 2)], [(5, "lacking-unit")])


def test_every_bad_line_is_named():
    text = "An Phú;1\nBình An\nCẩm Hà;7,875\n;5\nĐông;-\nTây;1;2\nNam;1,5\nBắc;9999999999999999"
    assert read(text) == (
        [(1, "An Phú", 1)],
        [
            (2, "cells"), (3, "number-ambiguous"), (4, "lacking-unit"), (5, "number-unreadable"),
            (6, "cells"), (7, "not-whole"), (8, "not-whole"),
        ],
    )  # fmt: skip


def test_nothing_is_a_problem():
    assert read(" \n") == ([], [(None, "no-counts")])
    assert read("đơn vị;số lượng") == ([], [(None, "no-counts")])


def test_reading_stops_where_too_much_is_wrong_or_too_much_is_there(monkeypatch):
    assert read("x\n" * 300)[1][-1] == (201, "too-long")
    monkeypatch.setattr(pasting, "MOST_COUNTS", 2)
    assert read("a;1\nb;2\nc;3")[1] == [(3, "too-long")]


def test_a_negative_number_is_read_and_refused_later():
    assert read("a;-5") == ([(1, "a", -5)], [])


def test_an_empty_number_is_no_zero():
    with pytest.raises(RuleBroken):
        whole("")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04rest", "not-text"),
        (b"\xd0\xcf\x11\xe0", "not-text"),
        (b"a\0b", "not-text"),
        (b"a;\xff", "encoding"),
    ],
)
def test_what_is_no_text_is_refused(content, code):
    with pytest.raises(RuleBroken) as broken:
        decode(content)
    assert broken.value.code == f"denominators.{code}"


def test_text_is_utf_8_with_or_without_a_mark():
    assert decode("\ufeffAn Phú".encode()) == "An Phú"
