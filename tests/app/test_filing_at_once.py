"""Clicks that come at once file one dossier."""

from threading import Thread
from uuid import uuid4

import pytest
from django.db import connection

import onestop_world as world
from filing_world import resident
from thidua.filing import actions
from thidua.onestop.models import Dossier

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_clicks_at_once_file_one_dossier():
    world.make()
    who = resident()
    draft = actions.begin(draft=uuid4(), resident=who, procedure=world.BIRTH.code, at=world.MONDAY)
    said = []

    def click():
        try:
            said.append(actions.file(draft=draft, at=world.MONDAY))
        finally:
            connection.close()

    clicks = [Thread(target=click) for _ in range(4)]
    for each in clicks:
        each.start()
    for each in clicks:
        each.join()
    assert said == [str(draft.pk)] * 4
    assert Dossier.objects.count() == 1
