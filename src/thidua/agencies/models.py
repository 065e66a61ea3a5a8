"""How agencies' codes are read: they stand among the identifiers of units, from a day to a day."""

from datetime import date

from django.db.models import QuerySet

from thidua.dossiers.rules.codes import agency
from thidua.units.models import Identifier

SCHEME = "agency"

Days = tuple[
    date | None, date | None
]  # from, and the first day without; None where unknown or open


def code_of(unit: str, day: date) -> str | None:
    """Give the code that a unit has as an agency on a day, from the top downwards."""
    found = Identifier.objects.on(day).filter(unit=unit, scheme=SCHEME).first()
    return agency(found.code) if found else None


def of_unit(unit: str) -> QuerySet[Identifier]:
    """Select the codes that a unit has had, the newest first."""
    return Identifier.objects.filter(unit=unit, scheme=SCHEME).order_by("-first", "-pk")


def holders() -> dict[str, list[tuple[str, Days]]]:
    """Give who has had each code, from the top downwards, with the days."""
    found: dict[str, list[tuple[str, Days]]] = {}
    rows = Identifier.objects.filter(scheme=SCHEME).order_by("first", "pk")
    for code, unit, first, end in rows.values_list("code", "unit_id", "first", "end"):
        found.setdefault(agency(code), []).append((unit, (first, end)))
    return found
