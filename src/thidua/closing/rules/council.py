"""What the council decided beside what was computed: which places to record, what differs.

Hội đồng thi đua, khen thưởng decides; the computed ranks are its ground and stay beside its own.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from thidua.kernel.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class Computed:
    """A unit's computed place; `tied` is the prize that its tie is too large for, if it is."""

    group: str
    unit: str
    rank: int
    points: Decimal
    prize: str
    tied: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """The council's place for a unit; an empty prize is none."""

    rank: int
    prize: str


@dataclass(frozen=True, slots=True)
class Quota:
    """A group's prize: how many there are, and how many the council gave."""

    group: str
    prize: str
    quota: int
    given: int

    @property
    def left(self) -> int:
        """How many are left; below zero where more were given than there are."""
        return self.quota - self.given


def recorded(
    computed: Iterable[Computed], given: Mapping[str, Given]
) -> tuple[tuple[Computed, Given], ...]:
    """Keep what matters of each group: down to the last place with a prize or a change."""
    listed = list(computed)
    last: dict[str, int] = {}
    for one in listed:
        place = given[one.unit]
        if place.prize or differs(one, place):
            last[one.group] = max(last.get(one.group, 0), place.rank, one.rank)
    if not last:
        raise RuleBroken("conduct.council-nothing")
    return tuple(
        (one, given[one.unit]) for one in listed if given[one.unit].rank <= last.get(one.group, 0)
    )


def differs(one: Computed, given: Given) -> bool:
    """Whether the council placed a unit elsewhere."""
    return (one.rank, one.prize) != (given.rank, given.prize)


def quotas(
    prizes: Mapping[tuple[str, str], int],
    computed: Iterable[Computed],
    given: Mapping[str, Given],
) -> tuple[Quota, ...]:
    """Count each prize as given; `prizes` are the plan's quotas by group and prize."""
    counts = Counter((one.group, given[one.unit].prize) for one in computed)
    return tuple(
        Quota(group, prize, quota, counts[group, prize]) for (group, prize), quota in prizes.items()
    )


def undecided(computed: Iterable[Computed], given: Mapping[str, Given]) -> tuple[Computed, ...]:
    """Give the units of a tie that the council was left to decide, and did not."""
    listed = list(computed)
    decided = {
        (one.group, one.tied, one.rank)
        for one in listed
        if one.tied and given[one.unit].prize == one.tied
    }
    return tuple(
        one for one in listed if one.tied and (one.group, one.tied, one.rank) not in decided
    )
