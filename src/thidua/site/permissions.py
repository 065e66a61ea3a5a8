"""How the unit of a route is found, and how a seat's unit stands to it.

Which role may use which route is the table in `thidua.access.rules`: new routes are declared there.
"""

from collections.abc import Callable, Mapping
from datetime import date

from thidua.accounts.rules import Relation, relation
from thidua.campaigns.models import Campaign
from thidua.units.models import Edge, Unit, above
from thidua.units.models import Relation as EdgeKind

UNIT_OF: Mapping[str, Callable[[Mapping[str, object]], str | None]] = {
    "unit": lambda kwargs: str(kwargs["unit"]) if "unit" in kwargs else None,
    "campaign": lambda kwargs: _root_of(str(kwargs["campaign"])),
}


def _root_of(campaign: str) -> str | None:
    """Give the unit whose campaign it is: who may act for that unit may run its campaign."""
    return Campaign.objects.filter(pk=campaign).values_list("root", flat=True).first()


def relation_on(day: date, mine: str, theirs: str) -> Relation | None:
    """Say how one unit stands to another on a day; None where one of them does not stand."""
    both = {mine, theirs}
    if Unit.objects.on(day).filter(pk__in=both).count() < len(both):
        return None
    if mine == theirs:  # most requests of a seat are about its own unit
        return Relation.OWN
    line = above(theirs, day)
    edges = Edge.objects.on(day).filter(unit__in=line, relation=EdgeKind.OVERSEEN_BY)
    return relation(above(mine, day), line, set(edges.values_list("parent_id", flat=True)))
