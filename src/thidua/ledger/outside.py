"""The ledger's keys and chance."""

import os
import secrets
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from thidua.ledger.rules import note

_LETTERS = bytes(b"abcdefghijklmnopqrstuvwxyz234567"[n % 32] for n in range(256))
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
