"""Turn a unit's tallies into the value of a criterion, exactly.

A tally key names one column of the tallies: the bare measure where a plan takes the measure
under one scope only, else `measure@scope`; `measures@reached:norm` and `measures@members` count
units. Tally: số cộng dồn. Missing: chưa có số liệu, which is never zero.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from thidua.plans.rules import Criterion, Form, Part, Plan, Scope

Number = int | Fraction
Quantity = int | Decimal | Fraction
Parts = tuple[Part, ...]

ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Tally:
    """One column of the tallies: the sum of its measures over `scope`, or a count of units.

    With a `norm`: how many of the units directly below reached it on the measures together;
    with the norm 0: how many units directly below there are.
    """

    key: str
    measures: tuple[str, ...]
    scope: Scope
    norm: int | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """What a unit reached on a criterion: None where tallies are missing, which names them.

    A count has no denominator and no ratio; a zero denominator has no ratio either. `volume` is
    what tie-breaks call so: the (first) denominator, or the count itself.
    """

    numerator: Number | None
    denominator: Number | None
    ratio: Fraction | None
    volume: Number | None
    missing: tuple[str, ...] = ()

    @property
    def amount(self) -> Fraction | None:
        """What methods and targets look at: the ratio, or the number where it is a count."""
        if self.ratio is None and self.denominator is None and self.numerator is not None:
            return Fraction(self.numerator)
        return self.ratio


@dataclass(frozen=True, slots=True)
class Reader:
    """Which tallies make a criterion's value: its parts, with tally keys in place of measures."""

    form: Form
    parts: Parts
    keys: frozenset[str]


def tally_keys(plan: Plan) -> dict[str, Tally]:
    """Give every tally that the plan reads, by key, in the order of its criteria."""
    scopes = _scopes(plan)
    found = (tally for criterion in plan.criteria for tally in _tallies(criterion, scopes))
    return {tally.key: tally for tally in found}


def readers(plan: Plan) -> dict[str, Reader]:
    """Say for each criterion, by its code, which tallies make its value."""
    scopes = _scopes(plan)
    return {criterion.code: _reader(criterion, scopes) for criterion in plan.criteria}


def value(plan: Plan, criterion: Criterion, quantities: Mapping[str, Quantity]) -> Value:
    """Make one unit's value of one criterion."""
    return read(_reader(criterion, _scopes(plan)), quantities)


def read(reader: Reader, quantities: Mapping[str, Quantity]) -> Value:
    """Make one unit's value, with the reader of its criterion."""
    try:
        return _FORMS[reader.form](reader.parts, quantities)
    except KeyError:  # a tally that nobody reported
        missing = sorted(reader.keys - quantities.keys())
        return Value(None, None, None, None, tuple(missing))


def exact(quantity: Quantity) -> Number:
    """Take a quantity as a whole number if it is one, else as an exact fraction."""
    if isinstance(quantity, int):
        return quantity
    fraction = Fraction(quantity)
    return fraction.numerator if fraction.denominator == 1 else fraction


def total(keys: tuple[str, ...], quantities: Mapping[str, Quantity]) -> Number:
    """Add up some tallies of a unit."""
    if len(keys) == 1:
        return exact(quantities[keys[0]])
    return sum(exact(quantities[key]) for key in keys)


def _scopes(plan: Plan) -> dict[str, set[Scope]]:
    found: dict[str, set[Scope]] = {}
    for criterion in plan.criteria:
        if criterion.indicator.form is not Form.MEMBERS_REACHING:
            for part in criterion.indicator.parts:
                for measure in part.numerator + part.denominator:
                    found.setdefault(measure, set()).add(criterion.scope)
    return found


def _key(measure: str, scope: Scope, scopes: Mapping[str, set[Scope]]) -> str:
    return measure if len(scopes[measure]) == 1 else f"{measure}@{scope.value}"


def _tallies(criterion: Criterion, scopes: Mapping[str, set[Scope]]) -> list[Tally]:
    scope, parts = criterion.scope, criterion.indicator.parts
    if criterion.indicator.form is Form.MEMBERS_REACHING:
        measures, norm = parts[0].numerator, criterion.indicator.norm
        reached, members = _member_keys(criterion)
        return [Tally(reached, measures, scope, norm), Tally(members, measures, scope, 0)]
    return [
        Tally(_key(measure, scope, scopes), (measure,), scope)
        for part in parts
        for measure in part.numerator + part.denominator
    ]


def _member_keys(criterion: Criterion) -> tuple[str, str]:
    measures = "+".join(criterion.indicator.parts[0].numerator)
    return f"{measures}@reached:{criterion.indicator.norm}", f"{measures}@members"


def _reader(criterion: Criterion, scopes: Mapping[str, set[Scope]]) -> Reader:
    form, parts = criterion.indicator.form, criterion.indicator.parts
    read_from = frozenset(tally.key for tally in _tallies(criterion, scopes))
    if form is Form.MEMBERS_REACHING:
        reached, members = _member_keys(criterion)
        return Reader(form, (Part((reached,), (members,)),), read_from)

    def keys(measures: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_key(measure, criterion.scope, scopes) for measure in measures)

    read_parts = tuple(Part(keys(part.numerator), keys(part.denominator)) for part in parts)
    return Reader(form, read_parts, read_from)


def _over(numerator: Number, denominator: Number, volume: Number) -> Value:
    if denominator <= 0:
        return Value(numerator, denominator, None, volume)
    ratio = ONE if numerator == denominator else Fraction(numerator, denominator)
    return Value(numerator, denominator, ratio, volume)


def _ratio(parts: Parts, quantities: Mapping[str, Quantity]) -> Value:
    denominator = total(parts[0].denominator, quantities)
    return _over(total(parts[0].numerator, quantities), denominator, denominator)


def _count(parts: Parts, quantities: Mapping[str, Quantity]) -> Value:
    number = total(parts[0].numerator, quantities)
    return Value(number, None, None, number)


def _ratio_times(parts: Parts, quantities: Mapping[str, Quantity]) -> Value:
    numerator: Number = 1
    denominator: Number = 1
    for part in parts:
        numerator *= total(part.numerator, quantities)
        denominator *= total(part.denominator, quantities)
    return _over(numerator, denominator, total(parts[0].denominator, quantities))


def _complement(parts: Parts, quantities: Mapping[str, Quantity]) -> Value:
    numerators = [total(part.numerator, quantities) for part in parts]
    denominators = [total(part.denominator, quantities) for part in parts]
    first = denominators[0]
    if min(denominators) <= 0:
        return Value(min(numerators), 0, None, first)
    if len(set(denominators)) == 1:
        return _over(first - sum(numerators), first, first)
    rest = ONE - sum(map(Fraction, numerators, denominators))
    return _over(rest.numerator, rest.denominator, first)


def _greater_denominator(parts: Parts, quantities: Mapping[str, Quantity]) -> Value:
    denominator = max(exact(quantities[key]) for key in parts[0].denominator)
    return _over(total(parts[0].numerator, quantities), denominator, denominator)


_FORMS: Mapping[Form, Callable[[Parts, Mapping[str, Quantity]], Value]] = {
    Form.RATIO: _ratio,
    Form.COUNT: _count,
    Form.RATIO_TIMES: _ratio_times,
    Form.COMPLEMENT: _complement,
    Form.GREATER_DENOMINATOR: _greater_denominator,
    Form.MEMBERS_REACHING: _ratio,
}
