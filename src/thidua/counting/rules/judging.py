"""Judge facts before they are counted: every problem is found, nothing is guessed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from thidua.counting.rules import MeasureKind
from thidua.kernel.errors import RuleBroken
from thidua.kernel.periods import Period
from thidua.ledger.rules import Fact

LARGEST = 10**9


@dataclass(frozen=True, slots=True)
class Stored:
    """A fact as it was stored, with its public id and whether another one corrects it."""

    fact: Fact
    public_id: str
    corrected: bool


@dataclass(frozen=True, slots=True)
class Known:
    """What is known when facts are judged.

    `validity` gives the first day (None: unknown) and the end (None: open) of each unit;
    `by_key` the stored facts that the new ones repeat or correct; `stocks` the places
    (measure, unit, day) that hold a live stock.
    """

    kinds: Mapping[str, MeasureKind]
    validity: Mapping[str, tuple[date | None, date | None]]
    by_key: Mapping[tuple[str, str], Stored]
    by_public_id: Mapping[str, Stored]
    stocks: frozenset[tuple[str, str, date]]
    today: date


def judge(facts: Iterable[Fact], known: Known) -> tuple[list[Fact], list[tuple[str, RuleBroken]]]:
    """Split facts into the new ones and the problems, each problem with the fact's key.

    A fact that is stored with the same content is neither: it is left out.
    """
    fresh: list[Fact] = []
    problems: list[tuple[str, RuleBroken]] = []
    stocks = set(known.stocks)
    corrected: set[str] = set()
    seen: set[tuple[str, str]] = set()
    for fact in facts:
        try:
            _check_single(fact, seen)
            if _repeats(fact, known):
                continue
            _check_content(fact, known)
            _check_correction(fact, known, corrected)
            _check_stock(fact, known, stocks)
        except RuleBroken as broken:
            problems.append((fact.key, broken))
        else:
            fresh.append(fact)
    return fresh, problems


def _check_single(fact: Fact, seen: set[tuple[str, str]]) -> None:
    place = (fact.source, fact.key)
    if place in seen:
        raise RuleBroken("counting.key-repeated", key=fact.key)
    seen.add(place)


def _repeats(fact: Fact, known: Known) -> bool:
    stored = known.by_key.get((fact.source, fact.key))
    if stored is None:
        return False
    if stored.fact != fact:
        raise RuleBroken("counting.key-other-content", key=fact.key, source=fact.source)
    return True


def _check_content(fact: Fact, known: Known) -> None:
    if fact.measure not in known.kinds:
        raise RuleBroken("counting.measure-unknown", measure=fact.measure)
    if fact.unit not in known.validity:
        raise RuleBroken("counting.unit-unknown", unit=fact.unit)
    first, end = known.validity[fact.unit]
    if (first is not None and fact.day < first) or (end is not None and fact.day >= end):
        raise RuleBroken("counting.unit-closed", unit=fact.unit, day=fact.day)
    if fact.day > known.today:
        raise RuleBroken("counting.day-ahead", day=fact.day, today=known.today)
    if fact.quantity < 0 and known.kinds[fact.measure] is not MeasureKind.HOUSEHOLD_STATE:
        raise RuleBroken("counting.below-zero", quantity=fact.quantity)
    if abs(fact.quantity) > LARGEST:
        raise RuleBroken("counting.too-large", quantity=fact.quantity)


def _check_correction(fact: Fact, known: Known, corrected: set[str]) -> None:
    if fact.corrects is None:
        return
    target = known.by_public_id.get(fact.corrects)
    if target is None:
        raise RuleBroken("counting.corrects-unknown", corrects=fact.corrects, source=fact.source)
    place = (target.fact.measure, target.fact.unit, target.fact.day)
    if place != (fact.measure, fact.unit, fact.day):
        raise RuleBroken("counting.corrects-other-place", corrects=target.fact.key)
    if target.corrected or fact.corrects in corrected:
        raise RuleBroken("counting.corrects-twice", corrects=target.fact.key)
    corrected.add(fact.corrects)


def _check_stock(fact: Fact, known: Known, stocks: set[tuple[str, str, date]]) -> None:
    if known.kinds[fact.measure] is not MeasureKind.STOCK or fact.corrects is not None:
        return
    place = (fact.measure, fact.unit, fact.day)
    if place in stocks:
        raise RuleBroken("counting.stock-twice", measure=fact.measure, unit=fact.unit, day=fact.day)
    stocks.add(place)


def year_of(day: date) -> Period:
    """Give the calendar year of a day: the period of bounds where no window is open."""
    return Period(date(day.year, 1, 1), date(day.year + 1, 1, 1))
