"""Merkle trees of RFC 6962: roots, and proofs that a leaf or an older tree is part of a tree.

The verifier (`thidua.verify.merkle`) recomputes the same trees by the RFC's own recursion.
"""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256

EMPTY = sha256().digest()


def leaf_hash(leaf: bytes) -> bytes:
    """Hash a leaf, so that it can never pass for a node."""
    return sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two subtrees."""
    return sha256(b"\x01" + left + right).digest()


def root(leaves: Iterable[bytes]) -> bytes:
    """Hash a whole tree of leaves."""
    return fold([leaf_hash(leaf) for leaf in leaves])


def fold(hashes: Sequence[bytes]) -> bytes:
    """Hash a tree of hashes level by level; an odd last one moves up as it is."""
    if not hashes:
        return EMPTY
    level = list(hashes)
    while len(level) > 1:
        pairs = zip(level[::2], level[1::2], strict=False)
        above = [sha256(b"\x01" + left + right).digest() for left, right in pairs]
        if len(level) % 2:
            above.append(level[-1])
        level = above
    return level[0]


# A proof asks for the hash of a subtree: the leaves from `start` up to, and without, `end`.
Subtree = Callable[[int, int], bytes]


def inclusion(index: int, size: int, subtree: Subtree) -> tuple[bytes, ...]:
    """List the hashes that lead from a leaf to the root of a tree of `size`, nearest first."""
    proof: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + split(end - start)
        if index < middle:
            proof.append(subtree(middle, end))
            end = middle
        else:
            proof.append(subtree(start, middle))
            start = middle
    return tuple(reversed(proof))


def consistency(older: int, size: int, subtree: Subtree) -> tuple[bytes, ...]:
    """List the hashes that show the tree of `older` leaves to be the beginning of that of `size`.

    An empty tree is the beginning of every tree, and needs no proof.
    """
    if not older:
        return ()
    proof: list[bytes] = []
    start, end = 0, size
    whole = True
    while older != end:
        middle = start + split(end - start)
        if older <= middle:
            proof.append(subtree(middle, end))
            end = middle
        else:
            proof.append(subtree(start, middle))
            start = middle
            whole = False
    if not whole:
        proof.append(subtree(start, end))
    return tuple(reversed(proof))


def split(size: int) -> int:
    """Give the largest power of two below `size` (at least 2)."""
    return 1 << ((size - 1).bit_length() - 1)
