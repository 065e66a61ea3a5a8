"""Numbers, days and instants as they are printed: Vietnamese notation, or English on its pages."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from django import template
from django.utils import timezone
from django.utils.translation import get_language

from thidua.kernel.numbers import rounded, write

register = template.Library()

NOTHING = "–"
NO_BREAK = "\N{NO-BREAK SPACE}"
DAY_FORMATS: Mapping[str, str] = {"vi": "%d/%m/%Y", "en": "%d %b %Y"}


@register.filter
def count(value: int | Decimal | Fraction | None) -> str:
    """Write a count, or points with the digits they have: `98.763`; a dash where there is none.

    A ratio that is not whole is written with two digits.
    """
    if value is None:
        return NOTHING
    if isinstance(value, Fraction):
        value = int(value) if value.denominator == 1 else rounded(value, 2, "half_up")
    if get_language() == "en":
        return format(value, ",f" if isinstance(value, Decimal) else ",")
    return write(value)


@register.filter
def percent(share: Fraction | Decimal | None, digits: int = 2) -> str:
    """Write a share as a percentage: `96,10 %`."""
    if share is None:
        return NOTHING
    space = "" if get_language() == "en" else NO_BREAK
    return f"{count(rounded(Fraction(share) * 100, digits, 'half_up'))}{space}%"


@register.filter
def percent_short(share: Fraction | None) -> str:
    """Write a share as a percentage with the digits that it needs, two at most: `60 %`."""
    return NOTHING if share is None else f"{count(Fraction(share) * 100)}{NO_BREAK}%"


@register.filter
def positive(value: int) -> int:
    """Drop the sign of a whole number."""
    return abs(value)


@register.filter
def share_of(numerator: int | Decimal | None, denominator: int | Decimal | None) -> Fraction | None:
    """Divide exactly; None where either is missing or there is nothing to divide by."""
    if numerator is None or not denominator:
        return None
    return Fraction(numerator) / Fraction(denominator)


@register.filter
def day(value: date | None) -> str:
    """Write a day: `22/11/2026`."""
    if value is None:
        return NOTHING
    return value.strftime(DAY_FORMATS["en" if get_language() == "en" else "vi"])


@register.filter
def instant(value: datetime | None) -> str:
    """Write an instant on Vietnam's clock: `16:20 22/11/2026`."""
    if value is None:
        return NOTHING
    local = value.astimezone(timezone.get_default_timezone())
    return f"{local:%H:%M}{NO_BREAK}{day(local.date())}"


@register.filter
def short(value: str, length: int = 12) -> str:
    """Keep the start of a long identifier or hash."""
    return value if len(value) <= length else f"{value[:length]}…"
