"""Settings: everything that differs between installations is read from `THIDUA_*` variables.

docs/reference/settings.md is printed from `ENVIRONMENT`.
"""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from thidua.site import sqlite as sqlite

ENVIRONMENT = {
    "THIDUA_STORE": ("var/store", "Folder of the embedded database, keys and working files."),
    "THIDUA_PUBLISHED": ("", "Folder of the published files; empty: `published` in the store."),
    "THIDUA_DATABASE": ("", "postgresql://user:password@host:port/name; empty: SQLite in the store."),
    "THIDUA_ORIGIN": ("thidua.local/ledger", "Origin line of the log: one a province, for ever."),
    "THIDUA_SECRET": ("", "Secret for sessions; empty: made once and kept in the store."),
    "THIDUA_HOSTS": ("127.0.0.1,localhost,[::1]", "Host names that are served."),
    "THIDUA_DEBUG": ("", "1 shows error pages with source: never on a served installation."),
    "THIDUA_HTTPS": ("", "1 when served behind HTTPS: secure cookies and HSTS."),
}


def _value(name: str) -> str:
    return os.environ.get(name, ENVIRONMENT[name][0])


STORE = Path(_value("THIDUA_STORE")).resolve()
PUBLISHED = Path(_value("THIDUA_PUBLISHED") or STORE / "published").resolve()
KEYS = STORE / "keys"
ORIGIN = _value("THIDUA_ORIGIN")


def _secret() -> str:
    if given := _value("THIDUA_SECRET"):
        return given
    kept = KEYS / "session-secret"
    if not kept.exists():
        import secrets

        KEYS.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            with kept.open("x") as file:
                kept.chmod(0o600)
                file.write(secrets.token_urlsafe(48))
        except FileExistsError:
            pass
    return kept.read_text()


def _database() -> dict[str, object]:
    if address := _value("THIDUA_DATABASE"):
        parts = urlsplit(address)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "OPTIONS": {"options": "-c lock_timeout=10s -c idle_in_transaction_session_timeout=60s"},
            "CONN_MAX_AGE": None,
        }
    STORE.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": STORE / "thidua.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
        "CONN_MAX_AGE": None,
    }


SECRET_KEY = _secret()
DEBUG = _value("THIDUA_DEBUG") == "1"
ALLOWED_HOSTS = [host for host in _value("THIDUA_HOSTS").split(",") if host]
DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "django_tasks",
    "django_tasks_db",
    "thidua.ledger",
    "thidua.units",
    "thidua.accounts",
    "thidua.counting",
    "thidua.campaigns",
    "thidua.standings",
    "thidua.portal",
    "thidua.demo",
    "thidua.site",
]

ROOT_URLCONF = "thidua.site.urls"
WSGI_APPLICATION = "thidua.site.wsgi.application"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).parent / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
STATIC_URL = "/static/"
STATIC_ROOT = STORE / "static"
