"""Published files as they lie on the disk, and the verifier's file."""

import fcntl
import tarfile
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import IO

from django.conf import settings

from thidua.kernel.errors import RuleBroken
from thidua.ledger.rules import note
from thidua.ledger.rules.note import Head

ROOT = Path(__file__).resolve().parents[3]
VERIFIER = ROOT / "dist/thidua-verify.pyz"
OF_A_CAMPAIGN = ("editions", "plans")  # folders that have one folder a campaign
SCRIPTS = Path(__file__).resolve().parent / "static/proofs"
TRIES = 3

TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".toml": "application/toml",
    ".vkey": "text/plain; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
CHECKPOINT = "text/plain; charset=utf-8"
BYTES = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The published head of the log, with the key that signed it."""

    head: Head
    signed: str
    key: str


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry of a published folder; `size` is None for a folder."""

    name: str
    size: int | None


def checkpoint() -> Checkpoint | None:
    """Read the published checkpoint; None before the first."""
    try:
        signed = (settings.PUBLISHED / "log/checkpoint").read_text()
        key = (settings.PUBLISHED / "log.vkey").read_text().strip()
    except FileNotFoundError:
        return None
    _, head = note.head(signed)
    return Checkpoint(head, signed, key)


def published(name: str) -> Path:
    """Find a published file or folder by its address; anything outside is not there."""
    parts = tuple(name.strip("/").split("/")) if name.strip("/") else ()
    if any(part in {"", ".", ".."} or part.startswith(".") or "\0" in part for part in parts):
        raise RuleBroken("portal.no-such-file", name=name)
    path: Path = settings.PUBLISHED.joinpath(*parts)
    if not _is_ours(path):
        raise RuleBroken("portal.no-such-file", name=name)
    return path


def _is_ours(path: Path) -> bool:
    try:
        inside = path.resolve().is_relative_to(settings.PUBLISHED.resolve())
        return path.exists() and inside and not path.is_symlink()
    except OSError:  # a name that is longer than any file's
        return False


def campaign(parts: tuple[str, ...]) -> str | None:
    """Say whose file it is; None for one that belongs to no campaign."""
    return parts[1] if len(parts) > 1 and parts[0] in OF_A_CAMPAIGN else None


def content_type(path: Path) -> str:
    """Say what a published file is; what is unknown is bytes and is never shown as a page."""
    if path.name == "checkpoint":
        return CHECKPOINT
    return TYPES.get(path.suffix, BYTES)


def listing(folder: Path) -> list[Listed]:
    """List a published folder: folders first, drafts left out."""
    found = [each for each in folder.iterdir() if not each.name.startswith(".")]
    found.sort(key=lambda each: (each.is_file(), each.name))
    return [Listed(each.name, each.stat().st_size if each.is_file() else None) for each in found]


def campaigns() -> set[str]:
    """List the campaigns that have published files."""
    folders = (settings.PUBLISHED / kind for kind in OF_A_CAMPAIGN)
    return {each.name for folder in folders if folder.is_dir() for each in folder.iterdir()}


def archive(shown: Collection[str]) -> IO[bytes]:
    """Open the published folder, with those campaigns only, packed under one checkpoint.

    It is packed once for all who may see the same. While that is being done, or where the folder
    does not rest, the one that was packed before serves.
    """
    kept = settings.STORE / "archives"
    kept.mkdir(parents=True, exist_ok=True, mode=0o700)
    seen = _digest(sorted(shown))
    with suppress(FileNotFoundError):
        return (kept / f"{seen}.{_state()}.tar").open("rb")
    with (kept / "lock").open("w") as lock, suppress(BlockingIOError):
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        for _ in range(TRIES):
            with suppress(FileNotFoundError):  # a partial file has become full
                if packed := _packed(kept, seen, shown):
                    return packed
    for older in kept.glob(f"{seen}.*.tar"):
        with suppress(FileNotFoundError):  # a newer one took its place just now
            return older.open("rb")
    raise RuleBroken("portal.folder-busy")


def _packed(kept: Path, seen: str, shown: Collection[str]) -> IO[bytes] | None:
    """Pack the folder and drop what was packed from older states; None if it moved on meanwhile."""
    state = _state()
    path, draft = kept / f"{seen}.{state}.tar", kept / "draft"
    if not path.exists():
        _pack(draft, shown)
        if _state() != state:
            return None
        draft.replace(path)
    packed = path.open("rb")
    for other in kept.glob("*.tar"):
        if not other.name.endswith(f".{state}.tar"):
            other.unlink()
    return packed


def _pack(draft: Path, shown: Collection[str]) -> None:
    with tarfile.open(draft, mode="w") as tar:
        for path, parts in _files(settings.PUBLISHED):
            if (whose := campaign(parts)) is None or whose in shown:
                info = tarfile.TarInfo("/".join(("published", *parts)))
                info.size = path.stat().st_size
                with path.open("rb") as file:
                    tar.addfile(info, file)


def _state() -> str:
    """Name the state of the folder: its checkpoint, and the files of campaigns as they lie there."""
    files = (each for kind in OF_A_CAMPAIGN for each in _files(settings.PUBLISHED / kind))
    about = ((str(path), path.stat()) for path, _parts in files)
    found = sorted((name, stat.st_mtime_ns, stat.st_size) for name, stat in about)
    return _digest((checkpoint(), found))


def _digest(of: object) -> str:
    return blake2b(repr(of).encode(), digest_size=16).hexdigest()


def _files(root: Path) -> Iterator[tuple[Path, tuple[str, ...]]]:
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        if path.is_file() and not any(part.startswith(".") for part in parts):
            yield path, parts


def verifier() -> Path | None:
    """Find the verifier in one file; None where it was not built."""
    return VERIFIER if VERIFIER.is_file() else None


def scripts() -> list[str]:
    """List the scripts that check in a browser, by their file names."""
    return sorted(path.name for path in SCRIPTS.glob("*.js"))
