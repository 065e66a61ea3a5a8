"""Codes to scan, and whether a procedure can be filed here on a day."""

from collections.abc import Sequence
from datetime import date

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from thidua.filing.models import open_units
from thidua.procedures.models import Stored

register = template.Library()


@register.simple_tag
def squares_svg(squares: Sequence[str]) -> SafeString:
    """Draw a QR code, dark on white whatever the page's colours."""
    dark = "".join(
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(squares)
        for x, square in enumerate(row)
        if square == "1"
    )
    return format_html(
        '<svg role="img" aria-label="QR" viewBox="0 0 {0} {0}" shape-rendering="crispEdges">'
        '<path fill="#fff" d="M0 0h{0}v{0}H0z"/><path d="{1}"/></svg>',
        len(squares),
        dark,
    )


@register.simple_tag
def can_be_filed(row: Stored, day: date) -> bool:
    """Whether some unit takes dossiers of a procedure online, here and on a day."""
    version = row.version
    return version.online.is_service and bool(open_units(version, day))
