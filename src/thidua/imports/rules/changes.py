"""What a file changes of what its source sent before: nothing twice, nothing in silence.

A count that is there stays; one that differs is corrected by a new fact that names the old one.
A complete file also brings to zero what its source counted in the period and it does not name;
a partial one never touches what it does not name.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256

from thidua.imports.rules import Place
from thidua.kernel.errors import RuleBroken
from thidua.kernel.periods import Period
from thidua.ledger.rules import Fact, Grade


@dataclass(frozen=True, slots=True)
class Stored:
    """A live count of the source: its fact's public id and key, and the entry it came with."""

    quantity: int
    public_id: str
    key: str
    entry: int


@dataclass(frozen=True, slots=True)
class Declared:
    """What a sender declares of a file; `complete` names the period that it covers, if it does.

    `measures` are those with a column; None: any measure may stand in a row.
    """

    source: str
    measures: frozenset[str] | None
    complete: Period | None
    sha256: str
    rows: int


@dataclass(frozen=True, slots=True)
class Changes:
    """Counts by place: new ones, corrected ones with the old count, the same, and those missing."""

    fresh: Mapping[Place, int]
    corrected: Mapping[Place, tuple[Stored, int]]
    same: Mapping[Place, Stored]
    missing: Mapping[Place, Stored]

    @property
    def nothing_new(self) -> bool:
        """Whether everything is there already."""
        return not (self.fresh or self.corrected or self.missing)

    @property
    def seal(self) -> str:
        """Give one hash of all that changes, in the order of the file: what is seen is taken."""
        lines = [f"+{key(place)}={quantity}" for place, quantity in self.fresh.items()]
        lines += [
            f"~{key(place)}={old.public_id}={quantity}"
            for place, (old, quantity) in self.corrected.items()
        ]
        lines += [f"-{key(place)}={old.public_id}" for place, old in sorted(self.missing.items())]
        return sha256("\n".join(lines).encode()).hexdigest()


def compare(
    counts: Mapping[Place, int], stored: Mapping[Place, Stored], declared: Declared
) -> Changes:
    """Compare a file with what is live of its source."""
    fresh: dict[Place, int] = {}
    corrected: dict[Place, tuple[Stored, int]] = {}
    same: dict[Place, Stored] = {}
    for place, quantity in counts.items():
        old = stored.get(place)
        if old is None:
            fresh[place] = quantity
        elif old.quantity == quantity:
            same[place] = old
        else:
            corrected[place] = (old, quantity)
    missing = dict(_missing(counts, stored, declared))
    return Changes(fresh, corrected, same, missing)


def _missing(
    counts: Mapping[Place, int], stored: Mapping[Place, Stored], declared: Declared
) -> Iterator[tuple[Place, Stored]]:
    if declared.complete is not None:
        for place, old in stored.items():
            measure, _unit, day = place
            if (
                (declared.measures is None or measure in declared.measures)
                and day in declared.complete
                and old.quantity
                and place not in counts
            ):
                yield place, old


def check_period(days: Iterable[date], declared: Declared) -> None:
    """Refuse a complete file with days outside of the period that it declares."""
    period = declared.complete
    outside = sorted(day for day in set(days) if period is not None and day not in period)
    if period is not None and outside:
        raise RuleBroken(
            "imports.day-outside",
            day=f"{outside[0]:%d/%m/%Y}",
            first=f"{period.first:%d/%m/%Y}",
            last=f"{period.last:%d/%m/%Y}",
        )


def facts(changes: Changes, declared: Declared) -> Iterator[Fact]:
    """Make the facts that a file adds, keyed by their place so that no place is counted twice."""
    for place, quantity in changes.fresh.items():
        yield _fact(place, quantity, declared, None)
    for place, (old, quantity) in changes.corrected.items():
        yield _fact(place, quantity, declared, old)
    for place, old in changes.missing.items():
        yield _fact(place, 0, declared, old)


def _fact(place: Place, quantity: int, declared: Declared, old: Stored | None) -> Fact:
    measure, unit, day = place
    return Fact(
        measure,
        unit,
        day,
        quantity,
        declared.source,
        key(place) if old is None else next_key(old.key),
        Grade.REPORTED,
        generated=False,
        corrects=old.public_id if old else None,
    )


def key(place: Place) -> str:
    """Key the first fact of a place in its source."""
    measure, unit, day = place
    return f"{measure}|{unit}|{_compact(day)}"


@lru_cache(maxsize=10_000)
def _compact(day: date) -> str:
    return f"{day:%Y%m%d}"


def next_key(before: str) -> str:
    """Key a correction after the fact that it corrects: `…|20241020` then `…|20241020|2`."""
    first, _, number = before.rpartition("|")
    if before.count("|") > 2:  # noqa: PLR2004 - measure, unit, day, and then a number
        return f"{first}|{int(number) + 1}"
    return f"{before}|2"
