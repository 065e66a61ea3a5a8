"""Screens of the one-stop shop: every look at a person's data is remembered."""

from collections.abc import Collection
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.accounts.models import Seat, SeatedRequest
from thidua.kernel.errors import RuleBroken
from thidua.onestop.actions import look_at
from thidua.onestop.models import Dossier
from thidua.onestop.rules import Purpose

DOSSIERS = _("Hồ sơ")
Trail = list[tuple[str | Promise, str]]


def acting(request: SeatedRequest) -> Seat:
    """Give the seat that acts."""
    if request.seat is None:
        raise RuleBroken("accounts.sign-in-first")
    return request.seat


def trail(unit: str, *steps: tuple[str | Promise, str]) -> Trail:
    """Lead from the inbox to a page, whose own step is the last and has no address."""
    return [(DOSSIERS, reverse("counter:inbox", args=[unit]) if steps else ""), *steps]


def looked(
    request: SeatedRequest, rows: Collection[Dossier], purpose: Purpose, at: datetime
) -> None:
    """Remember that whoever asks sees these people's data."""
    seat = acting(request).pk
    look_at(dossiers=[str(row.pk) for row in rows], seat=seat, purpose=purpose, at=at)
