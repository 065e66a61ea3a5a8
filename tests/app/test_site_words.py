import ast
import gettext
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from django.utils.translation.template import templatize

import thidua
from thidua.site.templatetags import vn

PACKAGE = Path(thidua.__file__).parent
ENGLISH = PACKAGE / "site" / "locale" / "en" / "LC_MESSAGES"
LITERAL = r'"(?:[^"\\]|\\.)*"'
ENTRY = re.compile(
    rf"(?:^msgctxt ({LITERAL})\n)?^msgid ((?:{LITERAL}\n)+)(?:msgid_plural (?:{LITERAL}\n)+)?"
    rf"((?:msgstr(?:\[\d\])? (?:{LITERAL}\n)+)+)",
    re.MULTILINE,
)
MARKS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}


def text(literals):
    return "".join(ast.literal_eval(line) for line in re.findall(LITERAL, literals))


def catalogue():
    """Read django.po: what is translated to what, in the one form or in both."""
    source = (ENGLISH / "django.po").read_text()
    return {
        (f"{text(where)}\x04" if where else "") + text(asked): [
            text(form) for form in re.split(r"msgstr(?:\[\d\])?", given)[1:]
        ]
        for where, asked, given in ENTRY.findall(f"{source}\n")
        if text(asked)
    }


def asked_in_code(source):
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in MARKS:
            yield from (
                argument.value
                for argument in node.args[:1]
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
            )


def asked_in_templates():
    for template in PACKAGE.rglob("templates/**/*.*"):
        # What Django hands to xgettext is Python but for the text around the calls.
        calls = re.findall(
            rf"n?gettext\(u?('(?:[^'\\]|\\.)*'|{LITERAL})", templatize(template.read_text())
        )
        yield from map(ast.literal_eval, calls)


def test_every_vietnamese_text_has_its_english():
    asked = {text for file in PACKAGE.rglob("*.py") for text in asked_in_code(file.read_text())}
    asked |= set(asked_in_templates())
    given = catalogue()
    assert len(asked) > 50
    assert {words for words in asked if not all(given.get(words, [""]))} == set()


def test_nothing_is_left_to_guess():
    assert "fuzzy" not in (ENGLISH / "django.po").read_text()


def test_the_compiled_catalogue_is_the_written_one():
    with (ENGLISH / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for words, forms in catalogue().items():
        one_form = [compiled.gettext(words)]
        assert forms in (one_form, [compiled.ngettext(words, "", n) for n in (1, 2)])


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        (0, "0", "0"),
        (98763, "98.763", "98,763"),
        (-1234, "-1.234", "-1,234"),
        (Decimal("87.25"), "87,25", "87.25"),
        (Decimal("1E+3"), "1.000", "1,000"),
        (None, "–", "–"),
    ],
)
def test_a_count_is_written_as_its_readers_write(value, vietnamese, english):
    with translation.override("vi"):
        assert vn.count(value) == vietnamese
    with translation.override("en"):
        assert vn.count(value) == english


@pytest.mark.parametrize(
    ("numerator", "denominator", "vietnamese", "english"),
    [
        (98763, 102771, "96,10 %", "96.10%"),
        (461784, 545903, "84,59 %", "84.59%"),
        (3548, 3548, "100,00 %", "100.00%"),
        (0, 7, "0,00 %", "0.00%"),
        (0, 0, "–", "–"),
        (None, 7, "–", "–"),
        (7, None, "–", "–"),
    ],
)
def test_a_share_is_divided_exactly_and_rounded_where_it_is_shown(
    numerator, denominator, vietnamese, english
):
    share = vn.share_of(numerator, denominator)
    with translation.override("vi"):
        assert vn.percent(share).replace("\N{NO-BREAK SPACE}", " ") == vietnamese
    with translation.override("en"):
        assert vn.percent(share) == english


def test_half_a_digit_goes_up():
    with translation.override("vi"):
        assert vn.percent(Fraction(12345, 1000000), 1) == "1,2\N{NO-BREAK SPACE}%"
        assert vn.percent(Fraction(125, 100000), 2) == "0,13\N{NO-BREAK SPACE}%"


def test_days_and_instants_are_vietnams():
    at = datetime(2024, 12, 9, 17, 30, tzinfo=UTC)
    with translation.override("vi"):
        assert vn.day(date(2026, 11, 22)) == "22/11/2026"
        assert vn.instant(at) == "00:30\N{NO-BREAK SPACE}10/12/2024"
        assert (vn.day(None), vn.instant(None)) == ("–", "–")
    with translation.override("en"):
        assert vn.instant(at) == "00:30\N{NO-BREAK SPACE}10 Dec 2024"


def test_a_long_identifier_is_cut():
    assert vn.short("9f86d081884c7d65", 8) == "9f86d081…"
    assert vn.short("short") == "short"


def made(source, **context):
    page = Template("{% load page vn %}" + source)
    with translation.override("vi"):
        return page.render(Context(context)).strip()


def test_a_figure_shows_share_count_grade_and_door():
    figure = made(
        '{% include "cotton/figure.html" %}',
        label="Hồ sơ trực tuyến",
        numerator=98763,
        denominator=102771,
        unit="hồ sơ",
        grade="counted",
        generated=True,
        href="/ledger/",
    )
    for part in ("96,10", "98.763/102.771", "đếm trong hệ thống", "mô phỏng", 'href="/ledger/"'):
        assert part in figure


def test_a_missing_figure_is_not_zero():
    figure = made('{% include "cotton/figure.html" %}', numerator=None, denominator=7)
    assert "chưa có số liệu" in figure
    assert "0" not in figure


@pytest.mark.parametrize(
    ("state", "mark"),
    [("exceeded", "✓"), ("reached", "✓"), ("near", "△"), ("missed", "✕"), ("other", "–")],
)
def test_a_state_has_a_sign_and_words(state, mark):
    shown = made('{% include "cotton/state.html" %}', state=state)
    assert mark in shown
    assert re.search(r"</span> \w+", shown)


@pytest.mark.parametrize(("here", "there"), [("/sign-in/?next=/x", "/en/sign-in/?next=/x")])
def test_the_other_language_keeps_the_page(here, there):
    request = RequestFactory().get(here)
    assert made("{% language_url 'en' %}", request=request) == there
