"""What every page has: its rooms, the same page in the other language, and marks with words."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from django import template
from django.conf import settings
from django.template.context import RequestContext
from django.urls import reverse, translate_url
from django.utils.functional import Promise
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from thidua.proofs.rules.words import spoken as in_words
from thidua.recounts.models import is_shown

register = template.Library()

ROOMS: Mapping[str, Promise] = {
    "front:campaigns": _("Phong trào"),
    "programme:index": _("Chương trình"),
    "proofs:ledger": _("Sổ ghi"),
    "portal:units": _("Đơn vị"),
    "recounts:figures": _("Số liệu đã công bố"),
    "proofs:verify": _("Kiểm chứng"),
}

SWITCHED = "recounts:figures"  # is off unless the office turns it on


class Room(NamedTuple):
    """A link of the page's head; `current` is empty, or what aria-current says."""

    href: str
    label: str
    current: str


class Mark(NamedTuple):
    """A sign that never stands without its words; `style` is its class in the style sheet."""

    sign: str
    words: Promise
    style: str = ""


GRADES: Mapping[str, Mark] = {
    "counted": Mark("●", _("đếm trong hệ thống")),
    "source-file": Mark("◐", _("từ tệp nguồn")),
    "approved": Mark("○", _("báo cáo đã duyệt")),
    "reported": Mark("◌", _("báo cáo chưa duyệt")),
}
GENERATED = Mark("≈", _("mô phỏng"))
STATES: Mapping[str, Mark] = {
    "exceeded": Mark("✓", _("vượt"), "reached"),
    "reached": Mark("✓", _("đạt"), "reached"),
    "near": Mark("△", _("gần đạt"), "near"),
    "missed": Mark("✕", _("chưa đạt"), "missed"),
    "unknown": Mark("–", _("chưa có số liệu"), "unknown"),
}


@register.simple_tag(takes_context=True)
def navigation(context: RequestContext) -> list[Room]:
    """List the rooms, with the one that the reader is in."""
    here = context["request"].path
    shown = "status" not in context and is_shown()  # a refusal asks no database
    links = _links(get_language() or "vi")
    rooms = [link for name, link in links.items() if shown or name != SWITCHED]
    return [Room(href, label, _current(href, here)) for href, label in rooms]


@cache
def _links(_language: str) -> dict[str, tuple[str, str]]:
    return {name: (reverse(name), str(label)) for name, label in ROOMS.items()}


def _current(href: str, here: str) -> str:
    if href == here:
        return "page"
    return "true" if here.startswith(href) else ""


@register.simple_tag(takes_context=True)
def language_url(context: RequestContext, language: str) -> str:
    """Give the address of the same page, with its query, in another language."""
    request = context["request"]
    match = request.resolver_match
    if match is None:  # a page that says that there is none
        return translate_url(request.get_full_path(), language)
    with override(language):
        path = reverse(match.view_name, args=match.args, kwargs=match.captured_kwargs)
    _, mark, asked = request.get_full_path().partition("?")
    return f"{path}{mark}{asked}"


@register.simple_tag
def grade_mark(grade: str) -> Mark | None:
    """Say in a mark how a count came to be; None for an unknown or missing grade."""
    return GRADES.get(grade)


@register.simple_tag
def generated_mark() -> Mark:
    """Mark a simulated number."""
    return GENERATED


@register.filter
def marked(text: str, generated: bool) -> str:  # noqa: FBT001 - a filter has no keywords
    """Put the mark of simulated numbers before one that is."""
    return f"{GENERATED.sign}\N{NO-BREAK SPACE}{text}" if generated else text


@register.simple_tag
def state_mark(state: str) -> Mark:
    """Mark how a value stands to its target."""
    return STATES.get(state, STATES["unknown"])


@register.filter
def spoken(root: bytes) -> str:
    """Read the first bytes of a root of the log as four words."""
    return in_words(root)


@register.filter
def named(names: Mapping[str, str], unit: str) -> str:
    """Give the name of a unit; nothing for none."""
    return names.get(unit, unit)


@register.simple_tag
def identity_provider() -> str:
    """Name the provider of identities that residents can come by, or nothing where none is set."""
    return "vneid" if settings.VNEID else ""
