"""What is known about facts before they are judged: few queries for facts by id, one a code."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from django.utils import timezone

from thidua.counting.models import Fact, Window, sums
from thidua.counting.rules import MeasureKind
from thidua.counting.rules.judging import Known, Stored
from thidua.kernel.errors import RuleBroken
from thidua.kernel.periods import Period
from thidua.ledger import rules as ledger
from thidua.ledger.models import Entry
from thidua.units.models import Edge, Relation, Unit, resolve, successions, tree
from thidua.units.rules import Level, predecessors

AT_ONCE = 900
MOST_CODES = 5_000  # references of one file that are no ids
BESIDE = (Level.DEPARTMENT, Level.ENTERPRISE)  # they count in a territory that is not theirs


def local_day(at: datetime) -> date:
    """Give the day of an instant in Vietnam."""
    return timezone.localtime(at, timezone.get_default_timezone()).date()


def about(facts: Sequence[ledger.Fact], today: date) -> Known:
    """Look up what judging these facts needs."""
    kinds = sums.kinds()
    return Known(
        kinds=kinds,
        validity=_validity({fact.unit for fact in facts}),
        by_key=_by_key(facts),
        by_public_id=stored_by_public_id(facts),
        stocks=_stocks(facts, kinds),
        today=today,
    )


def entry_of(source: str, key: str) -> Entry:
    """Give the entry that a stored fact came in with."""
    return Entry.objects.get(counted_facts__source=source, counted_facts__key=key)


def public_ids(source: str, keys: Iterable[str]) -> dict[str, str]:
    """Give the public ids of stored facts of a source by their keys."""
    found: dict[str, str] = {}
    for chunk in _chunks(keys):
        rows = Fact.objects.filter(source=source, key__in=chunk)
        found |= dict(rows.values_list("key", "public_id"))
    return found


def primary_keys(facts: Iterable[ledger.Fact]) -> dict[str, int]:
    """Give the row numbers of the facts that these facts correct, by public id."""
    found: dict[str, int] = {}
    for chunk in _chunks(fact.corrects for fact in facts if fact.corrects):
        found |= dict(Fact.objects.filter(public_id__in=chunk).values_list("public_id", "pk"))
    return found


def stored_by_public_id(facts: Iterable[ledger.Fact]) -> dict[str, Stored]:
    """Give the stored facts that these facts correct, by public id."""
    found: dict[str, Stored] = {}
    for chunk in _chunks(fact.corrects for fact in facts if fact.corrects):
        found |= _stored(public_id__in=chunk)
    return found


def period_of(window: str | None) -> Period | None:
    """Give the period of a window, None where no window is named."""
    return Window.objects.get(key=window).value().period if window else None


def units_named(references: set[str]) -> tuple[dict[str, str], dict[str, RuleBroken]]:
    """Find the units that a file names, and say what is wrong with the other references."""
    standing = set(_validity(references))
    found = {reference: reference for reference in references if reference in standing}
    problems: dict[str, RuleBroken] = {}
    if len(references - found.keys()) > MOST_CODES:
        raise RuleBroken("counting.too-many-codes", most=MOST_CODES)
    for reference in references - found.keys():
        try:
            found[reference] = resolve(reference)
        except RuleBroken as broken:
            problems[reference] = broken
    return found, problems


class Reach:
    """The units that a seat at `unit` may send counts of, by day.

    Its own territory; for departments and enterprises also that of whom they belong to; for a
    day before a unit was formed, the territories of the units that it came from.
    """

    def __init__(self, unit: str, days: set[date]) -> None:
        self._unit = unit
        self._changes = _changes(days)
        self._found: dict[int, set[str]] = {}

    def on(self, day: date) -> set[str]:
        """Give the units of a day; the tree is read once between two of its changes."""
        place = bisect_right(self._changes, day)
        if place not in self._found:
            self._found[place] = _reach(self._unit, day)
        return self._found[place]


def _changes(days: set[date]) -> list[date]:
    if not days:
        return []
    span = (min(days), max(days))
    edges = Edge.objects.order_by()
    begun = edges.filter(first__range=span).values_list("first", flat=True).distinct()
    ended = edges.filter(end__range=span).values_list("end", flat=True).distinct()
    return sorted({day for day in (*begun, *ended) if day is not None})


def _reach(unit: str, day: date) -> set[str]:
    found: set[str] = set()
    for here in _standing_then(unit, day):
        edges = Edge.objects.on(day).filter(unit=here)
        if not Unit.objects.filter(pk=here, level__in=BESIDE).exists():
            edges = edges.filter(relation=Relation.OVERSEEN_BY)
        for root in {here, *edges.values_list("parent_id", flat=True)}:
            found |= tree(day, root).nodes.keys()
    return found


def _standing_then(unit: str, day: date) -> set[str]:
    if Unit.objects.on(day).filter(pk=unit).exists():
        return {unit}
    near = {each.predecessor for each in predecessors(unit, successions({unit}))}
    return set(Unit.objects.on(day).filter(pk__in=near).values_list("pk", flat=True))


def _validity(units: Iterable[str]) -> dict[str, tuple[date | None, date | None]]:
    found: dict[str, tuple[date | None, date | None]] = {}
    for chunk in _chunks(units):
        rows = Unit.objects.filter(pk__in=chunk).values_list("pk", "first", "end")
        found |= {unit: (first, end) for unit, first, end in rows}
    return found


def _by_key(facts: Sequence[ledger.Fact]) -> dict[tuple[str, str], Stored]:
    found: dict[tuple[str, str], Stored] = {}
    for source in {fact.source for fact in facts}:
        if not Fact.objects.filter(source=source).exists():
            continue
        for chunk in _chunks(fact.key for fact in facts if fact.source == source):
            for stored in _stored(source=source, key__in=chunk).values():
                found[source, stored.fact.key] = stored
    return found


def _stored(**which: object) -> dict[str, Stored]:
    rows = Fact.objects.filter(**which).select_related("corrects", "corrected_by")
    return {
        row.public_id: Stored(
            sums.value(row, row.corrects.public_id if row.corrects else None),
            row.public_id,
            hasattr(row, "corrected_by"),
        )
        for row in rows
    }


def _stocks(
    facts: Iterable[ledger.Fact], kinds: Mapping[str, MeasureKind]
) -> frozenset[tuple[str, str, date]]:
    mine = [fact for fact in facts if kinds.get(fact.measure) is MeasureKind.STOCK]
    found: set[tuple[str, str, date]] = set()
    for chunk in _chunks(fact.unit for fact in mine):
        rows = Fact.objects.live().filter(
            measure__in={fact.measure for fact in mine},
            unit__in=chunk,
            day__in={fact.day for fact in mine},
        )
        found.update(rows.values_list("measure", "unit", "day"))
    return frozenset(found)


def _chunks(items: Iterable[str]) -> Iterator[list[str]]:
    listed = sorted(set(items))
    for start in range(0, len(listed), AT_ONCE):
        yield listed[start : start + AT_ONCE]
