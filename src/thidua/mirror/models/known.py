"""What is known when a list is read: who has which agency on a day, and which procedures hold."""

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date
from functools import cached_property

from thidua.agencies.models import Days, holders
from thidua.counting.models.known import Reach
from thidua.imports.models.looking import named as named_units
from thidua.imports.rules.naming import Directory
from thidua.kernel.errors import RuleBroken
from thidua.mirror.rules.lists import Places
from thidua.procedures.models import Stored
from thidua.procedures.rules import Version, offered_online
from thidua.units.models import Unit, successions
from thidua.units.rules import predecessors

EARLIEST = date(2010, 1, 1)  # no system of dossiers is older


class Agencies:
    """Who received a dossier and who ended it, among the units that a sender may count at.

    The unit of an agency is the one that had its code on the day; a name means the unit of that day,
    or the one of today when it alone can be meant.
    """

    def __init__(self, sender: str, today: date) -> None:
        self._reach = Reach(sender, {EARLIEST, today})
        self._today = today
        self._directories: dict[int, Directory] = {}
        self._received: dict[tuple[str, str, date], str] = {}
        self._closed: dict[tuple[str, str, date], str] = {}

    @property
    def places(self) -> Places:
        """Give them as a list asks for them."""
        return Places(self.receiver, self.closer)

    def receiver(self, named: str, agency: str, on: date) -> str:
        """Give the unit that received a dossier on a day."""
        asked = (named, agency, on)
        if asked not in self._received:
            self._received[asked] = self._find_receiver(named, agency, on)
        return self._received[asked]

    def closer(self, receiver: str, named: str, on: date) -> str:
        """Give the unit in charge on the day a dossier ended."""
        self._check_come(on)
        if self._stands(receiver, on):
            return receiver
        asked = (receiver, named, on)
        if asked not in self._closed:
            self._closed[asked] = self._find_closer(receiver, named, on)
        return self._closed[asked]

    def _check_come(self, on: date) -> None:
        if on > self._today:
            raise RuleBroken("mirror.day-ahead", day=f"{on:%d/%m/%Y}")

    def _find_receiver(self, named: str, agency: str, on: date) -> str:
        self._check_come(on)
        held = self._by_agency(agency, on)
        found = held or (self._directory(on).find(named) if named else None)
        if found is None and named:
            found = self._before(self._directory(self._today).find(named), on)
        if found is None:
            raise RuleBroken("mirror.unit-unknown", unit=named or agency, day=f"{on:%d/%m/%Y}")
        if found not in self._reach.on(on):
            raise RuleBroken("mirror.unit-foreign", unit=named or agency)
        return found

    def _find_closer(self, receiver: str, named: str, on: date) -> str:
        after = {
            each.successor
            for each in successions({receiver})
            if each.predecessor == receiver and self._stands(each.successor, on)
        }
        if len(after) == 1:
            return after.pop()
        found = self._directory(on).find(named) if named else None
        if found in after and found is not None:
            return found
        raise RuleBroken("mirror.unit-of-then", unit=named, day=f"{on:%d/%m/%Y}")

    def _before(self, unit: str | None, on: date) -> str | None:
        """Give the unit that one of today was on an earlier day, if that was one."""
        if unit is None or self._stands(unit, on):
            return unit
        near = {each.predecessor for each in predecessors(unit, successions({unit}))}
        then = [each for each in near if self._stands(each, on)]
        return then[0] if len(then) == 1 else None

    def _directory(self, on: date) -> Directory:
        units = self._reach.on(on)
        if id(units) not in self._directories:
            self._directories[id(units)] = Directory(named_units(units, on))
        return self._directories[id(units)]

    def _by_agency(self, agency: str, on: date) -> str | None:
        for unit, (first, end) in self._codes.get(agency, ()):
            if (first is None or first <= on) and (end is None or on < end):
                return unit
        return None

    def _stands(self, unit: str, on: date) -> bool:
        first, end = self._days.get(unit, (date.max, None))
        return (first is None or first <= on) and (end is None or on < end)

    @cached_property
    def _codes(self) -> Mapping[str, list[tuple[str, Days]]]:
        return holders()

    @cached_property
    def _days(self) -> Mapping[str, tuple[date | None, date | None]]:
        rows = Unit.objects.values_list("pk", "first", "end")
        return {unit: (first, end) for unit, first, end in rows.iterator(10_000)}


class Catalogue:
    """The procedures that hold on a day, read once for a whole list."""

    def __init__(self) -> None:
        self._versions = [row.version for row in Stored.objects.standing().order_by("effective")]
        ends = {each.ended for each in self._versions if each.ended}
        self._changes = sorted({each.effective for each in self._versions} | ends)
        self._found: dict[int, Mapping[str, Version]] = {}
        self._fields: dict[int, frozenset[str]] = {}

    def version(self, code: str, on: date) -> Version | None:
        """Give the version of a procedure that holds on a day, None where none is recorded."""
        return self._on(on)[1].get(code)

    def is_online(self, field: str, on: date) -> bool | None:
        """Whether a field has a procedure that can be filed online; None where nothing is recorded."""
        place, holding = self._on(on)
        if not holding or not field:
            return None
        if place not in self._fields:
            self._fields[place] = offered_online(holding.values())
        return field in self._fields[place]

    def _on(self, on: date) -> tuple[int, Mapping[str, Version]]:
        place = bisect_right(self._changes, on)
        if place not in self._found:
            self._found[place] = {
                each.code: each  # ordered by their first days: the latest stays
                for each in self._versions
                if each.effective <= on and (each.ended is None or on < each.ended)
            }
        return place, self._found[place]
