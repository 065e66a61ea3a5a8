"""A visitor opens the home page and walks down a percentage to a proof that is checked at home."""

import shutil
import tarfile

import pytest
from django.conf import settings
from playwright.sync_api import sync_playwright

import portal_campaign as world
from thidua.recounts.actions import show_figures
from thidua.verify import log as logs
from thidua.verify import note
from thidua.verify import standings as verify

CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = (390, 1280, 1920)
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        CHROMIUM is None, reason="Chromium is not installed. Install it: apt-get install chromium"
    ),
]


@pytest.fixture
def site(live_server):
    """Serve a small campaign; the browser comes later, for it and the database share no thread."""
    world.make()
    show_figures(unit="p1", reason="Đã rà soát", actor=world.ACTOR, at=world.CLOSED)
    return live_server.url


@pytest.fixture
def page(site):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        tab = browser.new_page(base_url=site, java_script_enabled=False)
        said = []
        tab.on("console", lambda message: said.append(message.text))
        tab.on(
            "request", lambda request: said.append(request.url) if site not in request.url else None
        )
        yield tab
        browser.close()
    assert said == []


def open_link(page, name, *, within="main"):
    """Follow a link by its words, and look at the page at every width."""
    page.locator(within).get_by_role("link", name=name, exact=True).first.click()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert not page.evaluate(TOO_WIDE), (page.url, width)


def take(page, name, folder):
    """Take a file home."""
    with page.expect_download() as found:
        page.locator("main").get_by_role("link", name=name).click()
    path = folder / found.value.suggested_filename
    found.value.save_as(path)
    return path


def test_a_visitor_walks_from_the_home_page_to_a_verified_proof(page, tmp_path):
    page.goto("/")
    open_link(page, "Khối xã")
    assert "Xã An Phú dẫn đầu với 84,00 điểm" in page.locator("main").inner_text()
    open_link(page, "Xã An Phú")
    open_link(page, "65,00\u00a0%")
    assert "65,00\u00a0% = 13/20" in page.locator("main").inner_text()
    open_link(page, "Ấp Một")
    open_link(page, "6")
    assert "Ấp Một, ngày 20/10/2024." in page.locator("main").inner_text()
    page.get_by_role("link", name="mục số").click()
    proof = take(page, "Tải chứng minh", tmp_path)
    leaf = take(page, "Tải mục sổ", tmp_path)

    key = note.read_key((settings.PUBLISHED / "log.vkey").read_text().strip())
    note.check_proof(proof.read_bytes(), leaf.read_bytes(), key)
    assert '"quantity":6' in leaf.read_text()


def test_a_visitor_takes_the_published_folder_home_and_recounts_it(page, tmp_path):
    page.goto("/en/")
    open_link(page, "Look and download")
    packed = take(page, "tar", tmp_path)
    with tarfile.open(packed) as tar:
        tar.extractall(tmp_path, filter="data")
    folder = tmp_path / "published"
    verify.check(folder, logs.read(folder))


@pytest.mark.parametrize("language", ["", "/en"])
def test_every_room_fits_every_screen(page, language):
    for address in (
        "/",
        "/campaigns/",
        "/campaigns/sixty/",
        "/campaigns/sixty/standings/communes/",
        "/campaigns/sixty/units/p1/",
        "/editions/sixty/1/",
        "/ledger/",
        "/ledger/0/",
        "/receipts/",
        "/published/",
        "/figures/",
        "/glossary/",
        "/units/?q=a",
        "/units/c1/",
        "/verify/",
    ):
        page.goto(f"{language}{address}")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert not page.evaluate(TOO_WIDE), (address, width)
