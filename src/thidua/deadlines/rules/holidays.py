"""The table of days off (ngày nghỉ lễ, Tết) and of days worked in exchange, as a calendar.

A year is known when it has rows; a calendar reaches from the first such year to the last, and every
year between has to be there.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from thidua.kernel.calendar import Calendar
from thidua.kernel.errors import RuleBroken
from thidua.kernel.periods import Period


class Kind(StrEnum):
    """What a day of the table is."""

    HOLIDAY = "holiday"  # ngày nghỉ
    SWAPPED = "swapped"  # ngày làm bù


class Certainty(StrEnum):
    """How far a row can be relied on."""

    OFFICIAL = "official"  # follows from a law or an announcement that was issued
    UNVERIFIED = "unverified"  # said to be so; the document was not found
    FORECAST = "forecast"  # dự kiến: its year was not announced yet


@dataclass(frozen=True, slots=True)
class Row:
    """A day of the table, with where it comes from."""

    day: date
    kind: Kind
    certainty: Certainty
    name: str
    source: str


def calendar(rows: Sequence[Row]) -> Calendar:
    """Make the calendar of a table."""
    if twice := sorted(day for day, rows in Counter(row.day for row in rows).items() if rows > 1):
        raise RuleBroken("deadlines.day-twice", days=twice)
    years = {row.day.year for row in rows}
    if not years:
        raise RuleBroken("deadlines.table-empty")
    first, last = min(years), max(years)
    if missing := sorted(set(range(first, last)) - years):
        raise RuleBroken("deadlines.year-missing", years=missing, first=first, last=last)
    return Calendar(
        Period.inclusive(date(first, 1, 1), date(last, 12, 31)),
        frozenset(row.day for row in rows if row.kind is Kind.HOLIDAY),
        frozenset(row.day for row in rows if row.kind is Kind.SWAPPED),
    )


def forecast_years(rows: Sequence[Row]) -> frozenset[int]:
    """Name the years of which a day is a forecast."""
    return frozenset(row.day.year for row in rows if row.certainty is Certainty.FORECAST)
