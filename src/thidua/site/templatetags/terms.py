"""Words of the dictionary inside a text, with what they are."""

from typing import NamedTuple

from django import template
from django.template.context import RequestContext
from django.utils.translation import get_language

from thidua.glossary.outside import words
from thidua.glossary.rules import Term

register = template.Library()


class Said(NamedTuple):
    """A word on a page: its term, None for one the dictionary does not explain, and which it is."""

    term: Term | None
    nr: int
    text: str


@register.simple_tag(takes_context=True)
def term(context: RequestContext, word: str) -> Said:
    """Look a word up, and count the words that this page explains."""
    found = words().get(word.casefold())
    if found is None:
        return Said(None, 0, "")
    request = context["request"]
    request.terms_explained = nr = getattr(request, "terms_explained", 0) + 1
    return Said(found, nr, found.means if get_language() == "en" else found.explains)
