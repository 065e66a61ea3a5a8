"""A nursery of processes with a store of their own, on the engine that the suite runs on."""

import os
import random
import shutil
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.db import connection

from ledger_nursery import Nursery

SERVER = os.environ.get("THIDUA_DATABASE", "")


@pytest.fixture(scope="session")
def tables(_ground, django_db_blocker, tmp_path_factory):
    """Keep the suite's empty tables to be copied: a file, or the name of a database on the server."""
    _ground.clear()
    with django_db_blocker.unblock():
        if SERVER:
            connection.close()  # PostgreSQL copies what nobody is connected to
            with _copied(connection.settings_dict["NAME"]) as kept:
                yield kept
        else:
            kept = tmp_path_factory.mktemp("tables") / "thidua.sqlite3"
            with connection.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [str(kept)])
            yield kept


@contextmanager
def _copied(name):
    copy = f"scratch_{os.getpid()}_{random.SystemRandom().randrange(10**9)}"
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{name}"')
        yield copy
        server.execute(f'DROP DATABASE "{copy}" WITH (FORCE)')


@pytest.fixture
def scratch(tmp_path, tables):
    """Give the address of a database of one's own; SQLite's is a file in the store."""
    store = tmp_path / "nursery" / "store"
    store.mkdir(parents=True)
    if SERVER:
        with _copied(tables) as name:
            yield urlunsplit(urlsplit(SERVER)._replace(path=f"/{name}"))
    else:
        shutil.copy(tables, store)
        yield ""


@pytest.fixture
def nursery(tmp_path, scratch):
    made = Nursery(tmp_path / "nursery", scratch)
    yield made
    made.close()
