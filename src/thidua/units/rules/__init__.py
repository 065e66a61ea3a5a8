"""The administrative tree on a day, and counts carried from the tree of one day to another.

Unit: đơn vị. Province: tỉnh, thành phố trực thuộc Trung ương. District: huyện, quận, thị xã
(until 30 June 2025). Commune: xã, phường, đặc khu. Hamlet: ấp, thôn, khu vực, tổ dân phố.
"""

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
class Node:
    """A unit as it stands on the tree of a day.

    `parent` rolls up, `overseen_by` does not. `code` is its GSO code on that day, if any.
    `kind` is the local word's key (`province`, `city`, `ward`, `commune`, `township`, …).
    """

    id: str
    name: str
    kind: str
    level: Level
    parent: str | None = None
    overseen_by: str | None = None
    code: str | None = None


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
    """

    predecessor: str
    successor: str
    on: date
    share: Decimal | None
