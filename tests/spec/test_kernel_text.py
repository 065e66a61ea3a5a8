"""Vietnamese names, folded and sorted."""

from unicodedata import normalize

import pytest

from thidua.kernel.text import fold, sort_key


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("CẦN THƠ", "can tho"),
        ("Đông  Thạnh\n", "dong thanh"),
        ("Hòa An", "hoa an"),
        ("Hoà An", "hoa an"),
        ("Xã Đông Phước A", "xa dong phuoc a"),
        ("ưỡn ẹo", "uon eo"),
        ("", ""),
    ],
)
def test_a_name_is_folded_for_search(text, folded):
    assert fold(text) == folded


def test_composed_and_decomposed_letters_fold_and_sort_alike():
    name = "Thị trấn Một Ngàn, huyện Châu Thành A"
    assert fold(normalize("NFD", name)) == fold(name)
    assert sort_key(normalize("NFD", name)) == sort_key(name)


@pytest.mark.parametrize(
    "names",
    [
        list("aăâbcdđeêghiklmnoôơpqrstuưvxy"),
        ["ma", "mà", "mả", "mã", "má", "mạ"],
        ["An Bình", "An Phú", "Ân Thi", "Bình An", "Cẩm Hà", "Đại Lộc", "Đông Phước", "Ea Kar"],
        ["Hoa Lư", "Hòa An", "Hoàn Kiếm"],
        ["Phường 2", "Phường 10", "Phường An Bình"],
        ["Long Bình", "Long Mỹ", "Lương Tâm"],
        ["Vị Tân", "Vị Thanh", "Vị Thắng"],
    ],
)
def test_names_stand_in_the_order_of_a_vietnamese_dictionary(names):
    assert sorted(set(names), key=sort_key) == names


def test_both_placements_of_a_tone_sort_as_one():
    assert sort_key("Hòa Bình") == sort_key("hoà bình")


def test_foreign_letters_stand_behind_the_alphabet():
    assert sort_key("þ") > sort_key("z")
