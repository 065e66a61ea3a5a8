"""A campaign is seen by those that its plan says: the public, offices, or the campaign's office."""

import tarfile
from datetime import date
from io import BytesIO

import pytest

import portal_campaign as world
from thidua.accounts.models import Person, Seat
from thidua.accounts.rules import Role
from thidua.campaigns.rules import may_see
from worlds import shared

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/campaigns/{}/",
    "/campaigns/{}/standings/communes/",
    "/campaigns/{}/units/c1/",
    "/campaigns/{}/units/c1/criteria/online/",
    "/editions/{}/1/",
    "/published/plans/{}/1.toml",
    "/published/plans/{}/",
    "/published/editions/{}/1/standings.csv",
    "/published/editions/{}/1/",
]


def make():
    world.open_units()
    for visibility in ("public", "official", "internal"):
        world.plan(f"{visibility}-one", name=f"Phong trào {visibility}", visibility=visibility)
    world.counts()
    for visibility in ("public", "official", "internal"):
        world.publish(f"{visibility}-one")


campaigns = shared(make, autouse=True)


def sit(client, role):
    person = Person.objects.create(username=role, name=role)
    Seat.objects.create(id=f"s-{role}", role=role, unit="p1", first=date(2020, 1, 1), person=person)
    client.force_login(person)


def statuses(client, campaign):
    found = set()
    for address in ADDRESSES:
        response = client.get(address.format(campaign))
        found.add(response.status_code)
        b"".join(response.streaming_content if response.streaming else [])
    return found


def shown(client):
    pages = (
        "/",
        "/campaigns/",
        "/units/c1/",
        "/verify/",
        "/published/plans/",
        "/published/editions/",
    )
    bodies = "".join(client.get(address).content.decode() for address in pages)
    return {each for each in ("public", "official", "internal") if f"{each}-one" in bodies}


def packed(client):
    response = client.get("/published.tar")
    with tarfile.open(fileobj=BytesIO(b"".join(response.streaming_content))) as tar:
        names = " ".join(tar.getnames())
    return {each for each in ("public", "official", "internal") if f"{each}-one" in names}


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (None, {"public"}),
        (Role.REPORTER, {"public", "official"}),
        (Role.CAMPAIGN_OFFICE, {"public", "official", "internal"}),
        (Role.INSPECTOR, {"public", "official", "internal"}),
    ],
)
def test_every_page_and_download_keeps_to_the_plans_word(client, role, seen):
    if role:
        sit(client, role)
    assert shown(client) == seen
    assert packed(client) == seen
    for campaign in ("public", "official", "internal"):
        expected = {200} if campaign in seen else {404}
        assert statuses(client, f"{campaign}-one") == expected


def test_a_hidden_campaign_is_answered_like_one_that_is_not_there(client):
    hidden = client.get("/campaigns/internal-one/").content.decode()
    absent = client.get("/campaigns/absent/").content.decode()
    assert hidden.replace("internal-one", "absent") == absent


@pytest.mark.parametrize("role", [None, *Role])
def test_the_public_sees_what_is_public_only(role):
    assert may_see("public", role)
    assert may_see("official", role) == (role is not None)
    assert not may_see("internal", None)
