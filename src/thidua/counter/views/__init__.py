"""Screens of the one-stop shop: every look at a person's data is remembered."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.accounts.models import Seat, SeatedRequest
from thidua.counter.models import Found
from thidua.counting.models.naming import names
from thidua.dossiers.rules.steps import ACT_NAMES, Act
from thidua.kernel.errors import RuleBroken
from thidua.onestop.actions import look_at
from thidua.onestop.models import Dossier
from thidua.onestop.rules import Purpose
from thidua.slips.models import case, stages
from thidua.slips.outside import slip
from thidua.slips.rules import Issue, control

DOSSIERS = _("Hồ sơ")
SOME = UUID(int=0)
Trail = list[tuple[str | Promise, str]]


def acting(request: SeatedRequest) -> Seat:
    """Give the seat that acts."""
    if request.seat is None:
        raise RuleBroken("accounts.sign-in-first")
    return request.seat


def trail(unit: str, *steps: tuple[str | Promise, str]) -> Trail:
    """Lead from the inbox to a page, whose own step is the last and has no address."""
    return [(DOSSIERS, reverse("counter:inbox", args=[unit]) if steps else ""), *steps]


def called(request: SeatedRequest, unit: str) -> str:
    """Name the unit of a page: mostly that of the seat, whose name is known."""
    seat = acting(request)
    return seat.unit_name if unit == seat.unit else names([unit])[unit]


def addresses(unit: str, dossiers: Iterable[UUID]) -> Iterator[str]:
    """Give the addresses of a page's dossiers; the router is asked once, for a page has many."""
    shape = reverse("counter:dossier", args=[unit, SOME])
    return (shape.replace(str(SOME), str(each)) for each in dossiers)


def looked(
    request: SeatedRequest, rows: Collection[Dossier | Found], purpose: Purpose, at: datetime
) -> None:
    """Remember that whoever asks sees these people's data."""
    seat = acting(request).pk
    look_at(dossiers=[str(row.pk) for row in rows], seat=seat, purpose=purpose, at=at)


def step_sheet(row: Dossier, act: str) -> bytes:
    """Make the sheet that is signed for an act: the same bytes until the dossier moves."""
    day = timezone.localtime(row.moved_at).date()
    issue = Issue(day, reason=str(ACT_NAMES[Act(act)]))
    return slip(control(case(row), issue, stages(row)))
