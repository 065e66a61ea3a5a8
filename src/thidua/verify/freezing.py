"""What an edition may count after the freeze: by the instants of leaves and what was admitted.

An admission that names more ids than a leaf holds is told by the edition; its mark is in the log.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from thidua.basis.rules import (
    Admission,
    Freeze,
    admission_mark,
    admitted,
    check_alone,
    frozen_at,
    late_from,
)
from thidua.kernel.errors import RuleBroken
from thidua.verify import log as logs
from thidua.verify.announced import Edition
from thidua.verify.leaf import Fact, Leaf

ADMITTED = "standings.late-admitted"


def read(edition: Edition, log: logs.Log) -> Freeze | None:
    """Give what an edition has to stand on; None where figures are still open."""
    plan, turn = edition.version.plan, edition.turn
    freeze_at = frozen_at(plan, turn.at)
    if freeze_at is None:
        return None
    leaves = log.leaves[: turn.size]
    first_late = late_from(freeze_at)
    in_time = [leaf.index for leaf in leaves if datetime.fromisoformat(leaf.at) < first_late]
    admissions = tuple(_admissions(edition, leaves))
    _check_known(edition, admissions, log, first_late)
    return Freeze(freeze_at, max(in_time, default=-1) + 1, admissions, 0)


def counted(facts: Iterable[Fact], freeze: Freeze, log: logs.Log) -> list[Fact]:
    """Keep the facts that were recorded in time, or admitted."""
    taken, first_late = admitted(freeze.admissions), late_from(freeze.at)
    late = {leaf.index for leaf in log.leaves if datetime.fromisoformat(leaf.at) >= first_late}
    return [fact for fact in facts if fact.leaf not in late or fact.id in taken]


def with_left_out(freeze: Freeze, facts: Iterable[Fact], counts: Iterable[Fact]) -> Freeze:
    """Count what would count and does not."""
    known = {fact.id for fact in counts}
    return replace(freeze, left_out=sum(fact.id not in known for fact in facts))


def _admissions(edition: Edition, leaves: Sequence[Leaf]) -> Iterator[Admission]:
    told = _told(edition)
    for leaf in leaves:
        if leaf.kind == ADMITTED and leaf.public.get("campaign") == edition.version.plan.code:
            yield _admission(leaf, told.get(leaf.index, []), edition.turn.nr)


def _told(edition: Edition) -> dict[int, list[str]]:
    freeze = json.loads(edition.files["edition.json"])["freeze"]
    return {one["leaf"]: one["facts"] for one in freeze["admitted"]} if freeze else {}


def _admission(leaf: Leaf, told: list[str], nr: int) -> Admission:
    match leaf.public:
        case {"campaign": str(), "ids": [*ids], **rest} if not rest:
            return Admission(leaf.index, tuple(map(str, ids)))
        case {"campaign": str(), "n": int(n), "sha256": str(mark), **rest} if not rest:
            if (len(told), admission_mark(told)) != (n, mark):
                raise RuleBroken("verify.admission-differs", nr=nr, index=leaf.index)
            return Admission(leaf.index, tuple(told))
    raise RuleBroken("verify.leaf-malformed", index=leaf.index)


def _check_known(
    edition: Edition, admissions: Sequence[Admission], log: logs.Log, first_late: datetime
) -> None:
    """Refuse an admission of what was not in the log by then, and corrections alone."""
    facts = {fact.id: fact for fact in log.facts_before(edition.turn.size)}
    late = {leaf.index for leaf in log.leaves if datetime.fromisoformat(leaf.at) >= first_late}
    for one in admissions:
        if unknown := [
            fact for fact in one.facts if fact not in facts or facts[fact].leaf >= one.leaf
        ]:
            raise RuleBroken("verify.admitted-unknown", index=one.leaf, facts=unknown)
    taken = admitted(admissions)
    corrected = {fact: facts[fact].corrects for fact in taken}
    earlier = {
        fact: other if other and facts[other].leaf in late else None
        for fact, other in corrected.items()
    }
    try:
        check_alone(earlier, taken)
    except RuleBroken as broken:
        raise RuleBroken("verify.admitted-alone", nr=edition.turn.nr, reason=broken) from None
