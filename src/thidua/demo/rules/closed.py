"""The campaign "60 ngày đêm" of 2024, simulated so that every published total holds exactly.

Published: totals of the province, of one district and of two communes, and the prizes.
Not published, and made here: everything else, from a seed. A generator that is made to give
the published prizes proves nothing about the method of points; the pages say so.

Each count is split among the units of a pot: the units that together make one published
total (a district, a commune, or what is left of the province).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from thidua.demo.rules.chance import drawn
from thidua.demo.rules.days import (
    BASELINE_2G,
    MOVED_FROM_2G,
    Days,
    Generated,
    Series,
    Totals,
    dossier_days,
    moved_days,
    shared_days,
)
from thidua.demo.rules.figures import Published
from thidua.demo.rules.places import HAU_GIANG, WEIGHTS, overseen
from thidua.demo.rules.splits import apportion, spread
from thidua.kernel.periods import Period
from thidua.units.rules import Level, Tree

PERIOD = Period.inclusive(date(2024, 10, 10), date(2024, 12, 10))
DOSSIER_FIGURES = ("online", "paid-online", "digitized")
TOWNS = ("ward", "township")

Counts = Mapping[str, int]
Rate = tuple[int, int]  # lowest and highest

# How much of its processed dossiers a unit kept on paper (per mille), by its district's rank.
PAPER: Mapping[int | None, Rate] = {1: (4, 8), 2: (4, 50), 3: (13, 19), None: (40, 300)}
DRAWN_PAPER = (1, 3)  # drawn within the range; the others take what is left of the total


@dataclass(frozen=True, slots=True)
class _Pot:
    """Units that share a published total; the counts are (numerator, denominator) by figure."""

    units: tuple[str, ...]
    figures: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Ranks:
    """The published ranks, which fix how much of its work each unit digitized."""

    district: Mapping[str, int]  # for every unit in the territory of a district that has a rank
    runners_up: tuple[str, ...]  # the communes that shared the last prize


def closed(tree: Tree, published: Published, seed: int) -> Generated:
    """Simulate the whole campaign on the tree of 2024 with its departments and telecoms."""
    size = {unit: _size(tree, unit, seed) for unit in tree.territory(HAU_GIANG)}
    for unit in _runners_up(published):
        size[unit] = 180
    series: dict[str, Series] = {}
    for pot in _pots(tree, published, DOSSIER_FIGURES):
        for unit, totals in _split(pot, size, _ranks(tree, published), seed).items():
            series[unit] = dossier_days(totals, PERIOD, PERIOD.last, seed, unit)
    for unit, days in _moved(tree, published, size, seed).items():
        series[unit] = {**series.get(unit, {}), **days}
    return Generated(PERIOD, series)


def _size(tree: Tree, unit: str, seed: int) -> int:
    node = tree.nodes[unit]
    if node.level is Level.COMMUNE:
        return drawn(seed, 60, 130, "size", unit) + (35 if node.kind in TOWNS else 0)
    if node.level is Level.DISTRICT:
        return drawn(seed, 280, 340, "size", unit)
    return WEIGHTS.get(unit, 0)


def _pots(tree: Tree, published: Published, figures: Sequence[str]) -> list[_Pot]:
    """Cut the province into pots: each published unit's territory, then all that is left."""
    whole = {figure: published.totals[HAU_GIANG, figure] for figure in figures}
    left = set(tree.territory(HAU_GIANG)) - {HAU_GIANG}
    pots = []
    for unit in sorted(tree.nodes):
        own = {figure: published.totals.get((unit, figure)) for figure in figures}
        found = {figure: pair for figure, pair in own.items() if pair is not None}
        if unit == HAU_GIANG or len(found) < len(figures):
            continue
        units = tuple(sorted(tree.territory(unit)))
        left -= set(units)
        pots.append(_Pot(units, found))
        for figure, (numerator, denominator) in found.items():
            whole[figure] = (whole[figure][0] - numerator, whole[figure][1] - denominator)
    return [*pots, _Pot(tuple(sorted(left)), whole)]


def _ranks(tree: Tree, published: Published) -> _Ranks:
    return _Ranks(
        {
            unit: rank
            for district, rank in published.ranks["rank-districts"].items()
            for unit in tree.territory(district)
        },
        _runners_up(published),
    )


def _runners_up(published: Published) -> tuple[str, ...]:
    ranks = published.ranks["rank-communes"]
    return tuple(sorted(unit for unit, rank in ranks.items() if rank == max(ranks.values())))


def _split(pot: _Pot, size: Counts, ranks: _Ranks, seed: int) -> dict[str, Totals]:
    online, received = pot.figures["online"]
    paid, fee_bearing = pot.figures["paid-online"]
    digitized, processed = pot.figures["digitized"]
    dealt = _Dealer(pot.units, seed)
    got = dealt.among(received, dict.fromkeys(pot.units, (60, 10000)), size)
    offline = dealt.rated(received - online, got, (10, 100), (0, 340))
    fees = dealt.rated(fee_bearing, got, (400, 800), (300, 930))
    unpaid = dealt.rated(fee_bearing - paid, fees, (1, 100), (0, 80))
    pending = dealt.rated(received - processed, got, (5, 30), (0, 80))
    done = {unit: got[unit] - pending[unit] for unit in pot.units}
    on_paper = _on_paper(dealt, processed - digitized, done, ranks)
    return {
        unit: Totals(
            got[unit],
            got[unit] - offline[unit],
            fees[unit],
            fees[unit] - unpaid[unit],
            done[unit],
            done[unit] - on_paper[unit],
            done[unit] * drawn(seed, 0, 22, unit, "late") // 1000,
        )
        for unit in pot.units
    }


@dataclass(frozen=True, slots=True)
class _Dealer:
    """Deals totals out among the units of a pot."""

    units: tuple[str, ...]
    seed: int

    def among(self, total: int, bounds: Mapping[str, Rate], weights: Counts) -> dict[str, int]:
        """Deal by weight, each unit between its bounds; a pot of one unit takes all."""
        if len(self.units) == 1:
            return {self.units[0]: total}
        parts = apportion(
            total,
            [weights[unit] for unit in self.units],
            [bounds[unit][0] for unit in self.units],
            [bounds[unit][1] for unit in self.units],
        )
        return dict(zip(self.units, parts, strict=True))

    def rated(self, total: int, of: Counts, usual: Rate, limits: Rate) -> dict[str, int]:
        """Deal by each unit's count times a drawn rate, within limits of that count."""
        about = (total, usual)
        weights = {unit: of[unit] * drawn(self.seed, *usual, unit, *about) for unit in self.units}
        bounds = {
            unit: (of[unit] * limits[0] // 1000, of[unit] * limits[1] // 1000 + 1)
            for unit in self.units
        }
        return self.among(total, bounds, weights)


def _on_paper(dealt: _Dealer, total: int, done: Counts, ranks: _Ranks) -> dict[str, int]:
    """Deal what was not digitized: with the other targets met, this alone makes the ranks."""
    bounds = {unit: _paper_bounds(unit, count, ranks, dealt.seed) for unit, count in done.items()}
    weights = {
        unit: count * drawn(dealt.seed, 40, 160, unit, "on-paper") * (2 if unit in WEIGHTS else 1)
        for unit, count in done.items()
    }
    return dealt.among(total, bounds, weights)


def _paper_bounds(unit: str, count: int, ranks: _Ranks, seed: int) -> Rate:
    if unit in ranks.runners_up:
        return (1, 1)
    rank = ranks.district.get(unit)
    low, high = PAPER.get(rank, PAPER[None])
    if rank in DRAWN_PAPER:
        low = high = drawn(seed, low, high, unit, "paper-rate")
    least = max(3, count * low // 1000)
    return (least, max(least, count * high // 1000))


def _moved(tree: Tree, published: Published, size: Counts, seed: int) -> dict[str, dict[str, Days]]:
    """Simulate who left 2G where people live, and the same people at their telecoms."""
    found: dict[str, dict[str, Days]] = {}
    for pot in _pots(tree, published, ("moved-from-2g",)):
        units = [unit for unit in pot.units if tree.nodes[unit].level is Level.COMMUNE]
        weights = [size[unit] * drawn(seed, 80, 125, unit, BASELINE_2G) for unit in units]
        parts = spread(pot.figures["moved-from-2g"][1], weights)
        for unit, subscribers in zip(units, parts, strict=True):
            found[unit] = _subscribers(moved_days(subscribers, PERIOD, seed, unit))
    whole = tuple(map(sum, zip(*(days[MOVED_FROM_2G] for days in found.values()), strict=True)))
    telecoms = overseen(tree, HAU_GIANG)
    shares = spread(sum(whole), [WEIGHTS.get(unit, 1) for unit in telecoms])
    for unit, days in zip(telecoms, shared_days(whole, shares, seed, "telecom"), strict=True):
        found[unit] = _subscribers(days)
    return found


def _subscribers(days: Days) -> dict[str, Days]:
    return {BASELINE_2G: (sum(days), *[0] * (len(days) - 1)), MOVED_FROM_2G: days}
