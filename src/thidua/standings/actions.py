"""The writers of standings: editions, and the council's results recorded beside them."""

import zlib
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import wraps
from hashlib import sha256
from typing import cast

from thidua.basis.models.facts import (
    ADMITTED,
    admission_entries,
    admitted_now,
    facts_of,
    late_of,
    late_subject,
)
from thidua.basis.rules import admission_public, check_alone, check_late
from thidua.campaigns.models import PlanVersion
from thidua.counting.models import Fact
from thidua.kernel.errors import RuleBroken
from thidua.ledger.actions import action, perform
from thidua.ledger.models import Entry
from thidua.ledger.outside import publish
from thidua.ledger.rules import Event, Receipt
from thidua.plans.rules.groups import tree_mark
from thidua.points.rules.council import Place, check_places
from thidua.questions.models import check_appeals
from thidua.standings.models import (
    COUNCIL,
    PUBLISHED,
    CouncilResult,
    Edition,
    EditionFile,
    Placement,
    State,
    council_subject,
)
from thidua.standings.models.editions import Made, make, published_files
from thidua.standings.models.live import live, newest_before
from thidua.standings.outside import is_published, workbook
from thidua.standings.rules.board import window
from thidua.standings.rules.edition import LAYOUT, council_mark
from thidua.standings.rules.pages import prizes_of
from thidua.standings.rules.turn import Turn, check_turn, local_day
from thidua.units.models import resolve

__all__ = ["Place"]  # what screens give to `record_council_result`

MOST_ADMITTED = 20_000  # late facts of a campaign; more ask for a plan with a later freeze


@action
def publish_edition(
    *, campaign: str, stage: str, state: State, reason: str, actor: str, at: datetime
) -> Event:
    """Publish the standings of everything that is in the log by now.

    An official edition needs the campaign's days to be over and its freeze instant passed; a
    later official one replaces it and says why. It counts nothing that was recorded after it,
    and ranks on the tree that the log holds for its plan.
    """
    made = make(campaign, stage, state, reason, at, workbook)
    _check_turn(made, at)
    if state is State.OFFICIAL:
        check_appeals(campaign, stage, at)
    _check_plan(made)
    edition = _remember(made, campaign, stage, at)
    return Event(
        PUBLISHED,
        edition.subject,
        resolve(made.board.plan.root),
        actor,
        at,
        public={
            "campaign": campaign,
            "stage": stage,
            "nr": edition.nr,
            "state": edition.state,
            "size": edition.size,
            "plan": made.frame.plan_sha256,
            "layout": LAYOUT,
            "files": {
                name: sha256(content).hexdigest() for name, content in sorted(made.files.items())
            },
        },
    )


def _admitting(
    function: Callable[..., Event],
) -> Callable[..., tuple[Receipt, Event]]:
    """Make an action that gives the first receipt where everything was admitted already."""

    @wraps(function)
    def call(*, key: str | None = None, **given: object) -> tuple[Receipt, Event]:
        return perform(function, given, key=key, prepare=_unless_admitted)

    return call


def _unless_admitted(event: Event) -> Event | Receipt:
    return event if event.private["facts"] else _first_admission(event).receipt


def _first_admission(event: Event) -> Entry:
    asked = set(cast("tuple[str, ...]", event.private["asked"]))
    entries = admission_entries(str(event.public["campaign"]))
    return next(entry for entry in entries if asked.intersection(facts_of(entry)))


@_admitting
def admit_late(
    *, campaign: str, facts: tuple[str, ...], reason: str, actor: str, at: datetime
) -> Event:
    """Let facts count that were recorded after the freeze, with the reason for it.

    Those that were admitted before are left out; where none is new, the first receipt is given.
    """
    if not reason.strip() or not facts:
        raise RuleBroken("standings.late-without-reason")
    plan = PlanVersion.objects.in_force(campaign, local_day(at)).plan
    if plan.freeze_at is None:
        raise RuleBroken("standings.no-freeze", campaign=campaign)
    rows = {row.public_id: row for row in late_of(plan, window(plan, None))}
    check_late(facts, rows.keys(), _measures_of(facts), plan)
    taken = admitted_now(campaign)
    fresh = sorted(set(facts) - taken)
    corrected = {fact: rows[fact].corrects for fact in fresh}
    earlier = {
        fact: one.public_id if one and one.public_id in rows else None
        for fact, one in corrected.items()
    }
    check_alone(earlier, taken)
    if len(fresh) + len(taken) > MOST_ADMITTED:
        raise RuleBroken("standings.late-too-many", most=MOST_ADMITTED)
    return Event(
        ADMITTED,
        late_subject(campaign),
        resolve(plan.root),
        actor,
        at,
        public=admission_public(campaign, fresh),
        private={"facts": fresh, "reason": reason} if fresh else {"facts": [], "asked": facts},
    )


def _measures_of(facts: Iterable[str]) -> dict[str, str]:
    rows = Fact.objects.filter(public_id__in=set(facts))
    return dict(rows.values_list("public_id", "measure"))


@action
def record_council_result(
    *,
    campaign: str,
    stage: str,
    places: tuple[Place, ...],
    grounds: tuple[str, str],
    actor: str,
    at: datetime,
) -> Event:
    """Record what the council decided, beside the computed ranks; `grounds`: decision and reason.

    Of a stage as of the whole; prizes keep to the plan's quotas. A later result replaces an earlier one whole; both stay in the ledger.
    """
    decision, reason = grounds
    if not decision.strip() or not reason.strip():
        raise RuleBroken("standings.council-without-grounds")
    board = live(campaign, stage=stage)
    members = {
        standing.sheet.unit: one.group.code for one in board.groups for standing in one.standings
    }
    prizes = {one.group.code: prizes_of(board, one) for one in board.groups}
    check_places(places, members, prizes)
    earlier = CouncilResult.objects.newest(campaign, stage).first()
    CouncilResult.objects.bulk_create(
        CouncilResult(
            campaign=campaign,
            stage=stage,
            nr=earlier.nr + 1 if earlier else 1,
            group=place.group,
            unit=place.unit,
            rank=place.rank,
            prize=place.prize,
            decision=decision,
            reason=reason,
        )
        for place in places
    )
    listed = [(place.group, place.unit, place.rank, place.prize) for place in places]
    return Event(
        COUNCIL,
        council_subject(campaign, stage),
        resolve(board.plan.root),
        actor,
        at,
        # the leaf holds a mark only: places of a whole province are too many for it
        public={
            "campaign": campaign,
            "stage": stage,
            "n": len(places),
            "sha256": council_mark(listed, grounds),
        },
        private={"places": listed, "decision": decision, "reason": reason},
    )


def export_editions() -> list[str]:
    """Write every edition's files among the published files, where missing or not whole."""
    return publish(
        (name, content) for name, content in published_files() if not is_published(name, content)
    )


def _check_turn(made: Made, at: datetime) -> None:
    plan, frame = made.board.plan, made.frame
    stage = made.board.stage.code if made.board.stage else ""
    turn = Turn(stage, frame.nr, State(frame.state), frame.size, at, frame.reason)
    earlier = [one.turn for one in Edition.objects.filter(campaign=plan.code)]
    check_turn(plan, turn, earlier, newest_before(frame.size))


def _check_plan(made: Made) -> None:
    """Refuse a plan that is not in the log yet, or whose tree was changed since it was published."""
    plan = made.board.plan
    version = PlanVersion.objects.get(campaign=plan.code, version=plan.version)
    place = version.entry.outbox.leaf_index
    if place is None or place >= made.frame.size:
        raise RuleBroken("standings.plan-not-in-log", campaign=plan.code, version=plan.version)
    if version.entry.event.public["tree"] != tree_mark(made.board.tree):
        raise RuleBroken("standings.tree-changed", campaign=plan.code, day=plan.tree_day)


def _remember(made: Made, campaign: str, stage: str, at: datetime) -> Edition:
    frame = made.frame
    edition = Edition.objects.create(
        campaign=campaign,
        stage=stage,
        nr=frame.nr,
        state=frame.state,
        size=frame.size,
        plan_version=made.board.plan.version,
        until=frame.until,
        reason=frame.reason,
        at=at,
    )
    EditionFile.objects.bulk_create(
        EditionFile(
            edition=edition,
            name=name,
            sha256=sha256(content).hexdigest(),
            packed=zlib.compress(content),
        )
        for name, content in made.files.items()
    )
    Placement.objects.bulk_create(
        Placement(
            edition=edition,
            group=one.group.code,
            unit=standing.sheet.unit,
            rank=standing.rank,
            points=str(standing.sheet.published),
            prize=standing.prize or "",
        )
        for one in made.board.groups
        for standing in one.standings
    )
    return edition
