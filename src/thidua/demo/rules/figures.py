"""The published figures: read from their file, recounted, and used as totals that must hold.

A figure is what a newspaper printed; its percentage is recounted from its own two counts.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction

HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Figure:
    """One published figure; `first` is None where it is "as of" `last`."""

    key: str
    document: str
    published: date
    title: str
    publisher: str
    unit_id: str
    unit: str
    first: date | None
    last: date
    indicator: str
    label: str
    label_en: str
    numerator: int | None
    denominator: int | None
    stated: Decimal | None
    kind: str
    note: str
    note_en: str


class Verdict(StrEnum):
    """Whether the printed percentage is what its own counts give."""

    MATCHES = "matches"
    DIFFERS = "differs"
    UNCOUNTED = "uncounted"  # a count is lacking: nothing to compare


@dataclass(frozen=True, slots=True)
class Recount:
    """What the counts of a figure give, in percent with two digits."""

    computed: Decimal | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Published:
    """What a campaign's figures fix: totals by (unit, indicator), and ranks by group and unit."""

    totals: Mapping[tuple[str, str], tuple[int, int]]
    ranks: Mapping[str, Mapping[str, int]]


def read(content: str) -> tuple[Figure, ...]:
    """Read the file of published figures."""
    return tuple(_figure(row) for row in csv.DictReader(io.StringIO(content, newline="")))


def recount(figure: Figure) -> Recount:
    """Compare a printed percentage with its counts, at the printed number of digits."""
    if figure.numerator is None or not figure.denominator or figure.stated is None:
        return Recount(None, Verdict.UNCOUNTED)
    exact = Fraction(100 * figure.numerator, figure.denominator)
    printed = Decimal(1).scaleb(figure.stated.as_tuple().exponent)  # type: ignore[arg-type] # a finite number's exponent is an int
    same = _rounded(exact, printed) == figure.stated
    return Recount(_rounded(exact, HUNDREDTH), Verdict.MATCHES if same else Verdict.DIFFERS)


def published(figures: Iterable[Figure], document: str) -> Published:
    """Gather what one document fixes."""
    totals: dict[tuple[str, str], tuple[int, int]] = {}
    ranks: dict[str, dict[str, int]] = {}
    for figure in figures:
        if figure.document != document or figure.numerator is None:
            continue
        if figure.kind == "rank":
            ranks.setdefault(figure.indicator, {})[figure.unit_id] = figure.numerator
        elif figure.kind == "ratio" and figure.denominator is not None:
            totals[figure.unit_id, figure.indicator] = (figure.numerator, figure.denominator)
    return Published(totals, ranks)


def _figure(row: Mapping[str, str]) -> Figure:
    return Figure(
        row["key"],
        row["document"],
        date.fromisoformat(row["published"]),
        row["title"],
        row["publisher"],
        row["unit_id"],
        row["unit"],
        date.fromisoformat(row["first"]) if row["first"] else None,
        date.fromisoformat(row["last"]),
        row["indicator"],
        row["label"],
        row["label_en"],
        int(row["numerator"]) if row["numerator"] else None,
        int(row["denominator"]) if row["denominator"] else None,
        Decimal(row["stated"]) if row["stated"] else None,
        row["kind"],
        row["note"],
        row["note_en"],
    )


def _rounded(exact: Fraction, digit: Decimal) -> Decimal:
    steps = exact / Fraction(digit)
    whole = (2 * steps.numerator + steps.denominator) // (2 * steps.denominator)
    return (Decimal(whole) * digit).quantize(digit, ROUND_HALF_UP)
