"""What rates divide by is decided here: a candidate's counts become facts, one count is changed.

A count that stands at the same unit and day already, whoever sent it, is corrected by the new
fact and stays to be seen. From the freeze day on either needs a reason and is marked.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from thidua.counting import outside as locks
from thidua.counting.actions import action
from thidua.counting.models import Fact as StoredFact
from thidua.counting.models import known, sums
from thidua.denominators import rules
from thidua.denominators.actions.refusing import refusal
from thidua.denominators.models import (
    Adoption,
    Candidate,
    Change,
    InUse,
    frozen_from,
    in_use,
    judge,
    problem_of_measure,
)
from thidua.denominators.models.judging import chunks
from thidua.denominators.models.reading import adopted_key, changed_key
from thidua.denominators.outside import catalogue
from thidua.kernel.errors import RuleBroken
from thidua.ledger.rules import Event, Fact, Grade

ADOPTED, CHANGED = "denominators.adopted", "denominators.changed"


@action
def adopt(
    *,
    candidate: int,
    frozen_from: date | None,
    reason: str,
    unit: str,
    actor: str,
    at: datetime,
) -> Event:
    """Make a candidate's counts facts; the one that is in use everywhere gives its receipt again.

    `frozen_from` is the day from which they change only with a reason; None leaves the freeze
    day that holds as it is.
    """
    chosen = Candidate.objects.filter(pk=candidate).first()
    if chosen is None:
        raise RuleBroken("denominators.candidate-unknown", candidate=candidate)
    _hold(chosen.measure)
    counts = chosen.values()
    _check_reach(chosen, counts, unit, frozen_from)
    live = _live(chosen.measure, counts, chosen.day)
    adoption = _standing(chosen, frozen_from, live, counts)
    if adoption is not None:
        facts = tuple(_stored(live[each]) for each in counts)
    else:
        adoption = _adoption(chosen, frozen_from, reason.strip(), unit, at)
        facts = _facts(chosen, adoption, counts, live)
    public = {
        "measure": chosen.measure,
        "day": chosen.day.isoformat(),
        "version": chosen.version,
        "sha256": chosen.sha256,
        "n": chosen.n,
        "frozen_from": frozen_from.isoformat() if frozen_from else None,
        "after_freeze": adoption.after_freeze,
    }
    private = {"source": chosen.source, "document": chosen.document, "reason": adoption.reason}
    return Event(ADOPTED, adoption.subject, unit, actor, at, public, private, facts)


@action
def change(  # noqa: PLR0913 - which count, what it becomes and why, and who changes it when
    *,
    measure: str,
    of_unit: str,
    day: date,
    quantity: int,
    reason: str,
    unit: str,
    actor: str,
    at: datetime,
) -> Event:
    """Change the count of one unit on a day, with the reason; the same again changes nothing."""
    judged = judge(day, ((of_unit, quantity),), unit=unit, today=known.local_day(at))
    found = (
        problem_of_measure(measure, catalogue()),
        rules.problem_of_text("denominators.lacking-reason", reason, rules.LONGEST_REASON),
        *(broken for _place, broken in judged.problems),
    )
    if problems := [broken for broken in found if broken]:
        raise refusal(problems)
    _hold(measure)
    (here,) = judged.counts
    live = _live(measure, [here], day).get(here)
    before = in_use(measure, [here], day).get(here)
    if live is None or live.quantity != quantity:
        made = Change(measure=measure, of_unit=here, day=day, quantity=quantity, unit=unit, at=at)
        made.reason = reason.strip()
        fact = _changed_fact(_change(made, before), live)
    elif before and before.changed:
        made, fact = before.changed, _stored(live)
    else:
        raise RuleBroken("denominators.unchanged", unit=of_unit, quantity=quantity)
    public = {
        "measure": measure,
        "of_unit": here,
        "day": day.isoformat(),
        "after_freeze": made.after_freeze,
    }
    return Event(CHANGED, made.subject, unit, actor, at, public, {"reason": made.reason}, (fact,))


def _hold(measure: str) -> None:
    """Keep others from counting this measure between our look and our write."""
    locks.hold_windows_shared()
    locks.hold_measures([measure])


def _check_reach(
    chosen: Candidate, counts: Mapping[str, int], unit: str, frozen_from: date | None
) -> None:
    reach = known.Reach(unit, {chosen.day}).on(chosen.day)
    problems = [
        RuleBroken("denominators.unit-not-yours", unit=each) for each in counts if each not in reach
    ]
    if frozen_from is not None and frozen_from < chosen.day:
        problems.append(RuleBroken("denominators.freeze-too-early", day=f"{chosen.day:%d/%m/%Y}"))
    if problems:
        raise refusal(problems)


def _live(measure: str, units: Iterable[str], day: date) -> dict[str, StoredFact]:
    return {
        fact.unit: fact
        for chunk in chunks(units)
        for fact in StoredFact.objects.live()
        .filter(measure=measure, unit__in=chunk, day=day)
        .select_related("corrects")
    }


def _stored(fact: StoredFact) -> Fact:
    return sums.value(fact, fact.corrects.public_id if fact.corrects else None)


def _standing(
    chosen: Candidate,
    frozen_from: date | None,
    live: Mapping[str, StoredFact],
    counts: Mapping[str, int],
) -> Adoption | None:
    """Give the adoption that made every count which stands now, with this very freeze day."""
    latest = chosen.adoptions.order_by("-pk").first()
    if latest is None or latest.frozen_from != frozen_from:
        return None
    made = {unit: fact.key for unit, fact in live.items()}
    wanted = {unit: adopted_key(latest.pk, unit) for unit in counts}
    return latest if made == wanted else None


def _adoption(
    chosen: Candidate, freeze: date | None, reason: str, unit: str, at: datetime
) -> Adoption:
    today = known.local_day(at)
    holding = frozen_from(chosen.measure, chosen.values())
    rules.check_reason(reason, holding, today)
    return Adoption.objects.create(
        candidate=chosen,
        unit=unit,
        at=at,
        frozen_from=freeze,
        after_freeze=rules.is_frozen(holding, today),
        reason=reason,
    )


def _facts(
    chosen: Candidate,
    adoption: Adoption,
    counts: Mapping[str, int],
    live: Mapping[str, StoredFact],
) -> tuple[Fact, ...]:
    return tuple(
        Fact(
            measure=chosen.measure,
            unit=unit,
            day=chosen.day,
            quantity=quantity,
            source=rules.source_of(chosen.measure),
            key=adopted_key(adoption.pk, unit),
            grade=Grade.SOURCE_FILE,
            generated=chosen.is_simulated,
            corrects=live[unit].public_id if unit in live else None,
        )
        for unit, quantity in counts.items()
    )


def _change(made: Change, before: InUse | None) -> Change:
    """Store a change with what was there before it."""
    made.before = before.quantity if before else None
    made.candidate = before.candidate if before else None
    holding = frozen_from(made.measure, [made.of_unit])
    made.after_freeze = rules.is_frozen(holding, known.local_day(made.at))
    made.save(force_insert=True)
    return made


def _changed_fact(made: Change, live: StoredFact | None) -> Fact:
    simulated = made.candidate.is_simulated if made.candidate else bool(live and live.generated)
    return Fact(
        measure=made.measure,
        unit=made.of_unit,
        day=made.day,
        quantity=made.quantity,
        source=rules.source_of(made.measure),
        key=changed_key(made.pk),
        grade=Grade.APPROVED,
        generated=simulated,
        corrects=live.public_id if live else None,
    )
