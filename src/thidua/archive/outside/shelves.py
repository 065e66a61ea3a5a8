"""Where files lie: below `archive` in the store, each under the SHA-256 of its content.

A file is written beside its place, synced and renamed, so that a name always stands for a whole
file; its folder is synced too. Whoever reads gets the content that was stored, or a refusal.
"""

import fcntl
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import mkstemp
from zlib import crc32

from django.conf import settings
from django.db import connection

from thidua.kernel.errors import RuleBroken

CLOSED = 0o700
DRAFT = ".draft"
KEY = re.compile(r"[0-9a-f]{64}")
SHELF = re.compile(r"[0-9a-f]{2}")
BOOK = re.compile(r"[0-9a-f]{62}")
OWNER = 0x61726368  # our name among advisory locks
SMALLEST = -(2**31)  # numbers of locks are signed


def put(content: bytes) -> str:
    """Store a file, once whoever brings it; give the SHA-256 that it is known by.

    One that lies there already is made young again, so that no sweep takes it from whoever is
    about to hold it; one that lies there damaged is mended.
    """
    key = sha256(content).hexdigest()
    place = _place(key)
    with _among_others(fcntl.LOCK_SH):
        if place.exists() and place.read_bytes() == content:
            os.utime(place)
        else:
            _write(place, content)
    return key


def get(key: str) -> bytes:
    """Read a file; what is not what was stored is refused."""
    if not KEY.fullmatch(key):
        raise RuleBroken("archive.lost", sha256=key)
    try:
        content = _place(key).read_bytes()
    except FileNotFoundError as error:
        raise RuleBroken("archive.lost", sha256=key) from error
    if sha256(content).hexdigest() != key:
        raise RuleBroken("archive.damaged", sha256=key)
    return content


def sweep(before: datetime, known: Callable[[list[str]], set[str]]) -> int:
    """Remove files that nobody knows, and drafts, if they are older; say how many.

    Shelf by shelf, so that nobody who stores waits for long.
    """
    removed = 0
    for shelf in _shelves():
        with _among_others(fcntl.LOCK_EX):
            old = [path for path in _books(shelf) if path.stat().st_mtime < before.timestamp()]
            kept = known([_key(path) for path in old if path.suffix != DRAFT])
            for path in old:
                if _key(path) not in kept:
                    path.unlink()
                    removed += 1
    return removed


def hold_owner(owner: str) -> None:
    """Keep others from storing for this owner until the transaction ends: its room is counted.

    SQLite has one writer and needs no lock.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            number = crc32(owner.encode()) + SMALLEST
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [OWNER, number])


def _place(key: str) -> Path:
    return _root() / key[:2] / key[2:]


def _key(path: Path) -> str:
    return path.parent.name + path.name


def _root() -> Path:
    root: Path = settings.STORE / "archive"
    return root


def _shelves() -> list[Path]:
    root = _root()
    found = root.iterdir() if root.is_dir() else ()
    return sorted(path for path in found if SHELF.fullmatch(path.name))


def _books(shelf: Path) -> list[Path]:
    """Give what we wrote, and nothing that others may have put beside it."""
    found = shelf.iterdir()
    return [path for path in found if path.suffix == DRAFT or BOOK.fullmatch(path.name)]


@contextmanager
def _among_others(way: int) -> Iterator[None]:
    """Put with others at once, sweep alone; the system frees the lock when a process dies."""
    _root().mkdir(mode=CLOSED, parents=True, exist_ok=True)
    descriptor = os.open(_root() / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, way)
        yield
    finally:
        os.close(descriptor)


def _write(place: Path, content: bytes) -> None:
    """Write a file whole before it gets its name; only its owner may read it."""
    place.parent.mkdir(mode=CLOSED, exist_ok=True)
    descriptor, draft = mkstemp(suffix=DRAFT, dir=place.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(place)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    for folder in (place.parent, _root(), settings.STORE):
        _sync(folder)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
