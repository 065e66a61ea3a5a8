"""A campaign before its first fact, with equals, and with more winners than can be named."""

from datetime import date

import pytest
from test_portal_pages import read

import portal_campaign as world
from thidua.standings.models import State

pytestmark = pytest.mark.django_db


def test_before_the_first_fact_the_page_says_what_will_stand_there(client, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: date(2024, 10, 12))
    world.open_units()
    world.plan()
    page = read(client, "/")
    assert "Chưa có số liệu nào được ghi." in page
    assert "0/4 đơn vị dự thi đã có số liệu." in page
    assert "Chưa có lần công bố nào" in page
    assert "Hộ được hướng dẫn – chưa có số liệu Chỉ tiêu 50 %" in page
    for unit in ("c1", "c2"):
        world.count(unit, unit, received=10, online=8)
    page = read(client, "/")
    assert "2 đơn vị cùng dẫn đầu Khối xã; Khối sở, ngành chưa có số liệu." in page
    assert "2 đơn vị cùng hạng nhất với 60,00 điểm." in page
    assert "đã đạt 1/2 chỉ tiêu. 1 chỉ tiêu chưa có số liệu." in page
    monkeypatch.undo()
    world.publish(state=State.OFFICIAL, at=world.CLOSED)
    assert "Phường Bình An, Xã An Phú đạt Giải nhất Khối xã" in read(client, "/")
