"""Dossiers in a browser: the site's clock, officers in their seats at a desk, a resident's phone."""

import re
from datetime import UTC, datetime, timedelta

import browser
import filing_world
import onestop_world as world
import signing_desk
from thidua.accounts.models import Person
from thidua.ledger.actions import sequence
from thidua.onestop import actions, outside
from thidua.onestop.models import Dossier
from thidua.onestop.models.recount import differences
from thidua.signing.outside import sign, signatures

PASSWORD = "mat-khau-dai-cua-thu-nghiem"  # noqa: S105 - of nobody
MAIL = "huyen@example.vn"
HOME = "/units/c1/dossiers/"
LEADER = "s-c1-leader"
MONDAY = datetime(2026, 11, 30, 2, tzinfo=UTC)  # 09:00 in Vietnam; the device is some days old


class Clock:
    """The clock of the site: a second for each look, and as far on as a journey moves it."""

    def __init__(self, at=MONDAY):
        self.at = at

    def now(self):
        self.at += timedelta(seconds=1)
        return self.at


def make():
    """Make the province, with a password for everybody in it."""
    world.make()
    for person in Person.objects.all():
        person.set_password(PASSWORD)
        person.save()


def let_sign(device, at):
    """Let the leader sign with the chairman's certificate, and have its authority trusted."""
    shown = signatures(signed(device, signing_desk.document(), at), trust=device.trust, at=at)
    outside.keep_trust(device.trust)
    actions.authorise(
        seat=LEADER, serial=shown[0].serial, first=at.date(), actor=world.MANAGER, at=at
    )


def signed(device, document, at):
    """Sign as the chairman does, with the device."""
    token, why = device.tokens["chairman"], signing_desk.act(at=at)
    return sign(document, with_=token, act=why, trust=device.trust)


def signed_up(person, letters):
    """Sign up on a phone with the code that comes by mail, and say who one is and where one lives."""
    tab = person(script=True, screen=browser.PHONE)
    tab.goto("/sign-up/")
    browser.open_to_everybody(tab)
    for name, value in (
        ("email", MAIL),
        *((f"password{n}", filing_world.PASSWORD) for n in (1, 2)),
    ):
        tab.fill(f"input[name={name}]", value)
    tap(tab, "Gửi mã cho tôi")
    browser.open_to_everybody(tab)
    tab.fill("input[name=code]", re.search(r": (\S+)\n", letters[-1][2])[1])
    tap(tab, "Xác nhận")
    tab.select_option("select[name=commune]", "c1")
    browser.open_to_everybody(tab)
    tap(tab, "Tiếp tục")
    tab.fill("input[name=name]", world.NAME)
    tab.fill("input[name=phone]", world.PHONE)
    tab.fill("input[name=identity]", world.IDENTITY)
    tab.select_option("select[name=hamlet]", "h1")
    browser.open_to_everybody(tab)
    tap(tab, "Lưu thông tin")
    assert "Tài khoản đã được xác minh" in said(tab)
    return tab


def signed_in(tab):
    """Sign a resident in again, whose session has ended."""
    tab.goto("/sign-in/")
    tab.fill("input[name=login]", MAIL)
    tab.fill("input[name=password]", filing_world.PASSWORD)
    tap(tab, "Đăng nhập")
    tab.wait_for_url("**/home/")


def begun(tab):
    """Begin to file a birth, from the resident's home to the page of papers."""
    tab.goto("/home/")
    visit(tab, "Nộp hồ sơ mới")
    visit(tab, "Đăng ký khai sinh")
    visit(tab, "Nộp trực tuyến")
    tap(tab, "Bắt đầu")
    tap(tab, "Tiếp tục")
    tap(tab, "Tiếp tục")


def sit_down(person, seat):
    """Sign an officer in at a desk."""
    tab = person(script=True)
    browser.sign_in(tab, seat, PASSWORD)
    tab.goto(HOME)
    return tab


def act(tab, name, files=None, **typed):
    """Open the form of an act, where it is closed, fill it in and send it."""
    place = opened(tab, name)
    for field, value in typed.items():
        place.locator(f"[name={field}]").fill(value)
    for field, path in (files or {}).items():
        place.locator(f"[name={field}]").set_input_files(path)
    place.locator("button").click()


def opened(tab, name):
    """Open the form of an act and give its place."""
    summary = re.compile(f"^{re.escape(name)}$")
    place = tab.locator("details", has=tab.locator("summary", has_text=summary))
    if place.get_attribute("open") is None:
        place.locator("summary").click()
    return place


def tracked(tab, code, factor=world.PHONE[-4:]):
    """Open a dossier on the public page by its code and a second factor."""
    tab.goto("/track/")
    tab.fill("input[name=code]", code)
    tab.fill("input[name=factor]", factor)
    tap(tab, "Xem hồ sơ")
    assert code in browser.words(tab)


def tap(tab, name):
    tab.locator("main").get_by_role("button", name=name, exact=True).first.click()


def visit(tab, name):
    tab.locator("main").get_by_role("link", name=name, exact=True).first.click()


def said(tab):
    """Give all words of the page, with what it says of the last thing done."""
    return tab.locator("body").inner_text()


def last():
    return Dossier.objects.order_by("-filed_at").first()


def unequal():
    """Let the sequencer take its turn; name where the counts differ from the dossiers."""
    sequence()
    return list(differences())
