"""Read a table's cells as counts: every bad cell is named with its reason, none is guessed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from thidua.imports.rules import Columns, Known, Place
from thidua.imports.rules.naming import Directory, text_key
from thidua.kernel.errors import RuleBroken
from thidua.kernel.text import sort_key
from thidua.spreadsheets.rules import Cell, Mark, Row, address, totals
from thidua.spreadsheets.rules.cells import day, quantity, shown, words
from thidua.spreadsheets.rules.tables import Table

MOST_MARKS = 1_000  # more say nothing more about a file
SKIPPED = "-"  # chosen for a text: these rows are not counted


@dataclass(slots=True)
class Counts:
    """What a file says: counts by place, where each stands, what is wrong, what is unclear."""

    counts: dict[Place, int] = field(default_factory=dict)
    cells: dict[Place, tuple[int, int]] = field(default_factory=dict)
    marks: list[Mark] = field(default_factory=list)
    unclear: dict[str, Directory] = field(default_factory=dict)
    skipped: int = 0  # rows that a person chose not to count
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Manual:
    """What is needed to read a file: columns, units by day, choices made before, measures."""

    columns: Columns
    directories: Mapping[date, Directory]
    choices: Mapping[str, str]
    measures: tuple[Known, ...]


def days(table: Table, columns: Columns) -> set[date]:
    """Give the days that a table is about, as far as they can be read."""
    if isinstance(columns.day, date):
        return {columns.day}
    cells = {table.sheet.rows[row][columns.day] for row in table.details}
    return {found for cell in cells if (found := _day_or_none(cell))}


def read(table: Table, manual: Manual) -> Counts:
    """Read all counts and all problems of a table."""
    found = Counts()
    try:
        for mark in _structure(table, manual.columns):
            _mark(found, mark)
        reader = _Reader(manual, found)
        for row in table.details:
            reader.row(row, table.sheet.rows[row])
    except _Enough:
        pass
    found.marks.sort(key=lambda mark: (mark.row, mark.column or 0))
    return found


class _Enough(Exception):  # noqa: N818 - it says when to stop
    """Reading has found as many problems as anybody reads."""


def _mark(found: Counts, mark: Mark) -> None:
    found.marks.append(mark)
    if len(found.marks) >= MOST_MARKS:
        raise _Enough


def _structure(table: Table, columns: Columns) -> Iterator[Mark]:
    yield from totals.hidden_rows(table)
    yield from totals.check(table, columns.counted)


def _day_or_none(cell: Cell) -> date | None:
    try:
        return day(cell)
    except RuleBroken:
        return None


T = TypeVar("T")


class _Reader:
    """Reads row by row; what a cell says is worked out once for each text."""

    def __init__(self, manual: Manual, found: Counts) -> None:
        self._manual = manual
        self._columns = manual.columns
        self._found = found
        self._days: dict[Cell, date | RuleBroken] = {}
        self._measures: dict[str, str] = {}
        for known in manual.measures:
            self._measures[known.key] = self._measures[sort_key(known.label)] = known.key

    def row(self, number: int, cells: Row) -> None:
        """Read one row: nothing of it counts where its day or its unit cannot be read."""
        quantities = self._quantities(number, cells)
        if not quantities:
            return
        self._found.rows += 1
        when = self._told(number, self._columns.day, self._day(cells))
        if when is None:
            return
        unit = self._told(number, self._columns.unit, self._unit(cells[self._columns.unit], when))
        if not unit:
            return
        for column, number_of in quantities:
            measure = self._told(number, self._columns.measure, self._measure(column, cells))
            if measure is not None:
                self._put((measure, unit, when), number_of, (number, column))

    def _told(self, row: int, column: object, value: T | RuleBroken) -> T | None:
        if isinstance(value, RuleBroken):
            self._mark(row, column if isinstance(column, int) else None, value)
            return None
        return value

    def _mark(self, row: int, column: int | None, reason: RuleBroken) -> None:
        _mark(self._found, Mark(row, column, reason))

    def _quantities(self, row: int, cells: Row) -> list[tuple[int, int]]:
        found = []
        for column in self._columns.counted:
            cell = cells[column]
            number = cell if type(cell) is int else self._told(row, column, _quantity(cell))
            if number is not None:
                found.append((column, number))
        return found

    def _day(self, cells: Row) -> date | RuleBroken:
        if isinstance(self._columns.day, date):
            return self._columns.day
        cell = cells[self._columns.day]
        if cell not in self._days:
            self._days[cell] = _day(cell)
        return self._days[cell]

    def _unit(self, cell: Cell, when: date) -> str | RuleBroken:
        """Give the unit's id; empty where its rows are not counted, or not yet clear."""
        text = cell if isinstance(cell, str) else words(cell)
        directory = self._manual.directories[when]
        if unit := directory.find(text):
            return unit
        if not text.strip():
            return RuleBroken("imports.unit-missing")
        chosen = self._manual.choices.get(text_key(text))
        if chosen == SKIPPED:
            self._found.skipped += 1
        elif chosen is None:
            self._found.unclear.setdefault(" ".join(text.split()), directory)
        elif chosen not in directory.units:
            return RuleBroken("imports.unit-elsewhere", text=shown(text), day=f"{when:%d/%m/%Y}")
        else:
            return chosen
        return ""

    def _measure(self, column: int, cells: Row) -> str | RuleBroken:
        if self._columns.measure is None:
            return self._columns.wide[column]
        text = words(cells[self._columns.measure])
        if text not in self._measures:
            key = self._measures.get(sort_key(text))
            if key is None:
                return RuleBroken("imports.measure-unknown", text=shown(text))
            self._measures[text] = key
        return self._measures[text]

    def _put(self, place: Place, number: int, cell: tuple[int, int]) -> None:
        found = self._found
        if place in found.counts:
            first = address(*found.cells[place])
            self._mark(*cell, RuleBroken("imports.place-twice", first=first))
        else:
            found.counts[place] = number
            found.cells[place] = cell


def _quantity(cell: Cell) -> int | RuleBroken | None:
    try:
        return quantity(cell)
    except RuleBroken as broken:
        return broken


def _day(cell: Cell) -> date | RuleBroken:
    try:
        return day(cell) or RuleBroken("imports.day-missing")
    except RuleBroken as broken:
        return broken
