"""Plans as files: read with the line and column of every problem, written in one form."""

import codecs
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from unicodedata import normalize

import tomli_w
import tree_sitter_toml
from tree_sitter import Language, Node, Parser

from thidua.kernel.errors import RuleBroken
from thidua.plans.rules import Plan
from thidua.plans.rules.parse import parse
from thidua.plans.rules.reading import Path as Place
from thidua.plans.rules.reading import Problem, shown
from thidua.plans.rules.writing import ordered, to_data

MOST_BYTES = 2_000_000
AT_LINE = re.compile(r"(?P<reason>.*) \(at line (?P<line>\d+), column (?P<column>\d+)\)", re.DOTALL)
Spots = dict[Place, tuple[int, int]]
TOML = Language(tree_sitter_toml.language())


@dataclass(frozen=True, slots=True)
class Located:
    """A problem with its line and column in the file, both counted from 1."""

    line: int
    column: int
    problem: Problem

    def text(self, language: str = "vi") -> str:
        """Say what is wrong and what to do, in `vi` or `en`."""
        return RuleBroken(self.problem.code, **self.problem.facts).text(language)


def check_bytes(content: bytes) -> tuple[Plan | None, tuple[Located, ...]]:
    """Read a plan's file; None where anything but remarks was found. Problems stand in its order."""
    data = tables(content)
    if isinstance(data, Located):
        return None, (data,)
    plan, problems = parse(data)
    return plan, locate(content, problems)


def save(data: Mapping[str, object]) -> bytes:
    """Write a plan's tables in the one form: plans that read alike give the same bytes."""
    composed = _composed(data)
    plan, _problems = parse(composed)
    return tomli_w.dumps(ordered(composed) if plan is None else to_data(plan)).encode()


def _composed(value: Any) -> Any:  # noqa: ANN401 - whatever a file may hold
    """Write every letter with its marks in one way, as different keyboards do not."""
    if isinstance(value, str):
        return normalize("NFC", value)
    if isinstance(value, Mapping):
        return {_composed(key): _composed(inner) for key, inner in value.items()}
    return [_composed(inner) for inner in value] if isinstance(value, list) else value


def locate(content: bytes, problems: Iterable[Problem]) -> tuple[Located, ...]:
    """Find the lines and columns of problems; what is missing is shown at what lacks it."""
    listed = tuple(problems)
    spots = _spots(content) if listed else {}
    found = (_located(problem, spots) for problem in listed)
    return tuple(sorted(found, key=lambda each: (each.line, each.column)))


def tables(content: bytes) -> Mapping[str, object] | Located:
    """Read TOML as tables, or say where that fails."""
    if len(content) > MOST_BYTES:
        return _whole("campaigns.too-large", size=len(content), most=MOST_BYTES)
    if content.startswith(codecs.BOM_UTF8):
        return _whole("campaigns.byte-order-mark")
    try:
        words = content.decode()
    except UnicodeDecodeError as wrong:
        line, column = _point(content, wrong.start)
        facts = {"byte": wrong.start + 1}
        return Located(line, column, Problem((), "campaigns.not-utf8", facts))
    try:
        return tomllib.loads(words)
    except RecursionError:
        return _whole("campaigns.not-toml", detail="[[[[…")
    except ValueError as wrong:
        return _syntax(words, str(wrong))


def _whole(code: str, **facts: object) -> Located:
    return Located(1, 1, Problem((), code, facts))


def _syntax(words: str, said: str) -> Located:
    lines = words.splitlines() or [""]
    match = AT_LINE.fullmatch(said)
    line = min(int(match["line"]), len(lines)) if match else len(lines)
    column = int(match["column"]) if match else len(lines[-1]) + 1
    reason = match["reason"] if match else said
    detail = f"{shown(lines[line - 1])} ({shown(reason)})"
    return Located(line, column, Problem((), "campaigns.not-toml", {"detail": detail}))


def _point(content: bytes, at: int) -> tuple[int, int]:
    """Turn a byte's number into line and column, in characters."""
    before = content[:at]
    start = before.rfind(b"\n") + 1
    return before.count(b"\n") + 1, len(before[start:].decode(errors="replace")) + 1


def _located(problem: Problem, spots: Spots) -> Located:
    place = problem.path
    while place and place not in spots:
        place = place[:-1]
    return Located(*spots.get(place, (1, 1)), problem)


def _spots(content: bytes) -> Spots:
    """Find where every key and every item of a list stands."""
    root = Parser(TOML).parse(content).root_node
    lines = content.split(b"\n")
    found: Spots = {}
    counts: dict[Place, int] = {}
    for node in root.named_children:
        if node.type == "pair":
            found |= _pair(node, (), lines)
        elif node.type in ("table", "table_array_element"):
            found = _table(node, counts, lines) | found
    return found


def _table(node: Node, counts: dict[Place, int], lines: list[bytes]) -> Spots:
    header, *rest = node.named_children
    spot = _start(header, lines)
    found: Spots = {}
    path: Place = ()
    *outer, last = _keys(header)
    for key in outer:
        found[*path, key] = spot
        path = _entered((*path, key), counts)
    path = (*path, last)
    found[path] = spot
    if node.type == "table_array_element":
        counts[path] = counts.get(path, 0) + 1
        path = _entered(path, counts)
        found[path] = spot
    for child in rest:
        if child.type == "pair":
            found |= _pair(child, path, lines)
    return found


def _entered(path: Place, counts: Mapping[Place, int]) -> Place:
    """Step into the last entry where `path` is a list of tables."""
    return (*path, counts[path] - 1) if path in counts else path


def _pair(node: Node, path: Place, lines: list[bytes]) -> Spots:
    key, value = node.named_children[0], node.named_children[-1]
    spot = _start(key, lines)
    found: Spots = {}
    for name in _keys(key):
        path = (*path, name)
        found[path] = spot
    return found | dict(_inside(value, path, lines))


def _inside(node: Node, path: Place, lines: list[bytes]) -> Iterator[tuple[Place, tuple[int, int]]]:
    children = [child for child in node.named_children if child.type != "comment"]
    if node.type == "inline_table":
        for child in children:
            yield from _pair(child, path, lines).items()
    elif node.type == "array":
        for index, child in enumerate(children):
            yield (*path, index), _start(child, lines)
            yield from _inside(child, (*path, index), lines)


def _keys(node: Node) -> list[str]:
    """Read a key as TOML does, dotted and quoted parts included."""
    inner: object = tomllib.loads(f"{(node.text or b'').decode()} = 0")
    keys = []
    while isinstance(inner, dict):
        ((key, inner),) = inner.items()
        keys.append(key)
    return keys


def _start(node: Node, lines: list[bytes]) -> tuple[int, int]:
    row, column = node.start_point
    return row + 1, len(lines[row][:column].decode()) + 1
