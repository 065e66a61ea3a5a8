"""Which units a unit has to do with: below it, above it, beside it."""

from datetime import date

from thidua.counting.models.naming import names
from thidua.kernel.text import sort_key
from thidua.units.models import Edge, above


def territory(unit: str, *days: date) -> set[str]:
    """Give a unit, all below it and all that it oversees, on any of some days that it stands on."""
    found = {unit}
    for day in set(days):
        found |= below(unit, day)
    return found


def below(unit: str, day: date) -> set[str]:
    """Give all that is under or overseen by a unit on a day, over all levels."""
    found: set[str] = set()
    edge = {unit}
    while edge:
        rows = set(
            Edge.objects.on(day).filter(parent__in=list(edge)).values_list("unit_id", flat=True)
        )
        edge = rows - found
        found |= edge
    return found


def children(unit: str, day: date) -> list[tuple[str, str]]:
    """Give what is directly under or overseen by a unit, with names, in the order of names."""
    edges = Edge.objects.on(day).filter(parent=unit)
    return _named(set(edges.values_list("unit_id", flat=True)))


def near(unit: str, day: date) -> list[tuple[str, str]]:
    """Give who may be asked to handle something: the unit, those above, and those beside or below."""
    line = above(unit, day)
    beside = Edge.objects.on(day).filter(parent__in=line)
    found = {*line, *beside.values_list("unit_id", flat=True)}
    return _named(found)


def _named(units: set[str]) -> list[tuple[str, str]]:
    named = names(units)
    return sorted(named.items(), key=lambda pair: sort_key(pair[1]))
