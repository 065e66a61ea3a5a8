"""Chance, hashes under the installation's secret, and what caches and robots are told."""

from collections.abc import Callable
from functools import wraps
from secrets import token_urlsafe

from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

Screen = Callable[..., HttpResponse]


def handle() -> str:
    """Draw a name under which a dossier is open in one browser."""
    return token_urlsafe(9)


def masked(text: str) -> str:
    """Give a name that is the same for the same text, and says nothing without our secret."""
    return salted_hmac("thidua.tracking.tries", text, algorithm="sha256").hexdigest()


def unlisted(screen: Screen) -> Screen:
    """Keep a page from caches and robots."""

    @wraps(screen)
    def shown(request: HttpRequest, *given: object, **more: object) -> HttpResponse:
        request.unlisted = True  # type: ignore[attr-defined]  # the head of the page asks for it
        response = screen(request, *given, **more)
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return shown
