"""Merkle trees of RFC 6962, written apart from the ledger's own."""

from collections.abc import Iterable, Sequence
from hashlib import sha256


def leaf_hash(leaf: bytes) -> bytes:
    """Hash a leaf."""
    return sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two subtrees."""
    return sha256(b"\x01" + left + right).digest()


def root(hashes: Iterable[bytes]) -> bytes:
    """Hash a tree of leaf hashes, keeping one whole subtree for each bit of the count."""
    subtrees: list[bytes] = []
    for count, hashed in enumerate(hashes, 1):
        subtrees.append(hashed)
        while not count & 1:
            right = subtrees.pop()
            subtrees.append(node_hash(subtrees.pop(), right))
            count >>= 1  # noqa: PLW2901 - one whole subtree for each bit that is left
    if not subtrees:
        return sha256().digest()
    whole = subtrees.pop()
    while subtrees:
        whole = node_hash(subtrees.pop(), whole)
    return whole


def root_of_proof(leaf: bytes, index: int, size: int, proof: Sequence[bytes]) -> bytes | None:
    """Give the root that an inclusion proof leads to, None when it has not the right length.

    The walk of RFC 9162, section 2.1.3.2.
    """
    if not 0 <= index < size:
        return None
    place, last, hashed = index, size - 1, leaf_hash(leaf)
    for sibling in proof:
        if last == 0:
            return None
        if place & 1 or place == last:
            hashed = node_hash(sibling, hashed)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            hashed = node_hash(hashed, sibling)
        place, last = place >> 1, last >> 1
    return hashed if last == 0 else None
