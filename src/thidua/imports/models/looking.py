"""A file looked at with what is known: its tables, the units it names, what it would change."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F

from thidua.counting.models import Fact, known, sums
from thidua.counting.rules import MeasureKind
from thidua.counting.rules.judging import LARGEST, judge
from thidua.imports.models import Upload, bounds, measures
from thidua.imports.rules import Columns, Place, changes, columns, reading, remembered
from thidua.imports.rules.changes import Changes, Declared, Stored
from thidua.imports.rules.naming import Directory, Named
from thidua.imports.rules.reading import Counts, Manual
from thidua.kernel.errors import RuleBroken
from thidua.kernel.periods import Period
from thidua.ledger import rules as ledger
from thidua.spreadsheets import outside as spreadsheets
from thidua.spreadsheets.rules import Book, Mark
from thidua.spreadsheets.rules.tables import Table, find
from thidua.units.models import GSO, Identifier, UnitName

AT_ONCE = 900


@dataclass(frozen=True, slots=True)
class Choice:
    """A table of a file that a person may choose; the numbers of its sheet and of itself."""

    sheet: int
    number: int
    table: Table

    @property
    def value(self) -> str:
        """Name it in a form."""
        return f"{self.sheet}-{self.number}"


@dataclass(frozen=True, slots=True)
class Look:
    """A file read by its mapping: counts, problems, and what would change."""

    book: Book
    table: Table
    sheet: int
    columns: Columns
    found: Counts
    declared: Declared
    changes: Changes

    @property
    def marks(self) -> list[Mark]:
        """The problems, from the top of the sheet."""
        return self.found.marks


def tables(book: Book) -> tuple[list[Choice], list[RuleBroken]]:
    """Find the tables of all sheets that are shown, and why others hold none."""
    found: list[Choice] = []
    problems: list[RuleBroken] = []
    for number, sheet in enumerate(book.sheets):
        if sheet.hidden or not sheet.rows:
            continue
        try:
            found += [Choice(number, place, each) for place, each in enumerate(find(sheet))]
        except RuleBroken as broken:
            problems.append(broken)
    return found, problems


def look(upload: Upload, at: datetime) -> Look:
    """Read a file that has its mapping, compare it with its source, and judge what is new."""
    found = read(upload)
    _judge(found.found, found.changes, found.declared, known.local_day(at))
    return found


def read(upload: Upload) -> Look:
    """Read a file that has its mapping, and compare it with its source."""
    if upload.mapping is None:
        raise RuleBroken("imports.not-mapped", name=upload.name)
    book = spreadsheets.read(bytes(upload.content), upload.name)
    table = _chosen(book, upload)
    cols = _columns(table, upload)
    days = reading.days(table, cols)
    manual = Manual(cols, directories(upload.unit_id, days), upload.mapping.choices, measures())
    found = reading.read(table, manual)
    declared = declare(upload, cols, found)
    changed = changes.compare(found.counts, stored(declared, found.counts), declared)
    return Look(book, table, upload.sheet, cols, found, declared, changed)


def directories(unit: str, days: set[date]) -> Mapping[date, Directory]:
    """Give who may be counted by a sender on each day; days of one tree share theirs."""
    reach = known.Reach(unit, days)
    made: dict[int, Directory] = {}
    found: dict[date, Directory] = {}
    for day in sorted(days):
        units = reach.on(day)
        if id(units) not in made:
            made[id(units)] = Directory(named(units, day))
        found[day] = made[id(units)]
    return found


def named(units: Iterable[str], day: date) -> list[Named]:
    """Give units with their names and codes on a day."""
    wanted = set(units)
    names = UnitName.objects.on(day)
    codes = Identifier.objects.on(day).filter(scheme=GSO)
    if len(wanted) <= AT_ONCE:  # else all are read: a database has its limit of names in a query
        names, codes = names.filter(unit__in=wanted), codes.filter(unit__in=wanted)
    by_unit = dict(codes.values_list("unit_id", "code"))
    rows = names.values_list("unit_id", "name", "kind")
    return [
        Named(unit, name, kind, by_unit.get(unit)) for unit, name, kind in rows if unit in wanted
    ]


def declare(upload: Upload, cols: Columns, found: Counts) -> Declared:
    """Say what a sender declares of a file."""
    if upload.mapping is None:
        raise RuleBroken("imports.not-mapped", name=upload.name)
    period = Period.inclusive(upload.first, upload.last) if upload.first and upload.last else None
    counted = frozenset(cols.wide.values()) or None
    return Declared(upload.mapping.source, counted, period, upload.sha256, found.rows)


def stored(declared: Declared, counts: Mapping[Place, int]) -> dict[Place, Stored]:
    """Give the live counts of a source on the days of a file, and of its period."""
    days = {day for _, _, day in counts}
    if declared.complete:
        days |= {declared.complete.first, declared.complete.last}
    if not days:
        return {}
    rows = Fact.objects.live().filter(source=declared.source, day__range=(min(days), max(days)))
    values = rows.values_list("measure", "unit", "day", "quantity", "public_id", "key", "entry_id")
    return {
        (measure, unit, day): Stored(quantity, public_id, key, entry)
        for measure, unit, day, quantity, public_id, key, entry in values.iterator(20_000)
    }


def _chosen(book: Book, upload: Upload) -> Table:
    if 0 <= upload.sheet < len(book.sheets):
        found = find(book.sheets[upload.sheet])
        if 0 <= upload.table < len(found):
            return found[upload.table]
    raise RuleBroken("spreadsheets.table-unknown", number=upload.table + 1, found=0)


def _columns(table: Table, upload: Upload) -> Columns:
    headings = [column.heading for column in table.columns]
    roles = remembered(headings, upload.mapping.roles) if upload.mapping else None
    if roles is None:
        raise RuleBroken("imports.not-mapped", name=upload.name)
    by_place = {column.place: role for column, role in zip(table.columns, roles, strict=True)}
    return columns(by_place, upload.day)


def _judge(found: Counts, changed: Changes, declared: Declared, today: date) -> None:
    """Put what counting refuses at the cells that say it."""
    try:
        changes.check_period({day for _, _, day in found.counts}, declared)
    except RuleBroken as broken:
        period = declared.complete
        late = [cell for place, cell in found.cells.items() if period and place[2] not in period]
        found.marks.append(Mark(min(late)[0], None, broken))
    made = list(changes.facts(_doubtful(changed, today), declared))
    by_key = {fact.key: (fact.measure, fact.unit, fact.day) for fact in made}
    for key, reason in judge(made, known.about(made, today))[1]:
        found.marks.append(Mark(*found.cells[by_key[key]], reason))
    if not found.marks and not found.unclear:
        found.marks.extend(bounds.marks(found, changed, declared))


def _doubtful(changed: Changes, today: date) -> Changes:
    """Leave out what counting never refuses: a flow of a usual size on a day that has come.

    Its unit stands on the day and its measure is known, or it would not have been read.
    """
    flows = {key for key, kind in sums.kinds().items() if kind is MeasureKind.FLOW}

    def usual(place: Place, quantity: int) -> bool:
        return place[0] in flows and 0 <= quantity <= LARGEST and place[2] <= today

    return Changes(
        {place: number for place, number in changed.fresh.items() if not usual(place, number)},
        {place: pair for place, pair in changed.corrected.items() if not usual(place, pair[1])},
        {},
        {},
    )


def repeated(changed: Changes) -> ledger.Fact:
    """Give the latest fact that a file repeats: its entry's receipt is the file's."""
    latest = max(changed.same.values(), key=lambda each: each.entry)
    row = Fact.objects.select_related("corrects").get(public_id=latest.public_id)
    return sums.value(row, row.corrects.public_id if row.corrects else None)


@dataclass(frozen=True, slots=True)
class Sum:
    """What a file says of one measure: how many counts, their sum, and the sum before."""

    label: str
    number: int
    total: int
    before: int | None


def summary(look: Look) -> list[Sum]:
    """Sum a file by measure, beside what its source said for the same places."""
    labels = {each.key: each.label for each in measures()}
    old = {place: each.quantity for place, each in look.changes.same.items()}
    old |= {place: each.quantity for place, (each, _) in look.changes.corrected.items()}
    found: dict[str, list[Place]] = {}
    for place in look.found.counts:
        found.setdefault(place[0], []).append(place)
    return [
        Sum(
            labels.get(key, key),
            len(places),
            sum(look.found.counts[place] for place in places),
            sum(old[place] for place in places if place in old) if old else None,
        )
        for key, places in sorted(found.items())
    ]


@dataclass(frozen=True, slots=True)
class Change:
    """One count that changes, as people name it."""

    unit: str
    measure: str
    day: date
    before: int
    after: int


def listed(
    changed: Mapping[Place, tuple[Stored, int]] | Mapping[Place, Stored], most: int
) -> list[Change]:
    """Name the first changes for a page."""
    places = sorted(changed, key=lambda place: (place[2], place[1], place[0]))[:most]
    units = labels(unit for _, unit, _ in places)
    known_as = {each.key: each.label for each in measures()}
    found = []
    for place in places:
        value = changed[place]
        old, after = value if isinstance(value, tuple) else (value, 0)
        measure, unit, day = place
        found.append(Change(units[unit], known_as.get(measure, measure), day, old.quantity, after))
    return found


def labels(units: Iterable[str]) -> dict[str, str]:
    """Name some units by the last name they bore, else by id."""
    wanted = set(units)
    rows = UnitName.objects.filter(unit__in=wanted).order_by(F("first").asc(nulls_first=True))
    return {unit: unit for unit in wanted} | {row.unit_id: str(row) for row in rows}
