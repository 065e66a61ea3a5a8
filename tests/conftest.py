"""What every test gets: a store of its own. Sockets are closed by pytest-socket, see pyproject.toml."""

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
    in_app = "app" in Path(request.node.path).relative_to(request.config.rootpath).parts
    if (
        in_app
        or DATABASE_FIXTURES & set(request.fixturenames)
        or request.node.get_closest_marker("django_db")
    ):
        request.getfixturevalue("store")
