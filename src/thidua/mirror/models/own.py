"""Dossiers that live here, as lines beside what the national portal tells of them.

Of a unit whose dossiers live here, lists are compared and never counted: its own acts count.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from thidua.dossiers.rules import Channel, Filer
from thidua.dossiers.rules.steps import Status
from thidua.mirror.rules import HANOI, Line
from thidua.onestop.models import Dossier, Way
from thidua.onestop.rules import Paid
from thidua.onestop.rules import Way as Kind


class Masters:
    """Since when the dossiers of which units live here."""

    def __init__(self) -> None:
        self._ways: dict[str, list[tuple[date, str]]] = {}
        for unit, first, kind in Way.objects.order_by("first").values_list("unit", "first", "kind"):
            self._ways.setdefault(unit, []).append((first, kind))

    def __bool__(self) -> bool:
        return bool(self._ways)

    def has(self, unit: str, on: date | None) -> bool:
        """Whether dossiers that a unit receives on a day live here."""
        kinds = [kind for first, kind in self._ways.get(unit, ()) if on and first <= on]
        return bool(kinds) and kinds[-1] == Kind.MASTER


def own_lines(codes: Collection[str]) -> dict[str, Line]:
    """Give the dossiers of some codes that live here."""
    rows: Iterable[Dossier] = Dossier.objects.filter(code__in=codes).select_related("version")
    return {row.code: _line(row) for row in rows}


def _line(row: Dossier) -> Line:
    marks = row.marks
    due = row.appointed_at or row.due_at
    return Line(
        code=row.code,
        unit=row.unit_id,
        closer=row.holder_id,
        procedure=row.procedure,
        field=row.version.field,
        channel=Channel(row.channel),
        filer=Filer(row.filer),
        status=Status(row.status),
        received=_local(row.received_at),
        due=_local(due),
        resolved=_local(row.resolved_at),
        returned=_local(row.returned_at),
        supplements=row.supplements,
        fee=row.fee,
        paid_online=row.paid == Paid.ONLINE,
        e_result=marks.e_result,
        digitized=marks.digitized,
        reusing=marks.reusing,
        apologised=marks.apologised,
    )


def _local(at: datetime | None) -> datetime | None:
    return at.astimezone(HANOI) if at else None
