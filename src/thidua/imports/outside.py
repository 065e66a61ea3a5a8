"""What lies beyond our tables: names that nobody can guess, and PostgreSQL's locks by name."""

import secrets
from zlib import crc32

from django.db import connection

BYTES = 12
SOURCE = 0x736F7572  # our name among advisory locks
SMALLEST = -(2**31)  # numbers of locks are signed


def code() -> str:
    """Give a code that was never given before; those of sources are in no published file."""
    return secrets.token_hex(BYTES)


def hold_source(source: str) -> None:
    """Keep others from counting for this source until the transaction ends.

    What a file changes is compared with what is there; SQLite has one writer and needs no lock.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            number = crc32(source.encode()) + SMALLEST
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [SOURCE, number])
