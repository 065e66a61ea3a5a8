"""What the ledger has outside the database: keys, chance, a lock, and the published files.

A published file appears whole or not at all: it is written under a draft name, synced and
renamed, and its folder is synced; the checkpoint comes last.
"""

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import connection

from thidua.kernel.errors import RuleBroken
from thidua.ledger.rules import merkle, note
from thidua.ledger.rules.note import Head
from thidua.ledger.rules.tiles import File, subtrees

_LETTERS = bytes(b"abcdefghijklmnopqrstuvwxyz234567"[n % 32] for n in range(256))
ADVISORY_LOCK = 0x7468696475610001  # PostgreSQL's name for the one sequencer
ID_LENGTH = 26  # letters of 5 bits: 130 bits of chance


def public_ids(count: int) -> list[str]:
    """Draw so many random public ids."""
    letters = secrets.token_bytes(ID_LENGTH * count).translate(_LETTERS).decode()
    return [letters[n : n + ID_LENGTH] for n in range(0, len(letters), ID_LENGTH)]


def salt() -> bytes:
    """Draw the salt of a commitment."""
    return secrets.token_bytes(32)


def make_keys() -> None:
    """Make the log's key and the receipts' key where they are missing; a key is made once."""
    settings.KEYS.mkdir(parents=True, exist_ok=True, mode=0o700)
    _make(settings.KEYS / "ledger.key", settings.ORIGIN)
    _make(settings.KEYS / "receipt.key", f"{settings.ORIGIN}/receipt")


def sign_receipt(text: str) -> str:
    """Sign a receipt with the receipts' key."""
    return _signed(settings.KEYS / "receipt.key", text)


def sign_checkpoint(text: str) -> str:
    """Sign a checkpoint with the log's key."""
    return _signed(settings.KEYS / "ledger.key", text)


def verifier_keys() -> tuple[str, str]:
    """Give the public keys of the log and of the receipts, in the form that `--key` takes."""
    make_keys()
    return (
        _key(str(settings.KEYS / "ledger.key"))[1],
        _key(str(settings.KEYS / "receipt.key"))[1],
    )


@contextmanager
def alone() -> Iterator[None]:
    """Hold the sequencer's lock, on this machine and, in PostgreSQL, among all that share it.

    The system frees it when a process dies, the server when its connection does.
    """
    settings.STORE.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (settings.STORE / "sequencer.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with connection.cursor() as cursor:
            if connection.vendor != "postgresql":
                yield
                return
            cursor.execute("SELECT pg_advisory_lock(%s)", [ADVISORY_LOCK])
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [ADVISORY_LOCK])


def published() -> Head | None:
    """Read the published checkpoint, None before the first; one that is not ours is refused."""
    return _own(settings.PUBLISHED / "log/checkpoint")


def kept() -> Head | None:
    """Read the copy of the last checkpoint that is kept beside the key that signed it."""
    return _own(settings.KEYS / "ledger.checkpoint")


def checkpoint() -> str:
    """Read the published checkpoint as everybody gets it."""
    return _read("log/checkpoint").decode()


def proof(index: int) -> str:
    """Make the proof, as `.tlog-proof` text, that a leaf is in the published log."""
    signed = checkpoint()
    _, head = note.head(signed)
    if not 0 <= index < head.size:
        raise RuleBroken("ledger.not-in-log", index=index, size=head.size)
    hashes = merkle.inclusion(index, head.size, _subtrees(head))
    return note.proof(index, hashes, signed)


def consistency(older: int) -> list[bytes]:
    """List the hashes that lead from an older size of the log to the published one."""
    _, head = note.head(checkpoint())
    if older > head.size:
        raise RuleBroken("ledger.not-in-log", index=older - 1, size=head.size)
    return list(merkle.consistency(older, head.size, _subtrees(head)))


def _subtrees(head: Head) -> merkle.Subtree:
    return subtrees(head.size, lambda name: _read(f"log/{name}"))


def publish(files: Iterable[File]) -> list[str]:
    """Place files below the published folder, durably; give their names."""
    names, folders = [], set()
    for name, content in files:
        path = settings.PUBLISHED / name
        folders |= _make_folder(path.parent)
        _write(path, content, mode=0o644)
        names.append(name)
    for folder in folders:
        _sync(folder)
    return names


def publish_checkpoint(head: Head) -> None:
    """Sign a head, keep it beside the key, and then show it to everybody.

    The kept copy is what tells a restored older folder or database from a new one.
    """
    signed = sign_checkpoint(note.checkpoint(settings.ORIGIN, head)).encode()
    _write(settings.KEYS / "ledger.checkpoint", signed)
    _sync(settings.KEYS)
    publish([("log/checkpoint", signed)])


def remove_partial(names: Iterable[str]) -> None:
    """Remove the partial files of those that have become full."""
    for name in names:
        shutil.rmtree(settings.PUBLISHED / f"{name}.p", ignore_errors=True)


def remove_drafts() -> None:
    """Remove what processes that are no more left half written.

    Below `log` and `facts` only the sequencer writes, and whoever calls this holds its lock.
    """
    for draft in settings.PUBLISHED.rglob(".*.draft"):
        ours = draft.relative_to(settings.PUBLISHED).parts[0] in {"log", "facts"}
        if ours or not _runs(int(draft.name.split(".")[-3])):
            draft.unlink(missing_ok=True)


def _runs(process: int) -> bool:
    """Say whether another process has this number; our own may have been somebody else's before."""
    if process == os.getpid():
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True  # it runs, as somebody else
    return True


def _read(name: str) -> bytes:
    """Read a published file; a partial one may have become full since."""
    path = settings.PUBLISHED / name
    try:
        return path.read_bytes()
    except FileNotFoundError:
        if path.parent.suffix != ".p":
            raise RuleBroken("ledger.file-missing", name=name) from None
        return path.parent.with_suffix("").read_bytes()


def _own(path: Path) -> Head | None:
    try:
        signed = path.read_text()
    except FileNotFoundError:
        return None
    try:
        text, head = note.head(signed)
    except ValueError:
        raise RuleBroken("ledger.checkpoint-foreign", path=str(path)) from None
    if signed != sign_checkpoint(text) or text != note.checkpoint(settings.ORIGIN, head):
        raise RuleBroken("ledger.checkpoint-foreign", path=str(path))
    return head


def _write(path: Path, content: bytes, *, mode: int = 0o600) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(8)}.draft")
    with draft.open("xb") as file:
        file.write(content)
        file.flush()
        os.fchmod(file.fileno(), mode)
        os.fsync(file.fileno())
    draft.replace(path)


def _make_folder(folder: Path) -> set[Path]:
    """Make a folder that anybody may read, and those above it; give all whose entries change."""
    changed = {folder}
    while not folder.is_dir():
        folder = folder.parent
        changed.add(folder)
    for missing in sorted(changed):
        if not missing.is_dir():
            missing.mkdir(exist_ok=True, parents=True)
            missing.chmod(0o755)
    return changed


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _signed(path: Path, text: str) -> str:
    make_keys()
    key, verifier = _key(str(path))
    return note.signed(text, verifier, key.sign(text.encode()))


@lru_cache
def _key(path: str) -> tuple[Ed25519PrivateKey, str]:
    name, seed = note.read_key(Path(path).read_text().strip())
    key = Ed25519PrivateKey.from_private_bytes(seed)
    return key, note.verifier_key(name, key.public_key().public_bytes_raw())


def _make(path: Path, name: str) -> None:
    """Write a new key whole before it gets its name, so that no other process reads half of it."""
    if path.exists():
        return
    key = Ed25519PrivateKey.generate()
    public, seed = key.public_key().public_bytes_raw(), key.private_bytes_raw()
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(note.private_key(name, public, seed) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
