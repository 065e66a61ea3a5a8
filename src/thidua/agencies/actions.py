"""The writer of agencies' codes: from a day on a unit has a code that no other has."""

from datetime import date, datetime

from thidua.agencies.models import SCHEME, holders
from thidua.dossiers.rules.codes import read_agency
from thidua.kernel.errors import RuleBroken
from thidua.ledger.actions import action
from thidua.ledger.rules import Event
from thidua.units.models import Identifier, Unit, check_stands


@action
def give(*, unit: str, code: str, first: date, actor: str, at: datetime) -> Event:
    """Give a unit the code that it has as an agency from a day on; one it had ends that day.

    Dossiers keep the code under which they came. `code` may be written in either order.
    """
    agency = read_agency(code)
    list(Unit.objects.select_for_update().order_by("pk").filter(pk=unit).values_list("pk"))
    check_stands(unit, first)
    for holder, (_since, end) in holders().get(agency, ()):
        if holder != unit and (end is None or end > first):
            raise RuleBroken("agencies.taken", agency=agency, unit=holder)
    mine = Identifier.objects.filter(unit=unit, scheme=SCHEME)
    if mine.filter(first__gte=first).exists() or mine.filter(end__gt=first).exists():
        raise RuleBroken("agencies.later", day=f"{first:%d/%m/%Y}")
    before = mine.filter(end=None).first()
    if before:
        if read_agency(before.code) == agency:
            raise RuleBroken("agencies.already", agency=agency)
        before.end = first
        before.save(update_fields=["end"])
    Identifier.objects.create(unit_id=unit, scheme=SCHEME, code=agency, first=first)
    public = {"code": agency, "first": first.isoformat()}
    return Event("agencies.given", f"unit:{unit}", unit, actor, at, public)
