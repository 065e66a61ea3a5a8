"""A finished dossier is rated, once."""

from collections.abc import Iterable
from datetime import date, datetime
from hashlib import sha256

from thidua.counting.actions import action, register_measures
from thidua.counting.models import Fact as Stored
from thidua.counting.models.known import local_day
from thidua.dossiers.rules.steps import Status
from thidua.kernel.errors import RuleBroken
from thidua.ledger.rules import Event, Fact, Grade
from thidua.onestop.actions.turns import locked
from thidua.onestop.models import Dossier
from thidua.onestop.rules import APPLICANT
from thidua.tracking.models import Rating, counting_unit, receipts_of
from thidua.tracking.rules import SOURCE, check_rating
from thidua.tracking.rules.measures import MEASURES, of_rating


@action
def rate(*, dossier: str, stars: int, comment: str, at: datetime) -> Event:
    """Rate how a dossier was handled; a second rating is refused and names the first one's receipt."""
    row = locked(dossier)
    said = check_rating(Status(row.status), stars, comment)
    if Rating.objects.filter(dossier=row).exists():
        receipt = receipts_of(row.subject)["tracking.rated"]
        raise RuleBroken("tracking.rated-already", receipt=receipt)
    register_measures(MEASURES)
    day = local_day(at)
    unit = counting_unit(row.holder_id, day)
    Rating.objects.create(dossier=row, stars=stars, comment=said, at=at)
    private: dict[str, object] = {"code": row.code, "stars": stars}
    if said:
        private["comment"] = sha256(said.encode()).hexdigest()
    facts = facts_of(row, of_rating(stars), unit, day)
    return Event("tracking.rated", row.subject, unit, APPLICANT, at, private=private, facts=facts)


def facts_of(row: Dossier, measures: Iterable[str], unit: str, day: date) -> tuple[Fact, ...]:
    """Count a dossier for measures that it does not count for yet."""
    keys = {measure: f"{row.pk}:{measure}" for measure in measures}
    known = set(
        Stored.objects.filter(source=SOURCE, key__in=keys.values()).values_list("key", flat=True)
    )
    return tuple(
        fact(key, measure, unit, day, generated=row.generated)
        for measure, key in keys.items()
        if key not in known
    )


def fact(key: str, measure: str, unit: str, day: date, *, generated: bool) -> Fact:
    """Count one of a measure, here and today."""
    return Fact(
        measure=measure,
        unit=unit,
        day=day,
        quantity=1,
        source=SOURCE,
        key=key,
        grade=Grade.COUNTED,
        generated=generated,
    )
