"""What a list changes: each dossier told of again, its counts, its history and its differences."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from thidua.deadlines.rules import Office
from thidua.deadlines.rules.judging import Course, Timing, judge
from thidua.dossiers.rules import Place, places
from thidua.dossiers.rules.measures import bits
from thidua.kernel.errors import RuleBroken
from thidua.kernel.periods import Period
from thidua.mirror.models import Listing, Mirrored, kind_bit
from thidua.mirror.models.known import Catalogue
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
from thidua.mirror.rules.history import turns, went_back, with_since

AT_ONCE = 5_000
ALONE = {Kind.NOT_IN_PROVINCE: Source.PROVINCE, Kind.NOT_IN_NATIONAL: Source.NATIONAL}
ABSENT = "vắng"
ABSENCES = kind_bit(Kind.GONE) | kind_bit(Kind.NOT_IN_PROVINCE) | kind_bit(Kind.NOT_IN_NATIONAL)


@dataclass
class Told:
    """What a list brings: rows to write, and by how much each count changes."""

    fresh: list[Mirrored] = field(default_factory=list)
    changed: list[Mirrored] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    deltas: Counter[Place] = field(default_factory=Counter)
    news: int = 0  # dossiers of which this source says something new


@dataclass(frozen=True)
class Reading:
    """What is known while a list is told: the list, and what stands around it."""

    listing: Listing
    source: Source
    told: datetime
    today: date
    office: Office
    catalogue: Catalogue
    covered: Mapping[Source, Sequence[Period]]

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


def tell(lines: Mapping[str, str], reading: Reading) -> Told:
    """Tell of every dossier of a list, given as packed lines by code."""
    found = Told()
    for rows in _stored(lines, reading):
        for row, packed, is_new in rows:
            _tell(row, packed, reading, found, is_new=is_new)
    for row in _absent(lines, reading):
        before = row.differences
        here = _of_its_own(row, reading)
        if row.line(reading.source):
            here = {**here, Kind.GONE: ABSENT}
        _compare(row, reading, here)
        if row.differences != before:
            found.changed.append(row)
    return found


def _stored(
    lines: Mapping[str, str], reading: Reading
) -> Iterator[Iterator[tuple[Mirrored, str, bool]]]:
    codes = sorted(lines)
    for start in range(0, len(codes), AT_ONCE):
        chunk = codes[start : start + AT_ONCE]
        known = Mirrored.objects.in_bulk(chunk)
        yield (
            (known.get(code) or _row(code, reading), lines[code], code not in known)
            for code in chunk
        )


def _row(code: str, reading: Reading) -> Mirrored:
    return Mirrored(
        code=code,
        sender=reading.listing.unit_id,
        generated=reading.listing.generated,
        first_seen=reading.told,
        history="[]",
        differences="[]",
    )


def _tell(row: Mirrored, packed: str, reading: Reading, found: Told, *, is_new: bool) -> None:
    if row.sender != reading.listing.unit_id or row.generated != reading.listing.generated:
        raise RuleBroken("mirror.of-another-sender", dossier=row.code)
    name = reading.source.value
    news = getattr(row, name) != packed
    before: frozenset[Place] = frozenset() if is_new else row.places()
    setattr(row, f"in_{name}", reading.listing.pk)
    if not news and not row.differing & ABSENCES:
        found.same.append(row.code)
        return
    here = _of_its_own(row, reading)
    if news:
        back = _go_on(row, packed, reading)
        here = {Kind.BACKWARDS: str(row.status_of(reading.source))} if back else {}
        _count(row, reading)
        found.news += 1
    _compare(row, reading, here)
    (found.fresh if is_new else found.changed).append(row)
    after = row.places()
    if after != before:
        found.deltas.update(after - before)
        found.deltas.subtract(before - after)


def _go_on(row: Mirrored, packed: str, reading: Reading) -> bool:
    """Write what a source says now, and what happened since; say whether its status went back."""
    before, after = row.line(reading.source), unpacked(packed)
    history = json.loads(row.history)
    history += [each.plain for each in turns(before, after, reading.source, reading.told)]
    row.history = json.dumps(history)
    setattr(row, reading.source.value, packed)
    row.changed_at = reading.told
    return went_back(before, after)


def _count(row: Mirrored, reading: Reading) -> None:
    """Count the dossier as both systems make it."""
    line = join(row.line(Source.PROVINCE), row.line(Source.NATIONAL))
    value = counted(
        line,
        timing(line, reading.catalogue, reading.office),
        in_online_field=online(line, reading.catalogue),
    )
    row.unit, row.closer, row.status = value.unit, value.closer, int(value.status)
    row.received, row.closed = value.received, value.closed
    row.counts = bits(measure for measure, _unit, _day in places(value))


def timing(line: Line, catalogue: Catalogue, office: Office) -> Timing | None:
    """Judge a dossier that ended; None where neither an appointment nor a legal time is known."""
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
    return judge(course, office, line.closed)


def online(line: Line, catalogue: Catalogue) -> bool | None:
    """Whether a dossier's field has an online service; None where the catalogue does not say."""
    if line.received is None:
        return None
    on = line.received.date()
    version = catalogue.version(line.procedure, on)
    return catalogue.is_online(version.field if version else line.field, on)


Own = Mapping[Kind, str]  # what a source's own lists say: gone, or back from an end
OWN = (Kind.BACKWARDS, Kind.GONE)


def _compare(row: Mirrored, reading: Reading, here: Own) -> None:
    """Name what differs now; what differed before in the same way keeps its day."""
    now = list(_differences(row, reading, here))
    found = with_since(row.found(), now, reading.today)
    row.differences = json.dumps([each.plain for each in found], ensure_ascii=False)
    row.differing = 0
    for each in now:
        row.differing |= kind_bit(each.kind)


def _differences(row: Mirrored, reading: Reading, here: Own) -> Iterator[Difference]:
    sides = row.line(Source.PROVINCE), row.line(Source.NATIONAL)
    for each in differences(*sides):
        silent = ALONE.get(each.kind)
        if silent is None or _covers(reading, silent, row.received):
            yield each
    there = {each.difference.kind: _side(each.difference, reading.other) for each in row.found()}
    for kind in OWN:
        both = {reading.source: here.get(kind, ""), reading.other: there.get(kind, "")}
        if any(both.values()):
            yield Difference(kind, both[Source.PROVINCE], both[Source.NATIONAL])


def _of_its_own(row: Mirrored, reading: Reading) -> Own:
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


def _absent(lines: Mapping[str, str], reading: Reading) -> Iterator[Mirrored]:
    """Find the dossiers that a complete list should hold and does not."""
    listing = reading.listing
    if listing.first is None or listing.last is None:
        return
    rows = Mirrored.objects.filter(
        sender=listing.unit_id,
        generated=listing.generated,
        received__range=(listing.first, listing.last),
    )
    for row in rows.iterator(AT_ONCE):
        if row.code not in lines:
            yield row
