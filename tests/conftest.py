"""What every test gets: a store of its own. Sockets are closed by pytest-socket, see pyproject.toml."""

import os
from pathlib import Path

import pytest

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "live_server"}


@pytest.fixture
def store(settings, tmp_path):
    """Point the store, the published files and the keys at an empty folder."""
    settings.STORE = tmp_path / "store"
    settings.PUBLISHED = settings.STORE / "published"
    settings.KEYS = settings.STORE / "keys"
    settings.KEYS.mkdir(parents=True, mode=0o700)
    return settings.STORE


@pytest.fixture(autouse=True)
def _own_store(request):
    """Give a store to tests that touch the database or live in the folder that does."""
    if _touches_database(request.node):
        request.getfixturevalue("store")


def pytest_collection_modifyitems(config, items):
    """Run on another engine what touches a database, and journeys once: browsers see no engine."""
    if os.environ.get("THIDUA_DATABASE"):
        kept = [item for item in items if _touches_database(item) and not _is_in(item, "journey")]
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = kept


def _touches_database(item):
    marked = item.get_closest_marker("django_db") is not None
    given = set(getattr(item, "fixturenames", ()))
    return _is_in(item, "app") or marked or bool(DATABASE_FIXTURES & given)


def _is_in(item, folder):
    return folder in Path(item.path).relative_to(item.config.rootpath).parts
