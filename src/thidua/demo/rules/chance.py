"""Numbers that look thrown and are not: the same seed and words always give the same number."""

from collections.abc import Sequence
from hashlib import sha256


def drawn(seed: int, low: int, high: int, *about: object) -> int:
    """Give a number from `low` to `high` (both included) that depends on nothing else."""
    words = "|".join(str(word) for word in (seed, *about))
    return low + int.from_bytes(sha256(words.encode()).digest()[:8]) % (high - low + 1)


def shuffled(seed: int, items: Sequence[str], about: str) -> tuple[str, ...]:
    """Put items in an order that only the seed and the words know."""
    return tuple(sorted(items, key=lambda item: (drawn(seed, 0, 2**62, about, item), item)))
