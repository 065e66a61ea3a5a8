"""Residents of the province of `onestop_world`: with accounts, in browsers, with letters that came."""

import socket
from contextlib import contextmanager
from datetime import date
from email import message_from_bytes, policy
from uuid import uuid4

from aiosmtpd.controller import Controller
from allauth.account.models import EmailAddress
from django.test import Client

import onestop_world as world
from thidua.accounts.models import Person
from thidua.residents import actions
from thidua.residents.models import resident_of
from thidua.residents.rules import Profile
from thidua.site import mail

PASSWORD = "qua cầu đất sét"  # noqa: S105 - a test's own
NAME, PHONE, IDENTITY = "Trần Thị Ngọc Huyền", "0912345678", "092301004321"
DAY = date(2026, 3, 9)


def account(email="huyen@example.vn", *, verified=True):
    """Give somebody an account as signing up does."""
    person = Person(username=f"r-{uuid4().hex}", email=email)
    person.set_password(PASSWORD)
    person.save()
    EmailAddress.objects.create(user=person, email=email, verified=verified, primary=True)
    return person


def profile(**more):
    said = {"name": NAME, "phone": PHONE, "commune": "c1", "hamlet": "h1"}
    return Profile(**{**said, **more})


def resident(email="huyen@example.vn", *, at=world.MONDAY, **more):
    """Give a resident with a verified account."""
    person = account(email)
    actions.register(person=person.pk, profile=profile(**more), at=at)
    return resident_of(person.pk)


def client(resident):
    made = Client()
    made.force_login(resident.person)
    return made


class Post:
    """A mail server that keeps what it gets."""

    def __init__(self):
        self.letters = []

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - aiosmtpd's name
        letter = message_from_bytes(envelope.content, policy=policy.default)
        text = letter.get_content().replace("\r\n", "\n")
        self.letters.append((envelope.rcpt_tos, letter["subject"].strip(), text))
        return "250 OK"


@contextmanager
def post(settings):
    """Let mail go to a real server on this machine; give its letters as they come."""
    keeps = Post()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(keeps, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        server = mail.server(f"smtp+plain://127.0.0.1:{port}")
        settings.EMAIL_BACKEND, settings.EMAIL_HOST = server.backend, server.host
        settings.EMAIL_PORT = server.port
        yield keeps.letters
    finally:
        controller.stop()
