"""The writers of counting: facts, tallies and windows change in one transaction or not at all.

Whoever counts uses `action` from here: it stores what the ledger's `action` stores, and the
facts that the event carries (docs/decisions/0003-actions-return-events.md).
"""

import functools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256

from django.db import IntegrityError

from thidua.counting import models, outside, rules
from thidua.counting.actions.storing import REPLACE_SUM, refusal, store, write_sums
from thidua.counting.models import known, sums
from thidua.counting.rules.files import Row, parse
from thidua.counting.rules.judging import judge
from thidua.kernel.errors import RuleBroken
from thidua.kernel.periods import Period
from thidua.ledger.actions import perform, unlogged
from thidua.ledger.rules import Event, Fact, Receipt


def action(function: Callable[..., Event]) -> Callable[..., tuple[Receipt, Event]]:
    """Make a writer whose event, facts, tallies and sums are stored together or not at all.

    Facts that are stored with the same content are left out; when nothing new is left, the
    first receipt is given again.
    """

    @functools.wraps(function)
    def call(*, key: str | None = None, **given: object) -> tuple[Receipt, Event]:
        try:
            return perform(function, given, key=key, prepare=_prepare, store=store)
        except IntegrityError:
            # another writer stored one of our keys between our look and our write: look again
            return perform(function, given, key=key, prepare=_prepare, store=store)

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
        raise refusal(problems)
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
    """Remember the measures that a plan names; a known key keeps its kind and its bound."""
    stored = {measure.key: measure for measure in models.Measure.objects.all()}
    for given in measures:
        if (known := stored.get(given.key)) is None:
            models.Measure.objects.create(
                key=given.key,
                label=given.label,
                unit=given.unit,
                kind=given.kind,
                within=given.within or "",
            )
            continue
        _check_same("kind", known.kind, given.kind, given.key)
        if given.within and not known.within:
            known.within = given.within
            known.save(update_fields=["within"])
        elif given.within:
            _check_same("within", known.within, given.within, given.key)


def _check_same(what: str, known: str, given: str, measure: str) -> None:
    if known != given:
        raise RuleBroken(
            "counting.measure-changed", measure=measure, what=what, known=known, given=given
        )


@unlogged
def open_window(key: str, period: Period, measures: Iterable[str]) -> None:
    """Keep sums of `measures` over `period` from now on, beginning with what is counted already.

    Opening it again adds measures, or counts everything anew when its period has changed.
    """
    outside.hold_windows()
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
    counted = sums.of_tallies(rules.Window(key, period, frozenset(added)))
    write_sums(window.pk, counted, REPLACE_SUM)


def _facts_of(
    rows: Sequence[Row], origin: rules.Origin, sender: str
) -> tuple[list[Fact], list[RuleBroken]]:
    units, unknown = known.units_named({row.unit for row in rows})
    replaced = known.public_ids(origin.source, {row.corrects for row in rows if row.corrects})
    period = known.period_of(origin.window)
    reach = known.Reach(sender, {row.day for row in rows})
    facts: list[Fact] = []
    problems: list[RuleBroken] = []
    for row in rows:
        if row.unit in unknown:
            problems.append(_at_row(row, unknown[row.unit]))
        elif row.corrects and row.corrects not in replaced:
            problems.append(_at_row(row, _nothing_to_correct(row.corrects, origin)))
        elif units[row.unit] not in reach.on(row.day):
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


def _prepare(event: Event) -> Event | Receipt:
    """Leave out what is stored already; refuse the event with all its problems."""
    if not event.facts:
        return event
    _hold_still(event.facts)
    about = known.about(event.facts, known.local_day(event.at))
    fresh, problems = judge(event.facts, about)
    if problems:
        raise refusal([broken for _key, broken in problems])
    if not fresh:
        first = event.facts[0]
        return known.entry_of(first.source, first.key).receipt
    return replace(event, facts=tuple(fresh))


def _hold_still(facts: Sequence[Fact]) -> None:
    """Keep other writers from what is looked at before it is written."""
    outside.hold_windows_shared()
    kinds = sums.kinds({fact.measure for fact in facts})
    flow = rules.MeasureKind.FLOW
    outside.hold_measures(measure for measure, kind in kinds.items() if kind is not flow)
