"""Sums read from tallies and facts: what windows, standings, editions and recounts stand on."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from django.db.models import Q, QuerySet, Sum

from thidua.counting import rules
from thidua.counting.models import Fact, Measure, Tally, WindowSum
from thidua.counting.rules import MeasureKind
from thidua.kernel.periods import Period
from thidua.ledger import rules as ledger

Sums = dict[tuple[str, str], int]
AT_ONCE = 500


def kinds(measures: Iterable[str] | None = None) -> dict[str, MeasureKind]:
    """Give the kind of each measure, of all measures when none are named."""
    found = Measure.objects.all() if measures is None else Measure.objects.filter(key__in=measures)
    return {key: MeasureKind(kind) for key, kind in found.values_list("key", "kind")}


def bounds() -> dict[str, str]:
    """Give the measure that each bounded measure may not exceed."""
    return dict(Measure.objects.exclude(within="").values_list("key", "within"))


def of_window(key: str) -> dict[str, dict[str, int]]:
    """Give a window's kept sums by unit, then measure; nothing where nothing was counted."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    rows = WindowSum.objects.filter(window__key=key).values_list("unit", "measure", "quantity")
    for unit, measure, quantity in rows.iterator(chunk_size=20_000):
        found[unit][measure] = quantity
    return found


def by_unit(sums: Mapping[tuple[str, str], int]) -> dict[str, dict[str, int]]:
    """Turn sums by (measure, unit) into sums by unit, then measure."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for (measure, unit), quantity in sums.items():
        found[unit][measure] = quantity
    return found


def of_tallies(window: rules.Window, units: Iterable[str] | None = None) -> Sums:
    """Sum a window from the tallies, of all units or of those named."""
    return _sums(window, Tally.objects.all, units)


def of_facts(window: rules.Window, facts: "QuerySet[Fact]") -> Sums:
    """Sum a window from some facts alone."""
    return _sums(window, facts.all, None)


def of_source(window: rules.Window, source: str, units: Iterable[str]) -> Sums:
    """Sum a window from the live facts of one source, at some units."""
    return _sums(window, lambda: Fact.objects.live().filter(source=source), units)


def stored_windows() -> Iterator[tuple[str, str, str, int]]:
    """Yield (window, measure, unit, quantity) of every kept sum."""
    rows = WindowSum.objects.values_list("window__key", "measure", "unit", "quantity")
    yield from rows.iterator(chunk_size=20_000)


def live_facts() -> Iterator[ledger.Fact]:
    """Yield every live fact as its frozen value."""
    for row in Fact.objects.live().iterator(chunk_size=20_000):
        yield value(row)


def value(row: Fact, corrects: str | None = None) -> ledger.Fact:
    """Give the frozen value of a stored fact; `corrects` is the public id it names, if any."""
    return ledger.Fact(
        measure=row.measure,
        unit=row.unit,
        day=row.day,
        quantity=row.quantity,
        source=row.source,
        key=row.key,
        grade=ledger.Grade(row.grade),
        generated=row.generated,
        corrects=corrects,
    )


def _sums(
    window: rules.Window,
    rows: Callable[[], "QuerySet[Tally] | QuerySet[Fact]"],
    units: Iterable[str] | None,
) -> Sums:
    known = kinds(window.measures)
    found: Sums = {}
    for chunk in _chunks(units):
        for kind in MeasureKind:
            measures = [key for key, its in known.items() if its is kind]
            if measures:
                place = Q(measure__in=measures) & chunk & _days(kind, window.period)
                found |= _of_kind(kind, rows().filter(place))
    return found


def _chunks(units: Iterable[str] | None) -> Iterator[Q]:
    if units is None:
        yield Q()
        return
    listed = sorted(set(units))
    for start in range(0, len(listed), AT_ONCE):
        yield Q(unit__in=listed[start : start + AT_ONCE])


def _days(kind: MeasureKind, period: Period) -> Q:
    if kind is MeasureKind.FLOW:
        return Q(day__gte=period.first, day__lt=period.end)
    return Q(day__lt=period.end)


def _of_kind(kind: MeasureKind, rows: "QuerySet[Tally] | QuerySet[Fact]") -> Sums:
    if kind is not MeasureKind.STOCK:
        grouped = rows.order_by().values_list("measure", "unit").annotate(total=Sum("quantity"))
        return {(measure, unit): int(total) for measure, unit, total in grouped.iterator()}
    by_day = rows.order_by("day").values_list("measure", "unit", "day")
    found: Sums = {}
    for measure, unit, _day, total in by_day.annotate(total=Sum("quantity")).iterator():
        found[measure, unit] = int(total)
    return found


def lowest_balances(measures: Iterable[str], units: Iterable[str]) -> Sums:
    """Give the lowest balance that each measure had at each unit, over all days."""
    balance: Sums = defaultdict(int)
    lowest: Sums = {}
    for chunk in _chunks(units):
        rows = Tally.objects.filter(chunk, measure__in=list(measures)).order_by("day")
        by_day = rows.values_list("measure", "unit", "day").annotate(total=Sum("quantity"))
        for measure, unit, _day, total in by_day.iterator():
            pair = (measure, unit)
            balance[pair] += int(total)
            lowest[pair] = min(lowest.get(pair, 0), balance[pair])
    return lowest


def days_of(measures: Iterable[str], units: Iterable[str], period: Period) -> dict[date, int]:
    """Sum tallies by day over measures and units: the bars of a curve."""
    found: dict[date, int] = defaultdict(int)
    for chunk in _chunks(units):
        rows = Tally.objects.filter(
            chunk, measure__in=list(measures), day__gte=period.first, day__lt=period.end
        )
        for day, total in rows.order_by().values_list("day").annotate(total=Sum("quantity")):
            found[day] += int(total)
    return dict(found)
