"""Figures that were printed in newspapers, recounted from the counts printed beside them."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from thidua.kernel.numbers import rounded
from thidua.plans.rules import Plan

DIGITS = 2


class Recount(StrEnum):
    """Whether a printed percentage is what its own counts give."""

    MATCHES = "matches"
    DIFFERS = "differs"
    UNCOUNTED = "uncounted"  # a count was not printed: nothing to compare


@dataclass(frozen=True, slots=True)
class Source:
    """The article that printed a figure."""

    document: str
    title: str
    publisher: str
    published: date


@dataclass(frozen=True, slots=True)
class Printed:
    """One figure as it was printed, with what its counts give.

    `first` is None where it is "as of" `last`; `computed` is in percent.
    """

    key: str
    source: Source
    unit_id: str
    unit: str
    indicator: str
    first: date | None
    last: date
    label: Mapping[str, str]  # by language
    note: Mapping[str, str]
    kind: str
    numerator: int | None
    denominator: int | None
    stated: Decimal | None
    computed: Decimal | None
    recount: Recount


def read(content: str) -> tuple[Printed, ...]:
    """Read the file of published figures, in its order."""
    return tuple(_printed(row) for row in csv.DictReader(io.StringIO(content, newline="")))


def printed_for(plan: Plan, printed: Iterable[Printed]) -> dict[tuple[str, str], Printed]:
    """Give the printed ratios of a campaign's whole period, by unit and criterion."""
    return {
        (each.unit_id, each.indicator): each
        for each in printed
        if each.kind == "ratio" and (each.first, each.last) == (plan.period.first, plan.period.last)
    }


def _printed(row: Mapping[str, str]) -> Printed:
    numerator, denominator = _whole(row["numerator"]), _whole(row["denominator"])
    stated = Decimal(row["stated"]) if row["stated"] else None
    return Printed(
        key=row["key"],
        source=Source(
            row["document"], row["title"], row["publisher"], date.fromisoformat(row["published"])
        ),
        unit_id=row["unit_id"],
        unit=row["unit"],
        indicator=row["indicator"],
        first=date.fromisoformat(row["first"]) if row["first"] else None,
        last=date.fromisoformat(row["last"]),
        label={"vi": row["label"], "en": row["label_en"]},
        note={"vi": row["note"], "en": row["note_en"]},
        kind=row["kind"],
        numerator=numerator,
        denominator=denominator,
        stated=stated,
        computed=percent_of(numerator, denominator, DIGITS),
        recount=recount(numerator, denominator, stated),
    )


def _whole(text: str) -> int | None:
    return int(text) if text else None


def percent_of(
    numerator: int | Decimal | None, denominator: int | Decimal | None, digits: int
) -> Decimal | None:
    """Compute a percentage from its counts; None where there is nothing to divide (by)."""
    if numerator is None or not denominator:
        return None
    return rounded(100 * Fraction(numerator) / Fraction(denominator), digits, "half_up")


def recount(
    numerator: int | Decimal | None, denominator: int | Decimal | None, stated: Decimal | None
) -> Recount:
    """Compare at the number of digits that was printed."""
    if stated is None:
        return Recount.UNCOUNTED
    computed = percent_of(numerator, denominator, -int(stated.as_tuple().exponent))
    if computed is None:
        return Recount.UNCOUNTED
    return Recount.MATCHES if computed == stated else Recount.DIFFERS
