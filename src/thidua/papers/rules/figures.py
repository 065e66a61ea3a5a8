"""Figures with their trace, made from the lines of sheets."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from thidua.documents.rules import Figure
from thidua.kernel.numbers import rounded, write
from thidua.papers.rules import Ground, Origin
from thidua.papers.rules.words import count, percent
from thidua.plans.rules import Criterion, Form
from thidua.points.rules.methods import LOWER_IS_BETTER
from thidua.points.rules.ranking import Standing
from thidua.points.rules.sheet import Line, Verdict
from thidua.points.rules.values import Number

IN_ITEMS = frozenset({Form.RATIO, Form.COUNT, Form.GREATER_DENOMINATOR, Form.MEMBERS_REACHING})
REPORTS = "report."
MOST_SOURCES = 3
NO_FIGURE = "chưa có số liệu"


def value(ground: Ground, unit: str, criterion: Criterion, line: Line) -> Figure | str:
    """Make the figure of a unit's value; words where there is nothing counted."""
    if line.ratio is None and (line.numerator is None or line.denominator is not None):
        return NO_FIGURE if line.verdict is Verdict.MISSING else "không áp dụng"
    counted = line.denominator is None or line.denominator == line.volume
    terms = (plain(line.numerator), plain(line.denominator)) if counted else (None, None)
    shown = percent(line.ratio) if line.ratio is not None else count(line.numerator or 0)
    about = f"{criterion.label}, {ground.name(unit)}"
    made = figure(ground, shown, about, _criterion_page(ground, unit, criterion))
    return traced(replace(made, terms=terms), [ground.origin(unit, criterion)])


def points(ground: Ground, standing: Standing) -> Figure:
    """Make the figure of a unit's points."""
    unit = standing.sheet.unit
    about = f"Tổng điểm, {ground.name(unit)}"
    made = figure(ground, write(standing.sheet.published), about, _sheet_page(ground, unit))
    return _of_sheet(ground, standing, made)


def place(ground: Ground, standing: Standing) -> Figure:
    """Make the figure of a unit's rank."""
    unit = standing.sheet.unit
    about = f"Thứ hạng, {ground.name(unit)}"
    made = figure(ground, str(standing.rank), about, _sheet_page(ground, unit))
    return _of_sheet(ground, standing, made)


def figure(ground: Ground, text: str, about: str, where: str) -> Figure:
    """Make a figure of what a document stands on, without a source yet."""
    more = {"edition": ground.edition, "stale": ground.stale}
    return Figure(text, about, "", ground.size, f"{ground.site}{where}", **more)  # type: ignore[arg-type]  # each of its own kind


def traced(made: Figure, origins: Iterable[Origin]) -> Figure:
    """Say where the counts of a figure come from: all sources, and the weakest grade."""
    found = list(origins)
    grades = [origin.grade for origin in found if origin.grade]
    order = list(type(grades[0])) if grades else []
    return replace(
        made,
        source=sources({name for origin in found for name in origin.sources}),
        grade=max(grades, key=order.index, default=None),
        generated=any(origin.generated for origin in found),
    )


def sources(names: Iterable[str]) -> str:
    """Name sources in words: reports of units as one, and no more than can be read."""
    listed = sorted(names)
    reports = [name for name in listed if name.startswith(REPORTS)]
    others = [name for name in listed if not name.startswith(REPORTS)]
    said = others[:MOST_SOURCES]
    if len(others) > MOST_SOURCES:
        said.append(f"và {len(others) - MOST_SOURCES} nguồn khác")
    if reports:
        said.append("báo cáo của đơn vị")
    return ", ".join(said) or "không có số đếm"


def short(criterion: Criterion, line: Line) -> int | None:
    """Say how many items a missed target still asks for, or how many are too many."""
    if line.verdict is not Verdict.MISSED or criterion.target is None or line.numerator is None:
        return None
    return missing_items(criterion, line.numerator, line.denominator)


def missing_items(
    criterion: Criterion, numerator: Number, denominator: Number | None
) -> int | None:
    """Say how many items lie between a value and its target; None where items say nothing."""
    if criterion.indicator.form not in IN_ITEMS or criterion.target is None:
        return None
    asked = criterion.target.value * (1 if denominator is None else Fraction(denominator))
    if criterion.method in LOWER_IS_BETTER:
        return ceil(Fraction(numerator)) - floor(asked)
    return ceil(asked) - floor(Fraction(numerator))


def items(ground: Ground, criterion: Criterion, number: int) -> str:
    """Write a number of items with what they are called."""
    if criterion.indicator.form is Form.MEMBERS_REACHING:
        return f"{write(number)} đơn vị"
    key = criterion.indicator.parts[0].numerator[0]
    return f"{write(number)} {ground.plan.measures[key].unit}"


def plain(number: Number | None) -> int | Decimal | None:
    """Make a number that is printed: whole where it is whole, else with two decimals."""
    if number is None or isinstance(number, int):
        return number
    return number.numerator if number.denominator == 1 else rounded(number, 2, "half_up")


def _of_sheet(ground: Ground, standing: Standing, made: Figure) -> Figure:
    criteria = {criterion.code: criterion for criterion in ground.plan.criteria}
    unit = standing.sheet.unit
    origins = (ground.origin(unit, criteria[line.criterion]) for line in standing.sheet.lines)
    named = traced(made, origins)
    return replace(named, source=f"phiếu điểm; {named.source}")


def _criterion_page(ground: Ground, unit: str, criterion: Criterion) -> str:
    return _page(ground, f"units/{unit}/criteria/{criterion.code}/")


def _sheet_page(ground: Ground, unit: str) -> str:
    return _page(ground, f"units/{unit}/")


def _page(ground: Ground, rest: str) -> str:
    if ground.edition:
        return f"/editions/{ground.plan.code}/{ground.edition}/"
    stage = f"stage={ground.board.stage.code}&" if ground.board.stage else ""
    return f"/campaigns/{ground.plan.code}/{rest}?{stage}until={ground.until}"
