"""The writers of pledges: what is said later takes the place of what was said, with its reason.

Events name units, criteria and targets. A pledge's words and reasons are private; names of people
stay in the database and are in no event at all.
"""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from thidua.campaigns.models import Campaign, PlanVersion
from thidua.campaigns.rules.cascade import text
from thidua.counting.models.known import local_day
from thidua.kernel.canonical import canonical
from thidua.kernel.errors import RuleBroken
from thidua.ledger.actions import action
from thidua.ledger.rules import Event
from thidua.plans.rules import Criterion, Group, Plan, Target
from thidua.plans.rules.groups import members
from thidua.pledges import rules
from thidua.pledges.models import Registration, Targets, Team, TeamMember, UnitTarget, targets
from thidua.pledges.rules import Kind, Member, Row
from thidua.units.models import tree
from thidua.units.rules import Tree

MOST_INLINE = 1000  # bytes of targets that an event holds itself


@dataclass(frozen=True, slots=True)
class Ground:
    """What every pledge stands on: the campaign, taken hold of, its plan on the day, its units."""

    campaign: Campaign
    plan: Plan
    tree: Tree

    def group(self, unit: str) -> Group:
        """Find the group of a unit; who is not ranked pledges nothing."""
        found = rules.group_of(self.plan, self.tree, unit)
        if found is None:
            raise RuleBroken("pledges.unit-not-ranked", unit=unit)
        return found


@action
def register(
    *, campaign: str, unit: str, pledge: str, reason: str = "", actor: str, at: datetime
) -> Event:
    """Register a unit for a campaign with its pledge; again, with a reason, to pledge anew."""
    ground = _ground(campaign, at)
    group = ground.group(unit)
    words = _words(pledge, "giao ước", rules.LONGEST_PLEDGE)
    rows = Registration.objects.filter(campaign=campaign, unit=unit)
    last = rows.order_by("nr").last()
    if last and last.pledge == words:
        raise RuleBroken("pledges.nothing-changes")
    row = Registration.objects.create(
        campaign=ground.campaign,
        unit=unit,
        group=group.code,
        pledge=words,
        nr=last.nr + 1 if last else 1,
        reason=_reason(reason, replaces=last is not None),
        seat=actor,
        at=at,
    )
    public = {"campaign": campaign, "unit": unit, "group": group.code, "nr": row.nr}
    private = {"pledge": words, "reason": row.reason}
    return Event("pledges.registered", _subject(campaign, unit), unit, actor, at, public, private)


@action
def set_target(
    *, campaign: str, unit: str, row: Row, reason: str = "", actor: str, at: datetime
) -> Event:
    """Set a unit's own target on a criterion; `row.unit` is not looked at."""
    ground = _ground(campaign, at)
    criterion, target = rules.read_target(
        ground.plan, ground.group(unit), row.criterion, row.target
    )
    assigned = targets(campaign, Kind.ASSIGNED, [unit]).get((unit, criterion.code))
    rules.check_self_set(criterion, target, assigned.target if assigned else None)
    known = targets(campaign, Kind.SELF_SET, [unit])
    made = _next(ground, Kind.SELF_SET, known, (unit, criterion.code), target)
    if made is None:
        raise RuleBroken("pledges.nothing-changes")
    _store([made], reason, actor, at)
    public = {"campaign": campaign, "unit": unit, "criterion": criterion.code}
    return Event(
        "pledges.target-set",
        _subject(campaign, unit),
        unit,
        actor,
        at,
        public | {"target": text(target)},
        {"reason": made.reason},
    )


@action
def assign_targets(
    *, campaign: str, rows: Sequence[Row], reason: str = "", actor: str, at: datetime
) -> Event:
    """Give targets to many units at once, all of them or none; what is so already is left alone."""
    ground = _ground(campaign, at)
    known = targets(campaign, Kind.ASSIGNED)
    wanted = _read(ground, rows)
    made = [
        row
        for place, target in wanted.items()
        if (row := _next(ground, Kind.ASSIGNED, known, place, target))
    ]
    if not made:
        raise RuleBroken("pledges.nothing-changes")
    _store(made, reason, actor, at)
    listed = [[row.unit, row.criterion, text(row.target)] for row in made]
    return Event(
        "pledges.targets-assigned",
        f"pledges:{campaign}",
        ground.campaign.root,
        actor,
        at,
        {"campaign": campaign, "n": len(listed), **_shown(listed)},
        {"reason": made[0].reason, "targets": listed},
    )


@action
def name_team(
    *,
    campaign: str,
    unit: str,
    members: Sequence[Member],
    reason: str = "",
    actor: str,
    at: datetime,
) -> Event:
    """Name who directs and who does the work at a unit; the event says how many, never who."""
    ground = _ground(campaign, at)
    ground.group(unit)
    listed = [_member(member) for member in members]
    if not listed or len(listed) > rules.MOST_MEMBERS:
        raise RuleBroken("pledges.team-size", most=rules.MOST_MEMBERS, found=len(listed))
    last = Team.objects.filter(campaign=campaign, unit=unit).order_by("nr").last()
    team = Team.objects.create(
        campaign=ground.campaign,
        unit=unit,
        nr=last.nr + 1 if last else 1,
        reason=_reason(reason, replaces=last is not None),
        seat=actor,
        at=at,
    )
    TeamMember.objects.bulk_create(
        TeamMember(
            team=team,
            place=place,
            body=member.body,
            duty=member.duty,
            name=member.name,
            office=member.office,
        )
        for place, member in enumerate(listed, 1)
    )
    counts = {str(body): sum(member.body is body for member in listed) for body in rules.Body}
    public = {"campaign": campaign, "unit": unit, "nr": team.nr, "members": counts}
    private = {"reason": team.reason}
    return Event("pledges.team-named", _subject(campaign, unit), unit, actor, at, public, private)


def _subject(campaign: str, unit: str) -> str:
    return f"pledge:{campaign}:{unit}"


def _ground(code: str, at: datetime) -> Ground:
    """Take hold of a campaign that is not over, so that one pledge follows the other."""
    campaign = Campaign.objects.select_for_update().filter(pk=code).first()
    if campaign is None:
        raise RuleBroken("campaigns.no-campaign", campaign=code)
    plan = _plan_on(code, local_day(at))
    if plan.period.end <= local_day(at):
        raise RuleBroken("pledges.campaign-over", campaign=plan.name, last=plan.period.last)
    return Ground(campaign, plan, tree(plan.tree_day, plan.root))


def _plan_on(code: str, day: date) -> Plan:
    """Give the plan in force; before the first takes effect, the newest."""
    begun = PlanVersion.objects.filter(campaign=code, effective_from__lte=day).exists()
    return PlanVersion.objects.in_force(code, day if begun else None).plan


def _words(given: str, what: str, most: int) -> str:
    words = given.strip()
    if not words:
        raise RuleBroken("pledges.empty", what=what)
    if len(words) > most:
        raise RuleBroken("pledges.too-long", what=what, most=most, found=len(words))
    return words


def _reason(given: str, *, replaces: bool) -> str:
    """Ask for a reason where something is replaced; before, there is nothing to explain."""
    if replaces and not given.strip():
        raise RuleBroken("pledges.reason-missing")
    return _words(given, "lý do", rules.LONGEST_PLEDGE) if replaces else ""


def _member(member: Member) -> Member:
    most = rules.LONGEST_LINE
    office = _words(member.office, "chức vụ", most) if member.office.strip() else ""
    return Member(
        member.body,
        _words(member.duty, "phân công", most),
        _words(member.name, "họ và tên", most),
        office,
    )


def _read(ground: Ground, rows: Sequence[Row]) -> dict[tuple[str, str], Target]:
    """Read all rows, or say of every one that is wrong what is wrong with it."""
    if not rows or len(rows) > rules.MOST_ROWS:
        raise RuleBroken("pledges.rows-size", most=rules.MOST_ROWS, found=len(rows))
    found: dict[tuple[str, str], Target] = {}
    problems = list(_problems(ground, rows, found))
    if problems:
        raise RuleBroken("pledges.rows-refused", count=len(problems), problems=problems)
    return found


def _problems(
    ground: Ground, rows: Sequence[Row], found: dict[tuple[str, str], Target]
) -> Iterator[RuleBroken]:
    chosen = members(ground.plan, ground.tree)
    groups = {unit: group for group in ground.plan.groups for unit in chosen[group.code]}
    names = rules.names_of(ground.tree.nodes[unit] for unit in groups)
    for number, row in enumerate(rows, 1):
        try:
            unit = rules.find_unit(row.unit, names)
            criterion, target = rules.read_target(
                ground.plan, groups[unit], row.criterion, row.target
            )
            _check_once(found, unit, criterion)
        except RuleBroken as broken:
            facts = {"number": number, "unit": row.unit[: rules.LONGEST_LINE]}
            yield RuleBroken("pledges.row", reason=broken, **facts)
        else:
            found[unit, criterion.code] = target


def _check_once(found: Container[tuple[str, str]], unit: str, criterion: Criterion) -> None:
    if (unit, criterion.code) in found:
        raise RuleBroken("pledges.row-twice", criterion=criterion.label)


def _next(
    ground: Ground, kind: Kind, known: Targets, place: tuple[str, str], target: Target
) -> UnitTarget | None:
    """Make the row that follows; None where the one in force says the same."""
    last = known.get(place)
    if last and last.target == target:
        return None
    return UnitTarget(
        campaign=ground.campaign,
        unit=place[0],
        criterion=place[1],
        kind=kind,
        nr=last.nr + 1 if last else 1,
        value=str(target.value),
        is_share=target.is_share,
    )


def _store(rows: Sequence[UnitTarget], reason: str, actor: str, at: datetime) -> None:
    replaces = any(row.nr > 1 for row in rows)
    words = _reason(reason, replaces=replaces)
    for row in rows:
        row.reason, row.seat, row.at = words, actor, at
    UnitTarget.objects.bulk_create(rows)


def _shown(listed: list[list[str]]) -> dict[str, object]:
    """Put few targets into the event, of many the fingerprint of their canonical JSON."""
    written = canonical(listed)
    if len(written) <= MOST_INLINE:
        return {"targets": listed}
    return {"sha256": sha256(written).hexdigest()}
