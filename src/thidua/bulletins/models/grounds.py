"""What documents stand on, read from the log at one size: boards, sources, corrections, late facts."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from thidua.basis.models.facts import admissions_at, counted
from thidua.basis.rules import admitted, frozen_at
from thidua.bulletins.models import is_replaced
from thidua.campaigns.models import PlanVersion
from thidua.counting.models import Fact, sums
from thidua.counting.rules import MeasureKind
from thidua.ledger.rules import Grade
from thidua.papers.rules import Ground, Origin
from thidua.papers.rules.weekly import Change
from thidua.plans.rules import Criterion, Plan, Scope
from thidua.plans.rules.criteria import measure_keys
from thidua.standings.models import Edition
from thidua.standings.rules.board import Board, board, parts_of, stage_of, window
from thidua.standings.rules.edition import parse_units
from thidua.units.models import UnitName, resolve, successions, tree
from thidua.units.rules import Succession, Tree, label

GRADES = list(Grade)
Seen = tuple[str, Grade, bool]  # source, grade, whether generated


@dataclass(frozen=True, slots=True)
class Standpoint:
    """From where a campaign is looked at: a plan, a stage, a day, a size of the log, an edition."""

    version: PlanVersion
    stage: str
    until: date
    size: int
    edition: Edition | None
    site: str = ""


def ground(point: Standpoint) -> Ground:
    """Count a board from the facts that the log holds at a size, with where each came from."""
    plan = point.version.plan
    part = stage_of(plan, point.stage)
    days = window(plan, part, point.until)
    own = sums.by_unit(sums.of_facts(days, _facts(point)))
    standing, chain = _tree(point, plan, own)
    made = board(plan, part, standing, chain, own)
    edition = point.edition
    return Ground(
        board=made,
        until=point.until,
        size=point.size,
        origin=_origin_of(made, _seen(made, days.period.first, point, chain)),
        edition=edition.nr if edition else None,
        stale=bool(edition) and is_replaced(plan.code, point.stage, edition.nr if edition else 0),
        site=point.site,
    )


def _facts(point: Standpoint) -> "QuerySet[Fact]":
    """Select the facts that count from there: late ones only where they were admitted."""
    plan = point.version.plan
    freeze_at = frozen_at(plan, point.edition.at) if point.edition else plan.freeze_at
    return counted(freeze_at, admitted(admissions_at(plan.code, point.size)), point.size)


def _tree(
    point: Standpoint, plan: Plan, own: Mapping[str, object]
) -> tuple[Tree, tuple[Succession, ...]]:
    """Give the tree that the edition was ranked on, or for running figures the plan's own."""
    if point.edition:
        kept = point.edition.files.get(name="units.csv").content
        standing, _groups, chain = parse_units(kept, plan.tree_day)
        return standing, chain
    standing = tree(plan.tree_day, resolve(plan.root))
    gone = own.keys() - standing.nodes.keys()
    return standing, tuple(successions(gone)) if gone else ()


def _seen(
    made: Board, first: date, point: Standpoint, chain: Iterable[Succession]
) -> dict[tuple[str, str], set[Seen]]:
    """Say for each unit of the tree and each measure where its facts came from."""
    plan = made.plan
    flows = [key for key, each in plan.measures.items() if each.kind is MeasureKind.FLOW]
    rows = (
        _facts(point)
        .filter(measure__in=list(plan.measures), day__lte=point.until)
        .exclude(Q(measure__in=flows, day__lt=first))
        .order_by()
        .values_list("unit", "measure", "source", "grade", "generated")
        .distinct()
    )
    listed = list(rows)
    gone = {unit for unit, *_ in listed} - made.tree.nodes.keys()
    into = parts_of(gone, chain, made.tree)
    found: dict[tuple[str, str], set[Seen]] = defaultdict(set)
    for unit, measure, source, grade, generated in listed:
        for end in [heir for heir, _ in into[unit]] if unit in into else [unit]:
            found[end, measure].add((source, Grade(grade), generated))
    return found


def _origin_of(
    made: Board, seen: Mapping[tuple[str, str], set[Seen]]
) -> Callable[[str, Criterion], Origin]:
    areas: dict[tuple[str, Scope], tuple[str, ...]] = {}

    def origin(unit: str, criterion: Criterion) -> Origin:
        key = (unit, criterion.scope)
        if key not in areas:
            areas[key] = tuple(_area(made, unit, criterion.scope))
        found: set[Seen] = set()
        for each in areas[key]:
            for measure in measure_keys(criterion.indicator):
                found |= seen.get((each, measure), set())
        return Origin(
            sources=tuple(sorted({source for source, _, _ in found})),
            grade=max((grade for _, grade, _ in found), key=GRADES.index, default=None),
            generated=any(generated for _, _, generated in found),
        )

    return origin


def _area(made: Board, unit: str, scope: Scope) -> Iterator[str]:
    if scope is Scope.OWN:
        yield unit
        return
    for each in made.tree.territory(unit):
        if each != unit or scope is Scope.TERRITORY:
            yield each


def is_simulated(made: Board) -> bool:
    """Whether a simulated count is among those that a board stands on."""
    days = window(made.plan, made.stage).period
    rows = Fact.objects.live().filter(
        generated=True, measure__in=list(made.plan.measures), day__lt=days.end
    )
    units = rows.order_by().values_list("unit", flat=True).distinct()
    return any(unit in made.own for unit in units)


def corrected(point: Standpoint, made: Board, since: date) -> tuple[Change, ...]:
    """List the counts that were corrected after a day, by measure, unit and day."""
    found: dict[tuple[str, str, date], list[int]] = {}
    rows = _recorded(point, made, since).filter(corrects__isnull=False).select_related("corrects")
    for row in rows.order_by("pk"):
        place = (row.measure, row.unit, row.day)
        before = row.corrects.quantity if row.corrects else 0
        found.setdefault(place, [before, 0])[1] = row.quantity
    named = _names(made, {unit for _, unit, _ in found})
    return tuple(
        Change(measure, named[unit], day, day, before, after)
        for (measure, unit, day), (before, after) in sorted(found.items())
    )


def late(point: Standpoint, made: Board, since: date) -> tuple[Change, ...]:
    """List the counts of days up to `since` that were recorded only afterwards."""
    found: dict[tuple[str, str], list[tuple[date, int]]] = defaultdict(list)
    rows = _recorded(point, made, since).filter(corrects__isnull=True, day__lte=since)
    for measure, unit, day, quantity in rows.values_list("measure", "unit", "day", "quantity"):
        found[measure, unit].append((day, quantity))
    named = _names(made, {unit for _, unit in found})
    return tuple(
        Change(measure, named[unit], min(days)[0], max(days)[0], None, sum(n for _, n in days))
        for (measure, unit), days in sorted(found.items())
    )


def _recorded(point: Standpoint, made: Board, since: date) -> QuerySet[Fact]:
    """Select the facts of the board's days that came in after one day, up to another."""
    days = window(made.plan, made.stage, point.until).period
    return Fact.objects.filter(
        entry__outbox__leaf_index__lt=point.size,
        entry__recorded_at__gt=_end(since),
        entry__recorded_at__lte=_end(point.until),
        measure__in=list(made.plan.measures),
        day__gte=days.first,
        day__lt=days.end,
    )


def _end(day: date) -> datetime:
    """Give the instant at which a day is over in Vietnam."""
    midnight = datetime.combine(day + timedelta(days=1), time())
    return timezone.make_aware(midnight, timezone.get_default_timezone())


def _names(made: Board, units: set[str]) -> dict[str, str]:
    found = {unit: made.tree.nodes[unit].label for unit in units if unit in made.tree.nodes}
    rows = UnitName.objects.filter(unit__in=units - found.keys())
    for unit, name, kind in rows.order_by(F("first").asc(nulls_first=True)).values_list(
        "unit", "name", "kind"
    ):
        found[unit] = label(kind, name)
    return {unit: unit for unit in units} | found
