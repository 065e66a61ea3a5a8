"""Which database an address names; read by the settings."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

OPTIONS = frozenset(
    {"application_name", "connect_timeout", "sslcert", "sslkey", "sslmode", "sslrootcert"}
)
LIMITS = "-c lock_timeout=10s -c idle_in_transaction_session_timeout=60s"


def sqlite(file: Path) -> dict[str, object]:
    """Say how Django opens the embedded database."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32768;",
        },
        "CONN_MAX_AGE": None,
    }


def postgresql(address: str) -> dict[str, object]:
    """Read `postgresql://user:password@host:port/name?sslmode=…`; what is not understood is refused."""
    parts = urlsplit(address)
    if parts.scheme not in {"postgresql", "postgres"} or parts.fragment:
        raise ImproperlyConfigured(
            "THIDUA_DATABASE is not postgresql://user:password@host:port/name; inside a password "
            "write # as %23, / as %2F and @ as %40"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.removeprefix("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": {"options": LIMITS, **_options(parts.query)},
        "CONN_MAX_AGE": None,
    }


def _options(query: str) -> dict[str, str]:
    pairs = [pair.partition("=") for pair in query.split("&") if pair]
    if unknown := sorted({name for name, _, _ in pairs} - OPTIONS):
        words = "THIDUA_DATABASE sets {}, which is not understood; after ? it may set {}"
        raise ImproperlyConfigured(words.format(", ".join(unknown), ", ".join(sorted(OPTIONS))))
    return {name: unquote(value) for name, _, value in pairs}
