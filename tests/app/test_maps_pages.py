"""Maps of a campaign: Hậu Giang with its 75 communes, on its own tree and on the one after 2025."""

import json
import re
from html import unescape

import pytest

import window as world
from thidua.counting.actions import enter
from thidua.ledger.rules import Fact, Grade
from worlds import shared

pytestmark = pytest.mark.django_db

MAP = f"/campaigns/{world.CAMPAIGN}/map/"
HERE = f"{MAP}p93/"
AT_MOST = 300_000  # bytes of a page
PICTURE_AT_MOST = 60_000


made = shared(world.make, autouse=True)


def page(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, response.content.decode()[:2000]
    return response.content.decode()


def text(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).replace("\xa0", " ").split())


def cells(html):
    """Give the colour and the words of each unit on a map."""
    found = re.findall(
        r'<a href="[^"]+" data-unit="([^"]+)"><title>([^<]*)</title><path class="([^"]+)"([^>]*)>',
        html,
    )
    return {
        unit: (colour, unescape(said).replace("\xa0", " "), rest)
        for unit, said, colour, rest in found
    }


def rows(html):
    return re.findall(r"<tr><td class=\"number rank\">.*?</tr>", html, re.DOTALL)


def legend(html):
    lines = re.findall(r'<li data-class="([^"]+)">(.*?)</li>', html, re.DOTALL)
    return {name: text(line) for name, line in lines}


def test_a_map_shows_every_commune_with_the_values_of_its_table(client):
    html = page(client, MAP)
    shown = cells(html)
    communes = world.communes()
    assert sorted(shown) == communes
    assert len(rows(html)) == len(communes)
    for unit, (_colour, said, _rest) in shown.items():
        name, _, value = said.partition(": ")
        row = text(next(each for each in rows(html) if f"units/{unit}/" in each))
        assert name in row
        assert value in row
    silent = shown[communes[world.SILENT]]
    assert silent[0] == "none"
    assert 'fill="url(#hatch-p93-2024-12-10)"' in silent[2]
    assert silent[1].endswith("chưa có số liệu")
    assert {colour for colour, _said, _rest in shown.values()} <= {
        "none", *(f"map-{nth}" for nth in range(1, 6)),
    }  # fmt: skip
    assert sum(int(re.search(r"(\d+) đơn vị", line)[1]) for line in legend(html).values()) == 75
    assert "Sơ đồ, không phải ranh giới hành chính" in text(html)
    assert "Tốt nhất là Xã Vị Tân: ≈ 100 điểm." in text(html)
    assert "Hoàng Sa" not in html  # no island belongs on the map of Hậu Giang
    assert "style=" not in html
    assert len(html.encode()) < AT_MOST


def test_around_a_target_the_colour_says_what_the_state_says(client):
    html = page(client, f"{HERE}?what=online")
    states = {"vượt": "45", "đạt": "45", "gần đạt": "3", "chưa đạt": "12"}
    shown = cells(html)
    for colour, said, _rest in shown.values():
        state = said.rpartition(", ")[2]
        assert colour == "none" or colour[-1] in states[state], said
    nothing = shown[world.communes()[world.NOTHING_TO_DIVIDE]]
    assert nothing[0] == "none"
    assert "mẫu số bằng 0" in nothing[1]
    assert {each["colour"][-1] for each in [{"colour": c} for c, *_ in shown.values()]} >= {
        "3",
        "4",
    }
    said = legend(html)
    assert "60 % đến dưới" in said["div-4"]
    assert "✓ đạt" in said["div-4"]
    assert said["div-3"].startswith("54 % đến dưới 60 % △ gần đạt")
    assert "chỉ tiêu 60 %" in text(html)
    assert re.search(r"“.+”: \d+/73 đơn vị có số liệu đạt chỉ tiêu\.", text(html))


def test_change_of_rank_is_since_the_previous_edition(client):
    html = page(client, f"{HERE}?what=change&until=2024-12-01")
    shown = cells(html)
    moved = [said for _colour, said, _rest in shown.values() if "▲" in said or "▼" in said]
    assert moved
    assert all(colour in {"div-4", "div-5"} for colour, said, _ in shown.values() if "▲" in said)
    assert all(colour in {"div-1", "div-2"} for colour, said, _ in shown.values() if "▼" in said)
    assert "so với lần công bố số 1" in text(html)
    assert "turning" not in html
    first = page(client, f"{HERE}?what=change&until=2024-10-12")
    assert {colour for colour, *_ in cells(first).values()} == {"none"}
    assert "chưa so được" in text(first)


def test_districts_are_joined_and_lead_to_the_maps_of_their_communes(client):
    html = page(client, f"{HERE}?level=district&what=online")
    shown = cells(html)
    assert len(shown) == 8
    assert all(re.search(r"≈ \d+,\d+ % \([\d.]+/[\d.]+\)", each[1]) for each in shown.values())
    drill = re.search(r'<a href="([^"]+)" data-unit="d', html)[1]
    inside = page(client, unescape(drill))
    assert 5 < len(cells(inside)) < 20
    assert "what=online" in drill
    assert f'href="{MAP}p93/' in inside  # up again


def test_a_map_is_turned_back_by_links_and_by_what_the_script_reads(client):
    html = page(client, f"{HERE}?what=online")
    days = re.findall(r'<li><a href="([^"]+until=[^"]+)"', html)
    assert len(days) == len(world.DAYS)
    data = json.loads(
        re.search(r'<script id="turning-data" type="application/json">(.*?)</script>', html)[1]
    )
    shown = cells(html)
    assert data["colours"].keys() == shown.keys()
    assert all(len(signs) == len(days) for signs in data["colours"].values())
    for unit, (colour, _said, _rest) in shown.items():
        assert data["colours"][unit][-1] == colour[-1]  # the last step is what is shown
    earlier = page(client, unescape(days[0]))
    assert "Đến hết" in text(earlier) or "đến hết 12/10/2024" in text(earlier)
    assert "maps/map.js" in html


def test_two_trees_side_by_side_share_their_classes(client):
    html = page(client, f"{HERE}?beside=2025-07-01")
    left, right = html.split("<figure")[1:3]
    assert len(cells(left)) == 75
    assert 20 < len(cells(right)) < 40  # what the communes of Hậu Giang became
    limits = [
        [re.sub(r": .*", "", line) for line in legend(part).values()] for part in (left, right)
    ]
    assert limits[1] == [line for line in limits[0] if "chưa có" not in line]
    assert "Đơn vị ngày 01/07/2025" in text(html)
    assert html.count("<table") == 2
    assert len(html.encode()) < AT_MOST
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert "beside=2025-07-01" in page(client, HERE)
    after = page(client, f"{MAP}?on=2025-07-01")
    assert "beside=2024-12-10" in after
    assert cells(after).keys() == cells(right).keys()


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("?what=nonsense", 422, "what"),
        ("?level=hamlet", 422, "level"),
        ("?beside=tomorrow", 422, "2025-07-01"),
        ("?beside=1800-01-01", 422, "2025-07-01"),
        ("?until=2031-01-01", 422, "until"),
        ("?" + "&".join(f"a{nth}=1" for nth in range(100)), 422, "100"),
    ],
)
def test_what_is_asked_wrongly_is_refused_with_what_can_be(client, query, status, said):
    assert said in page(client, f"{HERE}{query}", status)


def test_who_is_nowhere_on_the_map_is_refused(client):
    assert "không có trên bản đồ" in page(client, f"{MAP}x-hg-vnpt/", 404)
    commune = world.communes()[0]
    assert "không có trên bản đồ" in page(client, f"{MAP}{commune}/", 404)
    page(client, f"{MAP}nowhere/", 404)
    page(client, "/campaigns/none/map/", 404)


def test_the_first_page_and_the_campaigns_have_the_map(client):
    for address in ("/", f"/campaigns/{world.CAMPAIGN}/"):
        html = page(client, address)
        picture = html.partition("<figure")[2].partition("</figure>")[0]
        assert len(cells(picture)) == 75, address
        assert len(picture.encode()) < PICTURE_AT_MOST
        assert f'href="{HERE}?what=points&amp;level=commune"' in picture


def test_english_pages_write_numbers_their_way(client):
    html = page(client, f"/en{HERE}?what=online")
    assert re.search(r"≈ \d+\.\d+%", cells(html)[world.communes()[0]][1])


def test_a_late_count_changes_the_map(client):
    before = cells(page(client, f"{HERE}?what=online"))
    unit = world.communes()[world.SILENT]
    facts = tuple(
        Fact(
            measure,
            unit,
            world.DAYS[-1],
            10,
            "one-stop",
            f"late-{measure}",
            Grade.COUNTED,
            generated=True,
        )
        for measure in ("dossiers.received", "dossiers.online")
    )
    enter(facts=facts, unit="p93", actor=world.ACTOR, at=world.CLOSED)
    after = cells(page(client, f"{HERE}?what=online"))
    assert (before[unit][0], after[unit][0]) == ("none", "div-5")
