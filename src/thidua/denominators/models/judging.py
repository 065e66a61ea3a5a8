"""What is known before a candidate is taken: its units, found by id, code or name, and its problems."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from thidua.counting import models as counting
from thidua.counting.models import known
from thidua.counting.rules import Measure, MeasureKind
from thidua.denominators import rules
from thidua.kernel.errors import RuleBroken
from thidua.kernel.text import fold
from thidua.units.models import GSO, Edge, Identifier, Relation, Unit, UnitName
from thidua.units.rules import label

Listed = Sequence[tuple[str, int]]
AT_ONCE = 900


@dataclass(frozen=True, slots=True)
class Judged:
    """The counts of a candidate by unit id, and its problems, each with its place in the list.

    Place 0 is the candidate as a whole; the first count has place 1.
    """

    counts: dict[str, int]
    problems: list[tuple[int, RuleBroken]]


def measures(catalogue: Mapping[str, Measure]) -> dict[str, Measure]:
    """Give every measure that may be a denominator: those of plans, and those of the catalogue."""
    stored = {each.key: each.value() for each in counting.Measure.objects.all()}
    return {
        key: each
        for key, each in sorted({**catalogue, **stored}.items())
        if each.kind is MeasureKind.STOCK
    }


def problem_of_measure(key: str, catalogue: Mapping[str, Measure]) -> RuleBroken | None:
    """Say why a measure may not be a denominator."""
    if len(key) > rules.LONGEST_MEASURE:
        facts = {"measure": key[: rules.LONGEST_MEASURE], "longest": rules.LONGEST_MEASURE}
        return RuleBroken("denominators.measure-too-long", **facts)
    if key in measures(catalogue):
        return None
    if counting.Measure.objects.filter(key=key).exists():
        return RuleBroken("denominators.not-a-stock", measure=key)
    return RuleBroken("denominators.measure-unknown", measure=key)


def judge(day: date, counts: Listed, *, unit: str, today: date) -> Judged:
    """Find the units of a candidate that `unit` registers, and everything that is wrong with it."""
    if broken := _problem_of_all(day, len(counts), unit, today):
        return Judged({}, [(0, broken)])
    reach = known.Reach(unit, {day}).on(day)
    named, unknown = units_named({reference for reference, _ in counts}, reach, day)
    standing = _standing(set(named.values()), day)
    found: dict[str, int] = {}
    first: dict[str, int] = {}
    problems: list[tuple[int, RuleBroken]] = []
    for place, (reference, quantity) in enumerate(counts, start=1):
        here = named.get(reference, "")
        broken = unknown.get(reference) or _problem(reference, here, day, standing, reach)
        broken = broken or rules.problem_of(quantity)
        if not broken and here in found:
            broken = RuleBroken("denominators.twice", unit=reference, first=first[here])
        if broken:
            problems.append((place, broken))
        else:
            found[here], first[here] = quantity, place
    problems += [
        (first[each], RuleBroken("denominators.total-row", unit=counts[first[each] - 1][0], n=n))
        for each, n in rules.totals(found, parents_of(found, day)).items()
    ]
    return Judged(found, sorted(problems, key=lambda problem: problem[0]))


def _problem_of_all(day: date, n: int, unit: str, today: date) -> RuleBroken | None:
    if day > today:
        return RuleBroken("denominators.day-ahead", day=_said(day), today=_said(today))
    if not Unit.objects.filter(pk=unit).exists():
        return RuleBroken("denominators.unit-unknown", unit=unit)
    if not 0 < n <= rules.MOST_COUNTS:
        return RuleBroken("denominators.count-of-counts", n=n, most=rules.MOST_COUNTS)
    return None


def _problem(
    reference: str, unit: str, day: date, standing: set[str], reach: set[str]
) -> RuleBroken | None:
    if unit not in standing:
        return RuleBroken("denominators.unit-closed", unit=reference, day=_said(day))
    if unit not in reach:
        return RuleBroken("denominators.unit-not-yours", unit=reference)
    return None


def _said(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def units_named(
    references: set[str], reach: set[str], day: date
) -> tuple[dict[str, str], dict[str, RuleBroken]]:
    """Find units by id or dated code, or by a name or a bare code that one within reach has."""
    found, problems = known.units_named(references)
    if not problems:
        return found, problems
    called = _called(reach, day)
    for reference in list(problems):
        units = called.get(fold(reference), [])
        if len(units) == 1:
            found[reference] = units[0]
            del problems[reference]
        elif units:
            problems[reference] = RuleBroken(
                "denominators.name-of-several", unit=reference, units=units
            )
    return found, problems


def _called(reach: set[str], day: date) -> dict[str, list[str]]:
    """Give units by their GSO code and by their folded names, with and without the kind's word."""
    found: dict[str, list[str]] = {}
    codes = Identifier.objects.on(day).filter(scheme=GSO).values_list("unit_id", "code")
    names = UnitName.objects.on(day).values_list("unit_id", "kind", "name")
    called = {(unit, code) for unit, code in codes.iterator(chunk_size=20_000)}
    for unit, kind, name in names.iterator(chunk_size=20_000):
        called |= {(unit, fold(name)), (unit, fold(label(kind, name)))}
    for unit, words in sorted(called):
        if unit in reach:
            found.setdefault(words, []).append(unit)
    return found


def _standing(units: set[str], day: date) -> set[str]:
    return {
        unit
        for chunk in chunks(units)
        for unit in Unit.objects.on(day).filter(pk__in=chunk).values_list("pk", flat=True)
    }


def parents_of(units: Iterable[str], day: date) -> dict[str, str | None]:
    """Give what units, and all that is above them, are part of on a day."""
    found: dict[str, str | None] = {}
    edge = set(units)
    while edge:
        found |= dict.fromkeys(edge)
        for chunk in chunks(edge):
            edges = Edge.objects.on(day).filter(relation=Relation.PART_OF, unit__in=chunk)
            found |= dict(edges.values_list("unit_id", "parent_id"))
        edge = {found[unit] or "" for unit in edge} - found.keys() - {""}
    return found


def chunks(units: Iterable[str]) -> list[list[str]]:
    """Cut ids into lists that one query takes."""
    listed = sorted(set(units))
    return [listed[start : start + AT_ONCE] for start in range(0, len(listed), AT_ONCE)]
