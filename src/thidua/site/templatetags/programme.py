"""Names of units in templates."""

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def named(names: Mapping[str, str], unit: str) -> str:
    """Give the name of a unit; nothing for none."""
    return names.get(unit, unit)
