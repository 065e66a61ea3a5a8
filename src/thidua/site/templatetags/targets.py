"""Targets as they are printed, and bars of figures against them, in hundredths of the bar."""

from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from django import template

from thidua.kernel.numbers import rounded
from thidua.plans.rules import Target
from thidua.site.templatetags.vn import NOTHING, count, percent_short

register = template.Library()

WHOLE = Fraction(1)


class Bar(NamedTuple):
    """A bar in percent of its place; `tick` is empty where there is no target."""

    length: str
    tick: str


@register.simple_tag
def bar(figure: Any) -> Bar | None:  # noqa: ANN401 - a Figure, or an example of the style guide
    """Measure a figure's share against a whole, or against what is more than that; None: no share."""
    share = figure.share
    if share is None:
        return None
    wanted: Target | None = figure.criterion.target
    aim = Fraction(wanted.value) if wanted is not None and wanted.is_share else None
    longest = max(WHOLE, share, aim or 0)
    return Bar(_percent(share / longest), "" if aim is None else _percent(aim / longest))


def _percent(part: Fraction | Decimal) -> str:
    return f"{rounded(Fraction(part) * 100, 2, 'half_up'):f}"


@register.filter
def target(value: Target | None) -> str:
    """Write a target: `90 %` or `1.200`."""
    if not isinstance(value, Target):
        return NOTHING
    return percent_short(value.value) if value.is_share else count(value.value)
