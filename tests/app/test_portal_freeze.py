"""What the public sees of frozen figures, and of a campaign across a change of the tree."""

import pytest

import portal_campaign as campaign
import standings_freezing as freeze
import standings_straddle as straddle
from thidua.counting.models import Fact
from thidua.standings.models import State
from thidua.units.actions import merge, rename
from worlds import shared

pytestmark = pytest.mark.django_db


def shown(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def make_frozen():
    freeze.make()
    return freeze.late("c2", "late", received=2, online=2)


frozen = shared(make_frozen)


TABLE = "/campaigns/sixty/standings/communes/"


def test_running_figures_say_when_they_were_frozen_and_what_waits(client, frozen):
    text = shown(client, TABLE)
    assert "Số liệu chốt lúc" in text
    assert "17:00" in text
    assert "2 số liệu đến muộn chưa tính." in text
    assert "#freeze" not in text
    freeze.publish()
    assert 'href="/editions/sixty/1/#freeze"' in shown(client, TABLE)
    freeze.admit(*frozen.values())
    text = shown(client, TABLE)
    assert "Số liệu chốt lúc" in text
    assert "đến muộn chưa tính" not in text


def test_a_figure_is_made_of_the_facts_that_count(client, frozen):
    path = "/campaigns/sixty/units/c2/criteria/online/"
    text = shown(client, path)
    assert "Số liệu chốt lúc" in text
    assert frozen["online"] not in text
    assert freeze.ids("d")["online"] in text
    freeze.admit(frozen["online"])
    text = shown(client, path)
    assert frozen["online"] in text
    assert frozen["received"] not in text


def test_an_edition_shows_what_it_stands_on(client, frozen):
    freeze.admit(frozen["online"])
    freeze.publish()
    text = shown(client, "/editions/sixty/1/")
    assert 'id="freeze"' in text
    assert frozen["online"] in text
    assert "Đến muộn, chưa tính</dt><dd>1</dd>" in text
    assert "trừ số liệu đến muộn chưa được chấp nhận" in text


def test_an_edition_with_many_admitted_facts_shows_the_first_ones(client, frozen):
    for number in range(25):
        campaign.count("c2", f"n{number}", at=freeze.LATE, guided=1)
    facts = Fact.objects.filter(entry__recorded_at__gte=freeze.LATE)
    freeze.admit(*facts.values_list("public_id", flat=True))
    freeze.publish()
    text = shown(client, "/editions/sixty/1/")
    assert "(27 số liệu)" in text
    assert text.count("/facts/") == 20


def test_a_campaign_without_a_freeze_says_nothing_of_one(client):
    campaign.make()
    assert "Số liệu chốt lúc" not in shown(client, TABLE)
    assert "Chốt số liệu" not in shown(client, "/editions/sixty/1/")


def test_an_edition_of_the_first_layout_is_still_shown(client, frozen, monkeypatch):
    freeze.publish_in_first_layout(monkeypatch)
    text = shown(client, "/editions/sixty/1/")
    assert 'id="freeze"' not in text
    assert "của ngày khác" not in text


def make_straddling():
    straddle.open_units()
    straddle.plan(straddle.LAST)
    straddle.counts()
    return campaign.publish(state=State.OFFICIAL, at=straddle.CLOSED)


straddling = shared(make_straddling)


def test_both_tables_are_one_click_apart(client, straddling):
    text = shown(client, TABLE)
    assert "nên có hai bảng" in text
    assert f'href="{TABLE}?on=2025-05-01"' in text
    assert "ở lại đơn vị đã báo cáo: Xã Đại Lộc." in text
    old = shown(client, f"{TABLE}?on=2025-05-01")
    assert "Xã Cẩm Hà" in old
    assert "ở lại đơn vị đã báo cáo: Xã An Bình." in old
    assert f'href="{TABLE}?on=2025-08-31"' in old


def test_an_edition_leads_to_its_other_table_and_names_what_stayed(client, straddling):
    text = shown(client, "/editions/sixty/1/")
    assert "Đơn vị của ngày 01/05/2025" in text
    assert "không lấy trung bình" in text
    assert "elsewhere-2025-05-01-standings.csv" in text
    assert f'href="{TABLE}?on=2025-05-01"' in text
    assert "của ngày 31/08/2025, ở lại đơn vị đã báo cáo: Xã Đại Lộc." in text
    assert "của ngày 01/05/2025, ở lại đơn vị đã báo cáo: Xã An Bình." in text


def test_names_of_places_stay_those_of_their_day(client, straddling):
    campaign.standings.record_council_result(
        campaign="sixty", stage="", grounds=("QĐ 1", "Theo biên bản"),
        places=(campaign.standings.Place("communes", "g", 1, "first"),),
        actor=campaign.ACTOR, at=straddle.CLOSED,
    )  # fmt: skip
    campaign.publish(state=State.OFFICIAL, reason="Hội đồng", at=straddle.CLOSED)
    given = {"actor": campaign.ACTOR, "at": straddle.CLOSED}
    rename(unit="g", name="Gò Mới", on=campaign.date(2025, 10, 1), **given)
    into = straddle.commune("z", "Hợp Nhất")
    merge(units=["g", "c4"], into=into, on=campaign.date(2025, 11, 1), **given)
    text = shown(client, "/editions/sixty/2/")
    assert "Xã Gò Nổi" in text
    assert "Gò Mới" not in text
    assert "Hợp Nhất" not in text
    assert "Xã Gò Nổi" in shown(client, TABLE)
    assert "Xã Hợp Nhất" in shown(client, f"{TABLE}?on=2025-12-01")
