"""Keep the English twin of the Vietnamese pages whole: `tools/translations.py check` or `write`.

`check` fails when a text of the pages is missing in django.po, has no English, or is not in the
compiled django.mo; `write` gathers new texts, to be translated by a person, and compiles.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "thidua"
LOCALE = PACKAGE / "site" / "locale"
PO = Path("en/LC_MESSAGES/django.po")
MO = PO.with_suffix(".mo")
LAZY = re.compile(r"(?<!\w)_lazy\(")
INSTALL = "gettext is not installed. Install it: apt-get install gettext"


def gather(folder: Path) -> Path:
    """Gather the texts of the whole package into a copy of django.po, and give its path."""
    copy = folder / "thidua"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("locale", "__pycache__"))
    if LOCALE.exists():
        shutil.copytree(LOCALE, copy / "locale")
    (copy / "locale").mkdir(exist_ok=True)
    for module in copy.rglob("*.py"):  # the name by which some modules call it is not gathered
        text = module.read_text(encoding="utf-8")
        module.write_text(LAZY.sub("gettext_lazy(", text), encoding="utf-8")
    command = [sys.executable, "-m", "django", "makemessages", "--locale", "en"]
    options = ["--no-location", "--no-obsolete", "--verbosity", "0"]
    plain = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    subprocess.run([*command, *options], cwd=copy, check=True, env=plain)
    return copy / "locale" / PO


def compiled(po: Path) -> bytes:
    """Compile a .po file."""
    done = subprocess.run(["msgfmt", "--check", "-o", "-", po], capture_output=True, check=True)
    return done.stdout


def untranslated(po: Path) -> str:
    """Give the entries without English, or with a guess that nobody has confirmed."""
    found = []
    for which in ("--untranslated", "--only-fuzzy"):
        command = ["msgattrib", which, "--no-obsolete", "--no-wrap", po]
        found.append(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return "".join(found)


def dateless(po: Path) -> list[str]:
    """Give the lines of a .po file but for the dates in its head."""
    lines = po.read_text(encoding="utf-8").splitlines() if po.exists() else []
    return [line for line in lines if "-Date: " not in line]


def check() -> int:
    """Say what is missing; 1 if anything is."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = gather(Path(folder))
        problems = untranslated(fresh)
        if dateless(fresh) != dateless(LOCALE / PO):
            problems += f"\n{PO} does not hold the texts of the pages: make fix\n"
        elif not problems and compiled(LOCALE / PO) != (LOCALE / MO).read_bytes():
            problems += f"\n{MO} is not compiled from {PO}: make fix\n"
    print(problems, end="", file=sys.stderr)
    return 1 if problems else 0


def write() -> int:
    """Gather new texts into django.po and compile it."""
    (LOCALE / PO).parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        fresh = gather(Path(folder))
        if dateless(fresh) != dateless(LOCALE / PO):
            shutil.copy(fresh, LOCALE / PO)
            print(f"{PO}: new texts gathered")
    (LOCALE / MO).write_bytes(compiled(LOCALE / PO))
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["write", "check"])
    chosen = parser.parse_args().what
    if not shutil.which("msgfmt"):
        sys.exit(INSTALL)
    sys.exit({"write": write, "check": check}[chosen]())
