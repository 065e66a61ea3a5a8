"""What the log announces of plans and editions, and the files that go with it.

Leaves have exactly the fields that publishing writes, plans agree with their leaves, and each
version takes force after the one before it.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from itertools import accumulate
from pathlib import Path

from thidua.kernel.errors import RuleBroken
from thidua.plans.rules import Plan
from thidua.plans.rules.parse import parse
from thidua.standings.rules.edition import LAYOUT, tree_csv
from thidua.standings.rules.turn import State, Turn, check_turn, local_day
from thidua.verify import log as logs
from thidua.verify.leaf import Leaf, read_object
from thidua.verify.note import read_key

EDITION = "standings.edition-published"
PLAN = "campaigns.plan-published"
NAME = re.compile(r"[a-z]+(/[a-z0-9][a-z0-9.-]*)+", re.ASCII)
FILES = frozenset(
    {"edition.json", "tallies.csv", "units.csv", "standings.csv", "sheets.json", "standings.xlsx"}
)
ELSEWHERE = re.compile(r"elsewhere-([0-9]{4}-[0-9]{2}-[0-9]{2})-(?:standings|units)\.csv")
LAYOUT_SINCE = "2027-01-01T00:00:00Z"  # from here on no edition has the first layout
KEYS = frozenset({"log.vkey", "receipt.vkey"})
LARGEST_FRAME = 1 << 28  # bytes of an edition.json


@dataclass(frozen=True, slots=True)
class Version:
    """A published version of a plan; `tree` is the fingerprint of the tree it ranks on."""

    index: int
    name: str
    plan: Plan
    sha256: str
    tree: str


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition as announced in the log, with its plan, and its files as they lie in the folder.

    `layout` 1 is that of editions before there was a freeze.
    """

    leaf: Leaf
    version: Version
    turn: Turn
    files: Mapping[str, bytes]
    layout: int

    @property
    def folder(self) -> str:
        """Where its files are in the published folder."""
        return f"editions/{self.version.plan.code}/{self.turn.nr}"

    @property
    def tree_name(self) -> str:
        """The file of the tree that it ranks on."""
        return f"units/{self.version.plan.tree_day}.csv"


def read(directory: Path, log: logs.Log) -> list[Edition]:
    """Read all editions, each in its turn; files that nobody announced are refused."""
    versions = _versions(directory, log.leaves)
    newest = tuple(accumulate((leaf.at for leaf in log.leaves), max))
    editions: list[Edition] = []
    for leaf in log.leaves:
        if leaf.kind == EDITION:
            edition = _edition(directory, leaf, versions)
            _check_layout(edition, editions)
            _check_turn(edition, editions, newest[edition.turn.size - 1])
            editions.append(edition)
    _check_listing(directory, versions, editions)
    _check_receipt_key(directory, log.checkpoint.origin)
    return editions


def check_trees(directory: Path, editions: Iterable[Edition]) -> None:
    """Refuse trees of a day that are not those of the editions."""
    trees: dict[str, list[bytes]] = {}
    for edition in editions:
        trees.setdefault(edition.tree_name, []).append(edition.files["units.csv"])
    for name, found in trees.items():
        if file(directory, name) != tree_csv(found):
            raise RuleBroken("verify.file-differs", name=name)


def read_plan(content: bytes) -> Plan | None:
    """Read a plan from its bytes; None when it is none."""
    try:
        plan, _problems = parse(tomllib.loads(content.decode()))
    except (ValueError, RecursionError):
        return None
    return plan


def _versions(directory: Path, leaves: Iterable[Leaf]) -> list[Version]:
    versions: list[Version] = []
    for leaf in leaves:
        if leaf.kind == PLAN:
            version = _version(directory, leaf)
            _check_next(version, [one for one in versions if one.plan.code == version.plan.code])
            versions.append(version)
    return versions


def _version(directory: Path, leaf: Leaf) -> Version:
    match leaf.public:
        case {
            "campaign": str(campaign),
            "version": int(number),
            "name": str(title),
            "sha256": str(digest),
            "effective_from": str(day),
            "tree": str(tree),
            **rest,
        } if not rest and not isinstance(number, bool):
            name = f"plans/{campaign}/{number}.toml"
        case _:
            raise RuleBroken("verify.leaf-malformed", index=leaf.index)
    content = _signed(directory, name, digest)
    plan = read_plan(content)
    if plan is None:
        raise RuleBroken("verify.plan-broken", name=name)
    said = (campaign, number, title, day)
    if said != (plan.code, plan.version, plan.name, plan.effective_from.isoformat()):
        raise RuleBroken("verify.plan-differs", name=name)
    return Version(leaf.index, name, plan, digest, tree)


def _check_next(version: Version, earlier: Sequence[Version]) -> None:
    """Refuse a version that is not the next, or takes force before the last one does."""
    days = [one.plan.effective_from for one in earlier]
    late = max(days, default=date.min) >= version.plan.effective_from
    if version.plan.version != len(days) + 1 or late:
        raise RuleBroken("verify.plan-order", name=version.name)


def _edition(directory: Path, leaf: Leaf, versions: Iterable[Version]) -> Edition:
    match leaf.public:
        case {
            "campaign": str(campaign),
            "stage": str(stage),
            "nr": int(nr),
            "state": str(state),
            "size": int(size),
            "plan": str(plan),
            "files": dict(hashes),
            **rest,
        } if (
            rest in ({}, {"layout": LAYOUT})
            and not (isinstance(nr, bool) or isinstance(size, bool))
            and _are_files(hashes.keys(), elsewhere=bool(rest))
            and state in frozenset(State)
        ):
            files = {
                name: _signed(directory, f"editions/{campaign}/{nr}/{name}", digest)
                for name, digest in hashes.items()
            }
        case _:
            raise RuleBroken("verify.leaf-malformed", index=leaf.index)
    if not 0 < size <= leaf.index:
        raise RuleBroken("verify.edition-size", nr=nr, size=size)
    at = datetime.fromisoformat(leaf.at)
    version = _in_force(versions, campaign, size, local_day(at))
    if version is None or version.sha256 != plan:
        raise RuleBroken("verify.plan-not-in-force", nr=nr, campaign=campaign)
    frame = read_object(files["edition.json"], LARGEST_FRAME) or {}
    reason = frame.get("reason")
    if not isinstance(reason, str):
        raise RuleBroken("verify.edition-malformed", nr=nr)
    turn = Turn(stage, nr, State(state), size, at, reason)
    return Edition(leaf, version, turn, files, LAYOUT if rest else 1)


def _are_files(names: AbstractSet[str], *, elsewhere: bool) -> bool:
    """Whether an edition has its files, and beside them at most whole pairs of other days."""
    more = names - FILES
    days = {found[1] for name in more if (found := ELSEWHERE.fullmatch(name))}
    pairs = {f"elsewhere-{day}-{kind}.csv" for day in days for kind in ("standings", "units")}
    return names >= FILES and more == pairs and (elsewhere or not more)


def _check_layout(edition: Edition, earlier: Sequence[Edition]) -> None:
    """Refuse an edition that says nothing of a freeze where editions already had to."""
    newer = any(one.layout == LAYOUT for one in earlier)
    if edition.layout == 1 and (newer or edition.leaf.at >= LAYOUT_SINCE):
        raise RuleBroken("verify.edition-layout", nr=edition.turn.nr)


def _in_force(versions: Iterable[Version], campaign: str, size: int, day: date) -> Version | None:
    """Give the newest version that was in the log at this size and has force on this day."""
    found = [
        one
        for one in versions
        if one.plan.code == campaign and one.index < size and one.plan.effective_from <= day
    ]
    return found[-1] if found else None


def _check_turn(edition: Edition, before: Iterable[Edition], newest: str) -> None:
    plan, turn = edition.version.plan, edition.turn
    earlier = [one.turn for one in before if one.version.plan.code == plan.code]
    try:
        check_turn(plan, turn, earlier, datetime.fromisoformat(newest))
    except RuleBroken as broken:
        raise RuleBroken("verify.edition-out-of-turn", nr=turn.nr, reason=broken) from None


def _check_listing(
    directory: Path, versions: Iterable[Version], editions: Iterable[Edition]
) -> None:
    """Refuse what nobody announced."""
    known = {*KEYS} | {version.name for version in versions}
    known |= {edition.tree_name for edition in editions}
    known |= {f"{edition.folder}/{name}" for edition in editions for name in edition.files}
    for path in sorted(directory.rglob("*")):
        name = path.relative_to(directory).as_posix()
        checked_by_log = name.startswith(("log/", "facts/"))
        if (path.is_symlink() or not path.is_dir()) and not checked_by_log and name not in known:
            raise RuleBroken("verify.file-unlisted", name=name)


def _check_receipt_key(directory: Path, origin: str) -> None:
    """Refuse a key of receipts that has another name than this log's."""
    try:
        key = read_key(file(directory, "receipt.vkey").decode().removesuffix("\n"))
    except UnicodeDecodeError:
        raise RuleBroken("verify.key-malformed") from None
    if key.name != f"{origin}/receipt":
        raise RuleBroken("verify.file-differs", name="receipt.vkey")


def _signed(directory: Path, name: str, digest: object) -> bytes:
    content = file(directory, name)
    if sha256(content).hexdigest() != digest:
        raise RuleBroken("verify.file-differs", name=name)
    return content


def file(directory: Path, name: str) -> bytes:
    """Read a plain file of the folder; a name in a leaf never leads out of it."""
    path = directory / name
    if name not in KEYS and not NAME.fullmatch(name):
        raise RuleBroken("verify.file-unlisted", name=name)
    if not path.is_file() or path.is_symlink():
        raise RuleBroken("verify.file-missing", name=name)
    return path.read_bytes()
