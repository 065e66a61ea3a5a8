"""Judge a simulated campaign: every published total, every identity, every published prize.

The generator builds what this module demands, and neither trusts the other.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import accumulate

from thidua.demo.rules import days as keys
from thidua.demo.rules.days import Generated
from thidua.demo.rules.figures import Published
from thidua.demo.rules.places import HAU_GIANG, overseen
from thidua.kernel.errors import RuleBroken
from thidua.units.rules import Level, Tree

# Numerator, denominator and target in percent of each figure, as the plan of 2024 has them.
FIGURES = {
    "online": (keys.ONLINE, keys.RECEIVED, 60),
    "paid-online": (keys.PAID_ONLINE, keys.FEE_BEARING, 50),
    "digitized": (keys.DIGITIZED, keys.PROCESSED, 100),
    "moved-from-2g": (keys.MOVED_FROM_2G, keys.BASELINE_2G, 100),
}
# Left side = sum of the right side, in every running sum.
EQUAL: Sequence[tuple[str, tuple[str, ...]]] = (
    (keys.RECEIVED, (keys.ONLINE, keys.DIRECT, keys.POSTAL)),
    (keys.PROCESSED, (keys.EARLY, keys.ON_TIME, keys.LATE)),
    (keys.APOLOGIES, (keys.LATE,)),
)
# Left side ≤ sum of the right side, in every running sum.
WITHIN: Sequence[tuple[str, tuple[str, ...]]] = (
    (keys.ONLINE, (keys.RECEIVED,)),
    (keys.FEE_BEARING, (keys.RECEIVED,)),
    (keys.PAID_ONLINE, (keys.FEE_BEARING,)),
    (keys.PROCESSED, (keys.CARRIED_OVER, keys.RECEIVED)),
    (keys.DIGITIZED, (keys.PROCESSED,)),
    (keys.MOVED_FROM_2G, (keys.BASELINE_2G,)),
)


def check(result: Generated, tree: Tree, published: Published) -> None:
    """Raise at the first thing that does not hold."""
    check_days(result)
    _check_totals(result, tree, published)
    _check_telecoms(result, tree, published)
    _check_prizes(result, tree, published)


def check_days(result: Generated) -> None:
    """Raise when a count is negative, or an identity is broken at a day's end at a unit."""
    for unit, series in result.series.items():
        for measure, days in series.items():
            if len(days) > len(result.period) or min(days) < 0:
                raise RuleBroken("demo.identity-broken", unit=unit, measure=measure, day="")
        for left, right in EQUAL:
            _compare(result, unit, left, right, int.__eq__)
        for left, right in WITHIN:
            _compare(result, unit, left, right, int.__le__)


def _compare(
    result: Generated,
    unit: str,
    left: str,
    right: Iterable[str],
    holds: Callable[[int, int], bool],
) -> None:
    series = result.series[unit]
    if left not in series:
        return
    if any(len(series.get(key, ())) != len(series[left]) for key in right):
        raise RuleBroken("demo.identity-broken", unit=unit, measure=left, day="")
    sums = map(sum, zip(*(accumulate(series[key]) for key in right), strict=True))
    for day, reached, bound in zip(result.period, accumulate(series[left]), sums, strict=False):
        if not holds(reached, bound):
            raise RuleBroken("demo.identity-broken", unit=unit, measure=left, day=day)


def territory_total(result: Generated, tree: Tree, unit: str, measure: str) -> int:
    """Sum a measure over a unit and all that rolls up to it."""
    return sum(result.total(part, measure) for part in tree.territory(unit))


def _check_totals(result: Generated, tree: Tree, published: Published) -> None:
    for (unit, figure), (numerator, denominator) in published.totals.items():
        if figure not in FIGURES:
            continue
        top, bottom, _ = FIGURES[figure]
        for measure, expected in ((top, numerator), (bottom, denominator)):
            _expect(unit, measure, expected, territory_total(result, tree, unit, measure))


def _check_telecoms(result: Generated, tree: Tree, published: Published) -> None:
    expected, _ = published.totals[HAU_GIANG, "moved-from-2g"]
    found = sum(result.total(unit, keys.MOVED_FROM_2G) for unit in overseen(tree, HAU_GIANG))
    _expect("telecoms", keys.MOVED_FROM_2G, expected, found)


def _expect(unit: str, measure: str, expected: int, found: int) -> None:
    if found != expected:
        raise RuleBroken(
            "demo.total-differs", unit=unit, measure=measure, expected=expected, found=found
        )


def _check_prizes(result: Generated, tree: Tree, published: Published) -> None:
    by_level = {
        "rank-districts": _of_level(tree, Level.DISTRICT),
        "rank-communes": _of_level(tree, Level.COMMUNE),
        "rank-telecoms": overseen(tree, HAU_GIANG),
    }
    for group, ranks in published.ranks.items():
        order = sorted(by_level[group], key=lambda unit: _merit(result, tree, unit), reverse=True)
        expected = _by_prize(ranks)
        found = order[: len(ranks)]
        for prize in expected:
            won, found = found[: len(prize)], found[len(prize) :]
            if set(won) != prize:
                raise RuleBroken("demo.prize-differs", group=group, expected=prize, found=won)


def _of_level(tree: Tree, level: Level) -> tuple[str, ...]:
    return tuple(unit for unit in tree.territory(HAU_GIANG) if tree.nodes[unit].level is level)


def _by_prize(ranks: Mapping[str, int]) -> list[set[str]]:
    return [
        {unit for unit, rank in ranks.items() if rank == prize}
        for prize in sorted(set(ranks.values()))
    ]


def _merit(result: Generated, tree: Tree, unit: str) -> tuple[Fraction, int]:
    """Give equal points to each target reached, then count the volume: our reading of the plan."""
    points, volume = Fraction(0), 0
    for top, bottom, target in FIGURES.values():
        whole = territory_total(result, tree, unit, bottom)
        reached = territory_total(result, tree, unit, top)
        volume = volume or whole
        if whole:
            points += min(Fraction(1), Fraction(100 * reached, whole * target))
    return points, volume
