"""Which mail server an address names."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from thidua.site.mail import Server, server

SMTP = "django.core.mail.backends.smtp.EmailBackend"


def test_without_an_address_mail_reaches_nobody():
    assert server("") == Server()
    assert "filebased" in server("").backend


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("smtp://mail.vn", (587, "", "", True, False)),
        ("smtps://u:p@mail.vn", (465, "u", "p", False, True)),
        ("smtp+plain://mail.vn:2525", (2525, "", "", False, False)),
        ("smtp://a%40b:%23%2F@mail.vn:1", (1, "a@b", "#/", True, False)),
    ],
)
def test_an_address_is_read(address, expected):
    found = server(address)
    assert (found.backend, found.host) == (SMTP, "mail.vn")
    assert (found.port, found.user, found.password, found.starts_tls, found.is_tls) == expected


@pytest.mark.parametrize(
    "address", ["mail.vn", "http://mail.vn", "smtp://", "smtp://a/b", "smtp://a?b"]
)
def test_what_is_not_understood_is_refused(address):
    with pytest.raises(ImproperlyConfigured, match="THIDUA_MAIL"):
        server(address)
