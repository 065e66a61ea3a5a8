"""A Merkle tree as static files (C2SP tlog-tiles): hash tiles and bundles of entries.

256 hashes make a tile; the hash of a full tile is one entry of a tile one level up. Files
follow from the leaves alone, so they can always be written again.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache

from thidua.ledger.rules.merkle import EMPTY, Subtree, fold, leaf_hash, node_hash, split

HEIGHT = 8
WIDTH = 1 << HEIGHT
HASH_SIZE = 32

File = tuple[str, bytes]  # path below the log's folder, content


def path(level: int | str, index: int, width: int = WIDTH) -> str:
    """Name a tile of a level, or a bundle of `entries`; a partial one carries its width."""
    digits = str(index)
    groups = digits.zfill(-(-len(digits) // 3) * 3)
    parts = [groups[start : start + 3] for start in range(0, len(groups), 3)]
    place = "/".join([f"x{part}" for part in parts[:-1]] + parts[-1:])
    return f"tile/{level}/{place}" + (f".p/{width}" if width < WIDTH else "")


def bundle(leaves: Iterable[bytes]) -> bytes:
    """Write leaves one after the other, each behind its length in two bytes."""
    return b"".join(len(leaf).to_bytes(2) + leaf for leaf in leaves)


class Edge:
    """The right edge of a growing tree: the leaves and hashes that are in no full file yet."""

    def __init__(self) -> None:
        self.size = 0
        self._leaves: list[bytes] = []
        self._levels: list[list[bytes]] = [[]]

    def add(self, leaf: bytes) -> list[File]:
        """Take one more leaf; give the files that it fills."""
        self.size += 1
        self._leaves.append(leaf)
        self._levels[0].append(leaf_hash(leaf))
        if len(self._leaves) < WIDTH:
            return []
        full = [(path("entries", self.size // WIDTH - 1), bundle(self._leaves))]
        self._leaves = []
        return full + list(self._fill(0))

    def _fill(self, level: int) -> Iterator[File]:
        hashes = self._levels[level]
        if len(hashes) < WIDTH:
            return
        yield path(level, (self.size >> HEIGHT * (level + 1)) - 1), b"".join(hashes)
        self._levels[level] = []
        if level + 1 == len(self._levels):
            self._levels.append([])
        self._levels[level + 1].append(fold(hashes))
        yield from self._fill(level + 1)

    def partial(self) -> Iterator[File]:
        """Give the files that are not full, as a checkpoint at this size needs them."""
        if self._leaves:
            here = path("entries", self.size // WIDTH, len(self._leaves))
            yield here, bundle(self._leaves)
        for level, hashes in enumerate(self._levels):
            if hashes:
                index = self.size >> HEIGHT * (level + 1)
                yield path(level, index, len(hashes)), b"".join(hashes)

    def root(self) -> bytes:
        """Hash the whole tree; what is left of the levels below is the last one of each level."""
        rest: list[bytes] = []
        for hashes in self._levels:
            if hashes or rest:
                rest = [fold([*hashes, *rest])]
        return rest[0] if rest else EMPTY


def subtrees(size: int, read: Callable[[str], bytes]) -> Subtree:
    """Look up hashes of subtrees in the tiles of a tree of `size`."""

    @cache
    def tile(level: int, index: int) -> bytes:
        width = min(WIDTH, (size >> HEIGHT * level) - index * WIDTH)
        return read(path(level, index, width))

    def subtree(start: int, end: int) -> bytes:
        count = end - start
        if count & (count - 1):
            middle = start + split(count)
            return node_hash(subtree(start, middle), subtree(middle, end))
        level = (count.bit_length() - 1) // HEIGHT
        first, wanted = start >> HEIGHT * level, count >> HEIGHT * level
        index, offset = divmod(first, WIDTH)
        hashes = tile(level, index)[offset * HASH_SIZE : (offset + wanted) * HASH_SIZE]
        return fold([hashes[n : n + HASH_SIZE] for n in range(0, len(hashes), HASH_SIZE)])

    return subtree
