"""Pack the verifier into one file that an inspector carries and that needs Python alone.

`python tools/build_verifier.py [FILE]`: the same source gives the same bytes (fixed dates, no
compression), so that two people who build it can compare its SHA-256.
"""

import hashlib
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "src"
TARGET = Path("dist/thidua-verify.pyz")
START = """\
import sys

if sys.version_info < (3, 11):
    sys.exit("thidua-verify needs Python 3.11 or newer; this is " + sys.version.split()[0])

from thidua.verify.__main__ import main

sys.exit(main(sys.argv[1:]))
"""


def modules() -> Iterator[Path]:
    """Yield the modules that the verifier stands on: itself, the kernel, and the rules."""
    package = SOURCE / "thidua"
    yield package / "__init__.py"
    for whole in ("kernel", "verify"):
        yield from (package / whole).rglob("*.py")
    for app in package.iterdir():
        rules = [*app.glob("rules.py"), *app.glob("rules/**/*.py")]
        if rules:
            yield app / "__init__.py"
            yield from rules


def build(target: Path) -> str:
    """Write the file and give its SHA-256."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        file.write(b"#!/usr/bin/env python3\n")
        with zipfile.ZipFile(file, "w") as archive:
            _put(archive, "__main__.py", START.encode())
            for path in sorted(modules()):
                _put(archive, path.relative_to(SOURCE).as_posix(), path.read_bytes())
    target.chmod(0o755)
    return hashlib.sha256(target.read_bytes()).hexdigest()


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, date_time=(2025, 1, 1, 0, 0, 0))
    entry.create_system = 3  # Unix, wherever it is built
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, content)


if __name__ == "__main__":
    chosen = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    print(f"{build(chosen)}  {chosen}")
