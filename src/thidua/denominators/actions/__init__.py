"""The writers of denominators: a candidate is registered, adopted, or changed at one unit.

Whole or not at all, with every problem named; the same again gives the first receipt.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps

from django.db import IntegrityError
from django.db.models import Max

from thidua.counting import models as counting
from thidua.counting.actions import register_measures
from thidua.counting.models.known import local_day
from thidua.denominators import rules
from thidua.denominators.actions.adopting import ADOPTED, CHANGED, adopt, change
from thidua.denominators.actions.refusing import refusal
from thidua.denominators.models import Candidate, CandidateCount, judge, problem_of_measure
from thidua.denominators.outside import catalogue
from thidua.denominators.rules.pasting import at_line
from thidua.kernel.errors import RuleBroken
from thidua.ledger.actions import perform
from thidua.ledger.models import Entry
from thidua.ledger.rules import Event, Receipt

__all__ = ["ADOPTED", "CHANGED", "adopt", "change", "register"]

REGISTERED = "denominators.registered"


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
    judged = judge(day, counts, unit=unit, today=local_day(at))
    problems = _problems_of_words(measure, source, document)
    problems += [at_line(place, each) if place else each for place, each in judged.problems]
    if problems:
        raise refusal(problems)
    _know(measure)
    found = _candidate(
        Candidate(
            measure=measure, day=day, source=source.strip(), document=document.strip(), unit=unit
        ),
        judged.counts,
    )
    public = {
        "measure": measure,
        "day": day.isoformat(),
        "version": found.version,
        "n": found.n,
        "sha256": found.sha256,
    }
    private = {"source": found.source, "document": found.document}
    return Event(REGISTERED, found.subject, unit, actor, at, public, private)


def _problems_of_words(measure: str, source: str, document: str) -> list[RuleBroken]:
    found = (
        problem_of_measure(measure, catalogue()),
        rules.problem_of_text("denominators.lacking-source", source, rules.LONGEST_SOURCE),
        rules.problem_of_text("denominators.lacking-document", document, rules.LONGEST_DOCUMENT),
    )
    return [broken for broken in found if broken]


def _know(measure: str) -> None:
    """Let counting know a measure of the catalogue that no plan has named yet."""
    if not counting.Measure.objects.filter(key=measure).exists():
        register_measures([catalogue()[measure]])


def _candidate(new: Candidate, counts: dict[str, int]) -> Candidate:
    """Give the candidate that has these very counts, or store it as the next version."""
    digest = rules.digest(counts)
    of_source = Candidate.objects.filter(measure=new.measure, source=new.source)
    if known := of_source.filter(day=new.day, sha256=digest).first():
        return known
    latest = of_source.aggregate(latest=Max("version"))["latest"]
    new.version, new.sha256, new.n = (latest or 0) + 1, digest, len(counts)
    new.save(force_insert=True)
    CandidateCount.objects.bulk_create(
        [CandidateCount(candidate=new, unit=unit, quantity=counts[unit]) for unit in sorted(counts)]
    )
    return new
