"""What a list changes: each dossier told of again, its counts, its history and its differences.

A hundred thousand rows come at once, so they are read and written as plain values, and what did not
change is not looked at twice. `recount` counts the same the slow way.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime, time

from thidua.deadlines.rules import Office
from thidua.deadlines.rules.judging import Course, Timing, judge
from thidua.dossiers.rules import Place, places
from thidua.dossiers.rules.measures import bits
from thidua.kernel.errors import RuleBroken
from thidua.kernel.periods import Period
from thidua.mirror.models import Listing, Mirrored, counted_places, kind_bit
from thidua.mirror.models.known import Catalogue
from thidua.mirror.models.own import Masters, own_lines
from thidua.mirror.rules import (
    Difference,
    Kind,
    Line,
    Source,
    counted,
    differences,
    join,
    unpacked,
)
from thidua.mirror.rules.history import Found, turns, went_back, with_since

AT_ONCE = 5_000
ALONE = {Kind.NOT_IN_PROVINCE: Source.PROVINCE, Kind.NOT_IN_NATIONAL: Source.NATIONAL}
ABSENT = "vắng"
ABSENCES = kind_bit(Kind.GONE) | kind_bit(Kind.NOT_IN_PROVINCE) | kind_bit(Kind.NOT_IN_NATIONAL)


@dataclass(slots=True)
class Row:
    """A row of `Mirrored` while a list is told: its columns, in their order."""

    code: str
    sender: str
    generated: bool
    first_seen: datetime
    province: str = ""
    national: str = ""
    in_province: int = 0
    in_national: int = 0
    unit: str = ""
    closer: str = ""
    status: int = 0
    received: date | None = None
    closed: date | None = None
    counts: int = 0
    differing: int = 0
    history: str = ""
    differences: str = ""
    changed_at: datetime | None = None

    def found(self) -> list[Found]:
        """Give what differs so far."""
        return [Found.of(each) for each in self.differences.splitlines()]

    def places(self) -> frozenset[Place]:
        """Give the places at which it is counted so far."""
        return counted_places(self.unit, self.closer, self.received, self.closed, self.counts)


COLUMNS: tuple[str, ...] = tuple(each.name for each in fields(Row))
Sides = dict[Source, Line | None]
Own = dict[Kind, str]  # what a source's own lists say: gone, or back from an end


@dataclass
class Told:
    """What a list brings: rows to write, rows that were only seen, and how each count changes."""

    written: list[Row] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    deltas: Counter[Place] = field(default_factory=Counter)
    fresh: int = 0
    changed: int = 0


@dataclass(frozen=True)
class Reading:
    """What is known while a list is told: the list, and what stands around it."""

    listing: Listing
    source: Source
    told: datetime
    office: Office
    catalogue: Catalogue
    covered: Mapping[Source, Sequence[Period]]
    masters: Masters

    @property
    def other(self) -> Source:
        """The other source."""
        return Source.NATIONAL if self.source is Source.PROVINCE else Source.PROVINCE


def coverage(unit: str) -> dict[Source, list[Period]]:
    """Give the days of receipt of which each source's lists claimed to hold every dossier."""
    found: dict[Source, list[Period]] = {source: [] for source in Source}
    rows = Listing.objects.filter(unit=unit)
    for source, first, last in rows.values_list("source", "first", "last"):
        if first is not None and last is not None:
            found[Source(source)].append(Period.inclusive(first, last))
    return found


def tell(lines: Mapping[str, Line], reading: Reading) -> Told:
    """Tell of every dossier of a list, given by code."""
    found = Told()
    codes = sorted(lines)
    for start in range(0, len(codes), AT_ONCE):
        chunk = codes[start : start + AT_ONCE]
        known = {row.code: row for row in _rows(chunk)}
        own = own_lines(chunk) if reading.masters else {}
        for code in chunk:
            _tell(_beside(known.get(code), own.get(code), reading), lines[code], reading, found)
    for row in _absent(lines, reading):
        before, sides = row.differences, _sides(row)
        here = _of_its_own(row, reading)
        if sides[reading.source]:
            here[Kind.GONE] = ABSENT
        _compare(row, sides, reading, here)
        if row.differences != before:
            found.written.append(row)
    return found


def _rows(codes: Sequence[str]) -> Iterator[Row]:
    for values in Mirrored.objects.filter(pk__in=codes).values_list(*COLUMNS):
        yield Row(*values)


def _sides(row: Row) -> Sides:
    return {
        Source.PROVINCE: unpacked(row.province) if row.province else None,
        Source.NATIONAL: unpacked(row.national) if row.national else None,
    }


def _beside(row: Row | None, own: Line | None, reading: Reading) -> Row | None:
    """Put a dossier that lives here in the place of what the province's system says."""
    if own is None or reading.source is Source.PROVINCE:
        return row
    found = row or Row(own.code, reading.listing.unit_id, reading.listing.generated, reading.told)
    found.province = own.packed()
    return found


def _tell(before: Row | None, line: Line, reading: Reading, found: Told) -> None:
    listing, packed = reading.listing, line.packed()
    row = before or Row(line.code, listing.unit_id, listing.generated, reading.told)
    if (row.sender, row.generated) != (listing.unit_id, listing.generated):
        raise RuleBroken("mirror.of-another-sender", dossier=line.code)
    news = getattr(row, reading.source) != packed
    if not news and not row.differing & ABSENCES:
        found.same.append(line.code)
        return
    setattr(row, f"in_{reading.source}", listing.pk)
    sides, here = _sides(row), _of_its_own(row, reading)
    if news:
        setattr(row, reading.source, packed)
        here = _go_on(row, line, sides, reading, found.deltas)
        found.fresh += before is None
        found.changed += before is not None
    _compare(row, sides, reading, here)
    found.written.append(row)


def _go_on(row: Row, after: Line, sides: Sides, reading: Reading, deltas: Counter[Place]) -> Own:
    """Write what a source says now, what happened since, and what is counted; name a way back."""
    before = sides[reading.source]
    joined = join(*sides.values()) if row.status else None
    sides[reading.source] = after
    for turn in turns(before, after, reading.source, reading.told):
        row.history += f"{turn.plain}\n"
    row.changed_at = reading.told
    line = join(*sides.values())
    if line != joined:
        _count(row, line, reading, deltas)
    return {Kind.BACKWARDS: str(int(after.status))} if went_back(before, after) else {}


def _count(row: Row, line: Line, reading: Reading, deltas: Counter[Place]) -> None:
    """Count the dossier as both systems make it, and note by how much each count changes."""
    judged = timing(line, reading.catalogue, reading.office)
    value = counted(line, judged, in_online_field=online(line, reading.catalogue))
    lives_here = reading.masters.has(value.unit, value.received)
    at = frozenset() if lives_here else places(value)
    before = row.places()
    row.unit, row.closer, row.status = value.unit, value.closer, int(value.status)
    row.received, row.closed = value.received, value.closed
    row.counts = bits(measure for measure, _unit, _day in at)
    if before != at:
        deltas.update(at - before)
        deltas.subtract(before - at)


def timing(line: Line, catalogue: Catalogue, office: Office) -> Timing | None:
    """Judge a dossier that ended; None where neither an appointment nor a legal time is known.

    Nor can one be judged whose days no calendar knows.
    """
    if line.closed is None or line.received is None:
        return None
    if line.supplements > 1:
        return Timing.LATE
    due = line.due
    if due is not None and due.time() == time():  # a day alone: up to its end
        due = datetime.combine(due.date(), office.hours.closing, due.tzinfo)
    version = catalogue.version(line.procedure, line.received.date()) if due is None else None
    course = Course(
        received_at=line.received,
        time=version.time if version else None,
        appointed=due,
        finished_at=line.resolved,
        returned_at=line.returned,
    )
    try:
        return judge(course, office, line.closed)
    except RuleBroken as broken:
        if broken.code != "kernel.calendar-unknown":
            raise
        return None


def online(line: Line, catalogue: Catalogue) -> bool | None:
    """Whether a dossier's field has an online service; None where the catalogue does not say."""
    if line.received is None:
        return None
    on = line.received.date()
    version = catalogue.version(line.procedure, on)
    return catalogue.is_online(version.field if version else line.field, on)


def _compare(row: Row, sides: Sides, reading: Reading, here: Own) -> None:
    """Name what differs now; what differed before in the same way keeps its day."""
    now = list(_differences(row, sides, reading, here))
    if not now and not row.differing:
        return
    found = with_since(row.found(), now, reading.told.date())
    row.differences = "".join(f"{each.plain}\n" for each in found)
    row.differing = sum({kind_bit(each.kind) for each in now})


def _differences(row: Row, sides: Sides, reading: Reading, here: Own) -> Iterator[Difference]:
    for each in differences(sides[Source.PROVINCE], sides[Source.NATIONAL]):
        silent = ALONE.get(each.kind)
        if silent is None or _covers(reading, silent, row.received):
            yield each
    if not (here or row.differing):  # as most are
        return
    there = {each.difference.kind: _side(each.difference, reading.other) for each in row.found()}
    for kind in (Kind.BACKWARDS, Kind.GONE):
        both = {reading.source: here.get(kind, ""), reading.other: there.get(kind, "")}
        if any(both.values()):
            yield Difference(kind, both[Source.PROVINCE], both[Source.NATIONAL])


def _of_its_own(row: Row, reading: Reading) -> Own:
    """Give what stands of this source's own lists, but for being gone: it has been told of."""
    return {
        each.difference.kind: _side(each.difference, reading.source)
        for each in row.found()
        if each.difference.kind is Kind.BACKWARDS
    }


def _side(difference: Difference, source: Source) -> str:
    return difference.province if source is Source.PROVINCE else difference.national


def _covers(reading: Reading, source: Source, day: date | None) -> bool:
    return day is not None and any(day in period for period in reading.covered[source])


def _absent(lines: Mapping[str, Line], reading: Reading) -> Iterator[Row]:
    """Find the dossiers that a complete list should hold and does not."""
    listing = reading.listing
    if listing.first is None or listing.last is None:
        return
    rows = Mirrored.objects.filter(
        sender=listing.unit_id,
        generated=listing.generated,
        received__range=(listing.first, listing.last),
    )
    absent = [code for code in rows.values_list("pk", flat=True) if code not in lines]
    for start in range(0, len(absent), AT_ONCE):
        yield from _rows(absent[start : start + AT_ONCE])
