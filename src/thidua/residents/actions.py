"""The accounts of residents: registered, proved, joined. The ledger gets no personal data of them.

An account counts once, at the commune where its resident lived when it was verified; where two turn
out to be one person's, the later one's count is corrected to nothing.
"""

from datetime import date, datetime
from uuid import uuid4

from allauth.account.models import EmailAddress

from thidua.accounts.models import Person
from thidua.counting.actions import action, register_measures
from thidua.counting.models import Fact as Stored
from thidua.counting.models.known import local_day
from thidua.kernel.errors import RuleBroken
from thidua.kernel.text import fold
from thidua.ledger.actions import unlogged
from thidua.ledger.rules import Event, Fact, Grade
from thidua.onestop.rules import APPLICANT
from thidua.residents.models import Resident, hamlets, proved
from thidua.residents.rules import ACCOUNTS, SOURCE, Profile, Proof, Verified, check_profile
from thidua.residents.rules.identities import check
from thidua.units.models import Unit, check_stands
from thidua.units.rules import Level


@action
def register(
    *,
    person: int,
    profile: Profile,
    at: datetime,
    proof: Proof | None = None,
    generated: bool = False,
) -> Event:
    """Make an account a resident's, verified by its e-mail address or by a proof of identity."""
    day = local_day(at)
    account = Person.objects.select_for_update().get(pk=person)
    if Resident.objects.filter(person=person).exists():
        raise RuleBroken("residents.registered-already")
    if account.is_official:
        raise RuleBroken("residents.residents-only")
    if not proof and not EmailAddress.objects.filter(user=person, verified=True).exists():
        raise RuleBroken("residents.not-verified")
    _check(profile, day)
    row = Resident(id=uuid4(), person_id=person, verified_at=at)
    row.verified_by = Verified.EMAIL.value
    _say(row, profile)
    if proof:
        if proved(proof.identity):
            raise RuleBroken("residents.registered-already")
        _prove(row, proof, at)
    row.save(force_insert=True)
    register_measures((ACCOUNTS,))
    return _event("residents.account-verified", row, at, facts=(_fact(row, day, generated),))


@action
def prove(*, person: int, proof: Proof, at: datetime) -> Event:
    """Prove whose an account is; where the identity is known already, both are one resident's."""
    check(proof.identity, local_day(at), proof.birth)
    row = Resident.objects.select_for_update().filter(person=person).first()
    other = proved(proof.identity)
    if row is None:
        if other is None:
            raise RuleBroken("residents.not-verified")
        return _joined(_another_account(person, other), other, at)
    one = row.one
    if other == one:
        raise RuleBroken("residents.proved-already")
    if one.is_proved:
        raise RuleBroken("residents.other-identity")
    if other:
        return _joined(one, other, at)
    _prove(one, proof, at)
    one.save()
    return _event("residents.identity-proved", one, at)


@unlogged
def amend(*, resident: Resident, profile: Profile, at: datetime) -> None:
    """Change what a resident says of themselves; what was proved stays."""
    _check(profile, local_day(at))
    if resident.is_proved and (profile.name, profile.identity) != (
        resident.name,
        resident.identity,
    ):
        raise RuleBroken("residents.name-proved")
    _say(resident, profile)
    resident.save()


def _check(profile: Profile, day: date) -> None:
    check_profile(profile, day)
    check_stands(profile.commune, day)
    if Unit.objects.get(pk=profile.commune).level != Level.COMMUNE:
        raise RuleBroken("residents.hamlet-elsewhere")
    if profile.hamlet and profile.hamlet not in dict(hamlets(profile.commune, day)):
        raise RuleBroken("residents.hamlet-elsewhere")


def _say(row: Resident, profile: Profile) -> None:
    row.name = " ".join(profile.name.split())
    row.folded = fold(row.name)
    row.phone, row.address = profile.phone, profile.address.strip()
    row.identity = profile.identity
    row.commune_id, row.hamlet_id = profile.commune, profile.hamlet


def _prove(row: Resident, proof: Proof, at: datetime) -> None:
    check(proof.identity, local_day(at), proof.birth)
    row.identity, row.verified_by, row.verified_at = proof.identity, Verified.VNEID.value, at
    row.name = " ".join(proof.name.split()) or row.name
    row.folded = fold(row.name)


def _another_account(person: int, other: Resident) -> Resident:
    """Make the row of an account whose resident is there already; nothing of it counts."""
    return Resident.objects.create(
        id=uuid4(),
        person_id=person,
        name=other.name,
        folded=other.folded,
        phone=other.phone,
        commune=other.commune,
        verified_by=other.verified_by,
        verified_at=other.verified_at,
        merged_into=other,
    )


def _joined(row: Resident, other: Resident, at: datetime) -> Event:
    """Let a resident's row lead to another; rows that led to it lead there too."""
    Resident.objects.filter(merged_into=row).update(merged_into=other)
    row.merged_into = other
    row.save(update_fields=["merged_into"])
    counted = Stored.objects.filter(source=SOURCE, entry__subject=row.subject).order_by("pk")
    facts = tuple(_nothing(row, fact) for fact in counted)
    return _event("residents.identities-joined", row, at, facts=facts)


def _fact(row: Resident, day: date, generated: bool) -> Fact:  # noqa: FBT001 - passed on
    return Fact(
        measure=ACCOUNTS.key,
        unit=row.commune_id,
        day=day,
        quantity=1,
        source=SOURCE,
        key=f"{row.pk}:1",
        grade=Grade.COUNTED,
        generated=generated,
    )


def _nothing(row: Resident, fact: Stored) -> Fact:
    return Fact(
        measure=fact.measure,
        unit=fact.unit,
        day=fact.day,
        quantity=0,
        source=SOURCE,
        key=f"{row.pk}:2",
        grade=Grade.COUNTED,
        generated=fact.generated,
        corrects=fact.public_id,
    )


def _event(kind: str, row: Resident, at: datetime, facts: tuple[Fact, ...] = ()) -> Event:
    return Event(kind, row.subject, row.commune_id, APPLICANT, at, facts=facts)
