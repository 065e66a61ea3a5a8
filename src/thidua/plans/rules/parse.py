"""Read a whole plan from the tables of its file, and find everything that is wrong with it.

The format: docs/reference/plan-format.md. Bytes, lines and columns: `plans.outside`.
"""

from collections.abc import Mapping

from thidua.kernel.numbers import ROUNDINGS
from thidua.kernel.periods import Period
from thidua.plans.rules import (
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
from thidua.plans.rules import reading as read
from thidua.plans.rules.check import check
from thidua.plans.rules.criteria import KEYS as CRITERION_KEYS
from thidua.plans.rules.criteria import criterion
from thidua.plans.rules.reading import EARLIEST, MEASURE_KEY, Problem, Table
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
VISIBILITY = ("internal", "official", "public")


def parse(data: Mapping[str, object]) -> tuple[Plan | None, tuple[Problem, ...]]:
    """Read a plan: with remarks at most, or None with everything that is wrong."""
    problems: list[Problem] = []
    draft = _plan(Table(data, (), problems))
    problems += check(draft, tuple(problems))
    wrong = tuple(problem for problem in problems if not problem.is_remark)
    return (None, wrong) if wrong else (draft, tuple(problems))


def _plan(top: Table) -> Plan:
    read.expect_keys(top, KEYS)
    if read.whole(top, "format", least=1) != FORMAT:
        top.note("format", "campaigns.unknown-format", known=FORMAT)
    measures = _measures(top)
    return Plan(
        code=read.code(top, "code"),
        version=read.whole(top, "version", least=1, most=9999),
        name=read.text(top, "name"),
        effective_from=read.day(top, "effective_from"),
        root=read.text(top, "root"),
        period=_period(read.inner(top, "period", PERIOD_KEYS)),
        tree_day=read.day(top, "tree_day"),
        freeze_at=read.instant(top, "freeze_at"),
        visibility=read.word(top, "visibility", VISIBILITY),
        generated=read.yes_no(top, "generated", default=False),
        total_points=read.number(top, "total_points", read.exact),
        incomplete=read.text(top, "incomplete", ""),
        rounding=_rounding(read.inner(top, "rounding", ROUNDING_KEYS)),
        tie_breaks=read.texts(top, "tie_breaks"),
        sources=tuple(
            _source(row) for row in read.rows(top, "sources", SOURCE_KEYS, required=True)
        ),
        measures=measures,
        groups=_groups(top),
        stages=_stages(top),
        criteria=_criteria(top, measures),
        parent=read.text(top, "parent", ""),
    )


def _period(table: Table) -> Period:
    before = len(table.problems)
    first, last = read.day(table, "first"), read.day(table, "last")
    if first <= last:
        return Period.inclusive(first, last)
    if len(table.problems) == before:
        table.note("last", "campaigns.period-backwards", first=first, last=last)
    return Period.inclusive(EARLIEST, EARLIEST)


def _rounding(table: Table) -> Rounding:
    return Rounding(
        digits=read.whole(table, "digits", least=0, most=9),
        mode=read.word(table, "mode", ROUNDINGS),
        on=read.word(table, "on", ("line", "total")),
        rank_on=read.word(table, "rank_on", ("full", "published")),
    )


def _source(table: Table) -> Source:
    return Source(
        title=read.text(table, "title"),
        number=read.text(table, "number", ""),
        issued=read.day(table, "issued") if "issued" in table.data else None,
        reference=read.text(table, "reference", ""),
        note=read.text(table, "note", ""),
    )


def _measures(top: Table) -> Mapping[str, Measure]:
    opened = read.rows(top, "measures", MEASURE_KEYS, required=True)
    read.expect_once(opened, "key")
    return {measure.key: measure for measure in map(_measure, opened)}


def _measure(table: Table) -> Measure:
    return Measure(
        key=read.code(table, "key", MEASURE_KEY),
        label=read.text(table, "label"),
        unit=read.text(table, "unit"),
        kind=MeasureKind(read.word(table, "kind", MeasureKind)),
        within=read.text(table, "within", "") or None,
    )


def _groups(top: Table) -> tuple[Group, ...]:
    opened = read.rows(top, "groups", GROUP_KEYS, required=True)
    read.expect_once(opened, "code")
    return tuple(_group(row) for row in opened)


def _group(table: Table) -> Group:
    group = Group(
        code=read.code(table, "code"),
        name=read.text(table, "name"),
        level=Level(read.word(table, "level", Level)) if "level" in table.data else None,
        kinds=read.texts(table, "kinds"),
        units=read.texts(table, "units"),
        except_units=read.texts(table, "except"),
        prizes=_prizes(table, "prizes"),
    )
    chosen = bool(group.level or group.kinds)
    if chosen == bool(group.units):
        table.note(None, "campaigns.group-chosen-once", group=group.code)
    return group


def _prizes(table: Table, key: str) -> tuple[Prize, ...]:
    opened = read.rows(table, key, PRIZE_KEYS)
    read.expect_once(opened, "code")
    return tuple(
        Prize(
            code=read.code(row, "code"),
            name=read.text(row, "name"),
            quota=read.whole(row, "quota", least=1, most=100_000),
            overflow=Overflow(read.word(row, "overflow", Overflow)),
        )
        for row in opened
    )


def _stages(top: Table) -> tuple[Stage, ...]:
    opened = read.rows(top, "stages", STAGE_KEYS)
    read.expect_once(opened, "code")
    return tuple(
        Stage(
            code=read.code(row, "code"),
            name=read.text(row, "name"),
            period=_period(row),
            cumulative=read.yes_no(row, "cumulative", default=False),
            criteria=read.texts(row, "criteria"),
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
    opened = read.rows(top, "criteria", CRITERION_KEYS, required=True)
    read.expect_once(opened, "code")
    return tuple(criterion(row, measures) for row in opened)
