"""The closed table of methods: what each asks of its criterion, and which parameters it takes.

How a method turns a value into points is written in `points.rules`; a plan is checked here.
Parsed parameters, as a criterion carries them in `params`:

    points, value, count    Fraction                          each = "0.5", best = "0%"
    bands                   tuple of (from, points), rising   bands = [{ from = "80%", points = "10" }]
    values                  Mapping[Fraction, Fraction]       values = { "0" = "0", "1" = "1/2" }

A parameter that is optional and absent is absent from `params`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Taken(StrEnum):
    """What kind of value a method can take."""

    SHARE = "share"  # a part of a whole: both sides have one unit of count
    NUMBER = "number"  # a count, or one thing per another
    ANY = "any"


class Asked(StrEnum):
    """Whether a criterion with this method needs a target; the verdict needs one anyway."""

    REQUIRED = "required"
    OPTIONAL = "optional"


class ParamKind(StrEnum):
    """How a parameter is written and read."""

    POINTS = "points"  # an exact number, not negative
    VALUE = "value"  # in the value's own unit: "80%" for shares, a number otherwise
    COUNT = "count"  # a whole number above zero
    BANDS = "bands"  # a list of { from = value, points = points }
    VALUES = "values"  # a table: number → the part of the points it earns, 0 to 1


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter's kind, and whether it may be left out."""

    kind: ParamKind
    required: bool = True


@dataclass(frozen=True, slots=True)
class Method:
    """What a method takes."""

    value: Taken
    target: Asked
    params: Mapping[str, Param] = field(default_factory=dict)


_OPTIONAL_VALUE = Param(ParamKind.VALUE, required=False)

METHODS: Mapping[str, Method] = {
    # points × ratio
    "proportional": Method(Taken.SHARE, Asked.OPTIONAL),
    # points × min(1, ratio / target)
    "attainment": Method(Taken.SHARE, Asked.REQUIRED),
    # all at the target, else none
    "threshold": Method(Taken.ANY, Asked.REQUIRED),
    # the points of the highest band that is reached, else none
    "steps": Method(Taken.ANY, Asked.OPTIONAL, {"bands": Param(ParamKind.BANDS)}),
    # points × min(1, count / target)
    "count_target": Method(Taken.NUMBER, Asked.REQUIRED),
    # `each` for one, at most `cap` (absent: the criterion's points)
    "per_item": Method(
        Taken.NUMBER,
        Asked.OPTIONAL,
        {"each": Param(ParamKind.POINTS), "cap": Param(ParamKind.POINTS, required=False)},
    ),
    # all at `best` or below, none at `worst` or above, in line between; or, with a target instead
    # of the two, points × min(1, target / value)
    "inverse": Method(
        Taken.ANY, Asked.OPTIONAL, {"best": _OPTIONAL_VALUE, "worst": _OPTIONAL_VALUE}
    ),
    # points × value / the group's best value
    "best_in_group": Method(Taken.ANY, Asked.OPTIONAL),
    # half the points up to the target; above it the other half × excess / the group's best excess
    "leader_excess": Method(Taken.ANY, Asked.REQUIRED),
    # points × the part that `values` gives for exactly this number
    "role": Method(Taken.NUMBER, Asked.OPTIONAL, {"values": Param(ParamKind.VALUES)}),
    # points × what the council entered / `scale`
    "judged": Method(Taken.NUMBER, Asked.OPTIONAL, {"scale": Param(ParamKind.COUNT)}),
}

# A bonus or deduction may also say between which points it stays; absent: 0 and its points.
CLAMP: Mapping[str, Param] = {
    "min": Param(ParamKind.POINTS, required=False),
    "max": Param(ParamKind.POINTS, required=False),
}
