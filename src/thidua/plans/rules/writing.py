"""Write a plan's values back as the tables of its file: the one form in which the desk saves it.

Two plans that read alike are written alike, wherever they came from: keys stand in the order of the
format, what is left at its default is left out, and every number has its shortest exact form.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from thidua.plans.rules import Criterion, Effect, Group, Indicator, Plan, Prize, Source, Stage
from thidua.plans.rules.criteria import MANY_PARTS, WITHOUT_DENOMINATOR, is_share
from thidua.plans.rules.methods import CLAMP, METHODS, ParamKind
from thidua.plans.rules.parse import FORMAT

Data = dict[str, Any]
MOST_DECIMALS = 15
PLAN_ORDER = (
    *("format", "code", "version", "name", "parent", "effective_from", "root", "tree_day"),
    *("freeze_at", "visibility", "generated", "total_points", "incomplete", "tie_breaks"),
    *("period", "rounding", "sources", "measures", "groups", "stages", "criteria"),
)


def to_data(plan: Plan) -> Data:
    """Give a plan's tables as `tomllib` would read them; reading them again gives the plan."""
    return _given(
        format=FORMAT,
        code=plan.code,
        version=plan.version,
        name=plan.name,
        parent=plan.parent,
        effective_from=plan.effective_from,
        root=plan.root,
        tree_day=plan.tree_day,
        freeze_at=plan.freeze_at,
        visibility=plan.visibility,
        generated=plan.generated,
        total_points=number(plan.total_points),
        incomplete=plan.incomplete,
        tie_breaks=list(plan.tie_breaks),
        period={"first": plan.period.first, "last": plan.period.last},
        rounding={
            "digits": plan.rounding.digits,
            "mode": plan.rounding.mode,
            "on": plan.rounding.on,
            "rank_on": plan.rounding.rank_on,
        },
        sources=[_source(source) for source in plan.sources],
        measures=[
            _given(key=key, label=one.label, unit=one.unit, kind=one.kind.value, within=one.within)
            for key, one in plan.measures.items()
        ],
        groups=[_group(group) for group in plan.groups],
        stages=[_stage(stage) for stage in plan.stages],
        criteria=[_criterion(plan, criterion) for criterion in plan.criteria],
    )


def ordered(data: Mapping[str, Any]) -> Data:
    """Put a plan's tables in the order of the format; what is not in it comes last."""
    known = {key: data[key] for key in PLAN_ORDER if key in data}
    return known | {key: value for key, value in data.items() if key not in known}


def number(value: Fraction) -> int | str:
    """Write an exact number: 60, "12.5", "1/3"."""
    if value.denominator == 1:
        return int(value)
    for digits in range(1, MOST_DECIMALS + 1):
        scaled = value * 10**digits
        if scaled.denominator == 1:
            whole, rest = divmod(int(scaled), 10**digits)
            return f"{whole}.{rest:0{digits}d}"
    return str(value)


def amount(value: Fraction, *, in_shares: bool) -> int | str:
    """Write a target or a bound: "60%" where the value is a share, else a number."""
    return f"{number(value * 100)}%" if in_shares else number(value)


def _given(**values: object) -> Data:
    """Keep what says something: no empty text or list, nothing that is absent or false."""
    return {
        key: value
        for key, value in values.items()
        if value is not None and value is not False and value not in ("", [], {})
    }


def _source(source: Source) -> Data:
    return _given(
        title=source.title,
        number=source.number,
        issued=source.issued,
        reference=source.reference,
        note=source.note,
    )


def _group(group: Group) -> Data:
    return _given(
        code=group.code,
        name=group.name,
        level=group.level and str(group.level),
        kinds=list(group.kinds),
        units=list(group.units),
        **{"except": list(group.except_units)},
        prizes=[_prize(prize) for prize in group.prizes],
    )


def _prize(prize: Prize) -> Data:
    return {
        "code": prize.code,
        "name": prize.name,
        "quota": prize.quota,
        "overflow": prize.overflow.value,
    }


def _stage(stage: Stage) -> Data:
    return _given(
        code=stage.code,
        name=stage.name,
        first=stage.period.first,
        last=stage.period.last,
        cumulative=stage.cumulative,
        criteria=list(stage.criteria),
        prizes={group: [_prize(one) for one in prizes] for group, prizes in stage.prizes.items()},
    )


def _criterion(plan: Plan, criterion: Criterion) -> Data:
    in_shares = is_share(criterion.indicator, plan.measures)
    target, effect = criterion.target, criterion.effect
    return _given(
        code=criterion.code,
        section=criterion.section,
        label=criterion.label,
        source=criterion.source,
        our_reading=criterion.our_reading,
        indicator=_indicator(criterion.indicator),
        scope=criterion.scope.value,
        universe=criterion.universe,
        date_basis=criterion.date_basis,
        target=target and amount(target.value, in_shares=in_shares),
        method=criterion.method,
        params=_params(criterion, in_shares=in_shares),
        points=number(criterion.points),
        zero=criterion.zero.value,
        effect=None if effect is Effect.CRITERION else effect.value,
        applies_to=list(criterion.applies_to),
        pillar=criterion.pillar,
        evidence=list(criterion.evidence),
    )


def _indicator(indicator: Indicator) -> Data:
    bare = indicator.form in WITHOUT_DENOMINATOR
    parts = [
        {"numerator": list(part.numerator)}
        | ({} if bare else {"denominator": list(part.denominator)})
        for part in indicator.parts
    ]
    many = indicator.form in MANY_PARTS
    return (
        {"form": indicator.form.value}
        | ({"parts": parts} if many else parts[0])
        | _given(norm=indicator.norm, at_end=indicator.at_end)
    )


def _params(criterion: Criterion, *, in_shares: bool) -> Data:
    kinds = {**METHODS[criterion.method].params, **CLAMP}
    return {
        key: _param(kinds[key].kind, value, in_shares=in_shares)
        for key, value in criterion.params.items()
    }


def _param(kind: ParamKind, value: Any, *, in_shares: bool) -> object:  # noqa: ANN401 - by its kind
    if kind is ParamKind.BANDS:
        return [
            {"from": amount(start, in_shares=in_shares), "points": number(points)}
            for start, points in value
        ]
    if kind is ParamKind.VALUES:
        return {str(number(held)): number(part) for held, part in value.items()}
    return amount(value, in_shares=in_shares and kind is ParamKind.VALUE)
