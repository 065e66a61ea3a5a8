"""Where mail goes; read by the settings."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server; without one, mail is written to a folder and reaches nobody."""

    backend: str = "django.core.mail.backends.filebased.EmailBackend"
    host: str = "localhost"
    port: int = 25
    user: str = ""
    password: str = ""
    starts_tls: bool = False
    is_tls: bool = False


WAYS: Mapping[str, tuple[int, bool, bool]] = {  # the usual port; whether TLS starts, or is there
    "smtp": (587, True, False),
    "smtps": (465, False, True),
    "smtp+plain": (25, False, False),  # to a server on the same machine
}


def server(address: str) -> Server:
    """Read `smtp://user:password@host:port`; what is not understood is refused."""
    if not address:
        return Server()
    parts = urlsplit(address)
    if parts.scheme not in WAYS or not parts.hostname or parts.path.strip("/") or parts.query:
        raise ImproperlyConfigured(
            "THIDUA_MAIL is not smtp://user:password@host:port, smtps://… or smtp+plain://…; "
            "inside a password write # as %23, / as %2F and @ as %40"
        )
    port, starts_tls, is_tls = WAYS[parts.scheme]
    return Server(
        backend="django.core.mail.backends.smtp.EmailBackend",
        host=parts.hostname,
        port=parts.port or port,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starts_tls=starts_tls,
        is_tls=is_tls,
    )
