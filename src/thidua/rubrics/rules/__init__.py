"""Bộ chỉ số 766 in two readings: as its text says, and as the national portal counts.

Decision 766/QĐ-TTg of 23 June 2022; the table of its sub-indicators with what was published is
data/rubrics/766.toml. Both readings are rubrics that `points` counts: nothing is counted here
in a second way. What no source gives is None, which is not zero: "chưa dựng lại được".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any


class Reading(StrEnum):
    """How the set is read."""

    WRITTEN = "written"  # theo văn bản
    COUNTED = "counted"  # như cổng chấm


@dataclass(frozen=True, slots=True)
class Source:
    """The rubric of a reading, and the day from which it is known to hold."""

    rubric: str
    valid_from: date


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the set with its points: "nhóm chỉ số"."""

    code: str
    name: str
    points: int


@dataclass(frozen=True, slots=True)
class Indicator:
    """A sub-indicator: its official code, its criterion in both rubrics, and what is known of it.

    A gap says why a reading could not be rebuilt; empty where it could.
    """

    number: str
    code: str
    section: str
    criterion: str
    points: int
    words: Mapping[Reading, str]
    gaps: Mapping[Reading, str]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What was published of one place on one day: points, and the counts they come from.

    Points are of criteria and of sections; what a source does not give is absent.
    """

    code: str
    place: str
    day: date | None
    source: str
    total: Decimal | None
    sections: Mapping[str, Decimal]
    points: Mapping[str, Decimal]
    quantities: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The whole table."""

    sources: Mapping[Reading, Source]
    sections: tuple[Section, ...]
    indicators: tuple[Indicator, ...]
    snapshots: tuple[Snapshot, ...]


def comparison(data: Mapping[str, Any]) -> Comparison:
    """Read the table of 766."""
    return Comparison(
        sources={reading: Source(**data[reading]) for reading in Reading},
        sections=tuple(Section(**row) for row in data["groups"]),
        indicators=tuple(_indicator(row) for row in data["indicators"]),
        snapshots=tuple(_snapshot(row) for row in data["snapshots"]),
    )


def _indicator(row: Mapping[str, Any]) -> Indicator:
    return Indicator(
        number=row["number"],
        code=row.get("code", ""),
        section=row["group"],
        criterion=row["criterion"],
        points=row["points"],
        words={reading: row[reading] for reading in Reading},
        gaps={reading: row.get(f"{reading}_gap", "") for reading in Reading},
    )


def _snapshot(row: Mapping[str, Any]) -> Snapshot:
    return Snapshot(
        code=row["code"],
        place=row["place"],
        day=row.get("day"),
        source=row["source"],
        total=Decimal(row["total"]) if "total" in row else None,
        sections=_exact(row.get("groups", {})),
        points=_exact(row.get("points", {})),
        quantities=row.get("quantities", {}),
    )


def _exact(points: Mapping[str, str]) -> dict[str, Decimal]:
    return {code: Decimal(value) for code, value in points.items()}
