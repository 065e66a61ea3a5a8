"""A campaign that runs today on the new Cần Thơ, wholly simulated ("mô phỏng").

Its calendar is laid around the day it is made, so that countdown and forecast live. Some
units tell a story that a real campaign would bring: see `_Story`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from thidua.demo.rules import days as keys
from thidua.demo.rules.chance import drawn, shuffled
from thidua.demo.rules.days import Days, Generated, Series, Totals, dossier_days, pick
from thidua.demo.rules.places import CAN_THO, MASTER, REFORM, WEIGHTS, overseen
from thidua.demo.rules.splits import spread
from thidua.kernel.errors import RuleBroken
from thidua.kernel.periods import Period
from thidua.units.rules import Level, Node, Tree

GUIDED = "teams.guided"
E_RESULTS = "dossiers.e-results"
REVIEWED = "subscribers.reviewed"
VERIFIED = "subscribers.verified"
COUNTED = frozenset(
    {
        keys.RECEIVED,
        keys.ONLINE,
        keys.FEE_BEARING,
        keys.PAID_ONLINE,
        keys.PROCESSED,
        keys.DIGITIZED,
        keys.EARLY,
        keys.ON_TIME,
        E_RESULTS,
        GUIDED,
        REVIEWED,
        VERIFIED,
    }
)
OF_DOSSIERS = frozenset(measure for measure in COUNTED if measure.startswith("dossiers."))
IN_STORIES, MIRRORED = 6, 5  # communes
BEFORE, AFTER = timedelta(days=37), timedelta(days=24)
SILENT_FOR, NOTICED_AFTER = 9, timedelta(days=3)
RISING_TO_WEEKEND = (
    60,
    60,
    65,
    70,
    90,
    150,
    130,
)  # Monday to Sunday: teams go when people are home


@dataclass(frozen=True, slots=True)
class Correction:
    """A count that was entered wrongly on its day, and put right on a later one."""

    unit: str
    measure: str
    day: date
    entered: int
    right: int
    noticed: date


@dataclass(frozen=True)
class Running:
    """The counts of the running campaign up to yesterday, with what was entered wrongly."""

    generated: Generated
    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class _Story:
    """Units that meet with something: chosen by the seed, each for one thing."""

    unreported: str  # has sent nothing: "chưa có số liệu"
    silent: str  # has sent nothing for nine days
    twins: tuple[str, str]  # the same counts: they share a rank
    small: str  # a handful of dossiers
    corrected: str  # a numerator was typed without its last digit


def period(today: date) -> Period:
    """Lay the campaign around the day it is made: 62 days, as in 2024."""
    first = today - BEFORE
    if first < REFORM:
        raise RuleBroken("demo.too-early", today=today, earliest=REFORM + BEFORE)
    return Period.inclusive(first, today + AFTER)


def running(tree: Tree, today: date, seed: int) -> Running:
    """Simulate every unit from the campaign's first day up to yesterday."""
    campaign = period(today)
    counted = Period(campaign.first, today)
    story = _story(tree, seed)
    series = {
        unit: _counts(tree.nodes[unit], story, counted, campaign.last, seed)
        for unit in _competitors(tree)
        if unit != story.unreported
    }
    for unit in (*mirrored(tree, seed), MASTER):
        series[unit] = {
            measure: days for measure, days in series[unit].items() if measure not in OF_DOSSIERS
        }
    series[story.twins[1]] = series[story.twins[0]]
    series[story.silent] = {
        measure: days[:-SILENT_FOR] for measure, days in series[story.silent].items()
    }
    for unit in overseen(tree, CAN_THO):
        series[unit] = _telecom(unit, counted, seed)
    result = Generated(counted, series)
    return Running(result, (_slip(result, story.corrected),))


def kept(running: Running) -> Running:
    """Keep only what the plan counts."""
    series = {
        unit: {measure: days for measure, days in rows.items() if measure in COUNTED}
        for unit, rows in running.generated.series.items()
    }
    return Running(Generated(running.generated.period, series), running.corrections)


def _competitors(tree: Tree) -> tuple[str, ...]:
    return tuple(
        unit
        for unit in tree.territory(CAN_THO)
        if tree.nodes[unit].level in (Level.COMMUNE, Level.DEPARTMENT)
    )


def mirrored(tree: Tree, seed: int) -> tuple[str, ...]:
    """Name the communes whose dossiers come one by one, by the lists of two systems."""
    return _chosen(tree, seed)[IN_STORIES : IN_STORIES + MIRRORED]


def _chosen(tree: Tree, seed: int) -> tuple[str, ...]:
    communes = [unit for unit in _competitors(tree) if tree.nodes[unit].kind == Level.COMMUNE.value]
    return tuple(unit for unit in shuffled(seed, communes, "story") if unit != MASTER)


def _story(tree: Tree, seed: int) -> _Story:
    chosen = _chosen(tree, seed)
    return _Story(chosen[0], chosen[1], (chosen[2], chosen[3]), chosen[4], chosen[5])


def _counts(node: Node, story: _Story, counted: Period, ends: date, seed: int) -> Series:
    totals = _totals(node, seed, received=9 if node.id == story.small else _received(node, seed))
    found = {**dossier_days(totals, counted, ends, seed, node.id)}
    if node.level is Level.DEPARTMENT:
        processed = found[keys.PROCESSED]
        signed = sum(processed) * drawn(seed, 60, 100, node.id, E_RESULTS) // 100
        found[E_RESULTS] = pick(processed, signed, 400, seed, f"{node.id} {E_RESULTS}")
    else:
        found[GUIDED] = _guided(drawn(seed, 60, 520, node.id, GUIDED), counted, seed, node.id)
    return found


def _received(node: Node, seed: int) -> int:
    if node.level is Level.DEPARTMENT:
        return WEIGHTS.get(node.id, 50) * drawn(seed, 120, 180, node.id, "size") // 100
    usual = drawn(seed, 240, 900, node.id, "size")
    return usual * 2 if node.kind == "ward" else usual


def _totals(node: Node, seed: int, *, received: int) -> Totals:
    effort = drawn(seed, 0, 100, node.id, "effort")  # a unit that does one thing well does others
    share = _Shares(seed, node.id, effort)
    fees = 0 if node.id == "x-ct-inspectorate" else share.of(received, 42, 60, "fees")
    processed = received * drawn(seed, 88, 96, node.id, "processed") // 100
    late = processed * drawn(seed, 0, 160 - effort, node.id, "late") // 1000
    return Totals(
        received=received,
        online=share.of(received, 55, 88, "online"),
        fee_bearing=fees,
        paid_online=share.of(fees, 45, 86, "paid"),
        processed=processed,
        digitized=share.of(processed, 72, 90, "digitized"),
        late=late,
    )


@dataclass(frozen=True, slots=True)
class _Shares:
    """Shares of a unit, better where its effort is greater."""

    seed: int
    unit: str
    effort: int

    def of(self, whole: int, low: int, high: int, about: str) -> int:
        """Draw a percentage within bounds, raise it by up to ten by effort, and take it."""
        percent = drawn(self.seed, low, high, self.unit, about) + self.effort // 10
        return whole * min(percent, 100) // 100


def _guided(total: int, counted: Period, seed: int, unit: str) -> Days:
    weights = [
        RISING_TO_WEEKEND[day.weekday()] * drawn(seed, 20, 180, unit, GUIDED, day)
        for day in counted
    ]
    return spread(total, weights)


def _telecom(unit: str, counted: Period, seed: int) -> Series:
    size = WEIGHTS.get(unit, 1) * drawn(seed, 300, 360, unit, REVIEWED)
    weights = [keys.ONLINE_PACE[day.weekday()] * drawn(seed, 80, 120, unit, day) for day in counted]
    reviewed = spread(size, weights)
    done = size * drawn(seed, 86, 97, unit, VERIFIED) // 100
    return {
        REVIEWED: reviewed,
        VERIFIED: pick(reviewed, done, 500, seed, f"{unit} {VERIFIED}"),
        GUIDED: _guided(size // 12, counted, seed, unit),
    }


def _slip(result: Generated, unit: str) -> Correction:
    """Find a day in the middle whose count loses its last digit when typed in a hurry."""
    counts: Sequence[int] = result.series[unit][keys.DIGITIZED]
    place = max(range(len(counts) * 2 // 3), key=lambda at: (counts[at], at))
    day = result.period.first + timedelta(days=place)
    right = counts[place]
    return Correction(unit, keys.DIGITIZED, day, right // 10, right, day + NOTICED_AFTER)
