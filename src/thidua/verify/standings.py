"""Recount every published edition from the log: tallies, points, ranks, files, to the byte.

What an edition says of itself is made again from the plan, the tree and the facts that were in
the log at its size; only the spreadsheet is held against its hash alone.
"""

import argparse
import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path
from typing import Any

from thidua.campaigns.rules import Plan
from thidua.campaigns.rules.groups import find_unit, members, references, settle
from thidua.campaigns.rules.parse import parse
from thidua.counting import rules as counting
from thidua.kernel.errors import RuleBroken
from thidua.ledger.rules import Fact
from thidua.standings.rules.board import Board, board, stage_of, window
from thidua.standings.rules.edition import (
    Frame,
    board_files,
    changes,
    council_places,
    edition_json,
    late,
    parse_units,
    tree_csv,
    units_again,
)
from thidua.units.rules import Tree
from thidua.verify import log as logs
from thidua.verify.leaf import Fact as PublicFact
from thidua.verify.leaf import Leaf

EDITION = "standings.edition-published"
COUNCIL = "standings.council-result-recorded"
PLAN = "campaigns.plan-published"
NAME = re.compile(r"[a-z]+(/[a-z0-9][a-z0-9.-]*)+", re.ASCII)
VIETNAM = timezone(timedelta(hours=7))
FILES = frozenset(
    {"edition.json", "tallies.csv", "units.csv", "standings.csv", "sheets.json", "standings.xlsx"}
)


@dataclass(frozen=True, slots=True)
class Recounted:
    """An edition that was recounted, with how many units and points lines agree."""

    campaign: str
    nr: int
    state: str
    size: int
    units: int
    lines: int


@dataclass(frozen=True, slots=True)
class _Edition:
    """An edition as announced in the log, with its files as they lie in the folder."""

    leaf: Leaf
    said: Mapping[str, object]
    files: Mapping[str, bytes]


def check(directory: Path, log: logs.Log) -> tuple[Recounted, ...]:
    """Recount all editions of a folder whose log was checked; files nobody announced are refused."""
    plans = dict(_plans(directory, log))
    announced = [leaf for leaf in log.leaves if leaf.kind == EDITION]
    editions = [_read(directory, leaf) for leaf in announced]
    _check_listing(directory, plans, editions)
    done: list[tuple[_Edition, Recounted]] = []
    for edition in editions:
        earlier = [one for one, _ in done if _same_standings(one, edition)]
        try:
            done.append((edition, _recount(edition, earlier, plans, log)))
        except (KeyError, TypeError, ValueError, ArithmeticError) as error:
            raise RuleBroken("verify.edition-malformed", nr=edition.said["nr"]) from error
    return tuple(recounted for _, recounted in done)


def _plans(directory: Path, log: logs.Log) -> Iterator[tuple[str, bytes]]:
    for leaf in log.leaves:
        if leaf.kind == PLAN:
            said = leaf.public
            name = f"plans/{said.get('campaign')}/{said.get('version')}.toml"
            content = _file(directory, name)
            if sha256(content).hexdigest() != said.get("sha256"):
                raise RuleBroken("verify.file-differs", name=name)
            yield name, content


def _read(directory: Path, leaf: Leaf) -> _Edition:
    said = leaf.public
    hashes = said.get("files")
    whole = said.keys() >= {"campaign", "stage", "nr", "state", "size", "plan"}
    if not whole or not isinstance(hashes, dict) or hashes.keys() != FILES:
        raise RuleBroken("verify.leaf-malformed", index=leaf.index)
    files = {}
    for name, expected in hashes.items():
        path = f"editions/{said['campaign']}/{said['nr']}/{name}"
        files[name] = _file(directory, path)
        if sha256(files[name]).hexdigest() != expected:
            raise RuleBroken("verify.file-differs", name=path)
    return _Edition(leaf, said, files)


def _check_listing(
    directory: Path, plans: Mapping[str, bytes], editions: Sequence[_Edition]
) -> None:
    """Refuse what nobody announced, and trees that are not those of the editions."""
    trees: dict[str, list[bytes]] = {}
    for edition in editions:
        day = json.loads(edition.files["edition.json"])["tree_day"]
        trees.setdefault(f"units/{day}.csv", []).append(edition.files["units.csv"])
    for name, found in trees.items():
        if _file(directory, name) != tree_csv(found):
            raise RuleBroken("verify.file-differs", name=name)
    known = {*plans, *trees, "log.vkey"} | {
        f"editions/{edition.said['campaign']}/{edition.said['nr']}/{name}"
        for edition in editions
        for name in FILES
    }
    for path in sorted(directory.rglob("*")):
        name = path.relative_to(directory).as_posix()
        checked_by_log = name.startswith(("log/", "facts/"))
        if (path.is_symlink() or not path.is_dir()) and not checked_by_log and name not in known:
            raise RuleBroken("verify.file-unlisted", name=name)


def _same_standings(one: _Edition, other: _Edition) -> bool:
    return all(one.said[name] == other.said[name] for name in ("campaign", "stage"))


def _recount(
    edition: _Edition, earlier: Sequence[_Edition], plans: Mapping[str, bytes], log: logs.Log
) -> Recounted:
    said = json.loads(edition.files["edition.json"])
    standing, _groups, chain = parse_units(
        edition.files["units.csv"], date.fromisoformat(said["tree_day"])
    )
    plan = _settled(_plan(edition, said, plans), standing)
    size = _size(edition, said)
    part = stage_of(plan, said["stage"])
    until = min(window(plan, part).period.last, _local_day(edition.leaf.at))
    days = window(plan, part, until)
    facts = list(log.facts_before(size))
    own = _own_counts(days, plan, facts)
    made = board(plan, part, standing, chain, own)
    files = {
        **board_files(made),
        "units.csv": units_again(edition.files["units.csv"], made.tree, members(plan, standing)),
        "standings.xlsx": edition.files["standings.xlsx"],
    }
    replaced = earlier[-1] if earlier else None
    frame = Frame(
        nr=_whole(edition, "nr"),
        state=str(edition.said["state"]),
        size=size,
        until=until,
        at=edition.leaf.at,
        plan_sha256=str(edition.said["plan"]),
        reason=said["reason"],
        replaces=_whole(replaced, "nr") if replaced else None,
        generated=any(fact.generated for fact in _live(facts) if fact.measure in plan.measures),
        council=_council(edition, log, size),
    )
    files["edition.json"] = edition_json(
        made,
        frame,
        files,
        changes(replaced.files["standings.csv"], files["standings.csv"]) if replaced else (),
        _late(replaced, plan, facts) if replaced else (),
    )
    _compare(edition, files)
    return _summary(edition, made, size)


def _plan(edition: _Edition, said: Mapping[str, Any], plans: Mapping[str, bytes]) -> Plan:
    version = said["plan"]["version"]
    name = f"plans/{edition.said['campaign']}/{version}.toml"
    content = plans.get(name)
    if content is None or sha256(content).hexdigest() != edition.said["plan"]:
        raise RuleBroken("verify.plan-differs", name=name)
    plan, _problems = parse(tomllib.loads(content.decode()))
    if plan is None:
        raise RuleBroken("verify.plan-broken", name=name)
    return plan


def _settled(plan: Plan, tree: Tree) -> Plan:
    """Put the ids of the tree in place of the codes that the plan names."""
    found = {named: find_unit(named, tree) for _, named in references(plan)}
    if lacking := sorted(named for named, unit in found.items() if unit is None):
        raise RuleBroken("verify.unit-not-on-tree", units=lacking, day=tree.day)
    return settle(plan, {named: unit for named, unit in found.items() if unit})


def _size(edition: _Edition, said: Mapping[str, object]) -> int:
    size = _whole(edition, "size")
    if not 0 < size <= edition.leaf.index or said["size"] != size:
        raise RuleBroken("verify.edition-size", nr=edition.said["nr"], size=size)
    return size


def _whole(edition: _Edition, name: str) -> int:
    number = edition.said.get(name)
    if type(number) is not int:
        raise RuleBroken("verify.leaf-malformed", index=edition.leaf.index)
    return number


def _local_day(instant: str) -> date:
    return datetime.fromisoformat(instant).astimezone(VIETNAM).date()


def _live(facts: Sequence[PublicFact]) -> Iterator[PublicFact]:
    corrected = {fact.corrects for fact in facts if fact.corrects}
    return (fact for fact in facts if fact.id not in corrected)


def _value(fact: PublicFact) -> Fact:
    """Give the fact as counting sees it; its source and key are not public."""
    return Fact(
        measure=fact.measure,
        unit=fact.unit,
        day=fact.day,
        quantity=fact.quantity,
        source="",
        key=fact.id,
        grade=fact.grade,
        generated=fact.generated,
        corrects=fact.corrects,
    )


def _own_counts(
    days: counting.Window, plan: Plan, facts: Sequence[PublicFact]
) -> dict[str, dict[str, int]]:
    kinds = {key: measure.kind for key, measure in plan.measures.items()}
    counted = counting.tallies(_value(fact) for fact in _live(facts) if fact.measure in kinds)
    found: dict[str, dict[str, int]] = {}
    for (measure, unit), quantity in counting.window_sums(days, kinds, counted).items():
        found.setdefault(unit, {})[measure] = quantity
    return found


def _late(replaced: _Edition, plan: Plan, facts: Sequence[PublicFact]) -> list[dict[str, object]]:
    before = json.loads(replaced.files["edition.json"])
    mine = ((fact.leaf, _value(fact)) for fact in facts if fact.measure in plan.measures)
    return late(mine, before["size"], date.fromisoformat(before["until"]))


def _council(edition: _Edition, log: logs.Log, size: int) -> tuple[tuple[str, str, int, str], ...]:
    mine = [
        leaf.public
        for leaf in log.leaves[:size]
        if leaf.kind == COUNCIL
        and all(leaf.public[name] == edition.said[name] for name in ("campaign", "stage"))
    ]
    return council_places(mine[-1]) if mine else ()


def _compare(edition: _Edition, files: Mapping[str, bytes]) -> None:
    for name in sorted(FILES):
        if files[name] != edition.files[name]:
            path = f"editions/{edition.said['campaign']}/{edition.said['nr']}/{name}"
            raise RuleBroken("verify.recount-differs", name=path)


def _summary(edition: _Edition, made: Board, size: int) -> Recounted:
    sheets = [standing.sheet for one in made.groups for standing in one.standings]
    return Recounted(
        str(edition.said["campaign"]),
        _whole(edition, "nr"),
        str(edition.said["state"]),
        size,
        len(sheets),
        sum(len(sheet.lines) for sheet in sheets),
    )


def _file(directory: Path, name: str) -> bytes:
    path = directory / name
    if not NAME.fullmatch(name):  # a name in a leaf never leads out of the folder
        raise RuleBroken("verify.file-unlisted", name=name)
    if not path.is_file() or path.is_symlink():
        raise RuleBroken("verify.file-missing", name=name)
    return path.read_bytes()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("directory", type=Path, metavar="DIR", help="published folder")
    parser.add_argument("--key", metavar="VKEY", help="public key of the log, got from elsewhere")


def run(options: argparse.Namespace) -> None:
    """Check the log, then recount every edition, and say what was recounted."""
    found = check(options.directory, logs.read(options.directory, options.key))
    for one in found:
        print(
            f"{one.campaign} · lần công bố {one.nr} ({one.state}) · sổ {one.size} mục: "
            f"{one.units} đơn vị, {one.lines} dòng điểm đều khớp khi đếm lại."
        )
    if not found:
        print("Thư mục chưa có lần công bố nào.")
