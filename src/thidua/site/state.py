"""The state that every public page is made from, in one short text."""

from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings

from thidua import __version__
from thidua.ledger.models import Entry

PACKAGE = Path(__file__).resolve().parent.parent
CODE = {".css", ".html", ".js", ".mo", ".py", ".svg"}


def version(today: date) -> str:
    """Change whenever a public page may: with an entry, a checkpoint, the day, or the code."""
    newest = Entry.objects.order_by("-pk").values_list("pk", flat=True).first()
    return f"{code()}/{newest}/{_checkpoint()}/{today}"


@cache
def code() -> str:
    """Name the code that runs, the same in every process of an installation."""
    changed = (file.stat().st_mtime_ns for file in PACKAGE.rglob("*") if file.suffix in CODE)
    return f"{__version__}-{max(changed):x}"


def _checkpoint() -> int:
    try:
        return (settings.PUBLISHED / "log" / "checkpoint").stat().st_mtime_ns
    except FileNotFoundError:
        return 0
