"""An edition made from what is in the log: for publishing it, and for replaying it later."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

from django.db.models import Q

from thidua.campaigns.models import PlanVersion
from thidua.counting.models import Fact, sums
from thidua.counting.models.known import local_day
from thidua.counting.rules import MeasureKind, Window
from thidua.ledger.models import Entry
from thidua.plans.rules.groups import members
from thidua.standings.models import COUNCIL, Edition, EditionFile, State, council_subject
from thidua.standings.models.live import sequenced
from thidua.standings.rules.board import Board, board, routes, stage_of, window
from thidua.standings.rules.edition import (
    NO_GROUNDS,
    CouncilPlace,
    Frame,
    Grounds,
    board_files,
    changes,
    edition_json,
    late,
    parse_units,
    tree_csv,
    units_again,
    units_csv,
)
from thidua.units.models import resolve, successions, tree
from thidua.units.rules import Succession, Tree

Workbook = Callable[[Board], bytes]  # a board's spreadsheet, made in `standings.outside`


@dataclass(frozen=True, slots=True)
class Ground:
    """What an edition stands on: a tree, where gone units went, and its own units.csv if kept."""

    tree: Tree
    chain: tuple[Succession, ...]
    kept: bytes | None


@dataclass(frozen=True, slots=True)
class Made:
    """An edition's board, its frame and its files by name."""

    board: Board
    frame: Frame
    files: dict[str, bytes]


def make(
    campaign: str, stage: str, state: State, reason: str, at: datetime, workbook: Workbook
) -> Made:
    """Make the next edition of a campaign from everything in the log by now."""
    version = PlanVersion.objects.in_force(campaign, local_day(at))
    earlier = Edition.objects.filter(campaign=campaign).order_by("-nr").first()
    part = stage_of(version.plan, stage)
    until = min(window(version.plan, part).period.last, local_day(at))
    edition = Edition(
        campaign=campaign,
        stage=stage,
        nr=earlier.nr + 1 if earlier else 1,
        state=state.value,
        size=sequenced(),
        plan_version=version.version,
        until=until,
        reason=reason,
        at=at,
    )
    root = resolve(version.plan.root)
    ground = Ground(tree(version.plan.tree_day, root), tuple(successions()), None)
    return _make(edition, version, ground, workbook)


def replay(edition: Edition, workbook: Workbook) -> Made:
    """Make an edition again from the log, on its own tree: the same bytes, every time.

    What became known of units since then changes nothing.
    """
    version = PlanVersion.objects.get(campaign=edition.campaign, version=edition.plan_version)
    kept = edition.files.get(name="units.csv").content
    standing, _groups, chain = parse_units(kept, version.plan.tree_day)
    return _make(edition, version, Ground(standing, chain, kept), workbook)


def _make(edition: Edition, version: PlanVersion, ground: Ground, workbook: Workbook) -> Made:
    plan = version.plan
    part = stage_of(plan, edition.stage)
    days = window(plan, part, edition.until)
    counted = sums.by_unit(sums.of_facts_at(days, edition.size))
    strange = counted.keys() - ground.tree.nodes.keys()
    routed = {unit for unit, into in routes(strange, ground.chain, ground.tree).items() if into}
    own = {unit: mine for unit, mine in counted.items() if unit not in strange - routed}
    gone = sorted(strange & routed)
    made = board(plan, part, ground.tree, ground.chain if gone else (), own)
    kinds = {key: measure.kind for key, measure in plan.measures.items()}
    council, grounds = _council(edition)
    replaced = _replaced(edition)
    frame = Frame(
        nr=edition.nr,
        state=edition.state,
        size=edition.size,
        until=edition.until,
        at=ledger_instant(edition.at),
        plan_sha256=version.sha256,
        reason=edition.reason,
        replaces=replaced.nr if replaced else None,
        generated=_is_simulated(days, kinds, edition.size, {*ground.tree.nodes, *gone}),
        council=council,
        grounds=grounds,
    )
    files = _files(made, gone, ground) | {"standings.xlsx": workbook(made)}
    frame_file = edition_json(
        made,
        frame,
        files,
        changes(_standings_of(replaced), files["standings.csv"]) if replaced else (),
        _late(replaced, days.measures, edition.size) if replaced else (),
    )
    return Made(made, frame, {**files, "edition.json": frame_file})


def published_files() -> Iterator[tuple[str, bytes]]:
    """Yield every file of every edition, under its name in the published folder."""
    for file in EditionFile.objects.select_related("edition").order_by("edition_id", "name"):
        yield f"editions/{file.edition.campaign}/{file.edition.nr}/{file.name}", file.content
    trees: dict[str, list[bytes]] = {}
    for edition in Edition.objects.order_by("pk"):
        version = PlanVersion.objects.get(campaign=edition.campaign, version=edition.plan_version)
        units = edition.files.get(name="units.csv").content
        trees.setdefault(f"units/{version.plan.tree_day}.csv", []).append(units)
    for name, found in trees.items():
        yield name, tree_csv(found)


def ledger_instant(at: datetime) -> str:
    """Write an instant as the ledger does: UTC, to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _files(made: Board, gone: list[str], ground: Ground) -> dict[str, bytes]:
    if ground.kept is not None:
        again = units_again(ground.kept, made.tree, members(made.plan, made.tree))
        return {**board_files(made), "units.csv": again}
    groups = {
        standing.sheet.unit: one.group.code for one in made.groups for standing in one.standings
    }
    into = routes(gone, ground.chain, made.tree)
    return {**board_files(made), "units.csv": units_csv(made.tree, groups, into)}


def _replaced(edition: Edition) -> Edition | None:
    """Give the newest earlier edition of the same campaign and stage."""
    return Edition.objects.of(edition.campaign, edition.stage).filter(nr__lt=edition.nr).first()


def _standings_of(edition: Edition) -> bytes:
    return edition.files.get(name="standings.csv").content


def _is_simulated(
    days: Window, kinds: Mapping[str, MeasureKind], size: int, units: set[str]
) -> bool:
    """Whether a simulated fact is among what an edition counts."""
    flows = [measure for measure, kind in kinds.items() if kind is MeasureKind.FLOW]
    before = Q(measure__in=flows, day__lt=days.period.first)
    live = Fact.objects.live_at(size).filter(generated=True, measure__in=days.measures)
    return live.filter(day__lt=days.period.end, unit__in=units).exclude(before).exists()


def _late(replaced: Edition, measures: frozenset[str], size: int) -> list[dict[str, object]]:
    rows = Fact.objects.filter(
        entry__outbox__leaf_index__gte=replaced.size,
        entry__outbox__leaf_index__lt=size,
        measure__in=measures,
    ).select_related("corrects")
    pairs = ((sums.value(row), sums.value(row.corrects) if row.corrects else None) for row in rows)
    return late(pairs, replaced.until)


def _council(edition: Edition) -> tuple[tuple[CouncilPlace, ...], Grounds]:
    """Give the council's newest result that was in the log at the edition's size."""
    entry = Entry.objects.filter(
        kind=COUNCIL,
        subject=council_subject(edition.campaign, edition.stage),
        outbox__leaf_index__lt=edition.size,
    ).last()
    if entry is None:
        return (), NO_GROUNDS
    said = entry.event.private
    places = cast("list[list[Any]]", said["places"])
    return tuple((one[0], one[1], one[2], one[3]) for one in places), (
        str(said["decision"]),
        str(said["reason"]),
    )
