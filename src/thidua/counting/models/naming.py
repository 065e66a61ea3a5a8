"""What units are called: on a day, or last, for those that are gone."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F

from thidua.units.models import UnitName
from thidua.units.rules import Tree, label


def names(units: Iterable[str], tree: Tree | None = None) -> dict[str, str]:
    """Name some units: as they stand on a tree, else by the last name they bore, else by id."""
    wanted = set(units)
    found = {unit: tree.nodes[unit].label for unit in wanted if tree and unit in tree.nodes}
    rows = UnitName.objects.filter(unit__in=wanted - found.keys())
    for unit, name, kind in rows.order_by(F("first").asc(nulls_first=True)).values_list(
        "unit", "name", "kind"
    ):
        found[unit] = label(kind, name)
    return {unit: unit for unit in wanted} | found


def name_on(unit: str, day: date) -> str:
    """Name a unit as it was called on a day."""
    named = UnitName.objects.on(day).filter(unit=unit).values_list("kind", "name").first()
    return label(*named) if named else names([unit])[unit]
