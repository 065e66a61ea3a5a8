"""Count the points of a rubric again out of given counts, beside what was published.

Each criterion is counted by itself, through `points`: one that does not apply gives its points
to no other here, because the portal does not say that it does.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from thidua.plans.rules import Criterion, Plan
from thidua.plans.rules.criteria import is_for
from thidua.plans.rules.reading import plain
from thidua.points.rules import Line, Remark, Verdict, sheets
from thidua.rubrics.rules import Comparison, Indicator, Snapshot

UNIT = "recounted"
COMPARED = ("indicator", "target", "method", "points", "zero")


class Match(StrEnum):
    """How our figure stands to the published one."""

    SAME = "same"
    DIFFERENT = "different"
    ALONE = "alone"  # counted, and nothing was published to stand beside it
    UNREBUILT = "unrebuilt"  # counts are missing: "chưa dựng lại được"


@dataclass(frozen=True, slots=True)
class Figure:
    """Points as counted and as published; `missing` are the measures that nobody gives."""

    counted: Decimal | None
    published: Decimal | None
    missing: tuple[str, ...] = ()
    line: Line | None = None

    @property
    def match(self) -> Match:
        """Compare them; what could not be counted agrees with nothing."""
        if self.counted is None:
            return Match.UNREBUILT
        if self.published is None:
            return Match.ALONE
        return Match.SAME if self.counted == self.published else Match.DIFFERENT


def line(plan: Plan, criterion: Criterion, quantities: Mapping[str, int]) -> Line:
    """Count one criterion of a plan by itself, for one unit with these counts."""
    alone = replace(plan, criteria=(criterion,), stages=(), tie_breaks=())
    group = next(group for group in plan.groups if is_for(criterion, group))
    (sheet,) = sheets(alone, group, {UNIT: quantities})
    return sheet.lines[0]


def figures(plan: Plan, snapshot: Snapshot) -> dict[str, Figure]:
    """Count every criterion again, by its code."""
    return {
        criterion.code: _figure(
            line(plan, criterion, snapshot.quantities), snapshot.points.get(criterion.code)
        )
        for criterion in plan.criteria
    }


def _figure(found: Line, published: Decimal | None) -> Figure:
    if found.verdict is Verdict.MISSING or not _applies(found):
        return Figure(None, published, found.missing, found)
    return Figure(found.published, published, (), found)


def _applies(found: Line) -> bool:
    """Whether points may be given at all: a zero denominator that is not applicable gives none."""
    return bool(found.most) or Remark.ZERO_DENOMINATOR not in found.remarks


def add_up(parts: Iterable[Figure], published: Decimal | None) -> Figure:
    """Make the figure of a whole; it is counted only where each of its parts is."""
    found = tuple(parts)
    counted = [part.counted for part in found if part.counted is not None]
    missing = tuple(dict.fromkeys(key for part in found for key in part.missing))
    whole = sum(counted, Decimal(0)) if len(counted) == len(found) else None
    return Figure(whole, published, missing)


def of_section(
    table: Comparison, section: str, found: Mapping[str, Figure], snapshot: Snapshot
) -> Figure:
    """Make the figure of a section of the set."""
    parts = (found[each.criterion] for each in inside(table, section))
    return add_up(parts, snapshot.sections.get(section))


def inside(table: Comparison, section: str) -> tuple[Indicator, ...]:
    """Give the sub-indicators of a section."""
    return tuple(each for each in table.indicators if each.section == section)


def total(table: Comparison, snapshot: Snapshot) -> Figure:
    """Add the published sections up, beside the published total; None where one is missing."""
    given = [snapshot.sections.get(section.code) for section in table.sections]
    parts = (Figure(points, points) for points in given)
    return add_up(parts, snapshot.total)


def differences(one: Criterion, other: Criterion) -> tuple[str, ...]:
    """Name what two readings of a criterion do not share."""
    return tuple(name for name in COMPARED if getattr(one, name) != getattr(other, name))


def formula(criterion: Criterion) -> str:
    """Write the points as officials do, of a ratio R: `6·R`, `min(2; 2·R/0,8)`."""
    points = _written(criterion.points)
    if criterion.method == "proportional":
        return f"{points}·R"
    if criterion.method == "attainment" and criterion.target:
        return f"min({points}; {points}·R/{_written(criterion.target.value)})"
    return ""


def _written(number: Fraction) -> str:
    return plain(number).replace(".", ",")
