"""Worlds that are made once for all tests that stand beside each other, each as it was made.

`made = shared(make)` in a module is the fixture of a world: tests that take it see what `make` made,
and what they do to it is undone after each. Tests that take no world see an empty database, also in
the same module. `shared_world` is the fixture of what a module's `make_world` makes.

A world stands in a transaction, so tests that commit (`transaction=True`, a live server) make one of
their own.
"""

import shutil
from contextlib import ExitStack

import pytest
from django.conf import settings
from django.db import connection, transaction

MAKERS = {}


def shared(make, *, autouse=False):
    """Give the fixture of a world; it gives what `make` gave, in the store as `make` left it."""

    @pytest.fixture(autouse=autouse)
    def made(_world):
        return _world

    MAKERS[made] = make
    return made


def wanted(item):
    """Name the function that makes the world a test stands in; None: an empty one."""
    given = [getattr(item.module, name, None) for name in item.fixturenames]
    found = [MAKERS[one] for one in given if one in MAKERS]
    if "shared_world" in item.fixturenames:
        found.append(item.module.make_world)
    if len(found) > 1 or (found and commits(item)):
        pytest.fail("A test stands in one shared world, and commits nothing.", pytrace=False)
    return found[0] if found else None


def commits(item):
    """Say whether a test commits what it does, so that the database is emptied after it."""
    marker = item.get_closest_marker("django_db")
    asked = marker is not None and marker.kwargs.get("transaction", False)
    return asked or bool({"transactional_db", "live_server"} & set(item.fixturenames))


def point(set_to, folder):
    """Point the settings at a store of its own, made with its folder of keys."""
    set_to(settings, "STORE", folder)
    set_to(settings, "PUBLISHED", folder / "published")
    set_to(settings, "KEYS", folder / "keys")
    static = folder / "static"  # nothing is gathered: files have their own names
    set_to(settings, "STATIC_ROOT", static)
    (folder / "keys").mkdir(parents=True, mode=0o700)
    static.mkdir()


class Ground:
    """The one world that stands in the database under the tests, in a transaction of its own."""

    def __init__(self, blocker, folders):
        self._blocker, self._folders = blocker, folders
        self._clear()

    def _clear(self):
        self._make = self._made = self._folder = None
        self._stack = ExitStack()

    def stand(self, make):
        """Make a world unless it is the one that stands; None: clear the ground."""
        if make is not self._make:
            self.clear()
        if make is not self._make:
            self._begin(make)

    def copy_to(self, store):
        """Give what the world's maker gave, its files copied to a store."""
        if self._folder:
            shutil.copytree(self._folder, store, dirs_exist_ok=True)
        return self._made

    def clear(self):
        """Undo the world that stands, if one does."""
        with self._blocker.unblock(), self._stack:
            self._clear()

    def _begin(self, make):
        folder = self._folders.mktemp("world") / "store"
        with self._blocker.unblock(), ExitStack() as stack:
            held = stack.enter_context(pytest.MonkeyPatch.context())
            held.setattr(connection, "close", lambda: None)  # after each test: it would end all
            outer = transaction.atomic()
            outer._from_testcase = True  # noqa: SLF001 - as TestCase does: actions are durable in it
            stack.enter_context(outer)
            stack.callback(transaction.set_rollback, True)
            with pytest.MonkeyPatch.context() as patch:
                point(patch.setattr, folder)
                made = make()
            self._make, self._made, self._folder = make, made, folder
            self._stack = stack.pop_all()
