"""The writers of denominators: a candidate is registered, adopted, or changed at one unit.

Whole or not at all, with every problem named; the same again gives the first receipt. A count
that stands at the same unit and day already, whoever sent it, is corrected by the new fact and
stays to be seen. From the freeze day on a change needs a reason and is marked.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import wraps

from django.db import IntegrityError
from django.db.models import Max

from thidua.counting import actions as carrying
from thidua.counting import models as counting
from thidua.counting import outside as locks
from thidua.counting.models import known, sums
from thidua.denominators import rules
from thidua.denominators.models import (
    Adoption,
    Candidate,
    CandidateCount,
    Change,
    InUse,
    frozen_from,
    in_use,
    judge,
    problem_of_measure,
)
from thidua.denominators.models.reading import adopted_key, changed_key
from thidua.denominators.outside import catalogue
from thidua.denominators.rules.pasting import at_line
from thidua.kernel.errors import RuleBroken
from thidua.ledger.actions import perform
from thidua.ledger.models import Entry
from thidua.ledger.rules import Event, Fact, Grade, Receipt

REGISTERED = "denominators.registered"
ADOPTED = "denominators.adopted"
CHANGED = "denominators.changed"


def action(function: Callable[..., Event]) -> Callable[..., tuple[Receipt, Event]]:
    """Make a writer that gives the first receipt again for what is there already."""

    @wraps(function)
    def call(*, key: str | None = None, **given: object) -> tuple[Receipt, Event]:
        try:
            return perform(function, given, key=key, prepare=_first_receipt)
        except IntegrityError:
            # another writer took the same version between our look and our write: look again
            return perform(function, given, key=key, prepare=_first_receipt)

    return call


def _first_receipt(event: Event) -> Event | Receipt:
    entry = Entry.objects.filter(kind=event.kind, subject=event.subject).first()
    return entry.receipt if entry else event


@action
def register(  # noqa: PLR0913 - what a candidate is, and who registers it when
    *,
    measure: str,
    day: date,
    source: str,
    document: str,
    counts: tuple[tuple[str, int], ...],
    unit: str,
    actor: str,
    at: datetime,
) -> Event:
    """Register a candidate: a dated count of a measure at many units; it is no fact yet.

    Units are named by id, by code, or by a name that only one unit within reach has.
    """
    judged = judge(day, counts, unit=unit, today=known.local_day(at))
    _refuse(
        problem_of_measure(measure, catalogue()),
        rules.problem_of_text("denominators.lacking-source", source, rules.LONGEST_SOURCE),
        rules.problem_of_text("denominators.lacking-document", document, rules.LONGEST_DOCUMENT),
        *(at_line(place, each) if place else each for place, each in judged.problems),
    )
    _know(measure)
    found = _candidate(
        Candidate(
            measure=measure, day=day, source=source.strip(), document=document.strip(), unit=unit
        ),
        judged.counts,
    )
    private = {"source": found.source, "document": found.document}
    return Event(REGISTERED, found.subject, unit, actor, at, found.public, private)


def _refuse(*problems: RuleBroken | None) -> None:
    """Refuse with all problems at once, if there are any."""
    if found := [broken for broken in problems if broken]:
        raise rules.refusal(found)


def _know(measure: str) -> None:
    """Let counting know a measure of the catalogue that no plan has named yet."""
    if not counting.Measure.objects.filter(key=measure).exists():
        carrying.register_measures([catalogue()[measure]])


def _candidate(new: Candidate, counts: dict[str, int]) -> Candidate:
    """Give the candidate that has these very counts, or store it as the next version."""
    digest = rules.digest(counts)
    of_source = Candidate.objects.filter(measure=new.measure, source=new.source)
    if there := of_source.filter(day=new.day, sha256=digest).first():
        return there
    latest = of_source.aggregate(latest=Max("version"))["latest"]
    new.version, new.sha256, new.n = (latest or 0) + 1, digest, len(counts)
    new.save(force_insert=True)
    CandidateCount.objects.bulk_create(
        [CandidateCount(candidate=new, unit=unit, quantity=counts[unit]) for unit in sorted(counts)]
    )
    return new


@carrying.action
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
    public = chosen.public | {
        "frozen_from": frozen_from.isoformat() if frozen_from else None,
        "after_freeze": adoption.after_freeze,
    }
    private = {"source": chosen.source, "document": chosen.document, "reason": adoption.reason}
    return Event(ADOPTED, adoption.subject, unit, actor, at, public, private, facts)


@carrying.action
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
    _refuse(
        problem_of_measure(measure, catalogue()),
        rules.problem_of_text("denominators.lacking-reason", reason, rules.LONGEST_REASON),
        *(broken for _place, broken in judged.problems),
    )
    _know(measure)
    _hold(measure)
    (here,) = judged.counts
    before = in_use(measure, [here], day).get(here)
    live = before.fact if before and before.fact.day == day else None
    if live is None or live.quantity != quantity:
        made = Change(measure=measure, of_unit=here, day=day, quantity=quantity, unit=unit, at=at)
        made.reason = reason.strip()
        fact = _changed_fact(_change(made, before), live)
    elif before and before.changed:
        made, fact = before.changed, _stored(live)
    else:
        raise RuleBroken("denominators.unchanged", unit=of_unit, quantity=quantity)
    public = {"measure": measure, "of_unit": here, "day": day.isoformat()}
    shown = {**public, "after_freeze": made.after_freeze}
    return Event(CHANGED, made.subject, unit, actor, at, shown, {"reason": made.reason}, (fact,))


def _hold(measure: str) -> None:
    """Keep others from counting this measure between our look and our write."""
    locks.hold_windows_shared()
    locks.hold_measures([measure])


def _check_reach(
    chosen: Candidate, counts: Mapping[str, int], unit: str, frozen_from: date | None
) -> None:
    reach = known.Reach(unit, {chosen.day}).on(chosen.day)
    early = frozen_from is not None and frozen_from < chosen.day
    _refuse(
        *(
            RuleBroken("denominators.unit-not-yours", unit=each)
            for each in sorted(counts.keys() - reach)
        ),
        RuleBroken("denominators.freeze-too-early", day=f"{chosen.day:%d/%m/%Y}")
        if early
        else None,
    )


def _live(measure: str, units: Iterable[str], day: date) -> dict[str, counting.Fact]:
    found = in_use(measure, units, day)
    return {unit: each.fact for unit, each in found.items() if each.fact.day == day}


def _stored(fact: counting.Fact) -> Fact:
    return sums.value(fact, fact.corrects.public_id if fact.corrects else None)


def _standing(
    chosen: Candidate,
    frozen_from: date | None,
    live: Mapping[str, counting.Fact],
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
    live: Mapping[str, counting.Fact],
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
    made.before = before.fact.quantity if before else None
    made.candidate = before.candidate if before else None
    holding = frozen_from(made.measure, [made.of_unit])
    made.after_freeze = rules.is_frozen(holding, known.local_day(made.at))
    made.save(force_insert=True)
    return made


def _changed_fact(made: Change, live: counting.Fact | None) -> Fact:
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
