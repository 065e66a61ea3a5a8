"""A visitor asks who leads, why, and whether it can be trusted: the way the manual's pictures show."""

import pypdfium2
import pytest

import browser
import window

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(browser.CHROMIUM is None, reason=browser.MISSING),
]

HERE = f"/campaigns/{window.CAMPAIGN}"


@pytest.fixture
def site(live_server):
    window.make()
    return live_server.url


def test_a_visitor_asks_who_leads_and_why_and_whether_it_can_be_trusted(site):
    first, second, third = browser.elsewhere(window.communes)[:3]
    with browser.chromium(site) as person:
        tab = person(script=True)
        tab.goto("/")
        assert "60 ngày đêm" in browser.words(tab)
        browser.picture(tab, "home")
        tab.goto(f"{HERE}/standings/communes/")
        browser.picture(tab, "standings")
        browser.picture(tab, "standings-phone", width=390, height=720)
        tab.goto(f"{HERE}/standings/communes/compare/?units={first},{second},{third}")
        browser.picture(tab, "compare")
        tab.goto(f"{HERE}/units/{first}/")
        browser.picture(tab, "sheet")
        assert len(pypdfium2.PdfDocument(tab.pdf(format="A4"))) == 1  # an officer hands it over
        tab.goto(f"{HERE}/criteria/online/")
        browser.picture(tab, "criterion")
        tab.goto(f"{HERE}/map/")
        browser.picture(tab, "map", height=900)
        tab.goto(f"{HERE}/units/{first}/criteria/online/")
        browser.picture(tab, "figure")
        tab.goto("/check/?entry=5")
        tab.locator("text=Đã chứng minh").first.wait_for()
        browser.picture(tab, "check")
        tab.goto("/glossary/")
        browser.picture(tab, "glossary")
