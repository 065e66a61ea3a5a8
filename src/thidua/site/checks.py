"""What is wrong with the settings of an installation, said before it serves."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.security)
def proxies(**_: Any) -> Sequence[CheckMessage]:  # noqa: ANN401 - Django's signature
    """Refuse HTTPS without a proxy: then anybody could say that a request came by HTTPS."""
    if not settings.HTTPS or settings.ALLAUTH_TRUSTED_PROXY_COUNT > 0:
        return []
    return [
        Error(
            "THIDUA_HTTPS=1 believes X-Forwarded-Proto, and THIDUA_PROXIES=0 says that no proxy "
            "of our own sets it.",
            hint="Set THIDUA_PROXIES to the number of proxies in front, 1 for a single nginx.",
            id="thidua.proxies",
        )
    ]
