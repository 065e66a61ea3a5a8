"""Recount every published edition from the log: tallies, points, ranks, files, to the byte.

What an edition says of itself is made again from the plan, the tree and the facts that were in
the log at its size; of the spreadsheet it is every cell. The tree is the one whose fingerprint
the log holds for the plan. Where the counts of units go that stand no more, and the tree of
another day, is bound by the edition alone: shares above zero that make up a whole, and only for
such units.
"""

import argparse
import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from thidua.basis.rules import frozen_at
from thidua.counting import rules as counting
from thidua.kernel.errors import RuleBroken
from thidua.ledger.rules import Fact
from thidua.plans.rules import Plan
from thidua.plans.rules.groups import find_unit, members, references, settle, tree_mark
from thidua.standings.rules.board import Board, Counts, board, elsewhere, stage_of, window
from thidua.standings.rules.edition import (
    NO_GROUNDS,
    Basis,
    CouncilPlace,
    Elsewhere,
    Frame,
    Grounds,
    board_files,
    changes,
    council_mark,
    edition_json,
    elsewhere_files,
    elsewhere_names,
    gone_units,
    late,
    parse_units,
    read_council,
    units_again,
)
from thidua.standings.rules.pages import pages
from thidua.standings.rules.turn import local_day
from thidua.units.rules import Succession, Tree
from thidua.units.rules.succession import EXACT, ONE
from thidua.verify import announced, freezing, workbook
from thidua.verify import log as logs
from thidua.verify.announced import Edition
from thidua.verify.leaf import Fact as PublicFact

COUNCIL = "standings.council-result-recorded"
COUNCIL_FIELDS = frozenset({"campaign", "stage", "n", "sha256"})
OPEN = " Công bố theo quy cách cũ: số liệu ghi sau giờ chốt cũng được tính."
MALFORMED = (
    AttributeError,
    ArithmeticError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
    csv.Error,
)


@dataclass(frozen=True, slots=True)
class Recounted:
    """An edition that was recounted, with how many units and points lines agree.

    `is_open`: it is after the freeze, and from before editions kept to it.
    """

    campaign: str
    nr: int
    state: str
    size: int
    units: int
    lines: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class _Replaced:
    """An edition that a later one replaces, the last day that it counted, and which facts."""

    edition: Edition
    until: date
    facts: frozenset[str]


def check(directory: Path, log: logs.Log) -> tuple[Recounted, ...]:
    """Recount all editions of a folder whose log was checked; files nobody announced are refused."""
    _check_days(log)
    done: dict[tuple[str, str], _Replaced] = {}
    recounted: list[Recounted] = []
    editions = announced.read(directory, log)
    for edition in editions:
        series = (edition.version.plan.code, edition.turn.stage)
        try:
            made, until, facts = _recount(edition, done.get(series), log)
        except MALFORMED as error:
            raise RuleBroken("verify.edition-malformed", nr=edition.turn.nr) from error
        done[series] = _Replaced(edition, until, frozenset(fact.id for fact in facts))
        recounted.append(_summary(edition, made))
    announced.check_trees(directory, editions)
    return tuple(recounted)


def _check_days(log: logs.Log) -> None:
    """Refuse facts of a day that had not come, in Vietnam, when their leaf was written."""
    for fact in log.facts:
        if fact.day > _local_day(log.leaves[fact.leaf].at):
            raise RuleBroken("verify.fact-ahead", id=fact.id, index=fact.leaf, day=fact.day)


@lru_cache
def _local_day(instant: str) -> date:
    return local_day(datetime.fromisoformat(instant))


def _recount(
    edition: Edition, replaced: _Replaced | None, log: logs.Log
) -> tuple[Board, date, Sequence[PublicFact]]:
    """Make the files of an edition again, and compare; give its board, last day and facts."""
    units = edition.files["units.csv"]
    standing, _groups, chain = parse_units(units, edition.version.plan.tree_day)
    if tree_mark(standing) != edition.version.tree:
        raise RuleBroken("verify.tree-differs", nr=edition.turn.nr, plan=edition.version.name)
    _check_shares(edition, standing, chain)
    plan = _settled(edition.version.plan, standing)
    part = stage_of(plan, edition.turn.stage)
    until = min(window(plan, part).period.last, local_day(edition.turn.at))
    facts = list(log.facts_before(edition.turn.size))
    frozen = freezing.read(edition, log) if edition.layout > 1 else None
    counted = freezing.counted(facts, frozen, log) if frozen else facts
    days = window(plan, part, until)
    here = _here(edition, standing, chain)
    own = _own_counts(days, plan, counted)
    mine = {unit: counts for unit, counts in own.items() if unit in here}
    made = board(plan, part, standing, chain, mine)
    generated = _is_simulated(days, plan, counted, here)
    if frozen:
        frozen = freezing.with_left_out(frozen, _countable(days, plan, facts, here), counted)
    told = _elsewhere(edition, made, mine) if edition.layout > 1 else []
    basis = Basis(frozen, made.stayed, tuple(one for one, _ in told))
    files = {
        **board_files(made),
        "units.csv": units_again(units, made.tree, members(plan, standing)),
        "standings.xlsx": edition.files["standings.xlsx"],
        **{name: content for _, found in told for name, content in found.items()},
    }
    before = replaced.edition if replaced else None
    files["edition.json"] = edition_json(
        made,
        _frame(edition, before, until, _council(edition, log), basis, generated=generated),
        files,
        changes(before.files["standings.csv"], files["standings.csv"]) if before else (),
        _late(replaced, plan, counted, facts) if replaced else (),
    )
    _compare(edition, files)
    if not workbook.check(edition.files["standings.xlsx"], pages(made)):
        raise RuleBroken("verify.recount-differs", name=f"{edition.folder}/standings.xlsx")
    return made, until, counted


def _here(edition: Edition, standing: Tree, chain: Sequence[Succession]) -> set[str]:
    """Give the units whose facts an edition counts, or names because they stayed behind."""
    if edition.layout == 1:
        return {*standing.nodes, *(each.predecessor for each in chain)}
    return {*standing.nodes, *gone_units(edition.files["units.csv"])}


def _elsewhere(
    edition: Edition, made: Board, own: Counts
) -> list[tuple[Elsewhere, dict[str, bytes]]]:
    """Show the board again on the trees of other days, which the edition alone tells."""
    said = json.loads(edition.files["edition.json"])
    found = []
    for each in said["elsewhere"]:
        day, root = date.fromisoformat(each["day"]), each["root"]
        units = edition.files[elsewhere_names(day)[1]]
        standing, _groups, chain = parse_units(units, day)
        _check_shares(edition, standing, chain)
        plan = elsewhere(made.plan, standing, chain, own, root)
        again = board(plan, made.stage, standing, chain, own)
        files = elsewhere_files(again, units_again(units, standing, members(plan, standing)))
        found.append((Elsewhere(day, root, again.stayed), files))
    return found


def _check_shares(edition: Edition, tree: Tree, chain: Sequence[Succession]) -> None:
    """Refuse shares of gone units that make up no whole."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for each in chain:
        if each.predecessor in tree.nodes or each.share is None or each.share <= 0:
            raise RuleBroken("verify.shares-wrong", nr=edition.turn.nr, unit=each.predecessor)
        sums[each.predecessor] = EXACT.add(sums[each.predecessor], each.share)
    for unit, total in sums.items():
        if total != ONE:
            raise RuleBroken("verify.shares-wrong", nr=edition.turn.nr, unit=unit)


def _settled(plan: Plan, tree: Tree) -> Plan:
    """Put the ids of the tree in place of the codes that the plan names."""
    found = {named: find_unit(named, tree) for _, named in references(plan)}
    if lacking := sorted(named for named, unit in found.items() if unit is None):
        raise RuleBroken("verify.unit-not-on-tree", units=lacking, day=tree.day)
    return settle(plan, {named: unit for named, unit in found.items() if unit})


def _frame(
    edition: Edition,
    before: Edition | None,
    until: date,
    council: tuple[tuple[CouncilPlace, ...], Grounds],
    basis: Basis,
    *,
    generated: bool,
) -> Frame:
    turn = edition.turn
    return Frame(
        nr=turn.nr,
        state=turn.state.value,
        size=turn.size,
        until=until,
        at=edition.leaf.at,
        plan_sha256=edition.version.sha256,
        reason=turn.reason,
        replaces=before.turn.nr if before else None,
        generated=generated,
        council=council[0],
        grounds=council[1],
        basis=basis if edition.layout > 1 else None,
    )


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


def _countable(
    days: counting.Window, plan: Plan, facts: Iterable[PublicFact], units: set[str]
) -> Iterator[PublicFact]:
    """Yield the facts that are of an edition's days, measures and units."""
    return (
        fact
        for fact in facts
        if fact.unit in units
        and fact.measure in plan.measures
        and counting.counts_in(days, plan.measures[fact.measure].kind, fact.day)
    )


def _is_simulated(
    days: counting.Window, plan: Plan, facts: Sequence[PublicFact], units: set[str]
) -> bool:
    """Whether a simulated fact is among what an edition counts."""
    return any(fact.generated for fact in _countable(days, plan, _live(facts), units))


def _late(
    replaced: _Replaced, plan: Plan, counted: Sequence[PublicFact], facts: Sequence[PublicFact]
) -> list[dict[str, object]]:
    """List what counts now and did not in the edition before."""
    known = {fact.id: _value(fact) for fact in facts}
    pairs = (
        (known[fact.id], known[fact.corrects] if fact.corrects else None)
        for fact in counted
        if fact.id not in replaced.facts and fact.measure in plan.measures
    )
    return late(pairs, replaced.until)


def _council(edition: Edition, log: logs.Log) -> tuple[tuple[CouncilPlace, ...], Grounds]:
    """Give the council's result that the edition tells; the log holds the mark of the newest."""
    asked = (edition.version.plan.code, edition.turn.stage)
    mark = None
    for leaf in log.leaves[: edition.turn.size]:
        if leaf.kind == COUNCIL:
            if leaf.public.keys() != COUNCIL_FIELDS:
                raise RuleBroken("verify.leaf-malformed", index=leaf.index)
            if (leaf.public["campaign"], leaf.public["stage"]) == asked:
                mark = leaf.public["n"], leaf.public["sha256"]
    if mark is None:
        return (), NO_GROUNDS
    places, grounds = read_council(json.loads(edition.files["edition.json"]))
    if (len(places), council_mark(places, grounds)) != mark:
        raise RuleBroken("verify.council-differs", nr=edition.turn.nr)
    return places, grounds


def _compare(edition: Edition, files: Mapping[str, bytes]) -> None:
    for name in sorted(files.keys() | edition.files.keys()):
        if files.get(name) != edition.files.get(name):
            raise RuleBroken("verify.recount-differs", name=f"{edition.folder}/{name}")


def _summary(edition: Edition, made: Board) -> Recounted:
    sheets = [standing.sheet for one in made.groups for standing in one.standings]
    turn = edition.turn
    lines = sum(len(sheet.lines) for sheet in sheets)
    is_open = edition.layout == 1 and frozen_at(made.plan, turn.at) is not None
    return Recounted(made.plan.code, turn.nr, turn.state, turn.size, len(sheets), lines, is_open)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("directory", type=Path, metavar="DIR", help="published folder")
    parser.add_argument("--key", metavar="VKEY", help="public key of the log, got from elsewhere")
    parser.add_argument(
        "--since", type=Path, metavar="FILE", help="checkpoint kept from earlier: must still hold"
    )


def run(options: argparse.Namespace) -> None:
    """Check the log, then recount every edition, and say what was recounted."""
    since = options.since.read_bytes() if options.since else None
    found = check(options.directory, logs.read(options.directory, options.key, since))
    for one in found:
        print(
            f"{one.campaign} · lần công bố {one.nr} ({one.state}) · sổ {one.size} mục: "
            f"{one.units} đơn vị, {one.lines} dòng điểm đều khớp khi đếm lại."
            f"{OPEN if one.is_open else ''}"
        )
    if not found:
        print("Thư mục chưa có lần công bố nào.")
