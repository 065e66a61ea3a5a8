import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import thidua

PACKAGE = Path(thidua.__file__).parent
TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))
SHEETS = [path.read_text() for path in PACKAGE.rglob("static/**/*.css")]

INLINE = re.compile(
    r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:|(?:href|src|action)=.https?:|//[a-z]+\.",
    re.IGNORECASE,
)


pytestmark = pytest.mark.django_db


def test_pages_turn_narrow_by_the_size_of_their_text():
    """A width in a media query does not know of larger text; a container's rem does."""
    asking = [sheet for sheet in SHEETS if re.search(r"@media[^{]*width", sheet)]
    assert all("@font-face" in sheet for sheet in asking)  # the tokens set sizes of the root itself


def test_the_policy_lets_nothing_in_but_our_own_files(client):
    answer = client.get("/sign-in/")
    policy = dict(
        part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";")
    )
    assert policy == {
        "default-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "object-src": "'none'",
    }
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_template_has_anything_inline_or_an_outside_address(template):
    assert INLINE.findall(template.read_text()) == []


def test_no_sheet_of_styles_asks_anybody_else():
    assert len(SHEETS) > 5
    for sheet in SHEETS:
        assert all(url.startswith('"../vendor/') for url in re.findall(r"url\(([^)]*)", sheet))
        assert "@import" not in sheet


def deployed(*command, **variables):
    """Run Django in the settings of an installation."""
    found = subprocess.run(
        [sys.executable, "-m", "django", *command],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "thidua.site.settings", **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    return found.returncode, found.stdout + found.stderr


def test_an_installation_behind_https_has_no_open_warning(tmp_path):
    code, words = deployed(
        "check",
        "--deploy",
        "--fail-level=WARNING",
        THIDUA_HTTPS="1",
        THIDUA_PROXIES="1",
        THIDUA_STORE=str(tmp_path),
    )
    assert code == 0, words
    assert words.startswith("System check identified no issues"), words


def test_https_without_a_proxy_of_our_own_is_an_error(tmp_path):
    code, words = deployed("check", THIDUA_HTTPS="1", THIDUA_STORE=str(tmp_path))
    assert code == 1
    assert "thidua.proxies" in words
    assert "Set THIDUA_PROXIES to the number of proxies in front" in words


@pytest.mark.parametrize(
    ("asked", "said"),
    [("", "[False, False]"), ("subdomains", "[True, False]"), ("preload", "[True, True]")],
)
def test_hosts_below_ours_are_spoken_for_only_when_asked(tmp_path, asked, said):
    script = (
        "from django.conf import settings as s; "
        "print([s.SECURE_HSTS_INCLUDE_SUBDOMAINS, s.SECURE_HSTS_PRELOAD])"
    )
    _code, words = deployed(
        "shell",
        "-v0",
        "-c",
        script,
        THIDUA_HTTPS="1",
        THIDUA_PROXIES="1",
        THIDUA_HSTS=asked,
        THIDUA_STORE=str(tmp_path),
    )
    assert words == f"{said}\n"


def test_cookies_are_closed_behind_https(tmp_path):
    names = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY"]
    script = f"from django.conf import settings; print([getattr(settings, n) for n in {names}])"
    _code, words = deployed(
        "shell",
        "-v0",
        "-c",
        script,
        THIDUA_HTTPS="1",
        THIDUA_PROXIES="1",
        THIDUA_STORE=str(tmp_path),
    )
    assert words == "[True, True, True]\n"
