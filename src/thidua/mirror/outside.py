"""Lists that are fetched from another system, or pushed by it; nothing is fetched unless asked for."""

import hashlib
import secrets
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from thidua.kernel.errors import RuleBroken

SECONDS = 60
LARGEST = 40_000_000  # bytes of an answer
KEY_BYTES = 32


class _Stays(HTTPRedirectHandler):
    """Follow no redirection: a list comes from the address that was given, or not at all."""

    def redirect_request(self, *_given: Any, **_more: Any) -> None:  # noqa: ANN401 - as in the library
        return None


def fetch(address: str, token: str) -> bytes:
    """Fetch a list from a system's interface; `token` is sent as a bearer's, unless it is empty."""
    if urlsplit(address).scheme not in {"https", "http"}:
        raise RuleBroken("mirror.bad-address", address=address)
    headers = {"Accept": "application/json, text/csv"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    request = Request(address, headers=headers)  # noqa: S310 - the scheme was looked at
    try:
        with build_opener(_Stays).open(request, timeout=SECONDS) as answer:
            content: bytes = answer.read(LARGEST + 1)
    except HTTPError as error:
        with error:
            raise RuleBroken(
                "mirror.not-fetched", address=address, reason=f"HTTP {error.code}"
            ) from error
    except (URLError, HTTPException, OSError) as error:
        reason = getattr(error, "reason", error)
        raise RuleBroken("mirror.not-fetched", address=address, reason=reason) from error
    if len(content) > LARGEST:
        raise RuleBroken("mirror.too-large", most=LARGEST // 1_000_000)
    return content


def new_key() -> str:
    """Make a key by which a system may push its lists."""
    return secrets.token_urlsafe(KEY_BYTES)


def digest(key: str) -> str:
    """Give what is kept of a key: it is long and drawn, so that a plain hash suffices."""
    return hashlib.sha256(key.encode()).hexdigest()
