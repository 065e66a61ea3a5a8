"""Which stored facts count for a campaign, now or at a size of the log, once it is frozen."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import cast

from django.db.models import Max, Q, QuerySet

from thidua.basis.rules import Admission, check_alone, kin, late_from
from thidua.counting.models import Fact
from thidua.counting.rules import MeasureKind, Window
from thidua.ledger.models import Entry
from thidua.plans.rules import Plan
from thidua.units.models import resolve, successions, tree

ADMITTED = "standings.late-admitted"


def late_subject(campaign: str) -> str:
    """Name what the event of an admission is about."""
    return f"late:{campaign}"


def admission_entries(campaign: str) -> "QuerySet[Entry]":
    """Select the events that admitted late facts of a campaign, oldest first."""
    return Entry.objects.filter(kind=ADMITTED, subject=late_subject(campaign)).order_by("pk")


def facts_of(entry: Entry) -> tuple[str, ...]:
    """Give the ids that an admission names."""
    return tuple(cast("Sequence[str]", entry.event.private["facts"]))


def admissions_at(campaign: str, size: int) -> tuple[Admission, ...]:
    """Give the admissions that stand in the first `size` leaves, in log order."""
    entries = admission_entries(campaign).filter(outbox__leaf_index__lt=size)
    found = [
        Admission(entry.outbox.leaf_index or 0, facts_of(entry))
        for entry in entries.select_related("outbox")
    ]
    return tuple(sorted(found, key=lambda one: one.leaf))


def admitted_now(campaign: str) -> frozenset[str]:
    """Give the ids of all late facts of a campaign that were admitted by now."""
    return frozenset(fact for entry in admission_entries(campaign) for fact in facts_of(entry))


def counted(
    freeze_at: datetime | None, taken: Collection[str], size: int | None = None
) -> "QuerySet[Fact]":
    """Select the facts that count: in time or admitted, and corrected by none that counts."""
    if freeze_at is None:
        return Fact.objects.live() if size is None else Fact.objects.live_at(size)
    known = Fact.objects.filter(stands(freeze_at, taken, size))
    return known.exclude(stands(freeze_at, taken, size, "corrected_by__"))


def stands(
    freeze_at: datetime | None, taken: Collection[str], size: int | None, fact: str = ""
) -> Q:
    """Say of a fact, or of what `fact` leads to, that it was recorded in time or admitted."""
    found = Q() if size is None else Q(**{f"{fact}entry__outbox__leaf_index__lt": size})
    if freeze_at is None:
        return found
    in_time = Q(**{f"{fact}entry__recorded_at__lt": late_from(freeze_at)})
    return found & (in_time | Q(**{f"{fact}public_id__in": list(taken)}))


def late(plan: Plan, days: Window, freeze_at: datetime) -> "QuerySet[Fact]":
    """Select what was recorded after the freeze for days and measures of a plan, oldest first."""
    kinds = {key: measure.kind for key, measure in plan.measures.items()}
    flows = [key for key, kind in kinds.items() if kind is MeasureKind.FLOW]
    early = Q(measure__in=flows, day__lt=days.period.first)
    recorded = Fact.objects.filter(entry__recorded_at__gte=late_from(freeze_at))
    mine = recorded.filter(measure__in=list(kinds), day__lt=days.period.end).exclude(early)
    return mine.order_by("pk")


def late_of(plan: Plan, days: Window) -> list[Fact]:
    """List the late facts of a campaign's own units, oldest first, each with what it corrects."""
    if plan.freeze_at is None or not recorded(plan.freeze_at, late=True).exists():
        return []
    found = late(plan, days, plan.freeze_at)
    rows = list(found.select_related("corrects", "entry"))
    if not rows:
        return []
    standing = tree(plan.tree_day, resolve(plan.root))
    units = {row.unit for row in rows}
    gone = units - standing.nodes.keys()
    mine = kin(units, successions(gone), standing) if gone else units
    return [row for row in rows if row.unit in mine]


def check_whole(freeze_at: datetime, taken: Collection[str]) -> None:
    """Refuse to count corrections of what is late itself and was not admitted.

    Admitting refuses it too; a later version of the plan may freeze earlier than it knew.
    """
    late_targets = Q(corrects__entry__recorded_at__gte=late_from(freeze_at))
    rows = Fact.objects.filter(late_targets, public_id__in=list(taken))
    check_alone(dict(rows.values_list("public_id", "corrects__public_id")), taken)


def recorded(freeze_at: datetime, *, late: bool) -> "QuerySet[Entry]":
    """Select what was recorded in time, or late."""
    first_late = late_from(freeze_at)
    which = Q(recorded_at__gte=first_late) if late else Q(recorded_at__lt=first_late)
    return Entry.objects.filter(which)


def frozen_size(freeze_at: datetime, size: int) -> int:
    """Give behind how many of the first `size` leaves every one is later than the freeze."""
    in_time = recorded(freeze_at, late=False).filter(outbox__leaf_index__lt=size)
    last: int | None = in_time.aggregate(last=Max("outbox__leaf_index"))["last"]
    return 0 if last is None else last + 1
