"""How facts add up: measures, tallies by day, and the sums of a window.

Measure: số đếm. Tally: số cộng dồn theo ngày. Window: kỳ đếm của một phong trào hay một đợt.
A tally is the sum of the live facts of a measure at a unit on a day, kept apart by grade and
by whether they are simulated; a fact is live until another fact corrects it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from thidua.kernel.periods import Period
from thidua.ledger.rules import Fact, Grade


class MeasureKind(StrEnum):
    """How a measure adds up over days."""

    FLOW = "flow"  # summed over the days of a period
    STOCK = "stock"  # the last value on or before the last day
    HOUSEHOLD_STATE = "household-state"  # the balance of changes up to the last day


@dataclass(frozen=True, slots=True)
class Measure:
    """Something countable. `within` is the measure that it may not exceed."""

    key: str
    label: str
    unit: str  # the unit of count, as people say it: "hồ sơ"
    kind: MeasureKind
    within: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """Where a tally stands: one measure, one unit, one day, one grade, simulated or not."""

    measure: str
    unit: str
    day: date
    grade: Grade
    generated: bool


@dataclass(frozen=True, slots=True)
class Window:
    """A period in which some measures are summed up as they come in."""

    key: str
    period: Period
    measures: frozenset[str]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file of counts comes from.

    `window` is the key of the window whose days the file must keep to; None: any day.
    """

    source: str
    grade: Grade
    generated: bool
    window: str | None = None


def cell(fact: Fact) -> Cell:
    """Say where a fact is counted."""
    return Cell(fact.measure, fact.unit, fact.day, fact.grade, fact.generated)


def changes(facts: Iterable[tuple[Fact, Fact | None]]) -> dict[Cell, int]:
    """Say by how much each tally changes when `facts` come in, each with the one it corrects."""
    found: dict[Cell, int] = {}
    for fact, corrected in facts:
        found[cell(fact)] = found.get(cell(fact), 0) + fact.quantity
        if corrected is not None:
            found[cell(corrected)] = found.get(cell(corrected), 0) - corrected.quantity
    return found


def tallies(live: Iterable[Fact]) -> dict[Cell, int]:
    """Count the tallies from live facts alone: the plain way, the judge of every other."""
    return changes((fact, None) for fact in live)


def counts_in(window: Window, kind: MeasureKind, day: date) -> bool:
    """Whether a day's tally of a measure belongs to a window's sum."""
    if kind is MeasureKind.FLOW:
        return day in window.period
    return day <= window.period.last


def window_sums(
    window: Window, kinds: Mapping[str, MeasureKind], by_cell: Mapping[Cell, int]
) -> dict[tuple[str, str], int]:
    """Sum a window from tallies, by (measure, unit); a pair without any tally is absent."""
    last: dict[tuple[str, str], date] = {}
    found: dict[tuple[str, str], int] = {}
    for at in sorted(by_cell, key=lambda at: at.day):
        kind = kinds[at.measure]
        if at.measure not in window.measures or not counts_in(window, kind, at.day):
            continue
        pair = (at.measure, at.unit)
        if kind is MeasureKind.STOCK and last.get(pair) != at.day:
            last[pair] = at.day
            found[pair] = 0
        found[pair] = found.get(pair, 0) + by_cell[at]
    return found


def above(
    sums: Mapping[tuple[str, str], int], within: Mapping[str, str]
) -> list[tuple[str, str, int, int]]:
    """List (unit, measure, quantity, bound) wherever a measure exceeds the one it lies within.

    A bound that was never reported is no bound: missing is not zero.
    """
    found = []
    for (measure, unit), quantity in sorted(sums.items()):
        bound = sums.get((within[measure], unit)) if measure in within else None
        if bound is not None and quantity > bound:
            found.append((unit, measure, quantity, bound))
    return found
