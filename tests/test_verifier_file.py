"""The verifier in one file: built to the same bytes, and run with Python alone."""

import subprocess
import sys

import pytest

import source

BUILD = source.ROOT / "tools" / "build_verifier.py"


def run(*command, cwd):
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("verifier")
    done = run(sys.executable, BUILD, folder / "thidua-verify.pyz", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "thidua-verify.pyz"


def alone(file, *arguments):
    """Run the file without site-packages, user folders or environment."""
    return run(sys.executable, "-I", "-S", "-W", "error", file, *arguments, cwd=file.parent)


def test_the_same_source_gives_the_same_bytes(built, tmp_path):
    run(sys.executable, BUILD, tmp_path / "again.pyz", cwd=tmp_path)
    assert (tmp_path / "again.pyz").read_bytes() == built.read_bytes()


def test_it_explains_itself_with_nothing_installed(built):
    done = alone(built, "--help")
    assert done.returncode == 0, done.stderr
    for verb in ("ledger", "standings", "rank"):
        assert verb in done.stdout


def test_wrong_usage_ends_with_2(built):
    assert alone(built, "nonsense").returncode == 2


def test_a_folder_that_is_no_publication_is_refused_with_3(built, tmp_path):
    for verb in ("ledger", "standings"):
        done = alone(built, verb, tmp_path)
        assert done.returncode == 3, done.stdout + done.stderr
