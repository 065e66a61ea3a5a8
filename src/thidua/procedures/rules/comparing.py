"""Two versions of a procedure beside each other: field by field, what changed.

Papers and legal acts are compared one by one, so that one that was added does not hide in a list.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from thidua.procedures.rules import Component, Version

COMPARED = (
    "name",
    "field",
    "level",
    "agency",
    "basis",
    "components",
    "fee",
    "time",
    "online",
    "integrated",
    "published",
    "ended",
)
_TELL_WHEN_EMPTY = frozenset({"fee", "time"})  # nothing is due; of its own rules
_BETWEEN_ACTS = re.compile(r"[;\n]")


class Mark(StrEnum):
    """What became of a field, or of a part of it."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    REORDERED = "reordered"  # the same parts stand in another order


@dataclass(frozen=True, slots=True)
class Part:
    """A paper, or an act of the legal basis, and what became of it."""

    what: Component
    mark: Mark


@dataclass(frozen=True, slots=True)
class Line:
    """A field in both versions. Parts are the papers or the acts of a field that lists some."""

    field: str
    before: object
    after: object
    mark: Mark
    parts_before: tuple[Part, ...] = ()
    parts_after: tuple[Part, ...] = ()


def compare(before: Version, after: Version) -> tuple[Line, ...]:
    """Set two versions beside each other, in the order of the catalogue's columns."""
    return tuple(_line(field, before, after) for field in COMPARED)


def _line(field: str, before: Version, after: Version) -> Line:
    old, new = getattr(before, field), getattr(after, field)
    if field not in _PARTS:
        mark = _mark(old, new)
        told = Mark.CHANGED if mark is not Mark.SAME and field in _TELL_WHEN_EMPTY else mark
        return Line(field, old, new, told)
    first, second = _PARTS[field](old), _PARTS[field](new)
    mark = _mark(first, second)
    if mark is Mark.CHANGED and sorted(map(_key, first)) == sorted(map(_key, second)):
        mark = Mark.REORDERED
    return Line(
        field,
        old,
        new,
        mark,
        tuple(Part(each, _fate(each, second, Mark.REMOVED)) for each in first),
        tuple(Part(each, _fate(each, first, Mark.ADDED)) for each in second),
    )


def _mark(old: object, new: object) -> Mark:
    if old == new:
        return Mark.SAME
    if old in {None, "", ()}:
        return Mark.ADDED
    return Mark.REMOVED if new in {None, "", ()} else Mark.CHANGED


def _fate(part: Component, others: Sequence[Component], alone: Mark) -> Mark:
    """Say what became of a part beside the parts of the other version."""
    if part in others:
        return Mark.SAME
    return Mark.CHANGED if part.name in {each.name for each in others} else alone


def _acts(basis: str) -> tuple[Component, ...]:
    """Take a legal basis apart at semicolons and ends of lines."""
    found = (" ".join(act.split()) for act in _BETWEEN_ACTS.split(basis))
    return tuple(Component(act) for act in found if act)


def _key(part: Component) -> tuple[str, str]:
    return part.name, part.result_of


_PARTS: Mapping[str, Callable[..., tuple[Component, ...]]] = {"basis": _acts, "components": tuple}
