"""What a personal identity number says, and which numbers nobody has."""

from datetime import date

import pytest

from thidua.kernel.errors import RuleBroken
from thidua.residents.rules import Profile, Proof, check_profile, read_proof
from thidua.residents.rules.identities import Identity, Sex, check, read

DAY = date(2026, 3, 9)


@pytest.mark.parametrize(
    ("number", "place", "sex", "born"),
    [
        ("092301004321", 92, Sex.FEMALE, 2001),
        ("001085000001", 1, Sex.MALE, 1985),
        ("079199123456", 79, Sex.FEMALE, 1999),
        ("096225000000", 96, Sex.MALE, 2025),
        ("100490000000", 100, Sex.MALE, 2190),
    ],
)
def test_a_number_says_place_sex_and_year(number, place, sex, born):
    assert read(number) == Identity(place, sex, born)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("09230100432", "residents.identity-digits"),
        ("0923010043210", "residents.identity-digits"),
        ("09230100432a", "residents.identity-digits"),
        ("०92301004321", "residents.identity-digits"),
        ("003301004321", "residents.identity-place"),
        ("000301004321", "residents.identity-place"),
        ("097301004321", "residents.identity-place"),
        ("092327004321", "residents.identity-year"),
        ("092401004321", "residents.identity-year"),
    ],
)
def test_numbers_that_nobody_has_are_refused(number, code):
    with pytest.raises(RuleBroken) as broken:
        check(number, DAY)
    assert broken.value.code == code


def test_the_year_has_to_be_the_one_that_a_proof_says():
    check("092301004321", DAY, "2001-05-06")
    check("092301004321", DAY, "2001")
    with pytest.raises(RuleBroken, match="identity-year"):
        check("092301004321", DAY, "2002-05-06")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"name": "  "}, "onestop.name-length"),
        ({"name": "x" * 121}, "onestop.name-length"),
        ({"phone": ""}, "onestop.bad-phone"),
        ({"phone": "84912345678"}, "onestop.bad-phone"),
        ({"address": "x" * 301}, "onestop.address-length"),
        ({"identity": "123"}, "residents.identity-digits"),
    ],
)
def test_what_cannot_be_a_residents_is_refused(changed, code):
    said = {"name": "Lan", "phone": "0912345678", "commune": "c1", **changed}
    with pytest.raises(RuleBroken) as broken:
        check_profile(Profile(**said), DAY)
    assert broken.value.code == code


def test_a_profile_needs_name_phone_and_commune_alone():
    check_profile(Profile("Lan", "0912345678", "c1"), DAY)
    check_profile(Profile("Lan", "0912345678", "c1", identity="092301004321"), DAY)


def test_a_proof_is_read_back_from_a_session():
    assert read_proof(None) is None
    said = {"identity": "092301004321", "name": "Lan", "birth": ""}
    assert read_proof(said) == Proof("092301004321", "Lan")
