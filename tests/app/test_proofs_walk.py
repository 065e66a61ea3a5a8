"""The way from a percentage to its proof and back: what each page says, and what it refuses."""

from datetime import date

import pytest
from test_portal_pages import links, read

import portal_campaign as world
from thidua.campaigns.actions import publish_plan
from thidua.counting.models import Fact
from thidua.ledger.actions import sequence
from thidua.proofs.rules.parts import counted, figures_of
from thidua.reading.forms.looking import lines_of
from thidua.standings.models.live import live
from thidua.units.actions import merge
from thidua.units.rules import Level, NewUnit
from worlds import shared

pytestmark = pytest.mark.django_db
LANGUAGES = ["", "/en"]


made = shared(world.make)


def fact(key):
    return Fact.objects.get(key=f"secret-{key}")


def index_of(found):
    return found.entry.outbox.leaf_index


def doors(client, found):
    """Give the figures that a fact's page leads back to."""
    return {each for each in links(client, f"/facts/{found.public_id}/") if "/criteria/" in each}


def test_a_fact_leads_back_to_the_figures_that_count_it_and_no_other(client, made):
    place = "/campaigns/sixty/units/{}/criteria/online/"
    online = fact("a-online")
    ours = {place.format("c1"), place.format("p1"), place.format("h1")}
    shown = {each.partition("#")[0] for each in doors(client, online)}
    assert shown == ours - {place.format("h1")}
    assert "Phong trào thử, Tỷ lệ hồ sơ trực tuyến: Xã An Phú · Tỉnh Hậu Sông" in read(
        client, f"/facts/{online.public_id}/"
    )
    own = {each.partition("#")[0] for each in doors(client, fact("e-received"))}
    assert own == {"/campaigns/sixty/units/x-culture/criteria/files/"}
    for address in shown | own:
        assert client.get(address).status_code == 200
    world.count("h1", "outside", received=1, day=date(2024, 9, 1))
    world.count("h1", "after", at=world.CLOSED, received=1, day=date(2024, 12, 11))
    world.count("h1", "corrected", corrects=online.public_id, online=7)
    for key in ("outside-received", "after-received", "a-online"):
        assert doors(client, fact(key)) == set()
        page = read(client, f"/facts/{fact(key).public_id}/")
        assert "Hôm nay không con số nào" in page
    assert len(doors(client, fact("corrected-online"))) > 1
    content = world.PLAN.format(code="own", name="Tự đếm", visibility="public")
    content = content.replace('scope = "territory"', 'scope = "own"')
    publish_plan(content=content.encode(), actor=world.ACTOR, at=world.LATER)
    for campaign in ("sixty", "own"):
        _the_same_way_up_as_down(campaign)


def _the_same_way_up_as_down(campaign):
    """Compare with every figure taken apart; one without a line is no figure."""
    board = live(campaign)
    found = {
        (unit, place.criterion.code, place.unit)
        for unit in board.tree.nodes
        for measure in ("received", "guided")
        for place in figures_of(board, measure, unit)
    }
    down = {
        (unit, criterion.code, at)
        for criterion in board.plan.criteria
        if criterion.code != "reports"
        for at in board.tree.nodes
        if criterion.code in lines_of(board, at)
        for unit in counted(board, criterion, at)
    }
    assert found == down


def test_counts_of_a_unit_that_is_gone_lead_to_its_successor(client, made):
    into = NewUnit("c4", Level.COMMUNE, "commune", "An Bình", "p1", codes={"gso": "104"})
    merge(units=["c1", "c2"], into=into, on=date(2024, 11, 5), actor=world.ACTOR, at=world.DURING)
    shown = doors(client, fact("d-online"))
    assert "/campaigns/sixty/units/c4/criteria/online/" in shown
    assert "/campaigns/sixty/units/c2/criteria/online/" not in shown


def test_every_page_of_the_walk_marks_its_step_and_links_to_the_others(client, made):
    found = fact("a-online")
    index, name = index_of(found), found.public_id
    figure = "/campaigns/sixty/units/c1/criteria/online/"
    entry, check = f"/ledger/{index}/?fact={name}", f"/check/?entry={index}&fact={name}"
    for address in (f"/facts/{name}/", entry, check):
        there = set(links(client, address))
        assert {figure, f"{figure}#counts", f"{figure}#facts"} <= there
        wanted = {f"/facts/{name}/", entry, f"{entry}#checkpoint", check}
        here = {address, f"{entry}#checkpoint" if address == entry else address}
        assert wanted - here <= there
        body = client.get(address).content.decode()
        assert body.count('aria-current="step"') == 1
    assert f"/check/?entry={index}" in links(client, f"/ledger/{index}/")
    assert "/check/" in links(client, "/verify/")
    assert "/check/" in links(client, "/ledger/")


def test_the_check_says_what_it_starts_from(client):
    assert "Sổ chưa có mốc nào được ký nên chưa có gì để kiểm tra" in read(client, "/check/")
    world.make()
    found = fact("a-online")
    index = index_of(found)
    body = client.get(f"/check/?fact={found.public_id}").content.decode()
    assert f'data-entry="{index}"' in body
    assert f'data-fact="{found.public_id}"' in body
    assert "Ấp Một, ngày 20/10/2024, số lượng 6." in body
    plain = client.get("/check/").content.decode()
    assert "data-entry=" not in plain
    assert "Tự kiểm tra sổ ghi" in plain
    world.count("h2", "waiting", received=3)
    waiting = fact("waiting-received")
    page = client.get(f"/check/?fact={waiting.public_id}").content.decode()
    assert "đang chờ vào sổ" in page
    assert "data-entry=" not in page
    sequence()
    assert "data-entry=" in client.get(f"/check/?fact={waiting.public_id}").content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_be_checked_is_refused_helpfully(client, language, made):
    name = fact("a-online").public_id
    index = index_of(fact("a-online"))
    size = 11
    for query, status in (
        ("entry=x", 422),
        ("entry=-1", 422),
        ("entry=1.0", 422),
        ("entry=007", 422),
        ("entry=" + "9" * 200, 422),
        (f"entry={10**17}", 404),
        (f"entry={size + 100}", 404),
        ("fact=<b>", 422),
        ("fact=" + "a" * 26, 404),
        (f"entry={index - 1}&fact={name}", 404),
        ("&".join(f"p{n}=1" for n in range(100)), 422),
    ):
        response = client.get(f"{language}/check/?{query}")
        assert response.status_code == status, query
        assert b"<b>" not in response.content.partition(b'class="refused"')[2][:200]
    assert client.get(f"{language}/ledger/{index - 1}/?fact={name}").status_code == 404
    assert client.get(f"{language}/ledger/{index}/?fact=%00").status_code == 422
