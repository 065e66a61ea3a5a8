"""Read signed notes, checkpoints and `.tlog-proof` files as strictly as C2SP allows.

The same text has one accepted form only: no carriage return, no other control character, no
zero in front of a number, no slack in base64. Our own checkpoints have no extension lines.
"""

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from thidua.kernel.errors import RuleBroken
from thidua.verify import ed25519
from thidua.verify.merkle import root_of_proof

LARGEST = 100_000  # bytes of a note
MOST_SIGNATURES = 16  # what C2SP asks every verifier to take
MOST_HASHES = 63  # a proof of the largest tree that a size can name
ED25519 = b"\x01"
HASH_SIZE = 32
PROOF = "c2sp.org/tlog-proof@v1"

_NUMBER = re.compile(r"0|[1-9][0-9]{0,18}")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Key:
    """A public key with the name under which it signs."""

    name: str
    id: bytes
    public: bytes


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The head of a log that its key has signed."""

    origin: str
    size: int
    root: bytes


def read_key(text: str) -> Key:
    """Read a key as `name+hash+base64`; the hash must be that of the rest."""
    parts = text.split("+", 2)
    if len(parts) != 3 or not _is_name(parts[0]):  # noqa: PLR2004 - name, hash, data
        raise RuleBroken("verify.key-malformed")
    name, hashed, data = parts[0], parts[1], _bytes(parts[2])
    if data is None or len(data) != 1 + HASH_SIZE or data[:1] != ED25519:
        raise RuleBroken("verify.key-malformed")
    key_id = sha256(f"{name}\n".encode() + data).digest()[:4]
    if hashed != key_id.hex():
        raise RuleBroken("verify.key-malformed")
    return Key(name, key_id, data[1:])


def read_checkpoint(note: bytes, key: Key) -> Checkpoint:
    """Read a checkpoint that `key` has signed under its own name."""
    lines = opened(note, key).split("\n")
    if len(lines) != 4 or lines[0] != key.name or not _NUMBER.fullmatch(lines[1]):  # noqa: PLR2004 - three lines, each ended
        raise RuleBroken("verify.checkpoint-malformed")
    root = _bytes(lines[2])
    if root is None or len(root) != HASH_SIZE:
        raise RuleBroken("verify.checkpoint-malformed")
    return Checkpoint(lines[0], int(lines[1]), root)


def opened(note: bytes, key: Key) -> str:
    """Give the text of a note once the signature of `key` is found and right."""
    text, lines = _parts(note)
    signatures = [_signature(line) for line in lines]
    named = [(name, data[:4]) for name, data in signatures]
    if len(set(named)) != len(named):
        raise RuleBroken("verify.note-malformed")
    for name, data in signatures:
        if (name, data[:4]) == (key.name, key.id):
            if not ed25519.is_valid(key.public, text.encode(), data[4:]):
                raise RuleBroken("verify.signature-wrong", name=key.name)
            return text
    raise RuleBroken("verify.signature-missing", name=key.name)


def check_proof(proof: bytes, leaf: bytes, key: Key) -> tuple[int, Checkpoint]:
    """Check a `.tlog-proof`: that `leaf` is in the log of `key`; give where, and in which log."""
    try:
        head, _, note = proof.decode().partition("\n\n")
    except UnicodeDecodeError:
        raise RuleBroken("verify.proof-malformed") from None
    index, hashes = _proof_lines(head.split("\n"))
    checkpoint = read_checkpoint(note.encode(), key)
    if root_of_proof(leaf, index, checkpoint.size, hashes) != checkpoint.root:
        raise RuleBroken("verify.proof-wrong", index=index)
    return index, checkpoint


def _proof_lines(lines: Sequence[str]) -> tuple[int, list[bytes]]:
    if lines[0] != PROOF or len(lines) < 2 or len(lines) - 2 > MOST_HASHES:  # noqa: PLR2004 - two lines before the hashes
        raise RuleBroken("verify.proof-malformed")
    word, _, index = lines[1].partition(" ")
    hashes = [_bytes(line) for line in lines[2:]]
    if word != "index" or not _NUMBER.fullmatch(index):
        raise RuleBroken("verify.proof-malformed")
    whole = [hashed for hashed in hashes if hashed is not None and len(hashed) == HASH_SIZE]
    if len(whole) != len(hashes):
        raise RuleBroken("verify.proof-malformed")
    return int(index), whole


def _parts(note: bytes) -> tuple[str, list[str]]:
    try:
        whole = note.decode()
    except UnicodeDecodeError:
        raise RuleBroken("verify.note-malformed") from None
    text, blank, signatures = whole.rpartition("\n\n")
    lines = signatures.split("\n")
    if (
        len(note) > LARGEST
        or _CONTROL.search(whole)
        or not (blank and text)
        or lines.pop() != ""
        or not 1 <= len(lines) <= MOST_SIGNATURES
    ):
        raise RuleBroken("verify.note-malformed")
    return text + "\n", lines


def _signature(line: str) -> tuple[str, bytes]:
    dash, _, rest = line.partition(" ")
    name, _, encoded = rest.partition(" ")
    data = _bytes(encoded)
    if dash != "—" or not _is_name(name) or data is None or len(data) <= 4:  # noqa: PLR2004 - the key's id comes first
        raise RuleBroken("verify.note-malformed")
    return name, data


def _is_name(name: str) -> bool:
    return bool(name) and "+" not in name and not any(letter.isspace() for letter in name)


def _bytes(encoded: str) -> bytes | None:
    """Decode base64 in its only form; None when it has any other."""
    try:
        data = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        return None
    return data if base64.b64encode(data).decode() == encoded else None
