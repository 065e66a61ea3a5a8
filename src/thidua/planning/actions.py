"""The writers of the plan desk. Drafts are nobody's business yet; what is handed in is an event.

Two persons stand behind every plan that is published here: who handed it in, and who publishes it.
"""

from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction

from thidua.campaigns.actions import publish_plan
from thidua.kernel.errors import RuleBroken
from thidua.ledger.actions import action, unlogged
from thidua.ledger.rules import Event, Receipt
from thidua.planning.models import Draft, Submission
from thidua.plans.outside import check_bytes, save

MOST_DRAFTS = 200  # of one unit


@unlogged
def begin(*, unit: str, data: dict[str, Any], base: str, seat: str, at: datetime) -> Draft:
    """Begin a draft from tables: a copy, a rubric, a parent's criteria, or a file."""
    if Draft.objects.filter(unit=unit).count() >= MOST_DRAFTS:
        raise RuleBroken("planning.too-many-drafts", most=MOST_DRAFTS)
    return Draft.objects.create(
        unit=unit, content=save(data), base=base[:120], seat=seat, changed_at=at
    )


@unlogged
@transaction.atomic
def change(
    *, draft: int, unit: str, turn: int, data: dict[str, Any], seat: str, at: datetime
) -> Draft:
    """Save a draft, unless somebody else has saved it since `turn`."""
    found = _draft(draft, unit)
    if found.turn != turn:
        raise RuleBroken("planning.changed-meanwhile", seat=found.seat)
    found.content, found.turn, found.seat, found.changed_at = save(data), turn + 1, seat, at
    found.save()
    return found


@unlogged
@transaction.atomic
def drop(*, draft: int, unit: str) -> None:
    """Throw a draft away; what was handed in of it stays."""
    _draft(draft, unit).delete()


@action
def submit(*, draft: int, unit: str, person: int, actor: str, at: datetime) -> Event:
    """Hand a draft to a second person; it must pass the check, and its bytes are fixed."""
    found = _draft(draft, unit)
    content = bytes(found.content)
    plan, problems = check_bytes(content)
    if plan is None:
        raise RuleBroken("planning.not-ready", n=len(problems))
    digest = sha256(content).hexdigest()
    if Submission.objects.waiting(unit).filter(sha256=digest).exists():
        raise RuleBroken("planning.submitted-already", campaign=plan.code, version=plan.version)
    Submission.objects.create(
        unit=unit,
        draft=found,
        content=content,
        sha256=digest,
        campaign=plan.code,
        version=plan.version,
        seat=actor,
        person_id=person,
        at=at,
    )
    public = {"campaign": plan.code, "version": plan.version, "sha256": digest}
    return Event("planning.submitted", f"plan:{plan.code}@{plan.version}", unit, actor, at, public)


@action
def send_back(*, submission: int, unit: str, reason: str, actor: str, at: datetime) -> Event:
    """Send what was handed in back with a reason; its draft can be changed and handed in again."""
    found = _waiting(submission, unit)
    if not reason.strip():
        raise RuleBroken("planning.reason-needed")
    found.sent_back_at, found.sent_back_by, found.reason = at, actor, reason.strip()
    found.save(update_fields=["sent_back_at", "sent_back_by", "reason"])
    public = {"campaign": found.campaign, "version": found.version, "sha256": found.sha256}
    subject = f"plan:{found.campaign}@{found.version}"
    private = {"reason": reason.strip()}
    return Event("planning.sent-back", subject, unit, actor, at, public, private)


def publish(
    *, submission: int, unit: str, person: int, actor: str, at: datetime
) -> tuple[Receipt, Event]:
    """Publish what another person handed in: another seat, and somebody else in it."""
    found = _waiting(submission, unit)
    if found.person_id == person or found.seat == actor:
        raise RuleBroken("planning.two-persons", campaign=found.campaign)
    return publish_plan(content=bytes(found.content), actor=actor, at=at)


def _draft(draft: int, unit: str) -> Draft:
    found = Draft.objects.select_for_update().filter(pk=draft, unit=unit).first()
    if found is None:
        raise RuleBroken("planning.no-draft", draft=draft)
    return found


def _waiting(submission: int, unit: str) -> Submission:
    found = Submission.objects.filter(pk=submission, unit=unit).first()
    if found is None:
        raise RuleBroken("planning.no-submission", submission=submission)
    if found.published:
        raise RuleBroken("planning.published-already", campaign=found.campaign)
    if found.sent_back_at is not None:
        raise RuleBroken("planning.sent-back-already", campaign=found.campaign)
    return found
