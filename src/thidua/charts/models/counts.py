"""What units counted day by day, on the same footing as running figures.

Facts that came too late count only once they are admitted; counts of units that are gone go
where the board's tree carries them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db.models import QuerySet, Sum

from thidua.charts.rules.series import Counts
from thidua.counting.models import Fact, Tally
from thidua.counting.rules import MeasureKind, Window
from thidua.plans.rules import Measure
from thidua.points.rules.values import Number, exact
from thidua.reading.models.drill import Carried, carried
from thidua.standings.models.live import facts_now, left_out
from thidua.standings.rules.board import Board, carry
from thidua.units.models import successions

AT_ONCE = 500
ByDay = dict[date, Number]
Areas = Mapping[str, Collection[str]]


def counts_of(
    board: Board, days: Window, measures: Iterable[Measure], areas: Areas
) -> dict[str, Counts]:
    """Give what each area counted, by the name that it goes under here.

    An area is a list of units on the board's tree; each measure is asked for once.
    """
    units = {unit for area in areas.values() for unit in area}
    gone = carried(board, units)
    listed = list(measures)
    added: dict[str, dict[str, ByDay]] = {area: {} for area in areas}
    levels: dict[str, dict[str, ByDay]] = {area: {} for area in areas}
    for measure in listed:
        if measure.kind is MeasureKind.STOCK:
            found = _levels(board, days, measure, areas, gone)
            into = levels
        else:
            found = _added(board, days, measure, areas, gone)
            into = added
        for area, by_day in found.items():
            into[area][measure.key] = by_day
    return {area: Counts(added[area], levels[area]) for area in areas}


def _added(
    board: Board, days: Window, measure: Measure, areas: Areas, gone: list[Carried]
) -> dict[str, ByDay]:
    """Sum what days brought; where units are gone, each share of theirs counts."""
    found: dict[str, ByDay] = {}
    if len(areas) == 1 and not gone:
        ((area, units),) = areas.items()
        by_day: dict[date, int] = defaultdict(int)
        for rows in _rows(board, days, measure, units):
            for day, total in rows.values_list("day").annotate(total=Sum("quantity")):
                by_day[day] += int(total)
        return {area: dict(by_day)} if by_day else {}
    shares = _shares(areas, gone)
    for rows in _rows(board, days, measure, shares):
        grouped = rows.values_list("unit", "day").annotate(total=Sum("quantity"))
        for unit, day, total in grouped.iterator():
            for area, share in shares[unit]:
                mine = found.setdefault(area, {})
                part = int(total) if share == 1 else exact(int(total) * Fraction(share))
                mine[day] = mine.get(day, 0) + part
    return found


def _shares(areas: Areas, gone: list[Carried]) -> dict[str, list[tuple[str, Decimal]]]:
    inside: dict[str, list[str]] = defaultdict(list)
    for area, units in areas.items():
        for unit in units:
            inside[unit].append(area)
    found = {unit: [(area, Decimal(1)) for area in mine] for unit, mine in inside.items()}
    for each in gone:
        parts = [(area, each.share) for area in inside[each.into]]
        found[each.unit] = [*found.get(each.unit, []), *parts]
    return found


def _levels(
    board: Board, days: Window, measure: Measure, areas: Areas, gone: list[Carried]
) -> dict[str, ByDay]:
    """Add up what there is from each day on that anything changed."""
    units = {unit for area in areas.values() for unit in area} | {each.unit for each in gone}
    changes: dict[date, dict[str, int]] = defaultdict(dict)
    for rows in _rows(board, days, measure, units):
        grouped = rows.values_list("unit", "day").annotate(total=Sum("quantity"))
        for unit, day, total in grouped.iterator():
            changes[day][unit] = int(total)
    chain = successions({each.unit for each in gone}) if gone else []
    known: dict[str, dict[str, int]] = {}
    found: dict[str, ByDay] = {}
    for day in sorted(changes):
        known |= {unit: {measure.key: level} for unit, level in changes[day].items()}
        here, _stayed = carry(known, chain, board.tree, {measure.key: measure.kind})
        for area, members in areas.items():
            mine = [here[unit][measure.key] for unit in members if unit in here]
            if mine:
                found.setdefault(area, {})[day] = exact(sum(map(Fraction, mine), Fraction(0)))
    return found


def _rows(
    board: Board, days: Window, measure: Measure, units: Iterable[str]
) -> "Iterator[QuerySet[Fact] | QuerySet[Tally]]":
    """Select the counts of a measure, some units at a time."""
    rows: QuerySet[Fact] | QuerySet[Tally]
    rows = facts_now(board.plan) if left_out(board.plan) else Tally.objects.all()
    rows = rows.filter(measure=measure.key, day__lt=days.period.end).order_by()
    if measure.kind is MeasureKind.FLOW:
        rows = rows.filter(day__gte=days.period.first)
    listed = sorted(units)
    for start in range(0, len(listed), AT_ONCE):
        yield rows.filter(unit__in=listed[start : start + AT_ONCE])
