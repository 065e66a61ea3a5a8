"""Read a plan's criteria: indicator, target, method with its parameters, points."""

from collections.abc import Mapping
from fractions import Fraction

from thidua.plans.rules import (
    Criterion,
    Effect,
    Form,
    Group,
    Indicator,
    Measure,
    Part,
    Scope,
    Target,
)
from thidua.plans.rules import Zero as ZeroPolicy
from thidua.plans.rules import reading as read
from thidua.plans.rules.methods import CLAMP, METHODS, Asked, Method, Param, ParamKind
from thidua.plans.rules.reading import Table

KEYS = frozenset(Criterion.__dataclass_fields__)
PARTS_TIMES = 2  # one ratio times another
MANY_PARTS = (Form.RATIO_TIMES, Form.COMPLEMENT)
WITHOUT_DENOMINATOR = (Form.COUNT, Form.MEMBERS_REACHING)
PART_KEYS = frozenset({"numerator", "denominator"})
BAND_KEYS = frozenset({"from", "points"})
SCALED = {True: read.share, False: read.exact}


def criterion(table: Table, measures: Mapping[str, Measure]) -> Criterion:
    """Read one criterion; `measures` tell whether its value is a share or a number."""
    indicator = _indicator(read.inner(table, "indicator", _indicator_keys(table)))
    in_shares = is_share(indicator, measures)
    effect = Effect(read.word(table, "effect", Effect, Effect.CRITERION))
    name = read.text(table, "method")
    method = METHODS.get(name)
    if method is None and name:
        table.problems.append(read.unknown((*table.path, "method"), "method", name, METHODS))
    return Criterion(
        code=read.code(table, "code"),
        label=read.text(table, "label"),
        source=read.text(table, "source"),
        our_reading=read.yes_no(table, "our_reading", default=False),
        indicator=indicator,
        scope=Scope(read.word(table, "scope", Scope)),
        universe=read.text(table, "universe"),
        date_basis=read.text(table, "date_basis"),
        target=_target(table, method, in_shares=in_shares),
        method=name,
        params=_params(table, method, effect, in_shares=in_shares),
        points=read.number(table, "points", read.exact),
        zero=_zero(table, indicator.form),
        effect=effect,
        applies_to=read.texts(table, "applies_to"),
        pillar=read.text(table, "pillar", "") or None,
        evidence=read.texts(table, "evidence"),
        section=read.text(table, "section", "") or None,
    )


def is_share(indicator: Indicator, measures: Mapping[str, Measure]) -> bool:
    """Say whether the value is a part of a whole: one unit of count above and below the line."""
    if indicator.form is Form.MEMBERS_REACHING:
        return True
    if indicator.form is Form.COUNT:
        return False
    return all(
        len(units(part.numerator + part.denominator, measures)) <= 1 for part in indicator.parts
    )


def units(keys: tuple[str, ...], measures: Mapping[str, Measure]) -> frozenset[str]:
    """Give the units of count of these measures; a measure that is unknown has none."""
    return frozenset(measures[key].unit for key in keys if key in measures)


def _indicator_keys(table: Table) -> frozenset[str]:
    raw = table.data.get("indicator")
    form = raw.get("form") if isinstance(raw, Mapping) else None
    own = {"form", "at_end"} | ({"norm"} if form == Form.MEMBERS_REACHING else set())
    if form in MANY_PARTS:
        return frozenset(own | {"parts"})
    return frozenset(
        own | {"numerator"} | (set() if form in WITHOUT_DENOMINATOR else {"denominator"})
    )


def _indicator(table: Table) -> Indicator:
    form = Form(read.word(table, "form", Form))
    if form in MANY_PARTS:
        opened = read.rows(table, "parts", PART_KEYS, required=True)
        if form is Form.RATIO_TIMES and opened and len(opened) != PARTS_TIMES:
            table.note("parts", "campaigns.two-parts", found=len(opened))
        parts = tuple(_part(row, form) for row in opened)
    else:
        parts = (_part(table, form),)
    norm = read.whole(table, "norm", least=1) if form is Form.MEMBERS_REACHING else None
    return Indicator(form, parts, norm, read.yes_no(table, "at_end", default=False))


def _part(table: Table, form: Form) -> Part:
    numerator = read.texts(table, "numerator", required=True)
    if form in WITHOUT_DENOMINATOR:
        return Part(numerator)
    return Part(numerator, read.texts(table, "denominator", required=True))


def _zero(table: Table, form: Form) -> ZeroPolicy:
    """Read what a zero denominator means; a count has none, so its plan may stay silent."""
    silent = ZeroPolicy.NOT_APPLICABLE if form is Form.COUNT else None
    return ZeroPolicy(read.word(table, "zero", ZeroPolicy, silent))


def _target(table: Table, method: Method | None, *, in_shares: bool) -> Target | None:
    if "target" in table.data:
        return Target(_above_zero(table, "target", in_shares=in_shares), in_shares)
    if method and method.target is Asked.REQUIRED:
        table.note(
            "method", "campaigns.method-needs-target", method=read.shown(table.data["method"])
        )
    return None


def _above_zero(table: Table, key: str, *, in_shares: bool) -> Fraction:
    before = len(table.problems)
    value = read.number(table, key, SCALED[in_shares])
    if not value and len(table.problems) == before:
        table.note(key, "campaigns.not-above-zero", key=key)
    return value


def _params(
    table: Table, method: Method | None, effect: Effect, *, in_shares: bool
) -> Mapping[str, object]:
    if method is None:
        return {}
    clamp = CLAMP if effect is not Effect.CRITERION else {}
    taken = {**method.params, **clamp}
    asked = any(param.required for param in taken.values())
    if "params" not in table.data and not asked:
        return {}
    opened = read.inner(table, "params", taken)
    return {
        key: _param(opened, key, param, in_shares=in_shares)
        for key, param in taken.items()
        if param.required or key in opened.data
    }


def _param(table: Table, key: str, param: Param, *, in_shares: bool) -> object:
    if param.kind is ParamKind.BANDS:
        return tuple(
            (read.number(row, "from", SCALED[in_shares]), read.number(row, "points", read.exact))
            for row in read.rows(table, key, BAND_KEYS, required=True)
        )
    if param.kind is ParamKind.VALUES:
        return _values(table, key)
    if param.kind is ParamKind.COUNT:
        return Fraction(read.whole(table, key, least=1))
    return read.number(
        table, key, SCALED[in_shares] if param.kind is ParamKind.VALUE else read.exact
    )


def _values(table: Table, key: str) -> Mapping[Fraction, Fraction]:
    value = table.data.get(key)
    opened = read.inner(table, key, value if isinstance(value, Mapping) else ())
    if value == {}:
        table.note(key, "campaigns.empty-list", key=key)
    found: dict[Fraction, Fraction] = {}
    for name in opened.data:
        held = read.exact(name)
        part = read.number(opened, name, read.exact)
        if held is None:
            opened.note(name, "campaigns.not-number", key=read.shown(name), value=read.shown(name))
        elif held in found:
            opened.note(name, "campaigns.code-twice", value=read.shown(name))
        elif part > 1:
            opened.note(name, "campaigns.more-than-all", value=read.shown(opened.data[name]))
        else:
            found[held] = part
    return found


def measure_keys(indicator: Indicator) -> frozenset[str]:
    """Give every measure that the indicator reads."""
    return frozenset(key for part in indicator.parts for key in part.numerator + part.denominator)


def is_for(criterion: Criterion, group: Group) -> bool:
    """Whether a criterion is for a group."""
    return not criterion.applies_to or group.code in criterion.applies_to
