"""A unit's page at the edges: nothing counted, all equal, many parts, merged and divided units."""

from datetime import date

import pytest
from test_portal_pages import read, table

import portal_campaign as world
import standings_straddle as straddle
from thidua.units.actions import open_unit
from thidua.units.rules import Level, NewUnit

pytestmark = pytest.mark.django_db
SHEET = "/campaigns/sixty/units"


def hamlets(client):
    """Read the names of a commune's parts."""
    return [row[0] for row in table(client, f"{SHEET}/c1/", -1)[1:]]


def test_before_the_first_fact_a_sheet_has_no_rank_and_no_call(client):
    world.open_units()
    world.plan()
    page = read(client, f"{SHEET}/c1/")
    assert "Khối xã: 3 đơn vị, chưa đơn vị nào có số liệu nên chưa có thứ hạng." in page
    for word in ("Hạng 1/3", "Đồng hạng", "Để lên hạng", "hạng cao nhất", "Mất nhiều điểm"):
        assert word not in page
    assert "Chưa có lần công bố nào" in page
    assert "2 đơn vị trực thuộc" in page
    world.count("c1", "a", received=10, online=8)
    silent = read(client, f"{SHEET}/c2/")
    assert "Hạng 2/3, 0,00 điểm. Khối xã. Đồng hạng với Xã Cẩm Hà." in silent
    assert "Chưa có số liệu nào của đơn vị này được tính." in silent
    assert "Kém Xã An Phú (hạng 1) 60,00 điểm." in silent
    assert "Mất nhiều điểm" not in silent


def test_many_equals_and_many_parts_are_told_in_short(client):
    world.open_units()
    for number in range(60):
        name = "Rất Dài " * 7 + f"{number:02}"
        unit = NewUnit(f"h-{number:02}", Level.HAMLET, "hamlet", name, "c1")
        open_unit(unit=unit, first=None, actor=world.ACTOR, at=world.OPENED)
        near = NewUnit(f"c-{number:02}", Level.COMMUNE, "commune", f"Gần {number:02}", "p1")
        if number < 8:
            open_unit(unit=near, first=None, actor=world.ACTOR, at=world.OPENED)
    world.plan()
    world.count("c1", "a", received=10, online=8, guided=0, households=0, late=1)
    page = read(client, f"{SHEET}/c2/")
    assert "Đồng hạng với Xã Gần 00, Xã Gần 01, Xã Gần 02, Xã Gần 03, Xã Gần 04." in page
    assert "Còn 4 đơn vị khác cùng hạng." in page
    first = read(client, f"{SHEET}/c1/")
    assert "62 đơn vị trực thuộc" in first
    assert "Trang 1/2" in first
    assert "Mẫu số bằng 0: không có gì để tính tỷ lệ" in first
    assert "Mất nhiều điểm nhất ở “Hộ được hướng dẫn”: 40 điểm so với tối đa." in first
    assert "Trừ điểm báo cáo chậm điểm trừ" in first
    shown = hamlets(client)
    assert (len(shown), shown[:2]) == (50, ["Ấp Hai", "Ấp Một"])
    assert "Rất Dài 59" in read(client, f"{SHEET}/c1/?page=2")
    assert "danh sách này có 2 trang" in read(client, f"{SHEET}/c1/?page=3", status=404)
    assert "62 đơn vị trực thuộc" in read(client, "/units/c1/")
    led = read(client, "/units/p1/")
    assert "Phong trào thử số liệu trên địa bàn, không xếp hạng" in led


def test_merged_and_divided_units_are_seen_from_both_sides(client):
    straddle.open_units()
    straddle.plan("2025-05-10")
    straddle.counts()
    merged = table(client, f"{SHEET}/c1/", -1)
    first = [row for row in merged if row[0].startswith(("Xã", "Phường"))][:3]
    assert first == [
        ["Xã An Phú", "5/10", "50,00 %"],
        ["Xã Bình An", "30/30", "100,00 %"],
        ["Xã An Bình", "40/50", "80,00 %"],
    ]
    page = read(client, f"{SHEET}/c1/")
    assert (
        "Từ 01/07/2025, đơn vị mới Xã An Bình thay cho các đơn vị cũ: Xã An Phú, Xã Bình An."
        in page
    )
    assert "Xã An Bình từ 01/07/2025 cùng với Xã Bình An" in page
    held = "Số mà Xã An Bình đếm từ 01/07/2025 không tách ngược được"
    assert held in page
    divided = read(client, f"{SHEET}/c3/")
    assert "không tách ngược được, nên các dòng" not in divided
    assert (
        "Từ 01/07/2025, đơn vị cũ Xã Cẩm Hà chia thành các đơn vị mới: Xã Cẩm Đông, Xã Cẩm Tây."
        in divided
    )
    assert "Xã Cẩm Đông nhận 25,00 % số của Xã Cẩm Hà." in divided
    unknown = read(client, f"{SHEET}/c7/")
    assert "Tỷ lệ chia chưa công bố nên số trước ngày đó ở lại Xã Đại Lộc." in unknown
    assert "(một phần, chưa công bố tỷ lệ chia)" in unknown
    heir = read(client, f"{SHEET}/c4/?on=2025-07-01")
    assert (
        "Từ 01/07/2025, đơn vị mới Xã An Bình thay cho các đơn vị cũ: Xã An Phú, Xã Bình An."
        in heir
    )
    assert "Từ 01/07/2025 đơn vị này không còn. Đơn vị tiếp nhận: Xã An Bình." in read(
        client, "/units/c1/"
    )


def test_a_merger_after_a_campaign_without_counts_of_the_old_units_says_so(client):
    straddle.open_units()
    straddle.plan("2025-07-10")
    world.count("c4", "n", at=straddle.DURING, day=date(2025, 7, 10), received=10, online=5)
    page = read(client, f"{SHEET}/c4/")
    assert "Số của đơn vị đã gộp không tách ngược về các đơn vị cũ được" in page


def test_equals_in_points_are_told_what_set_them_apart(client):
    world.open_units()
    world.plan()
    full = {"households": 1, "guided": 1}
    world.count("c1", "a", received=20_000, online=20_000, **full)
    world.count("c2", "b", received=10_000, online=10_000, **full)
    world.count("c3", "c", received=10, online=10, households=1_000_000, guided=499_999)
    second = read(client, f"{SHEET}/c2/")
    assert "Hạng 2/3, 100,00 điểm." in second
    assert "Bằng điểm với đơn vị khác, được phân hạng theo khối lượng của" in second
    assert "Để lên hạng. Đã bằng điểm với Xã An Phú, chỉ xếp sau theo khối lượng của" in second
    third = read(client, f"{SHEET}/c3/")
    assert "Hạng 3/3, 100,00 điểm." in third
    assert "thứ hạng tính theo điểm chưa làm tròn" in third
    assert "Đã bằng điểm" not in third
    assert "chưa làm tròn" not in read(client, f"{SHEET}/c1/")
