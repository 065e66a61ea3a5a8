"""Read a whole plan from the tables of its file, and find everything that is wrong with it.

The format: docs/reference/plan-format.md. Bytes, lines and columns: `campaigns.outside`.
"""

from collections.abc import Mapping
from enum import StrEnum

from thidua.campaigns.rules import (
    Criterion,
    Group,
    Measure,
    MeasureKind,
    Overflow,
    Plan,
    Prize,
    Rounding,
    Source,
    Stage,
)
from thidua.campaigns.rules.check import check
from thidua.campaigns.rules.criteria import KEYS as CRITERION_KEYS
from thidua.campaigns.rules.criteria import criterion
from thidua.campaigns.rules.reading import (
    EARLIEST,
    MEASURE_KEY,
    Problem,
    Table,
    code,
    day,
    exact,
    expect_keys,
    expect_once,
    inner,
    instant,
    number,
    rows,
    text,
    texts,
    whole,
    word,
    yes_no,
)
from thidua.kernel.periods import Period
from thidua.units.rules import Level

FORMAT = 1
KEYS = frozenset(Plan.__dataclass_fields__) | {"format"}
SOURCE_KEYS = frozenset(Source.__dataclass_fields__)
MEASURE_KEYS = frozenset(Measure.__dataclass_fields__)
GROUP_KEYS = frozenset(Group.__dataclass_fields__) - {"except_units"} | {"except"}
PRIZE_KEYS = frozenset(Prize.__dataclass_fields__)
STAGE_KEYS = frozenset(Stage.__dataclass_fields__) - {"period"} | {"first", "last"}
PERIOD_KEYS = frozenset({"first", "last"})
ROUNDING_KEYS = frozenset(Rounding.__dataclass_fields__)


class Visibility(StrEnum):
    """To whom the plan's standings are shown."""

    INTERNAL = "internal"
    OFFICIAL = "official"
    PUBLIC = "public"


class Mode(StrEnum):
    """How points are rounded where they are published."""

    HALF_UP = "half_up"
    HALF_EVEN = "half_even"
    DOWN = "down"


class RoundedOn(StrEnum):
    """What is rounded: each line, or the total (and the lines are made to add up)."""

    LINE = "line"
    TOTAL = "total"


class RankedOn(StrEnum):
    """Which points make the ranks."""

    FULL = "full"
    PUBLISHED = "published"


def parse(data: Mapping[str, object]) -> tuple[Plan | None, tuple[Problem, ...]]:
    """Read a plan; None where anything but remarks was found."""
    problems: list[Problem] = []
    draft = _plan(Table(data, (), problems))
    problems += check(draft, tuple(problems))
    flawed = any(not problem.is_remark for problem in problems)
    return None if flawed else draft, tuple(problems)


def _plan(top: Table) -> Plan:
    expect_keys(top, KEYS)
    if whole(top, "format", least=1) != FORMAT:
        top.note("format", "campaigns.unknown-format", known=FORMAT)
    measures = _measures(top)
    return Plan(
        code=code(top, "code"),
        version=whole(top, "version", least=1, most=9999),
        name=text(top, "name"),
        effective_from=day(top, "effective_from"),
        root=text(top, "root"),
        period=_period(inner(top, "period", PERIOD_KEYS)),
        tree_day=day(top, "tree_day"),
        freeze_at=instant(top, "freeze_at"),
        visibility=word(top, "visibility", Visibility),
        generated=yes_no(top, "generated", default=False),
        total_points=number(top, "total_points", exact),
        incomplete=text(top, "incomplete", ""),
        rounding=_rounding(inner(top, "rounding", ROUNDING_KEYS)),
        tie_breaks=texts(top, "tie_breaks"),
        sources=tuple(_source(row) for row in rows(top, "sources", SOURCE_KEYS, required=True)),
        measures=measures,
        groups=_groups(top),
        stages=_stages(top),
        criteria=_criteria(top, measures),
    )


def _period(table: Table) -> Period:
    before = len(table.problems)
    first, last = day(table, "first"), day(table, "last")
    if first <= last:
        return Period.inclusive(first, last)
    if len(table.problems) == before:
        table.note("last", "campaigns.period-backwards", first=first, last=last)
    return Period.inclusive(EARLIEST, EARLIEST)


def _rounding(table: Table) -> Rounding:
    return Rounding(
        digits=whole(table, "digits", least=0, most=9),
        mode=word(table, "mode", Mode),
        on=word(table, "on", RoundedOn),
        rank_on=word(table, "rank_on", RankedOn),
    )


def _source(table: Table) -> Source:
    return Source(
        title=text(table, "title"),
        number=text(table, "number", ""),
        issued=day(table, "issued") if "issued" in table.data else None,
        reference=text(table, "reference", ""),
        note=text(table, "note", ""),
    )


def _measures(top: Table) -> Mapping[str, Measure]:
    opened = rows(top, "measures", MEASURE_KEYS, required=True)
    expect_once(opened, "key")
    read = (
        Measure(
            key=code(row, "key", MEASURE_KEY),
            label=text(row, "label"),
            unit=text(row, "unit"),
            kind=word(row, "kind", MeasureKind),
            within=text(row, "within", "") or None,
        )
        for row in opened
    )
    return {measure.key: measure for measure in read}


def _groups(top: Table) -> tuple[Group, ...]:
    opened = rows(top, "groups", GROUP_KEYS, required=True)
    expect_once(opened, "code")
    return tuple(_group(row) for row in opened)


def _group(table: Table) -> Group:
    group = Group(
        code=code(table, "code"),
        name=text(table, "name"),
        level=word(table, "level", Level) if "level" in table.data else None,
        kinds=texts(table, "kinds"),
        units=texts(table, "units"),
        except_units=texts(table, "except"),
        prizes=_prizes(table, "prizes"),
    )
    chosen = bool(group.level or group.kinds)
    if chosen == bool(group.units):
        table.note(None, "campaigns.group-chosen-once", group=group.code)
    return group


def _prizes(table: Table, key: str) -> tuple[Prize, ...]:
    opened = rows(table, key, PRIZE_KEYS)
    expect_once(opened, "code")
    return tuple(
        Prize(
            code=code(row, "code"),
            name=text(row, "name"),
            quota=whole(row, "quota", least=1, most=100_000),
            overflow=word(row, "overflow", Overflow),
        )
        for row in opened
    )


def _stages(top: Table) -> tuple[Stage, ...]:
    opened = rows(top, "stages", STAGE_KEYS)
    expect_once(opened, "code")
    return tuple(
        Stage(
            code=code(row, "code"),
            name=text(row, "name"),
            period=_period(row),
            cumulative=yes_no(row, "cumulative", default=False),
            criteria=texts(row, "criteria"),
            prizes=_stage_prizes(row),
        )
        for row in opened
    )


def _stage_prizes(table: Table) -> Mapping[str, tuple[Prize, ...]]:
    value = table.data.get("prizes", {})
    if not isinstance(value, Mapping):
        table.note("prizes", "campaigns.not-table", key="prizes")
        return {}
    opened = Table(value, (*table.path, "prizes"), table.problems)
    return {group: _prizes(opened, group) for group in value}


def _criteria(top: Table, measures: Mapping[str, Measure]) -> tuple[Criterion, ...]:
    opened = rows(top, "criteria", CRITERION_KEYS, required=True)
    expect_once(opened, "code")
    return tuple(criterion(row, measures) for row in opened)
