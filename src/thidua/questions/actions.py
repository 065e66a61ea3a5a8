"""The writers of appeals: opened, withdrawn, answered; and the time that units have for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from thidua.accounts.models import Seat
from thidua.campaigns.models import Campaign, PlanVersion
from thidua.counting.models.known import local_day
from thidua.kernel.errors import RuleBroken
from thidua.ledger.actions import action
from thidua.ledger.rules import Event
from thidua.questions.models import (
    Appeal,
    AppealWindow,
    criteria_of,
    edition_of,
    editions,
    group_of,
    plan_by,
    window_of,
)
from thidua.questions.rules import (
    AppealTime,
    Published,
    State,
    Verdict,
    check_move,
    check_open,
    check_text,
    check_time,
)
from thidua.units.models import resolve


@dataclass(frozen=True, slots=True)
class Against:
    """What an appeal is about: an edition, and a criterion or (empty) the place as a whole."""

    campaign: str
    edition: int
    criterion: str = ""


@action
def set_window(*, campaign: str, stage: str, time: AppealTime, actor: str, at: datetime) -> Event:
    """Set from when to when units may appeal; once begun, it can only be made longer."""
    held = _hold(campaign)
    plan = PlanVersion.objects.in_force(campaign, local_day(at)).plan
    if stage and stage not in {one.code for one in plan.stages}:
        raise RuleBroken("standings.stage-unknown", campaign=campaign, stage=stage)
    check_time(time, window_of(campaign, stage), at)
    AppealWindow.objects.update_or_create(
        campaign=campaign, stage=stage, defaults={"first": time.first, "last": time.last}
    )
    public = {
        "campaign": campaign,
        "stage": stage,
        "first": time.first.isoformat(),
        "last": time.last.isoformat(),
    }
    subject = f"appeals:{campaign}:{stage}"
    return Event("questions.window-set", subject, held.root, actor, at, public)


@action
def open_appeal(
    *, against: Against, unit: str, text: str, evidence: str, actor: str, at: datetime
) -> Event:
    """Open an appeal of a unit against its place in a provisional edition."""
    _hold(against.campaign)
    edition = edition_of(against.campaign, against.edition)
    stage = edition.stage
    later = [one for one in editions(edition.campaign) if one.stage == stage]
    check_open(edition, later, window_of(edition.campaign, stage), at)
    _check_subject(edition, unit, against.criterion)
    mine = Appeal.objects.of(edition.campaign, stage).waiting().filter(unit=unit)
    if before := mine.filter(criterion=against.criterion).first():
        raise RuleBroken("questions.open-already", nr=before.nr)
    appeal = Appeal.objects.create(
        campaign=edition.campaign,
        nr=Appeal.objects.filter(campaign=edition.campaign).count() + 1,
        stage=stage,
        edition=edition.nr,
        unit=unit,
        criterion=against.criterion,
        text=check_text(text, "questions.text-missing"),
        evidence=check_text(evidence, "questions.text-missing") if evidence.strip() else "",
        opened_at=at,
        state=State.OPEN,
    )
    private = {"text": appeal.text, "evidence": appeal.evidence}
    return _event("questions.appeal-opened", appeal, unit, actor, at, private)


@action
def withdraw_appeal(*, campaign: str, nr: int, unit: str, actor: str, at: datetime) -> Event:
    """Withdraw an appeal of a unit's own, while it waits for its answer."""
    appeal = _held(campaign, nr)
    if appeal.unit != unit:
        raise RuleBroken("questions.appeal-unknown", campaign=campaign, nr=nr)
    check_move(State(appeal.state), State.WITHDRAWN)
    appeal.state, appeal.closed_at = State.WITHDRAWN, at
    appeal.save(update_fields=["state", "closed_at"])
    return _event("questions.appeal-withdrawn", appeal, unit, actor, at, {})


@action
def answer_appeal(
    *, campaign: str, nr: int, verdict: Verdict, answer: str, actor: str, at: datetime
) -> Event:
    """Answer an appeal with a verdict and its grounds; no seat answers its own unit's appeal."""
    appeal = _held(campaign, nr)
    check_move(State(appeal.state), State.ANSWERED)
    if Seat.objects.filter(pk=actor, unit=appeal.unit).exists():
        raise RuleBroken("questions.own-appeal")
    appeal.answer = check_text(answer, "questions.answer-missing")
    appeal.state, appeal.verdict, appeal.closed_at = State.ANSWERED, verdict, at
    appeal.save(update_fields=["answer", "state", "verdict", "closed_at"])
    root = Campaign.objects.get(pk=campaign).root
    private = {"answer": appeal.answer}
    return _event("questions.appeal-answered", appeal, root, actor, at, private)


def _hold(campaign: str) -> Campaign:
    """Hold a campaign, so that nothing becomes official while an appeal is opened."""
    held = Campaign.objects.select_for_update().filter(pk=campaign).first()
    if held is None:
        raise RuleBroken("campaigns.no-campaign", campaign=campaign)
    return held


def _held(campaign: str, nr: int) -> Appeal:
    appeal = Appeal.objects.select_for_update().filter(campaign=campaign, nr=nr).first()
    if appeal is None:
        raise RuleBroken("questions.appeal-unknown", campaign=campaign, nr=nr)
    return appeal


def _check_subject(edition: Published, unit: str, criterion: str) -> None:
    plan = plan_by(edition)
    group = group_of(plan, unit)
    if group is None:
        raise RuleBroken("questions.not-ranked", unit=unit, nr=edition.nr)
    codes = {each.code for each in criteria_of(plan, group, edition.stage)}
    if criterion and criterion not in codes:
        raise RuleBroken("questions.criterion-unknown", criterion=criterion)


def _event(
    kind: str, appeal: Appeal, unit: str, actor: str, at: datetime, private: Mapping[str, object]
) -> Event:
    """Say what happened to an appeal: codes in public, words under the commitment."""
    public = {
        "campaign": appeal.campaign,
        "stage": appeal.stage,
        "nr": appeal.nr,
        "edition": appeal.edition,
        "unit": appeal.unit,
        "criterion": appeal.criterion,
        "verdict": appeal.verdict,
    }
    return Event(kind, appeal.subject, resolve(unit), actor, at, public, private)
