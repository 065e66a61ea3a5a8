"""A visitor turns a map back with the slider, walks it by keyboard, and reads it without script."""

import pytest

import browser
import window as world

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(browser.CHROMIUM is None, reason=browser.MISSING),
]
HERE = f"/campaigns/{world.CAMPAIGN}/map/p93/"
COLOURS = "[...document.querySelectorAll('svg.units a path')].map((each) => each.className.baseVal)"


def test_a_map_is_turned_back_and_walked_by_keyboard(live_server):  # noqa: PLR0915 - one visit
    world.make()
    with browser.chromium(live_server.url) as person:
        tab = person(script=True)
        tab.goto(f"{HERE}?what=online")
        browser.fits(tab)
        assert browser.violations(tab) == []
        newest = tab.evaluate(COLOURS)  # as the server painted them
        tab.get_by_label("Bản đồ đến hết ngày").press("Home")
        assert tab.locator(".turn output").inner_text() == "12/10/2024"
        first = tab.evaluate(COLOURS)
        held = [each.inner_text() for each in tab.locator(".legend .held").all()]
        assert sum(int(each.split()[0]) for each in held) == len(newest)
        link = tab.locator(".days a", has_text="12/10/2024").get_attribute("href")

        tab.get_by_role("button", name="Chạy").click()
        tab.locator(".turn output", has_text="19/10/2024").wait_for()
        tab.get_by_role("button", name="Dừng").click()

        tab.locator("svg.units a").first.focus()
        tab.keyboard.press("Enter")
        tab.wait_for_url("**/units/**")

        still = person(script=True)
        still.emulate_media(reduced_motion="reduce")
        still.goto(HERE)
        assert still.locator(".turn input").is_visible()
        assert not still.locator(".turn button").is_visible()

        plain = person()
        plain.goto(link)
        assert not plain.locator(".turn").is_visible()
        assert plain.locator(".days a").count() >= 1
        plain.goto(f"{HERE}?beside=2025-07-01")
        browser.fits(plain)
        assert plain.locator("figure.map").count() == 2
        assert first != newest
