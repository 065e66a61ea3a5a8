"""Dossiers as people follow them: opened by code and factor, finished on paper, petitioned about."""

from datetime import UTC, datetime, timedelta

from django.test import Client

import onestop_world as world
from thidua.accounts.models import Person
from thidua.dossiers.rules.steps import Act
from thidua.petitions import actions as petitions
from thidua.petitions.actions import From

DIGITS = world.PHONE[-4:]
DONE = (Act.RECEIVE, Act.FORWARD, Act.PROPOSE, Act.APPROVE, Act.SIGN)
LATER = world.MONDAY + timedelta(hours=3)
PLANTED = "Ông Lê Văn Bí Mật, 0987654321, quán nước đầu ấp"
PUBLIC = "Người dân hỏi vì sao chờ lâu.", "Đơn vị đã mở thêm một quầy."


def make():
    world.make()
    world.paper_results()
    world.seat("c1-committee", "committee", "c1")


def finished(**more):
    """File a dossier and lead it to its result."""
    dossier = world.file(**more)
    world.lead(dossier, *DONE)
    return dossier


def track(browser, dossier, factor=DIGITS):
    """Type code and factor into the form."""
    return browser.post("/track/", {"code": world.row(dossier).code, "factor": factor})


def opened(dossier, factor=DIGITS):
    """Give a browser with a dossier open in it, and the address of its page."""
    browser = Client()
    answer = track(browser, dossier, factor)
    assert answer.status_code == 302, answer.text
    return browser, answer.url


def client(name):
    """Give a browser in which somebody is signed in."""
    made = Client()
    made.force_login(Person.objects.get(username=name))
    return made


def file(dossier=None, *, unit="c1", person=None, at=world.MONDAY, key=None, text=PLANTED):
    """File a petition; give its id."""
    petition = world.new_id()
    petitions.file(
        petition=petition, about=From(unit, dossier, person), text=text, at=at, key=key
    )  # fmt: skip
    return petition


def on(day, hour=9):
    """Give an hour of a day of March 2026, in Vietnam."""
    return datetime(2026, 3, day, hour - 7, tzinfo=UTC)
