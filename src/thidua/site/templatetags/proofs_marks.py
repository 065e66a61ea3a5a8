"""The root of the log as words."""

from django import template

from thidua.proofs.rules.words import spoken as in_words

register = template.Library()


@register.filter
def spoken(root: bytes) -> str:
    """Read the first bytes of a root as four words."""
    return in_words(root)
