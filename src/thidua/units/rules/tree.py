"""The administrative tree on a day, and who succeeded whom."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property


class Level(StrEnum):
    """Where a unit stands."""

    COUNTRY = "country"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    HAMLET = "hamlet"
    DEPARTMENT = "department"
    ENTERPRISE = "enterprise"


@dataclass(frozen=True, slots=True)
class Kind:
    """What a unit of some level is called: `word` stands before its name, empty where none does."""

    level: Level
    word: str


KINDS: Mapping[str, Kind] = {
    "country": Kind(Level.COUNTRY, ""),
    "province": Kind(Level.PROVINCE, "tỉnh"),
    "city": Kind(Level.PROVINCE, "thành phố"),
    "district": Kind(Level.DISTRICT, "huyện"),
    "urban_district": Kind(Level.DISTRICT, "quận"),
    "town": Kind(Level.DISTRICT, "thị xã"),
    "district_city": Kind(Level.DISTRICT, "thành phố"),
    "commune": Kind(Level.COMMUNE, "xã"),
    "ward": Kind(Level.COMMUNE, "phường"),
    "township": Kind(Level.COMMUNE, "thị trấn"),
    "special_zone": Kind(Level.COMMUNE, "đặc khu"),
    "hamlet": Kind(Level.HAMLET, "ấp"),
    "village": Kind(Level.HAMLET, "thôn"),
    "area": Kind(Level.HAMLET, "khu vực"),
    "residential_group": Kind(Level.HAMLET, "tổ dân phố"),
    "quarter": Kind(Level.HAMLET, "khóm"),
    "street_quarter": Kind(Level.HAMLET, "khu phố"),
    "upland_village": Kind(Level.HAMLET, "bản"),
    "highland_village": Kind(Level.HAMLET, "buôn"),
    "old_village": Kind(Level.HAMLET, "làng"),
    "settlement": Kind(Level.HAMLET, "xóm"),
    "department": Kind(Level.DEPARTMENT, ""),
    "enterprise": Kind(Level.ENTERPRISE, ""),
}


@dataclass(frozen=True, slots=True)
class Node:
    """A unit as it stands on the tree of a day.

    `parent` rolls up, `overseen_by` does not. `code` is its GSO code on that day, if any.
    `kind` is a key of `KINDS`; `name` is without the kind's word ("Đông Phước"), `label` is with
    it ("Xã Đông Phước").
    """

    id: str
    name: str
    kind: str
    level: Level
    parent: str | None = None
    overseen_by: str | None = None
    code: str | None = None

    @property
    def label(self) -> str:
        """The name as an official writes it, with the word for its kind."""
        return label(self.kind, self.name)


def label(kind: str, name: str) -> str:
    """Put the word for a kind before a name."""
    word = KINDS[kind].word if kind in KINDS else ""
    return f"{word[:1].upper()}{word[1:]} {name}".strip()


@dataclass(frozen=True)
class Tree:
    """All units that stand on `day`, by id."""

    day: date
    nodes: Mapping[str, Node]

    @cached_property
    def children(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the units directly under each unit, in id order."""
        found: dict[str, list[str]] = {}
        for node in sorted(self.nodes.values(), key=lambda node: node.id):
            if node.parent is not None:
                found.setdefault(node.parent, []).append(node.id)
        return {parent: tuple(ids) for parent, ids in found.items()}

    def territory(self, unit: str) -> Iterator[str]:
        """Yield `unit` and every unit under it; units that it only oversees stay out."""
        yield unit
        for child in self.children.get(unit, ()):
            yield from self.territory(child)


@dataclass(frozen=True, slots=True)
class Succession:
    """From `on`, `successor` carries `share` of what `predecessor` was (None: not declared).

    A merge has share 1 from each predecessor; the declared shares of a split sum to 1.
    A predecessor closes and a successor opens on that day: a unit that goes on is no successor.
    """

    predecessor: str
    successor: str
    on: date
    share: Decimal | None
