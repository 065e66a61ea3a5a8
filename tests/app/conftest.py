"""A nursery of processes with a store of their own, on the engine that the suite runs on."""

import os
import random
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from ledger_nursery import Nursery


@pytest.fixture
def scratch():
    """Give the address of an empty database of the suite's engine; SQLite needs none."""
    address = urlsplit(os.environ.get("THIDUA_DATABASE", ""))
    if not address.scheme:
        yield ""
        return
    name = f"scratch_{os.getpid()}_{random.SystemRandom().randrange(10**9)}"
    with psycopg.connect(urlunsplit(address), autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        yield urlunsplit(address._replace(path=f"/{name}"))
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def nursery(tmp_path, scratch):
    (tmp_path / "nursery").mkdir()
    made = Nursery(tmp_path / "nursery", scratch)
    yield made
    made.close()
