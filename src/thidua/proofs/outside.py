"""Published files as they lie on the disk, figures that newspapers printed, the verifier's file."""

import tarfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO

from django.conf import settings

from thidua.kernel.errors import RuleBroken
from thidua.ledger.rules import note
from thidua.ledger.rules.note import Head
from thidua.proofs.rules import figures

ROOT = Path(__file__).resolve().parents[3]
VERIFIER = ROOT / "dist/thidua-verify.pyz"
IN_MEMORY = 8 << 20  # bytes of an archive that need no file
TRIES = 5

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

Visible = Callable[[tuple[str, ...]], bool]


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


def archive(visible: Visible) -> IO[bytes]:
    """Pack the published folder as it stood under one checkpoint; it is read again if it moved on."""
    for _ in range(TRIES):
        before = checkpoint()
        packed = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the response closes it
        with suppress(FileNotFoundError):  # a partial file has become full
            _pack(packed, visible)
            if checkpoint() == before:
                packed.seek(0)
                return packed
        packed.close()
    raise RuleBroken("portal.folder-busy")


def _pack(packed: IO[bytes], visible: Visible) -> None:
    with tarfile.open(fileobj=packed, mode="w") as tar:
        for path, parts in _files(settings.PUBLISHED):
            if visible(parts):
                info = tarfile.TarInfo("/".join(("published", *parts)))
                info.size = path.stat().st_size
                with path.open("rb") as file:
                    tar.addfile(info, file)


def _files(root: Path) -> Iterator[tuple[Path, tuple[str, ...]]]:
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        if path.is_file() and not any(part.startswith(".") for part in parts):
            yield path, parts


@lru_cache(maxsize=1)
def printed_figures() -> tuple[figures.Printed, ...]:
    """Read the figures that newspapers printed."""
    return figures.read((ROOT / "data/figures/published.csv").read_text(encoding="utf-8"))


def verifier() -> Path | None:
    """Find the verifier in one file; None where it was not built."""
    return VERIFIER if VERIFIER.is_file() else None
