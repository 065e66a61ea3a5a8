"""A visitor walks from the home page to a proof that the browser computes itself, and doubts it."""

import shutil
from base64 import b64encode
from datetime import date

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

import browser
import portal_campaign as world
from thidua.counting.actions import enter
from thidua.counting.models import Fact as Counted
from thidua.ledger.actions import sequence
from thidua.ledger.models import Batch, Outbox
from thidua.ledger.rules import Fact, Grade, merkle, tiles

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(browser.CHROMIUM is None, reason=browser.MISSING),
]
ENDED = "#check[aria-busy=false]"
NO_ED25519 = """
const whole = crypto.subtle.importKey.bind(crypto.subtle);
crypto.subtle.importKey = (form, key, kind, ...rest) => kind.name === "Ed25519"
  ? Promise.reject(new DOMException("", "NotSupportedError")) : whole(form, key, kind, ...rest);
"""
ROOTS = """async (logs) => {
  const { leafHash, bothRoots, rootFrom, tree } = await import("/static/proofs/merkle.js");
  const { hex } = await import("/static/proofs/bytes.js");
  const found = [];
  for (const [size, older, index, files] of logs) {
    const read = async (name) =>
      Uint8Array.from(atob(files[name]), (letter) => letter.charCodeAt(0));
    const log = tree(size, read);
    const [before, now] = await bothRoots(older, 0, size, log.subtree);
    const hash = await leafHash(new TextEncoder().encode(`leaf ${index} of ${size}`));
    const led = await rootFrom(hash, index, 0, size, log.subtree);
    found.push([before, now, led, await log.subtree(0, size)].map(hex));
  }
  return found;
}"""


@pytest.fixture
def site(live_server):
    """Serve a small campaign with one entry that has its facts in a file."""
    world.make()
    facts = tuple(
        Fact("received", "h1", date(2024, 10, day), 1, "one-stop", f"day-{day}",
             Grade.SOURCE_FILE, generated=False)
        for day in range(11, 18)
    )  # fmt: skip
    enter(facts=facts, unit="h1", actor=world.ACTOR, at=world.DURING)
    sequence()
    return live_server.url


@pytest.fixture
def batched(site):
    """Name a fact that lies in a file of facts, the place of its entry, and the file's root."""
    batch = Batch.objects.get()
    index = Outbox.objects.get(entry=batch.entry).leaf_index
    fact = Counted.objects.filter(entry=batch.entry).first()
    return f"/check/?entry={index}&fact={fact.public_id}", index, batch.root


def done(tab):
    """Wait until the check has ended, and give its verdict."""
    tab.wait_for_selector(ENDED)
    return tab.locator("#verdict").inner_text()


def step(tab, name):
    return tab.locator(f"[data-step={name}]").inner_text()


def test_a_visitor_walks_from_home_to_a_green_check_and_back(site):
    with browser.chromium(site) as person:
        tab = person(script=True)
        tab.goto("/")
        for name in ("Khối xã", "Xã An Phú"):
            browser.follow(tab, name)
        tab.locator("main").get_by_role("link", name="%").first.click()
        assert tab.locator(".walk [aria-current=step]").inner_text() == "Tỷ lệ"
        figure = tab.url
        browser.follow(tab, "Ấp Một")
        browser.follow(tab, "6")
        fact = tab.url
        assert "Xã An Phú" in tab.locator("main li", has_text="Tỷ lệ hồ sơ trực tuyến").inner_text()
        browser.follow(tab, "Mục sổ", within=".walk")
        browser.follow(tab, "Tự kiểm tra", within=".walk")
        said = done(tab)
        assert "Đã chứng minh" in said, said
        assert "số liệu này nằm trong mục" in said
        assert "Đây là lần đầu" in step(tab, "memory")
        browser.fits(tab)
        assert browser.violations(tab) == []
        browser.press(tab, "Kiểm tra lại")
        done(tab)
        assert "là phần nối dài của sổ đã xem" in step(tab, "memory")
        browser.press(tab, "Quên mốc đã nhớ")
        assert tab.evaluate("localStorage.length") == 0
        browser.follow(tab, "Một số liệu", within=".walk")
        assert tab.url == fact
        browser.follow(tab, "Tỷ lệ", within=".walk")
        assert tab.url == figure


def test_one_changed_byte_in_any_file_fails_with_its_own_words(site, batched):
    address, index, root = batched
    size = Outbox.objects.numbered().count()
    log = settings.PUBLISHED / "log"
    checkpoint = (log / "checkpoint").read_bytes()
    key = (settings.PUBLISHED / "log.vkey").read_bytes()
    cases = [
        (log / "checkpoint", len(checkpoint) - 10, "signature", "Chữ ký không đúng"),
        (
            log / "checkpoint",
            checkpoint.index(b"\n", checkpoint.index(b"\n") + 1) - 1,
            "signature",
            "Chữ ký không đúng",
        ),
        (settings.PUBLISHED / "log.vkey", len(key) - 9, "files", "Khóa công khai (log.vkey)"),
        (log / tiles.path(0, 0, size), 5, "tree", "một tệp băm đã bị sửa"),
        (log / tiles.path("entries", 0, size), 40, "entry", "mục sổ đã bị sửa"),
        (log / tiles.path("entries", 0, size), 0, "entry", "không tách được"),
        (settings.PUBLISHED / f"facts/{root}.jsonl", 30, "fact", "tệp đã bị sửa"),
    ]
    with browser.chromium(site) as person:
        tab = person(script=True)
        tab.goto(address)
        assert "Đã chứng minh" in done(tab)
        assert "một trong 7 dòng" in step(tab, "fact")
        for path, place, name, words in cases:
            whole = path.read_bytes()
            path.write_bytes(_changed(whole, place))
            tab.click("#again")
            said = done(tab)
            path.write_bytes(whole)
            assert "Chưa chứng minh được" in said, (path, said)
            assert words in step(tab, name), (path, said)
        away = log / tiles.path("entries", 0, size)
        away.rename(away.with_name("away"))
        tab.click("#again")
        assert "Máy chủ không có tệp" in done(tab)
        away.with_name("away").rename(away)
        tab.route("**/log.vkey", lambda route: route.abort())
        tab.click("#again")
        assert "mất kết nối" in done(tab)
        tab.unroute("**/log.vkey")
        tab.click("#again")
        assert f"mục số {index}" in done(tab)


def _changed(whole, place):
    """Change one byte to another that a text may hold: base64 stays base64, digits digits."""
    byte = bytes([whole[place] ^ 1 if whole[place] not in b"/+@`" else ord("A")])
    return whole[:place] + byte + whole[place + 1 :]


def test_a_rewritten_log_is_found_by_the_remembered_and_by_a_pasted_checkpoint(site, tmp_path):
    published, earlier = settings.PUBLISHED, tmp_path / "earlier"
    shutil.copytree(published, earlier)
    old = (published / "log/checkpoint").read_text()
    browser.elsewhere(_grow)
    new = (published / "log/checkpoint").read_text()
    key = (published / "log.vkey").read_text().strip()
    with browser.chromium(site) as person:
        tab = person(script=True)
        tab.goto("/check/")
        assert "các tệp băm khớp với mốc" in done(tab)
        for pasted, words in (
            (new, "✓ Cùng một mốc"),
            (old, "✓ Mốc ông/bà dán"),
            (old.partition("\n\n")[0], "không có chữ ký"),
            (key, "✓ Khóa ông/bà dán giống hệt"),
            (_forked(old), "✕ Sổ đã bị viết lại"),
            (old.replace("—", "-"), "✕ Mốc sổ không đúng dạng"),
            ("abc", "✕ Khóa công khai"),
        ):
            tab.fill("#pasted", pasted)
            tab.locator("#compare button").click()
            tab.locator("#compared", has_text=words).wait_for()
        shutil.rmtree(published)
        shutil.copytree(earlier, published)
        tab.click("#again")
        done(tab)
        assert "ít hơn mốc" in step(tab, "memory")
        note = _forked(old)
        kept = f"{{note: {note!r}, key: {key!r}, day: '2024-11-01T00:00:00Z'}}"
        tab.evaluate(f"localStorage.setItem('thidua.checkpoint', JSON.stringify({kept}))")
        tab.click("#again")
        assert "Sổ đã bị viết lại" in done(tab)
        assert "01/11/2024" in step(tab, "memory")
        other = kept.replace(key, "another+key")
        tab.evaluate(f"localStorage.setItem('thidua.checkpoint', JSON.stringify({other}))")
        tab.click("#again")
        assert "Khóa hôm nay khác khóa đã xem" in done(tab)


def _grow():
    world.count("c2", "grown", at=world.LATER, guided=1)
    sequence()


def _forked(note):
    """Name another root for as many leaves, without a signature that anybody gave."""
    origin, size, _root = note.partition("\n\n")[0].split("\n")
    return f"{origin}\n{size}\n{'A' * 43}=\n"


def test_a_browser_without_ed25519_takes_another_or_says_so(site):
    with browser.chromium(site) as person:
        tab = person(script=True)
        tab.add_init_script(NO_ED25519)
        tab.route("**/vendor/noble-ed25519.js", lambda route: route.abort())
        tab.goto("/check/?entry=0")
        assert "chưa kiểm tra được chữ ký" in done(tab)
        assert "chưa có Ed25519" in step(tab, "signature")
        assert "đúng chỗ trong cây" in step(tab, "entry")
        tab.unroute("**/vendor/noble-ed25519.js")
        if finders.find("vendor/noble-ed25519.js"):
            tab.goto("/check/?entry=0")
            assert "Đã chứng minh" in done(tab)


def test_without_script_the_page_says_how_to_check(site):
    with browser.chromium(site) as person:
        tab = person()
        tab.goto("/check/?entry=0")
        browser.fits(tab)
        said = browser.words(tab)
        assert "Trình duyệt này không chạy chương trình của trang" in said
        assert "thidua-verify.pyz proof 0.tlog-proof 0.leaf.json --key" in said
        assert "python3 -m thidua.verify proof 0.tlog-proof" in said
        assert not tab.locator("#compare").is_visible()


def test_the_browser_computes_the_roots_that_we_compute(site):
    logs, expected = [], []
    for size, older, index in (
        (1, 1, 0), (2, 1, 1), (255, 254, 100), (256, 255, 0), (257, 256, 256), (600, 300, 512),
    ):  # fmt: skip
        leaves = [f"leaf {nth} of {size}".encode() for nth in range(size)]
        logs.append([size, older, index, _files(leaves)])
        whole = merkle.root(leaves).hex()
        expected.append([merkle.root(leaves[:older]).hex(), whole, whole, whole])
    with browser.chromium(site) as person:
        tab = person(script=True)
        tab.goto("/check/")
        assert tab.evaluate(ROOTS, logs) == expected


def _files(leaves):
    edge = tiles.Edge()
    files = [file for leaf in leaves for file in edge.add(leaf)] + list(edge.partial())
    return {f"log/{name}": b64encode(content).decode() for name, content in files}
