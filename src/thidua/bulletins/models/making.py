"""A campaign's documents made from what the database holds: by kind, for a day or an edition."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from thidua.bulletins.models import Letterhead, council_number, is_replaced
from thidua.bulletins.models.grounds import Standpoint, corrected, ground, late
from thidua.campaigns.models import PlanVersion
from thidua.campaigns.models.seeing import plan_of
from thidua.documents.rules import Authority, Document
from thidua.kernel.errors import RuleBroken
from thidua.papers.rules import Asked, Ground, Office, Paper
from thidua.papers.rules.awards import Council, Decided, award_list
from thidua.papers.rules.launch import Published, launch_notice
from thidua.papers.rules.weekly import Week, weekly_bulletin
from thidua.papers.rules.words import day as day_words
from thidua.plans.rules.groups import members
from thidua.standings.models import CouncilResult, Edition, State
from thidua.standings.models.live import sequenced
from thidua.standings.rules.board import stage_of, window
from thidua.units.models import UnitName, resolve

A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Made:
    """A document with what it stands on; `council` is the number of the council's result."""

    document: Document
    ground: Ground
    plan_version: int
    council: int | None = None


def office_of(campaign: str) -> Office:
    """Give what the campaign's documents have in common; before it was set, what its unit says."""
    kept = Letterhead.objects.filter(pk=campaign).first()
    return kept.office if kept else _proposed(campaign)


def _proposed(campaign: str) -> Office:
    root = resolve(plan_of(campaign).root)
    named = UnitName.objects.filter(unit=root).order_by("pk").last()
    label = str(named) if named else root
    return Office(
        superior="",
        agency=f"Ủy ban nhân dân\n{label[:1].lower()}{label[1:]}",
        symbol="UBND",
        place=named.name if named else "",
        behalf=((Authority.COLLECTIVE, "Ủy ban nhân dân"),),
        post="Chủ tịch",
    )


def official(campaign: str, stage: str) -> list[Edition]:
    """Give the official editions of a campaign or of a stage, newest first."""
    return list(Edition.objects.of(campaign, stage).filter(state=State.OFFICIAL.value))


def make(campaign: str, paper: Paper, asked: Asked, today: date, *, draft: bool) -> Made:
    """Make a document of a campaign; a draft says so on every page."""
    made = MAKERS[paper](campaign, asked, office_of(campaign), today)
    return replace(made, document=replace(made.document, draft=draft))


def _launch(campaign: str, asked: Asked, office: Office, _today: date) -> Made:
    """Make the notice of the newest published plan."""
    version = PlanVersion.objects.in_force(campaign)
    point = Standpoint(version, "", version.plan.period.first, sequenced(), None, office.site)
    found = ground(point)
    counted = members(version.plan, found.board.tree)
    published = Published(version.sha256, {code: len(units) for code, units in counted.items()})
    return Made(launch_notice(found, published, office, asked), found, version.version)


def _weekly(campaign: str, asked: Asked, office: Office, today: date) -> Made:
    """Make the bulletin of a day, from running figures or as an edition had it."""
    point = _standpoint(campaign, asked, office, today)
    now = ground(point)
    first = window(now.plan, now.board.stage).period.first
    since = max(point.until - A_WEEK, first - timedelta(days=1))
    before = ground(replace(point, until=since)) if since >= first else None
    week = Week(
        now, before, since, corrected(point, now.board, since), late(point, now.board, since)
    )
    return Made(weekly_bulletin(week, office, asked), now, point.version.version)


def _standpoint(campaign: str, asked: Asked, office: Office, today: date) -> Standpoint:
    if asked.edition is not None:
        edition = _edition(campaign, asked.stage, asked.edition)
        version = PlanVersion.objects.get(campaign=campaign, version=edition.plan_version)
        return Standpoint(version, asked.stage, edition.until, edition.size, edition, office.site)
    plan = plan_of(campaign)
    version = PlanVersion.objects.get(campaign=campaign, version=plan.version)
    days = window(plan, stage_of(plan, asked.stage)).period
    until = asked.until or min(days.last, today)
    if not days.first <= until <= min(days.last, today):
        last = min(days.last, today)
        facts = {"first": day_words(days.first), "last": day_words(last)}
        raise RuleBroken("bulletins.day-not-counted", day=day_words(until), **facts)
    return Standpoint(version, asked.stage, until, sequenced(), None, office.site)


def _edition(campaign: str, stage: str, nr: int) -> Edition:
    found = Edition.objects.of(campaign, stage).filter(nr=nr).first()
    if found is None:
        raise RuleBroken("bulletins.edition-unknown", nr=nr)
    return found


def _awards(campaign: str, asked: Asked, office: Office, _today: date) -> Made:
    """Make the list of an official edition, with the council's result in force beside it."""
    found, council = award_ground(campaign, asked, office.site)
    number = council_number(campaign, asked.stage)
    version = found.plan.version
    return Made(award_list(found, council, office, asked), found, version, number)


def award_ground(campaign: str, asked: Asked, site: str = "") -> tuple[Ground, Council]:
    """Give what an award list stands on; without an official edition there is none."""
    stage_of(plan_of(campaign), asked.stage)
    editions = official(campaign, asked.stage)
    if asked.edition is not None:
        editions = [each for each in editions if each.nr == asked.edition]
    if not editions:
        raise RuleBroken("bulletins.no-official-edition")
    edition = editions[0]
    kept = _of_edition(edition.entry.public_id, edition.pk)
    stale = is_replaced(campaign, asked.stage, edition.nr)
    return replace(kept, stale=stale, site=site), council_of(campaign, asked.stage)


@lru_cache(maxsize=8)
def _of_edition(_public_id: str, key: int) -> Ground:
    """Count what an edition stands on, once: it never changes.

    The public id of its event tells it from an edition of another store under the same number.
    """
    edition = Edition.objects.get(pk=key)
    version = PlanVersion.objects.get(campaign=edition.campaign, version=edition.plan_version)
    return ground(Standpoint(version, edition.stage, edition.until, edition.size, edition))


def council_of(campaign: str, stage: str) -> Council:
    """Give what the council decided last."""
    rows = list(CouncilResult.objects.newest(campaign, stage))
    places = {row.unit: Decided(row.rank, row.prize) for row in rows}
    return Council(places, rows[0].decision, rows[0].reason) if rows else Council()


MAKERS: Mapping[Paper, Callable[[str, Asked, Office, date], Made]] = {
    Paper.LAUNCH: _launch,
    Paper.WEEKLY: _weekly,
    Paper.AWARDS: _awards,
}
