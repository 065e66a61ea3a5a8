"""A campaign's plan as frozen values: who competes, when, on what, for which prizes.

Campaign: phong trào thi đua. Plan: kế hoạch. Rubric: bảng tiêu chí chấm điểm.
Criterion: tiêu chí. Indicator, target: chỉ tiêu. Peer group: khối, cụm thi đua.
Stage: đợt, quý, tuần lễ. The file format: docs/reference/plan-format.md.
Why methods and not formulas: docs/decisions/0004-no-expression-language.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction

from thidua.counting.rules import Measure, MeasureKind
from thidua.kernel.periods import Period

__all__ = ["Measure", "MeasureKind"]


class Form(StrEnum):
    """The closed table of ways to make a value out of measures."""

    RATIO = "ratio"
    COUNT = "count"
    RATIO_TIMES = "ratio_times"
    COMPLEMENT = "complement"
    GREATER_DENOMINATOR = "greater_denominator"
    MEMBERS_REACHING = "members_reaching"


class Scope(StrEnum):
    """Whose counts a criterion takes."""

    OWN = "own"  # the unit's own office
    CHILDREN = "children"  # all below it, without its own office
    TERRITORY = "territory"  # its own office and all below


class Zero(StrEnum):
    """What a zero denominator means."""

    NOT_APPLICABLE = "not_applicable"  # its points are spread over the other criteria
    FULL = "full"
    ZERO = "zero"


class Effect(StrEnum):
    """Whether a criterion makes up the total, adds to it or takes from it."""

    CRITERION = "criterion"
    BONUS = "bonus"
    DEDUCTION = "deduction"


class Overflow(StrEnum):
    """What happens when a tie is larger than what is left of a prize's quota."""

    SHARE = "share"  # all tied get it; the extra places are taken from the prizes below
    EXTRA = "extra"  # all tied get it; the prizes below keep their quota
    COUNCIL = "council"  # nobody gets it by computation: the council decides


@dataclass(frozen=True, slots=True)
class Part:
    """A numerator over a denominator: measures that are added up (see `Form` for the rest)."""

    numerator: tuple[str, ...]
    denominator: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Indicator:
    """How a value is made out of measures.

    ratio: one part. count: one part without denominator. ratio_times: two parts, multiplied.
    complement: 1 minus each part. greater_denominator: one part, over the largest of its
    denominators. members_reaching: how many units directly below reached `norm` on the part's
    numerator, over how many there are. `at_end`: flows summed up to the last day may stand over
    (or under) what is there on that day.
    """

    form: Form
    parts: tuple[Part, ...]
    norm: int | None = None
    at_end: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """What must be reached: a share (`"60%"`) or a count."""

    value: Fraction
    is_share: bool


@dataclass(frozen=True, slots=True)
class Criterion:
    """An indicator with its target, method and points. `params` belong to the method."""

    code: str
    label: str
    source: str
    our_reading: bool  # true where the source does not say it: "cách đọc của chúng tôi"
    indicator: Indicator
    scope: Scope
    universe: str
    date_basis: str
    target: Target | None
    method: str
    params: Mapping[str, object]
    points: Fraction
    zero: Zero
    effect: Effect
    applies_to: tuple[str, ...]  # group codes; empty: all groups
    pillar: str | None
    evidence: tuple[str, ...]
    section: str | None = None  # the part of the table it stands in: "nội dung"


@dataclass(frozen=True, slots=True)
class Prize:
    """A prize of a group: how many, and what a tie larger than that does."""

    code: str
    name: str
    quota: int
    overflow: Overflow


@dataclass(frozen=True, slots=True)
class Group:
    """A peer group: chosen by level, by kinds or by a list of units under the plan's root."""

    code: str
    name: str
    level: str | None
    kinds: tuple[str, ...]
    units: tuple[str, ...]
    except_units: tuple[str, ...]
    prizes: tuple[Prize, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of a campaign with its own criteria, ranks and prizes.

    `cumulative`: counted from the campaign's first day; otherwise within the stage only.
    """

    code: str
    name: str
    period: Period
    cumulative: bool
    criteria: tuple[str, ...]  # empty: all
    prizes: Mapping[str, tuple[Prize, ...]]  # by group; a group that is absent has none


@dataclass(frozen=True, slots=True)
class Rounding:
    """How points are published: digits, mode (`half_up`, `half_even`, `down`), on line or total."""

    digits: int
    mode: str
    on: str  # "line" or "total"
    rank_on: str  # "full" or "published"


@dataclass(frozen=True, slots=True)
class Source:
    """Where the plan's words come from."""

    title: str
    number: str
    issued: date | None
    reference: str
    note: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A campaign's plan, whole. Ties are broken by `tie_breaks`: `volume:`, `ratio:`, `points:`."""

    code: str
    version: int
    name: str
    effective_from: date
    root: str
    period: Period
    tree_day: date
    freeze_at: datetime | None
    visibility: str  # "internal", "official", "public"
    generated: bool  # a simulated campaign
    total_points: Fraction
    incomplete: str  # why the points do not make the total; empty when they do
    rounding: Rounding
    tie_breaks: tuple[str, ...]
    sources: tuple[Source, ...]
    measures: Mapping[str, Measure]
    groups: tuple[Group, ...]
    stages: tuple[Stage, ...]
    criteria: tuple[Criterion, ...]
    parent: str = ""  # the plan that this one stands under, as "code@version"; empty: none
