"""What a council may decide: places without gaps, and prizes as far as the plan's quotas reach.

Places are shared as computed ranks are (1-2-2-4). A prize may go to more units than its quota
only where units share the place that it runs out at; unless its rule is `extra`, the places too
many are taken from the prizes below, as with computed ranks. What a tie left to the council
(`council`) it gives to one of the tied, by placing it before the others, or to all of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from thidua.kernel.errors import RuleBroken
from thidua.plans.rules import Overflow, Prize


@dataclass(frozen=True, slots=True)
class Place:
    """The council's place for a unit; `prize` is a prize's code, empty for none."""

    group: str
    unit: str
    rank: int
    prize: str


def check_places(
    places: Iterable[Place],
    members: Mapping[str, str],
    prizes: Mapping[str, Sequence[Prize]],
) -> None:
    """Refuse what is no result: `members` gives each ranked unit's group, `prizes` each group's."""
    listed = sorted(places, key=lambda place: (place.group, place.rank, place.unit))
    if strangers := [place.unit for place in listed if members.get(place.unit) != place.group]:
        raise RuleBroken("standings.council-stranger", units=strangers)
    if len({place.unit for place in listed}) != len(listed):
        raise RuleBroken("standings.council-twice")
    known = {(group, prize.code) for group, given in prizes.items() for prize in given}
    named = {(place.group, place.prize) for place in listed if place.prize}
    if unknown := sorted({code for group, code in named if (group, code) not in known}):
        raise RuleBroken("standings.council-prize", prizes=unknown)
    for group, mine in groupby(listed, key=attrgetter("group")):
        placed = list(mine)
        _check_ranks(placed)
        _check_quotas(placed, prizes[group])


def _check_ranks(placed: Sequence[Place]) -> None:
    expected = 1
    for number, place in enumerate(placed, start=1):
        if number > 1 and place.rank != placed[number - 2].rank:
            expected = number
        if place.rank != expected:
            facts = {"unit": place.unit, "rank": place.rank, "expected": expected}
            raise RuleBroken("standings.council-ranks", **facts)


def _check_quotas(placed: Sequence[Place], prizes: Sequence[Prize]) -> None:
    taken = 0  # places that prizes above took beyond their own
    for prize in prizes:
        own = max(prize.quota - taken, 0)
        taken = max(taken - prize.quota, 0)
        ranks = [place.rank for place in placed if place.prize == prize.code]
        if len(ranks) <= own:
            continue
        before = sum(rank < max(ranks) for rank in ranks)
        if before >= own:
            facts = {"prize": prize.name, "found": len(ranks), "quota": own}
            raise RuleBroken("standings.council-quota", **facts)
        if prize.overflow is not Overflow.EXTRA:
            taken += len(ranks) - own
