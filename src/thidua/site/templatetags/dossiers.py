"""Deadlines of dossiers as they are printed: what is left of working time, in words and a sign."""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thidua.counter.models import Listed
from thidua.counter.views.inbox import FoundLine, InboxLine
from thidua.deadlines.rules import Left
from thidua.deadlines.rules.words import said
from thidua.dossiers.rules.steps import Status
from thidua.site.templatetags.vn import instant

register = template.Library()

LEFT = '<span class="state wrap {}"><span aria-hidden="true">{}</span>{}</span>'
UNDER = f' <span class="under">{LEFT}</span>'
HEAD = '<th scope="row"><span><a class="mono" href="{}">{}</a><span class="under">{}</span></span></th>'
CELL = '<td data-label="{}">{}</td>'
ROW = f'<tr>{HEAD}{CELL}<td data-label="{{}}"><span>{{}}{{}}</span></td></tr>'
FOUND = f"<tr>{HEAD}{CELL * 3}</tr>"
SIGNS = {"missed": "✕ ", "near": "△ ", "": ""}  # so that no state is told by colour alone


@register.simple_tag
def inbox_rows(lines: Iterable[InboxLine], paused: bool) -> SafeString:  # noqa: FBT001 - a tag's argument
    """Draw the rows of an inbox, each part escaped: as a loop of the template they took half its time."""
    labels = _("Trạng thái"), _("Chờ từ") if paused else _("Hạn trả")
    made = "≈ " + _("mô phỏng") + " · "
    drawn = []
    for href, row, status, left in lines:
        parts = (href, row.code, f"{made if row.generated else ''}{row.procedure}")
        cells = (labels[0], status, labels[1], instant(row.order_at) if paused else _due(row))
        under = UNDER.format(*map(escape, _left(left))) if left and not paused else ""
        drawn.append(ROW.format(*map(escape, parts + cells), under))
    return SafeString("\n".join(drawn))


@register.simple_tag
def found_rows(lines: Iterable[FoundLine]) -> SafeString:
    """Draw the rows of what was found, each part escaped."""
    name, filed, state = _("Người nộp"), _("Nộp lúc"), _("Trạng thái")
    drawn = []
    for href, row, status in lines:
        cells = (name, row.name, filed, instant(row.filed_at), state, status)
        drawn.append(FOUND.format(*map(escape, (href, row.code, row.procedure, *cells))))
    return SafeString("\n".join(drawn))


def _due(row: Listed) -> str:
    """Say when a dossier is due, or since when it waits to be taken in."""
    if row.due_at is None and row.status == Status.FILED:
        return _("nộp lúc") + " " + instant(row.filed_at)
    return instant(row.due_at)


@register.filter
def left_mark(left: Left) -> SafeString:
    """Say what is left, or how late it is, with the sign of its state: `△ còn 3 giờ`."""
    return format_html(LEFT, *_left(left))


def _left(left: Left) -> tuple[str, str, str]:
    state = _state(left)
    return state, SIGNS[state], said(left, "en" if get_language() == "en" else "vi")


def _state(left: Left) -> str:
    """Say how a deadline stands, as states are styled: missed, near (less than a day), or nothing."""
    if left.late:
        return "missed"
    return "" if left.days else "near"
