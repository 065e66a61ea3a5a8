"""The writers of counting: facts, tallies and windows change in one transaction or not at all.

Whoever counts uses `action` from here: it stores what the ledger's `action` stores, and the
facts that the event carries (docs/decisions/0003-actions-return-events.md).
"""

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256

from django.db import IntegrityError, connection

from thidua.counting import models, rules
from thidua.counting.models import known, sums
from thidua.counting.rules import MeasureKind
from thidua.counting.rules.files import Row, parse
from thidua.counting.rules.judging import judge, year_of
from thidua.kernel.errors import RuleBroken
from thidua.kernel.periods import Period
from thidua.ledger.actions import perform, unlogged
from thidua.ledger.models import Entry
from thidua.ledger.rules import Event, Fact, Receipt

SHOWN = 50  # problems that one refusal names
REPLACE_SUM = (
    "INSERT INTO counting_windowsum (window_id, measure, unit, quantity) VALUES (%s, %s, %s, %s)"
    " ON CONFLICT (window_id, measure, unit) DO UPDATE SET quantity = EXCLUDED.quantity"
)
ADD_TO_SUM = REPLACE_SUM + " + counting_windowsum.quantity"


def action(function: Callable[..., Event]) -> Callable[..., tuple[Receipt, Event]]:
    """Make a writer whose event, facts, tallies and sums are stored together or not at all.

    Facts that are stored with the same content are left out; when nothing new is left, the
    first receipt is given again.
    """

    @functools.wraps(function)
    def call(*, key: str | None = None, **given: object) -> tuple[Receipt, Event]:
        try:
            return perform(function, given, key=key, prepare=_prepare, store=_store)
        except IntegrityError:
            # another writer stored one of our keys between our look and our write: look again
            return perform(function, given, key=key, prepare=_prepare, store=_store)

    return call


@action
def enter(*, facts: tuple[Fact, ...], unit: str, actor: str, at: datetime) -> Event:
    """Take facts from a seat at `unit`, whole or not at all."""
    return Event("counting.entered", f"unit:{unit}", unit, actor, at, facts=facts)


@action
def take_file(
    *, content: bytes, origin: rules.Origin, unit: str, actor: str, at: datetime
) -> Event:
    """Take a CSV file of counts from a seat at `unit`, whole or not at all."""
    rows, problems = parse(content)
    facts, unread = _facts_of(rows, origin, unit)
    problems += unread
    numbers = {row.key: row for row in rows}
    _fresh, broken = judge(facts, known.about(facts, known.local_day(at)))
    problems += [_at_row(numbers[key], reason) for key, reason in broken]
    if problems:
        raise _refusal(problems)
    private = {"source": origin.source, "sha256": sha256(content).hexdigest(), "rows": len(rows)}
    return Event(
        "counting.file-taken",
        f"source:{origin.source}",
        unit,
        actor,
        at,
        private=private,
        facts=tuple(facts),
    )


@unlogged
def register_measures(measures: Iterable[rules.Measure]) -> None:
    """Remember the measures that a plan names; a known key keeps its kind."""
    kinds = sums.kinds()
    for measure in measures:
        if (stored := kinds.get(measure.key)) is None:
            models.Measure.objects.create(
                key=measure.key,
                label=measure.label,
                unit=measure.unit,
                kind=measure.kind,
                within=measure.within or "",
            )
        elif stored is not measure.kind:
            raise RuleBroken(
                "counting.measure-changed", measure=measure.key, known=stored, given=measure.kind
            )


@unlogged
def open_window(key: str, period: Period, measures: Iterable[str]) -> None:
    """Keep sums of `measures` over `period` from now on, beginning with what is counted already.

    Opening it again adds measures, or counts everything anew when its period has changed.
    """
    wanted = sorted(set(measures))
    window, opened = models.Window.objects.get_or_create(
        key=key, defaults={"first": period.first, "end": period.end, "measures": wanted}
    )
    if (window.first, window.end) != (period.first, period.end):
        window.sums.all().delete()
        window.first, window.end, window.measures = period.first, period.end, []
        opened = False
    added = wanted if opened else sorted(set(wanted) - set(window.measures))
    window.measures = sorted({*window.measures, *wanted})
    window.save(update_fields=["first", "end", "measures"])
    for (measure, unit), quantity in sums.of_tallies(
        rules.Window(key, period, frozenset(added))
    ).items():
        models.WindowSum.objects.create(
            window=window, measure=measure, unit=unit, quantity=quantity
        )


def _facts_of(
    rows: Sequence[Row], origin: rules.Origin, sender: str
) -> tuple[list[Fact], list[RuleBroken]]:
    units, unknown = known.units_named({row.unit for row in rows})
    replaced = known.public_ids(origin.source, {row.corrects for row in rows if row.corrects})
    period = known.period_of(origin.window)
    reach = known.reach(sender, {row.day for row in rows})
    facts: list[Fact] = []
    problems: list[RuleBroken] = []
    for row in rows:
        if row.unit in unknown:
            problems.append(_at_row(row, unknown[row.unit]))
        elif row.corrects and row.corrects not in replaced:
            problems.append(_at_row(row, _nothing_to_correct(row.corrects, origin)))
        elif units[row.unit] not in reach:
            problems.append(_at_row(row, _not_yours(units[row.unit], sender)))
        elif period and row.day not in period:
            problems.append(_at_row(row, _outside(row.day, period)))
        else:
            corrects = replaced[row.corrects] if row.corrects else None
            facts.append(_fact(row, units[row.unit], origin, corrects))
    return facts, problems


def _fact(row: Row, unit: str, origin: rules.Origin, corrects: str | None) -> Fact:
    return Fact(
        measure=row.measure,
        unit=unit,
        day=row.day,
        quantity=row.quantity,
        source=origin.source,
        key=row.key,
        grade=origin.grade,
        generated=origin.generated,
        corrects=corrects,
    )


def _nothing_to_correct(corrects: str, origin: rules.Origin) -> RuleBroken:
    return RuleBroken("counting.corrects-unknown", corrects=corrects, source=origin.source)


def _not_yours(unit: str, sender: str) -> RuleBroken:
    return RuleBroken("counting.unit-not-yours", unit=unit, sender=sender)


def _outside(day: date, period: Period) -> RuleBroken:
    return RuleBroken("counting.day-outside", day=day, first=period.first, last=period.last)


def _at_row(row: Row, reason: RuleBroken) -> RuleBroken:
    return RuleBroken("counting.row", number=row.number, reason=reason)


def _refusal(problems: Sequence[RuleBroken]) -> RuleBroken:
    """Make one refusal of all problems; a single one speaks for itself."""
    if len(problems) == 1:
        return problems[0]
    first = sorted(problems, key=_number)[:SHOWN]
    return RuleBroken("counting.refused", count=len(problems), problems=first)


def _number(problem: RuleBroken) -> int:
    number = problem.facts.get("number", 0)
    return number if isinstance(number, int) else 0


def _prepare(event: Event) -> Event | Receipt:
    """Leave out what is stored already; refuse the event with all its problems."""
    if not event.facts:
        return event
    about = known.about(event.facts, known.local_day(event.at))
    fresh, problems = judge(event.facts, about)
    if problems:
        raise _refusal([broken for _key, broken in problems])
    if not fresh:
        first = event.facts[0]
        return known.entry_of(first.source, first.key).receipt
    return replace(event, facts=tuple(fresh))


def _store(entry: Entry, event: Event, fact_ids: Sequence[str]) -> None:
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
        _write_sums(window.pk, added, ADD_TO_SUM)
        if stocks:
            latest = replace(value, measures=_stocks_of(value, kinds))
            _write_sums(window.pk, sums.of_tallies(latest, stocks), REPLACE_SUM)


def _stocks_of(window: rules.Window, kinds: Mapping[str, MeasureKind]) -> frozenset[str]:
    return frozenset(
        measure for measure in window.measures if kinds.get(measure) is MeasureKind.STOCK
    )


def _write_sums(window: int, found: Mapping[tuple[str, str], int], statement: str) -> None:
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
        for window in _periods_of(mine, bounded):
            units = {fact.unit for fact in mine}
            found = sums.of_source(window, source, units)
            problems += [
                _above(problem, within, window.period) for problem in rules.above(found, within)
            ]
    problems += _negative_balances(facts)
    if problems:
        raise _refusal(problems)


def _periods_of(facts: Sequence[Fact], bounded: set[str]) -> Iterator[rules.Window]:
    """Yield the windows that hold these facts, or the calendar years where none does."""
    days = {fact.day for fact in facts}
    open_windows = [window.value() for window in models.Window.objects.order_by("key")]
    for window in open_windows:
        if any(day in window.period for day in days):
            days_left = {day for day in days if day not in window.period}
            yield replace(window, measures=window.measures & bounded)
            days = days_left
    for year in sorted({year_of(day) for day in days}):
        yield rules.Window("year", year, frozenset(bounded))


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
    states = {
        measure
        for measure, kind in sums.kinds({fact.measure for fact in facts}).items()
        if kind is MeasureKind.HOUSEHOLD_STATE
    }
    if not states:
        return []
    window = rules.Window("all", Period(date.min, date.max), frozenset(states))
    found = sums.of_tallies(window, {fact.unit for fact in facts})
    return [
        RuleBroken("counting.balance-below-zero", unit=unit, measure=measure, balance=balance)
        for (measure, unit), balance in sorted(found.items())
        if balance < 0
    ]
