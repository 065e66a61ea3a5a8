"""Check the log part of a published folder, whole: notes, tiles, leaves, streams, fact batches.

What a tile must hold is computed from the entries, so each byte below `log/` and `facts/` is
checked, and a file that the checkpoint does not ask for is refused.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path

from thidua.kernel.errors import RuleBroken
from thidua.verify.leaf import Fact, Leaf, read_fact, read_leaf
from thidua.verify.merkle import leaf_hash, root
from thidua.verify.note import Checkpoint, Key, read_checkpoint, read_key

WIDTH = 256
HASH_SIZE = 32
LENGTH_SIZE = 2
LARGEST_FILE = 1 << 30  # bytes
TRIES = 5  # a log that grows while it is read is read again


@dataclass(frozen=True, slots=True)
class Log:
    """A log in which everything agrees: its checkpoint, leaves and facts, in log order."""

    checkpoint: Checkpoint
    leaves: tuple[Leaf, ...]
    facts: tuple[Fact, ...]
    key_from_folder: bool

    def facts_before(self, size: int) -> Iterator[Fact]:
        """Yield the facts that count in an edition at `size`."""
        return (fact for fact in self.facts if fact.leaf < size)


def read(directory: Path, key: str | None = None, since: bytes | None = None) -> Log:
    """Read and check the log of a published folder with `key`, or with the folder's own.

    `since` is a checkpoint of the same log that was kept from earlier: this log has to begin
    with it. Without a key from elsewhere the folder is only shown to agree with itself.
    """
    for _ in range(TRIES - 1):
        before = _file(directory, "log/checkpoint")
        try:
            return _read(directory, key, since)
        except RuleBroken:
            if _file(directory, "log/checkpoint") == before:
                raise
    return _read(directory, key, since)


def _read(directory: Path, key: str | None, since: bytes | None) -> Log:
    signer = _key(directory, key)
    checkpoint = read_checkpoint(_file(directory, "log/checkpoint"), signer)
    entries = _entries(directory, checkpoint.size)
    hashes = [leaf_hash(entry) for entry in entries]
    if root(hashes) != checkpoint.root:
        raise RuleBroken("verify.root-differs", size=checkpoint.size)
    if since is not None:
        _check_since(read_checkpoint(since, signer), hashes)
    leaves = tuple(read_leaf(entry, index) for index, entry in enumerate(entries))
    _check_streams(leaves)
    tiles = _tiles(entries, hashes)
    _check_files(directory, tiles, leaves)
    facts = tuple(chain.from_iterable(_facts_of(directory, leaf) for leaf in leaves))
    _check_facts(facts)
    return Log(checkpoint, leaves, facts, key is None)


def _key(directory: Path, given: str | None) -> Key:
    """Take the key that was given; the one in the folder has to be the same."""
    found = _file(directory, "log.vkey")
    signer = read_key(given.strip()) if given is not None else None
    try:
        own = read_key(found.decode().removesuffix("\n"))
    except UnicodeDecodeError:
        raise RuleBroken("verify.key-malformed") from None
    if signer is not None and signer != own:
        raise RuleBroken("verify.key-differs")
    return own


def _entries(directory: Path, size: int) -> list[bytes]:
    entries: list[bytes] = []
    while len(entries) < size:
        index = len(entries) // WIDTH
        width = min(WIDTH, size - len(entries))
        name = _path("entries", index, width)
        found = _bundle(_file(directory, f"log/{name}"))
        if found is None or len(found) != width:
            raise RuleBroken("verify.file-differs", name=f"log/{name}")
        entries += found
    return entries


def _bundle(content: bytes) -> list[bytes] | None:
    """Take the entries out of a bundle; None when a length leads beyond its end."""
    entries, place = [], 0
    while place < len(content):
        start = place + LENGTH_SIZE
        place = start + int.from_bytes(content[place:start])
        entries.append(content[start:place])
    return entries if place == len(content) else None


def _check_since(earlier: Checkpoint, hashes: Sequence[bytes]) -> None:
    if earlier.size > len(hashes):
        raise RuleBroken("verify.log-shorter", earlier=earlier.size, size=len(hashes))
    if root(hashes[: earlier.size]) != earlier.root:
        raise RuleBroken("verify.log-forked", earlier=earlier.size)


def _check_streams(leaves: Sequence[Leaf]) -> None:
    """Refuse a stream with a gap, a repeat or another order: each goes 1, 2, 3 and on."""
    last: dict[str, int] = {}
    for leaf in leaves:
        expected = last.get(leaf.stream, 0) + 1
        if leaf.number != expected:
            raise RuleBroken(
                "verify.stream-broken",
                stream=leaf.stream,
                expected=expected,
                number=leaf.number,
                index=leaf.index,
            )
        last[leaf.stream] = expected


# A tile: its hashes or entries in order, and how they become the bytes of a file.
Tile = tuple[Sequence[bytes], Callable[[Sequence[bytes]], bytes]]


def _tiles(entries: Sequence[bytes], hashes: Sequence[bytes]) -> dict[tuple[str, int], Tile]:
    """Compute every tile of the tree, by level and index."""
    tiles: dict[tuple[str, int], Tile] = {}
    for index, part in _cut(entries):
        tiles["entries", index] = (part, _bundled)
    level = 0
    while hashes:
        above = []
        for index, part in _cut(hashes):
            tiles[str(level), index] = (part, b"".join)
            if len(part) == WIDTH:
                above.append(root(part))
        hashes, level = above, level + 1
    return tiles


def _bundled(entries: Sequence[bytes]) -> bytes:
    return b"".join(len(entry).to_bytes(LENGTH_SIZE) + entry for entry in entries)


def _cut(items: Sequence[bytes]) -> Iterator[tuple[int, Sequence[bytes]]]:
    return ((n // WIDTH, items[n : n + WIDTH]) for n in range(0, len(items), WIDTH))


def _check_files(
    directory: Path, tiles: Mapping[tuple[str, int], Tile], leaves: Sequence[Leaf]
) -> None:
    """Compare every tile with its file, and refuse files that nothing asks for.

    A narrower tile of an earlier checkpoint may still stand beside a wider one, as C2SP has it.
    """
    unlisted = _listed(directory, "log") | _listed(directory, "facts")
    unlisted -= {"log/checkpoint"}
    unlisted -= {f"facts/{leaf.batch.root}.jsonl" for leaf in leaves if leaf.batch}
    for (level, index), (items, written) in tiles.items():
        widths = range(1, len(items) + 1)
        full = f"log/{_path(level, index, len(items))}"
        _check_file(directory, full, written(items))
        unlisted.discard(full)
        narrower = {f"log/{_path(level, index, width)}": width for width in widths}
        for name in narrower.keys() & unlisted:
            _check_file(directory, name, written(items[: narrower[name]]))
            unlisted.discard(name)
    if unlisted:
        raise RuleBroken("verify.file-unlisted", name=min(unlisted))


def _check_file(directory: Path, name: str, expected: bytes) -> None:
    if _file(directory, name) != expected:
        raise RuleBroken("verify.file-differs", name=name)


def _listed(directory: Path, folder: str) -> set[str]:
    return {
        path.relative_to(directory).as_posix()
        for path in (directory / folder).rglob("*")
        if path.is_symlink() or not path.is_dir()
    }


def _facts_of(directory: Path, leaf: Leaf) -> Sequence[Fact]:
    if leaf.batch is None:
        return leaf.facts
    name = f"facts/{leaf.batch.root}.jsonl"
    lines = _file(directory, name).split(b"\n")
    if lines.pop() != b"" or len(lines) != leaf.batch.n:
        raise RuleBroken("verify.file-differs", name=name)
    if root(leaf_hash(line) for line in lines).hex() != leaf.batch.root:
        raise RuleBroken("verify.file-differs", name=name)
    return [read_fact(line, leaf.index) for line in lines]


def _check_facts(facts: Sequence[Fact]) -> None:
    """Refuse a fact that is there twice, and a correction of what is not there, or is no more.

    A correction has measure, unit and day of the fact that it corrects.
    """
    known: dict[str, tuple[str, str, date]] = {}
    corrected: set[str] = set()
    for fact in facts:
        if fact.id in known:
            raise RuleBroken("verify.fact-repeated", id=fact.id, index=fact.leaf)
        place = (fact.measure, fact.unit, fact.day)
        if fact.corrects is not None:
            if known.get(fact.corrects) != place or fact.corrects in corrected:
                raise RuleBroken("verify.correction-wrong", id=fact.id, index=fact.leaf)
            corrected.add(fact.corrects)
        known[fact.id] = place


def _path(level: str, index: int, width: int) -> str:
    """Name a tile: `x001/x234/067` stands for 1234067, `.p/7` for one of seven hashes."""
    *first, last = f"{index:,}".replace(",", " ").split()
    above = "".join(f"x{int(part):03}/" for part in first)
    partial = "" if width == WIDTH else f".p/{width}"
    return f"tile/{level}/{above}{int(last):03}{partial}"


def _file(directory: Path, name: str) -> bytes:
    path = directory / name
    if not path.is_file() or path.is_symlink():
        raise RuleBroken("verify.file-missing", name=name)
    if path.stat().st_size > LARGEST_FILE:
        raise RuleBroken("verify.file-differs", name=name)
    return path.read_bytes()
