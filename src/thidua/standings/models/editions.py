"""An edition made from what is in the log: for publishing it, and for replaying it later."""

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, cast

from django.db.models import Q, QuerySet

from thidua.basis.models.facts import (
    admissions_at,
    check_whole,
    counted,
    frozen_size,
    late,
    stands,
)
from thidua.basis.models.trees import other_trees
from thidua.basis.rules import Admission, Freeze, admitted, frozen_at, kin
from thidua.campaigns.models import PlanVersion
from thidua.counting.models import Fact, sums
from thidua.counting.models.known import local_day
from thidua.counting.rules import MeasureKind, Window
from thidua.ledger.models import Entry
from thidua.plans.rules import Plan
from thidua.plans.rules.groups import members
from thidua.standings.models import COUNCIL, Edition, EditionFile, State, council_subject
from thidua.standings.models.live import sequenced
from thidua.standings.rules.board import (
    Board,
    Counts,
    board,
    elsewhere,
    routes,
    stage_of,
    window,
)
from thidua.standings.rules.edition import (
    LAYOUT,
    NO_GROUNDS,
    Basis,
    CouncilPlace,
    Elsewhere,
    Frame,
    Grounds,
    board_files,
    changes,
    edition_json,
    elsewhere_files,
    gone_units,
    parse_units,
    tree_csv,
    units_again,
    units_csv,
)
from thidua.standings.rules.edition import late as late_days
from thidua.units.models import resolve, successions, tree
from thidua.units.rules import Succession, Tree

Workbook = Callable[[Board], bytes]  # a board's spreadsheet, made in `standings.outside`


@dataclass(frozen=True, slots=True)
class Ground:
    """What an edition stands on: a tree with its root, where gone units went, how it is told.

    `kept` is its own units.csv when it is made again, `others` the same of other days' trees.
    """

    tree: Tree
    root: str
    chain: tuple[Succession, ...]
    kept: bytes | None
    layout: int
    others: "tuple[Ground, ...]" = ()

    def gone(self, units: Iterable[str]) -> set[str]:
        """Keep the units that do not stand but belong to it: what they counted is not lost."""
        strange = set(units) - self.tree.nodes.keys()
        if self.layout == 1:
            found = routes(strange, self.chain, self.tree)
            return {unit for unit in strange if found[unit]}
        if self.kept is not None:
            return strange & gone_units(self.kept)
        return kin(strange, self.chain, self.tree)

    def units_csv(self, made: Board, gone: Iterable[str]) -> bytes:
        """Write its units.csv, or write the kept one again."""
        groups = members(made.plan, made.tree)
        if self.kept is not None:
            return units_again(self.kept, made.tree, groups)
        by_unit = {unit: group for group, units in groups.items() for unit in units}
        return units_csv(made.tree, by_unit, routes(gone, self.chain, made.tree))


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
    days = window(version.plan, part)
    edition = Edition(
        campaign=campaign,
        stage=stage,
        nr=earlier.nr + 1 if earlier else 1,
        state=state.value,
        size=sequenced(),
        plan_version=version.version,
        until=min(days.period.last, local_day(at)),
        reason=reason,
        at=at,
    )
    root = resolve(version.plan.root)
    chain = tuple(successions())
    others = tuple(
        Ground(standing, heir, chain, None, LAYOUT)
        for standing, heir in other_trees(version.plan, days.period)
    )
    standing = tree(version.plan.tree_day, root)
    return _make(edition, version, Ground(standing, root, chain, None, LAYOUT, others), workbook)


def replay(edition: Edition, workbook: Workbook) -> Made:
    """Make an edition again from the log, on its own tree: the same bytes, every time.

    What became known of units since then changes nothing.
    """
    version = PlanVersion.objects.get(campaign=edition.campaign, version=edition.plan_version)
    kept = {file.name: file.content for file in edition.files.all()}
    said = json.loads(kept["edition.json"])
    others = tuple(
        _kept(kept[each["files"][1]], date.fromisoformat(each["day"]), each["root"], LAYOUT)
        for each in said.get("elsewhere", ())
    )
    layout = said.get("layout", 1)
    root = resolve(version.plan.root)
    ground = _kept(kept["units.csv"], version.plan.tree_day, root, layout)
    return _make(edition, version, replace(ground, others=others), workbook)


def _kept(units: bytes, day: date, root: str, layout: int) -> Ground:
    standing, _groups, chain = parse_units(units, day)
    return Ground(standing, root, chain, units, layout)


def _make(edition: Edition, version: PlanVersion, ground: Ground, workbook: Workbook) -> Made:
    plan = version.plan
    part = stage_of(plan, edition.stage)
    days = window(plan, part, edition.until)
    freeze_at, admissions = _footing(edition, plan, ground.layout)
    taken = admitted(admissions)
    facts = counted(freeze_at, taken, edition.size)
    raw = sums.by_unit(sums.of_facts(days, facts))
    left_out = _left_out(plan, days, freeze_at, taken, edition.size)
    gone = ground.gone({*raw, *left_out})
    here = {*ground.tree.nodes, *gone}
    own = {unit: mine for unit, mine in raw.items() if unit in here}
    made = board(plan, part, ground.tree, ground.chain if gone else (), own)
    elsewhere = [_elsewhere(made, own, other) for other in ground.others]
    freeze = None
    if freeze_at:
        check_whole(freeze_at, taken)
        waiting = sum(left_out[unit] for unit in here & left_out.keys())
        freeze = Freeze(freeze_at, frozen_size(freeze_at, edition.size), admissions, waiting)
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
        generated=_is_simulated(facts, days, plan, here),
        council=council,
        grounds=grounds,
        basis=Basis(freeze, made.stayed, tuple(told for told, _ in elsewhere))
        if ground.layout > 1
        else None,
    )
    files = board_files(made) | {"units.csv": ground.units_csv(made, gone)}
    files |= {name: content for _, found in elsewhere for name, content in found.items()}
    files["standings.xlsx"] = workbook(made)
    frame_file = edition_json(
        made,
        frame,
        files,
        changes(_standings_of(replaced), files["standings.csv"]) if replaced else (),
        _late(replaced, days.measures, stands(freeze_at, taken, edition.size)) if replaced else (),
    )
    return Made(made, frame, {**files, "edition.json": frame_file})


def _elsewhere(made: Board, own: Counts, other: Ground) -> tuple[Elsewhere, dict[str, bytes]]:
    """Show a board on the tree of another day: nothing is lost on the way."""
    gone = own.keys() - other.tree.nodes.keys()
    plan = elsewhere(made.plan, other.tree, other.chain, own, other.root)
    found = board(plan, made.stage, other.tree, other.chain, own)
    files = elsewhere_files(found, other.units_csv(found, gone))
    return Elsewhere(other.tree.day, other.root, found.stayed), files


def _left_out(
    plan: Plan, days: Window, freeze_at: datetime | None, taken: Collection[str], size: int
) -> Counter[str]:
    """Count by unit the late facts that nobody admitted."""
    if freeze_at is None:
        return Counter()
    rows = late(plan, days, freeze_at).filter(entry__outbox__leaf_index__lt=size)
    return Counter(
        unit for fact, unit in rows.values_list("public_id", "unit") if fact not in taken
    )


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


def _replaced(edition: Edition) -> Edition | None:
    """Give the newest earlier edition of the same campaign and stage."""
    return Edition.objects.of(edition.campaign, edition.stage).filter(nr__lt=edition.nr).first()


def _standings_of(edition: Edition) -> bytes:
    return edition.files.get(name="standings.csv").content


def _is_simulated(
    facts: "QuerySet[Fact]", days: Window, plan: Plan, units: Collection[str]
) -> bool:
    """Whether a simulated fact is among what an edition counts."""
    kinds = {key: measure.kind for key, measure in plan.measures.items()}
    flows = [measure for measure, kind in kinds.items() if kind is MeasureKind.FLOW]
    before = Q(measure__in=flows, day__lt=days.period.first)
    mine = facts.filter(generated=True, measure__in=days.measures, day__lt=days.period.end)
    found = mine.exclude(before).order_by().values_list("unit", flat=True).distinct()
    return not set(units).isdisjoint(found)


def _late(replaced: Edition, measures: frozenset[str], now: Q) -> list[dict[str, object]]:
    """List what counts now and did not in the edition before: recorded, or admitted, since."""
    plan = PlanVersion.objects.get(campaign=replaced.campaign, version=replaced.plan_version).plan
    layout = replaced.entry.event.public.get("layout", 1)
    freeze_at, admissions = _footing(replaced, plan, int(cast("int", layout)))
    before = stands(freeze_at, admitted(admissions), replaced.size)
    rows = Fact.objects.filter(now, measure__in=measures).exclude(before)
    pairs = (
        (sums.value(row), sums.value(row.corrects) if row.corrects else None)
        for row in rows.select_related("corrects")
    )
    return late_days(pairs, replaced.until)


def _footing(
    edition: Edition, plan: Plan, layout: int
) -> tuple[datetime | None, tuple[Admission, ...]]:
    """Give the freeze that an edition stands on, and what was admitted by then."""
    freeze_at = frozen_at(plan, edition.at) if layout > 1 else None
    return freeze_at, admissions_at(plan.code, edition.size) if freeze_at else ()


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
