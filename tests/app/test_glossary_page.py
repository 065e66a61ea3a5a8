"""The dictionary as a page, and its words inside other pages."""

import re

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from django_cotton.compiler_regex import CottonCompiler

import source
from thidua.glossary.outside import terms, words

pytestmark = pytest.mark.django_db


def test_the_page_explains_each_word_by_letter_and_finds_it_without_marks(client):
    page = client.get("/glossary/").content.decode()
    assert len(terms()) >= 60
    for term in terms():
        assert f'id="{term.anchor}"' in page
    assert page.index('id="points"') < page.index('id="denominator"'), "đ stands before m"
    found = client.get("/glossary/", {"q": "mau so"}).content.decode()
    assert 'id="denominator"' in found
    assert 'id="prize"' not in found
    assert "Số đứng dưới gạch phân số" in found
    english = client.get("/en/glossary/?q=denominator").content.decode()
    assert "A dated, versioned count of households" in english
    none = client.get("/glossary/", {"q": "<b>xyz"}).content.decode()
    assert "Chưa có từ này" in none
    assert "<b>xyz" not in none


@pytest.mark.parametrize("q", ["x" * 101, "a\0b"])
def test_what_cannot_be_looked_for_is_answered_with_what_can(client, q):
    assert client.get("/glossary/", {"q": q}).status_code == 422


def explained(text, language="vi"):
    with translation.override(language):
        compiled = CottonCompiler().process(text)
        return Template(compiled).render(Context({"request": RequestFactory().get("/")}))


def test_a_word_in_a_text_says_what_it_is_and_leads_to_the_page():
    once = '<c-term word="mẫu số">Mẫu số</c-term>'
    page = explained(f"{once} {once}")
    assert page.count('href="/glossary/#denominator"') == 2
    assert {'id="term-1"', 'id="term-2"'} <= set(re.findall(r'id="term-\d"', page))
    assert page.count("term.css") == page.count("term.js") == 1
    assert "Số đứng dưới gạch phân số" in page
    assert "A dated, versioned count" in explained(once, "en")
    assert explained('<c-term word="không có">từ lạ</c-term>').strip() == "từ lạ"


def test_every_word_that_a_page_explains_is_in_the_dictionary():
    asked = {
        word
        for file in source.PACKAGE.rglob("templates/**/*.html")
        for word in re.findall(r'<c-term word="([^"]+)"', file.read_text(encoding="utf-8"))
    }
    assert {word for word in asked if word.casefold() not in words()} == set()
