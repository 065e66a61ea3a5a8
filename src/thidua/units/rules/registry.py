"""The registry of units as its files hold it: units as they opened, changes, successions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thidua.kernel.errors import RuleBroken
from thidua.units.rules.tree import Level, Succession


@dataclass(frozen=True, slots=True)
class Registered:
    """A unit as it opened, with its days and its point on the map where one is known."""

    id: str
    level: Level
    kind: str
    name: str
    parent: str | None
    code: str | None
    first: date | None
    end: date | None
    latitude: Decimal | None
    longitude: Decimal | None


@dataclass(frozen=True, slots=True)
class Changed:
    """That a unit went on under another parent from a day, and spelled otherwise where `name` is."""

    unit: str
    on: date
    parent: str
    name: str | None


@dataclass(frozen=True, slots=True)
class Registry:
    """All of it; `sha256` is over the files."""

    units: tuple[Registered, ...]
    changes: tuple[Changed, ...]
    successions: tuple[Succession, ...]
    sha256: str

    @property
    def rows(self) -> int:
        """How many rows there are to load."""
        return len(self.units) + len(self.changes) + len(self.successions)


Span = tuple[str, date | None, date | None]


def names(unit: Registered, change: Changed | None) -> list[Span]:
    """Give what a unit is called, with the days of each name."""
    if change is None or change.name is None:
        return [(unit.name, unit.first, unit.end)]
    return [(unit.name, unit.first, change.on), (change.name, change.on, unit.end)]


def parents(unit: Registered, change: Changed | None) -> list[Span]:
    """Give what a unit is part of, with the days of each parent."""
    if unit.parent is None:
        return []
    if change is None:
        return [(unit.parent, unit.first, unit.end)]
    return [(unit.parent, unit.first, change.on), (change.parent, change.on, unit.end)]


def narrowed(registry: Registry, province: str) -> Registry:
    """Leave only the country, a province, the ones it came from or went into, and all below."""
    family = {province}
    for _ in range(2):  # up to the new province, and down to all it came from
        family |= {each.successor for each in registry.successions if each.predecessor in family}
        family |= {each.predecessor for each in registry.successions if each.successor in family}
    if family == {province} and province not in {unit.id for unit in registry.units}:
        raise RuleBroken("units.unknown", reference=province)
    kept = _below(registry, family) | {
        unit.id for unit in registry.units if unit.level is Level.COUNTRY
    }
    return Registry(
        tuple(unit for unit in registry.units if unit.id in kept),
        tuple(change for change in registry.changes if change.unit in kept),
        tuple(each for each in registry.successions if each.predecessor in kept),
        registry.sha256,
    )


def _below(registry: Registry, roots: Iterable[str]) -> set[str]:
    found = set(roots)
    for unit in registry.units:  # parents stand before their children
        if unit.parent in found:
            found.add(unit.id)
    return found
