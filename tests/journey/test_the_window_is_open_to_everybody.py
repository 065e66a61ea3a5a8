"""Every public page: no bar that axe finds, light and dark, in both languages, with text twice as large."""

import pytest

import browser
import window
from thidua.counting.models import Fact
from thidua.recounts.actions import show_figures

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(browser.CHROMIUM is None, reason=browser.MISSING),
]

HERE = f"/campaigns/{window.CAMPAIGN}"
UNIT = "c31366"
PAGES = (
    "/", "/campaigns/", f"{HERE}/", f"{HERE}/standings/communes/", f"{HERE}/standings/telecoms/",
    f"{HERE}/standings/communes/?q=dong", f"{HERE}/units/{UNIT}/", f"{HERE}/units/p93/",
    f"{HERE}/units/{UNIT}/criteria/online/", f"/editions/{window.CAMPAIGN}/2/",
    "/units/", f"/units/{UNIT}/", "/ledger/", "/ledger/2/", "/receipts/",
    f"{HERE}/criteria/online/", f"{HERE}/criteria/moved-by-telecom/", f"{HERE}/map/",
    f"{HERE}/map/?what=online&beside=2025-07-01", f"{HERE}/units/{UNIT}-2025/?on=2025-07-01",
    "/procedures/", "/published/", "/verify/", "/check/", "/glossary/", "/figures/", "/style-guide/", "/not-there/",
)  # fmt: skip
REFUSED = {"/not-there/"}
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 900}
LARGER = "document.documentElement.style.fontSize = '200%'"


@pytest.fixture
def site(live_server):
    window.make()
    show_figures(unit="p93", reason="Đã rà soát", actor=window.ACTOR, at=window.CLOSED)
    return live_server.url


def pages():
    fact = Fact.objects.order_by("pk").values_list("public_id", flat=True).first()
    some = ",".join(window.communes()[:3])
    compared = f"{HERE}/standings/communes/compare/?units={some}"
    return (*PAGES, f"/facts/{fact}/", f"/check/?fact={fact}", compared)


def visit(tab, address):
    """Open a page; an address that is refused by mistake is no page that was looked at."""
    answer = tab.goto(address)
    refused = address.removeprefix("/en") in REFUSED
    assert answer.status == (404 if refused else 200), address


def looked(tab):
    """Say what is wrong with an open page, then with its text twice as large; nothing: all is well.

    Larger text asks for less contrast, so that is looked at in text as it comes.
    """
    yield "bars", browser.violations(tab)
    yield "too wide", browser.too_wide(tab)
    tab.evaluate(LARGER)
    yield "text twice as large, too wide", browser.too_wide(tab, (768, 1280))
    yield "text twice as large, bars", browser.violations(tab, but=("color-contrast",))


def bars(tab):
    yield "bars", browser.violations(tab)


def everything_wrong(tab, addresses, look):
    """Give what a look finds wrong, by address and kind."""
    found = {}
    for address in addresses:
        visit(tab, address)
        found |= {(address, kind): wrong for kind, wrong in look(tab) if wrong}
    return found


def test_no_public_page_bars_anybody_or_scrolls_sideways_and_with_text_twice_as_large(site):
    addresses = browser.elsewhere(pages)
    with browser.chromium(site) as person:
        tab = person(script=True)
        tab.set_viewport_size(DESK)
        assert everything_wrong(tab, addresses, looked) == {}


def test_no_public_page_bars_anybody_in_the_dark_in_english_or_on_a_phone(site):
    addresses = browser.elsewhere(pages)
    with browser.chromium(site) as person:
        tab = person(script=True)
        tab.emulate_media(color_scheme="dark")
        tab.set_viewport_size(DESK)
        dark = [f"/en{address}" for address in addresses]
        assert everything_wrong(tab, dark, bars) == {}
        tab.set_viewport_size(PHONE)
        assert everything_wrong(tab, addresses[::3], bars) == {}


def test_standings_are_sorted_filtered_and_compared_with_the_keyboard_alone(site):
    with browser.chromium(site) as person:
        tab = person()
        tab.goto(f"{HERE}/standings/communes/")
        assert browser.reach(tab, "th a.sort[href*='sort=-points'], th a.sort[href*='sort=points']")
        with tab.expect_navigation():
            tab.keyboard.press("Enter")
        assert "sort=" in tab.url
        assert tab.locator("th[aria-sort]").count() == 1
        assert browser.reach(tab, "[name=q]")
        tab.keyboard.type("dong phu")
        with tab.expect_navigation():
            tab.keyboard.press("Enter")
        assert "q=dong" in tab.url
        assert "Đông Phú" in browser.words(tab)
        tab.goto(f"{HERE}/standings/communes/")
        for _ in range(3):
            assert browser.reach(tab, "[name=units]")
            tab.keyboard.press("Space")
        with tab.expect_navigation():
            tab.keyboard.press("Enter")  # in a ticked box; the button is after the last row …
        assert tab.url.count("units=") + tab.url.count("%2C") + tab.url.count(",") >= 3
        assert tab.locator("table.compared thead th").count() >= 3
        tab.goto(f"{HERE}/standings/communes/")
        assert browser.reach(tab, "caption a[href='#compare']")
        tab.keyboard.press("Enter")
        assert (
            browser.reach(tab, "#compare button") == 1
        )  # … and one step from a link before the first
