"""What is handed in on each evening: files of counts, reports of enterprises, corrections.

Every evening has one file a source, as the offices of a province would send them.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from thidua.counting.rules import Origin
from thidua.demo.rules.days import Generated
from thidua.demo.rules.places import CAN_THO, HAU_GIANG, telecoms
from thidua.demo.rules.running import Correction, Running
from thidua.ledger.rules import Fact, Grade

Count = tuple[str, str, int]  # unit, measure, quantity
COLUMNS = ("key", "measure", "unit", "day", "quantity", "corrects")


@dataclass(frozen=True, slots=True)
class Side:
    """Who hands counts in for a campaign: the unit, its seat, and the window they belong to."""

    unit: str
    short: str  # the middle of the ids of its seats and enterprises
    window: str


@dataclass(frozen=True, slots=True)
class File:
    """A CSV file that a seat hands in."""

    content: bytes
    origin: Origin
    unit: str
    actor: str


@dataclass(frozen=True, slots=True)
class Report:
    """Counts that an enterprise gives of itself."""

    facts: tuple[Fact, ...]
    unit: str
    actor: str


CLOSED = Side(HAU_GIANG, "hg", "campaign:60-ngay-dem-2024")
RUNNING = Side(CAN_THO, "ct", "campaign:62-ngay-dem-mo-phong")
TELECOMS = frozenset(place.id for place in telecoms())
GRADES = {
    "dossiers": Grade.SOURCE_FILE,
    "subscribers": Grade.SOURCE_FILE,
    "teams": Grade.APPROVED,
}


def closed_evening(generated: Generated, day: date) -> Iterator[File | Report]:
    """Give what is handed in on an evening of 2024."""
    return _batches(CLOSED, generated.on(day), day)


def running_evening(running: Running, day: date) -> Iterator[File | Report]:
    """Give what is handed in on an evening of the running campaign, slips and corrections too."""
    wrong = {(one.unit, one.measure): one.entered for one in running.corrections if one.day == day}
    counts = [
        (unit, measure, wrong.get((unit, measure), quantity))
        for unit, measure, quantity in running.generated.on(day)
    ]
    yield from _batches(RUNNING, counts, day)
    for one in running.corrections:
        if one.noticed == day:
            yield _file(RUNNING, _subject(one.measure), [_correcting(one)])


def _batches(side: Side, counts: Iterable[Count], day: date) -> Iterator[File | Report]:
    files: dict[str, list[Sequence[object]]] = {}
    reports: dict[str, list[Count]] = {}
    for unit, measure, quantity in counts:
        if unit in TELECOMS:
            reports.setdefault(unit, []).append((unit, measure, quantity))
        else:
            row = (_key(unit, measure, day), measure, unit, day, quantity, "")
            files.setdefault(_subject(measure), []).append(row)
    for subject, rows in files.items():
        yield _file(side, subject, rows)
    for unit, reported in reports.items():
        yield _report(unit, reported, day)


def _file(side: Side, subject: str, rows: Iterable[Sequence[object]]) -> File:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    origin = Origin(f"{side.short}.{subject}", GRADES[subject], True, side.window)  # noqa: FBT003 - `generated`, by place in a value
    return File(written.getvalue().encode(), origin, side.unit, f"s-{side.short}-office")


def _report(unit: str, counts: Iterable[Count], day: date) -> Report:
    facts = tuple(
        Fact(
            measure=measure,
            unit=unit,
            day=day,
            quantity=quantity,
            source=unit.removeprefix("x-"),
            key=_key(unit, measure, day),
            grade=Grade.REPORTED,
            generated=True,
        )
        for _, measure, quantity in counts
    )
    return Report(facts, unit, f"s-{unit.removeprefix('x-')}")


def _correcting(one: Correction) -> Sequence[object]:
    key = _key(one.unit, one.measure, one.day)
    return (f"{key}.2", one.measure, one.unit, one.day, one.right, key)


def _subject(measure: str) -> str:
    return measure.partition(".")[0]


def _key(unit: str, measure: str, day: date) -> str:
    return f"{unit}.{measure}.{day}"
