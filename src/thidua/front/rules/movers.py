"""Which units rose and fell most in a group, since ranks that were published before."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

MOST = 3
LEAST = 2  # ranks, for there to be an order


@dataclass(frozen=True, slots=True)
class Move:
    """A unit that changed its rank."""

    unit: str
    name: str
    before: int
    rank: int

    @property
    def steps(self) -> int:
        """How many ranks it rose; below zero: fell."""
        return self.before - self.rank

    @property
    def size(self) -> int:
        """How many ranks it moved, either way."""
        return abs(self.steps)


@dataclass(frozen=True, slots=True)
class Movers:
    """The units that moved most; `more` is how many others rose or fell."""

    up: tuple[Move, ...]
    down: tuple[Move, ...]
    more: int


def movers(
    now: Iterable[tuple[str, int]],
    before: Mapping[str, int],
    named: Callable[[str], str],
    most: int = MOST,
) -> Movers | None:
    """Pick the greatest rises and falls from ranks by unit; None where nobody moved.

    Of equal moves the one to the better rank comes first, then the name, then the id. A unit
    that had no rank before neither rose nor fell, and nobody did where all shared one rank.
    """
    if len(set(before.values())) < LEAST:
        return None
    moved = [(unit, before[unit], rank) for unit, rank in now if before.get(unit, rank) != rank]
    if not moved:
        return None
    found = [Move(unit, named(unit), then, rank) for unit, then, rank in moved]
    found.sort(key=lambda one: (-one.size, one.rank, one.name, one.unit))
    up = tuple(one for one in found if one.steps > 0)[:most]
    down = tuple(one for one in found if one.steps < 0)[:most]
    return Movers(up, down, len(moved) - len(up) - len(down))
