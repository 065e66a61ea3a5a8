"""The dictionary as readers look words up in it."""

from thidua.glossary.rules import by_letter, by_word, read, search

TEXT = """
[[term]]
vi = ["mẫu số"]
code = ["denominator"]
means = "What is divided by."
explains = "Số đứng dưới."
law = "Luật"

[[term]]
vi = ["ấp"]
code = ["hamlet"]
means = "A community."
explains = "Cộng đồng."

[[term]]
vi = ["điểm", "điểm số"]
code = ["points"]
means = "What a value earns."
explains = "Giá trị được tính."

[[term]]
vi = ["chỉ tiêu"]
sense = "what must be reached"
code = ["target", "aim"]
means = "What is asked for."
explains = "Mức cần đạt."

[[term]]
vi = ["chỉ tiêu"]
sense = "what is counted"
code = ["freeze day"]
means = "What is counted."
explains = "Điều được đếm."

[[term]]
vi = ["lá"]
code = ["leaf"]
means = "Not for visitors."
"""


def test_terms_stand_in_vietnamese_order_and_only_explained_ones():
    terms = read(TEXT)
    assert [term.anchor for term in terms] == [
        "hamlet",
        "freeze-day",
        "target",
        "points",
        "denominator",
    ]
    assert [(letter, len(found)) for letter, found in by_letter(terms)] == [
        ("Â", 1),
        ("C", 2),
        ("Đ", 1),
        ("M", 1),
    ]
    assert (terms[4].law, terms[4].sense, terms[4].english) == ("Luật", "", "")


def test_words_are_found_with_or_without_marks():
    terms = read(TEXT)
    assert [term.code for term in search(terms, "MAU so")] == ["denominator"]
    assert [term.code for term in search(terms, "divided")] == ["denominator"]
    assert search(terms, "không có") == ()
    assert search(terms, "") == terms


def test_a_word_or_its_code_leads_to_its_term_and_the_first_sense_wins():
    found = by_word(read(TEXT))
    assert found["điểm số"].code == found["points"].code == "points"
    assert found["chỉ tiêu"].code == "freeze day"
    assert found["target"].explains == "Mức cần đạt."
