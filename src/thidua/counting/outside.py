"""Locks that PostgreSQL gives: SQLite has one writer at a time and needs none of them.

What is looked at before it is written must not change in between: facts come in side by side,
but not while a window is opened; stocks and balances of one measure one after the other.
"""

from collections.abc import Iterable
from zlib import crc32

from django.db import connection

WINDOWS, MEASURE = 0x7468696475610002, 0x74686964  # their names among advisory locks
SMALLEST = -(2**31)  # numbers of locks are signed


def hold_windows_shared() -> None:
    """Keep windows from being opened until the transaction ends."""
    _lock("SELECT pg_advisory_xact_lock_shared(%s)", WINDOWS)


def hold_windows() -> None:
    """Keep facts from coming in until the transaction ends."""
    _lock("SELECT pg_advisory_xact_lock(%s)", WINDOWS)


def hold_measures(measures: Iterable[str]) -> None:
    """Keep others from counting these measures until the transaction ends."""
    for measure in sorted(measures):
        number = crc32(measure.encode()) + SMALLEST
        _lock("SELECT pg_advisory_xact_lock(%s, %s)", MEASURE, number)


def _lock(statement: str, *numbers: int) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(statement, numbers)
