"""Lists for pages: the candidates of a territory, what happened to a denominator, who uses which."""

from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from thidua.counting.models.naming import names
from thidua.denominators.models.judging import chunks, parents_of
from thidua.denominators.models.reading import Used, frozen_from, used
from thidua.denominators.models.tables import Adoption, Candidate, CandidateCount, Change
from thidua.kernel.text import fold, sort_key
from thidua.ledger.models import Entry
from thidua.units.models import Unit
from thidua.units.rules import Level

APP = "denominators"


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that happened to a denominator, with its entry in the ledger."""

    what: Candidate | Adoption | Change
    kind: str
    entry: Entry
    index: int | None  # its place in the log; None while it waits for one
    by: str  # the unit whose office did it
    of: str  # the unit whose count was changed; empty elsewhere


@dataclass(frozen=True, slots=True)
class Place:
    """The denominators in use at what a province holds, one measure a line."""

    province: str
    name: str
    used: tuple[tuple[Used, date | None], ...]  # each with the freeze day that holds


def candidates(measure: str | None, units: Collection[str]) -> list[Candidate]:
    """Give the candidates that count at some units, newest day first."""
    found: set[int] = set()
    rows = CandidateCount.objects.order_by()
    if measure is not None:
        rows = rows.filter(candidate__measure=measure)
    for chunk in chunks(units):
        found.update(rows.filter(unit__in=chunk).values_list("candidate", flat=True).distinct())
    return _newest_first(found)


def _newest_first(keys: Iterable[int]) -> list[Candidate]:
    found = Candidate.objects.in_bulk(keys).values()
    return sorted(found, key=lambda each: (each.day, each.pk), reverse=True)


def all_of(measure: str) -> list[Candidate]:
    """Give every candidate of a measure, newest day first."""
    return list(Candidate.objects.filter(measure=measure).order_by("-day", "-pk"))


def counted_units(measure: str) -> set[str]:
    """Give every unit that an adoption or a single change has given a count."""
    adopted = CandidateCount.objects.filter(
        candidate__measure=measure, candidate__adoptions__isnull=False
    )
    changed = Change.objects.filter(measure=measure).order_by()
    return {
        *adopted.order_by().values_list("unit", flat=True).distinct(),
        *changed.values_list("of_unit", flat=True).distinct(),
    }


def happened(found: Iterable[Candidate], units: Collection[str], measure: str) -> list[Happened]:
    """Give what happened to a denominator at some units, newest first."""
    listed = {each.pk: each for each in found}
    changes = Change.objects.filter(measure=measure).order_by("pk")
    about: dict[str, Candidate | Adoption | Change] = {
        each.subject: each for each in listed.values()
    }
    for adoption in Adoption.objects.filter(candidate__in=listed).select_related("candidate"):
        about[adoption.subject] = adoption
    about |= {each.subject: each for each in changes if each.of_unit in units}
    entries = [
        entry
        for chunk in chunks(about)
        for entry in Entry.objects.filter(subject__in=chunk, kind__startswith=f"{APP}.")
        .select_related("outbox")
        .order_by("pk")
    ]
    named = names({each.unit for each in entries} | {each.of_unit for each in changes})
    return [
        _told(entry, about[entry.subject], named)
        for entry in sorted(entries, key=lambda each: each.pk, reverse=True)
    ]


def _told(entry: Entry, what: Candidate | Adoption | Change, named: Mapping[str, str]) -> Happened:
    of = named[what.of_unit] if isinstance(what, Change) else ""
    kind = entry.kind.removeprefix(f"{APP}.")
    return Happened(what, kind, entry, entry.outbox.leaf_index, named[entry.unit], of)


def in_order(units: Iterable[str], wanted: str = "") -> list[tuple[str, str]]:
    """Name units, in the order of a Vietnamese dictionary; only those with some words in them."""
    named = names(units)
    folded = fold(wanted)
    kept = [(unit, name) for unit, name in named.items() if folded in fold(name)]
    return sorted(kept, key=lambda each: (sort_key(each[1]), each[0]))


def places(on: date) -> list[Place]:
    """Give the denominators in use by province, those that a candidate stands behind."""
    countries = set(Unit.objects.filter(level=Level.COUNTRY).values_list("pk", flat=True))
    found: dict[str, dict[str, set[str]]] = {}
    for candidate in Candidate.objects.filter(adoptions__isnull=False).distinct():
        units = set(candidate.counts.values_list("unit", flat=True))
        parents = parents_of(units, candidate.day)
        for unit in units:
            of_province = found.setdefault(_province(unit, parents, countries), {})
            of_province.setdefault(candidate.measure, set()).add(unit)
    named = names(found)
    return [
        Place(province, named[province], tuple(_used(found[province], on)))
        for province in sorted(found, key=lambda each: sort_key(named[each]))
    ]


def _province(unit: str, parents: Mapping[str, str | None], countries: Container[str]) -> str:
    """Give what a unit is part of, the highest below the country."""
    while (upper := parents.get(unit)) is not None and upper not in countries:
        unit = upper
    return unit


def _used(by_measure: dict[str, set[str]], on: date) -> Iterable[tuple[Used, date | None]]:
    for measure, units in sorted(by_measure.items()):
        found = used([measure], units, on)[measure]
        if found.parts:
            yield found, frozen_from(measure, units)
