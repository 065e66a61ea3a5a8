"""The files of an edition that are not standings themselves: its tree, its frame, its changes.

Everything here is bytes from values, so that publishing, replay and the verifier write the same.
Edition: một lần công bố. Late facts: số liệu đến sau kỳ công bố trước.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from thidua.basis.rules import Freeze
from thidua.kernel.canonical import canonical
from thidua.kernel.errors import RuleBroken
from thidua.kernel.periods import ONE_DAY
from thidua.ledger.rules import Fact
from thidua.points.rules.files import (
    EDITION_COLUMNS,
    sheets_json,
    standings_csv,
    tallies_csv,
    write_csv,
)
from thidua.standings.rules.board import Board, Counts, Shares
from thidua.units.rules import Level, Node, Succession, Tree

TREE_COLUMNS = EDITION_COLUMNS[:7]


LAYOUT = 2  # of frames: the first said nothing of freeze, other trees and what stayed behind
METHOD = (
    "Cộng tử số, cộng mẫu số của các đơn vị cũ rồi mới tính tỷ lệ và điểm; không lấy trung bình"
    " các tỷ lệ. Số của đơn vị bị chia chỉ chia theo tỷ lệ đã công bố, số của đơn vị đã gộp không"
    " tách ngược lại; số không quy được thì ở lại đơn vị đã báo cáo và được nêu tên."
)

CouncilPlace = tuple[str, str, int, str]  # group, unit, rank, prize
Grounds = tuple[str, str]  # the council's decision, and its reason
NO_GROUNDS: Grounds = ("", "")


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The same standings on the tree of another day; `stayed` could not be carried to it."""

    day: date
    root: str
    stayed: Counts


@dataclass(frozen=True, slots=True)
class Basis:
    """What an edition stands on: the freeze (None: still open), what stayed, other trees."""

    freeze: Freeze | None
    stayed: Counts
    elsewhere: tuple[Elsewhere, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """What an edition says of itself; `council` and `grounds` are empty without its result.

    `basis` is None in the first layout.
    """

    nr: int
    state: str
    size: int
    until: date
    at: str  # an instant in UTC, with Z
    plan_sha256: str
    reason: str
    replaces: int | None
    generated: bool
    council: tuple[CouncilPlace, ...]
    grounds: Grounds
    basis: Basis | None


def board_files(board: Board) -> dict[str, bytes]:
    """Write the tallies, standings and sheets of a board, of ranked units only."""
    blocks = {one.group.code: one.standings for one in board.groups}
    ranked = {standing.sheet.unit for standings in blocks.values() for standing in standings}
    tallies = {unit: board.quantities[unit] for unit in ranked}
    names = {unit: board.tree.nodes[unit].name for unit in ranked}
    return {
        "tallies.csv": tallies_csv(tallies),
        "standings.csv": standings_csv(board.plan, blocks, names, stage=board.stage),
        "sheets.json": sheets_json(board.plan, blocks, stage=board.stage),
    }


def elsewhere_files(board: Board, units: bytes) -> dict[str, bytes]:
    """Name the standings of a board on another tree, and the `units.csv` of that tree."""
    blocks = {one.group.code: one.standings for one in board.groups}
    names = {unit: node.name for unit, node in board.tree.nodes.items()}
    standings = standings_csv(board.plan, blocks, names, stage=board.stage)
    return dict(zip(elsewhere_names(board.tree.day), (standings, units), strict=True))


def elsewhere_names(day: date) -> tuple[str, str]:
    """Name the two files of the tree of another day: its standings and its units."""
    return f"elsewhere-{day}-standings.csv", f"elsewhere-{day}-units.csv"


def gone_units(content: bytes) -> frozenset[str]:
    """Name the units in a `units.csv` that do not stand on its tree."""
    return frozenset(row["unit"] for row in _rows(content) if not row["level"])


def units_csv(tree: Tree, groups: Mapping[str, str], gone: Mapping[str, Shares]) -> bytes:
    """Write the tree with each ranked unit's group, and what gone units went into next."""
    rows = [
        (*_node(node), groups.get(node.id, ""), "")
        for node in sorted(tree.nodes.values(), key=lambda node: node.id)
    ]
    for unit, into in sorted(gone.items()):
        shares = ";".join(f"{successor}:{share}" for successor, share in into)
        rows.append((unit, *[""] * 7, shares))
    return write_csv(EDITION_COLUMNS, rows)


def units_again(content: bytes, tree: Tree, members: Mapping[str, Iterable[str]]) -> bytes:
    """Write `units.csv` again from its own tree, with the groups as the plan makes them."""
    groups = {unit: group for group, units in members.items() for unit in units}
    rows = (row for row in _rows(content) if not row["level"])
    return units_csv(tree, groups, {row["unit"]: _read_parts(row["into"]) for row in rows})


def tree_csv(editions: Iterable[bytes]) -> bytes:
    """Write the tree of a day from the `units.csv` of its editions, the newest last and right."""
    nodes: dict[str, tuple[str, ...]] = {}
    for content in editions:
        nodes |= {
            row["unit"]: tuple(row[name] for name in TREE_COLUMNS)
            for row in _rows(content)
            if row["level"]
        }
    return write_csv(TREE_COLUMNS, (nodes[unit] for unit in sorted(nodes)))


def parse_units(content: bytes, day: date) -> tuple[Tree, dict[str, str], tuple[Succession, ...]]:
    """Read `units.csv` back: the tree, the groups, and the successions of gone units."""
    nodes: dict[str, Node] = {}
    groups: dict[str, str] = {}
    gone: dict[str, Shares] = {}
    for row in _rows(content):
        if row["into"]:
            gone[row["unit"]] = _read_parts(row["into"])
        if row["level"]:
            nodes[row["unit"]] = _read_node(row)
            if row["group"]:
                groups[row["unit"]] = row["group"]
    return Tree(day, nodes), groups, tuple(_generations(gone, day))


def _generations(gone: Mapping[str, Shares], day: date) -> Iterator[Succession]:
    """Give every generation a day of its own, the last one `day`: only their order matters."""
    left = dict(gone)
    while left:
        last = {unit for unit, into in left.items() if not any(each in left for each, _ in into)}
        if not last:
            raise RuleBroken("standings.units-circle", units=sorted(left))
        for unit in sorted(last):
            for successor, share in left.pop(unit):
                yield Succession(unit, successor, day, share)
        day -= ONE_DAY


def _rows(content: bytes) -> Iterator[dict[str, str]]:
    reader = csv.DictReader(io.StringIO(content.decode(), newline=""), strict=True)
    if tuple(reader.fieldnames or ()) != EDITION_COLUMNS:
        raise RuleBroken("standings.units-heading", expected=",".join(EDITION_COLUMNS))
    yield from reader


def _read_parts(into: str) -> Shares:
    pairs = (part.partition(":") for part in into.split(";") if part)
    return tuple((successor, Decimal(share)) for successor, _, share in pairs)


def edition_json(
    board: Board,
    frame: Frame,
    files: Mapping[str, bytes],
    changes: Iterable[Mapping[str, object]],
    late: Iterable[Mapping[str, object]],
) -> bytes:
    """Write the frame of an edition, with the hash of every other file."""
    plan = board.plan
    return (
        canonical(
            {
                "campaign": plan.code,
                "name": plan.name,
                "stage": board.stage.code if board.stage else "",
                "nr": frame.nr,
                "state": frame.state,
                "size": frame.size,
                "until": frame.until.isoformat(),
                "tree_day": board.tree.day.isoformat(),
                "at": frame.at,
                "plan": {"version": plan.version, "sha256": frame.plan_sha256},
                "replaces": frame.replaces,
                "reason": frame.reason,
                "generated": frame.generated,
                "files": {name: sha256(content).hexdigest() for name, content in files.items()},
                "changes": list(changes),
                "late": list(late),
                "council": _listed(frame.council),
                "grounds": {"decision": frame.grounds[0], "reason": frame.grounds[1]},
                **(_based(frame.basis) if frame.basis else {}),
            }
        )
        + b"\n"
    )


def _based(basis: Basis) -> dict[str, object]:
    return {
        "layout": LAYOUT,
        "freeze": basis.freeze.value() if basis.freeze else None,
        "stayed": _quantities(basis.stayed),
        "elsewhere": [
            {
                "day": one.day.isoformat(),
                "root": one.root,
                "files": list(elsewhere_names(one.day)),
                "method": METHOD,
                "stayed": _quantities(one.stayed),
            }
            for one in basis.elsewhere
        ],
    }


def _quantities(counts: Counts) -> list[dict[str, object]]:
    return [
        {"unit": unit, "measure": measure, "quantity": format(Decimal(mine[measure]), "f")}
        for unit, mine in sorted(counts.items())
        for measure in sorted(mine)
    ]


def council_mark(places: Iterable[CouncilPlace], grounds: Grounds) -> str:
    """Hash what the council decided; the log holds this mark, the next edition the words."""
    decision, reason = grounds
    value = {"places": _listed(places), "decision": decision, "reason": reason}
    return sha256(canonical(value)).hexdigest()


def read_council(frame: Mapping[str, Any]) -> tuple[tuple[CouncilPlace, ...], Grounds]:
    """Read the council's places and its decision and reason back from an edition's frame."""
    places = tuple(
        (one["group"], one["unit"], one["rank"], one["prize"]) for one in frame["council"]
    )
    return places, (frame["grounds"]["decision"], frame["grounds"]["reason"])


def _listed(places: Iterable[CouncilPlace]) -> list[dict[str, object]]:
    return [
        {"group": group, "unit": unit, "rank": rank, "prize": prize}
        for group, unit, rank, prize in sorted(places, key=lambda one: (one[0], one[2], one[1]))
    ]


def changes(before: bytes, after: bytes) -> list[dict[str, object]]:
    """List every unit whose rank, points or prize differ between two `standings.csv`."""
    old, new = _places(before), _places(after)
    return [
        {"unit": unit, "before": old.get(unit, []), "after": new.get(unit, [])}
        for unit in sorted(old.keys() | new.keys())
        if old.get(unit) != new.get(unit)
    ]


def late(facts: Iterable[tuple[Fact, Fact | None]], until: date) -> list[dict[str, object]]:
    """List by how much facts changed days that were published up to `until`.

    Each fact comes with the one it corrects: a correction changes a count by the difference.
    """
    found: dict[tuple[str, str, date], list[int]] = {}
    for fact, corrected in facts:
        if fact.day <= until:
            place = found.setdefault((fact.measure, fact.unit, fact.day), [0, 0])
            place[0] += 1
            place[1] += fact.quantity - (corrected.quantity if corrected else 0)
    return [
        {
            "measure": measure,
            "unit": unit,
            "day": day.isoformat(),
            "facts": count,
            "quantity": quantity,
        }
        for (measure, unit, day), (count, quantity) in sorted(found.items())
    ]


def _places(content: bytes) -> dict[str, list[str]]:
    reader = csv.DictReader(io.StringIO(content.decode(), newline=""))
    return {row["unit"]: [row["group"], row["rank"], row["points"], row["prize"]] for row in reader}


def _node(node: Node) -> tuple[str, ...]:
    return (
        node.id, node.code or "", node.name, node.kind, node.level, node.parent or "",
        node.overseen_by or "",
    )  # fmt: skip


def _read_node(row: Mapping[str, str]) -> Node:
    return Node(
        row["unit"],
        row["name"],
        row["kind"],
        Level(row["level"]),
        row["parent"] or None,
        row["overseen_by"] or None,
        row["code"] or None,
    )
