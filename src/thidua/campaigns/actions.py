"""The writer of campaigns: a plan is published, once and for good.

A changed plan is a new version that says from when (docs/reference/plan-format.md).
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial, wraps
from hashlib import sha256

from django.db import transaction

from thidua.campaigns.models import PUBLISHED, Campaign, PlanVersion, find_parent, problems_under
from thidua.campaigns.outside import write_plan
from thidua.counting import models as counting
from thidua.counting.actions import open_window, register_measures
from thidua.kernel.errors import RuleBroken
from thidua.kernel.periods import Period
from thidua.ledger.actions import perform
from thidua.ledger.models import Entry
from thidua.ledger.rules import Event, Receipt
from thidua.plans.outside import Located, check_bytes, locate
from thidua.plans.rules import Plan
from thidua.plans.rules.groups import check_groups, references, tree_mark
from thidua.units.models import resolve, tree


def action(function: Callable[..., Event]) -> Callable[..., tuple[Receipt, Event]]:
    """Make a writer that gives the first receipt again for what is published already."""

    @wraps(function)
    def call(*, key: str | None = None, **given: object) -> tuple[Receipt, Event]:
        return perform(function, given, key=key, prepare=_first_receipt)

    return call


def _first_receipt(event: Event) -> Event | Receipt:
    entry = Entry.objects.filter(kind=event.kind, subject=event.subject).first()
    return entry.receipt if entry else event


@action
def publish_plan(*, content: bytes, actor: str, at: datetime) -> Event:
    """Publish a plan: its bytes stay as they are, its windows of counting open.

    The same bytes again give the first receipt; other bytes for a published version are refused.
    """
    plan = _readable(content)
    digest = sha256(content).hexdigest()
    units = {named: resolve(named) for _, named in references(plan)}
    campaign = _campaign(plan)
    version = campaign.versions.filter(version=plan.version).first()
    if version is None:
        _check_next(campaign, plan)
        _check_tree(plan, units[plan.root], content)
        _check_parent(plan, content)
        _check_measures(plan)
        campaign.root = units[plan.root]
        version = _store(campaign, plan, content, units)
        _open_windows(plan)
    elif version.sha256 != digest:
        facts = {"campaign": plan.code, "version": plan.version, "next": _next(campaign)}
        raise RuleBroken("campaigns.version-published", **facts)
    transaction.on_commit(partial(write_plan, plan.code, plan.version, content))
    return Event(
        PUBLISHED,
        version.subject,
        units[plan.root],
        actor,
        at,
        public={
            "campaign": plan.code,
            "version": plan.version,
            "name": plan.name,
            "sha256": digest,
            "effective_from": plan.effective_from.isoformat(),
            "tree": tree_mark(tree(plan.tree_day, units[plan.root])),
            **({"parent": plan.parent} if plan.parent else {}),
        },
    )


def export_plans() -> list[str]:
    """Write every published plan among the published files, where it is missing or not whole."""
    return [
        write_plan(version.campaign_id, version.version, bytes(version.content))
        for version in PlanVersion.objects.order_by("campaign", "version").iterator()
    ]


def _readable(content: bytes) -> Plan:
    plan, found = check_bytes(content)
    if plan is None:
        raise _refusal(found)
    return plan


def _refusal(found: tuple[Located, ...]) -> RuleBroken:
    first = found[0]
    facts = {"n": len(found), "line": first.line, "column": first.column}
    return RuleBroken("campaigns.plan-refused", first=first.text(), **facts)


def _campaign(plan: Plan) -> Campaign:
    """Take hold of the campaign, so that one version is published after the other."""
    Campaign.objects.get_or_create(code=plan.code, defaults={"name": plan.name})
    return Campaign.objects.select_for_update().get(pk=plan.code)


def _next(campaign: Campaign) -> int:
    return campaign.versions.count() + 1


def _check_next(campaign: Campaign, plan: Plan) -> None:
    expected = _next(campaign)
    if plan.version != expected:
        facts = {"campaign": plan.code, "version": plan.version, "next": expected}
        raise RuleBroken("campaigns.version-not-next", **facts)
    before = campaign.versions.filter(effective_from__gte=plan.effective_from).last()
    if before is not None:
        facts = {"before": before.effective_from, "day": plan.effective_from}
        raise RuleBroken("campaigns.effective-not-later", campaign=plan.code, **facts)


def _check_tree(plan: Plan, root: str, content: bytes) -> None:
    problems = check_groups(plan, tree(plan.tree_day, root))
    wrong = [problem for problem in problems if not problem.is_remark]
    if wrong:
        raise _refusal(locate(content, wrong))


def _check_parent(plan: Plan, content: bytes) -> None:
    if wrong := problems_under(plan):
        raise _refusal(locate(content, wrong))


def _check_measures(plan: Plan) -> None:
    for known in counting.Measure.objects.filter(key__in=list(plan.measures)):
        found = plan.measures[known.key]
        if (known.kind, known.unit) != (found.kind, found.unit):
            raise RuleBroken(
                "campaigns.measure-changed",
                measure=known.key,
                known=f"{known.kind}, {known.unit}",
                found=f"{found.kind}, {found.unit}",
            )


def _store(campaign: Campaign, plan: Plan, content: bytes, units: dict[str, str]) -> PlanVersion:
    campaign.name = plan.name
    campaign.save(update_fields=["name", "root"])
    return PlanVersion.objects.create(
        campaign=campaign,
        version=plan.version,
        effective_from=plan.effective_from,
        sha256=sha256(content).hexdigest(),
        content=content,
        units={named: unit for named, unit in units.items() if named != unit},
        parent=above if isinstance(above := find_parent(plan), PlanVersion) else None,
    )


def _open_windows(plan: Plan) -> None:
    register_measures(plan.measures.values())
    open_window(f"campaign:{plan.code}", plan.period, plan.measures)
    for stage in plan.stages:
        first = plan.period.first if stage.cumulative else stage.period.first
        counted = Period(first, stage.period.end)
        open_window(f"campaign:{plan.code}:{stage.code}", counted, plan.measures)
