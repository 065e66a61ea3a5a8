"""A campaign in one screen: who leads, what is behind plan, who moved, what was published."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from thidua.conduct.rules.calendar import days_away
from thidua.counting.models.naming import name_on
from thidua.front.rules.leading import Lead, is_counted, leading
from thidua.front.rules.movers import Movers, movers
from thidua.front.rules.pace import Pace, Progress, elapsed, late, progress
from thidua.maps.forms.pictures import Picture, of_campaign
from thidua.plans.rules import Criterion, Plan
from thidua.points.rules.ranking import Standing
from thidua.reading.forms import words
from thidua.reading.forms.looking import figures, lines_of, whole
from thidua.reading.models.drill import made
from thidua.reading.rules.marks import Figure
from thidua.standings.models import Edition, Placement
from thidua.standings.models.awards import winners
from thidua.standings.models.live import live
from thidua.standings.rules.board import Board, GroupBoard
from thidua.units.rules import Node

MOST_NAMED = 3  # units that share a place and are named, and late criteria in a sentence
MOST_PLACES = 6
LOOKED_AT = 2  # editions, for ranks that have changed since


@dataclass(frozen=True, slots=True)
class Place:
    """A unit at the top of a group; `decision` is the council's, empty where ranks decide."""

    unit: str
    name: str
    rank: int
    points: Decimal | None
    prize: str = ""
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Leading:
    """A group with the units at its top; `ranked` compete, `counted` have numbers.

    `named` are the units in the first place that are named, `shared` is how many there are.
    """

    code: str
    name: str
    ranked: int
    counted: int
    lead: Lead | None
    named: tuple[Place, ...]
    beside: tuple[Place, ...]
    reason: str
    tie_break: str

    @property
    def shared(self) -> int:
        """How many units share the first place."""
        return len(self.lead.first) if self.lead else 0


@dataclass(frozen=True, slots=True)
class Asked:
    """A criterion of the whole area, with its progress."""

    figure: Figure
    progress: Progress

    @property
    def criterion(self) -> Criterion:
        """The criterion."""
        return self.figure.criterion


@dataclass(frozen=True, slots=True)
class Result:
    """A group's final places as an edition has them."""

    code: str
    name: str
    places: tuple[Place, ...]

    @property
    def top(self) -> list[Place]:
        """Who stands first, with the same prize."""
        first = [(each.rank, each.prize) for each in self.places[:1]]
        return [each for each in self.places if (each.rank, each.prize) in first]


@dataclass(frozen=True, slots=True)
class Final:
    """The results of a campaign that is over; `generated`: made of simulated counts."""

    groups: tuple[Result, ...]
    generated: bool

    @property
    def decisions(self) -> list[str]:
        """The decisions of the council that the prizes stand on, each once."""
        found = [place.decision for group in self.groups for place in group.places]
        return list(dict.fromkeys(filter(None, found)))


@dataclass(frozen=True, slots=True)
class Moved:
    """Who moved in each group since an edition; None where nobody did since the last two."""

    since: Edition | None
    groups: tuple[tuple[str, str, Movers], ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """A campaign as its first screen shows it."""

    plan: Plan
    stands: str  # "ahead", "running" or "over"
    days: int  # until it begins, left, or since it ended
    nth: int
    root: Node | None
    asked: tuple[Asked, ...]
    groups: tuple[Leading, ...]
    moved: Moved
    edition: Edition | None
    final: Final | None
    generated: bool

    @property
    def late(self) -> list[Asked]:
        """The criteria behind plan that are named, the furthest behind first."""
        return self._late[:MOST_NAMED]

    @property
    def more_late(self) -> int:
        """How many others are behind."""
        return len(self._late) - len(self.late)

    @property
    def met(self) -> int:
        """How many targets are reached."""
        return self._count(Pace.REACHED)

    @property
    def unknown(self) -> int:
        """How many targets have nothing counted."""
        return self._count(Pace.UNKNOWN)

    @property
    def targets(self) -> int:
        """How many targets there are."""
        return len(self.asked) - self._count(Pace.FREE)

    @property
    def paced(self) -> bool:
        """Whether an even pace is asked of anything."""
        return any(each.progress.pace in {Pace.ON_PACE, Pace.BEHIND} for each in self.asked)

    @property
    def begun(self) -> bool:
        """Whether anything is counted for somebody."""
        return any(group.counted for group in self.groups)

    @property
    def ranked(self) -> int:
        """How many units compete."""
        return sum(group.ranked for group in self.groups)

    @property
    def counted(self) -> int:
        """How many of them have numbers."""
        return sum(group.counted for group in self.groups)

    @property
    def _late(self) -> list[Asked]:
        by_code = {each.criterion.code: each for each in self.asked}
        found = late(each.progress for each in self.asked)
        return [by_code[each.criterion.code] for each in found]

    def _count(self, pace: Pace) -> int:
        return sum(each.progress.pace is pace for each in self.asked)


def newest_editions(found: Iterable[Edition]) -> dict[str, Edition]:
    """Pick the newest edition of each whole campaign."""
    newest: dict[str, Edition] = {}
    for edition in found:
        if not edition.stage:
            newest.setdefault(edition.campaign, edition)
    return newest


def overview(plan: Plan, today: date, edition: Edition | None) -> Overview:
    """Gather what the first screen says of a campaign."""
    board = live(plan.code)
    now, days = days_away(plan.period, today)
    root = board.tree.nodes.get(board.plan.root)
    return Overview(
        plan=plan,
        stands=now,
        days=days,
        nth=(today - plan.period.first).days + 1,
        root=root,
        asked=_asked(board, root.id, elapsed(plan.period, today)) if root else (),
        groups=tuple(_leading(board, group, over=now == "over") for group in board.groups),
        moved=_moved(board) if now == "running" else Moved(None, ()),
        edition=edition,
        final=final(plan, edition) if now == "over" else None,
        generated=bool(made(board).by_unit),
    )


def map_of(one: Overview) -> Picture | None:
    """Draw a campaign's units by points; nothing before anything is counted."""
    return of_campaign(one.plan) if one.begun else None


def final(plan: Plan, edition: Edition | None) -> Final | None:
    """Give the official results; None before there are any."""
    if edition is None or edition.state != "official":
        return None
    won = defaultdict(list)
    for each in winners(edition):
        won[each.group].append(each)
    points = _points(edition, [each.unit for found in won.values() for each in found])
    groups = []
    for group in plan.groups:
        places = tuple(
            Place(
                each.unit, each.name, each.rank, points.get(each.unit), each.prize_name,
                each.decision,
            )
            for each in won[group.code]
        ) or _first(edition, group.code, plan.tree_day)  # fmt: skip
        groups.append(Result(group.code, group.name, places))
    said = json.loads(edition.files.get(name="edition.json").content)
    return Final(tuple(groups), bool(said["generated"]))


def _points(edition: Edition, units: list[str]) -> dict[str, Decimal]:
    rows = edition.placements.filter(unit__in=units).values_list("unit", "points")
    return {unit: Decimal(points) for unit, points in rows}


def _first(edition: Edition, group: str, day: date) -> tuple[Place, ...]:
    """Name who stands first in a group without prizes; nobody where too many do."""
    rows = edition.placements.filter(group=group, rank=1).order_by("unit")
    found = list(rows.values_list("unit", "points")[: MOST_NAMED + 1])
    if len(found) > MOST_NAMED:
        return ()
    return tuple(Place(unit, name_on(unit, day), 1, Decimal(points)) for unit, points in found)


def _asked(board: Board, root: str, part: Fraction) -> tuple[Asked, ...]:
    area, lines = whole(board), lines_of(whole(board), root)
    return tuple(
        Asked(each, progress(area.plan, each.criterion, lines[each.criterion.code], part))
        for each in figures(made(area), root, lines.values())
    )


def _leading(board: Board, group: GroupBoard, *, over: bool) -> Leading:
    """Say who leads a group, and who would have a prize once the campaign is over."""
    prizes = {prize.code: prize.name for prize in group.group.prizes if over}
    lead = leading(group.standings)
    labels = {criterion.code: criterion.label for criterion in board.plan.criteria}
    return Leading(
        code=group.group.code,
        name=group.group.name,
        ranked=len(group.standings),
        counted=sum(map(is_counted, group.standings)),
        lead=lead,
        named=_places(board, lead.first[:MOST_PLACES], prizes) if lead else (),
        beside=_places(board, lead.beside, prizes) if lead else (),
        reason=labels[lead.reason.criterion] if lead and lead.reason else "",
        tie_break=words.tie_break(lead.tie_break, labels) if lead and lead.tie_break else "",
    )


def _places(
    board: Board, standings: Iterable[Standing], prizes: Mapping[str, str]
) -> tuple[Place, ...]:
    return tuple(
        Place(
            each.sheet.unit,
            board.tree.nodes[each.sheet.unit].label,
            each.rank,
            each.sheet.published,
            prizes.get(each.prize or "", ""),
        )
        for each in standings
    )


def _moved(board: Board) -> Moved:
    """Find the newest edition since which a rank changed, among the last ones."""
    for edition in Edition.objects.of(board.plan.code)[:LOOKED_AT]:
        before: defaultdict[str, dict[str, int]] = defaultdict(dict)
        rows = Placement.objects.filter(edition=edition).values_list("group", "unit", "rank")
        for group, unit, rank in rows:
            before[group][unit] = rank
        found = tuple(
            (each.group.code, each.group.name, moves)
            for each in board.groups
            if (moves := _moves(board, each, before[each.group.code]))
        )
        if found:
            return Moved(edition, found)
    return Moved(None, ())


def _moves(board: Board, group: GroupBoard, before: dict[str, int]) -> Movers | None:
    now = [(each.sheet.unit, each.rank) for each in group.standings if is_counted(each)]
    return movers(now, before, lambda unit: board.tree.nodes[unit].label)
