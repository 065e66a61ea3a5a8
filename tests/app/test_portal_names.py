"""Whatever a name holds, it is shown as text."""

import re

import pytest

import portal_campaign as world
from thidua.counting.models import Fact
from thidua.units.actions import open_unit
from thidua.units.rules import Level, NewUnit

pytestmark = pytest.mark.django_db

STANDINGS = "/campaigns/sixty/standings/communes/"


def test_names_are_shown_as_text_wherever_they_stand(client):
    payload = '<b id="x">"Xã\' & Co</b>'
    world.open_units()
    open_unit(
        unit=NewUnit("evil", Level.COMMUNE, "commune", payload, "p1"),
        first=None,
        actor=world.ACTOR,
        at=world.OPENED,
    )
    world.plan(name=payload.replace('"', '\\"'))
    world.count("evil", "a", received=10, online=9)
    world.publish()
    fact = Fact.objects.get(unit="evil", measure="online")
    for address in (
        "/",
        "/campaigns/",
        "/campaigns/sixty/",
        STANDINGS,
        "/campaigns/sixty/units/evil/",
        "/campaigns/sixty/units/evil/criteria/online/",
        "/campaigns/sixty/units/p1/criteria/online/",
        f"/facts/{fact.public_id}/",
        f"/ledger/{fact.entry.outbox.leaf_index}/",
        "/ledger/",
        "/editions/sixty/1/",
        "/units/?q=xa",
        "/units/evil/",
        "/units/p1/",
    ):
        body = client.get(address).content.decode()
        assert '<b id="x">' not in body, address
        assert re.search("&lt;b id=|b id=.{0,6}x", body), address
