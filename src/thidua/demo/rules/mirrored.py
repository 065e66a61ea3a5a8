"""Dossiers of some communes, one by one, as two systems' lists tell of them evening after evening."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from hashlib import sha256

from thidua.deadlines.rules import Office
from thidua.kernel.periods import Period
from thidua.mirror.rules import Declared, Source
from thidua.procedures.rules import Version
from thidua.simulated.rules import Scene, agencies, dossiers
from thidua.simulated.rules.lists import HEADINGS, Planted, earlier, planted, rows
from thidua.spreadsheets.rules import Sheet
from thidua.units.rules import Tree

PROVINCE_CODE = "H13"  # of the dossiers' codes
A_COMMUNE = 420  # dossiers in the campaign so far
BEFORE = timedelta(days=12)  # some were received before the campaign began


@dataclass(frozen=True)
class Stream:
    """All dossiers as they stand at the end, and as they stood on any evening before."""

    seed: int
    units: tuple[str, ...]
    tree: Tree
    versions: Sequence[Version]
    hours: Office
    counted: Period
    until: datetime

    @cached_property
    def _planted(self) -> tuple[Planted, ...]:
        named = [(unit, self.tree.nodes[unit].label) for unit in self.units]
        offices = agencies(named, PROVINCE_CODE, self.seed)
        local = [each for each in self.versions if each.agency == "UBND cấp xã"]
        scene = Scene(self.seed, offices, local or self.versions, self.hours, self.until)
        made = dossiers(scene, period=self.period, number=A_COMMUNE * len(self.units))
        return tuple(planted(self.seed, made))

    @property
    def period(self) -> Period:
        """The days of receipt."""
        return Period(self.counted.first - BEFORE, self.counted.end)

    def lists(self, now: datetime) -> Mapping[Source, tuple[Sheet, Declared]]:
        """Give both systems' lists of an evening, each holding every dossier up to that day."""
        standing = list(earlier(self._planted, now))
        found = {}
        for source in Source:
            told = tuple(rows(standing, source))
            digest = sha256(repr((source, now, told)).encode()).hexdigest()
            declared = Declared(source, self.period.first, now.date(), digest, generated=True)
            found[source] = Sheet(source.value, hidden=False, rows=(HEADINGS, *told)), declared
        return found
