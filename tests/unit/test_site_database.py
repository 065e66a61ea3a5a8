"""The address of a database, as it is written into THIDUA_DATABASE."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from thidua.site.database import LIMITS, postgresql


def test_every_part_of_the_address_is_read():
    found = postgresql("postgresql://an:p%40ss@db.example:5433/thi%20dua")
    parts = [found[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")]
    assert parts == ["an", "p@ss", "db.example", "5433", "thi dua"]
    assert found["OPTIONS"] == {"options": LIMITS}


def test_what_the_connection_asks_for_is_kept():
    found = postgresql(
        "postgresql://h/n?sslmode=verify-full&sslrootcert=/etc/ca%20root.pem&sslcert=c&sslkey=k"
        "&connect_timeout=5&application_name=thidua"
    )
    assert found["OPTIONS"] == {
        "options": LIMITS,
        "sslmode": "verify-full",
        "sslrootcert": "/etc/ca root.pem",
        "sslcert": "c",
        "sslkey": "k",
        "connect_timeout": "5",
        "application_name": "thidua",
    }


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("postgresql://h/n?host=/run&sslmode=require", "sets host, which is not understood"),
        ("postgresql://h/n?options=-c%20x", "it may set application_name, connect_timeout"),
        ("postgresql://h/n?sslmod", "sets sslmod,"),
        ("postgresql://u:a#b@h/n", "write # as %23"),
        ("mysql://h/n", "is not postgresql://"),
    ],
)
def test_what_is_not_understood_is_refused(address, words):
    with pytest.raises(ImproperlyConfigured, match=words):
        postgresql(address)
