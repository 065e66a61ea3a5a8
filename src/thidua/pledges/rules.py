"""Targets beside the plan's: how they are written, who may set which, whether they were reached.

An assigned target is given to a unit by the campaign's office; a self-set one is the unit's own.
Neither earns points nor moves a rank. A self-set target may not ask less than the assigned one, or
than the plan's where none is assigned: raised, never lowered. An assigned one may ask less than the
plan's, which goes on to decide the points; pages mark it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Protocol

from thidua.campaigns.rules.cascade import eases, text
from thidua.kernel.errors import RuleBroken
from thidua.kernel.numbers import read, read_percent
from thidua.kernel.text import fold
from thidua.plans.rules import Criterion, Effect, Group, Plan, Target
from thidua.plans.rules.criteria import is_for, is_share
from thidua.plans.rules.groups import members
from thidua.units.rules import Node, Tree

LONGEST_PLEDGE = 4000
LONGEST_LINE = 200
MOST_ROWS = 5000
MOST_MEMBERS = 60
MOST_DECIMALS = 4
WHOLE = Fraction(1)


class Kind(StrEnum):
    """Who set a target."""

    ASSIGNED = "assigned"  # giao
    SELF_SET = "self-set"  # tự đặt


class Body(StrEnum):
    """Where somebody does their duty."""

    COMMITTEE = "committee"
    EXECUTING_TEAM = "executing-team"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody on a unit's committee or executing team, with what they do there.

    `office` is the position that they hold otherwise: "Chủ tịch UBND xã".
    """

    body: Body
    duty: str
    name: str
    office: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A target for one unit as somebody typed it; `unit` is an id or a name in the campaign."""

    unit: str
    criterion: str
    target: str


def group_of(plan: Plan, tree: Tree, unit: str) -> Group | None:
    """Find the group that a unit is ranked in, None if in none."""
    chosen = members(plan, tree)
    return next((group for group in plan.groups if unit in chosen[group.code]), None)


def criteria_of(plan: Plan, group: Group) -> tuple[Criterion, ...]:
    """Give the criteria of a group that can have targets: what is deducted is no aim."""
    return tuple(each for each in plan.criteria if is_for(each, group) and has_target(each))


def has_target(criterion: Criterion) -> bool:
    """Whether a unit can have a target of its own on a criterion."""
    return criterion.effect is not Effect.DEDUCTION


def read_target(plan: Plan, group: Group, code: str, written: str) -> tuple[Criterion, Target]:
    """Read a target as an official writes it: `90 %` or `87,5%` for shares, `1.200` for counts."""
    criterion = next((each for each in plan.criteria if each.code == code), None)
    if criterion is None:
        raise RuleBroken("pledges.criterion-unknown", criterion=code[:LONGEST_LINE])
    if criterion not in criteria_of(plan, group):
        raise RuleBroken("pledges.no-target-here", criterion=criterion.label, group=group.name)
    share = is_share(criterion.indicator, plan.measures)
    target = Target(_share(criterion, written) if share else _count(criterion, written), share)
    if target.value <= 0:
        raise RuleBroken("pledges.target-not-above-zero", criterion=criterion.label)
    if (target.value * (100 if share else 1) * 10**MOST_DECIMALS).denominator != 1:
        raise RuleBroken("pledges.target-too-fine", criterion=criterion.label, most=MOST_DECIMALS)
    if share and target.value > max(WHOLE, criterion.target.value if criterion.target else WHOLE):
        raise RuleBroken(
            "pledges.target-above-whole", criterion=criterion.label, found=text(target)
        )
    return criterion, target


def typed(target: Target) -> str:
    """Write a target as it is typed: `87,5%`. Three decimals get a nought, or `12,125` could be read
    in two ways.
    """  # noqa: D205 - one thought
    whole, dot, decimals = text(target).rstrip("%").partition(".")
    nought = "0" if len(decimals) == len("000") else ""
    return f"{whole}{',' if dot else ''}{decimals}{nought}{'%' if target.is_share else ''}"


def check_self_set(criterion: Criterion, target: Target, assigned: Target | None) -> None:
    """Refuse a self-set target that asks less than the assigned one, else than the plan's."""
    floor = assigned or criterion.target
    if floor is not None and eases(criterion, floor.value, target.value):
        facts = {"criterion": criterion.label, "found": text(target), "asked": text(floor)}
        if assigned:
            raise RuleBroken("pledges.target-eases-assigned", **facts)
        raise RuleBroken("pledges.target-eases-plans", **facts)


def asks_less(criterion: Criterion, assigned: Target) -> bool:
    """Whether an assigned target asks less than the plan's."""
    plans = criterion.target
    return plans is not None and eases(criterion, plans.value, assigned.value)


class Valued(Protocol):
    """What a unit has on a criterion, as a line of its sheet says it."""

    @property
    def numerator(self) -> int | Fraction | None:
        """What was counted, None where nothing is known."""

    @property
    def denominator(self) -> int | Fraction | None:
        """Out of how many; None for a count."""

    @property
    def ratio(self) -> Fraction | None:
        """The one over the other."""


def amount(line: Valued) -> Fraction | None:
    """Give what targets look at: the ratio, or the number where it is a count."""
    found = line.numerator if line.denominator is None else line.ratio
    return None if found is None else Fraction(found)


def reached(criterion: Criterion, target: Target, amount: Fraction | None) -> bool | None:
    """Whether a value reaches a target, exactly; None where there is no value."""
    return None if amount is None else not eases(criterion, target.value, amount)


Names = Mapping[str, Iterable[str]]  # ids by folded name


def names_of(nodes: Iterable[Node]) -> dict[str, set[str]]:
    """Fold what units are called, whole ("Xã An Phú") and, where no other is called so, without
    the word before it.
    """  # noqa: D205 - one sentence
    listed = tuple(nodes)
    whole: dict[str, set[str]] = {}
    bare: dict[str, set[str]] = {}
    for node in listed:
        whole.setdefault(fold(node.label), set()).add(node.id)
        bare.setdefault(fold(node.name), set()).add(node.id)
    return bare | whole | {node.id: {node.id} for node in listed}


def find_unit(named: str, names: Names) -> str:
    """Find the one ranked unit that a row means, by id or name."""
    found = sorted(names.get(named) or names.get(fold(named)) or ())
    if not found:
        raise RuleBroken("pledges.unit-not-ranked", unit=named[:LONGEST_LINE])
    if len(found) > 1:
        raise RuleBroken("pledges.unit-ambiguous", unit=named[:LONGEST_LINE], found=found)
    return found[0]


def pasted(words: str) -> tuple[Row, ...]:
    """Read rows that were pasted from a spreadsheet or CSV: unit, criterion, target."""
    return tuple(_pasted(words))


def _pasted(words: str) -> Iterator[Row]:
    for number, line in enumerate(words.splitlines(), 1):
        if not line.strip():
            continue
        cells = [cell.strip().strip('"') for cell in line.split("\t" if "\t" in line else ";")]
        if len(cells) != len(Row.__dataclass_fields__):
            raise RuleBroken("pledges.row-cells", number=number, found=len(cells))
        yield Row(*cells)


def _share(criterion: Criterion, written: str) -> Fraction:
    if "%" not in written:
        facts = {"criterion": criterion.label, "found": written[:LONGEST_LINE]}
        raise RuleBroken("pledges.target-needs-percent", **facts)
    return Fraction(read_percent(written))


def _count(criterion: Criterion, written: str) -> Fraction:
    if "%" in written:
        facts = {"criterion": criterion.label, "found": written[:LONGEST_LINE]}
        raise RuleBroken("pledges.target-needs-number", **facts)
    return Fraction(read(written))
