"""The writers of committees and programmes. Who sits in a committee never reaches the ledger."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Max, Model, QuerySet

from thidua.counting.models.known import local_day
from thidua.kernel.errors import RuleBroken
from thidua.ledger.actions import action
from thidua.ledger.rules import Event
from thidua.programme.models import Committee, Goal, GoalYear, Member, Programme
from thidua.programme.rules import Issue, Mandate, check_days, check_order, check_year, check_years
from thidua.programme.rules.goals import (
    NewGoal,
    YearSaid,
    amount,
    check_comparable,
    stored,
    to_store,
)
from thidua.units.models import Unit, check_stands


@action
def form_committee(*, unit: str, mandate: Mandate, actor: str, at: datetime) -> Event:
    """Set up a committee at a unit, by a document."""
    check_days(mandate)
    check_stands(unit, local_day(at))
    committee = Committee.objects.create(
        unit=unit,
        nr=next_number(Committee.objects.filter(unit=unit), unit),
        name=mandate.name,
        document=mandate.document,
        first=mandate.first,
        last=mandate.last,
    )
    private = {"name": mandate.name, "document": mandate.document, "first": f"{mandate.first}"}
    return Event(
        "programme.committee-formed",
        committee.subject,
        unit,
        actor,
        at,
        {"committee": committee.nr},
        private,
    )


@action
def end_committee(*, unit: str, nr: int, last: date, actor: str, at: datetime) -> Event:
    """Say until when a committee works; its members' duties end with it."""
    committee = _committee(unit, nr)
    _end([committee], last)
    for member in committee.members.filter(last=None):
        _end([member], max(last, member.first))
    return Event(
        "programme.committee-ended",
        committee.subject,
        unit,
        actor,
        at,
        {"committee": nr},
        {"last": f"{last}"},
    )


@action
def add_member(*, unit: str, nr: int, duty: str, name: str, actor: str, at: datetime) -> Event:
    """Give somebody a duty in a committee from today on; the event names the duty only."""
    committee = _committee(unit, nr)
    day = local_day(at)
    if not Committee.objects.on(day).filter(pk=committee.pk).exists():
        raise RuleBroken("programme.committee-not-at-work", day=f"{day:%d/%m/%Y}")
    Member.objects.create(committee=committee, duty=duty, name=name, first=day)
    return Event(
        "programme.member-added",
        committee.subject,
        unit,
        actor,
        at,
        {"committee": nr},
        {"duty": duty},
    )


@action
def end_member(*, unit: str, nr: int, member: int, actor: str, at: datetime) -> Event:
    """End somebody's duty in a committee today."""
    committee = _committee(unit, nr)
    found = committee.members.select_for_update().filter(pk=member, last=None).first()
    if found is None:
        raise RuleBroken("programme.no-member")
    _end([found], local_day(at))
    return Event(
        "programme.member-ended",
        committee.subject,
        unit,
        actor,
        at,
        {"committee": nr},
        {"duty": found.duty},
    )


@action
def issue_programme(*, code: str, unit: str, issue: Issue, actor: str, at: datetime) -> Event:
    """Record a programme or a resolution of several years."""
    check_years(issue)
    check_stands(unit, local_day(at))
    _hold(unit)
    if Programme.objects.filter(code=code).exists():
        raise RuleBroken("programme.code-taken", programme=code)
    Programme.objects.create(
        code=code,
        unit=unit,
        kind=issue.kind,
        name=issue.name,
        number=issue.number,
        document=issue.document,
        first_year=issue.first_year,
        last_year=issue.last_year,
    )
    public = {"programme": code, "kind": issue.kind.value}
    private = {"name": issue.name, "number": issue.number, "document": issue.document}
    return Event(
        "programme.programme-issued", f"programme:{code}", unit, actor, at, public, private
    )


@action
def set_goal(*, code: str, unit: str, goal: NewGoal, actor: str, at: datetime) -> Event:
    """Add a goal to a programme; its numbers follow year by year."""
    programme = _programme(code, unit)
    made = Goal.objects.create(
        programme=programme,
        nr=next_number(programme.goals.all(), unit),
        label=goal.label,
        pillar=goal.pillar,
        direction=goal.direction,
    )
    public = {"programme": code, "goal": made.nr}
    return Event(
        "programme.goal-set", f"programme:{code}", unit, actor, at, public, {"label": goal.label}
    )


@action
def ask_of_year(
    *, code: str, unit: str, goal: int, said: YearSaid, actor: str, at: datetime
) -> Event:
    """Say what a goal asks by the end of a year; saying it again replaces it."""
    programme = _programme(code, unit)
    check_year(said.year, programme.issue)
    asked = amount(said.number)
    found = _goal(programme, goal)
    row = found.years.filter(year=said.year).first() or GoalYear(goal=found, year=said.year)
    if row.reached:
        check_comparable(asked, stored(row.reached))
    before, row.asked, row.words = row.asked, to_store(asked), said.words
    row.save()
    public = {"programme": code, "goal": goal, "year": said.year}
    private = {"asked": row.asked, "words": said.words, "before": before}
    return Event("programme.year-asked", f"programme:{code}", unit, actor, at, public, private)


@action
def record_reached(
    *, code: str, unit: str, goal: int, said: YearSaid, actor: str, at: datetime
) -> Event:
    """Record what was reached in a year, with where that number stands."""
    programme = _programme(code, unit)
    row = _goal(programme, goal).years.filter(year=said.year).first()
    if row is None:
        raise RuleBroken("programme.year-not-asked", year=said.year)
    reached = amount(said.number)
    check_comparable(stored(row.asked), reached)
    before, row.reached, row.source = row.reached, to_store(reached), said.words
    row.save(update_fields=["reached", "source"])
    public = {"programme": code, "goal": goal, "year": said.year}
    private = {"reached": row.reached, "source": said.words, "before": before}
    return Event("programme.year-reached", f"programme:{code}", unit, actor, at, public, private)


def next_number(of: "QuerySet[Model]", unit: str) -> int:
    """Give the next number at a unit, whose row is held until the transaction ends."""
    _hold(unit)
    highest: int | None = of.aggregate(nr=Max("nr"))["nr"]
    return (highest or 0) + 1


def _hold(unit: str) -> None:
    Unit.objects.select_for_update().filter(pk=unit).first()


def _end(rows: "Iterable[Committee | Member]", last: date) -> None:
    for row in rows:
        check_order(row.first, last)
        row.last = last
        row.save(update_fields=["last"])


def _committee(unit: str, nr: int) -> Committee:
    found = Committee.objects.select_for_update().filter(unit=unit, nr=nr).first()
    if found is None:
        raise RuleBroken("programme.no-committee", nr=nr)
    return found


def _programme(code: str, unit: str) -> Programme:
    found = Programme.objects.select_for_update().filter(code=code, unit=unit).first()
    if found is None:
        raise RuleBroken("programme.no-programme", programme=code)
    return found


def _goal(programme: Programme, nr: int) -> Goal:
    found = programme.goals.filter(nr=nr).first()
    if found is None:
        raise RuleBroken("programme.no-goal", nr=nr)
    return found
