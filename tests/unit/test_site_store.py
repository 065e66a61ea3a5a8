"""The folder of an installation, and its session secret."""

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from thidua.site import store


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_a_folder_that_was_open_is_closed(tmp_path):
    tmp_path.chmod(0o755)
    assert store.closed(tmp_path) == tmp_path
    assert mode(tmp_path) == 0o700


def test_a_folder_of_somebody_else_is_left_alone(tmp_path, monkeypatch):
    tmp_path.chmod(0o755)
    monkeypatch.setattr(os, "geteuid", lambda: tmp_path.stat().st_uid + 1)
    store.closed(tmp_path)
    assert mode(tmp_path) == 0o755


def test_all_who_ask_at_once_read_the_same_whole_secret(tmp_path):
    kept = tmp_path / "keys" / "session-secret"
    with ThreadPoolExecutor(16) as pool:
        found = set(pool.map(store.secret, [kept] * 64))
    assert len(found) == 1
    assert len(found.pop()) == 64
    assert mode(kept) == 0o600
    assert [path.name for path in kept.parent.iterdir()] == [kept.name]


@pytest.fixture
def installed(tmp_path):
    """Make an installation under the loosest umask, with its published folder outside."""
    (tmp_path / "store").mkdir()
    script = "import os; os.umask(0); from thidua.__main__ import main; main()"
    for verb in ("migrate", "publish"):
        subprocess.run(
            [sys.executable, "-c", script, verb],
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
                "THIDUA_STORE": str(tmp_path / "store"),
                "THIDUA_PUBLISHED": str(tmp_path / "open" / "published"),
                "THIDUA_DATABASE": "",
            },
            check=True,
            capture_output=True,
        )
    return tmp_path


def test_no_other_account_reads_the_store_and_all_read_what_is_published(installed):
    kept = installed / "store"
    assert mode(kept) == 0o700
    for path in (kept / "thidua.sqlite3", *(kept / "keys").iterdir()):
        assert mode(path) & 0o077 == 0, path
    assert mode(kept / "static") == 0o755
    everything = [installed / "open", *(installed / "open").rglob("*")]
    assert len(everything) > 3
    for path in everything:
        assert mode(path) == (0o755 if path.is_dir() else 0o644), path
