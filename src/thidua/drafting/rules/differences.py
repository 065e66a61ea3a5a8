"""What differs between two drafts or versions, row by row, as people compare two tables.

Rows go by their code or key, so that one row put in between does not change all that follow.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from thidua.drafting.rules.typing import Kind, shown
from thidua.plans.rules.writing import PLAN_ORDER

NAMES = ("code", "key", "title")
Place = tuple[str, ...]
KINDS: Mapping[str, Kind] = {
    "target": Kind.VALUE,
    "points": Kind.NUMBER,
    "total_points": Kind.NUMBER,
    "bands": Kind.BANDS,
    "values": Kind.VALUES,
    "parts": Kind.PARTS,
}


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that is not the same: where it stands, with rows by name; empty text: not there."""

    place: Place
    before: str
    after: str


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Difference, ...]:
    """List every field that differs, in the order of the file, the later version's rows first."""
    old, new = dict(_flat(before, ())), dict(_flat(after, ()))
    places = [*new, *(place for place in old if place not in new)]
    order = {key: index for index, key in enumerate(PLAN_ORDER)}
    places.sort(key=lambda place: order.get(place[0], len(order)))
    return tuple(
        Difference(place, old.get(place, ""), new.get(place, ""))
        for place in places
        if old.get(place) != new.get(place)
    )


def _flat(value: Mapping[str, Any], place: Place) -> Iterator[tuple[Place, str]]:
    for key, inner in value.items():
        here = (*place, key)
        if key in KINDS:
            yield here, shown(KINDS[key], inner)
        elif isinstance(inner, Mapping):
            yield from _flat(inner, here)
        elif isinstance(inner, list) and all(isinstance(row, Mapping) for row in inner):
            for number, row in enumerate(inner, start=1):
                yield from _flat(row, (*here, _name(row, number)))
        elif isinstance(inner, list):
            yield here, "\n".join(map(str, inner))
        else:
            yield here, _text(inner)


def _name(row: Mapping[str, Any], number: int) -> str:
    return next((str(row[key]) for key in NAMES if key in row), str(number))


def _text(value: object) -> str:
    return "✓" if value is True else str(value)
