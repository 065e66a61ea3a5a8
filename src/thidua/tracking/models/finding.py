"""Dossiers found from outside, where things count, and what receipt was given."""

from collections.abc import Iterable
from datetime import date
from hmac import compare_digest

from thidua.accounts.models import Seat
from thidua.counting.models.naming import names
from thidua.dossiers.outside import ticket
from thidua.kernel.errors import RuleBroken
from thidua.ledger.models import Entry
from thidua.onestop.models import Dossier
from thidua.tracking.rules import Factor
from thidua.units.models import Succession, Unit

NOBODY = "00000000-0000-0000-0000-000000000000"  # whose factors are compared when a code is unknown


def found(code: str, factor: Factor) -> Dossier | None:
    """Give the dossier that a code and a factor open.

    An unknown code takes the same way as a wrong factor: one query, and both comparisons.
    """
    row = Dossier.objects.select_related("party").filter(code=code).first()
    phone, dossier = (row.party.phone, str(row.pk)) if row else ("", NOBODY)
    by_phone = compare_digest(factor.digits or "none", phone[-4:])
    by_ticket = compare_digest(factor.ticket, ticket(dossier))
    return row if by_phone or by_ticket else None


def counting_unit(unit: str, day: date) -> str:
    """Give the unit that is counted for a unit on a day: itself, or the one that took over from it."""
    while not Unit.objects.on(day).filter(pk=unit).exists():
        after = list(
            Succession.objects.filter(predecessor=unit, on__lte=day).values_list(
                "successor", flat=True
            )
        )
        if len(after) != 1:
            raise RuleBroken("tracking.unit-gone", unit=unit)
        unit = after[0]
    return unit


def receipts_of(subject: str) -> dict[str, str]:
    """Give the id of the first receipt of each kind of event about a subject."""
    rows = Entry.objects.filter(subject=subject).order_by("-pk")
    return dict(rows.values_list("kind", "public_id"))


def seat_names(actors: Iterable[str]) -> dict[str, str]:
    """Name seats as people read them: a role and a unit, never who sits there."""
    return named(actors, ())[0]


def named(actors: Iterable[str], units: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Name seats as `seat_names` does, and units beside them."""
    rows = list(Seat.objects.filter(pk__in=set(actors)).only("role", "unit"))
    called = names({*units, *(row.unit for row in rows)})
    return {row.pk: f"{row.role_name} · {called[row.unit]}" for row in rows}, called
