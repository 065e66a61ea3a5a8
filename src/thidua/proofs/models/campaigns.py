"""Campaigns as a reader may see them, and how far the numbers on a page go."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from thidua.campaigns.models import PlanVersion
from thidua.ledger.models import Entry
from thidua.standings.models import Edition
from thidua.standings.models.seen import open_plan, visible

__all__ = ["AsOf", "as_of", "editions", "open_plan", "versions", "visible"]


@dataclass(frozen=True, slots=True)
class AsOf:
    """The newest entry that a running figure may contain."""

    entries: int
    at: datetime


def versions(code: str) -> "list[PlanVersion]":
    """Give the versions of a plan, newest first."""
    return list(PlanVersion.objects.filter(campaign__code=code).order_by("-version"))


def editions(codes: Collection[str]) -> list[Edition]:
    """Give the editions of some campaigns, newest first."""
    return list(Edition.objects.filter(campaign__in=codes).order_by("-at", "-nr"))


def as_of() -> AsOf | None:
    """Say how far running figures go; None before the first entry."""
    newest = Entry.objects.order_by("-pk").values_list("pk", "recorded_at").first()
    return AsOf(*newest) if newest else None
