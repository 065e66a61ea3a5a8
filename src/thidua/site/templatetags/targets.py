"""Targets as they are printed: a share with its percent sign, else a number, else a dash."""

from django import template

from thidua.plans.rules import Target
from thidua.site.templatetags.vn import NOTHING, count, percent_short

register = template.Library()


@register.filter
def target(value: Target | None) -> str:
    """Write a target: `90 %` or `1.200`."""
    if not isinstance(value, Target):
        return NOTHING
    return percent_short(value.value) if value.is_share else count(value.value)
