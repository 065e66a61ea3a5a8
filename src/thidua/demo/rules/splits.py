"""Split whole numbers so that every part keeps its bounds and the sum is exact.

`apportion` is the method of the largest remainder (Hamilton) with bounds on every part;
`thin` picks so many out of a row of daily counts, never more on a day than the day has.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from thidua.kernel.errors import RuleBroken


def apportion(
    total: int, weights: Sequence[int], low: Sequence[int], high: Sequence[int]
) -> tuple[int, ...]:
    """Split `total` by weight, each part between its bounds."""
    if not sum(low) <= total <= sum(high) or any(a > b for a, b in zip(low, high, strict=True)):
        raise RuleBroken("demo.no-split", total=total, low=sum(low), high=sum(high))
    parts = list(low)
    room = {place: b - a for place, (a, b) in enumerate(zip(low, high, strict=True)) if b > a}
    while remaining := total - sum(parts):
        quotas = _quotas(remaining, weights, list(room))
        full = [place for place, quota in quotas.items() if quota >= room[place]]
        for place in full:
            parts[place] += room.pop(place)
        if not full:
            for place, more in _by_remainder(remaining, quotas).items():
                parts[place] += more
    return tuple(parts)


def _quotas(remaining: int, weights: Sequence[int], places: Sequence[int]) -> dict[int, Fraction]:
    weight = {place: weights[place] for place in places}
    if not any(weight.values()):
        weight = dict.fromkeys(places, 1)
    whole = sum(weight.values())
    return {place: Fraction(remaining * weight[place], whole) for place in places}


def _by_remainder(remaining: int, quotas: Mapping[int, Fraction]) -> dict[int, int]:
    parts = {place: int(quota) for place, quota in quotas.items()}
    order = sorted(quotas, key=lambda place: (parts[place] - quotas[place], place))
    for place in order[: remaining - sum(parts.values())]:
        parts[place] += 1
    return parts


def spread(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Split `total` by weight alone."""
    return apportion(total, weights, [0] * len(weights), [total] * len(weights))


def thin(
    counts: Sequence[int], total: int, tilt: int, dither: Callable[[int], int]
) -> tuple[int, ...]:
    """Pick `total` out of daily counts, never more on a day than the day has.

    `tilt` (per mille) lets the share grow towards the end; `dither` gives each place its
    0 to 999 thousandths, so that rounding does not fall on the same days everywhere.
    """
    whole = sum(counts)
    if not 0 <= total <= whole:
        raise RuleBroken("demo.no-split", total=total, low=0, high=whole)
    tilt = min(tilt, 1000 * (whole - total) // total) if total else 0
    found: list[int] = []
    passed = taken = 0
    for place, count in enumerate(counts):
        passed += count
        aim = total * passed * ((1000 - tilt) * whole + tilt * passed)
        share = 1000 * whole * whole or 1
        goal = (aim + dither(place) * share // 1000) // share
        least = max(0, total - taken - (whole - passed))
        more = min(max(goal - taken, least), count, total - taken)
        found.append(more)
        taken += more
    return tuple(found)
