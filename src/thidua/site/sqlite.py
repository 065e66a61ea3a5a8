"""Take SQLite from the wheel `pysqlite3`: versions 3.7.0 to 3.51.2 can corrupt a WAL store.

Imported by the settings, before Django loads its SQLite backend.
"""

import sys

import pysqlite3

OLDEST = (3, 51, 3)

sys.modules["sqlite3"] = pysqlite3
sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2


def check() -> str | None:
    """Say what is wrong with the loaded SQLite, None if nothing."""
    if pysqlite3.sqlite_version_info < OLDEST:
        return f"SQLite {pysqlite3.sqlite_version} is older than {'.'.join(map(str, OLDEST))}"
    return None
