"""The text of signed notes, keys and checkpoints (C2SP signed-note and tlog-checkpoint).

Only the writing side: the verifier reads notes by its own, stricter code.
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from thidua.kernel.errors import RuleBroken

ED25519 = b"\x01"
PROMISE = 60  # seconds until an event is in the log


@dataclass(frozen=True, slots=True)
class Head:
    """How large the log is, and the root of its tree (mốc sổ)."""

    size: int
    root: bytes


def key_hash(name: str, public: bytes) -> bytes:
    """Give the four bytes by which signatures name their key."""
    return sha256(name.encode() + b"\n" + ED25519 + public).digest()[:4]


def verifier_key(name: str, public: bytes) -> str:
    """Write a public key as `name+hash+base64`."""
    return f"{name}+{key_hash(name, public).hex()}+{_base64(ED25519 + public)}"


def private_key(name: str, public: bytes, seed: bytes) -> str:
    """Write a private key as Go's `note` does."""
    if not name or "+" in name or any(letter.isspace() for letter in name):
        raise RuleBroken("ledger.origin-malformed", origin=name)
    return f"PRIVATE+KEY+{name}+{key_hash(name, public).hex()}+{_base64(ED25519 + seed)}"


def read_key(text: str) -> tuple[str, bytes]:
    """Take name and seed out of a private key."""
    _, _, name, _, data = text.split("+", 4)
    return name, base64.b64decode(data, validate=True)[1:]


def signed(text: str, verifier: str, signature: bytes) -> str:
    """Put the signature of `verifier` under a text."""
    name, hashed, _ = verifier.split("+", 2)
    return f"{text}\n— {name} {_base64(bytes.fromhex(hashed) + signature)}\n"


def checkpoint(origin: str, head: Head) -> str:
    """Write the text of a checkpoint."""
    return f"{origin}\n{head.size}\n{_base64(head.root)}\n"


def head(note: str) -> tuple[str, Head]:
    """Read the text and the head out of a checkpoint of ours; any other text raises ValueError."""
    text, _, _ = note.rpartition("\n\n")
    _, size, root = text.split("\n")
    return f"{text}\n", Head(int(size), base64.b64decode(root, validate=True))


def proof(index: int, hashes: Sequence[bytes], checkpoint_note: str) -> str:
    """Write a C2SP `.tlog-proof`: which leaf, the hashes that lead to the root, the checkpoint."""
    lines = ["c2sp.org/tlog-proof@v1", f"index {index}", *map(_base64, hashes), "", ""]
    return "\n".join(lines) + checkpoint_note


def receipt(origin: str, public_id: str, commitment: str, at: str) -> str:
    """Write the text of a receipt: what was taken in, when, and the seconds it may take."""
    return f"{origin}/receipt\n{public_id}\n{commitment}\n{at}\n{PROMISE}\n"


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()
