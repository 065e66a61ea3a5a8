"""What is stored with an event: its facts, tallies and window sums, judged once more as a whole."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.db import connection

from thidua.counting import models, rules
from thidua.counting.models import known, sums
from thidua.counting.rules import MeasureKind
from thidua.counting.rules.judging import year_of
from thidua.kernel.errors import RuleBroken
from thidua.kernel.periods import Period
from thidua.ledger.models import Entry
from thidua.ledger.rules import Event, Fact

SHOWN = 50  # problems that one refusal names
REPLACE_SUM = (
    "INSERT INTO counting_windowsum (window_id, measure, unit, quantity) VALUES (%s, %s, %s, %s)"
    " ON CONFLICT (window_id, measure, unit) DO UPDATE SET quantity = EXCLUDED.quantity"
)
ADD_TO_SUM = REPLACE_SUM + " + counting_windowsum.quantity"


def store(entry: Entry, event: Event, fact_ids: Sequence[str]) -> None:
    """Store an event's facts under their public ids, with every sum that they change."""
    if not event.facts:
        return
    corrected = known.stored_by_public_id(event.facts)
    rows = known.primary_keys(event.facts)
    _insert_facts(entry, event.facts, fact_ids, rows)
    pairs = (
        (fact, corrected[fact.corrects].fact if fact.corrects else None) for fact in event.facts
    )
    changed = rules.changes(pairs)
    _add_to_tallies(changed)
    _bring_windows_up(changed)
    _check_bounds(event.facts)


def _insert_facts(
    entry: Entry, facts: Sequence[Fact], fact_ids: Sequence[str], rows: Mapping[str, int]
) -> None:
    days = _stored_days(fact.day for fact in facts)
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO counting_fact (public_id, entry_id, source, key, measure, unit, day,"
            " quantity, grade, generated, corrects_id)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                (
                    public_id,
                    entry.pk,
                    fact.source,
                    fact.key,
                    fact.measure,
                    fact.unit,
                    days[fact.day],
                    fact.quantity,
                    fact.grade.value,
                    fact.generated,
                    rows[fact.corrects] if fact.corrects else None,
                )
                for fact, public_id in zip(facts, fact_ids, strict=True)
            ],
        )


def _stored_days(days: Iterable[date]) -> dict[date, str | date]:
    """Give days as the database's own driver takes them; SQLite stores text."""
    text = connection.vendor == "sqlite"
    return {day: day.isoformat() if text else day for day in set(days)}


def _add_to_tallies(changed: Mapping[rules.Cell, int]) -> None:
    days = _stored_days(cell.day for cell in changed)
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO counting_tally (measure, unit, day, grade, generated, quantity)"
            " VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT (measure, unit, day, grade, generated)"
            " DO UPDATE SET quantity = counting_tally.quantity + EXCLUDED.quantity",
            # in one order for everybody, so that two writers never wait for each other
            [
                (
                    cell.measure,
                    cell.unit,
                    days[cell.day],
                    cell.grade.value,
                    cell.generated,
                    changed[cell],
                )
                for cell in sorted(changed)
            ],
        )


def _bring_windows_up(changed: Mapping[rules.Cell, int]) -> None:
    kinds = sums.kinds({cell.measure for cell in changed})
    first = min(cell.day for cell in changed)
    for window in models.Window.objects.filter(end__gt=first).order_by("key"):
        value = window.value()
        added: dict[tuple[str, str], int] = {}
        stocks: set[str] = set()
        for cell, change in changed.items():
            kind = kinds[cell.measure]
            if cell.measure not in value.measures or not rules.counts_in(value, kind, cell.day):
                continue
            if kind is MeasureKind.STOCK:
                stocks.add(cell.unit)
            else:
                pair = (cell.measure, cell.unit)
                added[pair] = added.get(pair, 0) + change
        write_sums(window.pk, added, ADD_TO_SUM)
        if stocks:
            latest = replace(value, measures=_stocks_of(value, kinds))
            write_sums(window.pk, sums.of_tallies(latest, stocks), REPLACE_SUM)


def _stocks_of(window: rules.Window, kinds: Mapping[str, MeasureKind]) -> frozenset[str]:
    return frozenset(
        measure for measure in window.measures if kinds.get(measure) is MeasureKind.STOCK
    )


def write_sums(window: int, found: Mapping[tuple[str, str], int], statement: str) -> None:
    """Write a window's sums by one of the two statements above; absent rows are made."""
    with connection.cursor() as cursor:
        cursor.executemany(
            statement,
            [(window, *pair, found[pair]) for pair in sorted(found)],
        )


def _check_bounds(facts: Sequence[Fact]) -> None:
    """Refuse a numerator above its denominator, per source, unit and period, and negative balances.

    Judged once, on the sums after the whole event; between sources it is a question, not a refusal.
    """
    within = sums.bounds()
    bounded = {*within, *within.values()}
    problems = []
    for source in sorted({fact.source for fact in facts}):
        mine = [fact for fact in facts if fact.source == source and fact.measure in bounded]
        for window in _periods_of(mine, within):
            units = {fact.unit for fact in mine}
            found = sums.of_source(window, source, units)
            problems += [
                _above(problem, within, window.period) for problem in rules.above(found, within)
            ]
    problems += _negative_balances(facts)
    if problems:
        raise refusal(problems)


def _periods_of(facts: Sequence[Fact], within: Mapping[str, str]) -> Iterator[rules.Window]:
    """Yield every window that bounds one of these facts, and the years of those that none does."""
    places = {(fact.measure, fact.day) for fact in facts}
    held: set[tuple[str, date]] = set()
    for stored in models.Window.objects.order_by("key"):
        window = stored.value()
        pairs = {
            measure
            for part, whole in within.items()
            if {part, whole} <= window.measures
            for measure in (part, whole)
        }
        mine = {
            (measure, day) for measure, day in places if measure in pairs and day in window.period
        }
        if mine:
            held |= mine
            yield replace(window, measures=frozenset(pairs))
    bounded = frozenset({*within, *within.values()})
    for year in sorted({year_of(day) for _measure, day in places - held}):
        yield rules.Window("year", year, bounded)


def _above(
    problem: tuple[str, str, int, int], within: Mapping[str, str], period: Period
) -> RuleBroken:
    unit, measure, quantity, bound = problem
    return RuleBroken(
        "counting.above-bound",
        unit=unit,
        period=f"{period.first:%d/%m/%Y} – {period.last:%d/%m/%Y}",
        measure=measure,
        quantity=quantity,
        bound_measure=within[measure],
        bound=bound,
    )


def _negative_balances(facts: Sequence[Fact]) -> list[RuleBroken]:
    """Find households that would leave a state before they were in it, on any day."""
    states = {
        measure
        for measure, kind in sums.kinds({fact.measure for fact in facts}).items()
        if kind is MeasureKind.HOUSEHOLD_STATE
    }
    if not states:
        return []
    lowest = sums.lowest_balances(states, {fact.unit for fact in facts})
    return [
        RuleBroken("counting.balance-below-zero", unit=unit, measure=measure, balance=balance)
        for (measure, unit), balance in sorted(lowest.items())
        if balance < 0
    ]


def refusal(problems: Sequence[RuleBroken]) -> RuleBroken:
    """Make one refusal of all problems; a single one speaks for itself."""
    if len(problems) == 1:
        return problems[0]
    first = sorted(problems, key=_number)[:SHOWN]
    return RuleBroken("counting.refused", count=len(problems), problems=first)


def _number(problem: RuleBroken) -> int:
    number = problem.facts.get("number", 0)
    return number if isinstance(number, int) else 0
