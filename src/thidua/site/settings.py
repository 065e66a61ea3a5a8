"""Settings: everything that differs between installations is read from `THIDUA_*` variables.

docs/reference/settings.md is printed from `ENVIRONMENT`.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from thidua.site import (
    database,
    mail,
    sqlite,  # noqa: F401 - puts the newer SQLite in its place
    store,
)

ENVIRONMENT = {
    "THIDUA_STORE": (
        "var/store",
        "Folder of the embedded database, keys and working files; closed to other accounts.",
    ),
    "THIDUA_PUBLISHED": (
        "",
        "Folder of the published files; empty: in the store, closed to other accounts.",
    ),
    "THIDUA_DATABASE": (
        "",
        "postgresql://user:password@host:port/name?sslmode=…; empty: SQLite in the store.",
    ),
    "THIDUA_ORIGIN": ("thidua.local/ledger", "Origin line of the log: one a province, for ever."),
    "THIDUA_SECRET": ("", "Secret for sessions; empty: made once and kept in the store."),
    "THIDUA_HOSTS": ("127.0.0.1,localhost,[::1]", "Host names that are served."),
    "THIDUA_DEBUG": ("", "1 shows error pages with source: never on a served installation."),
    "THIDUA_HTTPS": ("", "1 when served behind HTTPS: secure cookies and HSTS."),
    "THIDUA_HSTS": (
        "",
        "`subdomains`: HSTS speaks for all hosts below ours too; `preload`: in browsers' lists.",
    ),
    "THIDUA_PROXIES": (
        "0",
        "How many proxies of our own stand in front, to know who asks; behind HTTPS at least 1.",
    ),
    "THIDUA_MAIL": (
        "",
        "smtp://user:password@host:port (STARTTLS), smtps or smtp+plain; empty: written to the store.",
    ),
    "THIDUA_MAIL_FROM": ("thidua@localhost", "Address that mail to residents comes from."),
    "THIDUA_VNEID": (
        "",
        "Issuer of an OpenID Connect provider in VNeID's shape; empty: residents sign up by e-mail only.",
    ),
    "THIDUA_VNEID_CLIENT": ("", "Our client id at that provider."),
    "THIDUA_VNEID_SECRET": ("", "Our secret there."),
    "THIDUA_VNEID_CLAIMS": (
        "personal_identity_number,name,birthdate",
        "Claims that hold the identity number, the name and the day of birth, in this order.",
    ),
}


def _value(name: str) -> str:
    return os.environ.get(name, ENVIRONMENT[name][0])


def _origin(address: str) -> str:
    """Give scheme, host and port, which a content security policy asks for."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


STORE = store.closed(Path(_value("THIDUA_STORE")).resolve())
PUBLISHED = Path(_value("THIDUA_PUBLISHED") or STORE / "published").resolve()
KEYS = STORE / "keys"
ORIGIN = _value("THIDUA_ORIGIN")


SECRET_KEY = _value("THIDUA_SECRET") or store.secret(KEYS / "session-secret")
DEBUG = _value("THIDUA_DEBUG") == "1"
ALLOWED_HOSTS = [host for host in _value("THIDUA_HOSTS").split(",") if host]
ADDRESS = _value("THIDUA_DATABASE")
DATABASES = {
    "default": database.postgresql(ADDRESS)
    if ADDRESS
    else database.sqlite(STORE / "thidua.sqlite3")
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",  # its templates
    "django_cotton.apps.SimpleAppConfig",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_tasks",
    "django_tasks_db",
    "thidua.ledger",
    "thidua.units",
    "thidua.accounts",
    "thidua.counting",
    "thidua.denominators",
    "thidua.imports",
    "thidua.archive",
    "thidua.procedures",
    "thidua.agencies",
    "thidua.onestop",
    "thidua.residents",
    "thidua.filing",
    "thidua.counter",
    "thidua.tracking",
    "thidua.petitions",
    "thidua.mirror",
    "thidua.reconciling",
    "thidua.campaigns",
    "thidua.questions",
    "thidua.pledges",
    "thidua.standings",
    "thidua.programme",
    "thidua.duties",
    "thidua.rubrics",
    "thidua.bulletins",
    "thidua.conduct",
    "thidua.closing",
    "thidua.planning",
    "thidua.glossary",
    "thidua.proofs",
    "thidua.reading",
    "thidua.recounts",
    "thidua.charts",
    "thidua.maps",
    "thidua.sharing",
    "thidua.criteria",
    "thidua.portal",
    "thidua.front",
    "thidua.guide",
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
    "thidua.site.middleware.fresh",
    "thidua.site.middleware.headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "thidua.site.middleware.bounded",  # before anything reads a body, as CSRF does
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "thidua.site.middleware.BrokenRules",
    "thidua.site.middleware.Permissions",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],  # before allauth's own
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                ),
            ],
            "builtins": ["django_cotton.templatetags.cotton"],
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
CACHES = {  # of attempts to sign in, for all processes; of what all pages share, for each one
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": STORE / "cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
    "template_fragments": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

STATIC_URL = "/static/"
STATIC_ROOT = store.opened(STORE / "static")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "thidua.site.gathered.Gathered"},
}

LARGEST_BODY = 64 << 10  # bytes of a request's body …
LARGEST_FORM = 1 << 20  # … of a form with many fields, where one is filled in …
LARGEST_BODIES = {  # … and where files are sent: the file and the form
    "counting:take": 21_000_000,
    "imports:upload": 21_000_000,
    "denominators:register": 2_100_000,
    "maps:boundaries": 8_100_000,
    "planning:begin": 2_100_000,
    "planning:file": 2_100_000,
    "counter:intake": 60_000_000,
    "counter:act": 60_000_000,
    "planning:step": LARGEST_FORM,
    "planning:criterion": LARGEST_FORM,
    "filing:draft-papers": 10_200_000,
    "filing:supplement": 20_300_000,
}
DATA_UPLOAD_MAX_MEMORY_SIZE = LARGEST_FORM
FILE_UPLOAD_MAX_MEMORY_SIZE = max(LARGEST_BODIES.values())  # no file that is sent lies on a disk
FILE_UPLOAD_PERMISSIONS = 0o644  # of gathered static files
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o755
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "UserAttributeSimilarityValidator": {"user_attributes": ["username", "name"]},
        "MinimumLengthValidator": {"min_length": 12},
        "CommonPasswordValidator": {},
    }.items()
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:choose"
ACCOUNT_ADAPTER = "thidua.accounts.forms.Adapter"
ACCOUNT_FORMS = {
    "login": "thidua.accounts.forms.SignInForm",
    "change_password": "thidua.accounts.forms.NewPasswordForm",
    "signup": "thidua.accounts.forms.SignUpForm",
    "confirm_email_verification_code": "thidua.accounts.forms.CodeForm",
    "reset_password": "thidua.accounts.forms.ForgottenForm",
    "confirm_password_reset_code": "thidua.accounts.forms.ForgottenCodeForm",
    "reset_password_from_key": "thidua.accounts.forms.OtherPasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"username", "email"}  # of officials, of residents
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"  # of residents: see accounts.forms.VerifyAddress
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody gets mail about what strangers typed
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",  # the key is account and address
    "change_password": "5/m/user",
    "signup": "10/m/ip,60/h/ip",  # many phones share one address
    "confirm_email": "1/10s/key,10/h/key",  # the key is the address that mail is sent to
    "reset_password": "10/m/ip,3/h/key",
    "reset_password_from_key": "10/m/ip",
}
ALLAUTH_TRUSTED_PROXY_COUNT = int(_value("THIDUA_PROXIES"))
MAIL = mail.server(_value("THIDUA_MAIL"))
EMAIL_BACKEND = MAIL.backend
EMAIL_FILE_PATH = STORE / "mail"
EMAIL_HOST, EMAIL_PORT = MAIL.host, MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL.starts_tls, MAIL.is_tls
EMAIL_TIMEOUT = 10  # seconds
DEFAULT_FROM_EMAIL = _value("THIDUA_MAIL_FROM")

VNEID = _value("THIDUA_VNEID")
VNEID_CLAIMS = dict(
    zip(("identity", "name", "birth"), _value("THIDUA_VNEID_CLAIMS").split(","), strict=True)
)
SOCIALACCOUNT_ADAPTER = "thidua.accounts.forms.IdentityAdapter"
SOCIALACCOUNT_EMAIL_REQUIRED = False
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "SCOPE": ["openid", "profile"],
        "APPS": [
            {
                "provider_id": "vneid",
                "name": "VNeID",
                "client_id": _value("THIDUA_VNEID_CLIENT"),
                "secret": _value("THIDUA_VNEID_SECRET"),
                "settings": {"server_url": VNEID, "uid_field": "sub"},
            }
        ]
        if VNEID
        else [],
    }
}

HTTPS = _value("THIDUA_HTTPS") == "1"
SESSION_ENGINE = "thidua.site.middleware"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "thidua.site.views.form_expired"
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS and _value("THIDUA_HSTS") in {"subdomains", "preload"}
SECURE_HSTS_PRELOAD = HTTPS and _value("THIDUA_HSTS") == "preload"
SILENCED_SYSTEM_CHECKS = [  # other hosts of a province are not ours to speak for unless it asks
    "security.W005",
    "security.W021",
]
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF, *([_origin(VNEID)] if VNEID else [])],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    },
}

# What was asked is logged by its path only: no query, form, cookie, name or address.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "thidua.site.logs.Line",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        },
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "thidua.accounts": {"level": "INFO"},
    },
}
