"""Accounts of residents: counted once where they live, proved by VNeID, joined when one person's."""

from datetime import timedelta

import pytest
from django.db.models import Sum

import filing_world
import onestop_world as world
from filing_world import IDENTITY, account, profile, resident
from thidua.accounts.actions import create_person
from thidua.counting.models import Fact, Tally
from thidua.kernel.errors import RuleBroken
from thidua.ledger.models import Entry
from thidua.residents import actions
from thidua.residents.models import Resident, communes, hamlets, proved, resident_of
from thidua.residents.rules import Proof

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_world")]
PROOF = Proof(IDENTITY, "Trần Thị  Ngọc Huyền", "2001-05-06")
LATER = world.MONDAY + timedelta(days=3)


def make_world():
    world.make()


def counted(unit="c1"):
    rows = Tally.objects.filter(measure="residents.accounts", unit=unit)
    return rows.aggregate(total=Sum("quantity"))["total"] or 0


def refused(code, function, **given):
    before = Entry.objects.count(), Resident.objects.count()
    with pytest.raises(RuleBroken) as broken:
        function(**given)
    assert broken.value.code == code
    assert (Entry.objects.count(), Resident.objects.count()) == before


def register(person, *, proof=None, at=world.MONDAY, **more):
    actions.register(person=person.pk, profile=profile(**more), proof=proof, at=at)


def test_a_verified_account_counts_once_at_the_commune_above_the_hamlet():
    found = resident()
    assert (found.commune_id, found.hamlet_id, found.verified_by) == ("c1", "h1", "email")
    assert found.folded == "tran thi ngoc huyen"
    fact = Fact.objects.get(measure="residents.accounts")
    assert (fact.unit, fact.day, fact.quantity) == ("c1", filing_world.DAY, 1)
    entry = Entry.objects.last()
    assert (entry.kind, entry.actor, entry.unit) == (
        "residents.account-verified",
        "applicant",
        "c1",
    )
    assert counted() == 1


def test_an_account_is_registered_once_and_only_when_it_is_verified():
    person = account("a@example.vn", verified=False)
    refused("residents.not-verified", register, person=person)
    there = resident()
    refused("residents.registered-already", register, person=there.person)
    official = create_person(username="lan", name="Lan", password=filing_world.PASSWORD)
    refused("residents.residents-only", register, person=official)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"hamlet": "c2"}, "residents.hamlet-elsewhere"),
        ({"commune": "c2"}, "residents.hamlet-elsewhere"),
        ({"commune": "p1", "hamlet": None}, "residents.hamlet-elsewhere"),
        ({"commune": "nowhere", "hamlet": None}, "units.unknown"),
        ({"phone": "1"}, "onestop.bad-phone"),
    ],
)
def test_places_and_numbers_have_to_be_right(changed, code):
    refused(code, register, person=account(), **changed)


def test_a_typed_number_joins_nobody_and_a_proved_one_belongs_to_one_resident():
    first = resident(identity=IDENTITY)
    second = resident("b@example.vn", identity=IDENTITY)
    assert counted() == 2
    assert resident_of(second.person_id) == second
    actions.prove(person=first.person_id, proof=PROOF, at=LATER)
    first.refresh_from_db()
    assert (first.verified_by, first.name) == ("vneid", "Trần Thị Ngọc Huyền")
    assert proved(IDENTITY) == first
    assert Entry.objects.last().kind == "residents.identity-proved"
    assert counted() == 2
    actions.prove(person=second.person_id, proof=PROOF, at=LATER)
    assert resident_of(second.person_id) == first
    assert Entry.objects.last().kind == "residents.identities-joined"
    assert counted() == 1
    last = Fact.objects.order_by("pk").last()
    assert (last.quantity, last.unit, last.day) == (0, "c1", filing_world.DAY)
    assert last.corrects is not None


def test_an_account_that_comes_by_vneid_is_the_resident_who_is_there():
    first = resident()
    actions.prove(person=first.person_id, proof=PROOF, at=LATER)
    by_vneid = account("c@example.vn", verified=False)
    actions.prove(person=by_vneid.pk, proof=PROOF, at=LATER)
    assert resident_of(by_vneid.pk) == first
    assert counted() == 1
    refused("residents.proved-already", actions.prove, person=by_vneid.pk, proof=PROOF, at=LATER)


def test_an_account_that_comes_by_vneid_alone_is_registered_with_its_proof():
    person = account("c@example.vn", verified=False)
    refused("residents.not-verified", actions.prove, person=person.pk, proof=PROOF, at=LATER)
    register(person, proof=PROOF, name="Ai đó", at=LATER)
    found = resident_of(person.pk)
    assert (found.name, found.identity, found.is_proved) == (
        "Trần Thị Ngọc Huyền",
        IDENTITY,
        True,
    )
    refused("residents.registered-already", register, person=account("d@example.vn"), proof=PROOF)
    assert counted() == 1


def test_accounts_that_led_to_a_joined_one_lead_on():
    first = resident(identity=IDENTITY)
    actions.prove(person=first.person_id, proof=PROOF, at=LATER)
    second, third = resident("b@example.vn"), resident("c@example.vn")
    Resident.objects.filter(pk=third.pk).update(merged_into=second)
    actions.prove(person=second.person_id, proof=PROOF, at=LATER)
    assert resident_of(third.person_id) == first


def test_one_account_is_not_proved_by_two_identities():
    first = resident()
    actions.prove(person=first.person_id, proof=PROOF, at=LATER)
    other = Proof("092301009999", "Người khác")
    refused(
        "residents.other-identity", actions.prove, person=first.person_id, proof=other, at=LATER
    )
    wrong = Proof(IDENTITY, "Huyền", "1999-01-01")
    refused("residents.identity-year", actions.prove, person=first.person_id, proof=wrong, at=LATER)


def test_a_proof_without_a_name_keeps_the_name_that_was_said():
    first = resident()
    actions.prove(person=first.person_id, proof=Proof(IDENTITY, ""), at=LATER)
    first.refresh_from_db()
    assert first.name == filing_world.NAME


def test_what_was_said_may_change_and_what_was_proved_stays():
    first = resident()
    actions.amend(resident=first, profile=profile(phone="0987654321", name="Lan"), at=LATER)
    first.refresh_from_db()
    assert (first.phone, first.name) == ("0987654321", "Lan")
    actions.prove(person=first.person_id, proof=PROOF, at=LATER)
    first.refresh_from_db()
    with pytest.raises(RuleBroken, match="name-proved"):
        actions.amend(resident=first, profile=profile(name="Khác"), at=LATER)
    kept = profile(name=first.name, identity=IDENTITY, commune="c2", hamlet=None)
    actions.amend(resident=first, profile=kept, at=LATER)
    first.refresh_from_db()
    assert (first.commune_id, first.hamlet_id) == ("c2", None)
    assert (counted(), counted("c2")) == (1, 0)


def test_a_simulated_account_counts_as_simulated():
    person = account()
    actions.register(person=person.pk, profile=profile(), at=world.MONDAY, generated=True)
    assert Fact.objects.get(measure="residents.accounts").generated
    actions.prove(person=person.pk, proof=PROOF, at=LATER)
    other = account("b@example.vn")
    actions.register(person=other.pk, profile=profile(), at=world.MONDAY, generated=True)
    actions.prove(person=other.pk, proof=PROOF, at=LATER)
    assert Fact.objects.order_by("pk").last().generated


def test_nothing_of_a_person_is_in_the_ledger():
    found = resident(identity=IDENTITY, address="Số 7, ấp Trầu Hôi")
    actions.prove(person=found.person_id, proof=PROOF, at=LATER)
    written = b"".join(
        bytes(e.record) + e.outbox.leaf for e in Entry.objects.select_related("outbox")
    )
    for private in (
        filing_world.NAME, filing_world.PHONE, IDENTITY, "Trầu Hôi", "example.vn", found.person.username,
    ):  # fmt: skip
        assert private.encode() not in written


def test_communes_and_hamlets_are_named_in_order():
    assert communes(filing_world.DAY) == [
        ("c2", "Phường Bình An"),
        ("c1", "Xã An Phú"),
        ("c3", "Xã Cẩm Hà"),
    ]
    assert hamlets("c1", filing_world.DAY) == [("h1", "Ấp Một")]
    assert hamlets("c2", filing_world.DAY) == []
    assert str(resident()).startswith("resident:")
