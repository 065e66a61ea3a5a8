"""What counting would refuse once a file is in: a count above the one that it lies within.

Counting judges the sums of each source, unit and period after the whole event; here they are
reckoned before, so that the reason stands at a cell. Only what adds up over days is reckoned;
for anything else counting itself is the judge.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from thidua.counting import rules
from thidua.counting.models import Fact, Window, sums
from thidua.counting.rules.judging import year_of
from thidua.imports.rules import Place
from thidua.imports.rules.changes import Changes, Declared
from thidua.imports.rules.reading import Counts
from thidua.kernel.errors import RuleBroken
from thidua.kernel.periods import Period
from thidua.spreadsheets.rules import Mark

Differences = Mapping[Place, int]


def marks(found: Counts, changed: Changes, declared: Declared) -> Iterator[Mark]:
    """Find the cells by which a sum would exceed its bound."""
    within = _flows(sums.bounds())
    bounded = {*within, *within.values()}
    differences = {place: more for place, more in _differences(changed) if place[0] in bounded}
    told: set[tuple[str, str]] = set()
    for period in _periods({(place[0], place[2]) for place in differences}, within):
        for unit, measure, quantity, bound in _above(period, differences, within, declared):
            if (unit, measure) not in told:
                told.add((unit, measure))
                reason = RuleBroken(
                    "imports.above-bound",
                    period=f"{period.first:%d/%m/%Y} – {period.last:%d/%m/%Y}",
                    quantity=quantity,
                    bound=bound,
                    measure=within[measure],
                )
                yield Mark(*_cell(found, unit, {measure, within[measure]}, period), reason)


def _flows(within: Mapping[str, str]) -> dict[str, str]:
    kinds = sums.kinds()
    flow = rules.MeasureKind.FLOW
    return {
        part: whole
        for part, whole in within.items()
        if kinds.get(part) is flow and kinds.get(whole) is flow
    }


def _differences(changed: Changes) -> Iterator[tuple[Place, int]]:
    yield from changed.fresh.items()
    for place, (old, quantity) in changed.corrected.items():
        yield place, quantity - old.quantity
    for place, old in changed.missing.items():
        yield place, -old.quantity


def _periods(places: set[tuple[str, date]], within: Mapping[str, str]) -> Iterator[Period]:
    """Give the windows and years in which counting compares these measures."""
    held: set[tuple[str, date]] = set()
    for window in Window.objects.order_by("key"):
        value = window.value()
        pairs = [(part, whole) for part, whole in within.items() if {part, whole} <= value.measures]
        mine = {
            (measure, day)
            for measure, day in places
            if day in value.period and any(measure in pair for pair in pairs)
        }
        if mine:
            held |= mine
            yield value.period
    yield from sorted({year_of(day) for _measure, day in places - held})


def _above(
    period: Period, differences: Differences, within: Mapping[str, str], declared: Declared
) -> list[tuple[str, str, int, int]]:
    inside = {place: more for place, more in differences.items() if place[2] in period}
    bounded = frozenset({*within, *within.values()})
    window = rules.Window("looked at", period, bounded)
    known = Fact.objects.filter(source=declared.source).exists()
    units = {unit for _, unit, _ in inside}
    after = sums.of_source(window, declared.source, units) if known else {}
    for (measure, unit, _day), more in inside.items():
        after[measure, unit] = after.get((measure, unit), 0) + more
    return rules.above(after, within)


def _cell(found: Counts, unit: str, measures: set[str], period: Period) -> tuple[int, int | None]:
    """Give the last cell of a file that has to do with a sum; the table's head if none has."""
    cells = [
        cell
        for (measure, each, day), cell in found.cells.items()
        if each == unit and measure in measures and day in period
    ]
    return max(cells, default=(min(found.cells.values())[0], None))
