"""Whether residents can come by a provider of identities here."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def identity_provider() -> str:
    """Name the provider, or nothing where none is set."""
    return "vneid" if settings.VNEID else ""
