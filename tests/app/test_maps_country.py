"""Maps of the whole country, and of the provinces that Hoàng Sa and Trường Sa belong to."""

import re
from dataclasses import replace
from datetime import date

import pytest
import shapely

import portal_campaign as small
from thidua.campaigns.actions import publish_plan
from thidua.counting.actions import enter
from thidua.ledger.rules import Fact, Grade
from thidua.maps.actions import show_boundaries, upload_boundaries
from thidua.maps.rules.boundaries import Matched, Uploaded
from thidua.units.actions import load_registry
from thidua.units.outside import read_registry
from thidua.units.rules import Level
from worlds import shared

pytestmark = pytest.mark.django_db

MAP = "/campaigns/whole/map/"
COASTS = {"p48", "p56", "p77", "p48-2025", "p56-2025"}
DAY = date(2024, 10, 20)


def make():
    """Rank the provinces of 2024, with the communes of three coasts below."""
    whole = read_registry()
    kept = {unit.id for unit in whole.units if unit.level in {Level.COUNTRY, Level.PROVINCE}}
    inside = set(COASTS)
    for level in (Level.DISTRICT, Level.COMMUNE):
        inside |= {unit.id for unit in whole.units if unit.level == level and unit.parent in inside}
    kept |= inside
    registry = replace(
        whole,
        units=tuple(unit for unit in whole.units if unit.id in kept),
        changes=tuple(
            each for each in whole.changes if each.unit in kept and (each.parent or "vn") in kept
        ),
        successions=tuple(
            each for each in whole.successions if {each.predecessor, each.successor} <= kept
        ),
    )
    load_registry(registry=registry, actor=small.ACTOR, at=small.OPENED)
    content = small.PLAN.format(code="whole", name="Cả nước", visibility="public")
    content = content.replace('root = "p1"', 'root = "vn"').replace(
        'level = "commune"', 'level = "province"'
    )
    publish_plan(content=content.encode(), actor=small.ACTOR, at=small.OPENED)
    facts = [
        Fact(
            measure, unit, DAY, quantity, "one-stop", f"{unit}-{measure}", Grade.COUNTED,
            generated=False,
        )
        for place, unit in enumerate(("p01", "p48", "p56", "p93"))
        for measure, quantity in {"received": 100, "online": 20 + 20 * place}.items()
    ]  # fmt: skip
    enter(facts=tuple(facts), unit="vn", actor=small.ACTOR, at=small.DURING)


made = shared(make, autouse=True)


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200, response.content.decode()[:2000]
    return response.content.decode()


def paths(html):
    found = re.findall(
        r'<a href="([^"]+)" data-unit="([^"]+)"><title>[^<]*</title><path class="([^"]+)"[^>]* d="([^"]*)"',
        html,
    )
    return {unit: (href, colour, path) for href, unit, colour, path in found}


def test_the_country_shows_its_provinces_with_both_archipelagos(client):
    html = page(client, f"{MAP}?what=online")
    shown = paths(html)
    assert len(shown) == 63
    assert "Hoàng Sa (Đà Nẵng)" in html
    assert "Trường Sa (Khánh Hòa)" in html
    assert shown["p48"][2].count("M") > 5  # the mainland and islands, of which some lie close
    assert shown["p56"][2].count("M") > 12
    assert shown["p48"][1] == "div-2"
    assert shown["p93"][0] == "/campaigns/whole/units/p93/"  # no commune of it is known here
    assert shown["p48"][0].startswith(f"{MAP}p48/?what=online")
    assert shown["p02"][1] == "none"
    assert "không phải ranh giới hành chính" in html
    assert len(html.encode()) < 300_000


def test_after_the_merger_the_34_provinces_are_unions_of_the_old(client):
    html = page(client, f"{MAP}?on=2025-07-01&what=online")
    assert "Trường Sa (Khánh Hòa)" in html
    shown = paths(html)
    assert shown.keys() >= {"p01", "p48-2025", "p56-2025"}
    assert shown["p48-2025"][2].count("M") > 5


@pytest.mark.parametrize(
    ("unit", "query", "label", "holder"),
    [
        ("p48", "level=district", "Hoàng Sa (Đà Nẵng)", "d498"),
        ("p56", "level=district", "Trường Sa (Khánh Hòa)", "d576"),
        ("p56", "level=commune", "Trường Sa (Khánh Hòa)", "c22736"),
        ("p48-2025", "on=2025-07-01", "Hoàng Sa (Đà Nẵng)", "c20333-2025"),
        ("p56-2025", "on=2025-07-01", "Trường Sa (Khánh Hòa)", "c22736-2025"),
    ],
)
def test_each_archipelago_is_on_the_map_of_its_province(client, unit, query, label, holder):
    html = page(client, f"{MAP}{unit}/?what=online&{query}")
    assert label in html
    assert 'class="inset"' in html
    assert paths(html)[holder][2]


def test_islands_that_are_no_units_are_drawn_as_land(client):
    html = page(client, f"{MAP}p56/?what=online&level=commune")
    assert re.search(r'<path class="land" d="M', html)
    condao = page(client, f"{MAP}p77/?what=online&level=commune")
    assert re.search(r'<path class="land" d="M', condao)  # a district without communes
    assert "d755" not in paths(condao)
    assert "d755" in paths(page(client, f"{MAP}p77/?what=online&level=district"))


def test_provinces_without_a_rank_inside_have_no_points(client):
    html = page(client, f"{MAP}p48/?what=points")
    assert {colour for _href, colour, _path in paths(html).values()} == {"out"}
    assert "Chưa có số liệu nào để tô màu." in html
    assert "không tính ở đây" in html


def test_outlines_of_a_coast_need_none_of_an_archipelago(client):
    districts = [f"d{number}" for number in (490, 491, 492, 493, 494, 495, 497)]
    shapes = {
        unit: shapely.box(108 + nth / 10, 16, 108 + (nth + 1) / 10, 16.1)
        for nth, unit in enumerate(districts)
    }
    given = {"code": "coast", "unit": "p48", "actor": small.ACTOR, "at": small.DURING}
    read = Uploaded(shapes, tuple(Matched(unit, unit, "id") for unit in districts), ())
    upload_boundaries(**given, content=b"x", read=read, source="Sở", licence="Mở")
    show_boundaries(**given)
    html = page(client, f"{MAP}p48/?what=online&level=district")
    assert "Sơ đồ, không phải" not in html
    assert html.count("data-unit=") == len(districts) + 1
    assert paths(html)["d498"][2]  # Hoàng Sa, in its inset
