"""Every page of the desk: no bar that axe finds, no sideways scrolling, and a keyboard is enough."""

import re

import pytest

import browser
import desk
import hau_giang

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(browser.CHROMIUM is None, reason=browser.MISSING),
]

CAMPAIGN = "60-ngay-dem-2024"
PUBLIC = (
    *(f"/campaigns/{CAMPAIGN}/{page}" for page in (
        "", "calendar/", "targets/", "pledges/", "documents/", "prizes/", "appeals/", "versions/",
    )),
    "/rubrics/", "/rubrics/766/", "/denominators/", "/programme/", "/programme/pillars/",
)  # fmt: skip
OFFICE = (
    "/seat/choose/",
    "/units/p1/plans/",
    "/units/p1/denominators/", "/units/p1/denominators/register/",
    "/units/p1/programme/", "/units/p1/programme/tasks/", "/units/p1/programme/review/",
    *(f"/campaigns/{CAMPAIGN}/{page}" for page in (
        "behind/", "route/", "closing/", "closing/edition/", "closing/council/", "closing/late/",
        "appeals/office/", "pledges/assign/", "documents/launch-notice/make/", "documents/letterhead/",
    )),
)  # fmt: skip
DRAFT = (
    "", *(f"steps/{step}/" for step in ("basics", "stages", "groups", "measures", "criteria")),
    "criteria/0/", "preview/", "compare/",
)  # fmt: skip
TEAM = (
    "/seat/choose/", "/units/c1/imports/", "/units/c1/pledges/", f"/units/c1/pledges/{CAMPAIGN}/",
    "/units/c1/appeals/", "/units/c1/counts/",
)  # fmt: skip


@pytest.fixture
def site(live_server):
    hau_giang.make()
    return live_server.url


def barred(tab, addresses):
    found = {}
    for address in addresses:
        answer = tab.goto(address)
        assert answer.status == 200, address
        browser.fits(tab)
        tab.set_viewport_size({"width": 1280, "height": 900})
        if wrong := browser.violations(tab):
            found[address] = wrong
    return found


def test_no_page_of_the_desk_bars_anybody(site):
    with browser.chromium(site) as person:
        assert barred(person(script=True), PUBLIC) == {}
        office = person(script=True)
        browser.sign_in(office, "office", desk.PASSWORD)
        office.goto("/units/p1/plans/")
        office.select_option("#id_source", f"copy:{CAMPAIGN}")
        browser.press(office, "Lập dự thảo")
        assert barred(office, [f"{office.url}{page}" for page in DRAFT]) == {}
        assert barred(office, OFFICE) == {}
        team = person(script=True)
        browser.sign_in(team, "team-c1", desk.PASSWORD)
        assert barred(team, TEAM) == {}


def test_a_criterion_is_changed_with_the_keyboard_alone(site):
    with browser.chromium(site) as person:
        office = person()
        office.goto("/sign-in/")
        browser.reach(office, "[name='login']")
        office.keyboard.type("office")
        browser.reach(office, "[name='password']")
        office.keyboard.type(desk.PASSWORD)
        office.keyboard.press("Enter")
        office.wait_for_url("**/seat/choose/**")
        office.goto("/units/p1/plans/")
        assert browser.reach(office, "[name='source']")
        office.keyboard.press("Tab")
        office.keyboard.press("Enter")
        office.wait_for_url(re.compile(r"/plans/\d+/$"))
        criteria = f"{office.url}steps/criteria/"
        office.goto(criteria)
        assert browser.reach(office, "[name='criteria.0.target']")
        office.keyboard.press("Control+a")
        office.keyboard.type("65 %")
        with office.expect_navigation():
            office.keyboard.press("Enter")
        office.goto(criteria)
        assert office.locator("[name='criteria.0.target']").input_value() == "65 %"
