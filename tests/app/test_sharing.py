"""What leaves the page: what it says of itself, its card, feeds, the map of the site."""

import re
import struct
import zlib
from html import unescape
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest

import portal_campaign as world
from thidua.standings.models import State
from thidua.units.actions import open_unit
from thidua.units.rules import Level, NewUnit
from worlds import shared

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
LONG = 'Đơn vị <b>"rất & dài"</b> #set $x$ với tên sáu mươi chữ cái trở lên để thử'


made = shared(world.make)


def head(client, address):
    """Give what the head of a page says, by name or relation."""
    page = client.get(address).content.decode().partition("</head>")[0]
    said = re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)"', page)
    links = re.findall(
        r'<link rel="(?:alternate|canonical)"(?: hreflang="(\w[\w-]*)")? href="([^"]*)"', page
    )
    return {name: unescape(text) for name, text in said}, dict(links)


def pixels(content):
    """Decode a PNG: its size, and how many different bytes its rows have."""
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    place, packed, size = 8, b"", None
    while place < len(content):
        length, kind = struct.unpack_from(">I4s", content, place)
        body = content[place + 8 : place + 8 + length]
        assert zlib.crc32(kind + body) == struct.unpack_from(">I", content, place + 8 + length)[0]
        size = struct.unpack_from(">II", body) if kind == b"IHDR" else size
        packed += body if kind == b"IDAT" else b""
        place += 12 + length
    return size, len(set(zlib.decompress(packed)))


def test_a_page_says_what_it_is_to_those_who_link_to_it(client, made):
    said, links = head(client, "/campaigns/sixty/standings/communes/?stage=october&utm=x")
    assert "Khối xã" in said["og:title"]
    assert "1. " in said["og:description"]
    assert said["description"] == said["og:description"]
    assert said["og:image"] == "http://testserver/cards/sixty/standings/communes.png"
    assert links[""] == "http://testserver/campaigns/sixty/standings/communes/?stage=october"
    assert links["en"].startswith("http://testserver/en/campaigns/")
    assert links["vi"] == links["x-default"] == links[""]
    sheet, _links = head(client, "/campaigns/sixty/units/c1/")
    assert "Hạng 1/3 trong Khối xã" in sheet["description"]
    assert "65,00\xa0%" in sheet["description"]
    home, _links = head(client, "/")
    assert "Dẫn đầu: Khối xã: Xã An Phú" in home["description"]
    plain, _links = head(client, "/ledger/")
    assert "og:image" not in plain
    assert plain["twitter:card"] == "summary"
    assert head(client, "/campaigns/absent/")[0] == {
        "viewport": "width=device-width, initial-scale=1",
        "color-scheme": "light dark",
        "robots": "noindex",
    }


def test_cards_are_drawn_from_figures_at_their_size_whatever_the_names(client):
    world.open_units()
    open_unit(
        unit=NewUnit("evil", Level.COMMUNE, "commune", LONG, "p1"),
        first=None,
        actor=world.ACTOR,
        at=world.OPENED,
    )
    world.plan()
    empty = client.get("/cards/sixty.png")
    world.counts()
    world.count("evil", "z", received=10, online=9, guided=80, households=90, generated=True)
    world.publish()
    cards = [empty]
    for address in (
        "/cards/sixty.png",
        "/en/cards/sixty.png",
        "/cards/sixty/standings/communes.png",
        "/cards/sixty/standings/departments.png",
        "/cards/sixty/units/evil.png",
        "/cards/sixty/units/c2.png",
        "/cards/sixty/units/p1.png",
        "/cards/sixty/units/x-culture.png",
        "/cards/sixty/criteria/online.png",
        "/cards/sixty/criteria/files.png",
        "/cards/sixty/criteria/reports.png",
    ):
        answer = client.get(address)
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/png"), address
        cards.append(answer)
    for answer in cards:
        size, different = pixels(answer.content)
        assert size == (1200, 630)
        assert different > 20, "not blank"
    assert len({answer.content for answer in cards}) == len(cards)
    assert client.get("/cards/sixty.png").content == cards[1].content
    for address in (
        "/cards/absent.png",
        "/cards/sixty/other/c1.png",
        "/cards/sixty/standings/absent.png",
        "/cards/sixty/units/absent.png",
        "/cards/sixty/criteria/absent.png",
        "/qr/sixty/absent.svg",
    ):
        assert client.get(address).status_code == 404, address
    said, _links = head(client, "/campaigns/sixty/units/evil/")
    assert LONG in said["og:image:alt"]
    assert "số liệu mô phỏng" in said["description"]
    drawn = ET.fromstring(client.get("/qr/sixty/c1.svg").content)  # noqa: S314 - our own
    assert drawn.tag.endswith("svg")


def test_feeds_tell_of_editions_and_what_they_changed(client, made):
    world.count("c2", "late", received=40, online=40, at=world.LATER)
    world.publish(state=State.OFFICIAL, at=world.CLOSED)
    for address in ("/editions.rss", "/campaigns/sixty/editions.rss", "/en/editions.rss"):
        answer = client.get(address)
        assert answer["Content-Type"].startswith("application/rss+xml")
        channel = ET.fromstring(answer.content)[0]  # noqa: S314 - our own
        assert channel.find(f"{ATOM}link").get("href") == f"http://testserver{address}"
        items = channel.findall("item")
        guids = [item.findtext("guid") for item in items]
        assert guids == ["thidua:edition:sixty:2", "thidua:edition:sixty:1"]
        assert items[0].findtext("pubDate").startswith("Mon, 16 Dec 2024 03:00:00")
        for item in items:
            assert client.get(urlsplit(item.findtext("link")).path).status_code == 200
    vietnamese = ET.fromstring(client.get("/editions.rss").content)[0]  # noqa: S314
    told = [item.findtext("description") for item in vietnamese.findall("item")]
    assert "Dẫn đầu Khối xã: Xã An Phú (" in told[1]
    assert "Lần công bố đầu tiên." in told[1]
    assert "đổi hạng." in told[0]
    assert client.get("/campaigns/absent/editions.rss").status_code == 404
    for address in ("/editions.rss", "/sitemap.xml", "/robots.txt", "/cards/sixty.png"):
        assert client.post(address).status_code == 405
        assert client.head(address).status_code == 200
        assert client.get(address, {"page": "<script>", "stage": "x" * 300}).status_code == 200


def addresses(client, file):
    tree = ET.fromstring(client.get(file).content)  # noqa: S314 - our own
    return [
        (
            each.findtext(f"{MAP}loc"),
            [link.get("hreflang") for link in each.iter(LINK)],
            each.findtext(f"{MAP}lastmod"),
        )
        for each in tree
    ]


def test_the_map_of_the_site_leads_to_what_everybody_may_see_in_both_languages(client, made):
    parts = [location for location, _links, _day in addresses(client, "/sitemap.xml")]
    assert len(parts) == 4
    found = []
    for part in parts:
        assert client.get(urlsplit(part).path, {"p": "9"}).status_code == 404
        listed = addresses(client, urlsplit(part).path)
        assert all(set(links) == {"vi", "en", "x-default"} for _at, links, _day in listed)
        assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", day) for _at, _links, day in listed)
        found += [location for location, _links, _day in listed]
    assert len(found) == len(set(found))
    assert "http://testserver/en/campaigns/sixty/units/c1/" in found
    assert not any("/figures/" in location for location in found)
    for location in found:
        assert client.get(urlsplit(location).path).status_code == 200, location
    assert client.get("/sitemap-other.xml").status_code == 404
    robots = client.get("/robots.txt").content.decode()
    assert "Disallow: /sign-in/" in robots
    assert "Sitemap: http://testserver/sitemap.xml" in robots


def test_a_campaign_that_is_not_public_leaves_no_page(client):
    world.open_units()
    for visibility in ("public", "official", "internal"):
        world.plan(f"{visibility}-one", name=f"Phong trào {visibility}", visibility=visibility)
    world.counts()
    for visibility in ("public", "official", "internal"):
        world.publish(f"{visibility}-one")
    files = (
        "/editions.rss",
        "/sitemap-campaigns.xml",
        "/sitemap-editions.xml",
        "/sitemap-units.xml",
        "/",
    )
    said = "".join(client.get(file).content.decode() for file in files)
    assert "public-one" in said
    for hidden in ("official-one", "internal-one"):
        assert hidden not in said
        for address in (
            "cards/{}.png",
            "cards/{}/units/c1.png",
            "qr/{}/c1.svg",
            "campaigns/{}/editions.rss",
        ):
            assert client.get(f"/{address.format(hidden)}").status_code == 404
