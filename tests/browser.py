"""A real browser for journeys: Debian's Chromium, nothing outside this machine, no script needed."""

import base64
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import DEFAULT_OPTIONS, Axe
from playwright.sync_api import sync_playwright

CHROMIUM = shutil.which("chromium")
MISSING = "Chromium is not installed. Install it: apt-get install chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = (390, 1280, 1920, 3840)
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 720}
PICTURES = Path(__file__).parents[1] / "docs" / "vi" / "pictures"
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
AXE = Axe()
FOUND = "options => axe.run(options).then(results => results.violations)"
PATIENCE = 20_000  # milliseconds, of a slow machine


@contextmanager
def chromium(site):
    """Start the browser; what a page says on its console or asks of strangers fails the test."""
    said, tabs = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)

        def person(*, script=False, screen=None):
            context = browser.new_context(
                base_url=site,
                java_script_enabled=script,
                accept_downloads=True,
                viewport=screen or DESK,
            )
            context.set_default_timeout(PATIENCE)
            tab = context.new_page()
            tab.on(
                "request",
                lambda request: said.append(request.url) if site not in request.url else None,
            )
            tabs.append(tab)
            return tab

        try:
            yield person
        except BaseException:
            for tab in tabs:
                print(tab.url, words(tab)[:2000], sep="\n")
            raise
        browser.close()
    assert said == []


def sign_in(tab, name, password):
    tab.goto("/sign-in/")
    tab.fill("input[name=login]", name)
    tab.fill("input[name=password]", password)
    tab.locator("main").get_by_role("button").first.click()
    tab.wait_for_url("**/seat/choose/**")


def fits(tab):
    """Look at the page at every width; it never scrolls sideways."""
    assert too_wide(tab) == [], tab.url


def too_wide(tab, widths=WIDTHS):
    """Name the widths at which a page scrolls sideways."""
    found = []
    tab.wait_for_load_state()  # after a click the next page may still be without its styles
    for width in widths:
        tab.set_viewport_size({"width": width, "height": 900})
        if tab.evaluate(TOO_WIDE):
            found.append(width)
    return found


def open_to_everybody(tab):
    """Look at the page on a phone and at a desk: no way sideways, nothing that bars people."""
    own = tab.viewport_size
    for screen in (PHONE, DESK):
        tab.set_viewport_size(screen)
        assert not tab.evaluate(TOO_WIDE), (tab.url, screen)
        assert violations(tab) == [], (tab.url, screen)
    tab.set_viewport_size(own)


def press(tab, name, *, within="main"):
    """Press a button by its words, and look at what comes."""
    tab.locator(within).get_by_role("button", name=name, exact=True).first.click()
    fits(tab)


def follow(tab, name, *, within="main"):
    """Follow a link by its words, and look at what comes."""
    tab.locator(within).get_by_role("link", name=name, exact=True).first.click()
    fits(tab)


def picture(tab, name, *, width=1024, height=720):
    """Take a picture of the manual: kept when `THIDUA_PICTURES=1`, else only that it can be taken.

    Which pictures there are is checked by `tests/test_pictures.py`.
    """
    tab.set_viewport_size({"width": width, "height": height})
    devtools = tab.context.new_cdp_session(tab)
    taken = devtools.send("Page.captureScreenshot", {"format": "webp", "quality": 82})
    content = base64.b64decode(taken["data"])
    assert content[8:12] == b"WEBP"
    assert len(content) > 4000, f"{name}: an empty page"
    if os.environ.get("THIDUA_PICTURES"):
        PICTURES.mkdir(exist_ok=True)
        (PICTURES / f"{name}.webp").write_bytes(content)


def reach(tab, selector):
    """Go on with the tab key until what a selector names has the focus; how many steps that took."""
    for step in range(1, 200):
        tab.keyboard.press("Tab")
        if tab.locator(f":focus:is({selector})").count():
            return step
    return None


def words(tab):
    return tab.locator("main").inner_text()


def download(tab, role, name):
    """Take a file home, by a link or a button."""
    with tab.expect_download() as found:
        tab.locator("main").get_by_role(role, name=name, exact=True).first.click()
    return Path(found.value.path()).read_bytes()


def violations(tab, *, but=()):
    """Ask axe what bars people from a page, but for some rules; the tab must allow its script."""
    options = DEFAULT_OPTIONS | {"rules": {rule: {"enabled": False} for rule in but}}
    if not tab.evaluate("'axe' in window"):  # once a page, however often it is asked
        tab.evaluate(AXE.axe_script)
    found = tab.evaluate(FOUND, options)
    return [(each["id"], [node["html"][:120] for node in each["nodes"]][:3]) for each in found]


def elsewhere(function, *given):
    """Run something on the database, which shares no thread with the browser."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(_closing, function, *given).result()


def _closing(function, *given):
    from django.db import connection

    try:
        return function(*given)
    finally:
        connection.close()
