"""What happened in a campaign while it was counted: for the marks under its curves."""

from collections.abc import Iterator
from datetime import date

from thidua.campaigns.models import PlanVersion
from thidua.charts.rules.events import Event, Kind, ordered
from thidua.counting.models.known import local_day
from thidua.kernel.periods import Period
from thidua.reading.forms.looking import Look
from thidua.standings.models import Edition, EditionQuerySet, State
from thidua.units.models import successions


def happenings(seen: Look, unit: str, period: Period) -> tuple[Event, ...]:
    """List the events of a campaign and of a unit, in the order of their days."""
    return ordered(
        [
            Event(period.first, Kind.START),
            Event(period.last, Kind.END),
            *_planned(seen, period),
            *_published(seen),
            *_merged(unit, period),
        ]
    )


def settled(seen: Look) -> date | None:
    """Give the last day that an official edition of what is looked at covers."""
    official = _editions(seen).filter(state=State.OFFICIAL.value).first()
    return official.until if official else None


def _editions(seen: Look) -> EditionQuerySet:
    stage = seen.board.stage
    return Edition.objects.of(seen.plan.code, stage.code if stage else "")


def _planned(seen: Look, period: Period) -> Iterator[Event]:
    plan = seen.plan
    if seen.board.stage is None:
        for stage in plan.stages:
            if stage.period.last != period.last:
                yield Event(stage.period.last, Kind.STAGE_END, stage.name)
    if plan.freeze_at:
        yield Event(local_day(plan.freeze_at), Kind.FREEZE)
    for version in PlanVersion.objects.filter(campaign=plan.code, version__gt=1):
        yield Event(version.effective_from, Kind.PLAN, str(version.version))


def _published(seen: Look) -> Iterator[Event]:
    for edition in _editions(seen):
        yield Event(local_day(edition.at), Kind.EDITION, str(edition.nr))


def _merged(unit: str, period: Period) -> Iterator[Event]:
    for each in successions([unit]):
        if each.on in period and unit in (each.predecessor, each.successor):
            yield Event(each.on, Kind.MERGER)
