"""Campaigns as a reader may see them, and how far the numbers on a page go."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from thidua.ledger.models import Entry
from thidua.standings.models import Edition


@dataclass(frozen=True, slots=True)
class AsOf:
    """The newest entry that a running figure may contain."""

    entries: int
    at: datetime


def editions(codes: Collection[str]) -> list[Edition]:
    """Give the editions of some campaigns, newest first."""
    return list(Edition.objects.filter(campaign__in=codes).order_by("-at", "-nr"))


def as_of() -> AsOf | None:
    """Say how far running figures go; None before the first entry."""
    newest = Entry.objects.order_by("-pk").values_list("pk", "recorded_at").first()
    return AsOf(*newest) if newest else None
