"""Every rate names the denominator that it uses, and says when that became smaller."""

from datetime import UTC, date, datetime

import pytest

import portal_campaign
from thidua.denominators import actions
from thidua.denominators.models import Candidate
from worlds import shared

pytestmark = pytest.mark.django_db

BEFORE = datetime(2024, 10, 9, 5, tzinfo=UTC)
DURING = datetime(2024, 11, 5, 5, tzinfo=UTC)
DAY = date(2024, 10, 1)


place = shared(portal_campaign.make_planned, autouse=True)


def adopt(*counts, source="Cục Thống kê", at=BEFORE):
    actions.register(
        measure="households", day=DAY, source=source, document="Niên giám", counts=counts,
        unit="p1", actor="s-office", at=at,
    )  # fmt: skip
    newest = Candidate.objects.latest("pk")
    actions.adopt(
        candidate=newest.pk, frozen_from=None, reason="", unit="p1", actor="s-office", at=at
    )


def page(client, unit, name="guided"):
    tail = f"criteria/{name}/" if name else ""
    answer = client.get(f"/campaigns/sixty/units/{unit}/{tail}")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_a_criterion_names_source_day_and_version_of_its_denominator(client):
    adopt(("c1", 100), ("c2", 80))
    portal_campaign.count("c1", "c", guided=30)
    said = "Mẫu số: hộ gia đình, ngày 01/10/2024, nguồn Cục Thống kê, bản 1"
    assert said in page(client, "c1")
    assert said in page(client, "c1", name="")
    assert "/denominators/households/?of=c1" in page(client, "c1")


def test_a_territory_names_all_that_stands_under_its_rate(client):
    adopt(("c1", 100))
    adopt(("c2", 80), source="Công an tỉnh")
    found = page(client, "p1")
    assert "nguồn Cục Thống kê, bản 1 (1 đơn vị)" in found
    assert "nguồn Công an tỉnh, bản 1 (1 đơn vị)" in found
    assert "1 đơn vị chưa có" in found


def test_a_count_without_a_source_is_said_to_have_none(client):
    assert "Mẫu số: hộ gia đình, chưa có số" in page(client, "c1")
    portal_campaign.count("c1", "c", guided=30, households=100)
    assert "1 đơn vị dùng số tự gửi" in page(client, "c1")


def test_a_rate_over_what_adds_up_by_day_names_no_register(client):
    assert "Xem mẫu số" not in page(client, "c1", name="online")


def test_a_denominator_that_shrank_during_the_campaign_is_told_in_words(client):
    adopt(("c1", 100), ("c2", 80))
    assert "đã giảm" not in page(client, "c1")
    adopt(("c1", 60), ("c2", 90), source="Công an tỉnh", at=DURING)
    said = "mẫu số đã giảm ở 1 đơn vị: từ 100 xuống 60 hộ (giảm 40)"
    assert said in page(client, "c1")
    assert said in page(client, "c1", name="")
    assert said in page(client, "p1")
    assert "đã giảm" not in page(client, "c2")
