"""Look into a draft's tables and change them by place; every change gives new tables.

A place is a path of keys and numbers, as in a plan's problems; on a page it is written with dots.
"""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from itertools import pairwise
from typing import Any

from thidua.kernel.errors import RuleBroken

Path = tuple[str | int, ...]
Data = dict[str, Any]
LONGEST_NUMBER = 9  # digits


def dotted(path: Path) -> str:
    """Write a place on a page: `criteria.3.target`."""
    return ".".join(map(str, path))


def place(data: Mapping[str, Any], name: str) -> Path:
    """Read a place that a page sent back; numbers count where a list stands."""
    found: list[str | int] = []
    here: Any = data
    for part in name.split("."):
        if isinstance(here, list):
            if not part.isdecimal() or len(part) > LONGEST_NUMBER or int(part) >= len(here):
                raise RuleBroken("planning.no-such-place", place=name[:60])
            found.append(int(part))
        else:
            found.append(part)
        here = _inside(here, found[-1])
    return tuple(found)


def get(data: Mapping[str, Any], path: Path) -> Any:  # noqa: ANN401 - whatever a file may hold
    """Give what stands at a place; None where nothing does."""
    here: Any = data
    for part in path:
        here = _inside(here, part)
    return here


def put(data: Mapping[str, Any], path: Path, value: object) -> Data:
    """Set what stands at a place, or take it away (None); tables on the way are made."""
    made = deepcopy(dict(data))
    here: Any = made
    for part, after in pairwise(path):
        inner = _inside(here, part)
        if not isinstance(inner, list if isinstance(after, int) else dict):
            inner = [] if isinstance(after, int) else {}
            if value is None:
                return made
            here[part] = inner
        here = inner
    if value is not None:
        here[path[-1]] = value
    else:
        here.pop(path[-1], None)
    return made


def add(data: Mapping[str, Any], path: Path, row: object) -> Data:
    """Put a row at the end of a list, which is made where none stands."""
    return put(data, path, [*_rows(data, path), row])


def remove(data: Mapping[str, Any], path: Path) -> Data:
    """Take a row out of its list; a list without rows is taken away."""
    rows, at = _rows_at(data, path)
    return put(data, path[:-1], [*rows[:at], *rows[at + 1 :]] or None)


def copy(data: Mapping[str, Any], path: Path) -> Data:
    """Put a row's double after it, under another code."""
    rows, at = _rows_at(data, path)
    double = deepcopy(rows[at])
    if isinstance(double, dict) and isinstance(double.get("code"), str):
        double["code"] = _free(double["code"], rows)
    return put(data, path[:-1], [*rows[: at + 1], double, *rows[at + 1 :]])


def move(data: Mapping[str, Any], path: Path, by: int) -> Data:
    """Move a row up (-1) or down (1); past an end it stays."""
    rows, at = _rows_at(data, path)
    to = min(max(at + by, 0), len(rows) - 1)
    rest = [*rows[:at], *rows[at + 1 :]]
    return put(data, path[:-1], [*rest[:to], rows[at], *rest[to:]])


def _inside(here: object, part: str | int) -> Any:  # noqa: ANN401 - whatever a file may hold
    if isinstance(here, Mapping):
        return here.get(str(part))
    if isinstance(here, list) and isinstance(part, int) and part < len(here):
        return here[part]
    return None


def _rows(data: Mapping[str, Any], path: Path) -> Sequence[Any]:
    found = get(data, path)
    return found if isinstance(found, list) else []


def _rows_at(data: Mapping[str, Any], path: Path) -> tuple[Sequence[Any], int]:
    rows, at = _rows(data, path[:-1]), path[-1]
    if not isinstance(at, int) or at >= len(rows):
        raise RuleBroken("planning.no-such-place", place=dotted(path))
    return rows, at


def _free(code: str, rows: Sequence[Any]) -> str:
    taken = {row.get("code") for row in rows if isinstance(row, Mapping)}
    number = 2
    while f"{code}-{number}" in taken:
        number += 1
    return f"{code}-{number}"
