"""Which counts stand under a rate, where each comes from, and which of them became smaller."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import chain

from django.db.models import QuerySet
from django.utils import timezone

from thidua.counting.models import Fact, Measure
from thidua.denominators.models.judging import AT_ONCE, chunks
from thidua.denominators.models.tables import Adoption, Candidate, CandidateCount, Change
from thidua.denominators.rules import comparing, source_of
from thidua.units.models import Unit

ADOPTION, CHANGE = "adoption", "change"


def adopted_key(adoption: int, unit: str) -> str:
    """Write the key of the fact that an adoption makes at a unit."""
    return f"{ADOPTION}:{adoption}:{unit}"


def changed_key(change: int) -> str:
    """Write the key of the fact that a single change makes."""
    return f"{CHANGE}:{change}"


@dataclass(frozen=True, slots=True)
class InUse:
    """The count of a unit that rates divide by, with where it comes from.

    `candidate` is None for a count that no candidate stands behind: one that a unit sent itself.
    `changed` is the single change that made it, None where it is the candidate's own.
    """

    fact: Fact
    candidate: Candidate | None
    changed: Change | None


@dataclass(frozen=True, slots=True)
class Part:
    """A candidate in use: at how many units, and at how many of them changed since."""

    candidate: Candidate
    units: int
    changed: int
    changed_after_freeze: int


@dataclass(frozen=True, slots=True)
class Used:
    """What a rate of some units is divided by.

    `reported`: units whose count no candidate stands behind; `missing`: units of the level that
    is counted, without any count.
    """

    measure: str
    label: str
    unit: str
    parts: tuple[Part, ...]
    reported: int
    missing: int

    @property
    def words(self) -> str:
        """The label as it stands within a sentence."""
        first = self.label[:1].lower() if self.label[1:2].islower() else self.label[:1]
        return first + self.label[1:]

    @property
    def only(self) -> Part | None:
        """The one candidate that everything comes from, None where there is no such."""
        alone = len(self.parts) == 1 and not self.reported and not self.missing
        return self.parts[0] if alone else None


def in_use(measure: str, units: Iterable[str], on: date) -> dict[str, InUse]:
    """Give what is in use of a measure at each of some units on a day: the last count by then."""
    return _in_use([measure], units, on).get(measure, {})


def used(measures: Iterable[str], units: Iterable[str], on: date) -> dict[str, Used]:
    """Say which denominators rates of some units use on a day, by measure; all are named."""
    wanted, listed = list(measures), set(units)
    found = _in_use(wanted, listed, on)
    rows = Measure.objects.filter(key__in=wanted).values_list("key", "label", "unit")
    named = {key: (label, unit) for key, label, unit in rows}
    return {
        key: Used(
            key,
            *named.get(key, (key, "")),
            _parts(found.get(key, {}).values()),
            sum(each.candidate is None for each in found.get(key, {}).values()),
            _missing(listed, found.get(key, {})),
        )
        for key in wanted
    }


def _parts(found: Iterable[InUse]) -> tuple[Part, ...]:
    by_candidate: dict[int, list[InUse]] = {}
    for each in found:
        if each.candidate is not None:
            by_candidate.setdefault(each.candidate.pk, []).append(each)
    parts = [
        Part(
            mine[0].candidate,
            len(mine),
            sum(each.changed is not None for each in mine),
            sum(each.changed is not None and each.changed.after_freeze for each in mine),
        )
        for mine in by_candidate.values()
        if mine[0].candidate is not None
    ]
    return tuple(sorted(parts, key=lambda part: (-part.units, part.candidate.pk)))


def _missing(units: set[str], found: Mapping[str, InUse]) -> int:
    """Count the units without a count, of the level that most counted units are of."""
    if not found:
        return 0
    rows = (Unit.objects.filter(pk__in=chunk).values_list("pk", "level") for chunk in chunks(units))
    levels = dict(chain.from_iterable(rows))
    level = Counter(levels[unit] for unit in found).most_common(1)[0][0]
    return sum(each == level and unit not in found for unit, each in levels.items())


def _in_use(measures: Iterable[str], units: Iterable[str], on: date) -> dict[str, dict[str, InUse]]:
    last = _last(Fact.objects.live(), measures, set(units), on)
    facts = [fact for by_unit in last.values() for fact in by_unit.values()]
    adoptions, changes = _origins(facts)
    found: dict[str, dict[str, InUse]] = {}
    for fact in facts:
        kind, number = _number(fact)
        change = changes[number] if kind == CHANGE else None
        candidate = change.candidate if change else adoptions.get(number)
        found.setdefault(fact.measure, {})[fact.unit] = InUse(fact, candidate, change)
    return found


def _last(
    facts: "QuerySet[Fact]", measures: Iterable[str], units: set[str], on: date
) -> dict[str, dict[str, Fact]]:
    """Give the last fact of each stock at each unit up to a day.

    Of many units at once, the facts of all units are read: one query instead of many.
    """
    selected = facts.filter(measure__in=list(measures), day__lte=on).select_related("corrects")
    found: dict[str, dict[str, Fact]] = {}
    for chunk in chunks(units) if len(units) <= AT_ONCE else [None]:
        rows = selected if chunk is None else selected.filter(unit__in=chunk)
        for fact in rows.order_by("day").iterator(chunk_size=20_000):
            if fact.unit in units:
                found.setdefault(fact.measure, {})[fact.unit] = fact
    return found


def _origins(facts: Iterable[Fact]) -> tuple[dict[int, Candidate], dict[int, Change]]:
    numbers: dict[str, set[int]] = {ADOPTION: set(), CHANGE: set(), "": set()}
    for fact in facts:
        kind, number = _number(fact)
        numbers[kind].add(number)
    adoptions = Adoption.objects.in_bulk(numbers[ADOPTION])
    candidates = Candidate.objects.in_bulk({each.candidate_id for each in adoptions.values()})
    changes = Change.objects.select_related("candidate").in_bulk(numbers[CHANGE])
    return {pk: candidates[each.candidate_id] for pk, each in adoptions.items()}, changes


def _number(fact: Fact) -> tuple[str, int]:
    """Read which adoption or change a fact comes from; an empty word where from neither."""
    if fact.source != source_of(fact.measure):
        return "", 0
    kind, number, *_ = fact.key.split(":")
    return kind, int(number)


def frozen_from(measure: str, units: Iterable[str]) -> date | None:
    """Give the freeze day that holds at some units: the earliest of those last stated for each."""
    last: dict[str, date] = {}
    stated = CandidateCount.objects.filter(
        candidate__measure=measure, candidate__adoptions__frozen_from__isnull=False
    ).order_by("candidate__adoptions__pk")
    for chunk in chunks(units):
        rows = stated.filter(unit__in=chunk)
        stated_days = rows.values_list("unit", "candidate__adoptions__frozen_from")
        last |= {unit: day for unit, day in stated_days if day is not None}
    return min(last.values(), default=None)


def shrunk(
    measures: Iterable[str], units: Iterable[str], on: date, since: date
) -> dict[str, comparing.Comparison]:
    """Say which denominators are smaller than they were known to be when `since` began.

    Both readings are of the day `on`; what came in from that day on makes the difference.
    """
    begun = datetime.combine(since, time(), timezone.get_default_timezone())
    early = Fact.objects.filter(entry__recorded_at__lt=begun)
    before = early.exclude(corrected_by__entry__recorded_at__lt=begun)
    listed = set(units)
    now = _last(Fact.objects.live(), measures, listed, on)
    found = {
        key: comparing.shrink(_counts(facts), _counts(now.get(key, {})))
        for key, facts in _last(before, measures, listed, on).items()
    }
    return {key: each for key, each in found.items() if each}


def _counts(facts: Mapping[str, Fact]) -> dict[str, int]:
    return {unit: fact.quantity for unit, fact in facts.items()}


def under(
    measures: Iterable[str], units: Iterable[str], on: date, since: date
) -> list[tuple[Used, comparing.Comparison | None]]:
    """Say what rates of some units are divided by on a day, and what shrank after `since` began."""
    wanted, listed = list(dict.fromkeys(measures)), set(units)
    if not wanted:
        return []
    lost = shrunk(wanted, listed, on, since)
    return [(each, lost.get(key)) for key, each in used(wanted, listed, on).items()]
