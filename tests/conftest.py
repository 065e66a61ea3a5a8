"""What every test gets: a store of its own. Sockets are closed by pytest-socket, see pyproject.toml."""

import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings as live
from django.db import connection, transaction

import quick

live.PASSWORD_HASHERS = [f"{quick.__name__}.{quick.Hasher.__name__}"]
PAGES = ("test_portal_", "test_site_", "test_verify_")
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "live_server"}


def _point(set_to, folder):
    """Point the settings at a store of its own, made with its folder of keys."""
    set_to(live, "STORE", folder)
    set_to(live, "PUBLISHED", folder / "published")
    set_to(live, "KEYS", folder / "keys")
    set_to(
        live, "STATIC_ROOT", folder / "static"
    )  # nothing is gathered: files have their own names
    (folder / "keys").mkdir(parents=True, mode=0o700)
    (folder / "static").mkdir()


@pytest.fixture
def store(settings, tmp_path):
    """Point the store, the published files and the keys at an empty folder."""
    folder = tmp_path / "store"
    _point(lambda _settings, name, value: setattr(settings, name, value), folder)
    return folder


@pytest.fixture(autouse=True)
def _own_store(request):
    """Give a store to tests that touch the database or live in the folder that does."""
    if _touches_database(request.node):
        request.getfixturevalue("store")


@pytest.fixture(scope="module")
def _world_once(request, django_db_setup, django_db_blocker, tmp_path_factory):
    """Make a module's world (its `make_world`) inside a transaction that ends with the module."""
    folder = tmp_path_factory.mktemp("world") / "store"
    outer = transaction.atomic()
    outer._from_testcase = True  # noqa: SLF001 - as Django's TestCase does: actions are durable in it
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as held:
        held.setattr(connection, "close", lambda: None)  # after each test: it would end all
        with outer:
            with pytest.MonkeyPatch.context() as patch:
                _point(patch.setattr, folder)
                made = request.module.make_world()
            yield made, folder
            transaction.set_rollback(True)


@pytest.fixture
def shared_world(_world_once, db, store):
    """Give a module's world as it was made; what a test does to it is undone after the test.

    Every test of such a module sees the world, so those that need an empty one stand elsewhere.
    """
    made, folder = _world_once
    shutil.copytree(folder, store, dirs_exist_ok=True)
    return made


def pytest_collection_modifyitems(config, items):
    """Run on another engine what touches a database, and journeys once: browsers see no engine.

    Pages are looked at without coverage, which halves their speed: rules and actions are covered by
    tests of their own.
    """
    for item in items:
        of_pages = _is_in(item, "app") and Path(item.path).name.startswith(PAGES)
        if _is_in(item, "journey") or of_pages:
            item.add_marker(pytest.mark.no_cover)
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
