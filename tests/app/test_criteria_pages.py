"""What the pages of a criterion say: what it asks, who stands where, how it went day by day."""

import re
from datetime import date

import pytest

import portal_campaign as world
import standings_freezing as freeze
from thidua.campaigns.actions import publish_plan
from worlds import shared

pytestmark = pytest.mark.django_db

ACROSS = "/campaigns/sixty/criteria/{}/"
ONE = "/campaigns/sixty/units/{}/criteria/{}/"


made = shared(world.make)


def html(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, response.content.decode()[:2000]
    return response.content.decode()


def read(client, address, status=200):
    """Give the words of a page, with single spaces and without tags."""
    main = html(client, address, status).partition('tabindex="-1">')[2].partition("</main>")[0]
    plain = re.sub(r"<[^>]+>", " ", main).replace("\xa0", " ").replace("&nbsp;", " ")
    return re.sub(r" ([,.;:])", r"\1", " ".join(plain.split()))


def test_a_criterion_says_what_it_asks_and_where_everybody_stands(client, made):
    page = read(client, ACROSS.format("online"))
    assert "Tỉnh Hậu Sông: 70,00 % 21/30, chỉ tiêu 60 % ✓ vượt Xem" in page
    assert "Lấy “Hồ sơ trực tuyến” chia cho “Hồ sơ tiếp nhận”. Đếm toàn địa bàn" in page
    assert "Ví dụ: Xã An Phú đạt 65,00 % nên được 60,00 điểm trên 60." in page
    assert "Khối có 3 đơn vị, 2 đã có số liệu. ✓ vượt 2" in page
    assert "Thấp nhất là Xã An Phú: 65,00 %; mức giữa 72,50 %; cao nhất là Phường Bình An" in page
    assert "Xã Cẩm Hà Tỉnh Hậu Sông · thiếu Hồ sơ trực tuyến, Hồ sơ tiếp nhận" in page
    assert "Bản 1, từ 10/10/2024: có từ bản đầu" in page
    assert "Phường Bình An Tỉnh Hậu Sông 80,00 % 8/10 ✓ vượt 60,00" in page
    body = html(client, ACROSS.format("online"))
    assert body.count('<circle class="dot exceeded"') == 4  # two units, drawn for two widths
    assert 'href="/campaigns/sixty/units/c2/criteria/online/"' in body
    behind = read(client, ACROSS.format("guided"))
    assert (
        "Còn thiếu nhiều nhất Tên đơn vị Kết quả Còn thiếu Phường Bình An 25,00 % 20/80" in behind
    )
    assert "Trừ nhiều nhất 5 điểm." in read(client, ACROSS.format("reports"))
    day = read(client, ACROSS.format("online") + "?until=2024-10-21")
    assert "Khối có 3 đơn vị, 2 đã có số liệu." in day
    assert "53,33 % 8/15" in day
    departments = read(client, ACROSS.format("files"))
    assert "Cộng “Hồ sơ tiếp nhận”. Đếm riêng cơ quan của đơn vị." in departments
    assert "Tỉnh Hậu Sông: tiêu chí này không cộng cho cả địa bàn" in departments
    assert "Sở Văn hóa 40 còn 60 hồ sơ" in departments


def test_a_figure_has_its_curve_in_words_and_as_a_table(client, made):
    page = read(client, ONE.format("c1", "online"))
    assert "Tiêu chí này ở mọi đơn vị" in page
    assert "Từ 10/10/2024 đến hết 01/11/2024 đạt 65,00 % (13/20)." in page
    assert "Đạt chỉ tiêu 60 % từ ngày 25/10/2024." in page
    assert "“Hồ sơ trực tuyến” nhiều nhất vào ngày 20/10/2024: 8 hồ sơ." in page
    assert "Quãng dài nhất không có thêm là 10 ngày, từ 10/10/2024 đến hết 19/10/2024." in page
    assert "Bảng 23 ngày của hình" in page
    assert "20/10/2024 8 53,33 %" in page
    assert "công bố lần 1" in page
    body = html(client, ONE.format("c1", "online"))
    assert body.count('<polyline class="value"') == 2
    assert 'aria-describedby="curve-online-words"' in body
    assert "style=" not in body
    silent = read(client, ONE.format("c3", "online"))
    assert "Đến hết 01/11/2024 chưa tính được giá trị nào" in silent
    guided = read(client, ONE.format("c2", "guided"))
    assert "Còn cách chỉ tiêu 50 % là 25 điểm phần trăm." in guided or "25,00 điểm" in guided
    world.count("c2", "g", generated=True, day=date(2024, 10, 30), guided=1)
    assert "đạt ≈ 26,25 % (21/80)" in read(client, ONE.format("c2", "guided"))


def test_what_a_version_changed_is_told(client, made):
    content = world.PLAN.format(code="sixty", name="Phong trào thử", visibility="public")
    content = content.replace("version = 1", "version = 2", 1)
    content = content.replace("effective_from = 2024-10-10", "effective_from = 2024-11-05")
    content = content.replace('target = "60%"', 'target = "55%"')
    content = content.replace('code = "guided"', 'code = "led"')
    publish_plan(content=content.encode(), actor=world.ACTOR, at=world.LATER)
    freeze.plan(version=3, first="2024-11-07", at=world.LATER)
    page = read(client, ACROSS.format("online"))
    assert "Bản 2, từ 05/11/2024: Chỉ tiêu: 60 % → 55 %" in page
    assert "Bản 3, từ 07/11/2024: Chỉ tiêu: 55 % → 60 %" in page
    led = read(client, ACROSS.format("guided"))
    assert "Bản 2, từ 05/11/2024: không còn trong kế hoạch" in led
    assert "Bản 3, từ 07/11/2024: thêm vào ở bản này" in led
    assert "Bản 2, từ 05/11/2024: không đổi" in read(client, ACROSS.format("reports"))


def test_an_earlier_campaign_is_chosen_and_laid_over(client, made):
    later = world.PLAN.format(code="later", name="Phong trào sau", visibility="public")
    later = later.replace("2024-10-10", "2024-10-25").replace("tree_day = 2024", "tree_day = 2024")
    publish_plan(content=later.encode(), actor=world.ACTOR, at=world.OPENED)
    world.count("c1", "l", day=date(2024, 10, 26), received=10, online=1)
    address = "/campaigns/later/units/c1/criteria/online/"
    assert "Đặt chồng phong trào khác" in read(client, address)
    page = read(client, address + "?with=sixty&until=2024-11-05")
    assert "Phong trào thử (từ 10/10/2024, đặt theo số ngày đã qua)" in page
    assert 'name="until" value="2024-11-05"' in html(
        client, address + "?with=sixty&until=2024-11-05"
    )
    assert "sau cùng số ngày" not in page  # nothing was counted then
    wrong = read(client, address + "?with=none", 422)
    assert "Hãy chọn trong danh sách một phong trào trước có cùng tiêu chí này." in wrong
    assert "Đặt chồng" not in read(client, ONE.format("c1", "online"))


def test_what_cannot_be_asked_is_refused_with_what_can(client, made):
    assert "không có tiêu chí “nothing”" in read(client, ACROSS.format("nothing"), 404)
    refused = read(client, ACROSS.format("online") + "?group=departments", 422)
    assert "Hãy chọn một khối mà tiêu chí này áp dụng." in refused
    assert "Không có trang 9" in read(client, ACROSS.format("online") + "?page=9", 404)
    many = "?" + "&".join(f"a{each}=1" for each in range(100))
    assert "100 tham số" in read(client, ACROSS.format("online") + many, 422)


def test_before_anything_was_counted_the_page_says_so(client):
    world.open_units()
    world.plan()
    page = read(client, ACROSS.format("online"))
    assert "Tỉnh Hậu Sông: chưa có số liệu Xem" in page
    assert "Khối có 3 đơn vị, 0 đã có số liệu." in page
    assert "Phong trào chưa đến ngày đầu nên chưa có gì để vẽ." in page
    assert "<svg" not in html(client, ACROSS.format("online"))
