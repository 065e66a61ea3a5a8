"""What every test gets: a store of its own. Sockets are closed by pytest-socket, see pyproject.toml."""

import os
from pathlib import Path

import pytest
from django.conf import settings as live
from django.utils import translation

import quick
import worlds

live.PASSWORD_HASHERS = [f"{quick.__name__}.{quick.Hasher.__name__}"]
quick.static_files_once()
quick.rubbish_seldom()
NO_ENGINE = {"spec", "unit", "journey"}
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "live_server"}


@pytest.fixture
def store(settings, tmp_path):
    """Point the store, the published files and the keys at an empty folder."""
    folder = tmp_path / "store"
    worlds.point(lambda _settings, name, value: setattr(settings, name, value), folder)
    return folder


@pytest.fixture(scope="session")
def _ground(django_db_setup, django_db_blocker, tmp_path_factory):
    """Keep the world that tests beside each other stand in."""
    kept = worlds.Ground(django_db_blocker, tmp_path_factory)
    yield kept
    kept.clear()


@pytest.fixture(autouse=True)
def _world(request):
    """Give a store and a world to tests that touch the database; what a world's maker gave."""
    if not _touches_database(request.node):
        return None
    translation.activate(live.LANGUAGE_CODE)  # not that of the last page of an earlier test
    ground = request.getfixturevalue("_ground")
    ground.stand(worlds.wanted(request.node))
    return ground.copy_to(request.getfixturevalue("store"))


@pytest.fixture
def shared_world(_world):
    """Give what the module's `make_world` gave, made once for its tests: see `worlds`."""
    return _world


def pytest_ignore_collect(collection_path):
    """Leave to the run on SQLite what sees no engine: examples, laws and browsers."""
    elsewhere = os.environ.get("THIDUA_DATABASE") and collection_path.name in NO_ENGINE
    return True if elsewhere else None


def pytest_collection_modifyitems(config, items):
    """Run on another engine only what touches a database; long tests first, so that none comes last."""
    items.sort(key=lambda item: not _is_in(item, "journey"))
    for item in items:
        if hasattr(item.module, "_world"):
            pytest.fail(f"{item.path}: _world is a fixture of conftest.py", pytrace=False)
        if _touches_database(item):  # the world is made before the test's own transaction
            item.fixturenames.remove("_world")
            item.fixturenames.insert(0, "_world")
    if os.environ.get("THIDUA_DATABASE"):
        kept = [item for item in items if _touches_database(item)]
        config.hook.pytest_deselected(items=list(set(items) - set(kept)))
        items[:] = kept


def pytest_collection_finish():
    """Take what the suite has loaded for as good as it is."""
    quick.nothing_loaded_is_rubbish()


def _touches_database(item):
    marked = item.get_closest_marker("django_db") is not None
    given = set(getattr(item, "fixturenames", ()))
    return _is_in(item, "app") or marked or bool(DATABASE_FIXTURES & given)


def _is_in(item, folder):
    return folder in Path(item.path).relative_to(item.config.rootpath).parts
