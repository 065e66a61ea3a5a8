"""Deadlines of dossiers as they are printed: what is left of working time, in words and a sign."""

from django import template
from django.utils.translation import get_language

from thidua.deadlines.rules import Left
from thidua.deadlines.rules.words import said

register = template.Library()


@register.filter
def time_left(left: Left) -> str:
    """Say what is left, or how late it is: `còn 2 ngày 3 giờ`."""
    return said(left, "en" if get_language() == "en" else "vi")


@register.filter
def left_state(left: Left) -> str:
    """Say how a deadline stands, as states are styled: missed, near (less than a day), or nothing."""
    if left.late:
        return "missed"
    return "" if left.days else "near"


@register.filter
def left_sign(left: Left) -> str:
    """Give the sign of that state, so that it is never by colour alone."""
    return {"missed": "✕ ", "near": "△ "}.get(left_state(left), "")
