"""What counts once figures are frozen: what was recorded in time, and what was admitted late.

Freeze: chốt số liệu. Late: ghi sau giờ chốt. Admitted: được chấp nhận tính, có lý do.
A correction that comes late is late as well: what it corrects counts until it is admitted.
Publishing, running boards and the verifier ask the same rule; instants are compared to the
second, as the log holds them. Design: docs/decisions/0011-what-is-late-waits.md.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from thidua.kernel.canonical import canonical
from thidua.kernel.errors import RuleBroken
from thidua.plans.rules import Plan
from thidua.units.rules import Succession, Tree

MOST_IN_LEAF = 40  # ids that a leaf names itself, beside the longest codes of campaign and unit
SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Admission:
    """The late facts that one leaf of the log admits, by public id."""

    leaf: int
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Freeze:
    """What a frozen edition stands on.

    `size`: behind so many leaves of the log every one is later than the freeze. `left_out`
    counts the late facts that would count, had they been admitted.
    """

    at: datetime
    size: int
    admissions: tuple[Admission, ...]
    left_out: int

    def value(self) -> dict[str, object]:
        """Give what an edition's frame says of it."""
        return {
            "at": self.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "size": self.size,
            "admitted": [{"leaf": one.leaf, "facts": list(one.facts)} for one in self.admissions],
            "left_out": self.left_out,
        }


def frozen_at(plan: Plan, at: datetime) -> datetime | None:
    """Give the freeze that an edition of this instant stands on; None: figures are still open."""
    if plan.freeze_at is None or at.replace(microsecond=0) < plan.freeze_at:
        return None
    return plan.freeze_at


def late_from(freeze_at: datetime) -> datetime:
    """Give the first instant that is late."""
    return freeze_at.replace(microsecond=0) + SECOND


def admitted(admissions: Iterable[Admission]) -> frozenset[str]:
    """Give the ids of all late facts that were admitted."""
    return frozenset(fact for one in admissions for fact in one.facts)


def admission_public(campaign: str, facts: Collection[str]) -> Mapping[str, object]:
    """Say in a leaf what is admitted: the ids, or how many and their mark when they don't fit."""
    if len(facts) <= MOST_IN_LEAF:
        return {"campaign": campaign, "ids": sorted(facts)}
    return {"campaign": campaign, "n": len(facts), "sha256": admission_mark(facts)}


def admission_mark(facts: Iterable[str]) -> str:
    """Hash the ids of an admission; the log holds this mark, the next edition the ids."""
    return sha256(canonical(sorted(facts))).hexdigest()


def check_late(
    facts: Iterable[str], late: Collection[str], measures: Mapping[str, str], plan: Plan
) -> None:
    """Refuse to admit what is unknown, of a measure that the plan has not, or not late."""
    asked = sorted(set(facts))
    if unknown := [fact for fact in asked if fact not in measures]:
        raise RuleBroken("standings.late-unknown", facts=unknown)
    if foreign := [fact for fact in asked if measures[fact] not in plan.measures]:
        raise RuleBroken("standings.late-foreign", facts=foreign, campaign=plan.code)
    if early := [fact for fact in asked if fact not in late]:
        raise RuleBroken("standings.not-late", facts=early, campaign=plan.code)


def check_alone(corrects: Mapping[str, str | None], counted: Collection[str]) -> None:
    """Refuse to admit a correction of what is late itself and does not count.

    `corrects` names what each late fact of an admission corrects, as far as that is late too.
    """
    alone = sorted(
        fact
        for fact, earlier in corrects.items()
        if earlier is not None and earlier not in counted and earlier not in corrects
    )
    if alone:
        raise RuleBroken("standings.late-alone", facts=alone)


def kin(units: Iterable[str], successions: Iterable[Succession], tree: Tree) -> set[str]:
    """Keep the units that stand on a tree, went into units of it, or came from them."""
    listed = tuple(successions)
    found = set(tree.nodes)
    for back in (False, True):
        edge = set(tree.nodes)
        while edge:
            pairs = ((one.successor, one.predecessor) for one in listed)
            edge = {
                pair[back] for pair in pairs if pair[not back] in edge and pair[back] not in found
            }
            found |= edge
    return found.intersection(units)
