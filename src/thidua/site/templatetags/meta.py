"""What a page says of itself to those who link to it: title, sentence, card, twins, feeds."""

from collections.abc import Mapping
from html import unescape

from django import template
from django.http import HttpRequest
from django.template.context import RequestContext
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.urls import reverse, translate_url
from django.utils.html import strip_tags
from django.utils.translation import get_language

from thidua.access.rules import PERMISSIONS
from thidua.accounts.rules import PUBLIC
from thidua.campaigns.models.seeing import visible
from thidua.kernel.errors import RuleBroken
from thidua.sharing.models.cards import card_of
from thidua.sharing.rules import Card

register = template.Library()

KEPT = ("stage", "page")  # what of a query makes another page
# The routes that have a card: its kind, and which part of the address it is about.
CARDS: Mapping[str, tuple[str, str]] = {
    "front:campaign": ("campaign", ""),
    "portal:edition": ("campaign", ""),
    "portal:standings": ("standings", "group"),
    "portal:sheet": ("units", "unit"),
    "criteria:figure": ("units", "unit"),
    "criteria:criterion": ("criteria", "criterion"),
}


@register.inclusion_tag("meta.html", takes_context=True)
def page_meta(context: RequestContext) -> dict[str, object]:
    """Gather what the head of a page says; a page of the desk only asks to be left out."""
    request = context["request"]
    match = request.resolver_match
    name = match.view_name if match else ""
    unlisted = getattr(request, "unlisted", False)
    if PERMISSIONS.get(name) != PUBLIC or "status" in context or unlisted:
        return {"open": False}
    path = request.path + _kept(request)
    card, address, campaign = _card(name, match.kwargs)
    return {
        "open": True,
        "title": _title(context),
        "card": card,
        "picture": request.build_absolute_uri(address) if address else "",
        "language": get_language() or "vi",
        "here": request.build_absolute_uri(path),
        "vi": request.build_absolute_uri(translate_url(path, "vi")),
        "en": request.build_absolute_uri(translate_url(path, "en")),
        "campaign": campaign,
    }


def _kept(request: HttpRequest) -> str:
    asked = request.GET.copy()
    for name in [name for name in asked if name not in KEPT]:
        del asked[name]
    return f"?{asked.urlencode()}" if asked else ""


def _card(name: str, kwargs: Mapping[str, object]) -> tuple[Card | None, str, str]:
    """Give the card of a page with its address and campaign, as everybody sees it."""
    if name == "front:home":
        kind, which, campaign = "campaign", "", next((p.code for p in visible(None)), "")
    elif name in CARDS:
        kind, part = CARDS[name]
        which, campaign = str(kwargs.get(part, "")), str(kwargs["campaign"])
    else:
        return None, "", ""
    try:
        card = card_of(kind, campaign, which, None)
    except RuleBroken:
        return None, "", ""
    args = [campaign, kind, which] if which else [campaign]
    return card, reverse("sharing:card", args=args), campaign


def _title(context: RequestContext) -> str:
    """Read what the page's own title block says."""
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    block = blocks.get_block("title") if blocks else None
    said = block.nodelist.render(context) if block else ""
    return " ".join(unescape(strip_tags(said)).split())
