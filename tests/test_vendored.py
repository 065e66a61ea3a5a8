"""What came from npm is what the lock says, and nothing of it was changed by hand."""

import subprocess
import sys

import source


def test_vendored_files_are_as_listed_and_locked():
    command = [sys.executable, "tools/front.py", "check"]
    done = subprocess.run(command, cwd=source.ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_lock_names_no_address_of_a_registry():
    lock = (source.ROOT / "tools/front/package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock


def test_every_vendored_package_brings_its_licence():
    vendor = source.PACKAGE / "site/static/vendor"
    licences = list(vendor.glob("*.LICENSE"))
    assert len(licences) == (vendor / "vendor.toml").read_text().count("[[vendored]]")
    assert all(licence.stat().st_size > 500 for licence in licences)
