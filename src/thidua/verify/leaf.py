"""Read leaves and fact lines: every byte of them has to be as the ledger writes it."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from thidua.kernel.canonical import canonical
from thidua.kernel.errors import RuleBroken
from thidua.ledger.rules import Grade
from thidua.ledger.rules.leaf import KIND, LARGEST_LEAF, MOST_INLINE

LARGEST_LINE = 2048  # bytes of a fact
_ID = re.compile(r"[a-z2-7]{26}")
_HEX = re.compile(r"[0-9a-f]{64}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_GRADES = frozenset(Grade)
_ORDERS_DIFFER = "\ue000"  # from here on, code points and UTF-16 units sort differently


@dataclass(frozen=True, slots=True)
class Fact:
    """What everybody may know of a fact, and the index of the leaf that carries it."""

    id: str
    measure: str
    unit: str
    day: date
    quantity: int
    grade: Grade
    generated: bool
    corrects: str | None
    leaf: int


@dataclass(frozen=True, slots=True)
class Batch:
    """The batch file that a leaf names: how many lines it has, and their root in hex."""

    n: int
    root: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """An entry of the log; `public` is what it says to everybody, without its facts."""

    index: int
    at: str
    kind: str
    unit: str
    stream: str
    number: int
    commitment: str
    public: Mapping[str, object]
    facts: tuple[Fact, ...]
    batch: Batch | None


def read_leaf(written: bytes, index: int) -> Leaf:
    """Read one leaf; anything that the ledger would not write is refused."""
    match read_object(written, LARGEST_LEAF):
        case {
            "v": int(version),
            "t": str(at),
            "k": str(kind),
            "u": str(unit),
            "s": str(stream),
            "n": int(number),
            "c": str(hidden),
            "p": dict(public),
            **rest,
        } as value if (
            not rest
            and version == 1
            and not isinstance(version, bool)
            and not isinstance(number, bool)
            and unit
            and stream
            and is_instant(at)
            and KIND.fullmatch(kind)
            and _HEX.fullmatch(hidden)
            and _is_canonical(value, written)
        ):
            facts, batch = _facts(public, index)
            public.pop("facts", None)
            return Leaf(index, at, kind, unit, stream, number, hidden, public, facts, batch)
    raise RuleBroken("verify.leaf-malformed", index=index)


def read_fact(line: bytes, index: int) -> Fact:
    """Read a line of the batch that the leaf at `index` names."""
    value = read_object(line, LARGEST_LINE)
    if value is None or not _is_canonical(value, line):
        raise RuleBroken("verify.fact-malformed", index=index)
    return _fact(value, index)


def _facts(public: Mapping[str, object], index: int) -> tuple[tuple[Fact, ...], Batch | None]:
    """Read what a leaf says of its facts: none, a short list, or the name of a batch."""
    if "facts" not in public:
        return (), None
    match public["facts"]:
        case [*items] if 1 <= len(items) <= MOST_INLINE:
            return tuple(_fact(item, index) for item in items), None
        case {"n": int(n), "root": str(root), **rest} if (
            not rest and n >= 1 and not isinstance(n, bool) and _HEX.fullmatch(root)
        ):
            return (), Batch(n, root)
    raise RuleBroken("verify.leaf-malformed", index=index)


def _fact(value: object, index: int) -> Fact:
    match value:
        case {
            "id": str(public_id),
            "measure": str(measure),
            "unit": str(unit),
            "day": str(day),
            "quantity": int(quantity),
            "grade": str(grade),
            "generated": bool(generated),
            **rest,
        } if (
            rest.keys() <= {"corrects"}
            and not isinstance(quantity, bool)
            and measure
            and unit
            and _is_day(day)
            and grade in _GRADES
            and all(_is_id(name) for name in (public_id, *rest.values()))
        ):
            return Fact(
                public_id,
                measure,
                unit,
                date.fromisoformat(day),
                quantity,
                Grade(grade),
                generated,
                str(rest["corrects"]) if rest else None,
                index,
            )
    raise RuleBroken("verify.fact-malformed", index=index)


def _is_id(value: object) -> bool:
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False


def is_instant(text: str) -> bool:
    """Say whether a text is an instant as the ledger writes it."""
    try:
        return bool(_INSTANT.fullmatch(text) and datetime.fromisoformat(text))
    except ValueError:
        return False


def _is_canonical(value: object, written: bytes) -> bool:
    """Compare with the canonical form, by the encoder in C where both put keys in one order."""
    try:
        text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return text.encode() == written and (
            max(text) < _ORDERS_DIFFER or canonical(value) == written
        )
    except (ValueError, RecursionError):
        return False


def _refused(number: str) -> float:
    """Refuse a number with a point; no count has one."""
    raise ValueError(number)


def read_object(written: bytes, largest: int) -> dict[str, Any] | None:
    """Read a JSON object without fractions; None when the bytes are none, or too many."""
    try:
        if len(written) > largest:
            return None
        value = json.loads(written, parse_float=_refused, parse_constant=_refused)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None
