"""Where a procedure can be filed."""

from datetime import date

from thidua.onestop.models import Way
from thidua.onestop.rules import COMPETENT
from thidua.onestop.rules import Way as Kind
from thidua.procedures.rules import Version
from thidua.residents.models import Choices, named_units
from thidua.units.models import Unit


def open_units(version: Version, day: date) -> Choices:
    """Name the units where a procedure can be filed here: they decide it, and their dossiers live here."""
    rows = Way.objects.filter(first__lte=day).order_by("first")
    ways = dict(rows.values_list("unit", "kind"))
    masters = [unit for unit, kind in ways.items() if kind == Kind.MASTER]
    return named_units(
        Unit.objects.on(day).filter(pk__in=masters, level__in=COMPETENT[version.level])
    )
