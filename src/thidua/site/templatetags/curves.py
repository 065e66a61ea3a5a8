"""Amounts of curves as they are printed: shares or counts, what lies between two, short days."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from django import template
from django.utils.translation import get_language, gettext

from thidua.kernel.numbers import rounded
from thidua.site.templatetags.vn import NO_BREAK, NOTHING, count, percent, percent_short

register = template.Library()

SHORT: Mapping[str, str] = {"vi": "%d/%m", "en": "%d %b"}


@register.filter
def amount(value: Fraction | None, share: bool) -> str:  # noqa: FBT001 - a filter has no keywords
    """Write an amount of a curve: `84,59 %` where it is a share, else a count."""
    return percent(value) if share else count(value)


@register.filter
def tick(value: Fraction, share: bool) -> str:  # noqa: FBT001 - a filter has no keywords
    """Write a value of a scale, with the digits that it needs."""
    return percent_short(value) if share else count(value)


@register.filter
def apart(value: Fraction | None, share: bool) -> str:  # noqa: FBT001 - a filter has no keywords
    """Write how far two amounts are from each other, without a sign."""
    if value is None:
        return NOTHING
    if not share:
        return count(abs(value))
    words = gettext("điểm phần trăm")
    return f"{count(rounded(abs(value) * 100, 2, 'half_up'))}{NO_BREAK}{words}"


@register.filter
def short_day(value: date) -> str:
    """Write a day without its year: `22/11`."""
    return value.strftime(SHORT["en" if get_language() == "en" else "vi"])
